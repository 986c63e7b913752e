// Fields in braces as chips: which a text needs, which it has, and a tap to put one where one writes.

import { h } from "./dom.js";
import { t } from "./words.js";

const FIELD = /\{([^{}]*)\}/g;

/** A group of chips for `area`; `needed`: each must be there, else each may. Call `look()` when it changed. */
export function chips(area, fields, { needed, changed }) {
  if (!fields.length) return { el: h("p", { class: "soft" }, t("adm_no_fields")), look: () => {} };
  const buttons = fields.map((name) => h("button", { class: "adm-field", type: "button", onclick: () => insert(name) }, `{${name}}`));
  const strange = h("span", { class: "chip bad" });

  function insert(name) {
    area.setRangeText(`{${name}}`, area.selectionStart, area.selectionEnd, "end");
    area.focus();
    changed();
  }

  function look() {
    const there = new Set([...area.value.matchAll(FIELD)].map((one) => one[1]));
    for (const [at, name] of fields.entries()) {
      const is_missing = needed && !there.has(name);
      buttons[at].classList.toggle("missing", is_missing);
      buttons[at].setAttribute("aria-label", t(is_missing ? "adm_field_missing" : there.has(name) ? "adm_field_there" : "adm_field", { name: `{${name}}` }));
    }
    const unknown = [...there].filter((name) => !fields.includes(name));
    strange.hidden = !unknown.length;
    strange.textContent = t("adm_field_unknown", { names: unknown.map((name) => `{${name}}`).join(" ") });
  }

  return { el: h("div", { class: "adm-chips", role: "group", "aria-label": t("adm_fields") }, buttons, strange), look };
}
