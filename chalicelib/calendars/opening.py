"""Open time by the clock on the wall: local time only, as if no clock ever changed.

Answers come from a sum over a week and a sorted list of the days that differ from it, so that ten
years cost what a day costs. Times are microseconds of local time, see `clock`.
"""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date
from itertools import accumulate

from chalicelib.calendars.clock import DAY, MINUTE

Span = tuple[int, int]
"""Minutes after the local midnight, from and to; `to` may exceed 1440: it ends on the next day."""

OpenTimes = tuple[tuple[int, int], ...]
"""What is open of one day: from and to in microseconds after its midnight, in order, disjoint."""


class Opening:
    """When the spans of a week, and of the dates that differ from it, are open."""

    def __init__(
        self, week: Mapping[int, tuple[Span, ...]], dates: Mapping[date, tuple[Span, ...]]
    ) -> None:
        """`week`: spans by weekday, Monday 0. `dates`: what holds instead for single dates.

        A span belongs to the day on which it begins, whatever the day on which it ends is.
        """
        begins = {day.toordinal() - 1: spans for day, spans in dates.items()}

        def open_times(day: int) -> OpenTimes:
            own, before = (begins.get(d, week.get(d % 7, ())) for d in (day, day - 1))
            return _united(own, before)

        self._week = tuple(
            _united(week.get(day, ()), week.get((day - 1) % 7, ())) for day in range(7)
        )
        touched = sorted(begins.keys() | {day + 1 for day in begins})
        self._odd = {day: s for day in touched if (s := open_times(day)) != self._week[day % 7]}
        self._odd_days = tuple(self._odd)
        self._before_weekday = (0, *accumulate(map(_length, self._week)))
        self._per_week = self._before_weekday[7]
        gained = (_length(s) - _length(self._week[day % 7]) for day, s in self._odd.items())
        self._gained = (0, *accumulate(gained))
        """Open time more than the week's, in the first n odd days."""
        self._until_end = tuple(self.until((day + 1) * DAY) for day in self._odd_days)

    @property
    def last_open_day(self) -> int | None:
        """Number of the last day that may be open; None where weeks go on for ever."""
        if self._per_week:
            return None
        return self._odd_days[-1] if self._odd_days else 0

    def on(self, day: int) -> OpenTimes:
        """What is open of a day."""
        return self._odd.get(day, self._week[day % 7])

    def until(self, at: int) -> int:
        """The open time from the beginning of counting until a local time."""
        day, time = divmod(at, DAY)
        weeks, weekday = divmod(day, 7)
        total = weeks * self._per_week + self._before_weekday[weekday]
        total += self._gained[bisect_left(self._odd_days, day)]
        for start, end in self.on(day):
            if time <= start:
                break
            total += min(time, end) - start
        return total

    def reached(self, total: int) -> int | None:
        """The first local time by which that much was open (more than 0); None: it never is."""
        odd = bisect_left(self._until_end, total)
        rest = total - self._gained[odd]
        if self._per_week:
            weeks, rest = divmod(rest - 1, self._per_week)
            rest += 1  # 1 to a whole week: the end of a stretch is reached in it, not in the next
            weekday = bisect_left(self._before_weekday, rest) - 1
            day = weeks * 7 + weekday
            if odd == len(self._odd_days) or day < self._odd_days[odd]:
                return day * DAY + _after(self._week[weekday], rest - self._before_weekday[weekday])
        elif odd == len(self._odd_days):
            return None
        day = self._odd_days[odd]
        missing_at_its_end = self._until_end[odd] - total
        return day * DAY + _after(self._odd[day], _length(self._odd[day]) - missing_at_its_end)


def _united(own: tuple[Span, ...], before: tuple[Span, ...]) -> OpenTimes:
    """What a day is open by its own spans and by those of the day before that pass midnight."""
    here = [(start * MINUTE, min(end * MINUTE, DAY)) for start, end in own]
    here += [(0, end * MINUTE - DAY) for _, end in before if end * MINUTE > DAY]
    united: list[tuple[int, int]] = []
    for start, end in sorted(here):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return tuple(united)


def _length(times: OpenTimes) -> int:
    return sum(end - start for start, end in times)


def _after(times: OpenTimes, open_time: int) -> int:
    """How long after midnight that much of a day's open time, which it has, was open."""
    for start, end in times:
        if open_time <= end - start:
            return start + open_time
        open_time -= end - start
    raise ValueError("the day is not open for so long")
