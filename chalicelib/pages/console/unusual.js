// Early warning above the queue: touchpoints that get unusually many feedback just now.

import { h } from "./dom.js";
import { address } from "./router.js";
import { instant, span } from "./when.js";
import { addWords, locale, t } from "./words.js";

addWords({
  "en-GB": {
    unusual_title: "More than usual",
    unusual_more: "{place}: {n} feedback within {within}, since {since}; usually {usual}.",
    unusual_worse: "{place}: {n} serious ones within {within}, since {since}; usually {usual}.",
    unusual_usual: "about {n}", unusual_usual_none: "fewer than one",
    unusual_see: "See them", unusual_incident: "One cause? Make them one incident",
  },
  "pt-BR": {
    unusual_title: "Mais que o normal",
    unusual_more: { one: "{place}: {n} manifestação em {within}, desde {since}; o normal é {usual}.", other: "{place}: {n} manifestações em {within}, desde {since}; o normal é {usual}." },
    unusual_worse: { one: "{place}: {n} grave em {within}, desde {since}; o normal é {usual}.", other: "{place}: {n} graves em {within}, desde {since}; o normal é {usual}." },
    unusual_usual: "cerca de {n}", unusual_usual_none: "menos de uma",
    unusual_see: "Ver", unusual_incident: "Mesma causa? Junte em um incidente",
  },
  es: {
    unusual_title: "Más de lo habitual",
    unusual_more: { one: "{place}: {n} comentario en {within}, desde {since}; lo habitual: {usual}.", other: "{place}: {n} comentarios en {within}, desde {since}; lo habitual: {usual}." },
    unusual_worse: { one: "{place}: {n} grave en {within}, desde {since}; lo habitual: {usual}.", other: "{place}: {n} graves en {within}, desde {since}; lo habitual: {usual}." },
    unusual_usual: "unos {n}", unusual_usual_none: "menos de uno",
    unusual_see: "Verlos", unusual_incident: "¿Una sola causa? Júntelos en un incidente",
  },
});

const EVERY_MS = 60_000; // the mail was at once; this is for whoever is here

/** The part of the page, empty while nothing is unusual; `stop()` it with the page. */
export class Unusual {
  constructor(context) {
    this.context = context;
    this.el = h("section", { class: "unusual", "aria-label": t("unusual_title"), hidden: true });
    this.following = context.follow(
      () => context.api.get("v1/warnings"),
      ({ items }) => this.show(items),
      () => {}, // the queue below says that there is no connection
      EVERY_MS,
    );
  }

  stop() {
    this.following.stop();
  }

  show(items) {
    this.el.hidden = !items.length;
    this.el.replaceChildren(...items.map((one) => this.line(one)));
  }

  line(one) {
    const said = t(`unusual_${one.sort}`, {
      place: one.touchpoint.name,
      n: one.count,
      within: span(one.within_seconds * 1000, locale()),
      since: instant(new Date(one.began_at), this.context.now(), locale()),
      usual: one.usual ? t("unusual_usual", { n: one.usual }) : t("unusual_usual_none"),
    });
    const links = [h("a", { href: address("queue", [], { touchpoint: one.touchpoint.id }) }, t("unusual_see"))];
    if (this.context.me.is("agent", "lead", "ombudsman")) {
      links.push(h("a", { href: address("incidents", []) }, t("unusual_incident")));
    }
    return h("p", { class: "notice quietly" }, said, " ", links.flatMap((link, n) => (n ? [" · ", link] : [link])));
  }
}
