"""What staff look through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.model import Entry, Feedback, Rated


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePlace:
    """Where a feedback stands in a queue."""

    by: str
    """What queues are ordered by: of two, whose text is the smaller one stands first."""
    feedback_id: str = ""
    """Empty: before whatever stands at `by`."""


class Lists(Protocol):
    """What staff look through. Each list may lag a moment behind the writes."""

    def queue(self, team_id: str, limit: int, after: QueuePlace | None = None) -> list[QueuePlace]:
        """Where up to `limit` open feedback that a team has stand, from behind `after` on.

        The oldest promise first, then what nothing was promised for, then what waits for the
        customer. Nothing need stand at `after`: any `by` will do. Fewer than `limit`: no more follow.
        """

    def at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[str]:
        """Ids of up to `limit` feedback captured at a touchpoint from `since` to `until`, newest first."""

    def captured_at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[tuple[str, datetime]]:
        """As `at_place`, each with when it was captured."""

    def first_at_place(self, touchpoint_id: str) -> datetime | None:
        """When the first feedback of a touchpoint was captured."""

    def states(self, feedback_ids: Sequence[str]) -> list[Feedback]:
        """The states of up to 500 feedback, in that order; those that are gone are left out."""

    def entries(self, feedback_ids: Sequence[str], number: int = 1) -> dict[str, Entry]:
        """One entry of each of up to 500 feedback, such as the words that it began with."""


class Ratings(Protocol):
    """Which feedback customers rated, by the team that owned it then; for 60 days."""

    def note(self, rated: Rated) -> None:
        """Keep one; the same again changes nothing."""

    def of(self, team_id: str, since: datetime, until: datetime, limit: int) -> list[Rated]:
        """Up to `limit` from `since` to before `until`, the newest first, consistently read."""
