// The simulator: a phone, a mailbox and the clock, kept up to date by asking every second.

import { buildMail, buildReply, header, splitAddress } from "/dev/mail.js";

const $ = (id) => document.getElementById(id);
const MOST_MAILS = 200; // in the list; more would only be slow
const EXAMPLE = "420 heating broken, we are freezing";

const state = {
  left: [], // messages that left the stack
  arrived: [], // messages that arrived at it
  leftAfter: 0,
  arrivedAfter: 0,
  configuration: null,
  upcoming: [],
  skew: 0, // milliseconds that the stack's clock is ahead of the browser's
  mail: null, // provider id of the mail that is open
  view: "html",
  drafts: new Map(),
  first: true,
};

/* ---------- small tools ---------- */

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else if (value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function remember(name, value) {
  try {
    localStorage.setItem(`ouvido.${name}`, JSON.stringify(value));
  } catch { /* private windows have no storage; then nothing is remembered */ }
}

function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`ouvido.${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

const read = new Set(recall("read", []));
const zone = () => state.configuration?.time_zone;
const now = () => new Date(Date.now() + state.skew);

function inZone(date, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options }).format(date);
}

const clockTime = (text) => inZone(new Date(text), { hour: "2-digit", minute: "2-digit" });

function onlyNumber(text) {
  return text.replace(/[\s().-]/g, "");
}

function announce(words) {
  $("announcer").textContent = words;
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  const document = await answer.json();
  if (!answer.ok) {
    const { message, fields } = document.error || { message: document.status };
    throw new Error([message, ...Object.entries(fields || {}).map(([k, v]) => `${k}: ${v}`)].join(" "));
  }
  return document;
}

function post(path, body) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(path, { method: "POST", body: text });
}

/* ---------- phone ---------- */

function texts() {
  const mine = onlyNumber($("number").value);
  const sent = state.arrived.filter((m) => m.channel === "sms" && m.from === mine)
    .map((m) => ({ out: true, words: m.text, at: m.arrived_at }));
  const received = state.left.filter((m) => m.channel === "sms" && m.to === mine)
    .map((m) => ({ out: false, words: m.text, at: m.sent_at }));
  return [...sent, ...received].sort((a, b) => (a.at < b.at ? -1 : 1));
}

let shownTexts = -1;

function showTexts(force) {
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

function grow() {
  const box = $("text");
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

async function sendText(event) {
  event?.preventDefault();
  const body = $("text").value;
  if (!body.trim()) return;
  const button = $("text-form").querySelector("button");
  button.disabled = true;
  try {
    await post("/dev/sms", { from: onlyNumber($("number").value), body });
    $("text").value = "";
    grow();
    await poll();
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

function useKeyword(touchpoint) {
  const rest = $("text").value.trim();
  const typed = rest.split(/\s/, 1)[0].toLowerCase();
  const other = state.configuration.touchpoints.some((t) => t.keyword?.toLowerCase() === typed);
  write(`${touchpoint.keyword} ${other ? rest.slice(typed.length).trim() : rest}`);
}

/* ---------- mailbox ---------- */

const mails = () => state.left.filter((m) => m.channel === "email");

function fillAddresses() {
  const select = $("address");
  const known = new Set([...select.options].map((o) => o.value));
  const wanted = mails().map((m) => splitAddress(m.to).address);
  for (const team of state.configuration?.teams || []) wanted.push(...team.recipients);
  for (const address of wanted) {
    if (known.has(address)) continue;
    known.add(address);
    select.append(make("option", { value: address }, address));
  }
  if (state.first && known.has(recall("address", ""))) select.value = recall("address", "");
}

function visibleMails() {
  const whose = $("address").value;
  return mails().filter((m) => !whose || splitAddress(m.to).address === whose).slice(-MOST_MAILS).reverse();
}

function showMails() {
  const list = $("mails");
  const shown = visibleMails();
  const focused = document.activeElement?.dataset?.mail;
  list.replaceChildren();
  if (!shown.length) list.append(make("li", { className: "empty" }, "No mail yet."));
  for (const mail of shown) {
    list.append(make("li", {}, make("button", {
      type: "button",
      className: read.has(mail.provider_id) ? "" : "unread",
      "aria-current": String(mail.provider_id === state.mail),
      "data-mail": mail.provider_id,
      onclick: () => openMail(mail.provider_id, true),
    },
    make("span", { className: "row" },
      make("span", { className: "who" }, `To ${splitAddress(mail.to).address}`),
      make("time", { dateTime: mail.sent_at }, clockTime(mail.sent_at))),
    make("span", { className: "subject" },
      read.has(mail.provider_id) ? "" : make("span", { className: "hidden" }, "Unread: "), mail.subject || "(no subject)"))));
  }
  if (focused) list.querySelector(`[data-mail="${CSS.escape(focused)}"]`)?.focus();
}

function openMail(id, focus) {
  state.mail = id;
  const mail = mails().find((m) => m.provider_id === id);
  if (mail) {
    read.add(id);
    remember("read", [...read].slice(-500));
  }
  $("mail-panes").classList.toggle("open", Boolean(mail));
  showMails();
  showReading();
  badges();
  if (focus) $("reading").focus();
}

function showReading() {
  const pane = $("reading");
  const mail = mails().find((m) => m.provider_id === state.mail);
  if (!mail) {
    pane.replaceChildren(make("p", { className: "empty" }, "Choose a mail to read it, and answer it as the team would: by replying."));
    return;
  }
  pane.replaceChildren(
    make("button", { type: "button", className: "quiet back", onclick: () => openMail(null) }, "‹ All mails"),
    mailTop(mail),
    tabs(mail),
    make("div", { className: "mail-body", id: "mail-body" }),
    replyBox(mail),
  );
  showBody(mail);
}

function shownAddress(text) {
  const { name, address } = splitAddress(text || "–");
  return name ? `${name} <${address}>` : address;
}

function mailTop(mail) {
  const rows = [["From", shownAddress(mail.from)], ["To", shownAddress(mail.to)], ["Sent", `${inZone(new Date(mail.sent_at), { dateStyle: "medium", timeStyle: "medium" })}`]];
  return make("header", { className: "mail-top" },
    make("h3", {}, mail.subject || "(no subject)"),
    make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value || "–")])));
}

const viewOf = (mail) => (state.view === "html" && !mail.html ? "text" : state.view);

function tabs(mail) {
  const views = [mail.html && ["html", "As it looks"], ["text", "Plain text"], ["headers", "Headers"]].filter(Boolean);
  return make("div", { className: "tabs", role: "group", "aria-label": "How to read it" }, ...views.map(([view, name]) =>
    make("button", {
      type: "button", "aria-pressed": String(view === viewOf(mail)),
      onclick: (event) => {
        state.view = view;
        for (const tab of event.target.parentNode.children) tab.setAttribute("aria-pressed", String(tab === event.target));
        showBody(mail);
      },
    }, name)));
}

function showBody(mail) {
  const body = $("mail-body");
  if (viewOf(mail) === "html") {
    body.replaceChildren(make("iframe", { title: "The mail", sandbox: "allow-popups allow-popups-to-escape-sandbox", src: `/dev/mails/${mail.n}` }));
  } else if (viewOf(mail) === "headers") {
    const rows = Object.entries(mail.headers).map(([name, value]) => make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, value)));
    body.replaceChildren(make("table", {}, make("tbody", {}, ...rows)));
  } else {
    body.replaceChildren(make("pre", { tabIndex: 0 }, mail.text || "(this mail has no plain text)"));
  }
}

function replyBox(mail) {
  const to = mail.reply_to || mail.from;
  const earlier = state.arrived.filter((m) => m.in_reply_to && m.in_reply_to === header(mail, "Message-ID"));
  const problem = make("p", { className: "problem", role: "alert", hidden: true });
  const box = make("textarea", { id: "reply-words", rows: 2, value: state.drafts.get(mail.provider_id)?.text || "",
    placeholder: "Write your reply…", oninput: () => draft(mail).text = box.value });
  const send = make("button", { type: "submit", className: "primary" }, "Send reply");
  const form = make("form", { className: "reply", onsubmit: async (event) => {
    event.preventDefault();
    if (!box.value.trim()) { box.focus(); return; }
    send.disabled = true;
    try {
      await post(`/dev/email?rcpt=${encodeURIComponent(splitAddress(to).address)}`, buildReply(mail, box.value));
      draft(mail).sent.push({ words: box.value, at: now().toISOString() });
      draft(mail).text = "";
      announce("Reply sent");
      await poll();
      showReading();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      send.disabled = false;
    }
  } });
  const sent = draft(mail).sent.map((s) => make("p", { className: "sent" }, make("b", {}, `You replied at ${clockTime(s.at)}: `), s.words));
  if (!sent.length && earlier.length) sent.push(make("p", { className: "sent" }, make("b", {}, `Replied to at ${clockTime(earlier.at(-1).arrived_at)}.`)));
  form.append(...sent,
    make("label", { htmlFor: "reply-words" }, `Reply as ${splitAddress(mail.to).address}`),
    box, problem,
    make("div", { className: "row" }, send, receipts(mail)));
  return form;
}

function draft(mail) {
  if (!state.drafts.has(mail.provider_id)) state.drafts.set(mail.provider_id, { text: "", sent: [] });
  return state.drafts.get(mail.provider_id);
}

function receipts(mail) {
  const done = make("span", { role: "status" });
  const choice = make("select", { "aria-label": "What became of this mail", onchange: async () => {
    try {
      await post("/dev/receipt", { message_id: mail.provider_id, event: choice.value });
      done.textContent = "Told.";
    } catch (error) {
      done.textContent = error.message;
    }
    choice.value = "";
  } }, ...[["", "What became of it…"], ["delivered", "It was delivered"], ["bounced", "It bounced"], ["spam_report", "It was reported as spam"], ["failed", "It was not sent"]]
    .map(([value, name]) => make("option", { value }, name)));
  return make("span", { className: "receipts" }, done, choice);
}

async function sendMail(event) {
  event.preventDefault();
  const form = $("write-form");
  const problem = form.querySelector(".problem");
  const { from, to, subject, body } = Object.fromEntries(new FormData(form));
  try {
    const raw = buildMail({ from, to, subject, body });
    await post(`/dev/email?rcpt=${encodeURIComponent(splitAddress(to).address)}`, raw);
    remember("from", from);
    form.elements.body.value = "";
    form.elements.subject.value = "";
    problem.hidden = true;
    $("write").close();
    announce("Mail sent");
    await poll();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}

/* ---------- clock ---------- */

const WORDS = {
  remind: (s) => `Reminder to ${s.team || s.to}`,
  escalate: (s) => `Escalates to ${s.team || s.to}, level ${s.level}`,
  close: () => "Closes, if nobody writes",
};

function left(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [d, h, m, s] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  if (d) return `${d} d ${h} h`;
  if (h) return `${h} h ${m} min`;
  return `${m}:${String(s).padStart(2, "0")}`;
}

function showDue() {
  const box = $("due");
  const groups = new Map();
  for (const step of state.upcoming) {
    if (!groups.has(step.reference)) groups.set(step.reference, []);
    groups.get(step.reference).push(step);
  }
  if (!groups.size) {
    box.replaceChildren(make("p", { className: "empty" }, "Nothing. Every promise is kept, or none was made yet."));
    return;
  }
  box.replaceChildren(...[...groups].map(([reference, steps]) => make("article", { className: "due-card" },
    make("header", {}, make("h4", {}, reference), make("span", { className: "place" }, steps[0].touchpoint || "")),
    ...steps.map((step, i) => {
      const row = make("div", { className: "row" }, make("span", {}, (WORDS[step.what] || (() => step.what))(step)),
        make("span", { className: "left", "data-at": step.at }));
      if (i) return make("div", { className: "step later" }, row);
      const fill = make("i", { "data-since": step.since, "data-at": step.at });
      return make("div", { className: "step" }, row, make("div", { className: "bar", "aria-hidden": "true" }, fill),
        make("time", { dateTime: step.at }, `at ${inZone(new Date(step.at), { hour: "2-digit", minute: "2-digit", second: "2-digit" })}`));
    }))));
  tick();
}

function tick() {
  const at = now();
  $("time").textContent = inZone(at, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  $("day").textContent = inZone(at, { weekday: "long", day: "numeric", month: "long" });
  $("zone").textContent = zone()?.replace(/_/g, " ") || "";
  for (const span of document.querySelectorAll(".left[data-at]")) {
    const rest = new Date(span.dataset.at) - at;
    span.textContent = rest > 0 ? left(rest) : "now";
  }
  for (const fill of document.querySelectorAll(".bar i")) {
    const [since, end] = [new Date(fill.dataset.since), new Date(fill.dataset.at)];
    const share = Math.min(1, Math.max(0, (at - since) / Math.max(1, end - since)));
    fill.style.width = `${share * 100}%`;
    fill.parentNode.classList.toggle("near", share > 0.8 && share < 1);
    fill.parentNode.classList.toggle("over", share >= 1);
  }
}

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

function banner(words) {
  $("banner").textContent = words || "";
  $("banner").hidden = !words;
}

function badges() {
  const unread = mails().filter((m) => !read.has(m.provider_id)).length;
  const counts = { mailbox: unread, phone: document.body.dataset.view === "phone" ? 0 : freshTexts, clock: 0 };
  for (const button of $("views").children) {
    const badge = button.querySelector("b");
    badge.textContent = counts[button.dataset.show];
    badge.hidden = !counts[button.dataset.show];
    button.setAttribute("aria-pressed", String(button.dataset.show === document.body.dataset.view));
  }
  document.title = unread ? `(${unread}) Ouvido simulator` : "Ouvido simulator";
}

let freshTexts = 0;

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
    freshTexts += fresh.filter((m) => m.channel === "sms" && m.to === mine).length;
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

function show(view) {
  document.body.dataset.view = view;
  if (view === "phone") {
    freshTexts = 0;
    $("texts").scrollTop = $("texts").scrollHeight;
  }
  badges();
}

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

showTexts(true);
showReading();
badges();
tick();
setInterval(tick, 500);
keepUp();
