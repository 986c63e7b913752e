"""What was taken in beside what the providers say arrived, and how the arrows are."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.model import Channel

if TYPE_CHECKING:
    from chalicelib.arrivals import Arrival
    from chalicelib.reconciliation import Reconciliation, Source, Told


class Arrivals(Protocol):
    """What was taken in, by the provider's ids, so that it can be compared with what they say arrived."""

    def record(self, arrival: "Arrival") -> None:
        """Keep that it was taken in to the end, for `arrivals.ARRIVALS_KEPT`; again is harmless."""

    def of_day(self, channel: Channel, day: date) -> "Iterator[Arrival]":
        """What arrived on a UTC day, in no order."""

    def stored(self, inbound: Sequence[str]) -> dict[str, str]:
        """Ids of the feedback that inbound messages are stored in, by their keys, consistently read.

        Those that are stored nowhere are left out.
        """


class ArrivalSource(Protocol):
    """What one provider says arrived on one channel."""

    @property
    def channel(self) -> Channel:
        """Which channel."""

    @property
    def source(self) -> "Source":
        """Whose word it is."""

    def told(self, since: datetime, until: datetime) -> "Told":
        """What arrived from `since` to just before `until`. UnavailableError where nobody can say."""

    def job(self, arrival_id: str) -> dict[str, str] | None:
        """What the queue of arrivals is handed so that one is taken in once more; None: it cannot be."""


class DeadLetters(Protocol):
    """Notifications of arrivals that were given up."""

    def ids(self) -> dict[str, datetime | None]:
        """When each came, by the id that its arrival would have; those that say neither are left out."""

    def redrive(self, arrival_ids: Collection[str]) -> set[str]:
        """Give those back to the queue that they came from; which were there."""


class Plumbing(Protocol):
    """How the arrows between the Lambdas are. None is always "not available here"."""

    def dead_letters(self) -> dict[str, int | None]:
        """How many dead letters there are, by what they come from."""

    def late_seconds(self, since: datetime, until: datetime) -> int | None:
        """How old the oldest change of the table was when a reader of its stream got it."""


class Reconciliations(Protocol):
    """What came of comparing each day."""

    def save(self, result: "Reconciliation") -> None:
        """Keep a day's result, in the place of an earlier one."""

    def of(self, day: date) -> "Reconciliation | None":
        """A day's newest result, consistently read; None where it was never reconciled."""

    def latest(self, limit: int) -> "list[Reconciliation]":
        """The results of up to `limit` days, the newest day first."""
