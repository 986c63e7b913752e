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

_PROMISE = re.compile(rf"{Measure.PROMISE}\.(kept|missed|running|waiting|([kmrw])(\d\d))")
_STATES = {state[0]: state for state in (State.KEPT, State.MISSED, State.RUNNING, State.WAITING)}

Read = Iterable[tuple[Period, Tally]]
"""Periods with the tally that is stored of each."""
Decided = tuple[date, int, int]
"""A day, how many promises were kept for it, and how many were decided."""


def standing(read: Read, today: date) -> dict[str, int]:
    """What some periods add up to, as it stands today."""
    sums: dict[str, int] = {}
    for period, tally in read:
        add(sums, ((name, n) for name, n in tally.items() if not _PROMISE.fullmatch(name)))
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


def _promises(period: Period, tally: Tally, today: date) -> Iterator[tuple[date, State, int]]:
    """The promises of a period's days: how they stand, and how many; the same may come more than once.

    What an earlier release counted in a month without its day is taken to be of the first.
    """
    for name, n in tally.items():
        found = _PROMISE.fullmatch(name)
        if found is None:
            continue
        whole, short, number = found.groups()
        state = _STATES[short] if short else State(whole)
        day = period.first.replace(day=int(number)) if number else period.first
        if day <= period.last:
            yield day, State.MISSED if state is State.RUNNING and day < today else state, n
