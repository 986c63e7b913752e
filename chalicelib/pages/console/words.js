// Words by language. Each page adds its own; what all pages say is in common_words.js.

export const LOCALES = { "en-GB": "English", "pt-BR": "Português", es: "Español" };
const FALLBACK = "en-GB";
export const words = { "en-GB": {}, "pt-BR": {}, es: {} };
let chosen = FALLBACK;

/** Take in {locale: {key: text}}. A text is a string, or {one, other} where `values.n` decides. */
export function addWords(table) {
  for (const [locale, texts] of Object.entries(table)) Object.assign(words[locale], texts);
}

/** The words for a key, its {names} filled in; the key itself where nobody wrote any. */
export function t(key, values = {}) {
  let text = words[chosen][key] ?? words[FALLBACK][key] ?? key;
  if (typeof text !== "string") text = text[new Intl.PluralRules(chosen).select(values.n ?? 0)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** The locale that words are in. */
export function locale() {
  return chosen;
}

/** Speak this locale from now on. */
export function speak(wanted) {
  chosen = wanted in LOCALES ? wanted : FALLBACK;
}

/** The first of a browser's languages that there are words for. */
export function best(languages) {
  for (const one of languages) {
    const language = one.toLowerCase().split("-")[0];
    const found = Object.keys(LOCALES).find((locale) => locale.toLowerCase().split("-")[0] === language);
    if (found) return found;
  }
  return FALLBACK;
}
