// What a form's edits would come to, while one types; then put in force. Other people's versions are never lost.

import { said } from "./admin_problems.js";
import { changesList } from "./admin_versions.js";
import { h } from "./dom.js";
import { failed } from "./why.js";
import { t } from "./words.js";

const PAUSE_MS = 600;

/**
 * The foot of a form. `edits()` gives what the form holds now: [{path, value}], none where nothing differs.
 * `base` is the version that it was filled from. `wrong(errors)` hears what is wrong, to mark it,
 * and may set `isPlaced` of what it says at its field: the foot says the rest;
 * `done(version)` that it is in force.
 */
export class Saver {
  #context;
  #edits;
  #base;
  #wrong;
  #done;
  #timer;
  #round = 0;

  constructor(context, { edits, base, wrong = () => {}, done }) {
    this.#context = context;
    this.#edits = edits;
    this.#base = base;
    this.#wrong = wrong;
    this.#done = done;
    this.verdict = h("p", { role: "status" }, t("adm_unchanged"));
    this.details = h("div", { class: "adm-details" });
    this.button = h("button", { class: "button", type: "button", disabled: true, onclick: () => this.#put() }, t("adm_apply"));
    this.el = h("section", { class: "adm-saver" }, this.verdict, this.details, h("p", { class: "adm-buttons" }, this.button));
  }

  /** Something was typed: say what it comes to once nobody has typed for a moment. */
  typed() {
    this.stop();
    this.button.disabled = true;
    this.#timer = setTimeout(() => this.#check(), PAUSE_MS);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#round += 1;
  }

  async #check() {
    const mine = ++this.#round;
    const edits = this.#edits();
    if (!edits.length) {
      this.#wrong([]);
      this.#show(t("adm_unchanged"));
      return;
    }
    try {
      const { checked, comments_lost: lost } = await this.#context.api.post("v1/configuration/edits/check", { edits });
      if (mine !== this.#round) return;
      const { errors, warnings, changes } = checked;
      const is_same = !errors.length && !changes.length;
      this.#wrong(errors);
      const rest = errors.filter((one) => !one.isPlaced);
      this.#show(errors.length ? t("adm_errors", { n: errors.length }) : is_same ? t("adm_unchanged") : t("adm_right"),
        h("ul", { class: "adm-problems" }, [...rest.map((one) => problem(one, "notice")), ...warnings.map((one) => problem(one, "notice quietly"))]),
        changes.length ? [h("h3", {}, t("adm_changes")), changesList(changes)] : "",
        lost.length ? h("div", { class: "notice quietly" }, t("adm_comments_lost"), h("ul", {}, lost.map((one) => h("li", {}, h("code", {}, one))))) : "");
      this.button.disabled = errors.length > 0 || is_same;
    } catch (error) {
      if (mine !== this.#round) return;
      this.#wrong([]);
      this.#show(error.fields?.edits ?? failed(error, t));
    }
  }

  #show(verdict, ...details) {
    this.verdict.textContent = verdict;
    this.details.replaceChildren(...details.flat().filter(Boolean));
  }

  async #put() {
    this.button.disabled = true;
    try {
      const done = await this.#context.api.post("v1/configuration/edits", { edits: this.#edits(), base: this.#base });
      this.#context.toast(t("adm_applied", { n: done.version }));
      this.#done(done.version);
    } catch (error) {
      this.button.disabled = false;
      if (error.status === 409) await this.#overtaken();
      else this.#context.toast(error.fields?.text ?? error.fields?.edits ?? failed(error, t), { bad: true, seconds: 12 });
    }
  }

  /** What was typed stays; once one has seen what the others changed, it is saved on top of that. */
  async #overtaken() {
    const { applied, changes } = await this.#context.api.get("v1/configuration");
    this.#base = applied.version;
    this.#show(t("adm_overtaken_form", { n: applied.version, who: applied.by || "?" }), changesList(changes));
    this.details.append(h("p", {}, h("a", { class: "quiet", href: `#/admin/versions/${applied.version}`, target: "_blank" }, t("adm_version", { n: applied.version }))));
    this.verdict.tabIndex = -1;
    this.verdict.focus();
  }
}

/** Without the line of a text that is not on the page. */
function problem(one, kind) {
  return h("li", { class: kind }, one.path && h("code", {}, `${one.path}:`), " ", said(one));
}
