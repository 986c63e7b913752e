// Rows whose order matters, put into another one: the first policy that fits a feedback holds.

import { Saver } from "./admin_saver.js";
import { arrange, h } from "./dom.js";
import { t } from "./words.js";

/** The list, and the foot that puts it in force; what it returns is to be left with the page. */
export function order(el, { part, rows, base, says, context }) {
  const list = h("ol", { class: "adm-list adm-order" });
  const lines = rows.map((row) => line(row));
  const saver = new Saver(context, {
    base,
    edits: () => (lines.every((one, at) => one.row === rows[at]) ? [] : [{ path: [part], value: lines.map((one) => one.row) }]),
    done: () => context.go("#/admin"),
  });

  function line(row) {
    const [name, ...facts] = says(row);
    const one = { row };
    const move = (sign, key, step) => h("button", { class: "quiet", type: "button", "aria-label": t(key, { name }), onclick: () => shift(one, step) }, sign);
    one.earlier = move("↑", "adm_earlier", -1);
    one.later = move("↓", "adm_later", 1);
    one.el = h("li", {}, h("span", {}, h("a", { href: `#/admin/${part}/${encodeURIComponent(row.id)}`, dir: "auto" }, name), " ",
      h("small", {}, facts.filter(Boolean).join(" · "))), one.earlier, one.later);
    return one;
  }

  function shift(one, step) {
    const at = lines.indexOf(one);
    lines.splice(at, 1);
    lines.splice(at + step, 0, one);
    draw();
    const pressed = step < 0 ? one.earlier : one.later;
    (pressed.disabled ? (step < 0 ? one.later : one.earlier) : pressed).focus();
    context.say(t("adm_place", { n: at + step + 1, of: lines.length }));
    saver.typed();
  }

  function draw() {
    arrange(list, lines.map((one) => one.el));
    for (const [at, one] of lines.entries()) {
      one.earlier.disabled = at === 0;
      one.later.disabled = at === lines.length - 1;
    }
  }

  draw();
  el.append(list, saver.el);
  return { leave: () => saver.stop() };
}
