"""What a Lambda leaves to a later moment or to another Lambda."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol


class Ticker(Protocol):
    """The wheel of timers."""

    def ensure(self, wake_at: datetime, now: datetime) -> datetime:
        """Make sure that a tick will come at or soon after `wake_at`; that tick's instant."""


class Queue(Protocol):
    """Work for another Lambda. Delivery is at least once, in no order."""

    def put(self, jobs: Sequence[dict[str, str]], *, delay: timedelta = timedelta()) -> None:
        """Hand the jobs over, not to be taken before `delay` (15 minutes at most) is over.

        UnavailableError where one was refused.
        """
