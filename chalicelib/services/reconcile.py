"""Reconciliation of one day: asks each provider what arrived, looks for it, and hands over what is missing.

Handing something over once more changes nothing where it was stored after all: capture is idempotent by
the provider's id. Looking again a day later sees whether it helped.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.errors import UnavailableError
from chalicelib.ports import (
    Arrivals,
    ArrivalSource,
    DeadLetters,
    Lists,
    Plumbing,
    Queue,
    Reconciliations,
)
from chalicelib.reconciliation import (
    STAYS_OPEN,
    Checked,
    Missing,
    Reconciliation,
    Source,
    Told,
    compared,
    shortened,
    span,
)
from chalicelib.services.inspect import Inspect
from chalicelib.services.texts import key_of

DAYS = 2
"""Days before today that each run looks at: the second look sees what came of the first."""

_AT_ONCE = 500
"""States that are asked for together."""
_TOGETHER = 100
"""Arrivals that are handed over together."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one channel's words come in."""

    source: ArrivalSource
    letters: DeadLetters | None = None
    queue: Queue | None = None
    """Where arrivals are handed over; None where they come in no queue."""


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is stored of what a provider speaks of."""

    ids: set[str]
    """The provider's."""
    lost: dict[str, datetime]
    """Ids of what was once taken in and is stored no longer."""
    feedback: set[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconcile:
    """Reconciles days."""

    ways: Sequence[Way]
    arrivals: Arrivals
    lists: Lists
    inspect: Inspect
    plumbing: Plumbing
    results: Reconciliations
    on_its_way: timedelta
    """How long what arrived may wait in a queue."""

    def recent(
        self, now: datetime, has_time: Callable[[], bool] = lambda: True
    ) -> list[Reconciliation]:
        """Reconcile the `DAYS` days before today, then older ones that are open; hand over what is missing.

        Once there is no time, no further day is begun, and nothing more is handed over: what is left is
        open the next time as well. What came of each day, the oldest first.
        """
        today = now.date()
        newest = [today - n * _DAY for n in range(1, DAYS + 1)]
        results: list[Reconciliation] = []
        for day in (*newest, *self._open(today)):
            if results and not has_time():
                break
            results.append(self.day(day, now, repair=True, has_time=has_time))
        return sorted(results, key=lambda one: one.day)

    def _open(self, today: date) -> list[date]:
        """Days before the newest that a further check may do something for, the oldest first.

        A day that no check is known of is one of them, but none from before the first check ever.
        """
        known = {one.day: one for one in self.results.latest(STAYS_OPEN.days + 1)}
        first = max(min(known, default=today), today - STAYS_OPEN)
        past = [first + n * _DAY for n in range((today - first).days - DAYS)]
        return [one for one in past if one not in known or known[one].is_open]

    def day(
        self,
        day: date,
        now: datetime,
        *,
        repair: bool,
        has_time: Callable[[], bool] = lambda: True,
    ) -> Reconciliation:
        """Reconcile a UTC day and keep what came of it. ValueError where it is too early or too old.

        With `repair`, what is missing is handed over once more while there is time, and what lacks
        something gets it.
        """
        since, until = span(day, now, self.on_its_way)
        checked: list[Checked] = []
        feedback: set[str] = set()
        for way in self.ways:
            found, known = self._way(way, since, until)
            checked.append(self._redriven(way, found, has_time) if repair else found)
            feedback |= known
        inside = self.inspect.look(feedback, now, mend=repair)
        before = self.results.of(day)
        redriven = sum(one.redriven for one in checked)
        redriven += sum(one.is_mended for one in inside.problems)
        result = Reconciliation(
            day=day,
            checked_at=now,
            times=(before.times if before else 0) + 1,
            channels=tuple(map(shortened, checked)),
            inside=inside,
            dead_letters=self.plumbing.dead_letters(),
            late_seconds=self.plumbing.late_seconds(since, until),
            redriven=(before.redriven if before else 0) + redriven,
            until=until,
        )
        self.results.save(result)
        return result

    def _way(self, way: Way, since: datetime, until: datetime) -> tuple[Checked, set[str]]:
        channel, source = way.source.channel, way.source.source
        try:
            told = way.source.told(since, until)
        except UnavailableError:
            return Checked(channel=channel, source=source, arrived=None), set()
        looked = self._looked(way.source, told, since, until)
        found = compared(channel, source, told, looked.ids, looked.lost)
        if not (found.unaccounted and way.letters):
            return found, looked.feedback
        letters = _letters(way.letters)
        of_span = {one: at for one, at in letters.items() if at is None or since <= at < until}
        found = compared(channel, source, told, looked.ids, {**looked.lost, **of_span})
        missing = tuple(replace(one, is_dead_letter=one.id in of_span) for one in found.missing)
        return replace(found, missing=missing), looked.feedback

    def _looked(
        self, source: ArrivalSource, told: Told, since: datetime, until: datetime
    ) -> _Looked:
        match source.source:
            case Source.WEB_LOG:
                ids = {state.id for some in _some(told) for state in self.lists.states(some)}
                return _Looked(ids, {}, ids)
            case Source.TWILIO:
                keys = {key_of(one): one for one in told.named or ()}
                found = self.arrivals.stored(list(keys))
                return _Looked({keys[one] for one in found}, {}, set(found.values()))
            case _:
                return self._taken_in(source, told, since, until)

    def _taken_in(
        self, source: ArrivalSource, told: Told, since: datetime, until: datetime
    ) -> _Looked:
        """By what was kept of each arrival. A mail's instant is SES's there, and S3's in the bucket."""
        day, channel = since.date(), source.channel
        kept = list(self.arrivals.of_day(channel, day))
        if told.named is None:
            kept = [one for one in kept if since <= one.at < until]
        else:
            if told.named.keys() - {one.id for one in kept}:
                kept += self.arrivals.of_day(channel, day - _DAY)
                kept += self.arrivals.of_day(channel, day + _DAY)
            kept = [one for one in kept if one.id in told.named]
        stored = self.arrivals.stored(list(dict.fromkeys(k for one in kept for k in one.keys)))
        whole = {one.id for one in kept if all(key in stored for key in one.keys)}
        lost = {one.id: one.at for one in kept if one.id not in whole}
        return _Looked(whole, lost, set(stored.values()))

    def _redriven(self, way: Way, found: Checked, has_time: Callable[[], bool]) -> Checked:
        """Hand over once more what can be: a dead letter as it is, all else as its provider has it."""
        letters = {one.id for one in found.missing if one.is_dead_letter}
        again = way.letters.redrive(letters) if way.letters and letters and has_time() else set()
        others = [one for one in found.missing if one.id not in again]
        for begin in range(0, len(others), _TOGETHER):
            if way.queue is None or not has_time():
                break
            again |= self._handed_over(way.source, way.queue, others[begin : begin + _TOGETHER])
        missing = tuple(replace(one, is_redriven=one.id in again) for one in found.missing)
        return replace(found, missing=missing, redriven=sum(one.is_redriven for one in missing))

    def _handed_over(
        self, source: ArrivalSource, queue: Queue, some: Sequence[Missing]
    ) -> set[str]:
        """Ids of those that the provider still has the words of; they are in the queue now."""
        jobs = {one.id: job for one in some if (job := self._job(source, one))}
        if jobs:
            queue.put(list(jobs.values()))
        return set(jobs)

    def _job(self, source: ArrivalSource, missing: Missing) -> dict[str, str] | None:
        try:
            return source.job(missing.id)
        except UnavailableError:  # the next look finds it still missing
            return None


def _letters(letters: DeadLetters) -> dict[str, datetime | None]:
    try:
        return letters.ids()
    except UnavailableError:  # then nothing is known to be one
        return {}


def _some(told: Told) -> Iterator[list[str]]:
    ids = list(told.named or ())
    for begin in range(0, len(ids), _AT_ONCE):
        yield ids[begin : begin + _AT_ONCE]
