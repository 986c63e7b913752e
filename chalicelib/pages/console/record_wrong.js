// What is wrong with a record by hand: said at each field, in words.

import { h } from "./dom.js";

/** Say at each field what is wrong with it; `fields` are the API's codes by name. The first one gets the focus. */
export function mark(form, fields, t) {
  for (const [name, code] of Object.entries(fields)) {
    const control = form.querySelector(`#field-${name}`) ?? form.elements[name];
    if (!control?.setAttribute) continue;
    const key = `record_w_${code}`;
    const said = t(key) === key ? t("record_w_other") : t(key);
    control.setAttribute("aria-invalid", "true");
    control.dataset.before = control.getAttribute("aria-describedby") ?? "";
    control.setAttribute("aria-describedby", `${control.dataset.before} wrong-${name}`.trim());
    control.closest(".field, .record-chips").append(h("p", { class: "record-wrong", id: `wrong-${name}` }, said));
  }
  const first = form.querySelector("[aria-invalid]");
  (first?.querySelector("input") ?? first)?.focus();
}

/** Nothing is wrong any more. */
export function unmark(form) {
  for (const one of form.querySelectorAll(".record-wrong")) one.remove();
  for (const one of form.querySelectorAll("[aria-invalid]")) {
    one.removeAttribute("aria-invalid");
    if (one.dataset.before) one.setAttribute("aria-describedby", one.dataset.before);
    else one.removeAttribute("aria-describedby");
  }
}
