// Incidents above the queue: what may be one, and the names of those that its lines are part of.

import { h } from "./dom.js";
import { suggestionCard } from "./incident_card.js";

const EVERY_MS = 20_000;
const SHOWN = matchMedia("(min-width: 60rem)").matches ? 2 : 1;
const IS_PHONE = matchMedia("(max-width: 48rem)").matches;

export class QueueIncidents {
  /** `named()` is called when names of incidents became known. */
  constructor(context, named) {
    this.context = context;
    this.titles = new Map(); // id -> title
    this.el = h("div", { class: "queue-incidents", hidden: true });
    this.shown = "";
    const { api, me } = context;
    this.following = context.follow(
      async () => ({
        known: await api.get("v1/incidents"),
        suggested: me.is("agent", "lead", "ombudsman") ? await api.get("v1/incidents/suggestions") : { items: [] },
      }),
      ({ known, suggested }) => {
        this.titles = new Map(known.items.map((one) => [one.id, one.title || (one.touchpoint?.name ?? "")]));
        this.draw(suggested.items);
        named();
      },
      () => {}, // the queue itself says that there is no connection
      EVERY_MS,
    );
  }

  /** Look now: something has arrived. */
  look() {
    this.following.now();
  }

  stop() {
    this.following.stop();
  }

  draw(suggested) {
    const shown = JSON.stringify(suggested.map((one) => [one.incident, one.items.map((item) => item.reference)]));
    if (shown === this.shown) return; // what somebody is about to click stays where it is
    this.shown = shown;
    const rest = suggested.length - SHOWN;
    this.el.hidden = !suggested.length;
    this.el.replaceChildren(
      ...suggested.slice(0, SHOWN).map((one) => suggestionCard(one, this.context, { isFolded: true, isLine: IS_PHONE, answered: () => this.look() })),
      ...(rest > 0 ? [h("p", {}, h("a", { href: "#/incidents" }, this.context.t("inc_more", { n: rest })))] : []),
    );
  }
}
