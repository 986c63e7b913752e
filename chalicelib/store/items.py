"""Facts as items of the table, and back. Pure; the only module that knows attribute names.

Items are in DynamoDB's JSON form (`{"S": "text"}`), written here by hand, because the general
serialiser of boto3 costs an import and several times the work. None is an attribute that is not
there. Instants are text in UTC with milliseconds, so that the order of texts is the order of time.
"""

import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.instants import from_text, to_text
from chalicelib.model import (
    Channel,
    ContactPoint,
    Delivery,
    Difficulty,
    Entry,
    Feedback,
    Here,
    Incident,
    IncidentTask,
    Kind,
    MailThread,
    Message,
    OptOut,
    PendingMove,
    Purpose,
    Rated,
    Rendered,
    Severity,
    Status,
    What,
)
from chalicelib.store import keys

ENTITY = "entity"
"""What an item is; the table's stream is filtered by it."""
SCHEMA = "schema"
ENTRIES = "entries"
DELIVERY = "delivery"
ATTEMPTS = "attempts"
FEEDBACK_ID = "feedback_id"
MESSAGE_ID = "message_id"
COUNTED = "counted"
VERSION = "version_number"
PARTS = "parts"
DOCUMENT = "document"
APPLIED_AT = "applied_at"
APPLIED_BY = "applied_by"
TEXT = "configuration_text"
SECRETS = "secrets"
OPTED_OUT = "opted_out"
SAID_AT = "said_at"
IS_LEAVING = "is_leaving"
HERE_AT = "here_at"
ARRIVAL_ID = "arrival_id"
ARRIVED_AT = "arrived_at"
INBOUND_KEYS = "inbound_keys"
RESULT = "reconciliation_result"
AUDITED = "audited"

ALONE_FOR = timedelta(days=60)
"""How long a message that stands alone is kept: longer than receipts come, and it belongs to nothing."""
RATED_FOR = timedelta(days=60)
"""How long it is listed that a feedback was rated: longer than any digest looks back."""
LARGEST = 350_000
"""Bytes of one item; DynamoDB refuses 400 kB, keys and names included."""
LARGEST_RENDERING = 200_000
"""Bytes of a compressed rendering. A longer one is not kept: that the message left matters more."""

Item = dict[str, Any]
"""One item in DynamoDB's JSON form."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Column:
    write: Callable[[Any], Item]
    read: Callable[[Any], Any]


def plain(value: Any) -> Item:
    """A plain JSON value in DynamoDB's form. Floats are refused: numbers here are whole."""
    match value:
        case str():
            return {"S": str(value)}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case list() | tuple():
            return {"L": [plain(one) for one in value]}
        case Mapping():
            return {"M": {str(name): plain(one) for name, one in value.items()}}
    raise TypeError(f"{type(value).__name__} cannot be stored")


def from_plain(attribute: Item) -> Any:
    """The JSON value that `plain` wrote; tuples come back as lists."""
    [(tag, value)] = attribute.items()
    match tag:
        case "S" | "BOOL":
            return value
        case "N":
            return int(value)
        case "NULL":
            return None
        case "L":
            return [from_plain(one) for one in value]
        case "M":
            return {name: from_plain(one) for name, one in value.items()}
    raise TypeError(f"an attribute of type {tag} is not expected")


def _enum(cls: type[StrEnum]) -> _Column:
    return _Column(lambda value: {"S": value.value}, lambda attribute: cls(attribute["S"]))


def _pauses_to(pauses: tuple[tuple[datetime, datetime], ...]) -> Item:
    return plain([[to_text(begin), to_text(end)] for begin, end in pauses])


def _pauses_from(attribute: Item) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((from_text(begin), from_text(end)) for begin, end in from_plain(attribute))


def _contact(attribute: Item) -> ContactPoint:
    said = from_plain(attribute)
    return ContactPoint(
        channel=Channel(said["channel"]), address=said["address"], proven=said["proven"]
    )


def _thread(attribute: Item) -> MailThread:
    said = from_plain(attribute)
    return MailThread(
        subject=said["subject"],
        message_id=said["message_id"],
        references=tuple(said["references"]),
    )


def _compress(rendered: Rendered) -> Item:
    said = {name.name: getattr(rendered, name.name) for name in fields(Rendered)}
    return {"B": zlib.compress(json.dumps(said, separators=(",", ":"), default=dict).encode())}


def _decompress(attribute: Item) -> Rendered:
    return Rendered(**json.loads(zlib.decompress(attribute["B"])))


_TEXT = _Column(lambda value: {"S": value}, lambda attribute: attribute["S"])
_NUMBER = _Column(lambda value: {"N": str(value)}, lambda attribute: int(attribute["N"]))
_INSTANT = _Column(lambda value: {"S": to_text(value)}, lambda attribute: from_text(attribute["S"]))
_JSON = _Column(plain, from_plain)
_TUPLE = _Column(plain, lambda attribute: tuple(from_plain(attribute)))

_FEEDBACK: Mapping[str, _Column] = {
    "id": _TEXT,
    "reference": _TEXT,
    "kind": _enum(Kind),
    "severity": _enum(Severity),
    "difficulty": _enum(Difficulty),
    "channel": _enum(Channel),
    "touchpoint": _TEXT,
    "owner": _TEXT,
    "holder": _TEXT,
    "assignee": _TEXT,
    "incident": _TEXT,
    "locale": _TEXT,
    "contacts": _Column(
        lambda contacts: plain([_fields_of(contact) for contact in contacts]),
        lambda attribute: tuple(_contact(one) for one in attribute["L"]),
    ),
    "name": _TEXT,
    "rating": _NUMBER,
    "thread": _Column(lambda thread: plain(_fields_of(thread)), _thread),
    "status": _enum(Status),
    "level": _NUMBER,
    "cycle": _NUMBER,
    "captured_at": _INSTANT,
    "cycle_at": _INSTANT,
    "respond_by": _INSTANT,
    "promise_by": _INSTANT,
    "policy": _TEXT,
    "config_version": _NUMBER,
    "done": _TUPLE,
    keys.WAKE_AT: _INSTANT,
    "pauses": _Column(_pauses_to, _pauses_from),
    "waiting_since": _INSTANT,
    "waiting_until": _INSTANT,
    "answered_at": _INSTANT,
    "unreached_at": _INSTANT,
    "resolved_at": _INSTANT,
    "closed_at": _INSTANT,
    "survey_consent": _JSON,
    "survey_asked_at": _INSTANT,
    "score": _NUMBER,
    "recommend": _NUMBER,
    ENTRIES: _NUMBER,
}
_ENTRY: Mapping[str, _Column] = {
    FEEDBACK_ID: _TEXT,
    "number": _NUMBER,
    "what": _enum(What),
    "at": _INSTANT,
    "actor": _TEXT,
    "channel": _enum(Channel),
    "words": _TEXT,
    "cycle": _NUMBER,
    "data": _JSON,
}
_MESSAGE: Mapping[str, _Column] = {
    "id": _TEXT,
    FEEDBACK_ID: _TEXT,
    "entry": _NUMBER,
    "purpose": _enum(Purpose),
    "channel": _enum(Channel),
    "to": _TEXT,
    "team": _TEXT,
    "part": _TUPLE,
    DELIVERY: _enum(Delivery),
    "created_at": _INSTANT,
    keys.WAKE_AT: _INSTANT,
    ATTEMPTS: _NUMBER,
    "unsure": _NUMBER,
    "provider_id": _TEXT,
    "sent_at": _INSTANT,
    "settled_at": _INSTANT,
    "error": _TEXT,
    "rendered": _Column(_compress, _decompress),
    "shows": _NUMBER,
}

_PENDING: Mapping[str, _Column] = {
    FEEDBACK_ID: _TEXT,
    "key": _TEXT,
    "what": _enum(What),
    "words": _TEXT,
    "member": _TEXT,
    "team": _TEXT,
    "seen": _NUMBER,
    SAID_AT: _INSTANT,
    "leaves_at": _INSTANT,
    IS_LEAVING: _JSON,
}

_INCIDENT: Mapping[str, _Column] = {
    "id": _TEXT,
    "title": _TEXT,
    "touchpoint": _TEXT,  # in no index of places, whose second key an incident lacks
    "team": _TEXT,
    "assignee": _TEXT,
    "opened_at": _INSTANT,
    "closed_at": _INSTANT,
    "feedback_ids": _TUPLE,
    "changes": _NUMBER,
}
_TASK: Mapping[str, _Column] = {
    "incident_id": _TEXT,
    "number": _NUMBER,
    "what": _enum(What),
    "feedback_ids": _TUPLE,
    "words": _JSON,
    "member": _TEXT,
    "team": _TEXT,
    "at": _INSTANT,
    keys.WAKE_AT: _INSTANT,
}

_RATED: Mapping[str, _Column] = {
    FEEDBACK_ID: _TEXT,
    "entry": _NUMBER,
    "cycle": _NUMBER,
    "team": _TEXT,
    "at": _INSTANT,
}


def _fields_of(record: Any) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _write(record: object, columns: Mapping[str, _Column]) -> Item:
    return {
        name: column.write(value)
        for name, column in columns.items()
        if (value := getattr(record, name)) is not None
    }


def _reader(cls: type[T], columns: Mapping[str, _Column]) -> Callable[[Item], T]:
    """Makes records of a class. What an item lacks is the field's default, or else None."""
    needed = dict.fromkeys(
        one.name
        for one in fields(cls)  # type: ignore[arg-type]  # every class here is a dataclass
        if one.default is MISSING and one.default_factory is MISSING
    )

    def read(item: Item) -> T:
        said = {name: column.read(item[name]) for name, column in columns.items() if name in item}
        return cls(**{**needed, **said})

    return read


def item(entity: str, key: keys.Key, attributes: Item) -> Item:
    """A whole item. TooLargeError; InvalidInputError where a text is no Unicode."""
    whole = {**key, ENTITY: {"S": entity}, SCHEMA: {"N": "1"}, **attributes}
    if _size(whole) > LARGEST:
        raise TooLargeError(f"a {entity} of more than {LARGEST} bytes cannot be stored")
    return whole


def _size(value: Any) -> int:
    """Bytes that a value takes, more or less; on the path of every write, so without ceremony."""
    if isinstance(value, dict):
        size = 0
        for name, one in value.items():
            size += len(name) + _size(one)
        return size
    if isinstance(value, str):
        if value.isascii():
            return len(value)
        try:
            return len(value.encode())
        except UnicodeEncodeError:
            raise InvalidInputError("a text holds half a surrogate pair") from None
    if isinstance(value, list):
        return sum(map(_size, value))
    return len(value) if isinstance(value, bytes) else 1


def _due(feedback_id: str, wake_at: datetime | None, *, swept: bool) -> Item:
    if wake_at is None:
        return {}
    shard = keys.shard(feedback_id, swept=swept)
    return {keys.DUE_SHARD: {"S": shard}, keys.WAKE_AT: _INSTANT.write(wake_at)}


def is_swept(message: Message) -> bool:
    """Whether no tick comes for a message: only one that waits for its next try has armed one."""
    return message.delivery is not Delivery.RETRY


def feedback_to_item(feedback: Feedback) -> Item:
    """The state; in the work list while it has a `wake_at`.

    And in its team's queue while it is open, or its answer reached nobody.
    """
    return item(
        "feedback",
        keys.state(feedback.id),
        {
            **_write(feedback, _FEEDBACK),
            **_due(feedback.id, feedback.wake_at, swept=False),
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


feedback_from_item = _reader(Feedback, _FEEDBACK)
"""The state that `feedback_to_item` wrote."""


def entry_to_item(entry: Entry, react_by: datetime | None) -> Item:
    """The entry; in the work list while `react_by` is not None."""
    return item(
        "entry",
        keys.entry(entry.feedback_id, entry.number),
        {**_write(entry, _ENTRY), **_due(entry.feedback_id, react_by, swept=True)},
    )


entry_from_item = _reader(Entry, _ENTRY)
"""The entry that `entry_to_item` wrote."""


def entry_from_stream(image: Mapping[str, Any]) -> Entry:
    """The entry in `dynamodb.NewImage` of a stream's record: the form is the table's own."""
    return entry_from_item(dict(image))


def message_from_stream(image: Mapping[str, Any]) -> Message:
    """The message in `dynamodb.NewImage` of a stream's record, without its rendering."""
    return message_from_item({name: one for name, one in image.items() if name != "rendered"})


def message_to_item(message: Message) -> Item:
    """The message; in the work list while it has a `wake_at`."""
    written = _write(message, _MESSAGE)
    if "rendered" in written and len(written["rendered"]["B"]) > LARGEST_RENDERING:
        del written["rendered"]
    if message.purpose.stands_alone:
        forgotten_at = message.created_at + ALONE_FOR
        written[keys.EXPIRES_AT] = {"N": str(int(forgotten_at.timestamp()))}
    return item(
        "message",
        keys.message(message.feedback_id, message.id),
        {**written, **_due(message.feedback_id, message.wake_at, swept=is_swept(message))},
    )


message_from_item = _reader(Message, _MESSAGE)
"""The message that `message_to_item` wrote."""


def pending_to_item(move: PendingMove) -> Item:
    """What a member said that has not left; the work list has it from when it is to leave."""
    return item(
        "pending",
        keys.pending(move.feedback_id, move.key),
        {**_write(move, _PENDING), **_due(move.feedback_id, move.leaves_at, swept=True)},
    )


pending_from_item = _reader(PendingMove, _PENDING)
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
            HERE_AT: _INSTANT.write(here.at),
            keys.EXPIRES_AT: {"N": str(int(expires_at.timestamp()))},
        },
    )


def here_from_item(stored: Item) -> Here:
    """What `here_to_item` wrote."""
    return Here(
        email=stored["email"]["S"],
        name=stored["name"]["S"],
        writing=stored["writing"]["BOOL"],
        at=_INSTANT.read(stored[HERE_AT]),
    )


def incident_to_item(incident: Incident) -> Item:
    """An incident; in its team's list while it is open."""
    listed: Item = {}
    if incident.closed_at is None:
        listed = {
            keys.QUEUE: {"S": keys.incidents_of(incident.team)},
            keys.QUEUE_BY: _INSTANT.write(incident.opened_at),
        }
    return item("incident", keys.incident(incident.id), {**_write(incident, _INCIDENT), **listed})


incident_from_item = _reader(Incident, _INCIDENT)
"""What `incident_to_item` wrote."""


def task_to_item(task: IncidentTask) -> Item:
    """A task of an incident; in the work list until all of it is settled."""
    return item(
        "task",
        keys.task(task.incident_id, task.number),
        {**_write(task, _TASK), **_due(task.incident_id, task.wake_at, swept=True)},
    )


task_from_item = _reader(IncidentTask, _TASK)
"""What `task_to_item` wrote."""


def rated_to_item(rated: Rated) -> Item:
    """That a feedback was rated; the table forgets it in time, its timeline does not."""
    return item(
        "rated",
        keys.rated(rated.team, rated.at, rated.feedback_id, rated.entry),
        {
            **_write(rated, _RATED),
            keys.EXPIRES_AT: {"N": str(int((rated.at + RATED_FOR).timestamp()))},
        },
    )


rated_from_item = _reader(Rated, _RATED)
"""What `rated_to_item` wrote."""


def opt_out_to_item(said: OptOut) -> Item:
    """What a contact point said of messages; its key holds whose it is."""
    return item(
        "opt_out",
        keys.opt_out(said.contact),
        {
            "contact": {"S": said.contact},
            OPTED_OUT: {"BOOL": said.opted_out},
            SAID_AT: _INSTANT.write(said.at),
            "by": {"S": said.by},
        },
    )


def opt_out_from_item(stored: Item) -> OptOut:
    """What `opt_out_to_item` wrote."""
    return OptOut(
        contact=stored["contact"]["S"],
        opted_out=stored[OPTED_OUT]["BOOL"],
        at=_INSTANT.read(stored[SAID_AT]),
        by=stored["by"]["S"],
    )


def pointer(entity: str, key: keys.Key, feedback_id: str, message_id: str | None = None) -> Item:
    """An item that leads to a feedback, or to one of its messages."""
    attributes = {FEEDBACK_ID: {"S": feedback_id}}
    if message_id is not None:
        attributes[MESSAGE_ID] = {"S": message_id}
    return item(entity, key, attributes)
