"""Where each thing stands in the table. Pure; the only module that knows key and index names.

| thing | pk | sk |
|---|---|---|
| state of a feedback | `F#<id>` | `STATE` |
| timeline entry | `F#<id>` | `E#000001` |
| message | `F#<id>` | `M#<message id>` |
| what a member said that has not left | `F#<id>` | `P#<key>` |
| somebody who has it open | `F#<id>` | `HERE#<mail address>` |
| inbound marker | `IN#<key>` | `IN` |
| reference | `REF#<reference>` | `REF` |
| newest feedback of a contact point | `CONTACT#<contact>` | `CONTACT` |
| each feedback of a contact point | `CONTACT#<contact>` | `AT#<captured at>#<id>` |
| incident | `I#<id>` | `INCIDENT` |
| what is to be done with each feedback of an incident | `I#<id>` | `T#000001` |
| what became of that with one feedback | `I#<id>` | `S#000001#<feedback id>` |
| feedback that is no incident | `APART#<touchpoint>` | hash of the ids |
| the newest episode of a touchpoint | `EPISODE#<touchpoint>` | `EPISODE` |
| opt-out of a contact point | `OPTOUT#<contact>` | `OPTOUT` |
| message that left, by its provider's id | `SENT#<provider id>` | `SENT` |
| how a webhook does | `HOOK#<webhook>` | `LANE` |
| an event for a webhook, and what became of it | `HOOK#<webhook>` | `D#<at>#<event>` |
| that it waits for its next attempt | `HOOK#<webhook>` | `Q#<next at>#<event>` |
| counter | `COUNT#<key>` | `COUNT` |
| what an entry or message changes in the measurements | `F#<id>` | `X#<source>` |
| sums of one dimension's value in a day or month | `ROLLUP#<dimension>#<period>` | the value |
| something that was taken in | `ARRIVED#<channel>#<day>#<shard>` | the provider's id |
| what came of comparing a day | `RECONCILED` | the day |
| that feedback of a team was rated | `RATED#<team>` | `<at>#<id>#000001` |
| what was done with the data as a whole | `AUDIT#<month>` | `<at>#<id>` |
| configuration in force | `CONFIG` | `CURRENT` |
| a version of the configuration | `CONFIG#<version>` | `PART#000` |
| the text that it was made from, and by whom | `CONFIG#<version>` | `TEXT` |
| signing keys | `KEYS` | `KEYS` |

What needs a look at some instant also has `due_shard` and `wake_at`, the keys of the sparse index
`due`. The work list is split over shards because one partition takes 1,000 writes a second; and in
two, because a tick must not wade through what only the sweep looks for.

The state of an open feedback, or one whose answer reached nobody, also has `queue` and `queue_by`, the keys
of the sparse index `queue`: what a team has to answer, the oldest promise first, then what nothing was
promised for, then what waits for the customer. Every state with a touchpoint stands in the index `place` for
good, by when it was captured.
"""

import hashlib
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from chalicelib.instants import from_text, to_text
from chalicelib.model import Feedback
from chalicelib.ports import Due

PK = "pk"
SK = "sk"
DUE_INDEX = "due"
DUE_SHARD = "due_shard"
WAKE_AT = "wake_at"
QUEUE_INDEX = "queue"
QUEUE = "queue"
QUEUE_BY = "queue_by"
PLACE_INDEX = "place"
TOUCHPOINT = "touchpoint"
CAPTURED_AT = "captured_at"
EXPIRES_AT = "expires_at"
"""Seconds since 1970, after which the table may delete the item."""

SHARDS = tuple(f"DUE#{number:02d}" for number in range(16))
"""The partitions of what ticks come for, in the order in which they are read."""
SWEPT_SHARDS = tuple(f"SWEEP#{number:02d}" for number in range(16))
"""The partitions of what an arrow carries, where only the sweep looks for what was lost."""

STATE = "STATE"
ENTRIES = "E#"
MESSAGES = "M#"
PENDING = "P#"
HERE = "HERE#"
PARTS = "PART#"
INCIDENTS = "I#"
TASKS = "T#"
SHARES = "S#"
FACTS = "X#"
ROLLUPS = "ROLLUP#"
WEBHOOKS = "HOOK#"
LANE = "LANE"
EVENTS = "D#"
WAITING = "Q#"
RECONCILED = "RECONCILED"
CAPTURED = "AT#"
"""Sorts before `CONTACT`: backwards, a contact point's newest comes first, then all, newest first."""

_ARRIVAL_SHARDS = 16

_LONGEST = 900
"""Bytes of a key that comes from outside; DynamoDB takes 2,048 and keys should be short."""

Key = dict[str, Any]
"""Key attributes in DynamoDB's JSON form."""


def key(pk: str, sk: str) -> Key:
    """The primary key of one item."""
    return {PK: {"S": pk}, SK: {"S": sk}}


def feedback_pk(feedback_id: str) -> str:
    """The partition that holds a feedback's state, entries and messages."""
    return f"F#{feedback_id}"


def state(feedback_id: str) -> Key:
    """A feedback's state."""
    return key(feedback_pk(feedback_id), STATE)


def entry(feedback_id: str, number: int) -> Key:
    """One timeline entry; up to 999,999 sort by their number."""
    return key(feedback_pk(feedback_id), f"{ENTRIES}{number:06d}")


def message(feedback_id: str, message_id: str) -> Key:
    """One message."""
    return key(feedback_pk(feedback_id), f"{MESSAGES}{message_id}")


def pending(feedback_id: str, move_key: str) -> Key:
    """What a member said that has not left; they sort by their keys."""
    return key(feedback_pk(feedback_id), f"{PENDING}{move_key}")


def here(feedback_id: str, email: str) -> Key:
    """Somebody who has a feedback open."""
    return key(feedback_pk(feedback_id), f"{HERE}{email}")


def to_place(item: Key) -> str:
    """Where an item of a feedback stands in the order in which the table is read."""
    return f"{item[PK]['S']}|{item[SK]['S']}"


def from_place(place: str) -> Key:
    """The key that `to_place` was made of."""
    pk, _, sk = place.partition("|")
    return key(pk, sk)


def facts(feedback_id: str, source: str) -> Key:
    """What one entry or message changes in the measurements."""
    return key(feedback_pk(feedback_id), f"{FACTS}{source}")


def rollup_pk(dimension: str, period: str) -> str:
    """The partition that holds the sums of every value of a dimension in one day or month."""
    return f"{ROLLUPS}{dimension}#{period}"


def rollup(dimension: str, period: str, value: str) -> Key:
    """The sums of one value of a dimension in one day or month."""
    return key(rollup_pk(dimension, period), value)


def rated_pk(team_id: str) -> str:
    """The partition that holds what customers rated of a team's."""
    return f"RATED#{team_id}"


def rated(team_id: str, at: datetime, feedback_id: str, number: int) -> Key:
    """That an entry of a feedback rates it; they sort by their instants."""
    return key(rated_pk(team_id), f"{to_text(at)}#{feedback_id}#{number:06d}")


def inbound(inbound_key: str) -> Key:
    """The marker of an inbound message that was stored."""
    return _pointer("IN", inbound_key)


def reference(text: str) -> Key:
    """What leads from a reference to its feedback."""
    return _pointer("REF", text)


def contact(text: str) -> Key:
    """What leads from a contact point to the feedback that it wrote about last."""
    return _pointer("CONTACT", text)


def contact_pk(text: str) -> str:
    """The partition that holds a contact point's newest feedback, and each of its feedback."""
    return str(contact(text)[PK]["S"])


def of_contact(text: str, captured_at: datetime, feedback_id: str) -> Key:
    """What leads from a contact point to one of its feedback; they sort by their capture."""
    return key(contact_pk(text), f"{CAPTURED}{to_text(captured_at)}#{feedback_id}")


def is_newest(contact_key: Key) -> bool:
    """Whether a key of a contact point's partition is that of its newest feedback."""
    return bool(contact_key[SK]["S"] == "CONTACT")


def opt_out(contact_text: str) -> Key:
    """Whether a contact point wants messages."""
    return _pointer("OPTOUT", contact_text)


def sent(provider_id: str) -> Key:
    """What leads from a provider's id to our message."""
    return _pointer("SENT", provider_id)


def counter(counter_key: str) -> Key:
    """One counter."""
    return _pointer("COUNT", counter_key)


def arrivals(channel: str, day: date) -> list[str]:
    """The partitions that hold what arrived on a channel on a day: a burst is spread over them."""
    return [f"ARRIVED#{channel}#{day}#{number:02d}" for number in range(_ARRIVAL_SHARDS)]


def arrival(channel: str, day: date, arrival_id: str) -> Key:
    """Something that was taken in."""
    number = zlib.crc32(arrival_id.encode("utf-8", "surrogatepass")) % _ARRIVAL_SHARDS
    return key(arrivals(channel, day)[number], _bounded(arrival_id))


def reconciliation(day: date) -> Key:
    """What came of comparing a day; they sort by their day."""
    return key(RECONCILED, day.isoformat())


def audit(at: datetime, entry_id: str) -> Key:
    """One entry of the audit log; those of a month sort by their instant."""
    text = to_text(at)
    return key(f"AUDIT#{text[:7]}", f"{text}#{entry_id}")


def audit_months(since: datetime, until: datetime) -> list[str]:
    """The partitions that hold the audit log from one instant to another, oldest first."""
    first, last = to_text(since), to_text(until)
    begin, end = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    return [f"AUDIT#{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]


def current_configuration() -> Key:
    """Which version of the configuration is in force."""
    return key("CONFIG", "CURRENT")


def configuration_pk(version: int) -> str:
    """The partition that holds one version's parts."""
    return f"CONFIG#{version}"


def configuration_part(version: int, number: int) -> Key:
    """One part of one version; up to 1,000 sort by their number."""
    return key(configuration_pk(version), f"{PARTS}{number:03d}")


def configuration_text(version: int) -> Key:
    """The text that a version was made from, who applied it and when."""
    return key(configuration_pk(version), "TEXT")


def signing_keys() -> Key:
    """The signing keys."""
    return key("KEYS", "KEYS")


def _pointer(kind: str, text: str) -> Key:
    return key(f"{kind}#{_bounded(text)}", kind)


def _bounded(text: str) -> str:
    """The text, or its hash where it is too long or odd for a key: a mail header may hold anything.

    >>> _bounded("sms:1")
    'sms:1'
    """
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) <= _LONGEST and text.isprintable():
        return text
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


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


def incident_pk(incident_id: str) -> str:
    """The partition that holds an incident, its tasks, and what became of them."""
    return f"{INCIDENTS}{incident_id}"


def incident(incident_id: str) -> Key:
    """An incident."""
    return key(incident_pk(incident_id), "INCIDENT")


def task(incident_id: str, number: int) -> Key:
    """One task of an incident; up to 999,999 sort by their number."""
    return key(incident_pk(incident_id), f"{TASKS}{number:06d}")


def shares(number: int) -> str:
    """How the sort keys of a task's shares begin."""
    return f"{SHARES}{number:06d}#"


def share(incident_id: str, number: int, feedback_id: str) -> Key:
    """What became of a task with one feedback."""
    return key(incident_pk(incident_id), f"{shares(number)}{feedback_id}")


def incidents_of(team_id: str) -> str:
    """Where a team's open incidents stand in the index `queue`."""
    return f"INCIDENTS#{team_id}"


def episode(touchpoint_id: str) -> Key:
    """The newest time in which a touchpoint got unusually many feedback."""
    return _pointer("EPISODE", touchpoint_id)


def episodes_of(team_id: str) -> str:
    """Where the episodes of which a team was told stand in the index `queue`."""
    return f"EPISODES#{team_id}"


def webhook_pk(webhook: str) -> str:
    """The partition that holds how a webhook does, and every event for it."""
    return f"{WEBHOOKS}{webhook}"


def lane(webhook: str) -> Key:
    """How a webhook does."""
    return key(webhook_pk(webhook), LANE)


def event_delivery(webhook: str, at: datetime, event: str) -> Key:
    """An event for a webhook; they sort by when what they tell of happened."""
    return key(webhook_pk(webhook), f"{EVENTS}{to_text(at)}#{event}")


def waiting(webhook: str, next_at: datetime, event: str) -> Key:
    """That an event waits for its next attempt; they sort by when that is."""
    return key(webhook_pk(webhook), f"{WAITING}{to_text(next_at)}#{event}")


def apart_pk(touchpoint_id: str) -> str:
    """The partition that holds what is no incident at a touchpoint."""
    return f"APART#{_bounded(touchpoint_id)}"


def apart(touchpoint_id: str, feedback_ids: Sequence[str]) -> Key:
    """Feedback of which somebody said that they are no incident."""
    name = hashlib.sha256(" ".join(sorted(feedback_ids)).encode()).hexdigest()[:24]
    return key(apart_pk(touchpoint_id), name)


def feedback_of(item_key: Key) -> str:
    """Id of the feedback whose state, entry or message has this key."""
    return str(item_key[PK]["S"]).removeprefix("F#")


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
