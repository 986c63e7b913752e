// What is in force, as tables: teams, touchpoints, policies with their ladders, calendars, absences.

import { h } from "./dom.js";
import { span } from "./when.js";
import { LOCALES, t } from "./words.js";
import { appliedBy } from "./admin_versions.js";

const SHOWN = 50;
const ALWAYS = "always"; // the calendar that is none
const MATCHED = { kind: "queue_kind", severity: "queue_severity", difficulty: "adm_for_difficulties", channel: "queue_channel", touchpoint: "rep_touchpoint", owner: "adm_owner" };

export async function overview(el, params, context) {
  const { document, applied } = await context.api.get("v1/configuration");
  const { organisation, teams, touchpoints, policies, calendars, absences, targets, templates, wording } = document;
  const team = (id) => teams[id]?.name ?? id;
  const time = (seconds) => span(seconds * 1000, context.locale);
  el.append(
    h("p", { class: "soft" }, h("a", { href: "#/admin/settings/organisation" }, organisation.name), ` · ${appliedBy(applied, context)}`),
    card("adm_policies", policies.map((policy) => h("article", { class: "adm-policy" },
      h("h3", {}, link("policies", policy.id, policy.id), " ", h("small", {}, matches(policy.match, document), ` · ${t("adm_calendar")}: ${policy.calendar === ALWAYS ? t("adm_wall_clock") : policy.calendar}`)),
      ladder(policy, team, time))), change("policies")),
    card("adm_teams", table(["adm_name", "adm_mailbox", "adm_members", "adm_lead"], Object.entries(teams).map(([id, row]) =>
      [link("teams", id, row.name), row.mailbox ?? "", row.members.join(", "), row.lead ?? ""])), change("teams")),
    card("adm_touchpoints", table(["adm_name", "adm_keyword", "adm_owner", "language"], Object.entries(touchpoints).slice(0, SHOWN).map(([id, row]) =>
      [link("touchpoints", id, row.name), row.keyword ?? "", team(row.owner), LOCALES[row.locale] ?? row.locale])), change("touchpoints", Object.keys(touchpoints).length)),
    card("adm_absences", table(["adm_member", "rep_from", "rep_to", "adm_substitute"], Object.entries(absences ?? {}).flatMap(([member, spans]) =>
      spans.map(([from, until, substitute]) => [member, from, until, substitute ?? ""]))),
    change("absences")),
    card("adm_calendars", table(["adm_name", "adm_open", "adm_holidays"], Object.entries(calendars).map(([id, row]) =>
      [link("calendars", id, id), week(row.open, context.locale), String(Object.keys(row.holidays ?? {}).length)])), change("calendars")),
    card("adm_rest", h("p", {}, [
      `${t("rep_targets")}: ${targets.length}`, `${t("adm_templates")}: ${templates.length}`,
      `${t("adm_wording")}: ${Object.values(wording ?? {}).reduce((all, one) => all + Object.keys(one).length, 0)}`].join(" · "))));
}

function link(part, id, name) {
  return h("a", { href: `#/admin/${part}/${encodeURIComponent(id)}` }, name);
}

/** The way to the form; `n`: how many there are, where not all of them are shown. */
function change(part, n = 0) {
  return h("p", { class: "adm-buttons" }, h("a", { class: "quiet", href: `#/admin/${part}/+` }, t(`adm_new_${part}`)),
    h("a", { class: "quiet", href: `#/admin/${part}` }, n > SHOWN ? t("adm_all", { n }) : t("adm_change")));
}

function card(key, ...content) {
  return h("section", { class: "card", "aria-labelledby": key }, h("h2", { id: key }, t(key)), content);
}

function table(heads, rows) {
  if (!rows.length) return h("p", { class: "soft" }, t("adm_none"));
  return h("div", { class: "scroll", tabindex: "0", role: "group" }, h("table", { class: "table" },
    h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))),
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, at) => h(at ? "td" : "th", at ? {} : { scope: "row" }, cell)))))));
}

/** Which feedback a policy is for, in words. */
function matches(match, { teams, touchpoints }) {
  const rows = { owner: teams, touchpoint: touchpoints };
  const word = (field, value) => (field in rows ? rows[field][value]?.name ?? value : t(`${field}_${value}`));
  const named = Object.entries(match ?? {}).map(([field, values]) => `${t(MATCHED[field])}: ${[values].flat().map((one) => word(field, one)).join(", ")}`);
  return named.join(" · ") || t("adm_any");
}

/** The ladder as a line of time: what happens how long after the capture. */
function ladder(policy, team, time) {
  const steps = [
    policy.remind_after !== null && [policy.remind_after, t("adm_remind")],
    policy.respond_within !== null && [policy.respond_within, t("adm_promise")],
    ...policy.levels.map((level, at) => [level.after, `${t("level", { n: at + 1 })}: ${team(level.to)}`]),
  ].filter(Boolean).sort(([one], [other]) => one - other);
  return h("ol", { class: "adm-ladder" }, h("li", {}, h("strong", {}, "0"), h("span", {}, t("adm_captured"))),
    steps.map(([after, words]) => h("li", {}, h("strong", {}, time(after)), h("span", {}, words))));
}

function week(open, locale) {
  const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const name = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const spans = Array.from({ length: 7 }, (_, day) => open?.[day] ?? []);
  return spans.map((day, at) => (day.length
    ? `${name.format(new Date(Date.UTC(2024, 0, 1 + at)))} ${day.map(([from, until]) => `${clock(from)}-${clock(until)}`).join(", ")}` : ""))
    .filter(Boolean).join(" · ");
}
