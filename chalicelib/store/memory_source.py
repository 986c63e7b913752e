"""A provider in memory: says what it was told, and nothing where it cannot be reached."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.errors import UnavailableError
from chalicelib.model import Channel
from chalicelib.reconciliation import Source, Told


class MemorySource:
    """ports.ArrivalSource in memory."""

    def __init__(
        self,
        channel: Channel,
        source: Source,
        job: Callable[[str], dict[str, str] | None] = lambda _: None,
    ) -> None:
        """`job`: as the port's."""
        self.channel = channel
        self.source = source
        self.job = job
        self.arrived: list[tuple[str, datetime]] = []
        self.is_there = True

    def add(self, arrival_id: str, at: datetime) -> None:
        """Something arrives."""
        self.arrived.append((arrival_id, at))

    def told(self, since: datetime, until: datetime) -> Told:
        """See the port. A topic only counts."""
        if not self.is_there:
            raise UnavailableError("nobody can say")
        found = [(one, at) for one, at in self.arrived if since <= at < until]
        if self.source is Source.TOPIC:
            return Told(count=len(found), named=None)
        named = dict(found)
        return Told(count=len(named), named=named)
