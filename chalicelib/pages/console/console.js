// The console's shell: who is signed in, which page is shown, and what every page is handed.
//
// A page is a module with a row in pages.js. It exports
//
//   styles = ["feedback.css"]                  style sheets of its own, loaded before it is shown (optional)
//   async show(el, params, context)            fill `el`, an empty <div> in <main>, with an <h1>
//   update(params)                             the address changed, but not the path (optional: else show again)
//   leave()                                    stop what goes on: called before another page is shown
//
// params    path: what stands behind the page's name, as ["GXQ-41TM"]; query: {do: "reply"}, {scope: "mine"}
// context
//   root                 path of the site, as "/" or "/api/": for addresses that no function here makes
//   me                   what GET /v1/me answered: email, name, roles, teams; me.is("lead", "admin") asks
//   api.get(path, query) the answer's document; null if it has not changed since this page last asked
//                        with {fresh: false}; path as "v1/feedback/GXQ-41TM". Throws ApiError (api.js):
//                        status (0: no connection), code, message, fields
//   api.post(path, body), api.put(path, body), api.delete(path)
//                        a change; a body that is to have a `key` takes one from api.key()
//   follow(ask, tell, failed, every)
//                        calls tell(await ask()) now and every 4 s (`every`: ms), not while hidden; null is not told.
//                        Returns {now(), stop()}; stopped by leaving. The shell says when there is no
//                        connection; `failed` (optional) is handed whatever else the API refused
//   t(key, values)       words in the member's language; {name} filled in; plurals by values.n
//   locale               "en-GB", "pt-BR" or "es". A page's own words: addWords({"en-GB": {...}, ...}), words.js
//   toast(text, {action, does, seconds, bad})  says something for a while; with a button, if there is an action
//   say(text)            for screen readers only, politely
//   go(hash)             to another page, as "#/queue?scope=mine"
//   draft(name)          what this member typed and has not sent yet (draft.js): read(), keep(value or null)
//   title(text, n)       of the window, with a count in front
//   keys({r: ["key_reply", () => …]})          single keys while this page is shown, with their words for the help
//   now()                the server's clock as a Date
//
// Elements are made by h() (dom.js), instants and spans of time written by when.js. No inline styles in
// markup (the content security policy refuses them): element.style.setProperty("--share", …) is allowed.
// Look: tokens.css. Parts for all pages (.card, .button, .quiet, .chip, .field, .bar, .notice, .empty,
// .soft, .table): console.css. Routes: #/queue, #/feedback/REF, #/record, #/incidents, #/reports, #/admin/….

import { Api } from "./api.js";
import "./common_words.js";
import { h } from "./dom.js";
import { Draft } from "./draft.js";
import { follow, SIGNED_IN } from "./follow.js";
import { Keys } from "./keys.js";
import { HOME, PAGES } from "./pages.js";
import { address, parse } from "./router.js";
import * as shell from "./shell.js";
import { instant } from "./when.js";
import { failed } from "./why.js";
import { best, locale, speak, t } from "./words.js";

const root = document.body.dataset.root;
const main = document.getElementById("main");
const api = new Api(root, heard);

let me;
let keys;
let shown = null; // {name, way, module, follows} of the page that is shown
let turn = 0;
let offset = 0; // the server's clock minus ours, in ms
let freshAt = new Date();

// Freshness: what the shell hears of every answer

function heard(status) {
  if (status === 401 && !me) return; // at the beginning: sent to the sign-in
  if (status === 401) {
    const again = h("a", { href: `${root}console/sign-in?to=/signed-in`, target: "_blank" }, t("sign_in_again"));
    shell.banner("signed-out", t("signed_out"), " ", again);
  } else if (status === 0 || status >= 500) {
    const time = instant(freshAt, new Date(), locale());
    shell.banner(status ? "stale-server" : "stale", t(status ? "stale_server" : "stale", { time }));
  } else {
    freshAt = new Date();
    if (document.getElementById("banner").dataset.state) shell.say(t("fresh_again"));
    shell.banner("");
  }
}

// What a page is handed

function contextOf(page) {
  return {
    root,
    me,
    api,
    t,
    locale: locale(),
    toast: shell.toast,
    say: shell.say,
    go: (hash) => { location.hash = hash; },
    draft: (name) => new Draft(me.email, name),
    title: (text, n = 0) => entitle(page, text, n),
    keys: (wanted) => { if (page === shown) keys.ofPage(wanted); },
    now: () => new Date(Date.now() + offset),
    follow: (ask, tell, failed, every) => {
      const going = follow(ask, (answer) => { keepTime(answer); tell(answer); }, (error) => unheard(error, failed), every);
      if (page === shown) page.follows.push(going);
      else going.stop();
      return going;
    },
  };
}

/** What `heard` did not tell of: a page's own mistake, or a refusal that the page has words for. */
function unheard(error, failed) {
  if (error.status === undefined) console.error(error);
  else if (error.status >= 400 && error.status < 500 && error.status !== 401) failed?.(error);
}

function keepTime(answer) {
  if (answer?.as_of) offset = new Date(answer.as_of) - Date.now();
}

function entitle(page, text, n) {
  if (page !== shown) return;
  document.title = `${n ? `(${n}) ` : ""}${text} · Ouvido`;
}

// Pages

async function route() {
  const { name, path, query } = parse(location.hash);
  if (!name) {
    location.replace(HOME);
    return;
  }
  const params = { path, query };
  const way = address(name, path);
  if (shown?.way === way && shown.module?.update) {
    shown.module.update(params);
    return;
  }
  await leave();
  const mine = ++turn;
  const page = { name, way, module: null, follows: [] };
  shown = page;
  shell.mark(name);
  keys.ofPage({});
  main.setAttribute("aria-busy", "true");
  const el = h("div", { class: `page ${name}` });
  try {
    const row = PAGES.find((one) => one.name === name && mayOpen(one));
    if (row) {
      const module = await import(row.module);
      await Promise.all((module.styles ?? []).map(style));
      if (mine !== turn) return;
      page.module = module;
      main.replaceChildren(el);
      await module.show(el, params, contextOf(page));
    } else {
      if (name === "signed-in") shell.remember(SIGNED_IN, String(Date.now()));
      if (name === "signed-in") el.append(plain(t("signed_in"), t("signed_in_hint")));
      else el.append(plain(t("unknown_page"), t("unknown_page_hint"), h("a", { class: "button", href: HOME }, t("to_queue"))));
      entitle(page, el.querySelector("h1").textContent, 0);
    }
  } catch (error) {
    console.error(error);
    el.replaceChildren(plain(t("broken_page"), error.status === undefined ? "" : failed(error, t),
      h("button", { class: "button", type: "button", onclick: again }, t("try_again"))));
  }
  if (mine !== turn) return;
  if (el.parentNode !== main) main.replaceChildren(el);
  main.removeAttribute("aria-busy");
  if (!main.contains(document.activeElement)) focusFirst(el);
}

async function leave() {
  const left = shown;
  shown = null;
  for (const going of left?.follows ?? []) going.stop();
  await left?.module?.leave?.();
}

function again() {
  shown = null;
  route();
}

/** The heading of a new page gets the focus, so that a screen reader says where one is. */
function focusFirst(el) {
  const heading = el.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

function plain(title, hint, ...more) {
  return h("section", { class: "empty" }, h("h1", {}, title), hint && h("p", {}, hint), more);
}

function style(name) {
  const href = new URL(name, import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return undefined;
  return new Promise((done) => {
    document.head.append(h("link", { rel: "stylesheet", href, onload: done, onerror: done }));
  });
}

function mayOpen(page) {
  return !page.roles || me.is(...page.roles);
}

// The beginning

function dress() {
  document.documentElement.lang = locale();
  const skip = document.getElementById("skip");
  skip.textContent = t("skip");
  const pages = PAGES.filter((page) => page.label && mayOpen(page));
  document.getElementById("head").replaceChildren(...shell.head({
    root, me, pages, onHelp: () => shell.help(keys.all()), onLocale: speakFromNowOn,
  }));
  const going = Object.fromEntries(pages.filter((page) => page.key).map((page) =>
    [`g ${page.key}`, [t("key_go", { page: t(page.label) }), () => { location.hash = address(page.name); }]]));
  const lasting = {
    ...going,
    "?": [t("key_help"), () => shell.help(keys.all())],
    Escape: [t("key_close"), () => false],
  };
  if (keys) keys.lasting(lasting);
  else keys = new Keys(lasting);
}

function speakFromNowOn(wanted) {
  shell.remember("ouvido-locale", wanted);
  speak(wanted);
  leave().then(() => { dress(); route(); });
}

async function begin() {
  speak(shell.remembered("ouvido-locale") ?? best(navigator.languages));
  document.documentElement.lang = locale();
  try {
    const answered = await api.get("v1/me");
    me = { ...answered, is: (...roles) => roles.some((role) => answered.roles.includes(role)) };
  } catch (error) {
    if (error.status === 401) {
      location.replace(`${root}console/sign-in?to=${encodeURIComponent(location.hash.slice(1))}`);
      return;
    }
    main.replaceChildren(plain(t("broken_page"), "",
      h("button", { class: "button", type: "button", onclick: () => location.reload() }, t("try_again"))));
    return;
  }
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address behind # is the page's
    main.focus();
  });
  dress();
  addEventListener("hashchange", route);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && main.contains(event.target) && event.target.matches("input, select")) event.target.blur();
  });
  await route();
}

begin();
