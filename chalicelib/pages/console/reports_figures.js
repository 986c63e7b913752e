// Figures in words. No data is said so, and is never 0.

import { span } from "./when.js";
import { t } from "./words.js";

/** A count. */
export function number(value, locale) {
  return new Intl.NumberFormat(locale).format(value);
}

/** A share from 0 to 1; no decimals, but never 100 % for what is below. */
export function percent(value, locale) {
  if (value === null || value === undefined) return t("rep_none");
  const isNearEnd = (value > 0.99 && value < 1) || (value > 0 && value < 0.01);
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: isNearEnd ? 1 : 0, roundingMode: "trunc" }).format(value);
}

/** Seconds as a span of time. */
export function duration(seconds, locale) {
  return seconds === null || seconds === undefined ? t("rep_none") : span(seconds * 1000, locale);
}

/** "84 % to 93 %, n = 120" of a share. */
export function interval(estimate, locale) {
  if (!estimate) return t("rep_none");
  return t("rep_interval", { low: percent(estimate.low, locale), high: percent(estimate.high, locale), n: number(estimate.n, locale) });
}

/** A Net Promoter Score, -100 to 100. */
export function score(value, locale) {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: "exceptZero" }).format(value);
}
