// Data out: asks for one part after the other and saves them as one file.

import { h } from "./dom.js";
import { save } from "./save.js";
import { failed } from "./why.js";

export function exporting(context, period) {
  const { t, api, me } = context;
  let stopped = false;
  const status = h("p", { class: "soft", role: "status" });
  const stop = h("button", { type: "button", class: "button quiet", hidden: true, onclick: () => { stopped = true; } }, t("ev_stop"));
  const take = h("button", { class: "button" }, t("ev_take"));
  const choice = (name, values) => h("label", { class: "field" }, t(`ev_${name}`),
    h("select", { name }, values.map((value) => h("option", { value }, t(`ev_${value}`)))));
  const form = h("form", { class: "ev-form", onsubmit: begin },
    choice("what", ["feedback", "timeline", "facts", "surveys"]), choice("format", ["csv", "jsonl"]),
    me.is("admin") && h("label", { class: "ev-personal" }, h("input", { type: "checkbox", name: "personal", value: "true" }), " ", t("ev_personal"),
      h("small", {}, t("ev_personal_hint"))),
    take, stop);
  return h("section", { class: "card ev-export" }, h("h2", {}, t("ev_export")), h("p", { class: "soft" }, t("ev_export_lead")), form, status);

  async function begin(event) {
    event.preventDefault();
    const asked = Object.fromEntries(new FormData(form));
    stopped = false;
    take.disabled = true;
    stop.hidden = false;
    try {
      await fetchAll({ ...period, ...asked });
    } catch (error) {
      if (error.status === undefined) throw error;
      status.textContent = "";
      context.toast(failed(error, t), { bad: true });
    } finally {
      take.disabled = false;
      stop.hidden = true;
    }
  }

  async function fetchAll(asked) {
    const texts = [];
    let part, rows = 0, query = asked;
    do {
      part = await api.get("v1/export", query, { fresh: true });
      texts.push(part.text);
      rows += part.rows;
      status.textContent = t("ev_rows", { n: rows });
      query = { next: part.next };
    } while (part.next && !stopped);
    if (stopped) {
      status.textContent = "";
      return;
    }
    save(texts, part.media_type, part.name);
    status.textContent = t("ev_done", { n: rows });
  }
}
