// The phone: texts of one number, both ways.

import { $, banner, clockTime, make, onlyNumber, post, sent, state } from "/dev/tools.js";

const EXAMPLE = "420 heating broken, we are freezing";

function texts() {
  const mine = onlyNumber($("number").value);
  const sent = state.arrived.filter((m) => m.channel === "sms" && m.from === mine)
    .map((m) => ({ out: true, words: m.text, at: m.arrived_at }));
  const received = state.left.filter((m) => m.channel === "sms" && m.to === mine)
    .map((m) => ({ out: false, words: m.text, at: m.sent_at }));
  return [...sent, ...received].sort((a, b) => (a.at < b.at ? -1 : 1));
}

let shownTexts = -1;

export function showTexts(force) {
  const all = texts();
  if (!force && all.length === shownTexts) return;
  const box = $("texts");
  const before = force ? all.length : Math.max(shownTexts, 0);
  shownTexts = all.length;
  box.replaceChildren();
  if (!all.length) {
    box.append(make("div", { className: "empty" },
      make("p", {}, "Text what happened, the way a passenger would. Begin with a keyword to say where you are."),
      make("button", { type: "button", onclick: () => write(EXAMPLE) }, EXAMPLE)));
  }
  all.forEach((text, i) => {
    const side = text.out ? "out" : "in";
    box.append(make("div", { className: `text ${side}${i >= before ? " fresh" : ""}` }, text.words));
    const next = all[i + 1];
    if (!next || next.out !== text.out || clockTime(next.at) !== clockTime(text.at)) {
      box.append(make("div", { className: `text-time ${side}` }, clockTime(text.at)));
    }
  });
  box.scrollTop = box.scrollHeight;
}

export function grow() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

export async function sendText(event) {
  event?.preventDefault();
  const body = $("text").value;
  if (!body.trim()) return;
  const button = $("text-form").querySelector("button");
  button.disabled = true;
  try {
    await post("/dev/sms", { from: onlyNumber($("number").value), body });
    $("text").value = "";
    grow();
    sent();
  } catch (error) {
    banner(error.message);
  } finally {
    button.disabled = false;
  }
}

function write(words) {
  const box = $("text");
  box.value = words;
  box.focus();
  grow();
}

export function useKeyword(touchpoint) {
  const rest = $("text").value.trim();
  const typed = rest.split(/\s/, 1)[0].toLowerCase();
  const other = state.configuration.touchpoints.some((t) => t.keyword?.toLowerCase() === typed);
  write(`${touchpoint.keyword} ${other ? rest.slice(typed.length).trim() : rest}`);
}
