// The time that is left, as words and as a bar that fills. Pure: what it is told, and a date.

const HOUR = 3_600_000;
const SOON = 0.75;

/** How urgent a line of the queue is: late, soon, today, later, unpromised or waiting. */
export function urgency(line, now) {
  if (!line.holder) return "waiting";
  if (!line.promise_by) return "unpromised";
  const promised = new Date(line.promise_by);
  if (promised <= now) return "late";
  if (promised - now <= HOUR) return "soon";
  return promised.toDateString() === now.toDateString() ? "today" : "later";
}

/** Which part of the time from the cycle's beginning to the newest promise has gone by: 0 to 1. */
export function share(line, now) {
  if (!line.promise_by || !line.holder) return 0;
  const from = new Date(line.cycle_at).getTime();
  const until = new Date(line.promise_by).getTime();
  if (until <= from) return 1;
  return Math.min(Math.max((now.getTime() - from) / (until - from), 0), 1);
}

/** What colour a bar has: "late", "soon" once three quarters have gone by, "fine", or "none". */
export function tone(line, now) {
  const kind = urgency(line, now);
  if (kind === "late") return "late";
  if (kind === "waiting" || kind === "unpromised") return "none";
  return share(line, now) >= SOON ? "soon" : "fine";
}
