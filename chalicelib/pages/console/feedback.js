// One feedback: what was said, what became of it, what comes next, and the box to answer in.

import { Compose } from "./compose.js";
import { arrange, h } from "./dom.js";
import { aside, clock, heading, Moves } from "./feedback_parts.js";
import { FeedbackIncident } from "./feedback_incident.js";
import "./feedback_words.js";
import { newSince, Timeline } from "./timeline.js";
import { failed } from "./why.js";

export const styles = ["feedback.css", "incidents.css"];

const HERE_MS = 10_000;
const TICK_MS = 250;

let page = null;

export async function show(el, params, context) {
  page = new Page(el, params, context);
  await page.begin();
}

export function update(params) {
  page.asked(params.query);
}

export async function leave() {
  await page.stop();
}

class Page {
  constructor(el, params, context) {
    this.el = el;
    this.context = context;
    this.t = context.t;
    this.params = params;
    this.reference = (params.path[0] ?? "").toUpperCase();
    this.way = `v1/feedback/${encodeURIComponent(this.reference)}`;
    this.feedback = null;
    this.said = "";
    this.head = h("div", { class: "head" });
    this.here = h("p", { class: "here", role: "status" });
    this.timeline = new Timeline(context, (waiting) => this.takeBack(waiting));
    this.facts = h("aside", { class: "side", "aria-label": this.t("fb_facts") });
    this.incident = new FeedbackIncident(context, this.reference);
    this.talk = h("div", { class: "talk" }, this.here, this.timeline.el);
    el.append(this.head, this.incident.el, h("div", { class: "columns" }, this.talk, this.facts));
    context.title(this.reference);
    context.keys({
      r: [this.t("fb_key_reply"), () => this.write("answer")],
      n: [this.t("fb_key_note"), () => this.write("note")],
      a: [this.t("fb_key_ask"), () => this.write("ask")],
      e: [this.t("fb_key_resolve"), () => this.write("resolve")],
      t: [this.t("fb_key_take"), () => this.moves?.take()],
      u: [this.t("fb_key_undo"), () => this.undo()],
      Escape: [this.t("fb_key_back"), () => context.go("#/queue")],
      "Ctrl+Enter": [this.t("key_send")],
    });
  }

  async begin() {
    try {
      this.told(await this.ask(true));
    } catch (error) {
      if (error.status !== 404) throw error;
      this.head.replaceChildren(h("a", { href: "#/queue" }, this.t("fb_back")), h("h1", {}, this.reference));
      this.talk.replaceChildren(h("p", { class: "notice quietly" }, this.t("fb_missing")));
      return;
    }
    this.following = this.context.follow(() => this.ask(false), (answer) => this.told(answer));
    this.ticking = setInterval(() => this.timeline.tick(), TICK_MS);
    this.drawing = setInterval(() => this.drawFacts(), HERE_MS);
    this.beating = setInterval(() => this.beHere(), HERE_MS);
    this.beHere();
    this.asked(this.params.query);
  }

  async stop() {
    clearInterval(this.ticking);
    clearInterval(this.beating);
    clearInterval(this.drawing);
    clearTimeout(this.soon);
    this.incident.stop();
    this.compose?.preview.stop();
    if (this.feedback) await this.context.api.put(`${this.way}/presence`, { leaves: true }).catch(() => {});
  }

  ask(fresh) {
    return this.context.api.get(this.way, { locale: this.context.locale }, { fresh });
  }

  async refresh() {
    try {
      this.told(await this.ask(true));
    } catch (error) {
      if (error.status === 404) this.context.go("#/queue");
    }
  }

  told(feedback) {
    this.feedback = feedback;
    const isMine = feedback.may_act;
    this.timeline.draw(feedback); // words that were kept on this machine are shown beside what was said since
    if (isMine && !this.compose) this.answerable();
    if (!isMine) this.readOnly();
    const glance = JSON.stringify(feedback.summary);
    if (glance !== this.glance) this.head.replaceChildren(...heading(feedback, this.context));
    this.glance = glance;
    this.context.title([feedback.summary.reference, feedback.summary.touchpoint?.name].filter(Boolean).join(" · "));
    this.drawFacts();
    this.incident.draw(feedback);
    this.drawOthers(feedback.others);
    this.compose?.warn();
    this.soonAgain();
  }

  /** What is about to leave is looked at when it has. */
  soonAgain() {
    clearTimeout(this.soon);
    const [next] = this.feedback.waiting;
    if (!next) return;
    const left = new Date(next.leaves_at) - this.context.now();
    this.soon = setTimeout(() => this.refresh(), Math.max(left, 0) + 1_500);
  }

  answerable() {
    this.compose = new Compose(this.context, this.reference, this);
    this.moves = new Moves(this);
    this.talk.append(this.compose.el);
    this.context.api.get("v1/templates", { reference: this.reference })
      .then((found) => this.compose.offer(found)).catch(() => {});
  }

  readOnly() {
    this.compose?.el.remove();
    this.compose = this.moves = undefined;
    this.theirs ??= h("p", { class: "notice quietly" });
    const { holder, owner } = this.feedback.summary;
    this.theirs.textContent = this.t("fb_readonly", { team: (holder ?? owner).name });
    this.talk.append(this.theirs);
  }

  /** The facts are made anew only if they changed or a minute passed, so that what is unfolded stays so. */
  drawFacts() {
    const { summary, contacts, history, teams, clock: steps, may_appeal: mayAppeal, may_act: mayAct } = this.feedback;
    const minute = Math.floor(this.context.now() / 60_000);
    const made = JSON.stringify([minute, summary, contacts, history, teams, steps, mayAppeal, mayAct]);
    const isFilledIn = this.facts.contains(document.activeElement) && document.activeElement.closest("form");
    if (made === this.madeOf || isFilledIn) return;
    this.madeOf = made;
    const open = [...this.facts.querySelectorAll("details[open]")].map((one) => one.dataset.name);
    arrange(this.facts, [
      clock(this.feedback, this.context),
      ...(this.moves ? [this.moves.draw()] : []),
      ...aside(this.feedback, this.context),
    ]);
    for (const name of open) this.facts.querySelector(`details[data-name="${name}"]`)?.setAttribute("open", "");
  }

  newSince(seen) {
    return newSince(this.feedback.timeline, seen);
  }

  turn(turn) {
    return this.timeline.turn(turn);
  }

  focusUndo() {
    this.timeline.focusUndo();
  }

  leaving(waiting) {
    return this.timeline.leaving(waiting);
  }

  asked(query) {
    if (query.do === "reply") this.write("answer");
  }

  write(mode) {
    this.compose?.focus(mode);
  }

  // Others

  async beHere() {
    if (document.hidden) return;
    try {
      const { others } = await this.context.api.put(`${this.way}/presence`, { writing: this.compose?.isWriting ?? false });
      this.drawOthers(others);
    } catch { /* the shell says that there is no connection */ }
  }

  drawOthers(others) {
    const list = new Intl.ListFormat(this.context.locale);
    const said = (them, key) => (them.length
      ? this.t(key, { n: them.length, who: list.format(them.map((one) => one.name || one.email)) }) : "");
    const text = [
      said(others.filter((one) => one.writing), "fb_writing"),
      said(others.filter((one) => !one.writing), "fb_here"),
    ].filter(Boolean).join(" · ");
    this.here.classList.toggle("writing", others.some((one) => one.writing));
    if (this.here.textContent !== text) this.here.textContent = text;
  }

  // Undo

  undo() {
    const mine = this.feedback?.waiting.filter((one) => one.is_mine) ?? [];
    if (mine.length) this.takeBack(mine.at(-1));
  }

  async takeBack(waiting) {
    try {
      await this.context.api.delete(`${this.way}/pending/${encodeURIComponent(waiting.key)}`);
      this.compose?.giveBack(waiting);
      this.context.toast(this.t("fb_undone"));
    } catch (error) {
      this.context.toast(failed(error, this.t), { bad: true });
    }
    await this.refresh();
  }
}
