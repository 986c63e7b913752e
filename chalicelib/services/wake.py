"""Everything whose time has come, handed to `act`; and the sweep, which repairs what an arrow lost."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.ports import Due, FeedbackStore, Queue, Ticker

PAGE = 1_000
"""Things that are read and handed over together."""
PAGES = 30
"""Pages of one look, so that it ends within its Lambda's time; the wheel calls again for the rest."""
LATE = timedelta(seconds=60)
"""A wake-up that is later than this was missed by its tick; only the sweep found it."""


@dataclass(frozen=True, slots=True)
class Wake:
    """Finds what is due and hands it to `act`."""

    store: FeedbackStore
    act_queue: Queue

    def wake(self, now: datetime, after: Due | None = None) -> Due | None:
        """Hand over what ticks come for, from `after` on; where the next look goes on, None at the end.

        What only the sweep looks for is left alone: its job is in a queue, and handing it over at every
        tick would make a long queue longer.
        """
        found, more = self.look(now, after, swept=False)
        return found[-1] if more else None

    def look(
        self, now: datetime, after: Due | None = None, *, swept: bool
    ) -> tuple[list[Due], bool]:
        """Hand over what is due, page by page; what it was, and whether there is more."""
        found: list[Due] = []
        more = True
        while more and len(found) < PAGE * PAGES:
            page, more = self.store.due(now, PAGE, after, swept=swept)
            self.act_queue.put([{"feedback": d.feedback_id, "item": d.item} for d in page])
            found += page
            after = page[-1] if page else after
        return found, more


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What a sweep found."""

    due: int
    missed: int
    """States, and webhooks, whose tick did not wake them, or whose worker died."""
    unfollowed: int
    """Entries from which nothing had followed."""
    unsent: int
    """Messages that nobody had sent in time."""
    ticks: int
    """Ticks made sure of for the time until the sweep after next."""

    @property
    def repaired(self) -> int:
        """How much an arrow had lost."""
        return self.missed + self.unfollowed + self.unsent


@dataclass(frozen=True, slots=True)
class Sweep:
    """Stands behind every arrow."""

    wake: Wake
    ticker: Ticker
    period: timedelta

    def sweep(self, now: datetime) -> Swept:
        """Hand over all that is due, count what should not have been, and arm the coming ticks."""
        found, _ = self.wake.look(now, swept=True)
        coming = self.wake.store.waking(now, now + 2 * self.period)
        ticks = {self.ticker.ensure(wake_at, now) for wake_at in sorted(coming)}
        late = [due for due in found if due.wake_at < now - LATE]
        return Swept(
            due=len(found),
            missed=sum(due.item in ("state", "lane") for due in late),
            unfollowed=sum(due.item.startswith("entry:") for due in found),
            unsent=sum(due.item.startswith("message:") for due in late),
            ticks=len(ticks),
        )
