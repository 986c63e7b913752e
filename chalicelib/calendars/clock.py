"""Instants as whole microseconds, and the changes of a time zone's clock.

An instant is counted from midnight UTC, local time from local midnight, of 1 January of year 1: a
Monday, so that the day's number modulo 7 is its weekday.
"""

from datetime import MAXYEAR, UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from chalicelib.errors import ConfigurationError

MINUTE = 60_000_000
DAY = 1440 * MINUTE
LAST_YEAR = MAXYEAR - 1
"""A zone's clock is followed through this UTC year, so that local times stay inside datetime's."""

_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
END = (datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) - _EPOCH) // _TICK
"""The instant at which `LAST_YEAR` ends."""
_SECOND = MINUTE // 60
_STRIDE = 2 * DAY
"""Shorter than any offset ever lasted that was then taken back: that is just under seven days
(Brazil in 2000, Gaza and Hebron around Ramadan). Two looks with the same answer miss nothing."""


def to_ticks(at: datetime) -> int:
    """The microseconds of an aware datetime."""
    return (at - _EPOCH) // _TICK


def from_ticks(ticks: int) -> datetime:
    """The UTC datetime of an instant in microseconds."""
    return _EPOCH + timedelta(microseconds=ticks)


def year_start(year: int) -> int:
    """The instant at which a UTC year begins."""
    return to_ticks(datetime(year, 1, 1, tzinfo=UTC))


def year_of(at: int) -> int:
    """The UTC year of an instant, `LAST_YEAR` at most."""
    return min(from_ticks(min(at, END)).year, LAST_YEAR)


def zone_of(name: str) -> ZoneInfo:
    """The time zone of an IANA name; ConfigurationError where there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ConfigurationError(f"{name!r} is no time zone of the IANA database") from error


def offset_at(zone: ZoneInfo, at: int) -> int:
    """How far a zone's clock is ahead of UTC at an instant, in microseconds."""
    offset = from_ticks(at).astimezone(zone).utcoffset()
    return (offset or timedelta()) // _TICK


@lru_cache(maxsize=4096)
def changes(zone: ZoneInfo, year: int) -> tuple[tuple[int, int], ...]:
    """Where a zone's clock changes in a UTC year: each instant, and the offset from then on.

    The year's first instant stands first, changed or not; `zoneinfo` tells no more than the offset
    at one instant, so a change is looked for between two that differ. It falls on a whole second.
    """
    at, end = year_start(year), year_start(year + 1)
    offset = offset_at(zone, at)
    found = [(at, offset)]
    while at < end:
        ahead = min(at + _STRIDE, end)
        if offset_at(zone, ahead) == offset:
            at = ahead
            continue
        unchanged, changed = at // _SECOND, ahead // _SECOND
        while changed - unchanged > 1:
            middle = (unchanged + changed) // 2
            if offset_at(zone, middle * _SECOND) == offset:
                unchanged = middle
            else:
                changed = middle
        at = changed * _SECOND
        offset = offset_at(zone, at)
        if at < end:
            found.append((at, offset))
    return tuple(found)
