// The work queue: what is due next stands first, and what arrives appears by itself.

import { urgency } from "./clock.js";
import { arrange, h, icon } from "./dom.js";
import { Age } from "./queue_age.js";
import { Filters, nothing, scopesOf, set, takes, wanted } from "./queue_filters.js";
import { QueueIncidents } from "./queue_incidents.js";
import { QueueLine } from "./queue_line.js";
import { QueueSource } from "./queue_source.js";
import "./queue_words.js";
import { address } from "./router.js";
import { Unusual } from "./unusual.js";
import { t } from "./words.js";

export const styles = ["queue.css", "incidents.css"];

const GROUPS = ["late", "soon", "today", "later", "unpromised", "waiting"];
const TICK_MS = 1_000;
const TYPED_MS = 300; // after which letters typed are looked for in a long queue

let page = null;
let last = ""; // the reference that was opened or pointed at last: where one goes on when one comes back

export async function show(el, params, context) {
  page = new Page(el, params, context);
  await page.first;
  page.goOn();
}

export function update(params) {
  page.ask(params.query);
}

export function leave() {
  page.stop();
}

class Page {
  constructor(el, params, context) {
    this.context = context;
    this.lines = null; // null: nothing was answered yet
    this.rows = new Map(); // reference -> QueueLine
    this.marks = new Map(); // reference -> "new" | "changed", until it was looked at
    this.asked = wanted(params.query, context.me);
    this.sum = h("p", { class: "sum" });
    this.age = new Age(() => this.lookAgain());
    this.scopes = h("nav", { class: "scopes", "aria-label": t("queue_whose") },
      scopesOf(context.me).map((scope) => h("a", { "data-scope": scope }, t(`queue_${scope}`))));
    this.filters = new Filters(context, (part) => this.choose(part));
    this.list = h("div", { class: "list" });
    this.unusual = new Unusual(context);
    this.source = new QueueSource(context.api);
    this.incidents = new QueueIncidents(context, () => { if (this.lines) this.draw(); });
    this.end = h("div", { class: "end" });
    el.append(h("div", { class: "top" }, h("h1", {}, t("nav_queue")), this.sum, this.age.el, this.filters.clear, this.scopes), this.unusual.el, this.incidents.el, this.filters.el, this.list, this.end);
    this.list.addEventListener("focusin", (event) => this.lookedAt(event.target, true));
    this.list.addEventListener("pointerover", (event) => this.lookedAt(event.target, false));
    context.keys({
      j: [t("key_next"), () => this.move(1)],
      k: [t("key_previous"), () => this.move(-1)],
      Enter: [t("key_open"), () => false],
      r: [t("key_reply"), () => this.reply()],
      "/": [t("key_search"), () => { this.filters.search.focus(); this.filters.search.select(); }],
    });
    this.drawScopes();
    this.filters.show(this.asked, []);
    this.first = new Promise((done) => { this.hasBegun = done; });
    this.begin();
    this.ticking = setInterval(() => { if (!document.hidden && this.lines) this.draw(); }, TICK_MS);
  }

  stop() {
    clearInterval(this.ticking);
    clearTimeout(this.typed);
    this.following.stop();
    this.unusual.stop();
    this.incidents.stop();
  }

  /** Ask the API for this queue, again and again. */
  begin() {
    clearTimeout(this.typed);
    this.following?.stop();
    let isFirst = true;
    this.following = this.context.follow(
      async () => {
        const answer = await this.source.read(this.asked, isFirst);
        isFirst = false;
        return answer;
      },
      (answer) => this.told(answer),
      (error) => this.refused(error),
    );
    setTimeout(() => this.hasBegun(), 1_000); // a slow answer holds up nothing
  }

  /** The address says something else now. */
  ask(query) {
    const before = this.asked;
    this.asked = wanted(query, this.context.me);
    this.drawScopes();
    const isOther = before.scope !== this.asked.scope || before.team !== this.asked.team;
    const isElsewhere = this.source.isNarrowed(before) || this.source.isNarrowed(this.asked);
    if (!isOther && !isElsewhere) {
      if (this.lines) this.draw();
      return;
    }
    this.source.startAgain({ isOther });
    if (isOther) {
      this.lines = null;
      this.list.replaceChildren();
      this.end.replaceChildren();
      this.filters.show(this.asked, []);
    }
    this.marks.clear();
    this.before = null; // what a filter brings up is not new
    this.list.setAttribute("aria-busy", "true");
    clearTimeout(this.typed);
    if (before.text === this.asked.text) this.begin();
    else this.typed = setTimeout(() => this.begin(), TYPED_MS);
  }

  /** A filter was chosen: the address says so, without a step back for each letter typed. */
  choose(part) {
    const query = { ...this.asked, ...part };
    history.replaceState(null, "", address("queue", [], query));
    this.ask(query);
  }

  told({ items, next, looked_at: looked, isNarrowed }) {
    if (this.source.isNarrowed(this.asked) !== isNarrowed) { // it is longer than it was, or no longer
      this.begin();
      return;
    }
    const { before } = this;
    this.before = new Map(items.map((line) => [line.reference, line.entries]));
    this.lines = items;
    this.next = next;
    this.isNarrowed = isNarrowed;
    this.list.removeAttribute("aria-busy");
    this.looked = looked;
    if (before) {
      const arrived = items.filter((line) => !before.has(line.reference));
      for (const line of arrived) this.marks.set(line.reference, "new");
      for (const line of items) {
        if (before.get(line.reference) < line.entries && !this.marks.has(line.reference)) {
          this.marks.set(line.reference, "changed");
        }
      }
      const n = arrived.filter((line) => isNarrowed || takes(line, this.asked)).length;
      if (n) this.context.say(t("queue_arrived", { n }));
      if (arrived.length) this.incidents.look();
    }
    this.draw();
    this.hasBegun();
  }

  refused(error) {
    this.list.replaceChildren(h("p", { class: "notice" }, t(error.status === 403 ? "queue_not_yours" : "queue_no_team")));
    this.hasBegun();
  }

  drawScopes() {
    for (const link of this.scopes.children) {
      const { scope } = link.dataset;
      link.href = address("queue", [], { ...this.asked, scope, team: "" });
      if (scope === this.asked.scope) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  /** Put the list as it is now on the screen. Focus and scroll stay where they are. */
  draw() {
    const now = this.context.now();
    const { me } = this.context;
    const lines = this.isNarrowed ? this.lines : this.lines.filter((line) => takes(line, this.asked));
    const { titles } = this.incidents;
    this.filters.show(this.asked, this.lines, { titles, isLong: this.source.isLong });
    this.drawSum(lines, now);
    this.age.show(this.source.ages(this.asked));
    const anchor = this.anchor();
    const groups = new Map(GROUPS.map((name) => [name, []]));
    for (const line of lines) {
      if (!this.rows.has(line.reference)) this.rows.set(line.reference, new QueueLine(line.reference));
      const row = this.rows.get(line.reference);
      row.update(line, now, this.marks.get(line.reference), me, titles.get(line.incident));
      groups.get(urgency(line, now)).push(row.el);
    }
    const shown = [...groups].filter(([, rows]) => rows.length).map(([name, rows]) => this.group(name, rows));
    arrange(this.list, shown.length ? shown : [this.emptiness()]);
    this.drawEnd(lines.length);
    const present = new Set(this.lines.map((line) => line.reference));
    for (const reference of this.rows.keys()) if (!present.has(reference)) this.rows.delete(reference);
    this.keepPlace(anchor);
  }

  /** That there is more, and the way to it. */
  drawEnd(n) {
    const key = this.next ? `${n}|${this.looked}` : "";
    if (this.end.dataset.key === key) return;
    this.end.dataset.key = key;
    this.further ??= h("button", { type: "button", class: "quiet", onclick: () => this.readOn() }, t("queue_go_on"));
    this.further.removeAttribute("aria-disabled");
    const looked = this.looked.toLocaleString(this.context.locale);
    const says = t(this.isNarrowed ? "queue_more_looked" : "queue_more", { n, looked });
    arrange(this.end, this.next ? [h("p", {}, says), this.further] : []);
  }

  readOn() {
    if (this.further.ariaDisabled === "true") return;
    this.further.setAttribute("aria-disabled", "true");
    this.source.readOn();
    this.following.now();
  }

  group(name, rows) {
    this.groups ??= {};
    this.groups[name] ??= {
      count: h("span", { class: "count" }),
      list: h("ol", { class: "lines" }),
    };
    const group = this.groups[name];
    group.el ??= h("section", { class: `group ${name}`, "aria-labelledby": `group-${name}` },
      h("h2", { id: `group-${name}` }, t(`queue_${name}`), " ", group.count), group.list);
    group.count.textContent = rows.length;
    arrange(group.list, rows);
    return group.el;
  }

  drawSum(lines, now) {
    const open = lines.filter((line) => line.holder);
    const late = open.filter((line) => urgency(line, now) === "late").length;
    const parts = [t("queue_sum", { n: open.length })];
    if (late) parts.push(t("queue_sum_late", { n: late }));
    const fresh = lines.filter((line) => this.marks.get(line.reference) === "new").length;
    if (fresh) parts.push(t("queue_sum_new", { n: fresh }));
    if (this.next) parts[0] = t("queue_sum_more", { n: open.length });
    if (lines.length < this.lines.length) parts.push(t("queue_sum_shown", { n: lines.length, of: this.lines.length }));
    const text = parts.join(" · ");
    if (this.sum.textContent !== text) this.sum.textContent = text;
    this.context.title(t("nav_queue"), open.length);
  }

  lookAgain() {
    this.source.lookAgain();
    this.following.now();
  }

  emptiness() {
    const { isNarrowed } = this;
    const isFiltered = set({ ...this.asked, team: "" }) > 0 && (isNarrowed || this.lines.length > 0);
    const isTeamless = !this.context.me.teams.length && this.asked.scope !== "all";
    const kind = isFiltered && isNarrowed ? (this.next ? "sofar" : "narrowed") : isFiltered ? "filtered" : isTeamless ? "teamless" : this.asked.scope;
    const n = this.lines.length;
    const key = `${kind}|${n}`;
    if (this.empty?.dataset.key === key) return this.empty;
    const name = isTeamless && !isFiltered ? "queue_teamless" : `queue_empty_${kind}`;
    this.empty = h("section", { class: "empty", "data-key": key }, !isFiltered && icon(isTeamless ? "ear" : "tick"), h("h2", {}, t(name)), h("p", {}, t(`${name}_hint`, { n })),
      isFiltered && h("button", { type: "button", class: "button", onclick: () => this.choose(nothing()) }, t("queue_clear")));
    return this.empty;
  }

  // Where one is

  /** What is to stay in place: the line with the focus if it is to be seen, else the first one that is. */
  anchor() {
    const focused = document.activeElement?.closest?.(".line");
    const isSeen = (row) => { const box = row.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
    const rows = [...this.list.querySelectorAll(".line")];
    const row = focused && isSeen(focused) ? focused : scrollY > 0 ? rows.find((one) => one.getBoundingClientRect().top >= 0) : null;
    return { row, top: row?.getBoundingClientRect().top, focused, at: rows.indexOf(focused) };
  }

  keepPlace({ row, top, focused, at }) {
    if (row?.isConnected) {
      const moved = row.getBoundingClientRect().top - top;
      if (Math.abs(moved) > 1 && scrollY > 0) scrollBy({ top: moved, behavior: "instant" });
    }
    if (!focused) return;
    if (focused.isConnected) {
      if (!focused.contains(document.activeElement)) focused.querySelector("a").focus({ preventScroll: true });
    } else {
      const rows = this.list.querySelectorAll(".line a");
      rows[Math.min(at, rows.length - 1)]?.focus({ preventScroll: true });
    }
  }

  lookedAt(target, isChosen) {
    const row = target.closest?.(".line");
    if (!row) return;
    const { reference } = row.dataset;
    if (isChosen) last = reference;
    if (this.marks.delete(reference) && isChosen) row.dataset.mark = "";
  }

  /** After coming back: on the line that one came from. */
  goOn() {
    const row = this.rows.get(last);
    if (!row?.el.isConnected) return;
    row.el.scrollIntoView({ block: "center", behavior: "instant" });
    row.link.focus({ preventScroll: true });
  }

  move(step) {
    const links = [...this.list.querySelectorAll(".line a")];
    const at = links.indexOf(document.activeElement);
    const from = at >= 0 ? at + step : Math.max(links.findIndex((link) => link.closest(".line").dataset.reference === last), 0);
    const link = links[Math.min(Math.max(from, 0), links.length - 1)];
    link?.focus({ preventScroll: true });
    link?.closest(".line").scrollIntoView({ block: "nearest" });
  }

  reply() {
    const row = document.activeElement?.closest?.(".line");
    if (row) this.context.go(address("feedback", [row.dataset.reference], { do: "reply" }));
  }
}
