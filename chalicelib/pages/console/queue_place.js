// The touchpoint of a queue that is too long for the page, found among all that there are by number or name.

import { h } from "./dom.js";
import { t } from "./words.js";

const TYPED_MS = 150;

export class PlaceFilter {
  /** `look(text)` answers the touchpoints that a text may mean; `changed(id)` is told of a choice, "" of none. */
  constructor(look, changed) {
    this.look = look;
    this.changed = changed;
    this.ids = new Map(); // what can be chosen, as it is written -> id
    this.names = new Map(); // id -> as it is written
    this.asked = "";
    this.round = 0;
    this.options = h("datalist", { id: "queue-places" });
    this.input = h("input", {
      type: "search", list: "queue-places", autocomplete: "off", maxlength: 100, placeholder: t("queue_any_touchpoint"),
      "aria-label": t("queue_touchpoint"), onfocus: () => this.offer(), oninput: () => this.typed(), onchange: () => this.left(),
    });
    this.el = h("span", { class: "place" }, this.input, this.options);
  }

  /** Show what is asked for; whoever is typing is left alone. */
  show(id) {
    this.input.classList.toggle("set", Boolean(id));
    if (id === this.asked) return;
    this.asked = id;
    if (!id || this.names.has(id)) this.write();
    else this.find(id).then(() => this.write());
  }

  write() {
    if (document.activeElement !== this.input || !this.asked) this.input.value = this.asked && (this.names.get(this.asked) ?? this.asked);
  }

  typed() {
    clearTimeout(this.timer);
    if (!this.take()) this.timer = setTimeout(() => this.offer().then(() => this.take()), TYPED_MS);
  }

  /** What is no touchpoint is none: the field says again what holds. */
  left() {
    if (!this.take()) this.input.value = this.names.get(this.asked) ?? this.asked;
  }

  /** Choose what the field says; whether it says something that can be chosen. */
  take() {
    const id = this.input.value.trim() ? this.ids.get(this.input.value.trim()) : "";
    if (id === undefined) return false;
    if (id !== this.asked) {
      this.asked = id;
      this.changed(id);
    }
    return true;
  }

  /** Offer what the text so far may mean. */
  async offer() {
    const mine = ++this.round;
    const items = await this.find(this.input.value.trim());
    if (mine === this.round) this.options.replaceChildren(...items.map(({ id, keyword }) => h("option", { value: this.names.get(id) }, keyword ?? "")));
  }

  /** Touchpoints that a text may mean, each known from now on by a name that no other one has. */
  async find(text) {
    const items = await this.look(text).catch(() => []);
    for (const { id, name } of items) {
      const said = this.ids.get(name) ?? id;
      const written = said === id ? name : `${name} (${id})`;
      this.ids.set(written, id);
      this.names.set(id, written);
    }
    return items;
  }
}
