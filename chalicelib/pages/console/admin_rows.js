// Rows of the configuration as forms: replies, targets, touchpoints, teams, absences, policies, calendars.
// #/admin/templates, #/admin/templates/heating, #/admin/templates/+ (a new one)

import { FORMS } from "./admin_forms.js";
import { Saver } from "./admin_saver.js";
import { unkept } from "./admin_wording.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const NEW = "+";
const SHOWN = 100;

export async function rows(el, params, context) {
  const [part, wanted] = params.path;
  const [written, { document }] = await Promise.all([
    context.api.get(`v1/configuration/written/${part}`).catch(unkept), context.api.get("v1/configuration")]);
  if (!written) {
    el.append(h("p", { class: "notice quietly" }, t("adm_no_text")));
    return undefined;
  }
  const all = Array.isArray(written.value) ? written.value
    : Object.entries(written.value ?? {}).map(([id, row]) => ({ id, ...row })); // calendars: tables by their id
  const at = all.findIndex((row, n) => keyOf(row, n) === wanted);
  if (wanted === NEW || at >= 0) return form(el, part, all[at] ?? null, at < 0 ? all.length : at, written.version, document, context);
  return list(el, part, all, document, params);
}

/** What stands for a row in the address: its id, or its number where it has none. */
function keyOf(row, at) {
  return row.id ?? String(at + 1);
}

function list(el, part, all, document) {
  const { says } = FORMS[part];
  const rowsOf = all.map((row, at) => ({ row, at, said: says(row, document) }));
  const body = h("ul", { class: "adm-list" });
  const more = h("p", { class: "soft" });
  const search = h("input", { id: "adm-search", type: "search", autocomplete: "off", oninput: look });

  function look() {
    const wanted = search.value.trim().toLowerCase();
    const found = rowsOf.filter(({ row, said }) => `${row.id ?? ""} ${said.join(" ")}`.toLowerCase().includes(wanted));
    body.replaceChildren(...found.slice(0, SHOWN).map(({ row, at, said: [name, ...facts] }) => h("li", {},
      h("a", { href: `#/admin/${part}/${encodeURIComponent(keyOf(row, at))}`, dir: "auto" }, name), " ", h("small", {}, facts.filter(Boolean).join(" · ")))));
    more.textContent = found.length > SHOWN ? t("adm_more", { n: found.length - SHOWN }) : found.length ? "" : t("adm_none");
  }

  el.append(h("section", { class: "card", "aria-labelledby": "adm-rows" },
    h("h2", { id: "adm-rows" }, t(`adm_${part}`)),
    h("p", { class: "adm-buttons" }, h("a", { class: "button", href: `#/admin/${part}/${NEW}` }, t(`adm_new_${part}`))),
    all.length > 8 ? h("p", { class: "field" }, h("label", { for: "adm-search" }, t("adm_search")), search) : "",
    body, more));
  look();
  return undefined;
}

function form(el, part, row, at, base, document, context) {
  const { fields, says, before } = FORMS[part];
  let removing = false;
  const parts = fields.map((make) => make({ row: row ?? {}, isNew: !row, document, context, changed: typed }));
  const path = () => [part, value().id ?? at];
  const saver = new Saver(context, {
    base,
    edits: () => (removing ? [{ path: path(), value: null }] : row && same(value(), row) ? [] : [{ path: path(), value: written() }]),
    wrong: (errors) => parts.forEach((one) => one.wrong?.(errors)),
    done: () => context.go(`#/admin/${part}`),
  });

  /** The row as the form has it; what the form does not know of stays as it is. */
  function value() {
    const made = { ...row };
    for (const one of parts) Object.assign(made, one.value(made));
    return Object.fromEntries(Object.entries(made).filter(([, one]) => one !== null));
  }

  /** As the text has it: where its id is the table's name, it stands nowhere else. */
  function written() {
    const { id, ...rest } = value();
    return part === "calendars" || id === undefined ? rest : { id, ...rest };
  }

  function typed() {
    removing = false;
    saver.typed();
  }

  el.append(
    h("p", {}, h("a", { href: `#/admin/${part}` }, `‹ ${t(`adm_${part}`)}`)),
    h("section", { class: "card" },
      h("h2", { dir: "auto" }, row ? says(row, document)[0] : t(`adm_new_${part}`)),
      before ? h("p", { class: "soft" }, t(before)) : "",
      h("form", { class: "adm-form", onsubmit: (event) => event.preventDefault() }, parts.map((one) => one.el)),
      saver.el,
      row ? h("p", {}, h("button", { class: "quiet", type: "button", onclick: () => { removing = true; saver.typed(); } }, t("adm_remove"))) : ""),
    ...parts.map((one) => one.beside ?? ""));
  return { leave: () => { saver.stop(); parts.forEach((one) => one.stop?.()); } };
}

function same(one, other) {
  const sorted = (value) => JSON.stringify(value, (key, inner) => (inner && typeof inner === "object" && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort()) : inner));
  return sorted(one) === sorted(other);
}
