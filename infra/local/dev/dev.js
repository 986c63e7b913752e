// The simulator: a phone, a mailbox and the clock, kept up to date by asking every second.

import { showDue, tick } from "/dev/clock.js";
import { splitAddress } from "/dev/mail.js";
import { fillAddresses, sendMail, showMails, showReading } from "/dev/mailbox.js";
import { grow, sendText, showTexts, useKeyword } from "/dev/phone.js";
import { $, announce, ask, banner, make, onlyNumber, recall, remember, state } from "/dev/tools.js";
import { badges, show } from "/dev/views.js";

/* ---------- configuration ---------- */

function showConfiguration() {
  const c = state.configuration;
  $("organisation").textContent = c.organisation;
  $("sms-number").textContent = c.sms_number || "(no number is configured)";
  const keyed = c.touchpoints.filter((t) => t.keyword);
  $("hints").replaceChildren(...keyed.map((t) => make("button", { type: "button", title: t.name, onclick: () => useKeyword(t) }, `${t.keyword} · ${t.name}`)));
  const at = (local) => `${local}@${c.mail_domain}`;
  const own = c.mail_domain ? [at("feedback"), ...c.touchpoints.map((t) => at(`t-${t.id}`))] : [];
  $("own-addresses").replaceChildren(...own.map((value) => make("option", { value })));
  if (!$("write-form").elements.to.value && own.length) $("write-form").elements.to.value = own[0];
  const rows = c.touchpoints.map((t) => make("tr", {},
    make("td", {}, t.keyword || "–"),
    make("td", {}, make("a", { href: `/f/${encodeURIComponent(t.id)}`, target: "_blank", rel: "noopener" }, t.name)),
    make("td", {}, c.teams.find((team) => team.id === t.owner)?.name || t.owner)));
  const teams = c.teams.map((t) => make("tr", {}, make("td", {}, t.name), make("td", {}, t.recipients.join(", ") || "nobody")));
  $("about-body").replaceChildren(
    make("p", {}, `${c.organisation}, configuration version ${c.version}. Texts to ${c.sms_number || "no number"}, mail to ${own[0] || "no address"}.`),
    make("h3", {}, "Touchpoints: keyword, form, owner"), make("table", {}, make("tbody", {}, ...rows)),
    make("p", { hidden: !c.more_touchpoints }, `and ${c.more_touchpoints} more`),
    make("h3", {}, "Teams"), make("table", {}, make("tbody", {}, ...teams)));
}

/* ---------- keeping up to date ---------- */

async function poll() {
  const [out, come] = await Promise.all([ask(`/dev/outbox?after=${state.leftAfter}`), ask(`/dev/arrived?after=${state.arrivedAfter}`)]);
  if (out.last < state.leftAfter || come.last < state.arrivedAfter) {
    location.reload(); // another stack, or its state was cleared
    return;
  }
  const fresh = out.messages.filter((m) => m.n > state.leftAfter);
  const came = come.messages.filter((m) => m.n > state.arrivedAfter);
  state.left.push(...fresh);
  state.arrived.push(...came);
  state.leftAfter = state.left.at(-1)?.n || 0;
  state.arrivedAfter = state.arrived.at(-1)?.n || 0;
  if (!state.configuration) {
    state.configuration = await ask("/dev/configuration");
    showConfiguration();
    showTexts(true);
  }
  if (!fresh.length && !came.length && !state.first) return;
  const mine = onlyNumber($("number").value);
  if (!state.first) {
    state.freshTexts += fresh.filter((m) => m.channel === "sms" && m.to === mine).length;
    const news = fresh.filter((m) => m.channel === "email" || m.to === mine);
    const say = news.map((m) => (m.channel === "sms" ? `Text received: ${m.text}` : `Mail to ${splitAddress(m.to).address}: ${m.subject}`));
    if (say.length) announce(say.join(". "));
  }
  fillAddresses();
  showTexts(state.first);
  showMails();
  if (state.first) showReading();
  state.first = false;
  badges();
  await pollClock();
}

async function pollClock() {
  const asked = Date.now();
  const clock = await ask("/dev/clock");
  state.skew = new Date(clock.now) - (asked + Date.now()) / 2;
  state.upcoming = clock.upcoming;
  showDue();
}

async function keepUp() {
  for (let round = 0; ; round += 1) {
    try {
      await (round % 3 === 2 ? Promise.all([poll(), pollClock()]) : poll());
      if (!$("banner").hidden && $("banner").dataset.away) {
        banner("");
        delete $("banner").dataset.away;
      }
    } catch (error) {
      $("banner").dataset.away = "yes";
      banner(error instanceof TypeError ? "The local stack does not answer. Is make run still running?" : error.message);
    }
    await new Promise((resolve) => setTimeout(resolve, document.hidden ? 4000 : 1000));
  }
}

/* ---------- wiring ---------- */

$("number").value = recall("number", $("number").value);
$("number").addEventListener("change", () => {
  remember("number", $("number").value);
  showTexts(true);
});
$("text-form").addEventListener("submit", sendText);
$("text").addEventListener("input", grow);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) sendText(event);
});
$("address").addEventListener("change", () => {
  remember("address", $("address").value);
  showMails();
});
$("write-form").elements.from.value = recall("from", $("write-form").elements.from.value);
$("new-mail").addEventListener("click", () => $("write").showModal());
$("write-form").addEventListener("submit", sendMail);
$("about-open").addEventListener("click", () => $("about").showModal());
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
for (const button of $("views").children) button.addEventListener("click", () => show(button.dataset.show));
new ResizeObserver(() => { $("texts").scrollTop = $("texts").scrollHeight; }).observe($("texts"));

document.addEventListener("sent", () => poll().catch((error) => banner(error.message)));

showTexts(true);
showReading();
badges();
tick();
setInterval(tick, 500);
keepUp();
