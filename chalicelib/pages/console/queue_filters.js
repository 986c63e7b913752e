// Which part of the queue is wanted: kept in the address, chosen above the list. What the API answers for a
// scope is filtered here, at once, so that the choices can say how many there are.

import { h, icon } from "./dom.js";
import { PlaceFilter } from "./queue_place.js";
import { t } from "./words.js";

const SCOPES = ["mine", "team", "all"];
const ASPECTS = {
  touchpoint: { of: (line) => line.touchpoint?.id, name: (line) => line.touchpoint.name },
  kind: { of: (line) => line.kind, name: (line) => t(`kind_${line.kind}`) },
  severity: { of: (line) => line.severity, name: (line) => t(`severity_${line.severity}`) },
  level: { of: (line) => String(line.level), name: (line) => t("level", { n: line.level }) },
  channel: { of: (line) => line.channel, name: (line) => t(`channel_${line.channel}`) },
  incident: { of: (line) => line.incident },
};
/** Of a queue that is too long for the page: every value of what has a few. */
const EVERY = {
  kind: ["complaint", "suggestion", "compliment", "enquiry"],
  severity: ["critical", "high", "normal", "low"],
  level: ["0", "1", "2", "3", "4"],
  channel: ["sms", "web", "email", "phone", "in_person", "letter", "social"],
};

/** The scopes that make sense for somebody: everything only for whoever sees more than their teams. */
export function scopesOf(me) {
  return me.is("ombudsman", "manager", "admin") ? SCOPES : ["mine", "team"];
}

/** What an address asks for; the scope is one that there is. */
export function wanted(query, me) {
  const usual = me.teams.length || !scopesOf(me).includes("all") ? "team" : "all";
  const scope = scopesOf(me).includes(query.scope) ? query.scope : usual;
  const found = { scope, team: query.team ?? "", text: query.text ?? "" };
  for (const aspect of Object.keys(ASPECTS)) found[aspect] = query[aspect] ?? "";
  return found;
}

/** How many filters are set, besides the scope. */
export function set(asked) {
  return ["team", "text", ...Object.keys(ASPECTS)].filter((name) => asked[name]).length;
}

/** Whether a line is asked for. */
export function takes(line, asked) {
  return fits(line, asked) && says(line, asked);
}

/** Whether a line is what is chosen, whatever its words. */
export function fits(line, asked) {
  return Object.entries(ASPECTS).every(([name, { of }]) => !asked[name] || of(line) === asked[name]);
}

/** Whether the text that is looked for is in a line, which has the beginning of the words. */
export function says(line, asked) {
  return !asked.text || fold([line.reference, line.name, line.words, line.touchpoint?.name].join(" ")).includes(fold(asked.text));
}

/** Case and accents do not matter. */
export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The fields above the list. `changed(part)` is told of each choice; `show(asked, lines)` makes them agree. */
export class Filters {
  constructor({ me, api }, changed) {
    this.search = h("input", {
      type: "search", id: "queue-search", placeholder: t("queue_search_hint"), maxlength: 100, autocomplete: "off",
      oninput: () => changed({ text: this.search.value }),
    });
    this.selects = Object.fromEntries(Object.keys(ASPECTS).map((name) => [name, this.#select(name, changed)]));
    this.place = new PlaceFilter(async (text) => (await api.get("v1/places", { text })).items, (touchpoint) => changed({ touchpoint }));
    this.clear = h("button", { type: "button", class: "clear", onclick: () => changed(nothing()) }, t("queue_clear"));
    if (me.sees.length > 1) {
      this.team = h("select", { "aria-label": t("queue_team_filter"), onchange: () => changed({ team: this.team.value }) },
        h("option", { value: "" }, t("queue_any_team")), me.sees.map((team) => h("option", { value: team.id }, team.name)));
    }
    this.summary = h("summary", {}, t("queue_filters"));
    const more = h("details", { class: "more" }, this.summary,
      h("div", { class: "selects" }, this.team, this.place.el, Object.values(this.selects)));
    const wide = matchMedia("(min-width: 60rem)");
    more.open = wide.matches;
    wide.addEventListener("change", () => { more.open = wide.matches; });
    this.el = h("search", { class: "filters" },
      h("label", { class: "search", for: "queue-search" }, icon("search"), h("span", { class: "unseen" }, t("queue_search")), this.search),
      more);
  }

  /** Offer what there is among `lines`, with how many unless there are more; show what is asked for. */
  show(asked, lines, { titles = new Map(), isLong = false } = {}) {
    this.titles = titles;
    this.isLong = isLong;
    if (this.search.value !== asked.text) this.search.value = asked.text;
    for (const [name, select] of Object.entries(this.selects)) this.#offer(select, name, asked, lines);
    this.place.el.hidden = !isLong;
    this.selects.touchpoint.hidden = isLong;
    if (isLong) this.place.show(asked.touchpoint);
    if (this.team) this.team.value = asked.team;
    const n = set({ ...asked, text: "" });
    this.summary.textContent = n ? t("queue_filters_on", { n }) : t("queue_filters");
    this.clear.hidden = !set(asked);
  }

  #select(name, changed) {
    return h("select", { "aria-label": t(`queue_${name}`), onchange: (event) => changed({ [name]: event.target.value }) });
  }

  #offer(select, name, asked, lines) {
    const { of, name: named = (line) => this.titles.get(line.incident) || t("queue_incident") } = ASPECTS[name];
    const found = new Map();
    for (const value of this.isLong ? EVERY[name] ?? [] : []) found.set(value, { label: named({ [name]: value }), n: 0 });
    for (const line of lines) {
      const value = of(line);
      if (!value) continue;
      if (!found.has(value)) found.set(value, { label: named(line), n: 0 });
      if (takes(line, { ...asked, [name]: "" })) found.get(value).n += 1;
    }
    if (asked[name] && !found.has(asked[name])) found.set(asked[name], { label: asked[name], n: 0 });
    const options = [["", t(`queue_any_${name}`)], ...[...found]
      .sort(([, one], [, other]) => one.label.localeCompare(other.label))
      .map(([value, { label, n }]) => [value, this.isLong ? label : `${label} (${n})`])];
    select.hidden = name === "incident" && options.length === 1;
    select.classList.toggle("set", Boolean(asked[name]));
    const told = JSON.stringify(options);
    if (select.dataset.told !== told) { // an open list of choices stays open while it is the same
      select.dataset.told = told;
      select.replaceChildren(...options.map(([value, label]) => h("option", { value }, label)));
    }
    select.value = asked[name];
  }
}

/** No filter at all. */
export function nothing() {
  return { team: "", text: "", ...Object.fromEntries(Object.keys(ASPECTS).map((name) => [name, ""])) };
}
