"""The events that leave, version 1. docs/events.schema.json and the tables of docs/events.md follow.

Instants are UTC. What is not there is null, never left out. Fields and values may be added within a
version; none goes, and none changes its meaning.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from chalicelib.model import Channel, Difficulty, Kind, Severity, Status, What

FEEDBACK_V1: Literal["ouvido.feedback.v1"] = "ouvido.feedback.v1"
PING_V1: Literal["ouvido.ping.v1"] = "ouvido.ping.v1"

Instant = Annotated[datetime, Meta(tz=True)]


class Change(Struct, kw_only=True, frozen=True):
    """What happened: one entry of the feedback's timeline."""

    number: int
    """Of the entry, 1, 2, 3, … without a gap. It is the order: events may come in another one."""
    what: What
    """As in the event's `type`."""
    at: Instant
    """When it happened; for words that came in, when the provider received them."""
    by: Literal["customer", "member", "system"]
    """Who did it. Which member is personal, and not said."""
    channel: Channel | None
    cycle: int
    """1 from capture to close; each reopening or appeal starts the next."""
    team: str | None
    """Id of the team whose member did it."""
    to_team: str | None
    """Id of the team that has it now because of this."""
    from_team: str | None
    """Id of the team that had it before."""
    level: int | None
    """To which it was raised: 0 owner, 1, 2, …"""
    why: str | None
    """A word of ours, such as `late`, `nobody`, `safety`, `appeal`, `time`."""
    reopens: bool
    """Whether words of the customer began the next cycle."""
    corrected: dict[str, tuple[str | None, str | None]]
    """What it was taken for and what it is: field to [was, is]."""
    score: int | None
    """How content the customer is with the cycle, 1 to 5."""
    recommend: int | None
    """How likely the customer is to recommend the organisation, 0 to 10."""
    words: str | None
    """Only with `words = true` in `[events]`: what customer and member wrote to each other."""


class State(Struct, kw_only=True, frozen=True):
    """The feedback as it was when this event was made, which may be later than the change."""

    id: str
    reference: str
    """The short id that the customer sees."""
    entries: int
    """Number of the newest entry that this state has in it. Keep the state with the highest one."""
    kind: Kind
    severity: Severity
    difficulty: Difficulty
    channel: Channel
    touchpoint: str | None
    """Id of where it happened."""
    owner: str
    """Id of the team that is accountable."""
    holder: str | None
    """Id of the team that has to act now; null where nobody has to."""
    incident: str | None
    locale: str
    rating: int | None
    """As the customer gave it with the feedback, 1 to 5."""
    status: Status
    level: int
    cycle: int
    captured_at: Instant
    cycle_at: Instant
    """When this cycle began."""
    respond_by: Instant | None
    """The deadline of this cycle's first response."""
    promise_by: Instant | None
    """The newest promise that the customer was told."""
    waiting_until: Instant | None
    """Until when the clock waits for the customer's reply."""
    answered_at: Instant | None
    resolved_at: Instant | None
    closed_at: Instant | None
    score: int | None
    recommend: int | None
    policy: str
    config_version: int
    """Version of the configuration whose policy holds for this cycle."""


class Told(Struct, kw_only=True, frozen=True):
    """What an event is about."""

    change: Change
    feedback: State


class FeedbackEvent(Struct, kw_only=True, frozen=True):
    """A feedback changed."""

    schema: Literal["ouvido.feedback.v1"]
    id: str
    """Follows from the entry: the same change has the same id, however often it comes."""
    type: str
    """`feedback.` and what happened: `feedback.captured`, `feedback.escalated`, …"""
    timestamp: Instant
    """When it happened, as `data.change.at`."""
    data: Told


class Hello(Struct, kw_only=True, frozen=True):
    """What a test event says."""

    webhook: str
    """Id of the webhook that it was sent to."""


class PingEvent(Struct, kw_only=True, frozen=True):
    """A test, sent by an administrator."""

    schema: Literal["ouvido.ping.v1"]
    id: str
    type: Literal["ping"]
    timestamp: Instant
    data: Hello
