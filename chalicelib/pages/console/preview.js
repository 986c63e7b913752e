// What the customer would get, exactly: texts as on a phone, a mail as a mail program shows it.

import { h } from "./dom.js";

const AFTER_MS = 450;

export class Preview {
  constructor(context, reference) {
    this.context = context;
    this.reference = reference;
    this.round = 0;
    this.body = h("div", { class: "previews" });
    this.sum = h("span", { class: "chip" });
    this.el = h("section", { class: "preview", "aria-label": context.t("fb_preview") },
      h("h2", {}, context.t("fb_preview"), " ", this.sum), this.body);
    this.nothing();
  }

  /** Show what these words would become, once nobody has typed for a moment. */
  of(what, words) {
    clearTimeout(this.timer);
    if (what === "note") {
      this.el.hidden = true;
      return;
    }
    this.el.hidden = false;
    if (!words.trim()) {
      this.round += 1;
      this.nothing();
      return;
    }
    this.timer = setTimeout(() => this.#ask(what, words), AFTER_MS);
  }

  nothing() {
    this.sum.hidden = true;
    this.body.replaceChildren(h("p", { class: "soft" }, this.context.t("fb_preview_empty")));
  }

  stop() {
    clearTimeout(this.timer);
    this.round += 1;
  }

  async #ask(what, words) {
    const mine = ++this.round;
    try {
      const found = await this.context.api.post(`v1/feedback/${this.reference}/preview`, { what, words });
      if (mine === this.round) this.#show(found);
    } catch {
      if (mine !== this.round) return;
      this.sum.hidden = true;
      this.body.replaceChildren(h("p", { class: "soft" }, this.context.t("fb_preview_failed")));
    }
  }

  #show({ messages, sms_parts: parts }) {
    const { t } = this.context;
    this.sum.hidden = !messages.length;
    this.sum.textContent = parts ? t("fb_sms", { n: parts }) : t("fb_mail");
    this.sum.title = parts ? t("fb_cost") : "";
    this.body.replaceChildren(...(messages.length
      ? messages.map((one) => (one.html ? mail(one, t) : text(one, t)))
      : [h("p", { class: "notice quietly" }, t("fb_preview_none"))]));
  }
}

/** A text as a phone shows it. Without `to` it goes to nobody. */
export function text(one, t) {
  return h("figure", { class: "phone" },
    h("p", { class: "words", "data-preview": "sms" }, one.text),
    h("figcaption", { class: "soft" }, [t("fb_sms", { n: one.sms_parts }), one.to && t("fb_to", { to: one.to })].filter(Boolean).join(" ")));
}

/** The mail's own look without a hole in this page's policy: its styles are set by us, one by one. */
export function mail(one, t) {
  const sheets = [];
  const bare = one.html
    .replaceAll(/<style[^>]*>([^]*?)<\/style>/g, (whole, sheet) => { sheets.push(sheet); return ""; })
    .replaceAll(/<[^<>]+>/g, (tag) => tag.replaceAll(/\sstyle=/g, " data-style="));
  const frame = h("iframe", {
    sandbox: "allow-same-origin", title: t("fb_preview"), srcdoc: bare, "data-preview": "email",
  });
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    for (const element of inside.querySelectorAll("[data-style]")) element.style.cssText = element.dataset.style;
    inside.adoptedStyleSheets = sheets.map((content) => {
      const sheet = new frame.contentWindow.CSSStyleSheet();
      sheet.replaceSync(content);
      return sheet;
    });
    frame.style.height = `${Math.min(inside.documentElement.scrollHeight + 8, 520)}px`;
  });
  return h("figure", { class: "mail" },
    h("figcaption", {}, h("strong", {}, one.subject), one.to && h("span", { class: "soft" }, t("fb_to", { to: one.to }))), frame);
}
