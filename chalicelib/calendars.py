"""Business time: how long a calendar is open between two instants, and when a duration has passed.

A calendar's spans are local wall-clock times; what counts is the time that really elapses in them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

Span = tuple[int, int]
"""Minutes after the local midnight, from and to; `to` may exceed 1440: it ends on the next day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When an organisation is open."""

    id: str
    time_zone: str
    """IANA name."""
    open: Mapping[int, tuple[Span, ...]]
    """By weekday, Monday 0."""
    holidays: Mapping[date, str] = field(default_factory=dict)
    """Closed days with their names, worked out when the configuration is applied."""
    closed: frozenset[date] = frozenset()
    extra: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    """Spans of days that are open otherwise than their weekday says; they win over holidays."""


def add(calendar: Calendar | None, start: datetime, duration: timedelta) -> datetime:
    """The first instant (UTC) at which `duration` of open time has passed since `start`.

    None is the wall clock: always open.
    """
    if calendar is None:
        return start + duration
    raise NotImplementedError
