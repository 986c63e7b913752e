// How old what the queue shows is, where that is more than a few seconds, and the way to look again.

import { h } from "./dom.js";
import { toTheSecond } from "./when.js";
import { locale, t } from "./words.js";

const FRESH_MS = 10_000; // two looks, and an answer that takes its time

export class Age {
  /** `again()` is called when somebody does not want to wait. */
  constructor(again) {
    this.says = h("span", {});
    this.el = h("p", { class: "age", hidden: true }, this.says, " ",
      h("button", { type: "button", class: "clear", onclick: again }, t("queue_look_again")));
  }

  /** `first`: when what is due first was looked at last; `rest`: when the rest was, null if there is none; ms. */
  show({ first, rest }) {
    const isLate = Date.now() - first > FRESH_MS;
    const at = isLate ? Math.min(first, rest ?? first) : rest;
    this.el.hidden = !at;
    const text = at ? t(isLate ? "queue_as_of" : "queue_rest_as_of", { time: toTheSecond(new Date(at), locale()) }) : "";
    if (this.says.textContent !== text) this.says.textContent = text;
  }
}
