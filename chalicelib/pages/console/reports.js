// Reports: today's pulse, then the figures of some days. The address holds the period and what it is of.

import { h } from "./dom.js";
import { clear, plot, redraw } from "./plots.js";
import { address } from "./router.js";
import { duration, interval, number, percent } from "./reports_figures.js";
import { distribution, heat, keyFigures, standards, words } from "./reports_parts.js";
import "./reports_words.js";
import { instant } from "./when.js";
import { failed } from "./why.js";

export const styles = ["reports.css"];

const PULSE_MS = 15_000;
const DAY_MS = 86_400_000;
const MOST_DAYS = 100; // that are plotted one by one; of longer spans months are, which cost a dozen items
const SEE_ALL = ["ombudsman", "manager", "admin"];

let page = null; // {el, context, params, parts: {pulse, controls, body}}
const dark = matchMedia("(prefers-color-scheme: dark)");
const themes = new MutationObserver(redraw);
let themeBefore;

export async function show(el, params, context) {
  const { t } = context;
  context.title(t("rep_title"));
  const parts = Object.fromEntries(["pulse", "controls", "body"].map((name) => [name, h("div", { class: `rep-${name}` })]));
  page = { el, context, params, parts };
  el.append(
    h("div", { class: "rep-head" }, h("h1", {}, t("rep_title")),
      context.me.is(...SEE_ALL) && h("a", { class: "quiet", href: address("arrivals") }, t("rep_arrivals")),
      h("button", { type: "button", class: "quiet", onclick: () => print() }, t("rep_print"))),
    parts.pulse, parts.controls, parts.body);
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dark.addEventListener("change", redraw);
  addEventListener("beforeprint", lighten);
  addEventListener("afterprint", darken);
  if (!context.me.is(...SEE_ALL) && !context.me.teams.length) {
    parts.body.append(h("p", { class: "empty" }, t("rep_no_team")));
    return;
  }
  context.follow(() => context.api.get("v1/pulse", {}, { fresh: false }), pulse, PULSE_MS);
  await fill();
}

export function update(params) {
  page.params = params;
  fill().catch((error) => {
    if (error.status === undefined) console.error(error);
    else page.context.toast(failed(error, page.context.t), { bad: true });
  });
}

export function leave() {
  themes.disconnect();
  dark.removeEventListener("change", redraw);
  removeEventListener("beforeprint", lighten);
  removeEventListener("afterprint", darken);
  clear();
  page = null;
}

/** What is printed is light, whatever the screen is. */
function lighten() {
  themeBefore = document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
  redraw();
}

function darken() {
  if (themeBefore) document.documentElement.dataset.theme = themeBefore;
  else delete document.documentElement.dataset.theme;
}

// Now

function pulse(answer) {
  if (!page) return;
  const { t, locale, now } = page.context;
  const sum = (pick) => answer.today.reduce((all, one) => all + pick(one.figures), 0);
  const came = (one) => one.first_response.n + one.first_response.running + one.first_response.without;
  const kept = sum((one) => one.promises.kept);
  const decided = kept + sum((one) => one.promises.missed);
  const open = answer.open;
  const levels = Object.entries(open.levels).map(([level, n]) =>
    h("span", { class: level > 0 ? "chip warn" : "chip" }, `${level === "0" ? t("rep_owner") : t("level", { n: level })}: ${number(n, locale)}`));
  const least = open.is_cut ? "≥ " : "";
  page.parts.pulse.replaceChildren(h("section", { class: "card", "aria-labelledby": "rep-now" },
    h("h2", { id: "rep-now" }, t("rep_now"), " ", h("small", {}, instant(new Date(answer.as_of), now(), locale))),
    h("dl", { class: "rep-tiles" },
      tile(t("rep_in"), number(sum(came), locale)),
      tile(t("rep_in_time"), decided ? percent(kept / decided, locale) : t("rep_none"),
        [t("rep_running", { n: sum((one) => one.promises.running) }), sum((one) => one.promises.waiting) ? t("rep_waiting", { n: sum((one) => one.promises.waiting) }) : ""].filter(Boolean).join(" · ")),
      tile(t("rep_to_answer"), least + number(open.to_answer, locale), open.is_cut ? t("rep_cut") : ""),
      tile(t("rep_overdue"), least + number(open.overdue, locale), "", open.overdue ? "bad" : ""),
      levels.length ? tile(t("rep_levels"), levels) : null)));
}

function tile(label, value, hint = "", kind = "") {
  return h("div", { class: `rep-tile ${kind}` }, h("dt", {}, label), h("dd", {}, h("strong", {}, value), hint && h("small", {}, hint)));
}

// The days

async function fill() {
  const { context, params } = page;
  const { api, me } = context;
  const mine = page;
  const all = me.is(...SEE_ALL);
  const asked = { ...params.query };
  if (!all && !me.teams.some((team) => team.id === asked.team)) {
    asked.team = me.teams[0].id;
    delete asked.touchpoint;
  }
  const { from, to, team, touchpoint } = asked;
  const by = from && ((to ? Date.parse(to) : context.now()) - Date.parse(from)) / DAY_MS > MOST_DAYS ? "month" : "day";
  page.parts.body.setAttribute("aria-busy", "true");
  const [days, places, teams, rising] = await Promise.all([
    api.get("v1/reports", { from, to, team, touchpoint, by }),
    all ? api.get("v1/reports", { from, to, by: "touchpoint" }) : null,
    all ? api.get("v1/reports", { from, to, by: "team" }) : null,
    all && !team ? api.get("v1/words", { to, touchpoint }) : null,
  ]);
  if (mine !== page || params !== page.params) return; // another page, or another period meanwhile
  clear();
  page.parts.controls.replaceChildren(controls(days, places, teams, asked));
  const whole = !team && !touchpoint && all;
  if (whole) days.standards.push(...teams.standards, ...places.standards);
  const subject = nameOf(asked, teams, places);
  page.parts.body.replaceChildren(...sections(days, asked, whole ? places : null, rising, subject));
  page.parts.body.removeAttribute("aria-busy");
  context.say(spanOf(days));
}

function spanOf(report) {
  const format = new Intl.DateTimeFormat(page.context.locale, { dateStyle: "medium", timeZone: "UTC" });
  return page.context.t("rep_span", { from: format.format(new Date(report.from)), to: format.format(new Date(report.to)) });
}

/** What the figures are of. */
function nameOf({ team, touchpoint }, teams, places) {
  const { t, me } = page.context;
  if (touchpoint) return places?.rows.find((row) => row.value === touchpoint)?.name ?? touchpoint;
  if (!team) return t("rep_everything");
  return teams?.rows.find((row) => row.value === team)?.name ?? me.teams.find((one) => one.id === team)?.name ?? team;
}

function controls(report, places, teams, asked) {
  const { t, go, me } = page.context;
  const shift = (days) => new Date(Date.parse(report.made_on) - days * DAY_MS).toISOString().slice(0, 10);
  const periods = [...[7, 28, 90].map((n) => [t("rep_last", { n }), shift(n - 1)]),
    [t("rep_months"), monthBegun(report.made_on, 11)], [t("rep_year"), `${report.made_on.slice(0, 4)}-01-01`]];
  const way = (changed) => address("reports", [], { from: report.from, to: report.to, team: asked.team, touchpoint: asked.touchpoint, ...changed });
  const option = (kind, value, name) => h("option", { value: `${kind}=${value}`, selected: asked[kind] === value }, name);
  const group = (kind, label, rows) => rows.length > 0 && h("optgroup", { label }, rows.map((row) => option(kind, row.value, row.name)));
  const known = (kind, rows) => (asked[kind] && !rows.some((row) => row.value === asked[kind]) ? [{ value: asked[kind], name: asked[kind] }, ...rows] : rows);
  const ofTeams = teams ? known("team", teams.rows) : me.teams.map((team) => ({ value: team.id, name: team.name }));
  const ofPlaces = places ? known("touchpoint", places.rows.filter((row) => row.value !== "-")) : [];
  const chosen = (event) => {
    const [kind, value] = event.target.value.split(/=(.*)/s);
    go(way({ team: undefined, touchpoint: undefined, ...(kind ? { [kind]: value } : {}) }));
  };
  const form = h("form", {
    class: "card rep-form",
    onsubmit: (event) => {
      event.preventDefault();
      const data = new FormData(form);
      go(way({ from: data.get("from"), to: data.get("to") }));
    },
  },
  h("nav", { class: "rep-periods", "aria-label": t("rep_periods") }, periods.map(([label, from]) =>
    h("a", { class: "quiet", href: way({ from, to: report.made_on }), "aria-current": report.from === from && report.to === report.made_on ? "true" : null }, label))),
  h("label", { class: "field" }, t("rep_from"), h("input", { type: "date", name: "from", value: report.from, max: report.made_on, required: true })),
  h("label", { class: "field" }, t("rep_to"), h("input", { type: "date", name: "to", value: report.to, max: report.made_on, required: true })),
  h("label", { class: "field" }, t("rep_of"), h("select", { onchange: chosen },
    teams && h("option", { value: "" }, t("rep_everything")),
    group("team", t("rep_teams"), ofTeams), group("touchpoint", t("rep_touchpoints"), ofPlaces))),
  h("button", { class: "button" }, t("rep_show")));
  return form;
}

/** The first day of a month, so many before the one of a day. */
function monthBegun(day, before) {
  const at = new Date(day);
  at.setUTCMonth(at.getUTCMonth() - before, 1);
  return at.toISOString().slice(0, 10);
}

function sections(report, asked, places, rising, subject) {
  const { t, locale, now, root, me } = page.context;
  const section = (id, title, ...content) =>
    h("section", { class: "card", "aria-labelledby": id }, h("h2", { id }, title), content);
  const asOf = instant(now(), now(), locale);
  return [
    h("p", { class: "soft" }, h("strong", { class: "rep-subject" }, subject), ` · ${spanOf(report)} · ${t("rep_as_of", { time: asOf })}`, me.is(...SEE_ALL) ? "" : ` · ${t("rep_lead_hint")}`),
    section("rep-key", t("rep_key"), keyFigures(report.total, locale), h("p", { class: "soft" }, t("rep_interval_hint"))),
    section("rep-trends", t("rep_trends"), trends(report, root, locale, t)),
    section("rep-took", t("rep_distribution"), distribution(report, locale)),
    places && section("rep-heat", t("rep_heat"), heat(places.rows, locale, (value) => address("reports", [], { from: report.from, to: report.to, touchpoint: value }))),
    section("rep-targets", t("rep_targets"), standards(report.standards, charts(report, asked), locale)),
    rising && section("rep-words", t("rep_words"), words(rising, locale)),
  ].filter(Boolean);
}

/** How a control chart is drawn, and how one is fetched: it stands in the report of its own target. */
function charts({ from, to }, { team, touchpoint }) {
  const { api, root, locale, t, toast } = page.context;
  return {
    isHere: (one) => (one.team ?? "") === (team ?? "") && (one.touchpoint ?? "") === (touchpoint ?? ""),
    draw: (wanted) => plot(root, wanted, locale),
    fetch: async (one) => {
      try {
        const found = await api.get("v1/reports", { from, to, team: one.team, touchpoint: one.touchpoint, by: "month" });
        return found.standards.find((other) => other.team === one.team && other.touchpoint === one.touchpoint);
      } catch (error) {
        toast(failed(error, t), { bad: true });
        return null;
      }
    },
  };
}

function trends(report, root, locale, t) {
  const figures = new Map(report.rows.map((row) => [row.value, row.figures]));
  const last = Math.min(Date.parse(report.to), Date.parse(report.made_on));
  const isMonths = report.by === "month";
  const days = []; // or months
  for (const at = new Date(isMonths ? report.from.slice(0, 7) : report.from); at <= last;) {
    days.push(at.toISOString().slice(0, isMonths ? 7 : 10));
    if (isMonths) at.setUTCMonth(at.getUTCMonth() + 1);
    else at.setUTCDate(at.getUTCDate() + 1);
  }
  const titled = (key) => t(isMonths ? `${key}_month` : key);
  const each = (pick) => days.map((day) => (figures.has(day) ? pick(figures.get(day)) : null));
  const counts = (pick) => days.map((day) => (figures.has(day) ? pick(figures.get(day).first_response) : 0));
  const shares = each((one) => one.promises.in_time?.value ?? null);
  const estimates = each((one) => one.promises.in_time);
  return h("div", { class: "rep-plots" },
    plot(root, {
      title: titled("rep_trend_in"), days, isMonths, format: (value) => number(value, locale),
      series: [
        { label: t("rep_received"), colour: "--brand", values: counts((one) => one.n + one.running + one.without) },
        { label: t("rep_still"), colour: "--bad", dashed: true, values: counts((one) => one.running) },
      ],
    }, locale),
    plot(root, {
      title: titled("rep_trend_kept"), days, isMonths, top: 1.04, format: (value) => percent(value, locale),
      series: [
        { label: t("rep_share"), colour: "--brand", values: shares },
        { label: t("rep_n", { n: "" }).replace(/\s*=\s*$/, ""), hidden: true, values: estimates, text: (one) => interval(one, locale) },
      ],
    }, locale),
    plot(root, {
      title: titled("rep_trend_time"), days, isMonths, isTime: true, format: (value) => duration(value, locale),
      series: [
        { label: t("rep_median"), colour: "--brand", values: each((one) => one.first_response.wall.median) },
        { label: t("rep_p90"), colour: "--warn", dashed: true, values: each((one) => one.first_response.wall.p90) },
      ],
    }, locale));
}
