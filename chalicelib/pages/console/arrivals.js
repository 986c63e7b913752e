// Arrivals: of each day, what the providers say arrived, what is stored, and what is missing.

import "./arrivals_words.js";
import { h } from "./dom.js";
import { address } from "./router.js";
import { inFull, instant, span } from "./when.js";

export const styles = ["arrivals.css"];

const DAYS = [7, 28, 92];

export async function show(el, params, context) {
  const { t, api } = context;
  context.title(t("arr_title"));
  const wanted = Number(params.query.days);
  const days = DAYS.includes(wanted) ? wanted : DAYS[0];
  const { days: found } = await api.get("v1/reconciliations", { days }, { fresh: false });
  el.append(
    h("h1", {}, t("arr_title")),
    h("p", { class: "soft" }, t("arr_hint")),
    h("nav", { class: "arr-periods", "aria-label": t("arr_periods") }, DAYS.map((n) =>
      h("a", { class: "quiet", href: address("arrivals", [], { days: n }), "aria-current": n === days ? "true" : null }, t("arr_days", { n })))),
    found.length ? summary(found, context) : h("p", { class: "empty" }, t("arr_never")),
    ...found.map((one) => section(one, context)));
}

/** What holds of all days together, in one sentence for each thing. */
function summary(days, { t }) {
  const missing = days.reduce((all, one) => all + one.unaccounted, 0);
  const redriven = days.reduce((all, one) => all + one.redriven, 0);
  const unknown = days.filter((one) => one.channels.some((channel) => channel.arrived === null)).length;
  return h("p", { class: missing ? "notice" : "notice quietly arr-good", role: "status" },
    missing ? t("arr_missing", { n: missing }) : t("arr_all_stored"),
    redriven ? ` ${t("arr_redriven", { n: redriven })}` : "",
    unknown ? ` ${t("arr_days_unknown", { n: unknown })}` : "");
}

function section(day, context) {
  const { t, locale, now } = context;
  const title = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(new Date(day.day));
  const id = `arr-${day.day}`;
  const checked = new Date(day.checked_at);
  return h("section", { class: "card arr-day", "aria-labelledby": id },
    h("h2", { id }, title, " ", verdict(day, context)),
    h("div", { class: "arr-scroll", tabindex: "0", role: "group", "aria-label": title }, table(day, context)),
    listed(day, context),
    lacking(day, context),
    h("p", { class: "soft" },
      h("time", { datetime: day.checked_at, title: inFull(checked, locale) }, t("arr_checked", { n: day.times, time: instant(checked, now(), locale) })),
      " · ", letters(day, context),
      day.late_seconds === null ? "" : ` · ${t("arr_late", { time: span(day.late_seconds * 1000, locale) })}`));
}

function verdict(day, { t, locale }) {
  if (day.unaccounted) return h("span", { class: "chip bad" }, t("arr_n_missing", { n: day.unaccounted }));
  const lacks = day.problems.length + day.more_problems;
  if (lacks) return h("span", { class: "chip warn" }, t("arr_n_lacking", { n: lacks }));
  if (!day.is_of_whole_day) {
    const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(new Date(day.until ?? day.checked_at));
    return h("span", { class: "chip warn" }, t("arr_so_far", { time }));
  }
  if (day.channels.some((one) => one.arrived === null)) return h("span", { class: "chip warn" }, t("arr_partly"));
  return h("span", { class: "chip" }, t("arr_whole"));
}

function table(day, { t, locale }) {
  const number = new Intl.NumberFormat(locale);
  const row = (one) => {
    const missing = one.missing.length + one.more_missing;
    return h("tr", {},
      h("th", { scope: "row" }, t(`channel_${one.channel}`), h("br"), h("small", {}, t(`arr_source_${one.source}`))),
      one.arrived === null
        ? h("td", { colspan: 3, class: "soft" }, t("arr_unknown"))
        : [one.arrived, one.stored, missing].map((n, place) => h("td", { class: place === 2 && n ? "arr-bad" : null }, number.format(n))));
  };
  return h("table", { class: "table" },
    h("thead", {}, h("tr", {}, ["arr_channel", "arr_arrived", "arr_stored", "arr_gone"].map((key) => h("th", { scope: "col" }, t(key))))),
    h("tbody", {}, day.channels.map(row)));
}

/** The ids of what is missing, for whoever asks the provider. */
function listed(day, { t, locale, now }) {
  const missing = day.channels.flatMap((one) => one.missing);
  const more = day.channels.reduce((all, one) => all + one.more_missing, 0);
  if (!missing.length && !more) return null;
  return h("details", { open: missing.length < 6 }, h("summary", {}, t("arr_which")),
    h("ul", { class: "arr-list" }, missing.map((one) => h("li", {},
      h("code", {}, one.id), " ",
      one.at && h("small", {}, instant(new Date(one.at), now(), locale)), " ",
      one.is_dead_letter && h("span", { class: "chip warn" }, t("arr_dead_letter")), " ",
      one.is_redriven && h("span", { class: "chip mine" }, t("arr_again"))))),
    more ? h("p", { class: "soft" }, t("arr_more", { n: more })) : null);
}

function lacking(day, { t }) {
  if (!day.problems.length) return null;
  return h("details", { open: day.problems.length < 6 }, h("summary", {}, t("arr_lacking")),
    h("ul", { class: "arr-list" }, day.problems.map((one) => h("li", {},
      one.reference ? h("a", { href: address("feedback", [one.reference]) }, one.reference) : h("span", {}, "–"),
      ` ${t(`arr_lack_${one.lack}`)} `,
      one.is_mended && h("span", { class: "chip mine" }, t("arr_mended"))))),
    day.more_problems ? h("p", { class: "soft" }, t("arr_more", { n: day.more_problems })) : null);
}

function letters(day, { t }) {
  const all = Object.entries(day.dead_letters);
  const some = all.filter(([, n]) => n);
  if (some.length) return h("strong", { class: "arr-bad" }, t("arr_letters", { list: some.map(([name, n]) => `${name} ${n}`).join(", ") }));
  return t(all.length && all.every(([, n]) => n === 0) ? "arr_no_letters" : "arr_letters_unknown");
}
