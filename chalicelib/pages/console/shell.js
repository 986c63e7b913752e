// What stands around every page: head with navigation and menu, banner, toasts, help.

import { h, icon } from "./dom.js";
import { dropDrafts } from "./draft.js";
import { address } from "./router.js";
import { locale, LOCALES, t } from "./words.js";

const THEMES = ["auto", "light", "dark"];
const TOAST_SECONDS = 6;

/** The head of the page: where one is, where one can go, who one is. */
export function head({ root, me, pages, onHelp, onLocale }) {
  const links = pages.map((page) => h("a", { href: address(page.name), "data-page": page.name }, t(page.label)));
  return [
    h("a", { class: "home", href: "#/queue" }, icon("ear"), h("strong", {}, "Ouvido")),
    h("nav", { "aria-label": t("nav") }, links),
    menu({ root, me, onHelp, onLocale }),
  ];
}

/** Say in the navigation which page is shown. */
export function mark(name) {
  for (const link of document.querySelectorAll("#head [data-page]")) {
    if (link.dataset.page === name) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "center" });
    } else link.removeAttribute("aria-current");
  }
}

function menu({ root, me, onHelp, onLocale }) {
  const close = () => { details.open = false; };
  const details = h("details", { class: "menu" },
    h("summary", { "aria-label": t("me_menu", { name: me.name || me.email }) },
      h("span", { class: "face", "aria-hidden": "true" }, initials(me.name || me.email)), icon("down")),
    h("div", { class: "card" },
      h("p", { class: "who" }, h("strong", {}, me.name), h("span", {}, me.email),
        h("span", {}, [...me.roles.map((role) => t(`role_${role}`)), ...me.teams.map((team) => team.name)].join(" · "))),
      h("label", {}, t("language"), h("select", { onchange: (event) => onLocale(event.target.value) },
        Object.entries(LOCALES).map(([code, name]) =>
          h("option", { value: code, lang: code, selected: code === locale() }, name)))),
      h("fieldset", { class: "tabs" }, h("legend", {}, t("theme")), THEMES.map((theme) =>
        h("label", {}, h("input", {
          type: "radio", name: "theme", value: theme, checked: theme === currentTheme(), onchange: () => chooseTheme(theme),
        }), h("span", {}, t(`theme_${theme}`))))),
      h("button", { type: "button", class: "quiet", onclick: () => { close(); onHelp(); } }, t("keyboard"), " ", h("kbd", {}, "?")),
      h("form", { method: "post", action: `${root}console/sign-out`, onsubmit: dropDrafts }, h("button", { class: "quiet" }, t("sign_out")))));
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    close();
    details.querySelector("summary").focus();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => { if (!details.contains(event.target)) close(); });
  return details;
}

function initials(name) {
  return name.split(/[\s@.]+/).filter(Boolean).slice(0, 2).map((part) => part[0].toUpperCase()).join("");
}

function currentTheme() {
  return document.documentElement.dataset.theme ?? "auto";
}

function chooseTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  remember("ouvido-theme", theme);
}

/** Keep a choice on this device; where storage is forbidden it lasts as long as the page. */
export function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch { /* not kept */ }
}

/** What `remember` kept. */
export function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** The keys and what they do. */
export function help(keys) {
  const dialog = h("dialog", { class: "card help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, t("keyboard")),
    h("dl", {}, keys.map(([key, label]) => [
      h("dt", {}, key.split(/ |\+/).map((one) => h("kbd", {}, one))), h("dd", {}, label)])),
    h("form", { method: "dialog" }, h("button", { class: "button" }, t("close"))));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
  dialog.showModal();
}

/** Say something for a while. Returns what takes it away sooner. */
export function toast(text, { action, does, seconds = TOAST_SECONDS, bad = false } = {}) {
  const gone = () => element.remove();
  const element = h("p", { class: bad ? "toast bad" : "toast" }, h("span", {}, text),
    action && h("button", { type: "button", onclick: () => { gone(); does(); } }, action));
  document.getElementById("toasts").append(element);
  const timer = setTimeout(gone, seconds * 1000);
  element.addEventListener("pointerenter", () => clearTimeout(timer), { once: true });
  element.addEventListener("pointerleave", () => setTimeout(gone, 2000), { once: true });
  return gone;
}

/** Say something to screen readers. */
export function say(text) {
  document.getElementById("said").textContent = text;
}

/** Show one lasting message above the page, or none. What already stands there is not said again. */
export function banner(state, ...content) {
  const place = document.getElementById("banner");
  if (place.dataset.state === state) return;
  place.dataset.state = state;
  place.replaceChildren(...(state ? [h("p", { class: `notice ${state}` }, content)] : []));
}
