// The box in which a member answers, asks, tells the outcome, or notes something. What is typed survives a
// reload; what is sent can be taken back for some seconds; what somebody else said meanwhile is shown first.

import { h } from "./dom.js";
import { Preview } from "./preview.js";
import { failed, reasonOf } from "./why.js";

const MODES = ["answer", "ask", "resolve", "note"];
const HOLD_SECONDS = 8;
const STUCK_MS = 60_000; // as services/pending.py has it
const TYPED_LATELY_MS = 30_000;
const WHAT_OF = { answered: "answer", asked: "ask", resolved: "resolve" };

export class Compose {
  /** `page` has feedback, refresh(), focusUndo(), newSince(seen), turn(entry) and leaving(waiting). */
  constructor(context, reference, page) {
    Object.assign(this, { context, reference, page, t: context.t });
    this.draft = context.draft(reference);
    this.mode = "answer";
    this.seen = null; // newest entry when these words were begun; null while there are none
    this.key = null; // of these words, so that sending twice is sending once
    this.typedAt = 0;
    this.preview = new Preview(context, reference);
    this.#make();
    this.#restore();
  }

  get words() { return this.box.value; }
  get isWriting() { return this.mode !== "note" && this.words.trim() !== "" && Date.now() - this.typedAt < TYPED_LATELY_MS; }

  #make() {
    const { t } = this;
    this.modes = h("fieldset", { class: "tabs modes" }, h("legend", { class: "unseen" }, t("fb_more")), MODES.map((mode) =>
      h("label", {}, h("input", { type: "radio", name: "mode", value: mode, onchange: () => this.choose(mode) }), h("span", {}, t(`fb_${mode}`)))));
    this.label = h("label", { for: "compose-words" });
    this.hint = h("p", { class: "soft", id: "compose-hint" });
    this.box = h("textarea", {
      id: "compose-words", rows: 5, maxlength: 20_000, "aria-describedby": "compose-hint",
      oninput: () => this.typed(),
      onkeydown: (event) => this.#pressed(event),
    });
    this.templates = h("select", { "aria-label": t("fb_templates"), onchange: (event) => this.#fill(event.target) });
    this.templates.hidden = true;
    this.button = h("button", { class: "button", type: "submit" });
    this.meanwhile = h("div", { class: "notice quietly meanwhile", role: "alert" });
    this.meanwhile.hidden = true;
    this.form = h("form", { onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.modes, h("div", { class: "field" }, this.label, this.hint, this.box), this.meanwhile,
      h("div", { class: "send" }, this.templates, h("small", {}, t("fb_key_send")), this.button));
    this.el = h("section", { class: "card compose" }, this.form, this.preview.el);
  }

  /** Write an answer, a question, an outcome, or a note. */
  choose(mode) {
    this.mode = mode;
    this.el.dataset.mode = mode;
    for (const input of this.modes.querySelectorAll("input")) input.checked = input.value === mode;
    this.label.textContent = this.t(`fb_words_${mode}`);
    this.hint.textContent = this.t(`fb_${mode}_hint`);
    this.button.textContent = this.t(`fb_send_${mode}`);
    this.templates.hidden = mode === "note" || this.templates.options.length < 2;
    this.key = null;
    this.#keep();
    this.warn();
    this.preview.of(mode, this.words);
  }

  /** Begin to write. */
  focus(mode) {
    if (mode !== this.mode) this.choose(mode);
    this.box.focus();
    this.box.scrollIntoView({ block: "center" });
  }

  offer({ templates, locale }) {
    this.filled = Object.fromEntries(templates.map((one) => [one.id, one.text]));
    this.templates.replaceChildren(h("option", { value: "" }, this.t("fb_templates")),
      ...templates.map((one) => h("option", { value: one.id, lang: locale }, one.name)));
    this.templates.hidden = this.mode === "note" || !templates.length;
  }

  #fill(select) {
    const text = this.filled[select.value];
    select.value = "";
    if (!text) return;
    // Through the editor where it can be: so the browser's own undo takes it away again.
    this.box.focus();
    if (this.words && !/\s$/.test(this.words)) this.#insert("\n\n");
    this.#insert(text);
    this.typed();
  }

  #insert(text) {
    this.box.setSelectionRange(this.words.length, this.words.length);
    if (!document.execCommand("insertText", false, text)) this.box.setRangeText(text, this.words.length, this.words.length, "end");
  }

  typed() {
    this.typedAt = Date.now();
    this.key = null;
    this.seen = this.words.trim() ? this.seen ?? this.page.feedback.summary.entries : null;
    this.#keep();
    this.warn();
    this.preview.of(this.mode, this.words);
  }

  #pressed(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      this.box.blur();
    }
  }

  /** Say what came since these words were begun; whether there is any. */
  warn() {
    let news = this.mode === "note" || this.seen === null ? [] : this.page.newSince(this.seen);
    if (news.length && news.every((turn) => turn.actor === this.context.me.email)) {
      this.seen = news.at(-1).number; // one's own answer, which left while these words were begun
      news = [];
    }
    const leaving = this.mode === "note" || this.seen === null ? [] : this.#leaving();
    const shown = [...news.map((turn) => turn.number), ...leaving.map((one) => one.key)].join();
    const isLate = news.length > 0 || leaving.length > 0;
    if (!isLate) this.meanwhile.hidden = true;
    else if (this.meanwhile.hidden || this.meanwhile.dataset.shown !== shown) {
      this.meanwhile.dataset.shown = shown;
      this.meanwhile.replaceChildren(h("p", {}, h("strong", {}, this.t("fb_new_since"))),
        h("ol", { class: "timeline" }, news.map((turn) => this.page.turn(turn)), leaving.map((one) => this.page.leaving(one))),
        leaving.length > 0 ? h("p", { tabindex: -1, class: "soft" }, this.t("fb_colleague_leaving")) : h("p", { class: "row" },
          h("button", { type: "button", class: "button", onclick: () => this.send({ anyway: true }) }, this.t("fb_send_anyway")),
          h("button", { type: "button", class: "quiet", onclick: () => this.#read() }, this.t("fb_read"))));
      this.meanwhile.hidden = false;
    }
    this.button.hidden = isLate;
    return isLate;
  }

  /** What colleagues said that is about to leave: nothing can be said beside it. */
  #leaving() {
    const now = this.context.now();
    return this.page.feedback.waiting.filter((one) => !one.is_mine && new Date(one.leaves_at).getTime() + STUCK_MS > now);
  }

  #toMeanwhile() {
    this.meanwhile.querySelector("button, [tabindex]").focus();
  }

  #read() {
    this.seen = this.page.feedback.summary.entries;
    this.#keep();
    this.warn();
    this.box.focus();
  }

  async send({ anyway = false } = {}) {
    if (this.isSending) return;
    if (!this.words.trim() && !(this.mode === "resolve" && this.page.feedback.summary.status === "answered")) {
      this.box.focus();
      return;
    }
    if (anyway) this.seen = this.page.feedback.summary.entries;
    else if (this.warn()) {
      this.#toMeanwhile();
      return;
    }
    this.key ??= this.context.api.key();
    this.#busy(true);
    try {
      const holds = this.mode === "note" ? {} : { hold: HOLD_SECONDS, seen: this.seen ?? this.page.feedback.summary.entries };
      await this.context.api.post(`v1/feedback/${this.reference}/${this.mode}`, { key: this.key, words: this.words, ...holds });
      this.#sent();
    } catch (error) {
      await this.#refused(error);
    } finally {
      this.#busy(false);
    }
  }

  /** The focus goes where the next key belongs: to Undo, not into an empty box that would take the key for words. */
  async #sent() {
    const isHeld = this.mode !== "note";
    if (isHeld) this.context.say(this.t("fb_held", { n: HOLD_SECONDS }));
    else this.context.toast(this.t("fb_kept"));
    this.box.value = "";
    this.box.blur();
    this.typed();
    await this.page.refresh();
    const isNowhere = [document.body, this.button].includes(document.activeElement);
    if (isHeld && isNowhere) this.page.focusUndo(); // else somebody went on
  }

  /** What was typed stays, whatever the reason. */
  async #refused(error) {
    if (reasonOf(error) !== "overtaken") {
      this.context.toast(`${failed(error, this.t)} ${this.t("fb_words_stay")}`, { bad: true });
      return;
    }
    await this.page.refresh();
    this.context.toast(this.t("fb_overtaken"), { bad: true });
    if (this.warn()) this.#toMeanwhile();
  }

  /** Words that were taken back, to be changed and sent again. */
  giveBack(waiting) {
    if (this.words.trim()) this.box.value = `${waiting.words}\n\n${this.words}`;
    else this.box.value = waiting.words;
    this.choose(WHAT_OF[waiting.what]);
    this.typed();
    this.box.focus();
  }

  #busy(is) {
    this.isSending = is;
    for (const button of this.form.querySelectorAll("button")) button.disabled = is;
  }

  #keep() {
    this.draft.keep(this.words ? [this.mode, this.words, this.seen] : null);
  }

  #restore() {
    const [mode, words, seen] = this.draft.read() ?? ["answer", "", null];
    this.box.value = words;
    this.seen = seen;
    this.choose(MODES.includes(mode) ? mode : "answer");
  }
}
