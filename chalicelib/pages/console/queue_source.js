// Where the queue's lines come from. A queue that fits into one answer is asked for whole and filtered on the
// page, at once; of a longer one the API looks for what fits, part by part. What is due first is looked at again
// every few seconds, whatever is shown; what is further down, which reads much, less often.

import { fits, says, set } from "./queue_filters.js";

const ENOUGH = 25; // found lines with which the API is not asked to go on by itself
const PARTS = 5; // answers that are asked for at once, until enough is found
const PAUSE_MS = 15_000; // for each answer that a long queue took, before all of it is looked at again

export class QueueSource {
  constructor(api) {
    this.api = api;
    this.isLong = false; // whether the queue did not fit into one answer when last asked for whole
    this.further = 0; // parts that somebody asked for besides the first
    this.whole = null; // all that was read when everything was looked at last
    this.readAt = 0; // when that was, in ms; 0: it is to be looked at now
    this.firstAt = 0; // when what is due first was looked at last
    this.parts = 1; // that the newest reading took
    this.turn = 0; // an answer to an older question changes nothing
  }

  /** Whether these filters are for the API: the page does not have all lines. */
  isNarrowed(asked) {
    return this.isLong && set({ ...asked, team: "" }) > 0;
  }

  /** How old what is shown is: since when what is due first, and since when the rest, where that is older; ms. */
  ages(asked) {
    return { first: this.firstAt, rest: this.#isMore(asked) ? this.readAt : null };
  }

  /** Another queue, or other filters. */
  startAgain({ isOther }) {
    if (isOther) this.isLong = false;
    this.further = 0;
    this.turn += 1;
    this.lookAgain();
  }

  /** One part more from now on. */
  readOn() {
    this.further += 1;
    this.lookAgain();
  }

  /** Look at everything the next time. */
  lookAgain() {
    this.readAt = 0;
  }

  /** The lines, and where they go on; null while nothing has changed. */
  async read(asked, isFirst) {
    const isDue = !this.readAt || (this.#isMore(asked) && Date.now() - this.readAt >= PAUSE_MS * this.parts);
    return isFirst || isDue ? this.#all(asked) : this.#first(asked);
  }

  /** Whether more is shown than the first answer to the queue without filters holds. */
  #isMore(asked) {
    return this.isNarrowed(asked) || this.further > 0;
  }

  async #all(asked) {
    const { scope, team } = asked;
    const isNarrowed = this.isNarrowed(asked);
    const query = isNarrowed ? asked : { scope, team };
    const at = Date.now();
    const turn = ++this.turn;
    const first = await this.api.get("v1/queue", query);
    const read = { ...first, isNarrowed };
    const rounds = 1 + this.further;
    const [most, enough] = isNarrowed ? [PARTS * rounds, ENOUGH * rounds] : [rounds, Infinity];
    let parts = 1;
    for (; read.next && parts < most && read.items.length < enough; parts += 1) {
      const more = await this.api.get("v1/queue", { ...query, after: read.next });
      read.items = [...read.items, ...more.items];
      read.looked_at += more.looked_at;
      read.next = more.next;
    }
    if (turn !== this.turn) return null;
    if (!isNarrowed) this.isLong = first.next !== null;
    this.readAt = this.firstAt = at;
    this.parts = parts;
    this.whole = read;
    return read;
  }

  /** What is due first as it is now, and behind it what was read before. */
  async #first(asked) {
    const { scope, team } = asked;
    const at = Date.now();
    const { turn } = this;
    const first = await this.api.get("v1/queue", { scope, team }, { fresh: false });
    if (turn !== this.turn) return null;
    this.firstAt = at;
    if (first === null) return null;
    this.isLong = first.next !== null;
    if (!this.isLong || !this.#isMore(asked)) return { ...first, isNarrowed: false };
    return { ...this.whole, items: joined(first.items, this.whole, asked), as_of: first.as_of };
  }
}

/** Of the lines due first those that fit; then what was read before, unless it would have to stand among those. */
function joined(first, whole, asked) {
  const found = new Set(whole.items.map((line) => line.reference));
  const isThere = new Set(first.map((line) => line.reference));
  const last = first.at(-1);
  return [
    ...first.filter((line) => !whole.isNarrowed || (fits(line, asked) && (found.has(line.reference) || says(line, asked)))),
    ...whole.items.filter((line) => !isThere.has(line.reference) && !(last && isBefore(line, last))),
  ];
}

/** Whether a line stands in the queue before another one: promises, then what has none, then what waits. */
function isBefore(line, other) {
  const [[kind, at], [otherKind, otherAt]] = [standing(line), standing(other)];
  return kind < otherKind || (kind === otherKind && at < otherAt);
}

function standing(line) {
  if (line.unreached_at) return [0, Date.parse(line.unreached_at)];
  if (!line.holder) return [2, Date.parse(line.waiting_until ?? line.captured_at)];
  return line.promise_by ? [0, Date.parse(line.promise_by)] : [1, Date.parse(line.captured_at)];
}
