// What somebody typed and has not sent: kept in this window through a reload, another page or another language, until
// it is sent or they sign out. Of each member their own, for a desk that several people share.

const ALL = "ouvido-draft:";
const kept = new Map(); // by place, as JSON: where storage is forbidden or full it lasts as long as the window

export class Draft {
  #place;

  /** What `member` (an address) typed at the place of this `name`. */
  constructor(member, name) {
    this.#place = `${ALL}${member}:${name}`;
  }

  /** What was kept last, as `keep` was handed it; null where there is nothing. */
  read() {
    try {
      return JSON.parse(kept.get(this.#place) ?? sessionStorage.getItem(this.#place));
    } catch {
      return null;
    }
  }

  /** Keep this; null keeps nothing. */
  keep(value) {
    try {
      if (value) kept.set(this.#place, JSON.stringify(value));
      else kept.delete(this.#place);
      if (value) sessionStorage.setItem(this.#place, kept.get(this.#place));
      else sessionStorage.removeItem(this.#place);
    } catch { /* the window has it */ }
  }
}

/** Whoever signs out leaves nothing typed behind. */
export function dropDrafts() {
  kept.clear();
  try {
    for (const place of Object.keys(sessionStorage)) if (place.startsWith(ALL)) sessionStorage.removeItem(place);
  } catch { /* nothing was kept */ }
}
