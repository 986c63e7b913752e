// What each kind of row holds: its fields, how it is said in a list, how it is read from the text and written there,
// and which part of the configuration it stands in, where that has another name.

import { chips } from "./admin_fields.js";
import { choice, field, identifier, KINDS, lines, names, several, words } from "./admin_inputs.js";
import { CALENDAR, POLICY } from "./admin_policy_forms.js";
import { Specimens } from "./admin_specimens.js";
import { h } from "./dom.js";
import { LOCALES, t } from "./words.js";

const REPLY_FIELDS = ["name", "reference", "touchpoint", "team"];

export const FORMS = {
  templates: {
    says: (row) => [row.name, [row.kind ?? []].flat().map((one) => t(`kind_${one}`)).join(", "), Object.keys(row.text ?? {}).map((one) => LOCALES[one] ?? one).join(", ")],
    before: "adm_templates_lead",
    fields: [identifier, words("name", "adm_name", { required: true }), kinds, places, replies],
  },
  targets: {
    says: (row, document) => [nameOf(row, document), row.answered_in_time],
    before: "adm_targets_lead",
    fields: [targetOf, words("answered_in_time", "adm_share", { required: true, placeholder: "95%", hint: "adm_share_hint" }), words("since", "adm_since", { type: "date", hint: "adm_since_hint" })],
  },
  touchpoints: {
    says: (row, document) => [row.name, row.keyword, document.teams[row.owner]?.name],
    before: "adm_touchpoints_lead",
    fields: [identifier, words("name", "adm_name", { required: true }), words("keyword", "adm_keyword"),
      choice("owner", "adm_owner", (document) => names(document.teams), { required: true }), choice("locale", "language", () => Object.entries(LOCALES)), owners],
  },
  teams: {
    says: (row) => [row.name, row.mailbox || "", (row.members ?? []).join(", ")],
    before: "adm_teams_lead",
    fields: [identifier, words("name", "adm_name", { required: true }), mailbox, lines("members", "adm_members", "adm_members_hint"), words("lead", "adm_lead", { type: "email" }),
      choice("locale", "language", () => Object.entries(LOCALES)), words("time_zone", "adm_zone", { placeholder: "Europe/London" }),
      choice("calendar", "adm_digest_days", (document) => Object.keys(document.calendars).map((id) => [id, id]), { none: "adm_every_day" })],
  },
  policies: POLICY,
  calendars: CALENDAR,
  absences: {
    says: (row) => [row.member, `${row.from} – ${row.until}`, row.substitute],
    fields: [words("member", "adm_member", { type: "email", required: true }), words("from", "rep_from", { type: "date", required: true }),
      words("until", "rep_to", { type: "date", required: true }), words("substitute", "adm_substitute", { type: "email" })],
  },
  names: {
    read: (id, name) => ({ id, name }), // by address: names, not tables
    written: ({ name }) => name ?? "",
    says: ({ id, name }) => [id, name],
    before: "adm_names_lead",
    fields: [address, words("name", "adm_name", { required: true })],
  },
  receivers: {
    part: "webhooks",
    says: (row) => [row.id, row.url, [row.events ?? []].flat().join(", ")],
    before: "adm_receivers_lead",
    fields: [identifier, words("url", "adm_url", { type: "url", required: true, placeholder: "https://crm.example.com/ouvido" }),
      words("secret", "adm_secret", { hint: "adm_secret_hint" }), words("tell", "adm_tell", { type: "email" }), lines("events", "adm_told_of", "adm_told_of_hint")],
  },
  numbers: {
    says: (row, document) => [row.number, document.touchpoints[row.touchpoint]?.name],
    before: "adm_numbers_lead",
    fields: [words("number", "adm_number", { type: "tel", required: true, placeholder: "+447700900421" }),
      choice("touchpoint", "rep_touchpoint", (document) => names(document.touchpoints), { required: true })],
  },
};

function nameOf(row, { teams, touchpoints }) {
  if (row.team) return teams[row.team]?.name ?? row.team;
  if (row.touchpoint) return touchpoints[row.touchpoint]?.name ?? row.touchpoint;
  return t("rep_everything");
}

/** Whose name it is: an address of somebody in a team who has none yet is offered. */
function address({ row, isNew, document, changed }) {
  if (!isNew) return identifier({ row, isNew, changed });
  const part = words("id", "adm_member", { type: "email", required: true })({ row, changed });
  const people = new Set(Object.values(document.teams).flatMap(({ members, lead, mailbox }) => [...members, lead, mailbox]));
  part.el.querySelector("input").setAttribute("list", "adm-people");
  part.el.append(h("datalist", { id: "adm-people" }, [...people].filter((one) => one && !(one in document.names)).map((one) => h("option", { value: one }))));
  return part;
}

/** Who has a kind in the owner's place. */
function owners({ row, document, changed }) {
  const selects = KINDS.map((kind) => {
    const make = choice(kind, `kind_${kind}`, () => names(document.teams), { none: "adm_the_owner" });
    return make({ row: row.owners ?? {}, document, changed });
  });
  return {
    el: h("fieldset", { class: "adm-whole" }, h("legend", {}, h("strong", {}, t("adm_owners"))), h("small", {}, t("adm_owners_hint")), h("div", { class: "adm-form" }, selects.map((part) => part.el))),
    wrong: (errors) => selects.forEach((part) => part.wrong(errors)),
    value: () => {
      const found = Object.fromEntries(Object.entries(Object.assign({}, ...selects.map((part) => part.value()))).filter(([, team]) => team));
      return { owners: Object.keys(found).length ? found : null };
    },
  };
}

/** None written: each member gets the mail, which the text may say with `false`. */
function mailbox({ row, changed }) {
  const input = h("input", { type: "email", autocomplete: "off", value: row.mailbox || "", oninput: changed });
  return { ...field("mailbox", "adm_mailbox", input, "adm_mailbox_hint"), value: () => ({ mailbox: input.value.trim() || (row.mailbox === false ? false : null) }) };
}

function kinds({ row, changed }) {
  const chosen = [row.kind ?? []].flat();
  const boxes = KINDS.map((kind) => h("input", { type: "checkbox", value: kind, checked: chosen.includes(kind), onchange: changed }));
  return {
    el: h("fieldset", { class: "adm-kinds" }, h("legend", {}, t("adm_for_kinds")), boxes.map((box) => h("label", {}, box, " ", t(`kind_${box.value}`))),
      h("small", {}, t("adm_for_kinds_hint"))),
    value: () => {
      const found = boxes.filter((box) => box.checked).map((box) => box.value);
      return { kind: Array.isArray(row.kind) && found.length ? found : several(found) };
    },
  };
}

function places({ row, document, changed }) {
  const area = h("textarea", { rows: 2, spellcheck: "false", oninput: changed, value: [row.touchpoint ?? []].flat().join("\n") });
  const known = Object.keys(document.touchpoints);
  const part = field("touchpoint", "adm_for_places", area, "adm_for_places_hint");
  part.el.append(known.length <= 12 ? h("small", {}, known.join(", ")) : "");
  return { ...part, value: () => {
    const found = area.value.split(/[\n,]/).map((one) => one.trim()).filter(Boolean);
    return { touchpoint: Array.isArray(row.touchpoint) && found.length ? found : several(found) };
  } };
}

function targetOf({ row, document, changed }) {
  const now = row.team ? `team ${row.team}` : row.touchpoint ? `touchpoint ${row.touchpoint}` : "";
  const options = (kind, rows) => names(rows).map(([id, name]) => h("option", { value: `${kind} ${id}`, selected: now === `${kind} ${id}` }, name));
  const select = h("select", { onchange: changed }, h("option", { value: "" }, t("rep_everything")),
    h("optgroup", { label: t("adm_teams") }, options("team", document.teams)), h("optgroup", { label: t("adm_touchpoints") }, options("touchpoint", document.touchpoints)));
  return { ...field("team", "rep_of", select), value: () => {
    const [kind, id] = select.value.split(" ");
    return { team: kind === "team" ? id : null, touchpoint: kind === "touchpoint" ? id : null };
  } };
}

/** A reply in each language, and how the one that is written last will read. */
function replies({ row, context, changed }) {
  const specimens = new Specimens(context, "v1/templates/preview");
  const look = (locale, area) => {
    if (area.value.trim()) specimens.of({ locale, text: area.value });
  };
  const areas = Object.entries(LOCALES).map(([locale, said]) => {
    const area = h("textarea", { rows: 4, lang: locale, dir: "auto", value: row.text?.[locale] ?? "", oninput: () => typed() });
    const marks = chips(area, REPLY_FIELDS, { needed: false, changed: () => typed() });
    const typed = () => {
      marks.look();
      look(locale, area);
      changed();
    };
    area.addEventListener("focus", () => look(locale, area));
    const part = field(locale, "adm_in_language", area);
    part.el.querySelector("label").textContent = t("adm_in_language", { language: said });
    part.el.append(marks.el);
    marks.look();
    return { locale, area, part };
  });
  const first = areas.find(({ area }) => area.value);
  if (first) look(first.locale, first.area);
  return {
    el: areas.map(({ part }) => part.el),
    wrong: (errors) => areas.forEach(({ part }) => part.wrong(errors)),
    value: () => ({ text: Object.fromEntries(areas.filter(({ area }) => area.value.trim()).map(({ locale, area }) => [locale, area.value])) }),
    beside: specimens.el,
    stop: () => specimens.stop(),
  };
}
