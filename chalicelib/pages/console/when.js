// Instants and spans of time in words.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of time, its two largest parts: "2h 5m". Always positive; less than a minute is in seconds. */
export function span(ms, locale) {
  const whole = Math.abs(ms);
  const [days, hours, minutes] = [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR), Math.floor((whole % HOUR) / MINUTE)];
  if (days) return join([[days, "day"], days < 7 && hours ? [hours, "hour"] : null], locale);
  if (hours) return join([[hours, "hour"], hours < 12 && minutes ? [minutes, "minute"] : null], locale);
  if (minutes) return join([[minutes, "minute"]], locale);
  return join([[Math.floor(whole / 1000), "second"]], locale);
}

function join(parts, locale) {
  return parts
    .filter(Boolean)
    .map(([n, unit]) => new Intl.NumberFormat(locale, {
      style: "unit", unit, unitDisplay: unit === "day" ? "long" : "short",
    }).format(n))
    .join(" ");
}

/** An instant: the time of day if it is today, else with the day, and the year if it is another one. */
export function instant(date, now, locale) {
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(date);
  if (isSameDay(date, now)) return time;
  const day = new Intl.DateTimeFormat(locale, {
    weekday: Math.abs(date - now) < 6 * DAY ? "short" : undefined,
    day: "numeric",
    month: "short",
    year: date.getFullYear() === now.getFullYear() ? undefined : "numeric",
  }).format(date);
  return `${day}, ${time}`;
}

/** The time of day to the second: "14:05:09". */
export function toTheSecond(date, locale) {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(date);
}

/** An instant in full, for a tooltip. */
export function inFull(date, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }).format(date);
}

/** Whether two instants are on one day here. */
export function isSameDay(one, other) {
  return one.toDateString() === other.toDateString();
}
