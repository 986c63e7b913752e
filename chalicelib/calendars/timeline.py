"""Open time between instants: `opening`'s local time, put together across the changes of the clock.

Between two changes local time is the instant plus an offset, so open time there is a difference of
two of `opening`'s sums. A window of years keeps the sums at its changes; inside it any question
costs one search, however far apart the instants are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from chalicelib.calendars.clock import (
    DAY,
    END,
    LAST_YEAR,
    changes,
    offset_at,
    year_of,
    year_start,
)
from chalicelib.calendars.opening import Opening


class Timeline:
    """The open time of one calendar. Instants and durations are microseconds, see `clock`.

    It may be used from several threads: a window never changes, it is replaced as a whole.
    """

    def __init__(self, opening: Opening, zone: ZoneInfo) -> None:
        self.opening = opening
        self.zone = zone
        self._widest: _Window | None = None

    def between(self, start: int, end: int) -> int:
        """The open time from `start` to `end`; negative where `end` comes first."""
        first, last = sorted((year_of(start), year_of(end)))
        window = self._window(first, last)
        return window.until(end) - window.until(start)

    def after(self, start: int, duration: int) -> int | None:
        """The first instant at which `duration` (more than 0) was open since `start`.

        None: there is none by the end of `LAST_YEAR`.
        """
        first = last = year_of(start)
        while True:
            window = self._window(first, last)
            at = window.reached(window.until(start) + duration)
            if at is not None or window.last_year >= self._last_open_year:
                return at
            year = self._year_to_try(start, duration, window)
            if year is None:
                return None
            last = year

    def cut_by_changes(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """What lies between `start` and `end`, cut where the clock changes: from, to, offset."""
        return self._window(year_of(start), year_of(end)).cut_by_changes(start, end)

    @property
    def _last_open_year(self) -> int:
        last_day = self.opening.last_open_day
        return LAST_YEAR if last_day is None else year_of((last_day + 2) * DAY)

    def _year_to_try(self, start: int, duration: int, window: "_Window") -> int | None:
        """A year by whose end the duration may be reached, later than a window that was too short.

        The guess is right but for what changes of the clock take away or add; where they keep
        taking it, the years looked at are doubled. None: it is too far away to be looked for.
        """
        local = start + offset_at(self.zone, start)
        reached = self.opening.reached(self.opening.until(local) + duration)
        if reached is None:
            return self._last_open_year
        if reached >= END:
            return None
        guess = year_of(reached)
        if guess <= window.last_year:
            guess = 2 * window.last_year - year_of(start) + 1
        return min(guess, self._last_open_year)

    def _window(self, first: int, last: int) -> "_Window":
        """A window of at least these years."""
        widest = self._widest
        if widest is None or first < widest.first_year or last > widest.last_year:
            if widest is not None:
                first, last = min(first, widest.first_year), max(last, widest.last_year)
            widest = self._widest = _Window(self.opening, self.zone, first, last)
        return widest


class _Window:
    """Changes of the clock in some UTC years, with the open time since the first of them began."""

    def __init__(self, opening: Opening, zone: ZoneInfo, first_year: int, last_year: int) -> None:
        self.first_year = first_year
        self.last_year = last_year
        self._opening = opening
        found = [change for y in range(first_year, last_year + 1) for change in changes(zone, y)]
        self._starts = [at for at, _ in found]
        self._offsets = [offset for _, offset in found]
        self._opened = [0]
        """Open time until each start, and until the last year's end."""
        self._ahead: list[int] = []
        """How much the local time's sum is ahead of ours, from each start on."""
        ends = (*self._starts[1:], year_start(last_year + 1))
        for start, end, offset in zip(self._starts, ends, self._offsets, strict=True):
            at_start = opening.until(start + offset)
            self._ahead.append(at_start - self._opened[-1])
            self._opened.append(self._opened[-1] + opening.until(end + offset) - at_start)

    def until(self, at: int) -> int:
        """The open time from the window's start until an instant in it."""
        number = bisect_right(self._starts, at) - 1
        return self._opening.until(at + self._offsets[number]) - self._ahead[number]

    def reached(self, total: int) -> int | None:
        """The first instant by which that much was open (more than 0); None: after the window."""
        number = bisect_left(self._opened, total) - 1
        if number == len(self._starts):
            return None
        local = self._opening.reached(total + self._ahead[number])
        return None if local is None else local - self._offsets[number]

    def cut_by_changes(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """See `Timeline.cut_by_changes`."""
        number = bisect_right(self._starts, start) - 1
        while start < end:
            last = number + 1 == len(self._starts)
            until = end if last else min(end, self._starts[number + 1])
            yield start, until, self._offsets[number]
            start, number = until, number + 1
