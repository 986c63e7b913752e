// What the forms of administration are made of.
//
// A field is made with {row, isNew, held, document, context, changed} and gives {el, value(made), wrong?, beside?, stop?}:
// value() is part of the row, handed what the fields before it made; null for a key that is not to be there. `held` is
// what is in force of the same part of the configuration, `document` all of it.

import { said } from "./admin_problems.js";
import { h } from "./dom.js";
import { t } from "./words.js";

export const KINDS = ["complaint", "suggestion", "compliment", "enquiry"];

export function names(rows) {
  return Object.entries(rows).map(([id, row]) => [id, row.name]);
}

/** A label with what it is for; an error whose path has `key` in it is said below it, and marked in `control`. */
export function field(key, label, control, hint) {
  const id = `adm-${key}`;
  control.id = id;
  control.setAttribute("aria-describedby", `${id}-hint`);
  const below = h("small", { id: `${id}-hint`, hidden: !hint }, hint && t(hint));
  return {
    el: h("div", { class: "field" }, h("label", { for: id }, t(label)), control, below),
    wrong: (errors) => {
      const mine = errors.filter(({ path }) => path.split(/[.[\]]/).includes(key));
      for (const one of mine) one.isPlaced = true;
      control.setAttribute("aria-invalid", String(mine.length > 0));
      below.classList.toggle("adm-wrong", mine.length > 0);
      below.hidden = !mine.length && !hint;
      below.textContent = mine.length ? mine.map(said).join(" ") : hint ? t(hint) : "";
    },
  };
}

/** `placeholder` is an example, or says what holds where nothing is written: a function of what is in force. */
export function words(key, label, { type = "text", required = false, placeholder = null, hint = null } = {}) {
  return ({ row, held, changed }) => {
    const shown = typeof placeholder === "function" ? unwritten(row, key, held, placeholder) : placeholder;
    const input = h("input", { type, required, placeholder: shown, autocomplete: "off", value: row[key] ?? "", oninput: changed });
    return { ...field(key, label, input, hint), value: () => ({ [key]: input.value.trim() || null }) };
  };
}

/** A whole number from `min` on. */
export function count(key, label, { min = 0, hint = null } = {}) {
  return ({ row, held, changed }) => {
    const input = h("input", { type: "number", min, step: 1, placeholder: unwritten(row, key, held, String), value: row[key] ?? "", oninput: changed });
    return { ...field(key, label, input, hint), value: () => ({ [key]: input.value === "" ? null : Number(input.value) }) };
  };
}

/** Yes or no; `otherwise` is what holds where nothing is written. */
export function toggle(key, label, { otherwise }) {
  return ({ row, changed }) => {
    const box = h("input", { type: "checkbox", checked: row[key] ?? otherwise, onchange: changed });
    return {
      el: h("div", { class: "adm-kinds" }, h("label", {}, box, " ", t(label))),
      value: () => ({ [key]: row[key] === undefined && box.checked === otherwise ? null : box.checked }),
    };
  };
}

/** What is in force of a key that is not written, as `say` puts it; null of one that is. */
function unwritten(row, key, held, say) {
  return row[key] === undefined && held[key] !== undefined && held[key] !== null ? say(held[key]) : null;
}

const UNITS = [[86_400, "d"], [3_600, "h"], [60, "m"], [1, "s"]];

/** Seconds as the configuration writes them: "1h30m". */
export function duration(seconds) {
  let rest = seconds;
  return UNITS.map(([size, unit]) => {
    const n = Math.floor(rest / size);
    rest -= n * size;
    return n ? `${n}${unit}` : "";
  }).join("");
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

/** One a line. What is written as one text, without brackets, stays so while it is one. */
export function lines(key, label, hint, rows = 4) {
  return ({ row, changed }) => {
    const area = h("textarea", { rows, spellcheck: "false", oninput: changed, value: [row[key] ?? []].flat().join("\n") });
    return { ...field(key, label, area, hint), value: () => {
      const found = area.value.split("\n").map((one) => one.trim()).filter(Boolean);
      if (typeof row[key] === "string" && found.length === 1) return { [key]: found[0] };
      return { [key]: found.length || row[key] ? found : null };
    } };
  };
}

/** One is written without brackets, as people do. */
export function several(found) {
  return found.length > 1 ? found : found[0] ?? null;
}
