"""Which sums a span of days is read from: months, as far as they are whole, and the other days one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A day, or a month."""

    first: date
    last: date
    """Of a month that goes on, the last day that is asked for."""
    is_month: bool

    @property
    def key(self) -> str:
        """`2026-11-22` or `2026-11`."""
        return f"{self.first:%Y-%m}" if self.is_month else self.first.isoformat()

    def is_over(self, today: date) -> bool:
        """Whether nothing new begins in it."""
        following = _following(self.first) if self.is_month else self.first + _DAY
        return following <= today


def periods(first: date, last: date, today: date) -> Iterator[Period]:
    """The periods that make up the days from `first` to `last`, both counted, in their order.

    A month is read whole from its first day to its last, or to today: nothing is counted on days that are
    still to come, but promises, and these by their day. So a year that begins with a month is twelve items,
    however much there is in it.
    """
    day = first
    while day <= last:
        following = _following(day)
        if day.day == 1 and (following - _DAY <= last or today <= last):
            yield Period(day, min(following - _DAY, last), is_month=True)
            day = following
        else:
            yield Period(day, day, is_month=False)
            day += _DAY


def single_days(first: date, last: date) -> Iterator[Period]:
    """Each day from `first` to `last`, both counted, by itself."""
    return (Period(day, day, is_month=False) for day in days(first, last))


def days(first: date, last: date) -> Iterator[date]:
    """Each day from `first` to `last`, both counted."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _following(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
