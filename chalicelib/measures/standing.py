"""How sums stand on a day: promises of days beyond are not looked at, what runs past its day was missed.

Stored tallies are of a day or of a month, which counts promises by day (`rollups`). What these functions give
has both alike: `promise.kept`, `.missed`, `.running` and `.waiting`, as a day has. Pure.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from chalicelib.measures.facts import Measure, State
from chalicelib.measures.periods import Period
from chalicelib.measures.rollups import Tally, add

_OF_MONTH = re.compile(rf"{Measure.PROMISE}\.([kmrw])(\d\d)")
_OF_DAY = re.compile(rf"{Measure.PROMISE}\.(kept|missed|running|waiting)")
_STATES = {state[0]: state for state in (State.KEPT, State.MISSED, State.RUNNING, State.WAITING)}

Read = Iterable[tuple[Period, Tally]]
"""Periods with the tally that is stored of each."""
Decided = tuple[date, int, int]
"""A day, how many promises were kept for it, and how many were decided."""


def standing(read: Read, today: date) -> dict[str, int]:
    """What some periods add up to, as it stands today."""
    sums: dict[str, int] = {}
    for period, tally in read:
        is_promise = _pattern(period).fullmatch
        add(sums, ((name, n) for name, n in tally.items() if not is_promise(name)))
        promised = _promises(period, tally, today)
        add(sums, ((f"{Measure.PROMISE}.{state}", n) for _, state, n in promised))
    return sums


def decided(read: Read, today: date) -> list[Decided]:
    """Each day of some periods for which a promise was decided, as it stands today; in no order."""
    found: dict[date, list[int]] = {}
    for period, tally in read:
        for day, state, n in _promises(period, tally, today):
            if state in (State.KEPT, State.MISSED):
                of_day = found.setdefault(day, [0, 0])
                of_day[0] += n if state is State.KEPT else 0
                of_day[1] += n
    return [(day, kept, n) for day, (kept, n) in found.items() if n]


def _pattern(period: Period) -> re.Pattern[str]:
    return _OF_MONTH if period.is_month else _OF_DAY


def _promises(period: Period, tally: Tally, today: date) -> Iterator[tuple[date, State, int]]:
    """The promises of a period's days: how they stand, and how many; the same may come more than once."""
    for name, n in tally.items():
        found = _pattern(period).fullmatch(name)
        if found is None:
            continue
        day, state = period.first, State(_STATES.get(found[1], found[1]))
        if period.is_month:
            day = day.replace(day=int(found[2]))
        if day <= period.last:
            yield day, State.MISSED if state is State.RUNNING and day < today else state, n
