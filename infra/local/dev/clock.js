// The clock: the time where the organisation is, and what is due next.

import { $, inZone, make, now, state, zone } from "/dev/tools.js";

const WORDS = {
  remind: (s) => `Reminder to ${s.team || s.to}`,
  escalate: (s) => `Escalates to ${s.team || s.to}, level ${s.level}`,
  resume: () => "Goes on without the customer's reply",
  late: (s) => `The customer hears that ${s.team || s.to} has it`,
  overdue: (s) => `Overdue: ${s.team || s.to} is reminded`,
  close: () => "Closes, if nobody writes",
  survey: () => "The customer is asked how it went",
};

function left(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [d, h, m, s] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (d) return `${d} d ${h} h`;
  if (h) return `${h} h ${m} min`;
  return `${m}:${String(s).padStart(2, "0")}`;
}

export function showDue() {
  const box = $("due");
  const groups = new Map();
  for (const step of state.upcoming) {
    if (!groups.has(step.reference)) groups.set(step.reference, []);
    groups.get(step.reference).push(step);
  }
  if (!groups.size) {
    box.replaceChildren(make("p", { className: "empty" }, "Nothing. Every promise is kept, or none was made yet."));
    return;
  }
  box.replaceChildren(...[...groups].map(([reference, steps]) => make("article", { className: "due-card" },
    make("header", {}, make("h4", {}, reference), make("span", { className: "place" }, steps[0].touchpoint || "")),
    ...steps.map((step, i) => {
      const row = make("div", { className: "row" }, make("span", {}, (WORDS[step.what] || (() => step.what))(step)),
        make("span", { className: "left", "data-at": step.at }));
      if (i) return make("div", { className: "step later" }, row);
      const fill = make("i", { "data-since": step.since, "data-at": step.at });
      return make("div", { className: "step" }, row, make("div", { className: "bar", "aria-hidden": "true" }, fill),
        make("time", { dateTime: step.at }, `at ${inZone(new Date(step.at), { hour: "2-digit", minute: "2-digit", second: "2-digit" })}`));
    }))));
  tick();
}

export function tick() {
  const at = now();
  $("time").textContent = inZone(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  $("day").textContent = inZone(at, { weekday: "long", day: "numeric", month: "long" });
  $("zone").textContent = zone()?.replace(/_/g, " ") || "";
  for (const span of document.querySelectorAll(".left[data-at]")) {
    const rest = new Date(span.dataset.at) - at;
    span.textContent = rest > 0 ? left(rest) : "now";
  }
  for (const fill of document.querySelectorAll(".bar i")) {
    const [since, end] = [new Date(fill.dataset.since), new Date(fill.dataset.at)];
    const share = Math.min(1, Math.max(0, (at - since) / Math.max(1, end - since)));
    fill.style.width = `${share * 100}%`;
    fill.parentNode.classList.toggle("near", share > 0.8 && share < 1);
    fill.parentNode.classList.toggle("over", share >= 1);
  }
}
