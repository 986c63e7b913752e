// Why something could not be done, in words for whoever asked for it: every page says it alike.

import "./why_words.js";
import { LOCALES } from "./words.js";

const PERIOD = ["from", "to"];

/** Why the API refused, as its one word; "no_words_in:es,pt-BR" has more behind the colon. Else empty. */
export function reasonOf(error) {
  return error.fields?.reason ?? "";
}

/** Why something did not work, as the end of a sentence without its full stop. `error` is an ApiError. */
export function whyNot(error, t) {
  if (!error.status) return t("why_no_connection");
  if (PERIOD.some((name) => error.fields?.[name])) return t("why_period");
  return reasoned(reasonOf(error), t) ?? known(`why_${error.code}`, t) ?? t("why_internal_error");
}

/** The same for a refusal that is told of as its word alone. */
export function whyRefused(reason, t) {
  return reasoned(reason, t) ?? reason;
}

/** That it did not work, and why, as a sentence. */
export function failed(error, t) {
  return t("why_failed", { why: whyNot(error, t) });
}

function reasoned(reason, t) {
  const [name, codes = ""] = reason.split(":");
  const languages = codes.split(",").map((one) => LOCALES[one] ?? one).join(", ");
  return name ? known(`why_${name}`, t, { languages }) : undefined;
}

function known(key, t, values) {
  const words = t(key, values);
  return words === key ? undefined : words;
}
