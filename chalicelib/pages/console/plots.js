// Plots by uPlot, each with a table of what it shows. A canvas says nothing to a screen reader and its
// colours do not follow the theme: the table does the one, `redraw` the other.

import { h } from "./dom.js";
import { t } from "./words.js";

const HEIGHT = 190;
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000];
const TIMES = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 604_800, 2_419_200];
let loading = null;
const drawn = new Map(); // element -> what was asked for

/** uPlot itself, loaded when the first plot is drawn. */
function library(root) {
  loading ??= new Promise((done, failed) => {
    document.head.append(h("link", { rel: "stylesheet", href: new URL("uplot.css", import.meta.url).href }));
    document.head.append(h("script", {
      src: new URL("uplot.min.js", import.meta.url).href, onload: () => done(window.uPlot), onerror: failed,
    }));
  });
  return loading;
}

/**
 * A figure with a plot of days and its table, below one another.
 *
 * wanted  title; days: ["2026-11-22"], or with isMonths ["2026-11"]; format(value); top: highest value, if it is known;
 *         isTime: whether values are seconds; series: [{label, values, colour: "--brand", dashed, points: true for marks alone, hidden: true for
 *         the table alone}]; a value that is null is a gap: no data is not 0
 */
export function plot(root, wanted, locale) {
  const canvas = h("div", { class: "plot", "aria-hidden": "true" });
  const legend = h("ul", { class: "legend", "aria-hidden": "true" }, wanted.series.filter((one) => !one.hidden).map((one) => {
    const key = h("i", { class: one.points ? "mark" : one.dashed ? "dashed" : "" });
    key.style.setProperty("--colour", `var(${one.colour})`);
    return h("li", {}, key, one.label);
  }));
  drawn.set(canvas, { root, wanted, locale });
  new ResizeObserver(() => draw(canvas)).observe(canvas);
  return h("figure", { class: "figure" }, h("figcaption", {}, h("h3", {}, wanted.title)), legend, canvas, table(wanted, locale));
}

function table(wanted, locale) {
  const shown = wanted.isMonths ? { month: "short", year: "numeric" } : { weekday: "short", day: "numeric", month: "short" };
  const day = new Intl.DateTimeFormat(locale, { ...shown, timeZone: "UTC" });
  const text = (value) => (value === null || value === undefined ? t("rep_none") : wanted.format(value));
  return h("details", { class: "as-table" }, h("summary", {}, t("rep_as_table"), h("span", { class: "unseen" }, `: ${wanted.title}`)),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": wanted.title }, h("table", { class: "table" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t(wanted.isMonths ? "rep_month" : "rep_day")), wanted.series.map((one) => h("th", { scope: "col" }, one.label)))),
      h("tbody", {}, wanted.days.map((key, at) => h("tr", {}, h("th", { scope: "row" }, day.format(new Date(key))),
        wanted.series.map((one) => h("td", {}, (one.text ?? text)(one.values[at])))))))));
}

/** Draw all plots again: the theme changed, or what is printed is always light. */
export function redraw() {
  for (const canvas of drawn.keys()) draw(canvas);
}

/** Forget all plots. */
export function clear() {
  for (const canvas of drawn.keys()) canvas.uplot?.destroy();
  drawn.clear();
}

async function draw(canvas) {
  const asked = drawn.get(canvas);
  const width = Math.floor(canvas.clientWidth);
  if (!asked || !width) return;
  const { root, wanted, locale } = asked;
  const UPlot = await library(root);
  if (!drawn.has(canvas)) return;
  canvas.uplot?.destroy();
  const shown = wanted.series.filter((one) => !one.hidden);
  const seconds = wanted.days.map((day) => Date.parse(day) / 1000);
  const short = new Intl.DateTimeFormat(locale, { ...(wanted.isMonths ? {} : { day: "numeric" }), month: "short", timeZone: "UTC" });
  const marked = wanted.isMonths
    ? { splits: () => seconds.filter((_, at) => at % Math.ceil(seconds.length / Math.max(Math.floor(width / 64), 1)) === 0) }
    : { incrs: [86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 28 * 86_400, 56 * 86_400] };
  const axis = { stroke: colour(canvas, "--soft"), grid: { stroke: colour(canvas, "--hair"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
  canvas.uplot = new UPlot({
    width,
    height: HEIGHT,
    tzDate: (at) => new Date((at + new Date(at * 1000).getTimezoneOffset() * 60) * 1000),
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_, low, high) => [0, wanted.top ?? Math.max(high, 1) * 1.08] } },
    axes: [
      { ...axis, size: 30, space: 64, ...marked, values: (_, marks) => marks.map((at) => short.format(new Date(at * 1000))) },
      { ...axis, size: 84, space: 34, ...(wanted.isTime ? { incrs: TIMES } : wanted.top ? {} : { incrs: COUNTS }), values: (_, marks) => marks.map((value) => wanted.format(value)) },
    ],
    series: [{}, ...shown.map((one) => ({
      stroke: colour(canvas, one.colour),
      fill: one.points ? colour(canvas, one.colour) : undefined,
      width: one.points ? 0 : one.dashed ? 1.5 : 2.5,
      dash: one.dashed ? [6, 5] : undefined,
      paths: one.points ? () => null : undefined,
      points: { show: one.points || (!one.dashed && wanted.days.length < 40), size: one.points ? 11 : 5, fill: colour(canvas, one.colour) },
      spanGaps: false,
    }))],
  }, [seconds, ...shown.map((one) => one.values)], canvas);
}

/** What a custom property comes to here, in the theme of now. */
function colour(at, name) {
  const probe = h("span", {});
  probe.style.setProperty("color", `var(${name})`);
  at.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
