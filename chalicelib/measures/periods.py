"""Which sums a span of days is read from: whole months that are over, and the other days one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a whole month."""

    key: str
    """`2026-11-22` or `2026-11`."""
    is_over: bool
    """Whether what was promised for it and still runs was missed."""


def periods(first: date, last: date, today: date) -> Iterator[Period]:
    """The periods that make up the days from `first` to `last`, both counted, in their order.

    A month is read whole once it is over, so a year is at most twelve months and a month of days,
    however much there is in it.
    """
    day = first
    while day <= last:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        is_whole = day.day == 1 and following - _DAY <= last and following <= today
        if is_whole:
            yield Period(f"{day:%Y-%m}", is_over=True)
            day = following
        else:
            yield Period(day.isoformat(), is_over=day < today)
            day += _DAY


def days(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both counted."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
