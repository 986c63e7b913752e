"""The work queue."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.api.models.people import MemberName, TeamName
from chalicelib.api.models.touchpoints import PlaceName
from chalicelib.api.shape import Model
from chalicelib.model import Channel, Difficulty, Kind, Severity, Status


class QueueQuery(Model):
    """Which part of the work queue is wanted. What is left out lets anything pass."""

    scope: Literal["mine", "team", "all"] = "team"
    """Mine: what I said that I see to. Team: what my teams have. All: what I may see."""
    team: str | None = None
    touchpoint: str | None = None
    kind: Kind | None = None
    severity: Severity | None = None
    level: Annotated[int, Meta(ge=0, le=20)] | None = None
    channel: Channel | None = None
    incident: str | None = None
    text: Annotated[str, Meta(max_length=100)] | None = None
    """In the first words, the reference, the customer's name or the touchpoint's; case and accents do not
    matter."""
    after: Annotated[str, Meta(max_length=300)] | None = None
    """`next` of an earlier answer to the same question: what follows it."""


class Line(Model):
    """One feedback in a list."""

    reference: str
    kind: Kind
    severity: Severity
    difficulty: Difficulty
    channel: Channel
    status: Status
    level: int
    cycle: int
    touchpoint: PlaceName | None
    owner: TeamName
    holder: TeamName | None
    """Who has to answer now; null where nobody has to: answered, or waiting for the customer."""
    assignee: MemberName | None
    """Who has said that they see to it."""
    incident: str | None
    """Id of the incident that it is part of."""
    name: str | None
    locale: str
    rating: int | None
    captured_at: datetime
    cycle_at: datetime
    respond_by: datetime | None
    promise_by: datetime | None
    """The newest promise that the customer was told: the bar of time fills from `cycle_at` to it."""
    waiting_until: datetime | None
    unreached_at: datetime | None
    """When it was known that the answer reached the customer on no way; null where it did or may have."""
    words: str
    """The first of the customer's words."""
    entries: int
    """How many timeline entries there are: changes with every change."""


class Queue(Model):
    """A work queue, what is due next first."""

    items: list[Line]
    next: str | None
    """Where to go on, as `after`: there may be more. Null at the end."""
    looked_at: int
    """How many feedback were looked at for these."""
    as_of: datetime
