// What the customer would get, exactly: texts as on a phone, a mail as a mail program shows it.

import { h } from "./dom.js";

const AFTER_MS = 450;
const LETTERS = 8; // that are named

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

  #show({ messages, sms_parts: parts, sms }) {
    const { t } = this.context;
    this.sum.hidden = !messages.length;
    this.sum.textContent = parts ? t("fb_sms", { n: parts }) : t("fb_mail");
    const shown = messages.map((one) => (one.html ? mail(one, t) : text(one, t)));
    this.body.replaceChildren(
      ...(sms ? charge(sms, parts, this.context) : []),
      ...(shown.length ? shown : [h("p", { class: "notice quietly" }, t("fb_preview_none"))]));
  }
}

/** What an SMS costs, and why there are so many: the letters because of which each holds less. */
function charge({ alphabet, outside, parts_without: without, country, is_abroad: isAbroad }, parts, { t, locale }) {
  const letters = outside.slice(0, LETTERS).join(", ") + (outside.length > LETTERS ? ", …" : "");
  const name = isAbroad && new Intl.DisplayNames([locale], { type: "region" }).of(country);
  const isLonger = alphabet === "ucs2" && parts > 1;
  return [
    isLonger && h("p", { class: "soft", "data-charge": "letters" }, without < parts ? t("fb_sms_without", { letters, n: without }) : t("fb_sms_less", { letters })),
    h("p", { class: isAbroad ? "notice quietly" : "soft", "data-charge": "rate" }, isAbroad ? t("fb_cost_abroad", { country: name }) : t("fb_cost")),
  ].filter(Boolean);
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
