"""The indexes: what needs a look, what a team has, what happened at a place."""

import zlib

from chalicelib.instants import from_text, to_text
from chalicelib.model import Feedback
from chalicelib.ports import Due
from chalicelib.store.keys.feedback import (
    ENTRIES,
    MESSAGES,
    PENDING,
    entry,
    feedback_of,
    message,
    pending,
    state,
)
from chalicelib.store.keys.incidents import INCIDENTS, TASKS, task
from chalicelib.store.keys.primary import PK, SK, Key
from chalicelib.store.keys.webhooks import LANE, WEBHOOKS, lane

DUE_INDEX = "due"
DUE_SHARD = "due_shard"
WAKE_AT = "wake_at"
QUEUE_INDEX = "queue"
QUEUE = "queue"
QUEUE_BY = "queue_by"
PLACE_INDEX = "place"
TOUCHPOINT = "touchpoint"
CAPTURED_AT = "captured_at"

SHARDS = tuple(f"DUE#{number:02d}" for number in range(16))
"""The partitions of what ticks come for, in the order in which they are read."""
SWEPT_SHARDS = tuple(f"SWEEP#{number:02d}" for number in range(16))
"""The partitions of what an arrow carries, where only the sweep looks for what was lost."""


def shard(feedback_id: str, *, swept: bool = False) -> str:
    """The shard of either work list in which everything about one feedback stands, for ever."""
    shards = SWEPT_SHARDS if swept else SHARDS
    return shards[zlib.crc32(feedback_id.encode()) % len(shards)]


def queue_by(feedback: Feedback) -> str:
    """Where a feedback stands in its team's queue: instants sort before words.

    What was answered and reached nobody stands where that was known: no promise may be on it.
    """
    if feedback.unreached_at is not None:
        return to_text(feedback.unreached_at)
    if feedback.holder is None:
        return f"waiting#{to_text(feedback.waiting_until or feedback.captured_at)}"
    if feedback.promise_by is not None:
        return to_text(feedback.promise_by)
    return f"unpromised#{to_text(feedback.captured_at)}"


def due_from(index_key: Key) -> Due:
    """The thing that a key of the index `due` stands for."""
    sk = index_key[SK]["S"]
    if sk == LANE:
        return Due(
            feedback_id=str(index_key[PK]["S"]).removeprefix(WEBHOOKS),
            item="lane",
            wake_at=from_text(index_key[WAKE_AT]["S"]),
            swept=index_key[DUE_SHARD]["S"] in SWEPT_SHARDS,
        )
    if sk.startswith(TASKS):
        item = f"task:{int(sk.removeprefix(TASKS))}"
    elif sk.startswith(ENTRIES):
        item = f"entry:{int(sk.removeprefix(ENTRIES))}"
    elif sk.startswith(MESSAGES):
        item = f"message:{sk.removeprefix(MESSAGES)}"
    elif sk.startswith(PENDING):
        item = f"pending:{sk.removeprefix(PENDING)}"
    else:
        item = "state"
    return Due(
        feedback_id=feedback_of(index_key).removeprefix(INCIDENTS),
        item=item,
        wake_at=from_text(index_key[WAKE_AT]["S"]),
        swept=index_key[DUE_SHARD]["S"] in SWEPT_SHARDS,
    )


def due_key(due: Due) -> Key:
    """The key of the index `due` that a thing stands at: the inverse of `due_from`."""
    kind, _, rest = due.item.partition(":")
    if kind == "entry":
        primary = entry(due.feedback_id, int(rest))
    elif kind == "message":
        primary = message(due.feedback_id, rest)
    elif kind == "task":
        primary = task(due.feedback_id, int(rest))
    elif kind == "lane":
        primary = lane(due.feedback_id)
    elif kind == "pending":
        primary = pending(due.feedback_id, rest)
    else:
        primary = state(due.feedback_id)
    return {
        **primary,
        DUE_SHARD: {"S": shard(due.feedback_id, swept=due.swept)},
        WAKE_AT: {"S": to_text(due.wake_at)},
    }
