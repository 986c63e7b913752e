"""Facts added up: one tally for each day and month, and each value of each dimension.

A tally is whole numbers by name, and adding is all that is done with it: batches, repetitions that were
left out and corrections come to the same numbers in any order. Names are `<measure>.<count>`:

| name | counts |
|---|---|
| `<measure>.running`, `.without` | intervals that go on; that ended without what was measured |
| `<measure>.n`, `.wall`, `.open` | intervals that are done; their seconds by the wall clock, the calendar |
| `<measure>.w<bucket>`, `.o<bucket>` | the same in the buckets of `histogram` |
| `promise.kept`, `.missed`, `.running`, `.waiting` | promises by how they stand, in a day's tally |
| `promise.k<day>`, `.m<day>`, `.r<day>`, `.w<day>` | the same in a month's, by the day of the month |
| `level.<level>.n`, `.running`, `.wall`, `.open` | stays at a level, and their seconds |
| `level.<level>.<why>` | why they were raised |
| `level.<level>.missed`, `.delay` | raised for a promise that was missed; the seconds since it |
| `survey.asked`, `.answered`, `.unasked` | surveys; of these the answered; ratings nobody asked for |
| `score.<1 to 5>`, `recommend.<0 to 10>` | ratings, the newest of each cycle |

Promises alone are counted on days that are still to come, and whether one that still runs was missed depends
on its day. So a month counts them by day, and is read whole at any moment: `standing` does.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.measures.facts import EntryFacts, Fact, Measure, State
from chalicelib.measures.histogram import bucket

Tally = Mapping[str, int]
"""Counts and sums by name; what is not there is 0."""


class Dimension(StrEnum):
    """What figures can be asked by."""

    ALL = "all"
    TOUCHPOINT = "touchpoint"
    TEAM = "team"
    CHANNEL = "channel"
    KIND = "kind"
    SEVERITY = "severity"


_SECOND = timedelta(seconds=1)
_BEGUN = ("n", State.RUNNING, State.WITHOUT)
_MONTH = len("2026-11")
EVERYTHING = "all"
"""The one value of the dimension `all`."""
NOWHERE = "-"
"""The value of `touchpoint` where none is known: no id can be that."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where a tally stands."""

    dimension: Dimension
    period: str
    """A day as `2026-11-22` or a month as `2026-11`, on the organisation's clock."""
    value: str

    @property
    def is_of_month(self) -> bool:
        """Whether it holds a whole month."""
        return len(self.period) == _MONTH


def cells_of(fact: Fact) -> Iterator[Cell]:
    """The twelve cells that a fact is counted in."""
    day = fact.day.isoformat()
    values = {
        Dimension.ALL: EVERYTHING,
        Dimension.TOUCHPOINT: fact.touchpoint or NOWHERE,
        Dimension.TEAM: fact.team,
        Dimension.CHANNEL: fact.channel.value,
        Dimension.KIND: fact.kind.value,
        Dimension.SEVERITY: fact.severity.value,
    }
    for dimension, value in values.items():
        yield Cell(dimension, day, value)
        yield Cell(dimension, day[:7], value)


_BY_DAY = {
    f"{Measure.PROMISE}.{state}": f"{Measure.PROMISE}.{state[0]}"
    for state in (State.KEPT, State.MISSED, State.RUNNING, State.WAITING)
}
"""Short, as buckets are: there are up to 31 of each."""


def in_month(name: str, day: date) -> str:
    """What a month calls that which one of its days counts under a name.

    >>> in_month("promise.kept", date(2026, 11, 2)), in_month("survey.asked", date(2026, 11, 2))
    ('promise.k02', 'survey.asked')
    """
    return f"{_BY_DAY[name]}{day:%d}" if name in _BY_DAY else name


def counted(fact: Fact) -> Iterator[tuple[str, int]]:
    """What a fact adds to the cells of its day."""
    match fact.measure:
        case Measure.PROMISE:
            yield f"{fact.measure}.{fact.state}", 1
        case Measure.LEVEL:
            yield from _level(fact)
        case Measure.SURVEY:
            yield from _survey(fact)
        case _:
            yield from _interval(fact)


def _interval(fact: Fact) -> Iterator[tuple[str, int]]:
    if fact.state is not State.DONE:
        yield f"{fact.measure}.{fact.state}", 1
        return
    wall, is_open = fact.seconds or 0, fact.open_seconds or 0
    yield f"{fact.measure}.n", 1
    yield f"{fact.measure}.wall", wall
    yield f"{fact.measure}.open", is_open
    yield f"{fact.measure}.w{bucket(wall)}", 1
    yield f"{fact.measure}.o{bucket(is_open)}", 1


def _level(fact: Fact) -> Iterator[tuple[str, int]]:
    name = f"{fact.measure}.{fact.level}"
    yield f"{name}.n", 1
    if fact.state is State.RUNNING:
        yield f"{name}.running", 1
    else:
        yield f"{name}.wall", fact.seconds or 0
        yield f"{name}.open", fact.open_seconds or 0
    if fact.why is not None:
        yield f"{name}.{fact.why}", 1
    if fact.due is not None:
        yield f"{name}.missed", 1
        yield f"{name}.delay", (fact.start - fact.due) // _SECOND


def _survey(fact: Fact) -> Iterator[tuple[str, int]]:
    is_answered = fact.state is State.DONE
    if fact.why == "unasked":
        yield "survey.unasked", 1
    else:
        yield "survey.asked", 1
        if is_answered:
            yield "survey.answered", 1
    if fact.score is not None:
        yield f"score.{fact.score}", 1
    if fact.recommend is not None:
        yield f"recommend.{fact.recommend}", 1


def tallies(of: Iterable[EntryFacts]) -> dict[Cell, dict[str, int]]:
    """What some entries add to each cell; cells and names that come to 0 are left out."""
    found: dict[Cell, dict[str, int]] = {}
    for facts in of:
        for line in facts.lines:
            fact = line.fact
            of_day = [(name, line.sign * count) for name, count in counted(fact)]
            of_month = [(in_month(name, fact.day), count) for name, count in of_day]
            for cell in cells_of(fact):
                add(found.setdefault(cell, {}), of_month if cell.is_of_month else of_day)
    return {cell: kept for cell, tally in found.items() if (kept := without_zeros(tally))}


def add(tally: dict[str, int], more: Iterable[tuple[str, int]]) -> None:
    """Add counts to a tally, in place."""
    for name, count in more:
        tally[name] = tally.get(name, 0) + count


def begun_of(tally: Tally) -> int:
    """How many feedback began: answered, not yet answered, or closed without an answer."""
    return sum(tally.get(f"{Measure.FIRST_RESPONSE}.{state}", 0) for state in _BEGUN)


def without_zeros(tally: Tally) -> dict[str, int]:
    """The tally without what came to nothing."""
    return {name: count for name, count in tally.items() if count}


def buckets_of(tally: Tally, measures: Iterable[Measure], clock: str) -> dict[int, int]:
    """The durations of some measures in a tally, by the histogram's buckets.

    `clock` is `w`, the wall's, or `o`, of the calendar's open time.
    """
    buckets: dict[int, int] = {}
    for measure in measures:
        start = f"{measure}.{clock}"
        for name, count in tally.items():
            number = name.removeprefix(start)
            if number != name and number.isdigit():
                buckets[int(number)] = buckets.get(int(number), 0) + count
    return buckets
