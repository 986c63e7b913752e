// Who applied what when; what changed; back to an earlier version.

import { h } from "./dom.js";
import { instant } from "./when.js";
import { failed } from "./why.js";
import { t } from "./words.js";

/** "Version 7, by ada@…, 12 Nov, 10:30". */
export function appliedBy(one, context) {
  return one.at
    ? t("adm_applied_by", { n: one.version, who: one.by || "?", time: instant(new Date(one.at), context.now(), context.locale) })
    : t("adm_version", { n: one.version });
}

/** Lines of what changed. */
export function changesList(lines) {
  if (!lines.length) return h("p", { class: "soft" }, t("adm_no_changes"));
  return h("ul", { class: "adm-changes" }, lines.map((line) => {
    const [, kind, rest] = line.match(/^(added|removed|changed)\s+(.*)$/s) ?? [null, "", line];
    return h("li", { class: kind }, kind && h("span", { class: "chip" }, t(`adm_${kind}`)), " ", h("code", {}, rest));
  }));
}

export async function versions(el, params, context) {
  if (params.path[1]) return one(el, params, context);
  const { items } = await context.api.get("v1/configuration/versions");
  el.append(h("section", { class: "card", "aria-labelledby": "adm-versions" }, h("h2", { id: "adm-versions" }, t("adm_versions")),
    h("ol", { class: "adm-list" }, items.map((version, at) => h("li", {},
      h("a", { href: `#/admin/versions/${version.version}` }, appliedBy(version, context)), " ",
      at === 0 && h("span", { class: "chip brand" }, t("adm_in_force")))))));
  return undefined;
}

async function one(el, params, context) {
  const number = params.path[1];
  const [shown, now] = await Promise.all([
    context.api.get(`v1/configuration/versions/${number}`, { against: params.query.against }), context.api.get("v1/configuration")]);
  const base = now.applied.version;
  const before = Number(params.query.against ?? number - 1);
  const isOld = shown.applied.version !== base;
  const restore = h("button", { class: "button", type: "button", onclick: async () => {
    restore.disabled = true;
    try {
      const done = await context.api.post(`v1/configuration/versions/${number}/restore`, { base });
      context.toast(t("adm_applied", { n: done.version }));
      context.go("#/admin/versions");
    } catch (error) {
      context.toast(error.status === 409 ? t("adm_overtaken") : error.fields.text ?? failed(error, t), { bad: true, seconds: 12 });
      restore.disabled = false;
    }
  } }, t("adm_restore"));
  el.append(h("section", { class: "card", "aria-labelledby": "adm-one" },
    h("h2", { id: "adm-one" }, appliedBy(shown.applied, context)),
    h("p", { class: "adm-buttons" }, isOld && restore,
      isOld && h("a", { class: "quiet", href: `#/admin/versions/${base}?against=${number}` }, t("adm_compare_now")),
      h("a", { class: "quiet", href: "#/admin/versions" }, t("adm_versions"))),
    before > 0 && [h("h3", {}, t("adm_changed_since", { n: before })), changesList(shown.changes)],
    shown.text === null ? h("p", { class: "soft" }, t("adm_no_text"))
      : h("pre", { class: "adm-source", tabindex: "0" }, shown.text)));
  return undefined;
}
