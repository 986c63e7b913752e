// Policies with their ladders, and calendars, as forms.

import { choice, field, identifier, KINDS, lines, names, several, words } from "./admin_inputs.js";
import { h } from "./dom.js";
import { locale, t } from "./words.js";

/** What a policy can be for, as boxes to tick: values, and what stands above them. */
const MATCHED = {
  kind: [KINDS, "adm_for_kinds"],
  severity: [["critical", "high", "normal", "low"], "adm_for_severities"],
  difficulty: [["simple", "complex"], "adm_for_difficulties"],
  channel: [["sms", "web", "email", "phone", "in_person", "letter", "social"], "adm_for_channels"],
};
const LISTED = { touchpoint: "adm_for_places", owner: "adm_for_owners" };
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const ALWAYS = "always";
const MONDAY = Date.UTC(2024, 0, 1);

export const POLICY = {
  says: (row) => [row.id, [row.match?.kind ?? []].flat().map((one) => t(`kind_${one}`)).join(", "), row.respond_within],
  before: "adm_policies_lead",
  isOrdered: true,
  fields: [identifier, matches, choice("calendar", "adm_calendar", (document) => [[ALWAYS, t("adm_wall_clock")], ...Object.keys(document.calendars).map((id) => [id, id])], { none: null, otherwise: ALWAYS }),
    words("respond_within", "adm_promise", { placeholder: "24h" }), words("remind_after", "adm_remind_after", { placeholder: "75%" }), ladder,
    words("close_after", "adm_close_after", { placeholder: "7d" }), words("survey_after", "adm_survey_after", { placeholder: "10m" }),
    choice("survey", "adm_survey_asks", () => [["csat", t("adm_survey_csat")], ["csat+nps", t("adm_survey_nps")]], { none: null, otherwise: "csat" }),
    words("appeal_within", "adm_appeal_within", { placeholder: "30d" }), words("wait_at_most", "adm_wait_at_most", { placeholder: "7d" })],
};

export const CALENDAR = {
  read: (id, row) => ({ id, ...row }), // tables by their id, which stands nowhere else
  written: ({ id, ...row }) => row,
  says: (row) => [row.id, Object.keys(row.open ?? {}).map(dayName).join(", "), row.holidays],
  before: "adm_calendars_lead",
  fields: [identifier, words("time_zone", "adm_zone", { placeholder: "Europe/London" }), ...DAYS.map(day), words("holidays", "adm_holidays_of", { hint: "adm_holidays_hint", placeholder: "GB-ENG" }), lines("closed", "adm_closed_days", "adm_closed_hint"), special],
};

function dayName(day) {
  return new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(new Date(MONDAY + DAYS.indexOf(day) * 864e5));
}

/** What it is for: boxes, and short names of touchpoints and teams. */
function matches({ row, changed }) {
  const groups = Object.entries(MATCHED).map(([key, [values, label]]) => {
    const chosen = [row.match?.[key] ?? []].flat();
    const boxes = values.map((value) => h("input", { type: "checkbox", value, checked: chosen.includes(value), onchange: changed }));
    return { key, boxes, el: h("fieldset", { class: "adm-kinds" }, h("legend", {}, t(label)), boxes.map((box) => h("label", {}, box, " ", t(`${key}_${box.value}`)))) };
  });
  const lists = Object.entries(LISTED).map(([key, label]) => {
    const part = lines(key, label, "adm_for_places_hint", 2)({ row: row.match ?? {}, changed });
    return { key, part };
  });
  return {
    el: [groups.map((one) => one.el), h("p", { class: "soft adm-whole" }, t("adm_for_all_hint")), lists.map(({ part }) => part.el)],
    wrong: (errors) => lists.forEach(({ part }) => part.wrong(errors)),
    value: () => {
      const match = { ...row.match };
      for (const { key, part } of lists) {
        const found = part.value()[key];
        if (found?.length) match[key] = Array.isArray(row.match?.[key]) ? found : several([found].flat());
        else delete match[key];
      }
      for (const { key, boxes } of groups) {
        const found = boxes.filter((box) => box.checked).map((box) => box.value);
        if (found.length) match[key] = Array.isArray(row.match?.[key]) ? found : several(found);
        else delete match[key];
      }
      return { match: Object.keys(match).length ? match : null };
    },
  };
}

/** Who takes over, and when: a line for each level. */
function ladder({ row, document, changed }) {
  const list = h("ol", { class: "adm-rungs" });
  const rungs = [];

  function add(level) {
    const after = h("input", { value: level.after ?? "", placeholder: "24h", required: true, autocomplete: "off", oninput: changed, "aria-label": t("adm_after") });
    const to = h("select", { onchange: changed, "aria-label": t("adm_level_to") }, h("option", { value: "" }, t("adm_choose")),
      names(document.teams).map(([id, name]) => h("option", { value: id, selected: id === level.to }, name)));
    const rung = { level, after, to };
    rung.el = h("li", {}, after, to, h("button", { class: "quiet", type: "button", "aria-label": t("adm_remove_level"), onclick: () => {
      rungs.splice(rungs.indexOf(rung), 1);
      rung.el.remove();
      changed();
    } }, "×"));
    rungs.push(rung);
    list.append(rung.el);
    return rung;
  }

  (row.levels ?? []).forEach(add);
  return {
    el: h("fieldset", { class: "adm-whole" }, h("legend", {}, h("strong", {}, t("adm_levels"))), h("small", {}, t("adm_levels_hint")), list,
      h("button", { class: "quiet", type: "button", onclick: () => { add({}).after.focus(); changed(); } }, t("adm_add_level"))),
    value: () => ({ levels: rungs.length ? rungs.map(({ level, after, to }) => ({ ...level, after: after.value.trim(), to: to.value })) : null }),
  };
}

/** Days that are open otherwise than their weekday says, a line each. */
function special({ row, changed }) {
  const written = Object.entries(row.extra ?? {}).map(([one, spans]) => `${one} ${spans.join(", ")}`.trim());
  const area = h("textarea", { rows: 3, spellcheck: "false", oninput: changed, value: written.join("\n") });
  return { ...field("extra", "adm_special", area, "adm_special_hint"), value: () => {
    const said = area.value.split("\n").map((one) => one.trim()).filter(Boolean).map((one) => one.match(/^(\S+)\s*(.*)$/));
    const extra = Object.fromEntries(said.map(([, one, spans]) => [one, spans.split(",").map((each) => each.trim()).filter(Boolean)]));
    return { extra: said.length ? extra : null };
  } };
}

function day(name) {
  return ({ row, changed }) => {
    const input = h("input", { value: (row.open?.[name] ?? []).join(", "), placeholder: t("adm_closed"), autocomplete: "off", oninput: changed });
    const part = field(name, "adm_open", input);
    part.el.querySelector("label").textContent = dayName(name);
    return { ...part, value: (made) => {
      const spans = input.value.split(",").map((one) => one.trim()).filter(Boolean);
      const open = { ...made.open, [name]: spans };
      if (!spans.length) delete open[name];
      return { open };
    } };
  };
}
