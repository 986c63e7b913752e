// Administration: what is in force, its text to be changed, its versions, and what would happen if.
// #/admin, #/admin/wording, #/admin/templates/heating, #/admin/settings/limits, #/admin/edit, #/admin/versions/7, #/admin/explain

import { editor } from "./admin_editor.js";
import { overview } from "./admin_overview.js";
import { rows } from "./admin_rows.js";
import { settings } from "./admin_settings.js";
import { versions } from "./admin_versions.js";
import { webhooks } from "./admin_webhooks.js";
import { whatIf } from "./admin_explain.js";
import { wording } from "./admin_wording.js";
import "./admin_form_words.js";
import "./admin_settings_words.js";
import "./admin_words.js";
import { h } from "./dom.js";

export const styles = ["feedback.css", "admin.css"];

const PARTS = { "": overview, wording, templates: rows, targets: rows, settings, edit: editor, versions, explain: whatIf, webhooks };
/** Rows that another part leads to. */
const REACHED_FROM = { touchpoints: "", teams: "", absences: "", policies: "", calendars: "", names: "settings", numbers: "settings", receivers: "settings" };
let part;

export async function show(el, params, context) {
  const { t } = context;
  const name = params.path[0] ?? "";
  context.title(t("nav_admin"));
  const body = h("div", { class: "adm-body" });
  el.append(
    h("h1", {}, t("nav_admin")),
    h("nav", { class: "adm-parts", "aria-label": t("nav_admin") }, Object.keys(PARTS).map((one) =>
      h("a", { class: "quiet", href: one ? `#/admin/${one}` : "#/admin", "aria-current": one === (REACHED_FROM[name] ?? name) ? "page" : null }, t(`adm_${one || "overview"}`)))),
    body);
  part = await (PARTS[name] ?? (name in REACHED_FROM ? rows : overview))(body, params, context);
}

export function leave() {
  part?.leave?.();
  part = null;
}
