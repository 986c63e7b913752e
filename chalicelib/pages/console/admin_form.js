// A form over a part of the configuration's text: its fields, what they would change, put in force.

import { Saver } from "./admin_saver.js";
import { h } from "./dom.js";
import { t } from "./words.js";

/**
 * Fill `el` with a form; what it returns is to be left with the page.
 *
 * `fields` make its inputs, see admin_inputs.js; `row` is what is written now, null for something new; `held` what
 * is in force. `path(made)` says where in the text it stands and `written(made)` what stands there, both of the row
 * as the form has it. `back` and `title` are said above it; `isRemovable` where it may go as a whole. What is typed
 * stays until it is in force, or dismissed.
 */
export function form(el, wanted) {
  const draft = wanted.context.draft(location.hash);
  const startOver = () => {
    shown.leave();
    draft.keep(null);
    el.replaceChildren();
    shown = fill(el, { ...wanted, draft, startOver });
  };
  let shown = fill(el, { ...wanted, draft, startOver });
  return { leave: () => shown.leave() };
}

function fill(el, { fields, row, held = {}, document, base, context, path, written = (made) => made, back, title, lead, isRemovable = false, draft, startOver }) {
  const kept = draft.read(); // {base, row}: what it was filled from, and what had become of it
  const from = kept?.base ?? base; // so that what others changed since is not taken back unseen
  let isRemoving = false;
  const parts = fields.map((make) => make({ row: kept?.row ?? row ?? {}, isNew: !row, held, document, context, changed: typed }));
  const saver = new Saver(context, {
    base: from,
    edits: () => {
      const made = value();
      if (isRemoving) return [{ path: path(made), value: null }];
      return isSame(made, row ?? {}) ? [] : [{ path: path(made), value: written(made) }];
    },
    wrong: (errors) => parts.forEach((one) => one.wrong?.(errors)),
    done: () => {
      draft.keep(null);
      context.go(back.href);
    },
  });

  /** The row as the form has it; what the form does not know of stays as it is. */
  function value() {
    const made = { ...row };
    for (const one of parts) Object.assign(made, one.value(made));
    return Object.fromEntries(Object.entries(made).filter(([, one]) => one !== null));
  }

  function typed() {
    isRemoving = false;
    const made = value();
    draft.keep(isSame(made, row ?? {}) ? null : { base: from, row: made });
    saver.typed();
  }

  el.append(
    h("p", { class: "way" }, h("a", { href: back.href }, `← ${back.said}`)),
    h("section", { class: "card" },
      h("h2", { dir: "auto" }, title),
      lead ? h("p", { class: "soft" }, lead) : "",
      h("form", { class: "adm-form", onsubmit: (event) => event.preventDefault() }, parts.map((one) => one.el)),
      saver.el,
      kept ? h("p", {}, h("button", { class: "quiet", type: "button", onclick: startOver }, t("adm_dismiss"))) : "",
      isRemovable ? h("p", {}, h("button", { class: "quiet", type: "button", onclick: () => { isRemoving = true; saver.typed(); } }, t("adm_remove"))) : ""),
    ...parts.map((one) => one.beside ?? ""));
  if (kept) saver.typed();
  return { leave: () => { saver.stop(); parts.forEach((one) => one.stop?.()); } };
}

function isSame(one, other) {
  const sorted = (value) => JSON.stringify(value, (key, inner) => (inner && typeof inner === "object" && !Array.isArray(inner)
    ? Object.fromEntries(Object.entries(inner).sort()) : inner));
  return sorted(one) === sorted(other);
}
