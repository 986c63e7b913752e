"""Every day: are the measurements still what the timelines say? Of a day that is over, at a bounded cost.

`Rebuild` reads the whole table and says it to the last bit; that is not for every day of ten million
feedback. This works out again all that some hundred feedback changed, compares it fact by fact, and adds
up the day's and the month's sums, which have to agree with each other whoever they are summed by.

Which feedback: older ones that customers rated on the day, some of those that are open, and as many as are
left of those captured on the day at a touchpoint. An older one that was answered or closed on the day is
looked at only where it is one of these; for the rest there is no list of what changed, but `Rebuild`.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, islice

from chalicelib.calendars.clock import zone_of
from chalicelib.errors import NotFoundError
from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.ledger import acknowledged, ledger
from chalicelib.measures.periods import days
from chalicelib.measures.rollups import EVERYTHING, Dimension, Tally, add, in_month, without_zeros
from chalicelib.ports import ConfigurationStore, FeedbackStore, Lists, MeasureStore, Ratings

LOOKED_AT = 500
"""Feedback that are worked out again."""
OLDER = 100
"""Of these, how many that were rated on the day, and how many that are open, at the most."""
PLACES = 1_000
"""Touchpoints in which they are looked for. Which ones come first is another thing every day."""
_DAY = timedelta(days=1)
_INSTANT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMeasures:
    """What came of one day's check."""

    day: date
    feedback: int
    """How many were worked out again."""
    sums: int
    """How many cells were added up."""
    missing: tuple[str, ...]
    """`<feedback id> <source>` of facts that were not written."""
    strange: tuple[str, ...]
    """The same of facts that do not follow from their timeline."""
    differing: tuple[str, ...]
    """`<dimension> <period>` of sums that do not add up to those of everything."""

    @property
    def problems(self) -> int:
        """How many things differ."""
        return len(self.missing) + len(self.strange) + len(self.differing)


@dataclass(frozen=True, slots=True)
class CheckMeasures:
    """Checks a day."""

    store: FeedbackStore
    lists: Lists
    configurations: ConfigurationStore
    measures: MeasureStore
    ratings: Ratings

    def yesterday(self, now: datetime) -> CheckedMeasures:
        """Check the day before today, on the organisation's clock."""
        return self.day(self.configurations.current().day_of(now) - _DAY)

    def day(self, day: date) -> CheckedMeasures:
        """Check one day. What differs is looked at twice: what is on its way differs only once."""
        ids = list(self._some_of(day))
        unlike = {one: found for one in ids if (found := self._unlike(one))}
        again = {one: self._unlike(one) for one in unlike}
        lasting = [
            problem for one, found in unlike.items() for problem in found if problem in again[one]
        ]
        sums, differing = self._sums(day)
        if differing:
            _, still = self._sums(day)
            differing = {name: left for name, left in differing.items() if still.get(name) == left}
        return CheckedMeasures(
            day=day,
            feedback=len(ids),
            sums=sums,
            missing=tuple(name for is_there, name in lasting if not is_there),
            strange=tuple(name for is_there, name in lasting if is_there),
            differing=tuple(sorted(differing)),
        )

    def _some_of(self, day: date) -> Iterator[str]:
        """Feedback of a day, of other teams and touchpoints first each day."""
        configuration = self.configurations.current()
        zone = zone_of(configuration.organisation.time_zone)
        begins, ends = (
            datetime.combine(d, time(), zone).astimezone(UTC) for d in (day, day + _DAY)
        )
        teams = sorted(configuration.teams, key=lambda one: _dice(day, one))
        rated = islice(self._rated(teams, begins, ends), OLDER)
        still_open = islice(self._open(teams, ends), OLDER)
        older = dict.fromkeys(chain(rated, still_open))
        yield from older
        left = LOOKED_AT - len(older)
        for place in sorted(configuration.touchpoints, key=lambda one: _dice(day, one))[:PLACES]:
            found = self.lists.at_place(place, begins, ends - _INSTANT, left)
            yield from (one for one in found if one not in older)
            left -= len(found)
            if left <= 0:
                return

    def _rated(self, teams: Sequence[str], begins: datetime, ends: datetime) -> Iterator[str]:
        for team in teams:
            for one in self.ratings.of(team, begins, ends, OLDER):
                yield one.feedback_id

    def _open(self, teams: Sequence[str], until: datetime) -> Iterator[str]:
        """Of each team, where something is promised first. With or without a touchpoint."""
        for team in teams:
            places = self.lists.queue(team, OLDER)
            for one in self.lists.states([place.feedback_id for place in places]):
                if one.captured_at < until:
                    yield one.id

    def _unlike(self, feedback_id: str) -> list[tuple[bool, str]]:
        """What differs of one feedback: whether it was written at all, and its name."""
        try:
            expected = {one.source: one for one in self._expected(feedback_id)}
        except NotFoundError:  # it was erased as we looked
            return []
        recorded = self.measures.recorded(feedback_id)
        return [
            (source in recorded, f"{feedback_id} {source}")
            for source in sorted({*expected, *recorded})
            if recorded.get(source) != expected.get(source)
        ]

    def _expected(self, feedback_id: str) -> Iterator[EntryFacts]:
        timeline = self.store.timeline(feedback_id)
        yield from ledger(timeline, self.configurations.version)
        for message in self.store.messages(feedback_id):
            facts = acknowledged(message, timeline, self.configurations.version)
            if facts is not None:
                yield facts

    def _sums(self, day: date) -> tuple[int, dict[str, Tally]]:
        """How many cells were added up, and by how much some differ from those of everything.

        Of the day each dimension has to come to the same, and of the month its days.
        """
        month = f"{day:%Y-%m}"
        first = day.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - _DAY
        every = list(days(first, last))
        whole = self.measures.rollup(Dimension.ALL, EVERYTHING, [*map(str, every), month])
        parts = {
            f"{dimension} {day}": list(self.measures.rollups(dimension, f"{day}").values())
            for dimension in Dimension
            if dimension is not Dimension.ALL
        }
        compared = {name: (tallies, whole.get(f"{day}", {})) for name, tallies in parts.items()}
        by_day: list[Tally] = [
            {in_month(name, one): n for name, n in whole[f"{one}"].items()}
            for one in every
            if f"{one}" in whole
        ]
        compared[f"{Dimension.ALL} {month}"] = (by_day, whole.get(month, {}))
        differing = {
            name: left
            for name, (tallies, total) in compared.items()
            if (left := _difference(tallies, total))
        }
        return sum(len(tallies) for tallies, _ in compared.values()) + 2, differing


def _difference(parts: Sequence[Tally], whole: Tally) -> Tally:
    sums: dict[str, int] = {name: -count for name, count in whole.items()}
    for one in parts:
        add(sums, one.items())
    return without_zeros(sums)


def _dice(day: date, touchpoint: str) -> str:
    return hashlib.sha256(f"{day} {touchpoint}".encode()).hexdigest()
