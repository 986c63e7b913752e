// What would become of a feedback that nobody answers, step by step with the arithmetic.

import { h } from "./dom.js";
import { failed } from "./why.js";
import { t } from "./words.js";

const CHOICES = {
  kind: ["complaint", "suggestion", "compliment", "enquiry"],
  severity: ["normal", "critical", "high", "low"],
  channel: ["sms", "web", "email", "phone", "in_person", "letter", "social"],
};

export async function whatIf(el, params, context) {
  const { document: now } = await context.api.get("v1/configuration");
  const answer = h("div", { role: "status" });
  const local = new Date(context.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const select = (name, label, options) => h("label", { class: "field" }, label, h("select", { name }, options));
  const form = h("form", { class: "card adm-whatif", onsubmit: ask },
    Object.entries(CHOICES).map(([name, values]) => select(name, t(`queue_${name}`), values.map((one) => h("option", { value: one }, t(`${name}_${one}`))))),
    select("touchpoint", t("rep_touchpoint"), [h("option", { value: "" }, t("rep_nowhere")), Object.entries(now.touchpoints).map(([id, one]) => h("option", { value: id }, one.name))]),
    h("label", { class: "field" }, t("adm_captured_at", { zone: now.organisation.time_zone }), h("input", { type: "datetime-local", name: "captured_at", value: local, required: true })),
    h("button", { class: "button" }, t("adm_explain")));
  const when = new Intl.DateTimeFormat(context.locale, { dateStyle: "full", timeStyle: "short", timeZone: now.organisation.time_zone });

  async function ask(event) {
    event?.preventDefault();
    const { touchpoint, captured_at: at, ...asked } = Object.fromEntries(new FormData(form));
    try {
      const found = await context.api.post("v1/explain", {
        ...asked, captured_at: at.length === 16 ? `${at}:00` : at, touchpoint: touchpoint || null, locale: context.locale,
      });
      answer.replaceChildren(h("section", { class: "card" },
        h("h2", {}, t("adm_follows")),
        h("p", {}, `${t("adm_policy")}: ${found.policy} · ${t("adm_owner")}: ${found.owner} · ${t("adm_calendar")}: ${found.calendar}`),
        h("ol", { class: "adm-steps" },
          found.respond_by && step(t("adm_promise"), found.respond_by, found.arithmetic),
          found.steps.map((one) => step([t(`adm_act_${one.what}`), one.level ? t("level", { n: one.level }) : "", one.to].filter(Boolean).join(" · "), one.at, one.arithmetic)))));
    } catch (error) {
      answer.replaceChildren(h("p", { class: "notice" }, failed(error, t)));
    }
  }

  function step(title, at, arithmetic) {
    return h("li", {}, h("strong", {}, title), h("time", { datetime: at }, when.format(new Date(at))),
      h("details", {}, h("summary", {}, t("adm_arithmetic")), h("ul", {}, arithmetic.map((line) => h("li", {}, line)))));
  }

  el.append(form, answer);
  await ask();
}
