// Rows of the configuration as forms: replies, targets, touchpoints, teams, absences, policies, calendars, names, numbers.
// #/admin/templates, #/admin/templates/heating, #/admin/templates/+ (a new one)

import { form } from "./admin_form.js";
import { FORMS } from "./admin_forms.js";
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
    : Object.entries(written.value ?? {}).map(([id, one]) => FORMS[part].read(id, one));
  const at = all.findIndex((row, n) => keyOf(row, n) === wanted);
  if (wanted === NEW || at >= 0) return rowForm(el, part, all[at] ?? null, at < 0 ? all.length : at, written.version, document, context);
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

function rowForm(el, part, row, at, base, document, context) {
  const { fields, says, before, written = (made) => made } = FORMS[part];
  return form(el, {
    fields, row, document, base, context, written,
    path: (made) => [part, made.id ?? at],
    back: { href: `#/admin/${part}`, said: t(`adm_${part}`) },
    title: row ? says(row, document)[0] : t(`adm_new_${part}`),
    lead: before && t(before),
    isRemovable: Boolean(row),
  });
}
