// Evidence for ISO 10002 and ISO 10004: clause by clause what the data of a period shows; and data out.

import { h } from "./dom.js";
import { exporting } from "./evidence_export.js";
import { save } from "./save.js";
import { address } from "./router.js";
import "./evidence_words.js";
import { failed } from "./why.js";

export const styles = ["evidence.css"];

const EXPORT = ["manager", "admin"];

export async function show(el, params, context) {
  const { t, api, go, me } = context;
  context.title(t("ev_title"));
  const { from, to } = params.query;
  const found = await api.get("v1/evidence", { from, to, locale: context.locale });
  const period = { from: found.from, to: found.to };
  const form = h("form", {
    class: "card ev-form",
    onsubmit: (event) => {
      event.preventDefault();
      const data = new FormData(form);
      go(address("evidence", [], { from: data.get("from"), to: data.get("to") }));
    },
  },
  h("label", { class: "field" }, t("ev_from"), h("input", { type: "date", name: "from", value: found.from, required: true })),
  h("label", { class: "field" }, t("ev_to"), h("input", { type: "date", name: "to", value: found.to, required: true })),
  h("button", { class: "button" }, t("ev_show")),
  h("button", { class: "button quiet", type: "button", onclick: () => print() }, t("ev_print")),
  h("button", { class: "button quiet", type: "button", onclick: asFile }, t("ev_pdf")));
  el.replaceChildren(h("div", { class: "ev-page" },
    h("h1", {}, found.title), form,
    h("div", {}, found.lead.map((line) => h("p", { class: "ev-lead" }, line))),
    [...new Set(found.findings.map((one) => one.standard))].map((standard) =>
      h("section", { class: "card" }, h("h2", {}, standard),
        found.findings.filter((one) => one.standard === standard).map((one) => finding(one, found.to_add)))),
    found.tables.map(table),
    me.is(...EXPORT) ? exporting(context, period) : ""));

  async function asFile() {
    try {
      const file = await api.get("v1/evidence/file", { ...period, locale: context.locale }, { fresh: true });
      save(Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0)), file.media_type, file.name);
    } catch (error) {
      if (error.status === undefined) throw error;
      context.toast(failed(error, t), { bad: true });
    }
  }
}

function finding(one, toAdd) {
  return h("div", { class: "ev-clause" },
    h("h3", {}, h("span", { class: "ev-number" }, one.number), " ", one.title, " ", h("small", { class: `ev-${one.shown}` }, one.status)),
    one.lines.length > 0 && h("ul", {}, one.lines.map((line) => h("li", { dir: "auto" }, line))),
    one.to_add && h("p", { class: "ev-add" }, `${toAdd} ${one.to_add}`));
}

function table(one) {
  return h("section", { class: "card" }, h("h2", {}, one.title),
    one.rows.length > 0 && h("div", { class: "ev-scroll", tabindex: 0, role: "region", "aria-label": one.title },
      h("table", {}, h("thead", {}, h("tr", {}, one.head.map((cell) => h("th", { scope: "col" }, cell)))),
        h("tbody", {}, one.rows.map((row) => h("tr", {}, row.map((cell) => h("td", { dir: "auto" }, cell))))))),
    one.note && h("p", { class: "soft" }, one.note));
}
