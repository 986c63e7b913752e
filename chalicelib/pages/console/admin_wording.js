// Own wording: every text of ours by message and language, and an organisation's own in its place.
// #/admin/wording, #/admin/wording/acknowledgement_sms?locale=es

import { chips } from "./admin_fields.js";
import { Saver } from "./admin_saver.js";
import { Specimens } from "./admin_specimens.js";
import { h } from "./dom.js";
import { locale as ownLocale, LOCALES, t } from "./words.js";

export async function wording(el, params, context) {
  const locale = params.query.locale in LOCALES ? params.query.locale : ownLocale();
  const written = await context.api.get("v1/configuration/written/wording").catch(unkept);
  if (!written) {
    el.append(h("p", { class: "notice quietly" }, t("adm_no_text")));
    return undefined;
  }
  const { items } = await context.api.get("v1/wordings", { locale });
  const own = written.value?.[locale] ?? {};
  const one = items.find(({ name }) => name === params.path[1]);
  return one ? form(el, one, own[one.name] ?? null, locale, written.version, context) : list(el, items, own, locale);
}

/** Null where the text of the version in force was not kept. */
export function unkept(error) {
  if (error.status === 404) return null;
  throw error;
}

function languages(locale, name = "") {
  return h("nav", { class: "adm-parts", "aria-label": t("language") }, Object.entries(LOCALES).map(([one, said]) =>
    h("a", { class: "quiet", lang: one, href: `#/admin/wording${name && `/${name}`}?locale=${one}`, "aria-current": one === locale ? "page" : null }, said)));
}

function list(el, items, own, locale) {
  const search = h("input", { id: "adm-search", type: "search", autocomplete: "off", oninput: look });
  const groups = [...Map.groupBy(items, ({ group }) => group)].map(([group, rows]) => {
    const lines = rows.map((row) => {
      const text = own[row.name] ?? row.text;
      return { found: fold(`${row.name} ${text}`), el: h("li", {}, h("a", { href: `#/admin/wording/${row.name}?locale=${locale}` },
        h("span", { lang: locale, dir: "auto" }, text)), " ", h("small", {}, row.name), own[row.name] && h("span", { class: "chip brand" }, t("adm_own"))) };
    });
    const count = h("small", {});
    return { lines, count, el: h("details", { class: "card adm-group", name: "wording" }, h("summary", {}, h("h2", {}, t(`adm_group_${group}`)), " ", count), h("ul", { class: "adm-list" }, lines.map((line) => line.el))) };
  });

  function look() {
    const wanted = fold(search.value.trim());
    for (const { lines, count, el: group } of groups) {
      for (const line of lines) line.el.hidden = !line.found.includes(wanted);
      const n = lines.filter((line) => !line.el.hidden).length;
      group.hidden = !n;
      group.toggleAttribute("name", !wanted);
      group.open = Boolean(wanted);
      count.textContent = String(n);
    }
  }

  el.append(h("p", { class: "soft" }, t("adm_wording_lead")), languages(locale),
    h("p", { class: "field" }, h("label", { for: "adm-search" }, t("adm_search")), search), ...groups.map((group) => group.el));
  look();
  return undefined;
}

function form(el, one, own, locale, base, context) {
  const draft = context.draft(`wording:${locale}:${one.name}`);
  const kept = draft.read();
  const area = h("textarea", { id: "adm-own", lang: locale, dir: "auto", oninput: typed });
  area.value = kept?.text ?? own ?? one.text;
  const marks = chips(area, one.fields, { needed: true, changed: typed });
  const specimens = new Specimens(context, "v1/wordings/preview");
  const isOurs = () => !area.value.trim() || area.value === one.text;
  const from = kept?.base ?? base;
  const saver = new Saver(context, {
    base: from,
    edits: () => ((isOurs() ? null : area.value) === own ? [] : [{ path: ["wording", locale, one.name], value: isOurs() ? null : area.value }]),
    wrong: (errors) => area.setAttribute("aria-invalid", String(errors.length > 0)),
    done: () => {
      draft.keep(null);
      context.go(`#/admin/wording?locale=${locale}`);
    },
  });
  const back = h("button", { class: "quiet", type: "button", onclick: () => { area.value = one.text; typed(); } }, t("adm_back_to_ours"));

  function typed() {
    draft.keep((isOurs() ? null : area.value) === own ? null : { base: from, text: area.value });
    back.disabled = isOurs();
    marks.look();
    specimens.of({ locale, name: one.name, text: isOurs() ? null : area.value });
    saver.typed();
  }

  el.append(
    h("p", { class: "way" }, h("a", { href: `#/admin/wording?locale=${locale}` }, `← ${t("adm_wording")}`)),
    h("section", { class: "card" }, h("h2", {}, t(`adm_group_${one.group}`), " ", h("small", {}, one.name)), languages(locale, one.name),
      h("div", { class: "adm-beside" },
        h("div", { class: "field" }, h("label", { for: "adm-own" }, t("adm_own_words")), area, marks.el),
        h("div", { class: "field" }, h("h3", {}, t("adm_our_words")), h("p", { class: "adm-ours", lang: locale, dir: "auto" }, one.text), h("p", {}, back))),
      saver.el),
    specimens.el);
  back.disabled = isOurs();
  marks.look();
  specimens.of({ locale, name: one.name, text: isOurs() ? null : area.value });
  if (kept) saver.typed();
  return { leave: () => { saver.stop(); specimens.stop(); } };
}

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
