// Beside one feedback: the incident that it is part of, or may be part of.

import { h } from "./dom.js";
import { suggestionCard } from "./incident_card.js";

const EVERY_MS = 30_000;

export class FeedbackIncident {
  constructor(context, reference) {
    this.context = context;
    this.reference = reference;
    this.el = h("div", { class: "incident-of", hidden: true });
    this.incident = undefined; // id of the one that it is part of; null: of none
    this.shown = "";
  }

  /** The feedback as it is now: another incident than before is looked up. */
  draw({ summary, may_act: mayAct }) {
    const asks = mayAct && summary.status === "open";
    const of = summary.incident ?? (asks ? "maybe" : null);
    if (of === this.incident) return;
    this.incident = of;
    this.following?.stop();
    this.show([], "");
    if (of) this.following = this.context.follow(() => this.ask(summary.incident), (found) => this.told(found), () => {}, EVERY_MS);
  }

  stop() {
    this.following?.stop();
  }

  ask(id) {
    const { api } = this.context;
    return id ? api.get(`v1/incidents/${id}`) : api.get("v1/incidents/suggestions", { reference: this.reference });
  }

  told({ summary, items }) {
    const { t } = this.context;
    if (summary) {
      const title = summary.title || (summary.touchpoint?.name ?? summary.id);
      const people = t("inc_people", { n: summary.people });
      this.show([h("p", { class: "card inc-part" }, h("a", { href: `#/incidents/${summary.id}` }, t("inc_part", { title })), h("small", {}, people))], `${title}|${people}`);
      return;
    }
    const [one] = items;
    const again = () => this.following.now();
    if (one) this.show([suggestionCard(one, this.context, { isFolded: true, answered: again })], JSON.stringify(items.map((each) => [each.incident, each.people])));
    else this.show([], "");
  }

  /** What somebody is about to click stays where it is. */
  show(parts, told) {
    if (told && told === this.shown) return;
    this.shown = told;
    this.el.hidden = !parts.length;
    this.el.replaceChildren(...parts);
  }
}
