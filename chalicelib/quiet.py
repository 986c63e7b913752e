"""Quiet hours: when no late notice is sent, and until when it waits. Pure."""

from datetime import datetime, timedelta
from functools import lru_cache

from chalicelib.calendars import Calendar, add

_TICK = timedelta(microseconds=1)
_DAY_MINUTES = 24 * 60


def after_quiet(at: datetime, quiet_hours: tuple[int, int] | None, time_zone: str) -> datetime:
    """`at` itself outside quiet hours, else the first instant (UTC) at which they are over.

    `quiet_hours` are two different minutes after midnight, from and until, on the clock of an IANA
    time zone; until may be on the next day. They hold whenever that clock reads a time from the first
    up to the second, as calendars are open: a reading that comes twice is quiet twice. None: there
    are no quiet hours. ValueError: an instant without a time zone.
    """
    if quiet_hours is None:
        return at
    over = add(_waking(quiet_hours, time_zone), at, _TICK) - _TICK
    return at if over == at else over


@lru_cache(maxsize=8)
def _waking(quiet_hours: tuple[int, int], time_zone: str) -> Calendar:
    """What is left of every day, as a calendar."""
    until, start = quiet_hours[1], quiet_hours[0]
    span = (until, start if start > until else start + _DAY_MINUTES)
    return Calendar(id="waking", time_zone=time_zone, open=dict.fromkeys(range(7), (span,)))
