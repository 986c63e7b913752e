// Where the queue's lines come from. A queue that fits into one answer is asked for whole and filtered on the
// page, at once; of a longer one the API looks for what fits, part by part.

import { set } from "./queue_filters.js";

const ENOUGH = 25; // found lines with which the API is not asked to go on by itself
const PARTS = 5; // answers that are asked for at once at the most
const PAUSE_MS = 15_000; // between two looks at a long queue through filters: each reads much of it

export class QueueSource {
  constructor(api) {
    this.api = api;
    this.isLong = false; // whether the queue did not fit into one answer when last asked for whole
    this.further = 0; // parts that somebody asked for besides the first
    this.readAt = 0;
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
    if ((isNarrowed || this.further) && !isFresh && Date.now() - this.readAt < PAUSE_MS) return null;
    const query = isNarrowed ? asked : { scope, team };
    const first = await this.api.get("v1/queue", query, { fresh: isFresh || this.further > 0 });
    this.readAt = Date.now();
    if (first === null) return null;
    if (!isNarrowed) this.isLong = first.next !== null;
    const read = { ...first, isNarrowed };
    for (let part = 1; read.next && (part <= this.further || (isNarrowed && part < PARTS && read.items.length < ENOUGH)); part += 1) {
      const more = await this.api.get("v1/queue", { ...query, after: read.next });
      read.items = [...read.items, ...more.items];
      read.looked_at += more.looked_at;
      read.next = more.next;
    }
    return read;
  }
}
