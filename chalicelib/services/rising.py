"""Words that rise this week, by touchpoint: read from the feedback itself, within a bound.

No count of words is kept: what customers wrote stands in one place, and is gone from there when it is
erased. So a look reads at most the newest 100 first words of the last seven days and 300 of the four
weeks before, of the eight touchpoints with the most feedback.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.configuration import Configuration
from chalicelib.measures.periods import days
from chalicelib.measures.rising import Rise, rising
from chalicelib.measures.rollups import NOWHERE, Dimension
from chalicelib.ports import ConfigurationStore, Lists, MeasureStore

NEWER = timedelta(days=7)
BEFORE = timedelta(days=28)
TOUCHPOINTS = 8
_NEWER_MOST, _BEFORE_MOST = 100, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class AtPlace:
    """What rises at one touchpoint."""

    touchpoint: str
    n: int
    """Feedback of the seven days that was read."""
    before: int
    """Feedback of the four weeks before that was read."""
    is_cut: bool
    """Whether there was more; then the newest was read."""
    words: tuple[Rise, ...]


@dataclass(frozen=True, slots=True)
class RisingWords:
    """Looks for words that rise."""

    lists: Lists
    measures: MeasureStore
    configurations: ConfigurationStore

    def find(self, last: date, touchpoint: str | None = None) -> list[AtPlace]:
        """What rose in the seven days up to `last`, at one touchpoint or the busiest ones."""
        configuration = self.configurations.current()
        places = [touchpoint] if touchpoint else self._busiest(last)
        return [self._at(one, last, configuration) for one in places]

    def _busiest(self, last: date) -> list[str]:
        begun: dict[str, int] = {}
        for day in days(last - NEWER + timedelta(days=1), last):
            for value, tally in self.measures.rollups(Dimension.TOUCHPOINT, f"{day}").items():
                count = sum(
                    tally.get(f"first_response.{n}", 0) for n in ("n", "running", "without")
                )
                begun[value] = begun.get(value, 0) + count
        named = (place for place in begun if place != NOWHERE and begun[place])
        return sorted(named, key=lambda place: (-begun[place], place))[:TOUCHPOINTS]

    def _at(self, touchpoint: str, last: date, configuration: Configuration) -> AtPlace:
        ends = _midnight(last + timedelta(days=1), configuration)
        begins = _midnight(last - NEWER + timedelta(days=1), configuration)
        early = _midnight(last - NEWER - BEFORE + timedelta(days=1), configuration)
        instant = timedelta(microseconds=1)
        newer = self.lists.at_place(touchpoint, begins, ends - instant, _NEWER_MOST)
        before = self.lists.at_place(touchpoint, early, begins - instant, _BEFORE_MOST)
        return AtPlace(
            touchpoint=touchpoint,
            n=len(newer),
            before=len(before),
            is_cut=len(newer) == _NEWER_MOST or len(before) == _BEFORE_MOST,
            words=rising(self._words(newer), self._words(before)),
        )

    def _words(self, ids: Sequence[str]) -> list[str]:
        found = self.lists.entries(ids)
        return [entry.words for entry in found.values() if entry.words]


def _midnight(day: date, configuration: Configuration) -> datetime:
    zone = ZoneInfo(configuration.organisation.time_zone)
    return datetime.combine(day, time(), zone).astimezone(UTC)
