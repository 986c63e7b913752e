// Webhooks: how each does, what became of its events, a test, and again.

import { h } from "./dom.js";
import { instant, inFull } from "./when.js";
import { t } from "./words.js";
import "./admin_webhooks_words.js";
import { failed } from "./why.js";

const LOOK_MS = 3000;
const DAY_MS = 86_400_000;
const MOST_ROUNDS = 40;
const CHIPS = { delivered: "mine", pending: "warn", failed: "bad", skipped: "bad" };

export async function webhooks(el, params, context) {
  const chosen = params.path[1];
  const { items } = await context.api.get("v1/webhooks");
  if (!items.length) {
    el.append(h("section", { class: "card" }, h("p", { class: "soft" }, t("hook_none")), waysToForms()));
    return undefined;
  }
  const one = items.find(({ id }) => id === chosen);
  if (!one) {
    el.append(h("section", { class: "card", "aria-labelledby": "hooks" }, h("h2", { id: "hooks" }, t("adm_webhooks")),
      h("ul", { class: "adm-list" }, items.map((row) => h("li", {},
        h("a", { href: `#/admin/webhooks/${row.id}` }, row.id), " ", standing(row, context), h("p", { class: "soft" }, host(row.url)))))), waysToForms());
    return undefined;
  }
  return page(el, one, context);
}

function waysToForms() {
  return h("p", { class: "adm-buttons" }, h("a", { class: "quiet", href: "#/admin/receivers/+" }, t("adm_new_receivers")),
    h("a", { class: "quiet", href: "#/admin/receivers" }, t("adm_change")));
}

/** One webhook: what can be done, and its log, which looks again by itself. */
function page(el, first, context) {
  const { api } = context;
  const path = `v1/webhooks/${first.id}`;
  const how = h("div", { class: "adm-chips", role: "status" });
  const log = h("tbody", {});
  const enable = button("hook_enable", () => act("enable", {}, t("hook_enabled")));
  const test = button("hook_test", () => act("ping", {}, t("hook_tested")));
  let timer = 0;
  let isGone = false;

  function button(key, onclick) {
    return h("button", { class: "quiet", type: "button", onclick }, t(key));
  }

  async function act(name, body, said) {
    try {
      await api.post(`${path}/${name}`, body);
      context.toast(said);
    } catch (error) {
      context.toast(refusal(error), { bad: true, seconds: 12 });
    }
    await look();
  }

  async function again(event) {
    event.preventDefault();
    const { since, missed } = Object.fromEntries(new FormData(event.target));
    let place = { since: new Date(`${since}T00:00:00`).toISOString() };
    let n = 0;
    try {
      for (let round = 0; place.since && round < MOST_ROUNDS; round += 1) {
        const done = await api.post(`${path}/replay`, { ...place, missed: missed === "missed" });
        n += done.again;
        place = { since: done.goes_on_at, after: done.goes_on_after };
      }
      context.toast(t("hook_again", { n }) + (place.since ? ` ${t("hook_more")}` : ""));
    } catch (error) {
      context.toast(refusal(error), { bad: true, seconds: 12 });
    }
    await look();
  }

  async function look() {
    clearTimeout(timer);
    const [all, found] = await Promise.all([api.get("v1/webhooks"), api.get(`${path}/deliveries`)]);
    if (isGone) return;
    const one = all.items.find(({ id }) => id === first.id) ?? first;
    how.replaceChildren(standing(one, context));
    enable.hidden = !one.disabled_at && !one.rest_until;
    log.replaceChildren(...found.items.map((row) => line(row, context)));
    timer = setTimeout(() => look().catch(() => {}), LOOK_MS);
  }

  const date = new Date(context.now() - 7 * DAY_MS).toISOString().slice(0, 10);
  el.append(
    h("section", { class: "card", "aria-labelledby": "hook" },
      h("h2", { id: "hook" }, first.id),
      h("p", {}, h("code", {}, first.url)),
      h("p", { class: "soft" }, first.events.length ? first.events.join(", ") : t("hook_everything")),
      how, h("p", { class: "adm-buttons" }, test, enable, h("a", { class: "quiet", href: "#/admin/webhooks" }, t("adm_webhooks")))),
    h("form", { class: "card adm-whatif", onsubmit: again },
      h("label", { class: "field" }, t("hook_since"), h("input", { type: "date", name: "since", value: date, required: true })),
      h("label", { class: "field" }, t("hook_which"), h("select", { name: "missed" },
        h("option", { value: "missed" }, t("hook_missed")), h("option", { value: "all" }, t("hook_all")))),
      h("button", { class: "quiet" }, t("hook_send_again"))),
    h("section", { class: "card", "aria-labelledby": "hook-log" }, h("h2", { id: "hook-log" }, t("hook_log")),
      h("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "hook-log" }, h("table", { class: "table adm-log" },
        h("thead", {}, h("tr", {}, ["hook_at", "hook_event", "hook_fate", "hook_answer", "hook_attempts", "hook_next"].map((key) => h("th", { scope: "col" }, t(key))))),
        log))));
  return look().then(() => ({ leave: () => { isGone = true; clearTimeout(timer); } }));
}

function line(row, context) {
  const when = (text) => text && h("time", { datetime: text, title: inFull(new Date(text), context.locale) }, instant(new Date(text), context.now(), context.locale));
  const took = row.milliseconds === null ? "" : ` · ${t("hook_ms", { n: row.milliseconds })}`;
  return h("tr", {},
    h("th", { scope: "row" }, when(row.at)),
    h("td", {}, row.type),
    h("td", {}, h("span", { class: `chip ${CHIPS[row.fate]}` }, t(`hook_${row.fate}`))),
    h("td", {}, row.status ?? (row.error ? t(`hook_error_${row.error}`) : ""), took),
    h("td", {}, String(row.attempts)),
    h("td", {}, when(row.next_at)));
}

/** How a webhook does, as chips. */
function standing(row, context) {
  const at = (text) => instant(new Date(text), context.now(), context.locale);
  const chip = (kind, words) => h("span", { class: `chip ${kind}` }, words);
  return h("span", { class: "adm-chips" },
    row.disabled_at ? chip("bad", t(`hook_disabled_${row.disabled_why}`, { time: at(row.disabled_at) }))
      : row.failing_since ? chip("warn", t("hook_failing", { time: at(row.failing_since), n: row.failures }))
        : row.delivered_at ? chip("mine", t("hook_well", { time: at(row.delivered_at) })) : chip("", t("hook_nothing")),
    row.waiting > 0 && chip("", t("hook_waiting", { n: row.waiting })));
}

function refusal(error) {
  return error.status === 409 ? t("hook_is_disabled") : failed(error, t);
}

function host(url) {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
