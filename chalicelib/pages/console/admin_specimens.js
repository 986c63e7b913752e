// How words will read: the messages that hold them, as the customer gets them.

import "./feedback_words.js";
import { h } from "./dom.js";
import { mail, text } from "./preview.js";
import { t } from "./words.js";

const AFTER_MS = 450;

export class Specimens {
  #api;
  #path;
  #timer;
  #round = 0;

  /** `path` is asked with what `of` is given. */
  constructor(context, path) {
    this.#api = context.api;
    this.#path = path;
    this.body = h("div", { class: "previews", "aria-live": "polite" });
    this.el = h("section", { class: "preview card", "aria-labelledby": "adm-specimens" },
      h("h2", { id: "adm-specimens" }, t("fb_preview")), this.body);
  }

  /** Show how a draft would read, once nobody has typed for a moment; null: nothing. */
  of(draft) {
    this.stop();
    this.#timer = setTimeout(() => this.#ask(draft), AFTER_MS);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#round += 1;
  }

  async #ask(draft) {
    const mine = ++this.#round;
    try {
      const { problems, messages } = await this.#api.post(this.#path, draft);
      if (mine !== this.#round) return;
      if (problems.length) this.body.replaceChildren(h("ul", { class: "notice" }, problems.map((one) => h("li", {}, one))));
      else if (messages.length) this.body.replaceChildren(...messages.map((one) => (one.html ? mail(one, t) : text(one, t))));
      else this.body.replaceChildren(h("p", { class: "soft" }, t("adm_no_specimen")));
    } catch {
      if (mine === this.#round) this.body.replaceChildren(h("p", { class: "soft" }, t("adm_specimen_failed")));
    }
  }
}
