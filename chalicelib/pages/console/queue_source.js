// Where the queue's lines come from. A queue that fits into one answer is asked for whole and filtered on the
// page, at once; of a longer one the API looks for what fits, part by part.

import { set } from "./queue_filters.js";

const ENOUGH = 25; // found lines with which the API is not asked to go on by itself
const PARTS = 5; // answers that are asked for at once, until enough is found
const PAUSE_MS = 15_000; // for each answer that a long queue took, before it is looked at again: each reads much

export class QueueSource {
  constructor(api) {
    this.api = api;
    this.isLong = false; // whether the queue did not fit into one answer when last asked for whole
    this.further = 0; // parts that somebody asked for besides the first
    this.readAt = 0;
    this.parts = 1; // that the newest reading took
  }

  /** Whether these filters are for the API: the page does not have all lines. */
  isNarrowed(asked) {
    return this.isLong && set({ ...asked, team: "" }) > 0;
  }

  /** Another queue, or other filters. */
  startAgain({ isOther }) {
    if (isOther) this.isLong = false;
    this.further = 0;
    this.readAt = 0;
  }

  /** One part more from now on. */
  readOn() {
    this.further += 1;
    this.readAt = 0;
  }

  /** The lines, and where they go on; null while nothing has changed. */
  async read(asked, isFirst) {
    const { scope, team } = asked;
    const isNarrowed = this.isNarrowed(asked);
    const isFresh = isFirst || this.readAt === 0;
    if ((isNarrowed || this.further) && !isFresh && Date.now() - this.readAt < PAUSE_MS * this.parts) return null;
    const query = isNarrowed ? asked : { scope, team };
    const first = await this.api.get("v1/queue", query, { fresh: isFresh || this.further > 0 });
    this.readAt = Date.now();
    if (first === null) return null;
    if (!isNarrowed) this.isLong = first.next !== null;
    const read = { ...first, isNarrowed };
    const rounds = 1 + this.further;
    const [most, enough] = isNarrowed ? [PARTS * rounds, ENOUGH * rounds] : [rounds, Infinity];
    this.parts = 1;
    for (; read.next && this.parts < most && read.items.length < enough; this.parts += 1) {
      const more = await this.api.get("v1/queue", { ...query, after: read.next });
      read.items = [...read.items, ...more.items];
      read.looked_at += more.looked_at;
      read.next = more.next;
    }
    return read;
  }
}
