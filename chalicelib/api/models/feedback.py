"""One feedback, whole."""

from datetime import datetime
from typing import Any, Literal

from chalicelib.api.models.people import TeamName
from chalicelib.api.models.queue import Line
from chalicelib.api.shape import Model
from chalicelib.model import Channel


class ContactPoint(Model):
    """How a customer can be reached."""

    channel: Channel
    address: str
    proven: bool
    """Whether they wrote from it; one that was typed into a form is not."""
    opted_out: bool


class File(Model):
    """Something that came with words."""

    name: str
    media_type: str
    size: int
    link: str | None
    """Where to get it, for a while; null where it was not taken."""
    is_shown: bool
    """Whether a browser may show it."""
    refused: str | None


class Picture(Model):
    """A picture, for the console to show without asking another site."""

    media_type: str
    content: bytes
    """In base64."""


class Delivered(Model):
    """One message of ours, and what became of it."""

    id: str
    purpose: str
    channel: Channel
    to: str
    part: int
    parts: int
    delivery: str
    created_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    attempts: int
    error: str | None


class Turn(Model):
    """One entry of the timeline, with the messages that tell of it."""

    number: int
    what: str
    at: datetime
    actor: str
    channel: Channel | None
    words: str | None
    cycle: int
    facts: dict[str, Any]
    """What else the entry holds; which keys depends on `what`."""
    files: list[File]
    messages: list[Delivered]


class ClockStep(Model):
    """One step that is to come, with the arithmetic of its instant."""

    what: str
    level: int
    to: TeamName | None
    at: datetime
    arithmetic: list[str]


class FeedbackQuery(Model):
    """How one feedback is shown."""

    locale: Literal["en-GB", "pt-BR", "es"] = "en-GB"
    """The language that the clock's arithmetic is told in."""


class Other(Model):
    """Somebody else who has it open."""

    email: str
    name: str
    writing: bool


class Others(Model):
    """Who else has a feedback open."""

    others: list[Other]


class Presence(Model):
    """What somebody's page does with a feedback."""

    writing: bool = False
    """Whether words to the customer are being written."""
    leaves: bool = False
    """Whether it is being closed."""


class Waiting(Model):
    """Something said to the customer that has not left yet."""

    key: str
    what: Literal["answered", "asked", "resolved"]
    words: str
    member: str
    leaves_at: datetime
    is_mine: bool
    """Whether the caller said it, and may take it back."""


class Feedback(Model):
    """One feedback, whole."""

    summary: Line
    names: dict[str, str]
    """What colleagues call each member whose mail address stands in here, where that is known."""
    policy: str
    configuration: int
    contacts: list[ContactPoint]
    timeline: list[Turn]
    clock: list[ClockStep]
    history: list[Line]
    """Other feedback of the same contact points, newest first."""
    others: list[Other]
    """Who else has it open right now."""
    waiting: list[Waiting]
    """What is to leave in some seconds, unless it is taken back."""
    as_of: datetime
    teams: list[TeamName]
    """Every team, as it may be handed over to any of them."""
    may_act: bool
    may_appeal: bool
    status_link: str
