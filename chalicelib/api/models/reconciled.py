"""What the staff API says of days on which arrivals were compared; docs/reconciliation.md has the words.

Fields are named as in `chalicelib.reconciliation`; null is "not available here", which is not 0.
"""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from chalicelib.api.shape import Model


class ReconciliationsQuery(Model):
    """Of how many days, the newest first."""

    days: Annotated[int, Meta(ge=1, le=366)] = 28


class MissingArrival(Model):
    """Something that arrived and is not stored."""

    id: str
    at: datetime | None
    is_dead_letter: bool
    is_redriven: bool


class CheckedChannel(Model):
    """What came of one channel."""

    channel: str
    source: str
    """`mail_bucket`, `topic`, `twilio` or `web_log`."""
    arrived: int | None
    stored: int
    missing: list[MissingArrival]
    more_missing: int


class LackingFeedback(Model):
    """A feedback that lacks something."""

    reference: str | None
    lack: str
    """`messages`, `delivery`, `step`, `attachment` or `facts`."""
    about: str
    is_mended: bool


class ReconciledDay(Model):
    """What came of one UTC day."""

    day: date
    checked_at: datetime
    until: datetime | None
    """Until when arrivals were judged; null of days that an older release checked."""
    times: int
    is_of_whole_day: bool
    """Whether arrivals were judged to the day's end."""
    is_whole: bool
    """Whether nothing is missing of what was looked at."""
    unaccounted: int
    channels: list[CheckedChannel]
    feedback: int
    looked_at: int
    problems: list[LackingFeedback]
    more_problems: int
    dead_letters: dict[str, int | None]
    late_seconds: int | None
    redriven: int


class Reconciliations(Model):
    """Days that were reconciled, the newest first."""

    days: list[ReconciledDay]
