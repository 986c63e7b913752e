"""What a touchpoint usually gets at an hour of the week, read from what came in the last eight weeks.

It is read from the index of places as it is, so a correction of the touchpoint is followed; by how much its
days differ, from the day sums of the reports. Nothing is counted for it. A warm Lambda remembers what it
read for half a window, and of the days for a day.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from chalicelib import early_warning as rules
from chalicelib.configuration import Configuration
from chalicelib.measures import periods, unusual
from chalicelib.measures.rollups import EVERYTHING, Dimension, begun_of
from chalicelib.measures.spread import Spread
from chalicelib.measures.unusual import LOOK_BACK, Past, Rate
from chalicelib.model import Feedback
from chalicelib.ports import Lists, MeasureStore

MOST = 5_000
"""Feedback of one window that are counted."""
_IN_A_WEEK = MOST * (unusual.BEFORE + unusual.AFTER) // 2
"""The same of the six windows of an earlier week."""
_OVERALL = 200
"""The newest of a touchpoint, from which its rate at any hour is read."""
_SHARED = 100
"""The newest before a window, of which the usual share of serious ones is taken."""
_SHARED_A_WEEK = 12
"""The same, of each earlier week at this hour: so it is known of several days by how much they differ."""
_REMEMBERED = 2_000
"""How much a warm Lambda remembers."""
_UNKNOWN = 1 / (7 * 24)
"""Feedback an hour that a touchpoint is taken to get where nothing was ever measured: one a week."""
_SUNDAY = 6
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_Name = TypeVar("_Name")
_Found = TypeVar("_Found")
_INSTANT = timedelta(milliseconds=1)
"""How exactly the store keeps an instant."""


class Usual:
    """Reads it: some eleven queries of keys where it is not remembered, and the sums of 56 days."""

    def __init__(self, lists: Lists, measures: MeasureStore) -> None:
        self._lists = lists
        self._measures = measures
        self._rates: dict[tuple[str, datetime, int], Rate | None] = {}
        self._serious: dict[tuple[str, datetime, int], Rate] = {}
        self._days: dict[tuple[str, date, int], Spread] = {}
        self._elsewhere: dict[tuple[int, datetime], float | None] = {}

    def rate(self, touchpoint: str, at: datetime, configuration: Configuration) -> Rate | None:
        """How many usually come there in a window at this hour of the week.

        None where nothing is usual yet: its first feedback came less than two weeks ago, and what other
        touchpoints get is not known for a whole month either.
        """
        slot = _slot(at, configuration)
        name = (touchpoint, slot, configuration.version)
        if name not in self._rates:
            past = self._past(touchpoint, slot, configuration)
            _remember(self._rates, name, unusual.usual(past) if past else None)
        return self._rates[name]

    def serious_rate(
        self, touchpoint: str, at: datetime, configuration: Configuration
    ) -> Rate | None:
        """How many serious ones usually come there in a window; None as for `rate`."""
        rate = self.rate(touchpoint, at, configuration)
        if rate is None:
            return None
        slot = _slot(at, configuration)
        name = (touchpoint, slot, configuration.version)
        if name not in self._serious:
            groups = self._shares(touchpoint, slot, configuration)
            _remember(self._serious, name, unusual.usual_serious(rate, groups))
        return self._serious[name]

    def serious(self, ids: Sequence[str]) -> int:
        """How many of some feedback are serious ones."""
        return sum(map(rules.is_serious, self._states(ids)))

    def _states(self, ids: Sequence[str]) -> list[Feedback]:
        pages = (ids[begin : begin + _SHARED] for begin in range(0, len(ids), _SHARED))
        return [one for page in pages for one in self._lists.states(page)]

    def _shares(
        self, touchpoint: str, slot: datetime, configuration: Configuration
    ) -> list[tuple[int, int]]:
        """Serious ones and all of those that are looked at, of each day: the newest, and at this hour."""
        within = configuration.early_warning.within
        ids = set(self._lists.at_place(touchpoint, slot - LOOK_BACK, slot - within, _SHARED))
        for then in _alike(slot, configuration):
            ids |= set(
                self._lists.at_place(touchpoint, then - within, then - _INSTANT, _SHARED_A_WEEK)
            )
        serious, came = Counter[date](), Counter[date]()
        for one in self._states(sorted(ids)):
            day = configuration.day_of(one.captured_at)
            came[day] += 1
            serious[day] += rules.is_serious(one)
        return [(serious[day], count) for day, count in came.items()]

    def _past(self, touchpoint: str, slot: datetime, configuration: Configuration) -> Past | None:
        """What came about the same hour of earlier weeks, and of each day before."""
        within = configuration.early_warning.within
        until = slot - within
        first = self._lists.first_at_place(touchpoint) or slot
        elsewhere = self._mean_elsewhere(slot, configuration)
        if elsewhere is None and slot - first < rules.LEARNS_FOR:
            return None
        overall, begun = self._overall(touchpoint, max(first, slot - LOOK_BACK), until)
        return Past(
            weeks=[
                self._week(touchpoint, then, within)
                for then in _alike(slot, configuration)
                if unusual.around(then, within)[0] >= first
            ],
            days=self._days_differ(touchpoint, slot, first, configuration),
            overall=overall,
            overall_windows=max(until - begun, timedelta()) / within,
            elsewhere=(elsewhere or _UNKNOWN) * (within / _HOUR),
        )

    def _week(self, touchpoint: str, then: datetime, within: timedelta) -> list[int]:
        """The half windows of an earlier week, in one query."""
        since, until = unusual.around(then, within)
        found = self._lists.captured_at_place(touchpoint, since, until - _INSTANT, _IN_A_WEEK)
        return unusual.halves((at for _, at in found), then, within)

    def _days_differ(
        self, touchpoint: str, slot: datetime, first: datetime, configuration: Configuration
    ) -> Spread:
        """By how much the whole days of the last eight weeks differ from others of their weekday."""
        today = configuration.day_of(slot)
        name = (touchpoint, today, configuration.version)
        if name not in self._days:
            begun = max(configuration.day_of(first) + _DAY, today - LOOK_BACK)
            days = list(periods.days(begun, today - _DAY))
            sums = self._measures.rollup(
                Dimension.TOUCHPOINT, touchpoint, [day.isoformat() for day in days]
            )
            alike: dict[int, list[int]] = {}
            is_holiday = rules.holidays(configuration)
            for day in days:
                weekday = _SUNDAY if is_holiday(day) else day.weekday()
                alike.setdefault(weekday, []).append(begun_of(sums.get(day.isoformat(), {})))
            _remember(self._days, name, unusual.days_differ(alike.values()))
        return self._days[name]

    def _overall(self, touchpoint: str, begun: datetime, until: datetime) -> tuple[int, datetime]:
        """How many came up to an instant, at any hour, and since when: the newest of them will do."""
        if begun >= until:
            return 0, until
        newest = self._lists.captured_at_place(touchpoint, begun, until, _OVERALL)
        return len(newest), newest[-1][1] if len(newest) == _OVERALL else begun

    def _mean_elsewhere(self, slot: datetime, configuration: Configuration) -> float | None:
        """Feedback an hour of a touchpoint at large, by the sums of this month and the one before.

        None where nothing was measured in the month before.
        """
        name = (configuration.version, slot.replace(minute=0))
        if name in self._elsewhere:
            return self._elsewhere[name]
        today = configuration.day_of(slot)
        month = today.replace(day=1)
        before = (month - _DAY).replace(day=1)
        periods = [f"{before:%Y-%m}", f"{month:%Y-%m}"]
        sums = self._measures.rollup(Dimension.ALL, EVERYTHING, periods)
        begun = sum(map(begun_of, sums.values()))
        hours = ((today - before).days + 1) * 24
        is_known = periods[0] in sums and begun > 0
        mean = begun / (hours * max(len(configuration.touchpoints), 1)) if is_known else None
        self._elsewhere = {name: mean}
        return mean


def _slot(at: datetime, configuration: Configuration) -> datetime:
    """The half window that an instant is in: its beginning."""
    half = configuration.early_warning.within.total_seconds() / 2
    return datetime.fromtimestamp(at.timestamp() - at.timestamp() % half, UTC)


def _alike(slot: datetime, configuration: Configuration) -> Sequence[datetime]:
    zone = configuration.organisation.time_zone
    return unusual.alike(slot, zone, rules.holidays(configuration))


def _remember(known: dict[_Name, _Found], name: _Name, found: _Found) -> None:
    if len(known) >= _REMEMBERED:
        known.clear()
    known[name] = found
