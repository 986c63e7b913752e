"""Which feedback of a period was raised, by its references.

Sums say how much was raised at which touchpoint, by the day on which a cycle began. No list says which
feedback it was. So the newest feedback of those touchpoints is looked at, one of each touchpoint in turn,
until all that was counted is found: feedback that was captured before the period may have begun again in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice, zip_longest
from zoneinfo import ZoneInfo

from chalicelib.configuration import Configuration
from chalicelib.evidence.material import Escalated
from chalicelib.measures.facts import EntryFacts, Fact, Measure
from chalicelib.measures.rollups import NOWHERE
from chalicelib.model import Feedback
from chalicelib.ports import Lists, MeasureStore

LISTED = 50
"""Feedback that is named by its reference."""
LOOKED_AT = 1_000
"""Feedback whose states are read to find them."""
READ = 200
"""Feedback whose facts are read."""
_LEAST = 50
"""Feedback of a touchpoint that may be looked at, however many touchpoints there are."""
_MORE = 4
"""How many times its share a touchpoint may have: others may have little."""
_BATCH = 100
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of what was counted."""

    escalated: tuple[Escalated, ...]
    """Oldest first."""
    placeless: int
    """How often feedback without a touchpoint was raised: counted, and not looked for."""
    is_cut: bool
    """Whether more was raised at touchpoints than was found."""


@dataclass(frozen=True, slots=True)
class Raised:
    """Finds them."""

    lists: Lists
    measures: MeasureStore

    def find(
        self, counted: Mapping[str, int], first: date, last: date, configuration: Configuration
    ) -> Found:
        """What was raised in cycles that began on the days from `first` to `last`, both counted.

        `counted` says how often, by touchpoint.
        """
        zone = ZoneInfo(configuration.organisation.time_zone)
        since, until = begin(first, zone), begin(last + _DAY, zone)
        left = Counter({place: n for place, n in counted.items() if n})
        found: list[tuple[datetime, Escalated]] = []
        named = read = 0
        for feedback in self._looked_at([one for one in left if one != NOWHERE], until):
            if named == LISTED or read == READ or not _is_more(left):
                break
            if not _may_count(feedback, since):
                continue
            read += 1
            raised = list(self._raised(feedback, first, last))
            named += bool(raised)
            left.subtract(fact.touchpoint or NOWHERE for fact in raised)
            day_of = configuration.day_of
            found += ((one.start, _escalated(feedback, one, day_of(one.start))) for one in raised)
        return Found(
            escalated=tuple(one for _, one in sorted(found, key=_by_time)),
            placeless=max(left[NOWHERE], 0),
            is_cut=_is_more(left),
        )

    def _looked_at(self, places: list[str], until: datetime) -> Iterator[Feedback]:
        """The newest of each touchpoint, then the second of each, and so on; read as they are needed."""
        if not places:
            return
        most = min(LOOKED_AT, max(_LEAST, _MORE * LOOKED_AT // len(places)))
        of_each = [self.lists.at_place(one, _EARLIEST, until, most) for one in sorted(places)]
        turns = (one for one in chain.from_iterable(zip_longest(*of_each)) if one is not None)
        in_turn = islice(turns, LOOKED_AT)
        while ids := list(islice(in_turn, _BATCH)):
            yield from self.lists.states(ids)

    def _raised(self, feedback: Feedback, first: date, last: date) -> Iterator[Fact]:
        for fact in _holding(self.measures.recorded(feedback.id).values()):
            if fact.measure is Measure.LEVEL and fact.level and first <= fact.day <= last:
                yield fact


def begin(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def _may_count(feedback: Feedback, since: datetime) -> bool:
    """Whether it may have been raised in a cycle that began in the period or later."""
    # A day's difference: days are of the time zone that each cycle runs under.
    return feedback.cycle_at >= since - _DAY and (feedback.level > 0 or feedback.cycle > 1)


def _is_more(left: Counter[str]) -> bool:
    return any(n > 0 for place, n in left.items() if place != NOWHERE)


def _escalated(feedback: Feedback, fact: Fact, day: date) -> Escalated:
    return Escalated(
        reference=feedback.reference,
        day=day,
        level=fact.level or 0,
        team=fact.holder,
        why=fact.why or "",
    )


def _holding(recorded: Iterable[EntryFacts]) -> Iterator[Fact]:
    """The facts that hold: what was withdrawn is not among them."""
    signs: Counter[Fact] = Counter()
    for entry in recorded:
        for line in entry.lines:
            signs[line.fact] += line.sign
    return (fact for fact, sign in signs.items() if sign > 0)


def _by_time(one: tuple[datetime, Escalated]) -> tuple[datetime, str, int]:
    return one[0], one[1].reference, one[1].level
