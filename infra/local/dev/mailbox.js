// The mailbox: every mail that left, read and answered as its recipient would; and new mail.

import { buildMail, buildReply, header, splitAddress } from "/dev/mail.js";
import { $, announce, clockTime, inZone, make, now, post, read, recall, remember, sent, state } from "/dev/tools.js";
import { badges } from "/dev/views.js";

const MOST_MAILS = 200; // in the list; more would only be slow

const mails = () => state.left.filter((m) => m.channel === "email");

export function fillAddresses() {
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

export function showMails() {
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

export function showReading() {
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
      showReading();
      sent();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      send.disabled = false;
    }
  } });
  const replies = draft(mail).sent.map((s) => make("p", { className: "sent" }, make("b", {}, `You replied at ${clockTime(s.at)}: `), s.words));
  if (!replies.length && earlier.length) replies.push(make("p", { className: "sent" }, make("b", {}, `Replied to at ${clockTime(earlier.at(-1).arrived_at)}.`)));
  form.append(...replies,
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

export async function sendMail(event) {
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
    sent();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
}
