// The configuration's text: checked while one types, errors at their lines, compared, applied.

import { h } from "./dom.js";
import { t } from "./words.js";
import { said } from "./admin_problems.js";
import { changesList } from "./admin_versions.js";
import { failed } from "./why.js";

const PAUSE_MS = 700;

export async function editor(el, params, context) {
  const { api } = context;
  const { text, applied } = await api.get("v1/configuration");
  if (text === null) {
    el.append(h("p", { class: "notice quietly" }, t("adm_no_text")));
    return undefined;
  }
  let base = applied.version;
  let timer = 0;
  let round = 0;
  const draft = context.draft("configuration");
  const kept = draft.read();
  const lines = h("pre", { class: "adm-lines", "aria-hidden": "true" });
  const area = h("textarea", { id: "adm-text", spellcheck: "false", autocapitalize: "off", wrap: "off", "aria-describedby": "adm-verdict" });
  area.value = kept && kept.base === base ? kept.text : text;
  const verdict = h("p", { id: "adm-verdict", role: "status" });
  const problems = h("ul", { class: "adm-problems" });
  const changes = h("div", {});
  const apply = h("button", { class: "button", type: "button", disabled: true, onclick: put }, t("adm_apply"));
  const dismiss = h("button", { class: "quiet", type: "button", onclick: () => { area.value = text; typed(); } }, t("adm_dismiss"));

  function number(errors = new Set()) {
    const n = area.value.split("\n").length;
    lines.replaceChildren(...Array.from({ length: n }, (_, at) => h("span", { class: errors.has(at + 1) ? "bad" : "" }, `${at + 1}\n`)));
    lines.scrollTop = area.scrollTop;
  }

  function typed() {
    draft.keep(area.value === text ? null : { base, text: area.value });
    number();
    apply.disabled = true;
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  }

  async function check() {
    const mine = ++round;
    let found;
    try {
      found = await api.post("v1/configuration/check", { text: area.value });
    } catch (error) {
      if (mine === round) verdict.textContent = failed(error, t);
      return;
    }
    if (mine !== round) return;
    number(new Set(found.errors.map((one) => one.line)));
    problems.replaceChildren(...[...found.errors.map((one) => row(one, "bad")), ...found.warnings.map((one) => row(one, "warn"))]);
    changes.replaceChildren(found.changes.length ? h("h2", {}, t("adm_changes")) : "", changesList(found.changes));
    verdict.textContent = found.errors.length ? t("adm_errors", { n: found.errors.length })
      : area.value === text ? t("adm_same") : t("adm_right");
    apply.disabled = found.errors.length > 0 || area.value === text;
  }

  function row(problem, kind) {
    return h("li", {}, h("button", { type: "button", class: "quiet", onclick: () => jump(problem.line) },
      h("span", { class: `chip ${kind}` }, t("adm_line", { n: problem.line })), " ",
      problem.path && `${problem.path}: `, said(problem)));
  }

  function jump(line) {
    const before = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const end = area.value.indexOf("\n", before);
    area.focus();
    area.setSelectionRange(before, end < 0 ? area.value.length : end);
    area.scrollTop = (line - 5) * parseFloat(getComputedStyle(area).lineHeight);
  }

  async function put() {
    apply.disabled = true;
    try {
      const done = await api.post("v1/configuration", { text: area.value, base });
      draft.keep(null);
      base = done.version;
      context.toast(t("adm_applied", { n: done.version }));
      context.go("#/admin/versions");
    } catch (error) {
      context.toast(error.status === 409 ? t("adm_overtaken") : error.fields.text ?? failed(error, t), { bad: true, seconds: 12 });
      apply.disabled = false;
    }
  }

  area.addEventListener("input", typed);
  area.addEventListener("scroll", () => { lines.scrollTop = area.scrollTop; });
  el.append(
    kept && kept.base !== base ? h("p", { class: "notice quietly" }, t("adm_old_draft", { n: kept.base })) : "",
    h("section", { class: "card" }, h("label", { for: "adm-text" }, t("adm_text", { n: base })), h("div", { class: "adm-editor" }, lines, area),
      verdict, problems, h("p", { class: "adm-buttons" }, apply, dismiss), changes));
  number();
  check();
  return { leave: () => { clearTimeout(timer); round += 1; } };
}
