// The timeline as a conversation: the customer on the left, us on the right, what is for staff only as such,
// and what the system did as thin lines.

import { arrange, h, icon } from "./dom.js";
import { inFull, instant } from "./when.js";

const CUSTOMER = new Set(["captured", "customer_wrote"]);
const US = new Set(["answered", "asked", "resolved"]);
const STAFF = new Set(["noted", "set_aside"]);
/** What the customer heard or said: whoever writes meanwhile must know. As `services/staff.py` has it. */
const OVERTAKES = new Set(["answered", "asked", "resolved", "customer_wrote", "appealed"]);
const WITH_TIME = new Set(["sent", "delivered", "bounced", "spam_report"]);
const LOST = new Set(["bounced", "spam_report", "failed", "withheld"]);

/** What stands on a timeline since entry number `seen` that an answer must not pass over. */
export function newSince(timeline, seen) {
  return timeline.filter((turn) => turn.number > seen && OVERTAKES.has(turn.what));
}

export class Timeline {
  /** `onUndo(waiting)` is called when somebody wants to take back what has not left. */
  constructor(context, onUndo) {
    this.context = context;
    this.t = context.t;
    this.onUndo = onUndo;
    this.turns = new Map(); // number or key -> [what it was made from, element]
    this.el = h("ol", { class: "timeline", "aria-label": this.t("fb_timeline") });
    this.waiting = [];
  }

  /** Show what the API answered; what has not changed is left alone. */
  draw(feedback) {
    this.teams = Object.fromEntries(feedback.teams.map((team) => [team.id, team.name]));
    this.names = feedback.names;
    this.name = feedback.summary.name;
    this.reference = feedback.summary.reference;
    this.waiting = feedback.waiting;
    const turns = feedback.timeline.map((turn) => this.#kept(turn.number, turn, () => this.turn(turn)));
    const waiting = feedback.waiting.map((one) => this.#kept(`w${one.key}`, one, () => this.#counted(one)));
    arrange(this.el, [...turns, ...waiting]);
    this.tick();
  }

  /** Count down what is to leave. */
  tick() {
    for (const one of this.waiting) {
      const left = Math.ceil((new Date(one.leaves_at) - this.context.now()) / 1000);
      const [, element] = this.turns.get(`w${one.key}`) ?? [];
      const said = element?.querySelector(".leaving");
      if (!said) continue;
      said.textContent = left > 0 ? this.t("fb_leaving", { n: left }) : this.t("fb_leaves_now");
      element.querySelector("button")?.toggleAttribute("disabled", left <= 0);
    }
  }

  /** To the button that takes back one's own words that were sent last. */
  focusUndo() {
    const mine = this.waiting.filter((one) => one.is_mine).at(-1);
    this.turns.get(`w${mine?.key}`)?.[1].querySelector("button")?.focus();
  }

  #kept(key, made, make) {
    const from = JSON.stringify(made) + this.context.now().toDateString();
    const [before, element] = this.turns.get(key) ?? [];
    if (before === from) return element;
    const fresh = make();
    this.turns.set(key, [from, fresh]);
    return fresh;
  }

  #counted(one) {
    return this.leaving(one, " · ", h("span", { class: "leaving" }),
      one.is_mine && h("button", { type: "button", class: "quiet small", onclick: () => this.onUndo(one) }, this.t("fb_undo")));
  }

  /** What is about to leave, with `more` beside its writer. */
  leaving(one, ...more) {
    return h("li", { class: "turn us waiting" },
      h("div", { class: "bubble" }, h("p", { class: "words" }, one.words)),
      h("p", { class: "under" }, this.#who(one.member), more));
  }

  /** One entry. */
  turn(turn) {
    if (US.has(turn.what) && turn.words) return this.#bubble("us", turn, this.t(`fb_e_${turn.what === "resolved" ? "resolved_words" : turn.what}`, { actor: this.#who(turn.actor) }));
    if (STAFF.has(turn.what)) return this.#bubble("staff", turn, this.#staff(turn));
    if (CUSTOMER.has(turn.what) || (turn.words && turn.actor === "customer")) return this.#bubble("customer", turn, this.#customer(turn));
    return this.#thin(turn);
  }

  #customer(turn) {
    const name = this.name || this.t("fb_customer");
    if (turn.what === "rated") return `${name} · ${this.#rated(turn)}`;
    if (turn.what === "appealed") return `${name} · ${this.t("fb_e_appealed")}`;
    const said = [name];
    if (turn.channel) said.push(this.t(`channel_${turn.channel}`));
    if (turn.facts.reopens) said.push(this.t("fb_e_reopens"));
    return said.join(" · ");
  }

  #staff(turn) {
    const actor = this.#who(turn.actor);
    if (turn.what === "noted") {
      const { told, unreachable } = turn.facts;
      return this.t(told ? "fb_e_told" : unreachable ? "fb_e_unreachable" : "fb_e_noted", { actor });
    }
    return this.t(turn.facts.reason === "overtaken" ? "fb_e_overtaken" : "fb_e_set_aside", { actor });
  }

  #bubble(side, turn, title) {
    const at = new Date(turn.at);
    return h("li", { class: `turn ${side}`, "data-entry": turn.number },
      h("div", { class: "bubble" },
        side === "staff" && h("p", { class: "inside" }, this.t("fb_for_staff")),
        turn.words && h("p", { class: "words" }, turn.words),
        this.#files(turn)),
      h("p", { class: "under" }, title, " · ", this.#time(at)),
      this.#messages(turn));
  }

  #thin(turn) {
    const why = turn.what === "undelivered" ? this.#why(turn.facts.reason) : turn.facts.reason || turn.facts.for_customer;
    return h("li", { class: "turn thin", "data-entry": turn.number },
      h("p", {}, this.#line(turn), " · ", this.#time(new Date(turn.at)), why && h("q", {}, why)),
      this.#messages(turn));
  }

  #line({ what, facts, actor, words }) {
    const team = (id) => this.teams[id] ?? id ?? "";
    const said = { actor: this.#who(actor), to: team(facts.to), from: team(facts.from), level: facts.level ?? "" };
    switch (what) {
      case "appealed": return this.t(facts.for_customer !== undefined || actor !== "customer" ? "fb_e_appealed_for" : "fb_e_appealed", said);
      case "corrected": return this.t("fb_e_corrected", { ...said, changes: this.#changes(facts.changes ?? {}) });
      case "replanned": return this.t("fb_e_replanned", { policy: facts.policy?.[1] ?? "" });
      case "taken": return this.t(facts.assignee ? "fb_e_taken" : "fb_e_given_back", said);
      case "undelivered": return this.t("fb_e_undelivered", { to: this.names[facts.to] ?? facts.to });
      case "rated": return this.#rated({ facts });
      case "commanded": return this.t("fb_e_commanded", { command: words || facts.command });
      default: return this.t(`fb_e_${what}`, said);
    }
  }

  #changes(changes) {
    return Object.entries(changes)
      .map(([field, [was, is]]) => `${this.t(`${field}_${was}`)} → ${this.t(`${field}_${is}`)}`)
      .join(", ");
  }

  #rated({ facts }) {
    const score = facts.score ? this.t("fb_score", { n: facts.score }) : "";
    const recommend = facts.recommend === undefined || facts.recommend === null ? "" : this.t("fb_recommend", { n: facts.recommend });
    return this.t("fb_e_rated", { score: [score, recommend].filter(Boolean).join(", ") });
  }

  #files({ number, files }) {
    if (!files.length) return null;
    return h("ul", { class: "files" }, files.map((file, at) => {
      if (!file.link) return h("li", { class: "soft" }, this.t("fb_file_refused", { name: file.name, why: file.refused ?? "" }));
      const isPicture = file.is_shown && file.media_type.startsWith("image/");
      const link = h("a", { class: "file", href: `${this.context.root}${file.link}`, target: "_blank", rel: "noopener" },
        icon("letter"), " ", file.name);
      if (isPicture) this.#show(link, file, `pictures/${number}/${at}`);
      return h("li", {}, link);
    }));
  }

  /** Put the picture itself in its link; where it cannot be had the name stays. */
  async #show(link, file, way) {
    try {
      const { media_type: type, content } = await this.context.api.get(`v1/feedback/${this.reference}/${way}`);
      link.replaceChildren(h("img", { src: `data:${type};base64,${content}`, alt: this.t("fb_picture", { name: file.name }) }));
      link.classList.add("picture");
    } catch { /* its link is there */ }
  }

  /** What became of the messages that tell of an entry: the customer's each, the staff's behind a fold. */
  #messages({ messages }) {
    const ours = messages.filter((one) => !one.purpose.startsWith("team_"));
    const staff = messages.filter((one) => one.purpose.startsWith("team_"));
    return [
      ours.length > 0 && h("ul", { class: "deliveries" }, ours.map((one) => this.#delivery(one))),
      staff.length > 0 && h("details", { class: "told" },
        h("summary", {}, this.t("fb_staff_told", { n: staff.length })),
        h("ul", { class: "deliveries" }, staff.map((one) => this.#delivery(one)))),
    ];
  }

  #delivery(one) {
    const at = one.delivery === "sent" ? one.sent_at : one.settled_at ?? one.sent_at;
    const when = at && WITH_TIME.has(one.delivery) ? instant(new Date(at), this.context.now(), this.context.locale) : "";
    const state = this.t(`fb_d_${one.delivery}`, { at: when });
    const part = one.parts > 1 ? ` ${one.part}/${one.parts}` : "";
    return h("li", { class: LOST.has(one.delivery) ? "lost" : one.delivery, "data-delivery": one.delivery },
      icon(one.channel), " ", this.names[one.to] ?? one.to, part, ": ", state, one.error && h("small", {}, ` (${this.#why(one.error)})`));
  }

  /** A provider's reason in words, where it is one of ours; else as the provider says it. */
  #why(error) {
    const words = this.t(`fb_x_${error}`);
    return words.startsWith("fb_x_") ? error : words;
  }

  #who(actor) {
    if (actor === "system") return "Ouvido";
    if (actor === this.context.me.email) return this.context.me.name || actor;
    return this.names[actor] ?? actor;
  }

  #time(at) {
    return h("time", { datetime: at.toISOString(), title: inFull(at, this.context.locale) }, instant(at, this.context.now(), this.context.locale));
  }
}
