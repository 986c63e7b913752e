"""What is known of webhooks: each event on its way to each of them, and how each of them does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """What became of one event for one webhook."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Tried for days; nothing tries it again but a replay."""
    SKIPPED = "skipped"
    """Not tried, because the webhook was disabled."""


class Why(StrEnum):
    """Why a webhook was disabled."""

    FAILING = "failing"
    """Nothing reached it for days."""
    GONE = "gone"
    """It answered 410: it wants no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDelivery:
    """One event for one webhook."""

    webhook: str
    event: str
    """Id of the event."""
    type: str
    """`feedback.captured`, …, or `ping`."""
    feedback_id: str | None
    """None for a ping."""
    entry: int
    """Number of the entry that it tells of; 0 for a ping."""
    at: datetime
    """When what it tells of happened."""
    made_at: datetime
    """When it was meant to be delivered, first or by the newest replay; it is kept for a month from then."""
    fate: Fate = Fate.PENDING
    next_at: datetime | None = None
    """When it is tried next; None unless it is pending."""
    attempts: int = 0
    """Since `made_at`."""
    tried_at: datetime | None = None
    status: int | None = None
    """Of the newest answer; None where there was none."""
    error: str | None = None
    """Why there was no answer, in a word of ours."""
    milliseconds: int | None = None
    """How long the newest attempt took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """How one webhook does. Only one worker at a time delivers to it: whoever holds the lease."""

    webhook: str
    lease_until: datetime | None = None
    wake_at: datetime | None = None
    """When somebody has to look at it."""
    knocks: int = 0
    """How often somebody came with something new while another held the lease."""
    failures: int = 0
    """Attempts that failed in a row."""
    failing_since: datetime | None = None
    """The first of them."""
    rest_until: datetime | None = None
    """Until then nothing is tried."""
    delivered_at: datetime | None = None
    """When something last reached it."""
    disabled_at: datetime | None = None
    disabled_why: Why | None = None
    is_told: bool = False
    """Whether people were told that it is disabled."""
