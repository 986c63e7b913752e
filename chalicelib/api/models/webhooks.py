"""What the staff API says of webhooks. Fields are named as in `chalicelib.events.records`."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from chalicelib.api.shape import Model
from chalicelib.events.records import Fate, Why

Instant = Annotated[datetime, Meta(tz=True)]


class WebhookStanding(Model):
    """A webhook, and how it does."""

    id: str
    url: str
    events: list[str]
    """What it is told of; empty: everything."""
    waiting: int
    """Events that wait, 1,000 at most."""
    failures: int
    """Attempts that failed in a row."""
    failing_since: datetime | None
    rest_until: datetime | None
    """Until then nothing is tried."""
    delivered_at: datetime | None
    """When something last reached it."""
    disabled_at: datetime | None
    disabled_why: Why | None


class WebhookStandings(Model):
    """All webhooks of the configuration in force."""

    items: list[WebhookStanding]


class EventDeliveriesQuery(Model):
    """Which part of the log."""

    before: Instant | None = None
    """Only events of what happened before then."""
    event: str | None = None
    """With `before`: also those of that instant that come before this one. Both of the last of a page say
    where the next begins."""


class EventDelivery(Model):
    """One event for one webhook, and what became of it."""

    event: str
    type: str
    at: datetime
    """When what it tells of happened."""
    fate: Fate
    next_at: datetime | None
    attempts: int
    tried_at: datetime | None
    status: int | None
    """Of the newest answer."""
    error: str | None
    """Why there was none."""
    milliseconds: int | None


class EventDeliveries(Model):
    """The newest events for one webhook."""

    items: list[EventDelivery]


class Replay(Model):
    """What is to be delivered again."""

    since: Instant
    until: Instant | None = None
    """Up to now where it is left out."""
    after: str | None = None
    """Of what happened at `since` only what comes after this event."""
    missed: bool = True
    """Only what never arrived."""


class Replayed(Model):
    """What is delivered again."""

    again: int
    goes_on_at: datetime | None
    """`since` of the next replay; null at the end."""
    goes_on_after: str | None
    """`after` of the next replay; null at the end."""
