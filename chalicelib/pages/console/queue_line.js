// One line of the work queue.

import { share, tone, urgency } from "./clock.js";
import { h, icon } from "./dom.js";
import { shortName } from "./names.js";
import { inFull, instant, span } from "./when.js";
import { locale, t } from "./words.js";

/** The element of a line. What has the focus stays when it changes: `update(line, now, mark)`. */
export class QueueLine {
  constructor(reference) {
    this.link = h("a", { class: "words", href: `#/feedback/${reference}`, dir: "auto" });
    this.time = h("div", { class: "time" });
    this.facts = h("p", { class: "facts" });
    this.chips = h("p", { class: "chips" });
    this.el = h("li", { class: "line", "data-reference": reference },
      this.time, h("div", { class: "what" }, this.link, this.facts), this.chips);
  }

  /** Show a line as it is at an instant; mark: "new", "changed" or nothing; `incident`: its title, if it has one. */
  update(line, now, mark, me, incident) {
    const told = JSON.stringify([line, mark, incident, locale()]);
    if (told !== this.told) {
      this.told = told;
      this.link.textContent = line.words || t("queue_no_words");
      this.link.lang = line.locale;
      this.facts.replaceChildren(...facts(line, now));
      this.chips.replaceChildren(...chips(line, mark, me, incident));
      this.el.dataset.mark = mark ?? "";
      this.timeTold = "";
    }
    const [words, hint] = timeWords(line, now);
    const part = share(line, now);
    const timeTold = `${words}|${hint}|${Math.round(part * 200)}`;
    if (timeTold === this.timeTold) return;
    this.timeTold = timeTold;
    this.el.dataset.tone = tone(line, now);
    const bar = h("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", part.toFixed(3));
    this.time.replaceChildren(h("strong", {}, words), bar, h("small", {}, hint));
    const came = this.facts.querySelector("time");
    came.textContent = t("queue_came", { time: instant(new Date(line.captured_at), now, locale()) });
  }
}

function timeWords(line, now) {
  const at = (value) => instant(new Date(value), now, locale());
  switch (urgency(line, now)) {
    case "waiting":
      return [t("queue_waiting"), line.waiting_until ? t("queue_until", { time: at(line.waiting_until) }) : ""];
    case "unpromised":
      return [t("queue_none"), ""];
    case "late":
      return [t("time_late", { time: span(now - new Date(line.promise_by), locale()) }), t("queue_was", { time: at(line.promise_by) })];
    default:
      return [t("time_left", { time: span(new Date(line.promise_by) - now, locale()) }), t("queue_by", { time: at(line.promise_by) })];
  }
}

function facts(line, now) {
  const captured = new Date(line.captured_at);
  return [
    h("span", { class: "reference" }, line.reference),
    h("span", {}, icon(line.channel), t(`channel_${line.channel}`)),
    line.touchpoint && h("span", {}, line.touchpoint.name),
    line.name && h("span", { dir: "auto" }, line.name),
    h("time", { datetime: line.captured_at, title: inFull(captured, locale()) },
      t("queue_came", { time: instant(captured, now, locale()) })),
  ].filter(Boolean);
}

function chips(line, mark, me, incident) {
  const chip = (text, kind = "") => h("span", { class: `chip ${kind}` }, text);
  const isMine = line.assignee?.email === me.email;
  return [
    mark && chip(t(`queue_${mark}`), "brand"),
    line.incident && h("a", { class: "chip incident", href: `#/incidents/${line.incident}` }, icon("together"), incident || t("queue_incident")),
    ["critical", "high"].includes(line.severity) && chip(t(`severity_${line.severity}`), line.severity === "critical" ? "bad" : "warn"),
    line.unreached_at && chip(t("queue_unreached"), "bad"),
    line.level > 0 && chip(t("level", { n: line.level }), "warn"),
    line.cycle > 1 && chip(t("queue_again", { n: line.cycle })),
    chip(t(`kind_${line.kind}`)),
    line.rating !== null && chip(t("queue_rating", { n: line.rating })),
    line.assignee && chip(isMine ? t("queue_seen_to_me") : t("queue_seen_to", { who: shortName(line.assignee) }), isMine ? "mine" : ""),
    (me.teams.length !== 1 || line.holder?.id !== me.teams[0].id) && line.holder && chip(line.holder.name),
  ].filter(Boolean);
}
