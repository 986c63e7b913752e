// What the forms of administration are made of.
//
// A field is made with {row, isNew, document, context, changed} and gives {el, value(made), wrong?, beside?, stop?}:
// value() is part of the row, handed what the fields before it made; null for a key that is not to be there.

import { h } from "./dom.js";
import { t } from "./words.js";

export const KINDS = ["complaint", "suggestion", "compliment", "enquiry"];

export function names(rows) {
  return Object.entries(rows).map(([id, row]) => [id, row.name]);
}

/** A label with what it is for; `control` is marked where an error's path ends in `key`. */
export function field(key, label, control, hint) {
  const id = `adm-${key}`;
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return {
    el: h("div", { class: "field" }, h("label", { for: id }, t(label)), control, hint && h("small", { id: `${id}-hint` }, t(hint))),
    wrong: (errors) => control.setAttribute("aria-invalid", String(errors.some(({ path }) => path.split(/[.[\]]/).includes(key)))),
  };
}

export function words(key, label, { type = "text", required = false, placeholder = null, hint = null } = {}) {
  return ({ row, changed }) => {
    const input = h("input", { type, required, placeholder, autocomplete: "off", value: row[key] ?? "", oninput: changed });
    return { ...field(key, label, input, hint), value: () => ({ [key]: input.value.trim() || null }) };
  };
}

/** Only a new row has its id still to be chosen: others are in addresses, on posters, in other rows. */
export function identifier({ row, isNew, changed }) {
  if (!isNew) return { el: h("p", { class: "soft adm-whole" }, `${t("adm_id")}: ${row.id}`), value: () => ({}) };
  return words("id", "adm_id", { required: true, hint: "adm_id_hint" })({ row, changed });
}

/** `none` is the word for nothing chosen, if that may be; `otherwise` what holds then, and is not written. */
export function choice(key, label, options, { required = false, none = "adm_as_organisation", otherwise = "" } = {}) {
  return ({ row, document, changed }) => {
    const now = row[key] ?? otherwise;
    const select = h("select", { onchange: changed },
      required ? !now && h("option", { value: "" }, t("adm_choose")) : none && h("option", { value: "" }, t(none)),
      options(document).map(([value, said]) => h("option", { value, selected: value === now }, said)));
    return { ...field(key, label, select), value: () => ({ [key]: select.value === otherwise && !row[key] ? null : select.value || null }) };
  };
}

export function lines(key, label, hint) {
  return ({ row, changed }) => {
    const area = h("textarea", { rows: 4, spellcheck: "false", oninput: changed, value: (row[key] ?? []).join("\n") });
    const value = () => area.value.split("\n").map((one) => one.trim()).filter(Boolean);
    return { ...field(key, label, area, hint), value: () => ({ [key]: value().length || row[key] ? value() : null }) };
  };
}

/** One is written without brackets, as people do. */
export function several(found) {
  return found.length > 1 ? found : found[0] ?? null;
}
