// Incidents: what may be one, what is one, and one answer to all of it.

import { h } from "./dom.js";
import { act, suggestionCard } from "./incident_card.js";
import { shortName } from "./names.js";
import { instant } from "./when.js";
import { whyRefused } from "./why.js";
import { LOCALES } from "./words.js";

export const styles = ["incidents.css"];

/** Show all incidents, or the one that the address names. */
export async function show(el, params, context) {
  const [id] = params.path;
  if (id) await showOne(el, id, context);
  else showAll(el, context);
}

// All

function showAll(el, context) {
  const { t, api } = context;
  context.title(t("inc_title"));
  const suggested = h("div", { class: "inc-list" });
  const known = h("div", { class: "inc-list" });
  const none = h("p", { class: "empty", hidden: true }, t("inc_none"));
  el.replaceChildren(h("h1", {}, t("inc_title")), suggested, known, none);
  let shown = "";
  const going = context.follow(
    async () => ({ known: await api.get("v1/incidents"), suggested: await maySuggest() }),
    (answer) => {
      const now = JSON.stringify([answer.known.items, answer.suggested.items]);
      if (now === shown) return; // what somebody is about to click stays where it is
      shown = now;
      fill(suggested, t("inc_suggested"), answer.suggested.items.map((one) => suggestionCard(one, context, { answered: () => going.now() })));
      fill(known, t("inc_known"), answer.known.items.map((one) => row(one, context)));
      none.hidden = Boolean(answer.known.items.length + answer.suggested.items.length);
      context.title(t("inc_title"), answer.suggested.items.length);
    },
  );

  function maySuggest() {
    return context.me.is("agent", "lead", "ombudsman") ? api.get("v1/incidents/suggestions") : { items: [] };
  }
}

function fill(section, heading, cards) {
  section.replaceChildren(...(cards.length ? [h("h2", {}, heading), ...cards] : []));
}

function row(one, context) {
  return h("a", { class: "card inc-row", href: `#/incidents/${one.id}` },
    h("strong", {}, one.title || one.touchpoint?.name || one.id),
    h("span", {}, context.t("inc_people", { n: one.people }), one.touchpoint && ` · ${one.touchpoint.name}`, " ",
      h("small", { class: one.waiting ? "chip warn" : "chip" }, one.waiting ? context.t("inc_waiting", { n: one.waiting }) : context.t("inc_all_answered"))),
    h("span", { class: "soft" }, since(one, context)));
}

function since(one, context) {
  const time = instant(new Date(one.opened_at), context.now(), context.locale);
  return context.t("inc_since", { time, member: shortName(one.assignee) });
}

// One

async function showOne(el, id, context) {
  const { t, api } = context;
  const path = `v1/incidents/${id}`;
  const head = h("header", { class: "inc-head" });
  const writing = h("section", { class: "card inc-answer" });
  const tasks = h("section", { class: "card" });
  const feedback = h("section", { class: "card" });
  const problem = h("p", { class: "notice", role: "alert", hidden: true });
  for (const part of [writing, tasks, feedback]) part.hidden = true; // until there is something in them
  head.append(h("h1", {}, t("inc_title")));
  el.replaceChildren(h("p", { class: "way" }, h("a", { href: "#/incidents" }, `← ${t("inc_back")}`)), head, problem, writing, tasks, feedback);
  let languages = null;
  let isFirst = true;
  const going = context.follow(async () => {
    const answer = await api.get(path, {}, { fresh: isFirst });
    isFirst = false;
    return answer;
  }, tell, (error) => { if (error.status === 404) missing(); });

  function missing() {
    going.stop();
    head.replaceChildren(h("h1", {}, t("inc_no_title")), h("p", { class: "notice quietly" }, t("inc_missing_one")));
  }

  function tell(incident) {
    context.title(incident.summary.title);
    fillHead(incident);
    fillTasks(incident);
    fillFeedback(incident);
    tasks.hidden = feedback.hidden = false;
    writing.hidden = !incident.may_act || !incident.reach.recipients;
    const now = Object.keys(incident.reach.languages).sort().join();
    if (now !== languages && !writing.hidden) { // what is being typed is not taken away by a look at the server
      answerForm(writing, incident, path, context, () => going.now());
      languages = now;
    }
    if (!writing.hidden) count(writing, incident.reach, t);
  }

  function fillHead({ summary, may_act: mayAct }) {
    const key = api.key();
    const close = () => act(context, problem, async () => tell(await api.post(`${path}/close`, { key })));
    head.replaceChildren(
      h("h1", {}, summary.title || t("inc_title")),
      h("p", {}, t("inc_people", { n: summary.people }), summary.touchpoint && ` · ${summary.touchpoint.name}`, ` · ${summary.team.name}`),
      h("p", { class: "soft" }, since(summary, context), summary.closed_at && ` · ${t("inc_closed")}`),
      mayAct && h("p", {}, h("button", { class: "quiet", onclick: close }, t("inc_close"))));
  }

  function fillTasks(incident) {
    tasks.replaceChildren(h("h2", {}, t("inc_tasks")), h("ol", { class: "inc-tasks" }, incident.tasks.map((task) => h("li", {},
      h("strong", {}, t(`inc_task_${task.what}`)), " ",
      h("progress", { max: task.feedback, value: task.done + task.refused.length, "aria-label": t(`inc_task_${task.what}`) }), " ",
      t("inc_done", { n: task.done, of: task.feedback }), " ",
      h("span", { class: "soft" }, instant(new Date(task.at), context.now(), context.locale), " · ", shortName(task.member)),
      Object.values(task.words).slice(0, 1).map((words) => h("blockquote", {}, words)),
      task.refused.map((one) => h("p", { class: "inc-bad" }, t("inc_refused", { ...one, reason: whyRefused(one.reason, t) })))))));
  }

  function fillFeedback(incident) {
    feedback.replaceChildren(h("h2", {}, t("inc_feedback")), h("ul", { class: "inc-feedback" }, incident.items.map((item) => {
      const key = api.key();
      const remove = () => act(context, problem, async () => tell(await api.post(`${path}/feedback`, { key, remove: [item.reference] })));
      return h("li", {},
        h("p", {}, h("a", { href: `#/feedback/${item.reference}` }, item.reference), " ", h("span", { class: "chip" }, t(`channel_${item.channel}`))),
        h("p", { class: "inc-said", lang: item.locale, dir: "auto" }, item.words),
        incident.may_act && h("button", { class: "quiet", onclick: remove, "aria-label": `${t("inc_remove")}: ${item.reference}` }, t("inc_remove")));
    })));
  }
}

/** How many read each language, which grows while the feedback are being brought together. */
function count(section, { languages, recipients }, t) {
  for (const [language, n] of Object.entries(languages)) {
    const label = section.querySelector(`label[for="inc-${language}"]`);
    if (label) label.textContent = t("inc_words", { language: LOCALES[language], n });
  }
  section.querySelector("[type=submit]").textContent = t("inc_send", { n: recipients });
}

function typed(section) {
  return Object.fromEntries([...section.querySelectorAll("textarea")].map((one) => [one.name, one.value]));
}

/** One field for each language that somebody of the incident reads. What is typed stays until it is sent. */
function answerForm(section, incident, path, context, again) {
  const { t, api } = context;
  const draft = context.draft(`incident:${incident.summary.id}`);
  const kept = draft.read() ?? { what: "answer", words: {}, key: api.key() };
  let { key } = kept;
  const wanted = Object.entries(incident.reach.languages).sort((one, other) => other[1] - one[1]);
  const fields = wanted.map(([language, n]) => h("div", { class: "field" },
    h("label", { for: `inc-${language}` }, t("inc_words", { language: LOCALES[language], n })),
    h("textarea", { id: `inc-${language}`, name: language, rows: 3, maxlength: 5000, lang: language, value: kept.words[language] ?? "" })));
  const seen = h("div", { "aria-live": "polite" });
  const problem = h("p", { class: "notice", role: "alert", hidden: true });
  const send = h("button", { class: "button", type: "submit", disabled: true }, t("inc_send", { n: incident.reach.recipients }));
  const look = h("button", { class: "quiet", type: "button", onclick: preview }, t("inc_preview"));
  const form = h("form", { onsubmit: answer, oninput: changed },
    h("fieldset", { class: "inc-buttons" }, h("legend", {}, t("inc_what")),
      ["answer", "resolve"].map((what) => h("label", {}, h("input", { type: "radio", name: "what", value: what, checked: what === kept.what }), " ", t(`inc_what_${what}`)))),
    fields, seen, problem, h("p", { class: "inc-buttons" }, look, send));
  section.replaceChildren(h("h2", {}, t("inc_answer")), form);

  function changed() {
    send.disabled = true;
    key = api.key();
    const now = said();
    draft.keep(Object.values(now.words).some((one) => one.trim()) ? { ...now, words: { ...kept.words, ...now.words }, key } : null);
  }

  function said() {
    return { what: form.elements.what.value, words: typed(section) };
  }

  function preview() {
    return act(context, problem, async () => {
      const found = await api.post(`${path}/preview`, said());
      const reach = ["sms", "email", "none"].filter((one) => found.reach.by_channel[one])
        .map((one) => t(`inc_by_${one}`, { n: found.reach.by_channel[one] }));
      seen.replaceChildren(
        h("p", {}, t("inc_reach", { reach: new Intl.ListFormat(context.locale).format(reach) })),
        found.missing.length ? h("p", { class: "inc-bad" }, t("inc_missing", { languages: found.missing.map((one) => LOCALES[one]).join(", ") })) : "",
        ...found.samples.map((one) => h("figure", { class: "inc-sample" },
          h("figcaption", { class: "soft" }, LOCALES[one.language], " · ", t(`channel_${one.channel}`), one.sms_parts ? ` · ${t("inc_parts", { n: one.sms_parts })}` : ""),
          h("pre", { lang: one.language }, one.text))));
      send.textContent = t("inc_send", { n: found.reach.recipients });
      send.disabled = found.missing.length > 0;
      if (!send.disabled) send.focus();
    }, t("inc_words_stay"));
  }

  async function answer(event) {
    event.preventDefault();
    if (send.disabled) return;
    send.disabled = true;
    await act(context, problem, async () => {
      await api.post(`${path}/answer`, { key, ...said() });
      for (const one of section.querySelectorAll("textarea")) one.value = "";
      seen.replaceChildren();
      changed();
      again();
    }, t("inc_words_stay"));
  }
}
