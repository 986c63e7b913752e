// A suggestion that some feedback is one incident: why, and one click for either answer. Shown among the
// incidents, above the queue, and beside a feedback that is part of it.

import { h } from "./dom.js";
import "./incidents_words.js";
import { failed } from "./why.js";

const SHOWN = 5;

/**
 * The element of one suggestion; `answered()` is called once it was said that it is none. Folded, one has to
 * ask for its words; as one line, for everything but how many they are and where.
 */
export function suggestionCard(one, context, { answered, isFolded = false, isLine = false }) {
  const { t, api } = context;
  const references = one.items.map((item) => item.reference);
  const key = api.key();
  const problem = h("p", { class: "notice", role: "alert", hidden: true });
  const join = () => act(context, problem, async () => {
    const incident = one.incident
      ? await api.post(`v1/incidents/${one.incident}/feedback`, { key, add: references })
      : await api.post("v1/incidents", { key, references });
    context.go(`#/incidents/${incident.summary.id}`);
  });
  const dismiss = () => act(context, problem, async () => {
    await api.post("v1/incidents/dismissals", { references, joining: Boolean(one.incident) });
    context.toast(t("inc_dismissed"));
    answered();
  });
  const because = t("inc_because", { words: one.words.join(", ") });
  const words = h("ul", { class: "inc-words" },
    one.items.slice(0, SHOWN).map((item) => h("li", { lang: item.locale, dir: "auto" }, item.words)),
    one.items.length > SHOWN && h("li", { class: "soft" }, "…"));
  const people = `${t("inc_people", { n: one.people })} · ${one.touchpoint.name}`;
  const title = h(isFolded ? "h2" : "h3", {}, one.incident ? t("inc_may_join", { title: one.title }) : people);
  const about = [
    one.incident && h("p", {}, people),
    isFolded && !isLine
      ? h("details", { "data-name": "inc-words" }, h("summary", {}, because), words)
      : [h("p", { class: "soft" }, because), words]];
  const buttons = h("p", { class: "inc-buttons" },
    h("button", { type: "button", class: "button", onclick: join }, one.incident ? t("inc_join", { title: one.title }) : t("inc_open")),
    h("button", { type: "button", class: "quiet", onclick: dismiss }, t("inc_dismiss")));
  return h("section", { class: "card inc-suggestion" },
    isLine ? h("details", { class: "inc-line" }, h("summary", {}, title), about, buttons) : [h("div", {}, title, about), buttons],
    problem);
}

/** Do something that may be refused, and say so beside where it was asked for, with `more` behind it. */
export async function act(context, problem, does, more = "") {
  problem.hidden = true;
  try {
    await does();
  } catch (error) {
    if (error.status === undefined) throw error;
    problem.textContent = [failed(error, context.t), more].join(" ");
    problem.hidden = false;
  }
}
