"""Feedback: its state, its entries, what is to leave, and who has it open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.instants import from_text, to_text
from chalicelib.model import (
    Channel,
    ContactPoint,
    Difficulty,
    Entry,
    Feedback,
    Here,
    Kind,
    MailThread,
    PendingMove,
    Severity,
    Status,
    What,
)
from chalicelib.store import keys
from chalicelib.store.items import columns
from chalicelib.store.items.columns import Item
from chalicelib.store.items.names import ENTRIES, FEEDBACK_ID, HERE_AT, IS_LEAVING, SAID_AT
from chalicelib.store.items.whole import due, item


def _pauses_to(pauses: tuple[tuple[datetime, datetime], ...]) -> Item:
    return columns.plain([[to_text(begin), to_text(end)] for begin, end in pauses])


def _pauses_from(attribute: Item) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((from_text(begin), from_text(end)) for begin, end in columns.from_plain(attribute))


def _contact(attribute: Item) -> ContactPoint:
    said = columns.from_plain(attribute)
    return ContactPoint(
        channel=Channel(said["channel"]), address=said["address"], proven=said["proven"]
    )


def _thread(attribute: Item) -> MailThread:
    said = columns.from_plain(attribute)
    return MailThread(
        subject=said["subject"],
        message_id=said["message_id"],
        references=tuple(said["references"]),
    )


_FEEDBACK: Mapping[str, columns.Column] = {
    "id": columns.TEXT,
    "reference": columns.TEXT,
    "kind": columns.enum(Kind),
    "severity": columns.enum(Severity),
    "difficulty": columns.enum(Difficulty),
    "channel": columns.enum(Channel),
    "touchpoint": columns.TEXT,
    "owner": columns.TEXT,
    "holder": columns.TEXT,
    "assignee": columns.TEXT,
    "incident": columns.TEXT,
    "locale": columns.TEXT,
    "contacts": columns.Column(
        lambda contacts: columns.plain([columns.fields_of(contact) for contact in contacts]),
        lambda attribute: tuple(_contact(one) for one in attribute["L"]),
    ),
    "name": columns.TEXT,
    "rating": columns.NUMBER,
    "thread": columns.Column(lambda thread: columns.plain(columns.fields_of(thread)), _thread),
    "status": columns.enum(Status),
    "level": columns.NUMBER,
    "cycle": columns.NUMBER,
    "captured_at": columns.INSTANT,
    "cycle_at": columns.INSTANT,
    "respond_by": columns.INSTANT,
    "promise_by": columns.INSTANT,
    "policy": columns.TEXT,
    "config_version": columns.NUMBER,
    "done": columns.TUPLE,
    keys.WAKE_AT: columns.INSTANT,
    "pauses": columns.Column(_pauses_to, _pauses_from),
    "waiting_since": columns.INSTANT,
    "waiting_until": columns.INSTANT,
    "answered_at": columns.INSTANT,
    "unreached_at": columns.INSTANT,
    "resolved_at": columns.INSTANT,
    "closed_at": columns.INSTANT,
    "survey_consent": columns.JSON,
    "survey_asked_at": columns.INSTANT,
    "score": columns.NUMBER,
    "recommend": columns.NUMBER,
    ENTRIES: columns.NUMBER,
}
_ENTRY: Mapping[str, columns.Column] = {
    FEEDBACK_ID: columns.TEXT,
    "number": columns.NUMBER,
    "what": columns.enum(What),
    "at": columns.INSTANT,
    "actor": columns.TEXT,
    "channel": columns.enum(Channel),
    "words": columns.TEXT,
    "cycle": columns.NUMBER,
    "data": columns.JSON,
}
_PENDING: Mapping[str, columns.Column] = {
    FEEDBACK_ID: columns.TEXT,
    "key": columns.TEXT,
    "what": columns.enum(What),
    "words": columns.TEXT,
    "member": columns.TEXT,
    "team": columns.TEXT,
    "seen": columns.NUMBER,
    SAID_AT: columns.INSTANT,
    "leaves_at": columns.INSTANT,
    IS_LEAVING: columns.JSON,
}


def feedback_to_item(feedback: Feedback) -> Item:
    """The state; in the work list while it has a `wake_at`.

    And in its team's queue while it is open, or its answer reached nobody.
    """
    return item(
        "feedback",
        keys.state(feedback.id),
        {
            **columns.write(feedback, _FEEDBACK),
            **due(feedback.id, feedback.wake_at, swept=False),
            **_queue(feedback),
        },
    )


def _queue(feedback: Feedback) -> Item:
    if not feedback.is_open and feedback.holder is None:
        return {}
    return {
        keys.QUEUE: {"S": feedback.holder or feedback.owner},
        keys.QUEUE_BY: {"S": keys.queue_by(feedback)},
    }


feedback_from_item = columns.reader(Feedback, _FEEDBACK)
"""The state that `feedback_to_item` wrote."""


def entry_to_item(entry: Entry, react_by: datetime | None) -> Item:
    """The entry; in the work list while `react_by` is not None."""
    return item(
        "entry",
        keys.entry(entry.feedback_id, entry.number),
        {**columns.write(entry, _ENTRY), **due(entry.feedback_id, react_by, swept=True)},
    )


entry_from_item = columns.reader(Entry, _ENTRY)
"""The entry that `entry_to_item` wrote."""


def entry_from_stream(image: Mapping[str, Any]) -> Entry:
    """The entry in `dynamodb.NewImage` of a stream's record: the form is the table's own."""
    return entry_from_item(dict(image))


def pending_to_item(move: PendingMove) -> Item:
    """What a member said that has not left; the work list has it from when it is to leave."""
    return item(
        "pending",
        keys.pending(move.feedback_id, move.key),
        {**columns.write(move, _PENDING), **due(move.feedback_id, move.leaves_at, swept=True)},
    )


pending_from_item = columns.reader(PendingMove, _PENDING)
"""What `pending_to_item` wrote."""


def here_to_item(feedback_id: str, here: Here, expires_at: datetime) -> Item:
    """Somebody who has a feedback open; the table forgets it after `expires_at`."""
    return item(
        "here",
        keys.here(feedback_id, here.email),
        {
            "email": {"S": here.email},
            "name": {"S": here.name},
            "writing": {"BOOL": here.writing},
            HERE_AT: columns.INSTANT.write(here.at),
            keys.EXPIRES_AT: {"N": str(int(expires_at.timestamp()))},
        },
    )


def here_from_item(stored: Item) -> Here:
    """What `here_to_item` wrote."""
    return Here(
        email=stored["email"]["S"],
        name=stored["name"]["S"],
        writing=stored["writing"]["BOOL"],
        at=columns.INSTANT.read(stored[HERE_AT]),
    )
