// Builds mails as a person's mail program would: RFC 5322 and MIME, UTF-8 in base64.

const CRLF = "\r\n";

function bytes(text) {
  return new TextEncoder().encode(text);
}

function base64(raw) {
  let binary = "";
  for (const byte of raw) binary += String.fromCharCode(byte);
  return btoa(binary);
}

// RFC 2047: encoded words of at most 75 characters, never a character split over two of them.
function encodeText(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = [];
  let piece = "";
  for (const character of text.replace(/[\r\n]+/g, " ")) {
    if (bytes(piece + character).length > 42) {
      words.push(piece);
      piece = "";
    }
    piece += character;
  }
  words.push(piece);
  return words.map((word) => `=?utf-8?B?${base64(bytes(word))}?=`).join(`${CRLF} `);
}

export function splitAddress(text) {
  const match = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text);
  return match ? { name: match[1], address: match[2].trim() } : { name: "", address: text.trim() };
}

function encodeAddress(text) {
  const { name, address } = splitAddress(text);
  if (!name) return address;
  const shown = /^[\x20-\x7e]*$/.test(name) ? `"${name.replace(/["\\]/g, "")}"` : encodeText(name);
  return `${shown} <${address}>`;
}

function rfcDate(date) {
  return date.toUTCString().replace("GMT", "+0000");
}

/** A whole mail. `references` is a list of message ids with their angle brackets, oldest first. */
export function buildMail({ from, to, subject, body, inReplyTo, references = [], date = new Date() }) {
  const domain = splitAddress(from).address.split("@")[1] || "example.org";
  const headers = [
    ["From", encodeAddress(from)],
    ["To", encodeAddress(to)],
    ["Subject", encodeText(subject)],
    ["Date", rfcDate(date)],
    ["Message-ID", `<${randomId()}@${domain}>`],
  ];
  if (inReplyTo) headers.push(["In-Reply-To", inReplyTo]);
  if (references.length) headers.push(["References", references.join(`${CRLF} `)]);
  headers.push(
    ["MIME-Version", "1.0"],
    ["Content-Type", "text/plain; charset=utf-8"],
    ["Content-Transfer-Encoding", "base64"],
  );
  const encoded = base64(bytes(body.replace(/\r?\n/g, CRLF))).replace(/.{76}/g, `$&${CRLF}`);
  return headers.map(([name, value]) => `${name}: ${value}${CRLF}`).join("") + CRLF + encoded + CRLF;
}

function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");
}

/** What a mail program puts below a reply: who wrote when, and the text with a bar before it. */
export function quote(mail) {
  const when = new Date(mail.sent_at).toLocaleString("en-GB", {
    weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
  });
  const lines = (mail.text || "").trimEnd().split("\n").map((line) => (line ? `> ${line}` : ">"));
  return `On ${when}, ${mail.from} wrote:\n\n${lines.join("\n")}\n`;
}

/** The reply of a mail's recipient: to Reply-To, threaded, the original quoted below. */
export function buildReply(mail, words) {
  const id = mail.headers["Message-ID"];
  const earlier = (header(mail, "References") || "").split(/\s+/).filter(Boolean);
  const subject = mail.subject || "";
  return buildMail({
    from: mail.to,
    to: mail.reply_to || mail.from,
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    body: `${words}\n\n${quote(mail)}`,
    inReplyTo: id,
    references: [...earlier, id],
  });
}

export function header(mail, name) {
  const found = Object.entries(mail.headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found && found[1];
}
