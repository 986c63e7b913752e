// The parts of a report that need no canvas.

import { h } from "./dom.js";
import { duration, interval, number, percent, score } from "./reports_figures.js";
import { t } from "./words.js";

/** The figures of all days together. */
export function keyFigures(total, locale) {
  const { promises, response, resolution, survey, unreached, first_response: first } = total;
  const late = Object.values(total.levels).reduce((all, one) => all + one.n, 0);
  const running = (one) => (one.running ? t("rep_running", { n: number(one.running, locale) }) : "");
  const tiles = [
    [t("rep_came"), number(first.n + first.running + first.without, locale), running(first)],
    [t("rep_kept"), percent(promises.in_time?.value, locale), [promises.in_time && interval(promises.in_time, locale), running(promises)]],
    [t("rep_unreached"), number(unreached.n + unreached.running + unreached.without, locale),
      [unreached.n && t("rep_heard", { n: number(unreached.n, locale) }), unreached.running && t("rep_unaware", { n: number(unreached.running, locale) })]],
    [t("rep_median"), duration(response.wall.median, locale), [t("rep_n", { n: number(response.n, locale) }), running(response)]],
    [t("rep_p90"), duration(response.wall.p90, locale), t("rep_n", { n: number(response.n, locale) })],
    [t("rep_resolution"), duration(resolution.wall.median, locale), [t("rep_n", { n: number(resolution.n, locale) }), running(resolution)]],
    [t("rep_escalated"), number(late, locale), Object.entries(total.levels).map(([level, one]) => `${t("level", { n: level })}: ${number(one.n, locale)}`)],
    [t("rep_csat"), percent(survey.csat?.value, locale), survey.csat && interval(survey.csat, locale)],
    [t("rep_nps"), survey.nps ? score(survey.nps.value, locale) : t("rep_none"),
      survey.nps && t("rep_interval", { low: score(survey.nps.low, locale), high: score(survey.nps.high, locale), n: number(survey.nps.n, locale) })],
  ];
  return h("dl", { class: "rep-tiles" }, tiles.map(([label, value, hint]) =>
    h("div", { class: "rep-tile" }, h("dt", {}, label),
      h("dd", {}, h("strong", {}, value), h("small", {}, [hint].flat().filter(Boolean).join(" · "))))));
}

/** How long responses took: a table whose rows are bars. */
export function distribution(report, locale) {
  const slices = report.distribution;
  const all = slices.reduce((sum, one) => sum + one.n, 0);
  const { median, p90 } = report.total.response.wall;
  if (!all) return h("p", { class: "soft" }, t("rep_none"));
  const most = Math.max(...slices.map((one) => one.n));
  const named = ({ at_least: a, below: b }) => {
    const words = { a: duration(a, locale), b: b && duration(b, locale) };
    return t(a === 0 ? "rep_below" : b === null ? "rep_over" : "rep_between", words);
  };
  const marks = (one) => [[median, "rep_median"], [p90, "rep_p90"]]
    .filter(([value]) => value !== null && value >= one.at_least && (one.below === null || value < one.below))
    .map(([value, key]) => h("span", { class: "chip brand" }, `${t(key)} ${duration(value, locale)}`));
  return h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("rep_distribution") },
    h("table", { class: "table rep-slices" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("rep_took")), h("th", { scope: "col", colspan: 2 }, t("rep_responses")))),
      h("tbody", {}, slices.map((one) => {
        const bar = h("span", { class: "bar", "aria-hidden": "true" });
        bar.style.setProperty("--share", one.n / most);
        return h("tr", {}, h("th", { scope: "row" }, named(one)), h("td", { class: "rep-bar" }, bar, marks(one)),
          h("td", { class: "rep-count" }, number(one.n, locale), " ", h("small", {}, percent(one.n / all, locale))));
      }))));
}

const COLUMNS = [
  // key of the words, value (null: no data), how it is written, whether more is worse
  ["rep_came", (f) => f.first_response.n + f.first_response.running + f.first_response.without, number, true],
  ["rep_kept", (f) => f.promises.in_time?.value ?? null, percent, false],
  ["rep_missed", (f) => f.promises.missed, number, true],
  ["rep_median", (f) => f.response.wall.median, duration, true],
  ["rep_p90", (f) => f.response.wall.p90, duration, true],
  ["rep_escalated", (f) => Object.values(f.levels).reduce((all, one) => all + one.n, 0), number, true],
  ["rep_csat", (f) => f.survey.csat?.value ?? null, percent, false],
];

/** Touchpoints and what is measured at them, the worst of each column darkest. */
export function heat(rows, locale, link) {
  if (!rows.length) return h("p", { class: "soft" }, t("rep_none"));
  const ends = COLUMNS.map(([, pick]) => {
    const values = rows.map((row) => pick(row.figures)).filter((value) => value !== null);
    return [Math.min(...values), Math.max(...values)];
  });
  const sorted = [...rows].sort((one, other) => other.figures.promises.missed - one.figures.promises.missed
    || COLUMNS[0][1](other.figures) - COLUMNS[0][1](one.figures));
  return [
    h("p", { class: "soft" }, t("rep_heat_hint")),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": t("rep_heat") }, h("table", { class: "table rep-heat" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("rep_touchpoint")), COLUMNS.map(([key]) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, sorted.map((row) => h("tr", {},
        h("th", { scope: "row" }, row.value === "-" ? t("rep_nowhere") : h("a", { href: link(row.value) }, row.name)),
        COLUMNS.map(([, pick, write, isWorse], at) => {
          const value = pick(row.figures);
          const [low, high] = ends[at];
          const cell = h("td", { class: value === null ? "none" : "" }, value === null ? t("rep_none") : write(value, locale));
          const height = value === null || high === low ? 0 : (value - low) / (high - low);
          cell.style.setProperty("--heat", value === null || high === low ? 0 : isWorse ? height : 1 - height);
          return cell;
        })))))),
  ];
}

const SIGNAL_WORDS = { noise: "rep_noise", above: "rep_above", below: "rep_below_signal", run_above: "rep_run_above", run_below: "rep_run_below" };

/**
 * Each target with what was attained, and its control chart: of what the page shows at once, of others once
 * it is opened.
 *
 * charts  isHere(one): whether its chart is in this report; draw(wanted); async fetch(one): it with
 *         its chart; nothing where that failed, and it was said
 */
export function standards(found, charts, locale) {
  if (!found.length) return h("p", { class: "soft" }, t("rep_no_targets"));
  return h("div", { class: "rep-targets" }, found.map((one) => {
    const kind = { met: "brand", failed: "bad", unsure: "warn" }[one.verdict] ?? "";
    return h("article", {},
      h("h3", {}, one.name, " ", h("span", { class: `chip ${kind}` }, t(`rep_${one.verdict}`))),
      h("p", {}, h("strong", {}, percent(one.attained?.value, locale)), " ", h("small", {},
        [one.attained && interval(one.attained, locale), t("rep_wanted", { share: percent(one.wanted, locale) }), one.since && t("rep_since", { day: dayOf(one.since, locale) })].filter(Boolean).join(" · "))),
      charts.isHere(one) ? chartOf(one, charts, locale) : opened(one, charts, locale));
  }));
}

function dayOf(iso, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(iso));
}

function chartOf(one, charts, locale) {
  return one.chart ? charts.draw(controlChart(one, locale)) : h("p", { class: "soft" }, t("rep_no_chart"));
}

function opened(one, charts, locale) {
  const place = h("div", {});
  const details = h("details", {
    ontoggle: async () => {
      if (!details.open || place.ariaBusy === "true" || place.childElementCount) return;
      place.ariaBusy = "true";
      const whole = await charts.fetch(one);
      place.ariaBusy = "false";
      if (!whole) details.open = false;
      else if (details.isConnected) place.replaceChildren(chartOf(whole, charts, locale));
    },
  }, h("summary", {}, t("rep_chart"), h("span", { class: "unseen" }, `: ${one.name}`)), place);
  return details;
}

function controlChart({ name, wanted, chart }, locale) {
  const { points } = chart;
  const signals = points.map((one) => (one.signal === "noise" ? null : one.kept / one.n));
  return {
    title: `${name}: ${t("rep_kept")}`,
    days: points.map((one) => one.day),
    top: 1.04,
    format: (value) => percent(value, locale),
    series: [
      { label: t("rep_share"), colour: "--brand", values: points.map((one) => one.kept / one.n) },
      { label: t("rep_mean"), colour: "--soft", values: points.map(() => chart.mean) },
      { label: t("rep_low"), colour: "--soft", dashed: true, values: points.map((one) => one.low) },
      { label: t("rep_high"), colour: "--soft", dashed: true, values: points.map((one) => one.high) },
      { label: t("rep_wanted", { share: percent(wanted, locale) }), colour: "--warn", dashed: true, values: points.map(() => wanted) },
      { label: t("rep_signal"), colour: "--bad", points: true, values: signals, text: (value) => (value === null ? "" : percent(value, locale)) },
      { label: t("rep_signal"), hidden: true, values: points.map((one) => one.signal), text: (signal) => t(SIGNAL_WORDS[signal]) },
    ],
  };
}

/** Words that rise, by touchpoint. */
export function words(rising, locale) {
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", timeZone: "UTC" });
  const places = rising.places.filter((place) => place.words.length);
  const of = (n, all) => h("td", {}, number(n, locale), h("small", {}, ` / ${number(all, locale)}`));
  return [
    h("p", { class: "soft" }, t("rep_words_hint", { to: day.format(new Date(rising.to)) })),
    places.length === 0 && h("p", {}, rising.places.some((place) => place.before) ? t("rep_words_none") : t("rep_words_few")),
    h("div", { class: "rep-rising" }, places.map((place) => h("table", { class: "table" },
      h("caption", {}, place.name, place.is_cut && h("small", {}, ` (${t("rep_words_cut")})`)),
      h("thead", {}, h("tr", {}, ["rep_word", "rep_this_week", "rep_before"].map((key) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, place.words.map((one) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, one.word), of(one.n, one.of), of(one.before, one.of_before))))))),
  ];
}
