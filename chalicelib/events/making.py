"""Events out of entries. Pure; what is personal, or meant for staff only, stays here."""

from datetime import datetime
from typing import Any, Literal

import msgspec

from chalicelib.events.schema import (
    FEEDBACK_V1,
    PING_V1,
    Change,
    FeedbackEvent,
    Hello,
    PingEvent,
    State,
    Told,
)
from chalicelib.model import Entry, Feedback, What

PING: Literal["ping"] = "ping"

_EXCHANGED = {
    What.CAPTURED,
    What.CUSTOMER_WROTE,
    What.ASKED,
    What.ANSWERED,
    What.RESOLVED,
    What.RATED,
}
"""Whose words passed between customer and member. Notes, and mails set aside, are for staff only."""
_BETWEEN_TEAMS = {
    What.REMINDED,
    What.ESCALATED,
    What.LATE,
    What.OVERDUE,
    What.APPEALED,
    What.HANDED_OVER,
    What.REPLANNED,
}
"""Whose `to` is a team; an undelivered message's is somebody's address."""
_WITH_WHY = {
    What.ESCALATED,
    What.APPEALED,
    What.RESUMED,
    What.REPLANNED,
    What.CLOSED,
    What.ERASED,
    What.SURVEY_SKIPPED,
}
"""Whose `why` is a word of ours."""
_CLASSIFICATION = ("kind", "severity", "difficulty", "touchpoint", "owner", "policy")


def event_id(feedback_id: str, number: int) -> str:
    """The id of an entry's event, without a dot, as Standard Webhooks wants it.

    >>> event_id("0123456789abcdef", 7)
    'evt_0123456789abcdef_000007'
    """
    return f"evt_{feedback_id}_{number:06d}"


def type_of(what: What) -> str:
    """The type of the event that tells of an entry."""
    return f"feedback.{what}"


def make(entry: Entry, feedback: Feedback, *, words: bool) -> FeedbackEvent:
    """The event of one entry. `feedback` is the state now, which may know of later entries.

    `words` is whether what customer and member wrote to each other goes out.
    """
    return FeedbackEvent(
        schema=FEEDBACK_V1,
        id=event_id(entry.feedback_id, entry.number),
        type=type_of(entry.what),
        timestamp=entry.at,
        data=Told(change=_change(entry, words=words), feedback=_state(feedback)),
    )


def ping(ping_id: str, webhook: str, at: datetime) -> PingEvent:
    """A test event."""
    return PingEvent(
        schema=PING_V1, id=ping_id, type=PING, timestamp=at, data=Hello(webhook=webhook)
    )


def encoded(event: FeedbackEvent | PingEvent) -> bytes:
    """An event as JSON, on one line; the same event is always the same bytes."""
    return msgspec.json.encode(event)


def _change(entry: Entry, *, words: bool) -> Change:
    data = entry.data
    moves = data if entry.what in _BETWEEN_TEAMS else {}
    return Change(
        number=entry.number,
        what=entry.what,
        at=entry.at,
        by=_by(entry.actor),
        channel=entry.channel,
        cycle=entry.cycle,
        team=data.get("team"),
        to_team=moves.get("to"),
        from_team=moves.get("from"),
        level=moves.get("level"),
        why=data.get("why") if entry.what in _WITH_WHY else None,
        reopens=bool(data.get("reopens")) and entry.what is What.CUSTOMER_WROTE,
        corrected=_corrected(entry),
        score=data.get("score") if entry.what is What.RATED else None,
        recommend=data.get("recommend") if entry.what is What.RATED else None,
        words=entry.words if words and entry.what in _EXCHANGED else None,
    )


def _by(actor: str) -> Literal["customer", "member", "system"]:
    match actor:
        case "customer":
            return "customer"
        case "system":
            return "system"
    return "member"


def _corrected(entry: Entry) -> dict[str, tuple[str | None, str | None]]:
    if entry.what is not What.CORRECTED:
        return {}
    changes: dict[str, Any] = entry.data.get("changes", {})
    return {
        field: (changes[field][0], changes[field][1])
        for field in _CLASSIFICATION
        if field in changes
    }


def _state(feedback: Feedback) -> State:
    return State(**{name: getattr(feedback, name) for name in State.__struct_fields__})
