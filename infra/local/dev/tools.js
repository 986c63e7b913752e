// What every part of the simulator needs: its state, and small tools.

export const $ = (id) => document.getElementById(id);

export const state = {
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
  first: true, // nothing was shown yet
  freshTexts: 0, // received since the phone was last looked at
};

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && name !== "list") node[name] = value;
    else if (value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function remember(name, value) {
  try {
    localStorage.setItem(`ouvido.${name}`, JSON.stringify(value));
  } catch { /* private windows have no storage; then nothing is remembered */ }
}

export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`ouvido.${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export const read = new Set(recall("read", []));
export const zone = () => state.configuration?.time_zone;
export const now = () => new Date(Date.now() + state.skew);

export function inZone(date, options) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: zone(), ...options }).format(date);
}

export const clockTime = (text) => inZone(new Date(text), { hour: "2-digit", minute: "2-digit" });

export function onlyNumber(text) {
  return text.replace(/[\s().-]/g, "");
}

export function announce(words) {
  $("announcer").textContent = words;
}

export async function ask(path, options) {
  const answer = await fetch(path, options);
  const document = await answer.json();
  if (!answer.ok) {
    const { message, fields } = document.error || { message: document.status };
    throw new Error([message, ...Object.entries(fields || {}).map(([k, v]) => `${k}: ${v}`)].join(" "));
  }
  return document;
}

export function post(path, body) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return ask(path, { method: "POST", body: text });
}

export function banner(words) {
  $("banner").textContent = words || "";
  $("banner").hidden = !words;
}

/** Something was sent: ask what became of it without waiting for the next round. */
export function sent() {
  document.dispatchEvent(new Event("sent"));
}
