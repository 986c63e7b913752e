// What stands around the conversation of one feedback: its heading, facts, clock, and the moves without words.

import { h, icon } from "./dom.js";
import { address } from "./router.js";
import { inFull, instant, span } from "./when.js";
import { failed } from "./why.js";

const KINDS = ["complaint", "suggestion", "compliment", "enquiry"];
const SEVERITIES = ["critical", "high", "normal", "low"];
const BY_HAND = new Set(["phone", "in_person", "letter", "social"]); // channels of what a colleague wrote down
const TRIP = ["vehicle", "line", "trip", "seat"];
const SEVERITY_CHIP = { critical: "chip bad", high: "chip warn" };

/** Reference, place, and what it is at a glance. */
export function heading({ summary }, { t }) {
  return [
    h("p", { class: "way" }, h("a", { href: "#/queue" }, `← ${t("fb_back")}`)),
    h("h1", {}, h("span", { class: "reference" }, summary.reference), " ",
      h("span", { class: "place" }, summary.touchpoint?.name ?? "")),
    h("p", { class: "glance" },
      h("span", { class: "chip" }, t(`kind_${summary.kind}`)),
      h("span", { class: SEVERITY_CHIP[summary.severity] ?? "chip" }, t(`severity_${summary.severity}`)),
      h("span", { class: "chip" }, t(`fb_status_${summary.status}`)),
      summary.level > 0 && h("span", { class: "chip warn" }, t("fb_opened_level", { n: summary.level })),
      h("span", { class: "chip" }, icon(summary.channel), " ", t(`channel_${summary.channel}`)),
      summary.assignee && h("span", { class: "chip mine" }, summary.assignee.name)),
  ];
}

/** What comes next, when, and the arithmetic of each instant. */
export function clock({ summary, clock: steps }, context) {
  const { t } = context;
  return h("section", { class: "card clock" }, h("h2", {}, t("fb_clock")),
    summary.unreached_at && h("p", { class: "notice" }, t("fb_unreached")),
    summary.waiting_until && h("p", {}, t("fb_waiting_until", { at: at(summary.waiting_until, context) })),
    summary.promise_by && summary.status === "open" && promise(summary, context),
    steps.length
      ? h("ol", {}, steps.map((step, n) => h("li", {},
        h("span", {}, t(`fb_step_${step.what}`, { to: step.to?.name ?? "" })),
        h("time", { datetime: step.at, title: inFull(new Date(step.at), context.locale) }, at(step.at, context)),
        step.arithmetic.length > 0 && h("details", { "data-name": `why-${n}` }, h("summary", {}, t("fb_why")),
          h("ul", {}, step.arithmetic.map((line) => h("li", {}, line)))))))
      : h("p", { class: "soft" }, t("fb_clock_none")));
}

function promise(summary, context) {
  const { t, locale } = context;
  const left = new Date(summary.promise_by) - context.now();
  const whole = new Date(summary.promise_by) - new Date(summary.cycle_at);
  const bar = h("span", { class: left < 0 ? "bar bad" : "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", Math.min(1, Math.max(0, 1 - left / whole)));
  return h("div", { class: left < 0 ? "promise late" : "promise" },
    h("p", {}, t("fb_promised", { at: at(summary.promise_by, context) }), " ",
      h("strong", {}, t(left < 0 ? "time_late" : "time_left", { time: span(left, locale) }))), bar);
}

function at(text, context) {
  return instant(new Date(text), context.now(), context.locale);
}

/** Facts, ways to reach the customer, and what else they said. */
export function aside({ summary, contacts, history, policy, timeline, status_link: link }, context) {
  const { t, root } = context;
  const came = timeline[0]?.facts ?? {};
  const facts = [
    ["fb_owner", summary.owner.name],
    ["fb_holder", summary.holder?.name],
    ["fb_assignee", summary.assignee?.name ?? t("fb_nobody")],
    ["fb_place", summary.touchpoint?.name],
    ["fb_trip", trip(came.context, t)],
    ["fb_mind", came.suspect && t(`fb_suspect_${came.suspect}`)],
    ["fb_captured", at(summary.captured_at, context)],
    ["fb_rating", summary.rating && t("fb_score", { n: summary.rating })],
    ["fb_policy", policy],
    ["fb_cycle", summary.cycle > 1 && summary.cycle],
  ];
  return [
    h("section", { class: "card" }, h("h2", {}, t("fb_facts")),
      h("dl", { class: "pairs" }, facts.filter(([, value]) => value).map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)])),
      h("p", {}, h("a", { href: `${root}${link}`, target: "_blank", rel: "noopener" }, t("fb_status_page")))),
    h("section", { class: "card" }, h("h2", {}, t("fb_contacts")), contacts.length
      ? h("ul", { class: "plain" }, contacts.map((one) => h("li", {}, icon(one.channel), " ", one.address, " ",
        h("small", {}, t(one.proven ? "fb_proven" : BY_HAND.has(summary.channel) ? "fb_unproven_by_hand" : "fb_unproven")),
        one.opted_out && h("span", { class: "chip bad" }, t("fb_opted_out")))))
      : h("p", { class: "soft" }, t("fb_no_contact"))),
    h("section", { class: "card" }, h("h2", {}, t("fb_history")), history.length
      ? h("ul", { class: "plain" }, history.map((one) => h("li", {},
        h("a", { href: address("feedback", [one.reference]) }, one.reference), " ",
        h("small", {}, `${at(one.captured_at, context)} · ${t(`fb_status_${one.status}`)}`), h("p", { class: "soft" }, one.words))))
      : h("p", { class: "soft" }, t("fb_no_history"))),
  ];
}

/** What the link or code said of the trip, part by part; that it was refused; nothing where there was none. */
function trip(said, t) {
  if (said === "refused") return t("fb_trip_refused");
  return TRIP.filter((part) => said?.[part]).map((part) => t(`fb_trip_${part}`, { value: said[part] })).join(" · ");
}

/** Taking it, saying what became of an answer that reached nobody, handing it over, correcting it, and the appeal. */
export class Moves {
  constructor(page) {
    this.page = page;
    this.context = page.context;
    this.t = page.t;
  }

  draw() {
    const { t } = this;
    const { summary, teams, may_appeal: mayAppeal } = this.page.feedback;
    const isMine = summary.assignee?.email === this.context.me.email;
    const reason = (words = "fb_reason_maybe", required = false) => h("label", { class: "field" }, t(words), h("input", { name: "reason", maxlength: 2_000, required }));
    return h("section", { class: "card moves" }, h("h2", {}, t("fb_more")),
      h("button", { type: "button", class: "quiet", onclick: () => this.take() }, t(isMine ? "fb_give_back" : "fb_take")),
      summary.unreached_at && [["told", "fb_told_how"], ["unreachable", "fb_unreachable_why"]].map(([move, words]) =>
        this.#fold(move, (form) => this.#do(move, { words: form.elements.reason.value }), reason(words, true))),
      this.#fold("hand_over", (form) => this.handOver(form),
        h("label", { class: "field" }, t("fb_hand_over_to"), h("select", { name: "to" },
          teams.filter((team) => team.id !== summary.owner.id).map((team) => h("option", { value: team.id }, team.name)))),
        reason()),
      this.#fold("correct", (form) => this.correct(form),
        h("label", { class: "field" }, t("fb_change_to"), h("select", { name: "as" },
          h("optgroup", { label: t("fb_kind") }, others("kind", KINDS, summary.kind, t)),
          h("optgroup", { label: t("fb_severity") }, others("severity", SEVERITIES, summary.severity, t)))),
        reason()),
      mayAppeal && this.#fold("appeal", (form) => this.appeal(form), reason("fb_appeal_heard")));
  }

  #fold(name, does, ...fields) {
    const form = h("form", { onsubmit: (event) => { event.preventDefault(); does(form); } }, fields,
      h("button", { class: "button" }, this.t(`fb_do_${name}`)));
    return h("details", { "data-name": name }, h("summary", {}, this.t(`fb_${name}`)), form);
  }

  take() {
    const isMine = this.page.feedback.summary.assignee?.email === this.context.me.email;
    return this.#do("take", { gives_back: isMine });
  }

  async handOver(form) {
    const to = form.elements.to.value;
    const { name } = this.page.feedback.teams.find((team) => team.id === to);
    if (await this.#do("hand-over", { to, reason: form.elements.reason.value })) {
      this.context.toast(this.t("fb_handed_over", { team: name }));
    }
  }

  correct(form) {
    const [field, value] = form.elements.as.value.split(":");
    return this.#do("correct", { [field]: value, reason: form.elements.reason.value });
  }

  appeal(form) {
    return this.#do("appeal", { words: form.elements.reason.value });
  }

  /** Whether it was done. */
  async #do(move, body) {
    document.activeElement?.closest("form")?.querySelector("button")?.focus();
    try {
      await this.context.api.post(`${this.page.way}/${move}`, { key: this.context.api.key(), ...body });
    } catch (error) {
      this.context.toast(failed(error, this.t), { bad: true });
      return false;
    }
    document.activeElement?.blur();
    await this.page.refresh();
    return true;
  }
}

function others(field, values, is, t) {
  return values.filter((value) => value !== is).map((value) => h("option", { value: `${field}:${value}` }, t(`${field}_${value}`)));
}
