// What a customer said on the phone, at a desk, in a letter or in a post, typed in within half a minute.

import { h } from "./dom.js";
import "./record_words.js";
import { mark, unmark } from "./record_wrong.js";
import { spelled } from "./spelling.js";
import { instant } from "./when.js";
import { failed } from "./why.js";
import { LOCALES } from "./words.js";

export const styles = ["record.css"];

const CHANNELS = ["phone", "in_person", "letter", "social"];
const KINDS = ["complaint", "suggestion", "compliment", "enquiry"];
const TYPED = ["words", "touchpoint", "phone", "email", "name"];
const LOOK_UP_MS = 150;

/** Show the form. */
export async function show(el, params, context) {
  context.title(context.t("record_title"));
  context.keys({ "Ctrl+Enter": [context.t("key_send")] });
  fill(el, context);
}

/** The form as it was left, else an empty one; the cursor where the work begins. */
function fill(el, context) {
  const { t } = context;
  const draft = context.draft("record");
  const kept = draft.read();
  const key = kept?.key ?? context.api.key(); // one for each form: sent again, it is recorded once
  const place = placeField(context);
  const problem = h("p", { class: "notice record-problem", role: "alert", hidden: true });
  const send = h("button", { class: "button", type: "submit" }, t("record_send"));
  const earlier = h("input", { type: "datetime-local", name: "came_at", "aria-label": t("record_earlier") });
  earlier.addEventListener("input", () => { form.elements.when.value = "earlier"; });
  const form = h("form", { class: "card record", novalidate: true, onsubmit: submit, onkeydown: hurry, oninput: keep },
    h("fieldset", { class: "record-chips" }, h("legend", {}, t("record_how")),
      CHANNELS.map((one) => radio("channel", one, t(`channel_${one}`), one === "phone"))),
    h("fieldset", { class: "record-chips" }, h("legend", {}, t("record_when")),
      radio("when", "now", t("record_now"), true), radio("when", "earlier", t("record_earlier")), earlier),
    place.element,
    field("words", t("record_words"), h("textarea", { name: "words", rows: 4, maxlength: 10000, required: true }),
      t("record_words_hint")),
    h("div", { class: "record-row" },
      field("kind", t("record_kind"), select("kind", [["", t("record_kind_auto")], ...KINDS.map((one) => [one, t(`kind_${one}`)])])),
      field("rating", t("record_rating"), select("rating", [["", t("record_no_rating")], ...[1, 2, 3, 4, 5].map((n) => [n, n])])),
      field("locale", t("record_locale"), select("locale", [["", t("record_locale_auto")], ...Object.entries(LOCALES)]))),
    h("fieldset", {}, h("legend", {}, t("record_contact")),
      h("div", { class: "record-row" },
        field("phone", t("record_phone"), h("input", { name: "phone", type: "tel", maxlength: 100, autocomplete: "off" })),
        field("email", t("record_email"), h("input", { name: "email", type: "email", maxlength: 300, autocomplete: "off" })),
        field("name", t("record_name"), h("input", { name: "name", maxlength: 100, autocomplete: "off" }))),
      h("div", { class: "record-chips", role: "radiogroup", "aria-labelledby": "record-consent", id: "field-may_write" },
        h("span", { id: "record-consent" }, t("record_consent")),
        radio("may_write", "yes", t("record_yes")), radio("may_write", "no", t("record_no"))),
      h("label", { class: "record-check" }, h("input", { type: "checkbox", name: "may_survey" }), t("record_survey"))),
    problem,
    h("p", { class: "send" }, h("small", {}, t("record_key_send")), send));
  const again = h("p", { class: "notice quietly", hidden: !kept }, t("record_kept"), " ",
    h("button", { type: "button", class: "quiet", onclick: startOver }, t("record_start_over")));
  el.replaceChildren(h("h1", {}, t("record_title")), h("p", { class: "soft" }, t("record_lead")), again, form);
  if (kept) putBack(form, kept.said);
  if (kept?.said.touchpoint) place.look();
  form.elements.channel[0].focus();

  function keep() {
    const said = Object.fromEntries(new FormData(form));
    draft.keep(TYPED.some((name) => said[name].trim()) ? { key, said } : null);
  }

  function startOver() {
    draft.keep(null);
    fill(el, context);
  }

  function hurry(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  }

  async function submit(event) {
    event.preventDefault();
    if (send.disabled) return;
    unmark(form);
    problem.hidden = send.disabled = true;
    send.textContent = t("record_sending");
    try {
      await place.ready();
      const said = form.elements;
      if (place.isUnknown()) throw { status: 400, fields: { touchpoint: "touchpoint_unknown" } };
      if (said.when.value === "earlier" && !said.came_at.value) throw { status: 400, fields: { came_at: "no_time" } };
      const recorded = await context.api.post("v1/feedback", {
        key,
        channel: said.channel.value,
        words: said.words.value,
        came_at: said.when.value === "earlier" && said.came_at.value ? new Date(said.came_at.value).toISOString() : null,
        touchpoint: place.chosen(),
        kind: said.kind.value || null,
        rating: said.rating.value ? Number(said.rating.value) : null,
        phone: said.phone.value.trim() || null,
        email: said.email.value.trim() || null,
        name: said.name.value.trim() || null,
        locale: said.locale.value || null,
        may_write: { yes: true, no: false }[said.may_write.value] ?? null,
        may_survey: said.may_survey.checked || null,
      });
      draft.keep(null);
      done(el, context, recorded);
    } catch (error) {
      if (error.status === undefined) throw error;
      const isWrong = error.status === 400 && Object.keys(error.fields).length > 0;
      problem.textContent = isWrong ? t("record_wrong") : `${failed(error, t)} ${t("record_lost")}`;
      problem.hidden = send.disabled = false;
      send.textContent = t("record_send");
      if (isWrong) mark(form, error.fields, t);
    }
  }
}

/** The field in which a touchpoint is found by its number; an exact number is taken by itself. */
function placeField(context) {
  const { t } = context;
  let found = [];
  let chosen = null;
  let timer = 0;
  let asked = Promise.resolve();
  const input = h("input", { name: "touchpoint", autocomplete: "off", "aria-describedby": "record-place", oninput: later });
  const told = h("output", { id: "record-place", class: "record-place" });
  const element = field("touchpoint", t("record_place"), input, t("record_place_hint"), told);

  function later() {
    chosen = null;
    clearTimeout(timer);
    timer = setTimeout(() => { asked = lookUp(); }, LOOK_UP_MS);
  }

  async function lookUp() {
    const text = input.value.trim();
    found = text ? (await context.api.get("v1/places", { text })).items : [];
    if (text !== input.value.trim()) return;
    const [first] = found;
    const isExact = first && [first.keyword, first.id].some((one) => one?.toLowerCase() === text.toLowerCase());
    choose(isExact || found.length === 1 ? first : null);
  }

  function choose(one) {
    chosen = one;
    if (one) told.replaceChildren(t("record_place_chosen", { name: one.name }));
    else if (found.length) told.replaceChildren(...found.slice(0, 6).map(offered));
    else told.replaceChildren(input.value.trim() ? t("record_place_none") : "");
  }

  function offered(one) {
    const take = () => { input.value = one.keyword ?? one.name; choose(one); input.focus(); };
    return h("button", { type: "button", class: "chip", onclick: take }, one.keyword ? `${one.keyword} · ${one.name}` : one.name);
  }

  return {
    element,
    look: later,
    chosen: () => chosen?.id ?? null,
    isUnknown: () => Boolean(input.value.trim()) && !chosen,
    async ready() {
      clearTimeout(timer);
      if (input.value.trim() && !chosen) asked = lookUp();
      await asked;
    },
  };
}

/** The reference, big, to be read out. */
function done(el, context, recorded) {
  const { t, locale } = context;
  const again = h("button", { class: "button", onclick: () => fill(el, context) }, t("record_again"));
  const spelling = spelled(recorded.reference).map(([letter, word]) => (word ? t("record_as_in", { letter, word }) : letter));
  const by = recorded.respond_by && instant(new Date(recorded.respond_by), context.now(), locale);
  el.replaceChildren(
    h("h1", {}, t("record_title")),
    h("section", { class: "card record-done", "aria-live": "polite" },
      h("p", {}, t("record_done")),
      h("p", { class: "record-reference" }, recorded.reference),
      h("ol", { class: "record-spelling" }, spelling.map((one) => h("li", {}, one))),
      h("p", {}, by ? t("record_promised", { time: by }) : t("record_unpromised")),
      h("p", {}, t(`record_told_${recorded.acknowledged_by ?? "nobody"}`)),
      h("p", {}, again, " ", h("a", { class: "quiet", href: `#/feedback/${recorded.reference}` }, t("record_open")))));
  again.focus();
}

/** What was said before, into the fields of a new form. */
function putBack(form, said) {
  for (const [name, value] of Object.entries(said)) form.elements[name].value = value;
  form.elements.may_survey.checked = "may_survey" in said;
}

function radio(name, value, text, checked = false) {
  return h("label", { class: "record-chip" }, h("input", { type: "radio", name, value, checked }), h("span", {}, text));
}

function select(name, options) {
  return h("select", { name }, options.map(([value, text]) => h("option", { value }, text)));
}

function field(name, label, control, hint = null, more = null) {
  control.id = `field-${name}`;
  return h("div", { class: "field" }, h("label", { for: control.id }, label), hint && h("small", { class: "soft" }, hint), control, more);
}
