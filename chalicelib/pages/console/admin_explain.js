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
  const zone = now.organisation.time_zone;
  const select = (name, label, options) => h("label", { class: "field" }, label, h("select", { name }, options));
  const form = h("form", { class: "card adm-whatif", onsubmit: ask },
    Object.entries(CHOICES).map(([name, values]) => select(name, t(`queue_${name}`), values.map((one) => h("option", { value: one }, t(`${name}_${one}`))))),
    select("touchpoint", t("rep_touchpoint"), [h("option", { value: "" }, t("rep_nowhere")), Object.entries(now.touchpoints).map(([id, one]) => h("option", { value: id }, one.name))]),
    h("label", { class: "field" }, t("adm_captured_at", { zone }), h("input", { type: "datetime-local", name: "captured_at", value: written(context.now(), zone), required: true })),
    h("button", { class: "button" }, t("adm_explain")));
  const when = new Intl.DateTimeFormat(context.locale, { dateStyle: "full", timeStyle: "short", timeZone: zone });

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
        h("ol", { class: "adm-steps" }, inOrder(found))));
    } catch (error) {
      answer.replaceChildren(h("p", { class: "notice" }, failed(error, t)));
    }
  }

  /** The promise stands among the steps: before what happens at its very instant. */
  function inOrder({ respond_by: by, arithmetic, steps }) {
    const all = steps.map((one) => ({ ...one, title: [t(`adm_act_${one.what}`), one.level ? t("level", { n: one.level }) : "", one.to].filter(Boolean).join(" · ") }));
    if (by) all.unshift({ title: t("adm_promise"), at: by, arithmetic });
    return all.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).map((one) => step(one.title, one.at, one.arithmetic));
  }

  function step(title, at, arithmetic) {
    return h("li", {}, h("strong", {}, title), h("time", { datetime: at }, when.format(new Date(at))),
      h("details", {}, h("summary", {}, t("adm_arithmetic")), h("ul", {}, arithmetic.map((line) => h("li", {}, line)))));
  }

  el.append(form, answer);
  await ask();
}

/** An instant as a field for a day and a time has it, by the clock of a zone: "2026-11-22T07:54". */
function written(at, zone) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}
