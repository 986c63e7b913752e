"""What a touchpoint usually gets at an hour of the week, read from what came in the last eight weeks.

It is read from the index of places as it is: nothing is counted beside it, so a correction of the
touchpoint is followed, and nothing has to be rebuilt. A warm Lambda remembers it for half a window.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from chalicelib import early_warning as rules
from chalicelib.configuration import Configuration
from chalicelib.measures import unusual
from chalicelib.measures.rollups import EVERYTHING, Dimension
from chalicelib.measures.unusual import LOOK_BACK, Past, Rate
from chalicelib.model import Feedback
from chalicelib.ports import Lists, MeasureStore

MOST = 5_000
"""Feedback of one window that are counted."""
_OVERALL = 200
"""The newest of a touchpoint, from which its rate at any hour is read."""
_SHARED = 100
"""The newest before a window, of which the usual share of serious ones is taken."""
_REMEMBERED = 2_000
"""How much a warm Lambda remembers."""
_UNKNOWN = 1 / (7 * 24)
"""Feedback an hour that a touchpoint is taken to get where nothing was ever measured: one a week."""
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_INSTANT = timedelta(milliseconds=1)
"""How exactly the store keeps an instant."""


class Usual:
    """Reads it: some eleven queries of keys where it is not remembered, however much there is."""

    def __init__(self, lists: Lists, measures: MeasureStore) -> None:
        self._lists = lists
        self._measures = measures
        self._rates: dict[tuple[str, datetime, int], Rate | None] = {}
        self._elsewhere: dict[tuple[int, datetime], float | None] = {}

    def rate(self, touchpoint: str, at: datetime, configuration: Configuration) -> Rate | None:
        """How many usually come there in a window at this hour of the week.

        None where nothing is usual yet: its first feedback came less than two weeks ago, and what other
        touchpoints get is not known for a whole month either.
        """
        half = configuration.early_warning.within / 2
        slot = datetime.fromtimestamp(at.timestamp() - at.timestamp() % half.total_seconds(), UTC)
        name = (touchpoint, slot, configuration.version)
        if name not in self._rates:
            if len(self._rates) >= _REMEMBERED:
                self._rates.clear()
            past = self._past(touchpoint, slot, configuration)
            self._rates[name] = unusual.usual(past) if past else None
        return self._rates[name]

    def serious_rate(
        self, touchpoint: str, at: datetime, configuration: Configuration
    ) -> Rate | None:
        """How many serious ones usually come there in a window; None as for `rate`."""
        rate = self.rate(touchpoint, at, configuration)
        if rate is None:
            return None
        before = at - configuration.early_warning.within
        ids = self._lists.at_place(touchpoint, at - LOOK_BACK, before, _SHARED)
        return unusual.usual_serious(rate, self.serious(ids), len(ids))

    def serious(self, ids: Sequence[str]) -> int:
        """How many of some feedback are serious ones."""
        pages = (ids[begin : begin + _SHARED] for begin in range(0, len(ids), _SHARED))
        return sum(rules.is_serious(one) for page in pages for one in self._states(page))

    def _states(self, ids: Sequence[str]) -> list[Feedback]:
        return self._lists.states(ids)

    def _past(self, touchpoint: str, slot: datetime, configuration: Configuration) -> Past | None:
        """What came at the same hour of earlier weeks, with half a window before and after."""
        within = configuration.early_warning.within
        until = slot - within
        first = self._lists.first_at_place(touchpoint) or slot
        elsewhere = self._mean_elsewhere(slot, configuration)
        if elsewhere is None and slot - first < rules.LEARNS_FOR:
            return None
        zone, is_holiday = configuration.organisation.time_zone, rules.holidays(configuration)
        then = [t for t in unusual.alike(slot, zone, is_holiday) if t - within >= first]
        counts = [
            len(self._lists.at_place(touchpoint, t - within, t + within - _INSTANT, MOST))
            for t in then
        ]
        overall, begun = self._overall(touchpoint, max(first, slot - LOOK_BACK), until)
        return Past(
            at_this_hour=sum(counts),
            windows=2 * len(then),
            overall=overall,
            overall_windows=max(until - begun, timedelta()) / within,
            elsewhere=(elsewhere or _UNKNOWN) * (within / _HOUR),
        )

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
        begun = sum(
            tally.get(f"first_response.{count}", 0)
            for tally in sums.values()
            for count in ("n", "running", "without")
        )
        hours = ((today - before).days + 1) * 24
        is_known = periods[0] in sums and begun > 0
        mean = begun / (hours * max(len(configuration.touchpoints), 1)) if is_known else None
        self._elsewhere = {name: mean}
        return mean
