// Single keys, as long as nobody types. Every one of them has its words, which the help shows.

const SEQUENCE_MS = 1_200;

export class Keys {
  #lasting = {};
  #page = {};
  #before = "";
  #timer = 0;

  /**
   * `lasting` holds on every page: {"?": [label, does]}; a key may be two: "g q". A key that the page itself listens
   * for while one types, "Ctrl+Enter", has a label only.
   */
  constructor(lasting) {
    this.lasting(lasting);
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /** The keys of every page from now on. */
  lasting(keys) {
    this.#lasting = keys;
  }

  /** The keys of the page that is shown. */
  ofPage(keys) {
    this.#page = keys;
  }

  /** All keys with their labels: those of the page first, and where both have one it is the page's. */
  all() {
    return Object.entries({ ...this.#page, ...this.#lasting, ...this.#page }).map(([key, [label]]) => [key, label]);
  }

  #pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const two = this.#before && `${this.#before} ${event.key}`;
    const does = this.#of(two) ?? this.#of(event.key);
    this.#before = "";
    clearTimeout(this.#timer);
    if (does) {
      if (does(event) !== false) event.preventDefault();
      return;
    }
    this.#before = event.key;
    this.#timer = setTimeout(() => { this.#before = ""; }, SEQUENCE_MS);
  }

  #of(key) {
    return (this.#page[key] ?? this.#lasting[key])?.[1];
  }
}

/** Whether keys are meant for what has the focus. */
export function isTyping(element) {
  return Boolean(element?.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"));
}
