// What there is once of an organisation: who it is, its limits, danger words, and the rest, each as a form.
// #/admin/settings, #/admin/settings/limits

import { form } from "./admin_form.js";
import { choice, count, duration, field, lines, names, toggle, words } from "./admin_inputs.js";
import { unkept } from "./admin_wording.js";
import { h } from "./dom.js";
import { locale, LOCALES, t } from "./words.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONDAY = Date.UTC(2024, 0, 1);
const teams = (document) => names(document.teams);
const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const share = (hundredths) => `${hundredths / 100}%`;

/** The fields of each table, in the order in which they are asked for. */
const SETTINGS = {
  organisation: [
    words("name", "adm_name", { required: true }), choice("locale", "language", () => Object.entries(LOCALES), { required: true }),
    words("time_zone", "adm_zone", { required: true, placeholder: "Europe/London" }),
    words("sms_number", "adm_sms_number", { type: "tel", placeholder: "+447700900420" }), words("mail_domain", "adm_mail_domain", { placeholder: "fale.example.com", hint: "adm_mail_domain_hint" }),
    choice("default_team", "adm_default_team", teams, { none: "adm_first_team" }), choice("default_touchpoint", "adm_default_touchpoint", (document) => names(document.touchpoints), { none: "adm_nowhere" }),
    choice("complex_team", "adm_complex_team", teams, { none: "adm_whoever_owns" }), choice("managers", "adm_managers", teams, { none: "adm_as_default_team" }),
    words("digest_at", "adm_digest_at", { placeholder: clock }), choice("weekly_digest_on", "adm_weekly_digest_on", () => DAYS.map(dayNamed), { none: null, otherwise: "mon" }),
    words("sms_window", "adm_sms_window", { placeholder: duration }), words("survey_pause", "adm_survey_pause", { placeholder: duration }),
    words("status_expires_after", "adm_status_expires_after", { placeholder: duration }),
  ],
  limits: [
    count("automatic_per_hour", "adm_automatic_per_hour", { min: 1 }), count("unproven_per_day", "adm_unproven_per_day"), count("unproven_per_hour", "adm_unproven_per_hour"),
    count("domain_per_hour", "adm_domain_per_hour", { min: 1 }), count("staff_per_hour", "adm_staff_per_hour", { min: 1 }),
    count("attachments", "adm_attachments"), count("attachment_megabytes", "adm_attachment_megabytes", { min: 1 }), lines("countries", "adm_countries", "adm_countries_hint"),
  ],
  triage: [dangers],
  quiet_hours: [words("from", "rep_from", { placeholder: "22:00" }), words("until", "rep_to", { placeholder: "07:00" })],
  early_warning: [
    toggle("enabled", "adm_enabled", { otherwise: true }), words("within", "adm_within", { placeholder: duration }), count("least", "adm_least", { min: 2 }),
    count("false_alarms", "adm_false_alarms", { min: 1 }),
  ],
  incidents: [words("within", "adm_between", { placeholder: duration }), words("alike", "adm_alike", { placeholder: share, hint: "adm_alike_hint" }), count("least", "adm_least", { min: 2 })],
  retention: [words("personal", "adm_personal", { placeholder: "730d", hint: "adm_personal_hint" })],
  events: [toggle("bus", "adm_bus", { otherwise: true }), toggle("words", "adm_event_words", { otherwise: false })],
};
/** All that is listed; what has no form here is rows, in admin_forms.js. */
const LISTED = ["organisation", "triage", "names", "numbers", "limits", "quiet_hours", "early_warning", "incidents", "retention", "events", "receivers"];

export async function settings(el, params, context) {
  const part = params.path[1];
  return part in SETTINGS ? one(el, part, context) : list(el);
}

function list(el) {
  el.append(h("section", { class: "card", "aria-labelledby": "adm-settings" }, h("h2", { id: "adm-settings" }, t("adm_settings")),
    h("ul", { class: "adm-list" }, LISTED.map((part) => h("li", {},
      h("a", { href: part in SETTINGS ? `#/admin/settings/${part}` : `#/admin/${part}` }, t(`adm_${part}`)), h("br", {}), h("small", { class: "soft" }, t(`adm_${part}_lead`)))))));
  return undefined;
}

async function one(el, part, context) {
  const [written, { document }] = await Promise.all([
    context.api.get(`v1/configuration/written/${part}`).catch(unkept), context.api.get("v1/configuration")]);
  if (!written) {
    el.append(h("p", { class: "notice quietly" }, t("adm_no_text")));
    return undefined;
  }
  return form(el, {
    fields: SETTINGS[part], row: written.value, held: document[part] ?? {}, document, base: written.version, context,
    path: () => [part],
    written: (made) => (Object.keys(made).length ? made : null), // nothing chosen: no table, not an empty one
    back: { href: "#/admin/settings", said: t("adm_settings") },
    title: t(`adm_${part}`),
    lead: t(`adm_${part}_lead`),
  });
}

function dayNamed(day, at) {
  return [day, new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(new Date(MONDAY + at * 864e5))];
}

/** Danger words, a field for each language. */
function dangers({ row, changed }) {
  const areas = Object.entries(LOCALES).map(([one, said]) => {
    const area = h("textarea", { rows: 6, lang: one, dir: "auto", oninput: changed, value: (row.safety_words?.[one] ?? []).join("\n") });
    const part = field(one, "adm_in_language", area, "adm_words_hint");
    part.el.querySelector("label").textContent = t("adm_in_language", { language: said });
    return { one, area, part };
  });
  return {
    el: areas.map(({ part }) => part.el),
    wrong: (errors) => areas.forEach(({ part }) => part.wrong(errors)),
    value: () => {
      const found = { ...row.safety_words };
      for (const { one, area } of areas) {
        const given = area.value.split("\n").map((word) => word.trim()).filter(Boolean);
        if (given.length || found[one]) found[one] = given;
      }
      return { safety_words: Object.keys(found).length ? found : null };
    },
  };
}
