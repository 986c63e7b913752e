// Rows of the configuration as forms: replies, targets, touchpoints, teams, absences, policies, calendars, names, numbers,
// receivers of webhooks.
// #/admin/templates, #/admin/templates/heating, #/admin/templates/+ (a new one)

import { form } from "./admin_form.js";
import { FORMS } from "./admin_forms.js";
import { order } from "./admin_order.js";
import { unkept } from "./admin_wording.js";
import { h } from "./dom.js";
import { t } from "./words.js";

const NEW = "+";
const SHOWN = 100;

export async function rows(el, params, context) {
  const [name, wanted] = params.path;
  const { part = name } = FORMS[name];
  const [written, { document }] = await Promise.all([
    context.api.get(`v1/configuration/written/${part}`).catch(unkept), context.api.get("v1/configuration")]);
  if (!written) {
    el.append(h("p", { class: "notice quietly" }, t("adm_no_text")));
    return undefined;
  }
  const all = Array.isArray(written.value) ? written.value
    : Object.entries(written.value ?? {}).map(([id, one]) => FORMS[name].read(id, one));
  const at = all.findIndex((row, n) => keyOf(row, n) === wanted);
  if (wanted === NEW || at >= 0) return rowForm(el, name, all[at] ?? null, at < 0 ? all.length : at, written.version, document, context);
  const card = h("section", { class: "card", "aria-labelledby": "adm-rows" },
    h("h2", { id: "adm-rows" }, t(`adm_${name}`)),
    h("p", { class: "adm-buttons" }, h("a", { class: "button", href: `#/admin/${name}/${NEW}` }, t(`adm_new_${name}`))));
  el.append(card);
  const { isOrdered, before, says } = FORMS[name];
  if (!isOrdered) return list(card, name, all, document);
  card.append(h("p", { class: "soft" }, t(before)));
  return order(card, { part, rows: all, base: written.version, says, context });
}

/** What stands for a row in the address: its id, or its number where it has none. */
function keyOf(row, at) {
  return row.id ?? String(at + 1);
}

function list(el, name, all, document) {
  const { says } = FORMS[name];
  const rowsOf = all.map((row, at) => ({ row, at, said: says(row, document) }));
  const body = h("ul", { class: "adm-list" });
  const more = h("p", { class: "soft" });
  const search = h("input", { id: "adm-search", type: "search", autocomplete: "off", oninput: look });

  function look() {
    const wanted = search.value.trim().toLowerCase();
    const found = rowsOf.filter(({ row, said }) => `${row.id ?? ""} ${said.join(" ")}`.toLowerCase().includes(wanted));
    body.replaceChildren(...found.slice(0, SHOWN).map(({ row, at, said: [first, ...facts] }) => h("li", {},
      h("a", { href: `#/admin/${name}/${encodeURIComponent(keyOf(row, at))}`, dir: "auto" }, first), " ", h("small", {}, facts.filter(Boolean).join(" · ")))));
    more.textContent = found.length > SHOWN ? t("adm_more", { n: found.length - SHOWN }) : found.length ? "" : t("adm_none");
  }

  el.append(
    all.length > 8 ? h("p", { class: "field" }, h("label", { for: "adm-search" }, t("adm_search")), search) : "",
    body, more);
  look();
  return undefined;
}

function rowForm(el, name, row, at, base, document, context) {
  const { part = name, fields, says, before, written = (made) => made } = FORMS[name];
  return form(el, {
    fields, row, document, base, context, written,
    path: (made) => [part, made.id ?? at],
    back: { href: `#/admin/${name}`, said: t(`adm_${name}`) },
    title: row ? says(row, document)[0] : t(`adm_new_${name}`),
    lead: before && t(before),
    isRemovable: Boolean(row),
  });
}
