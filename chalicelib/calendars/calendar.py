"""A calendar, and the two questions that everything else asks of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from chalicelib.calendars.clock import from_ticks, to_ticks, zone_of
from chalicelib.calendars.opening import Opening, Span
from chalicelib.calendars.timeline import Timeline
from chalicelib.errors import ConfigurationError

_MICROSECOND = timedelta(microseconds=1)
_LONGEST = 1440


@dataclass(frozen=True, kw_only=True)  # without slots, so that it can keep its timeline
class Calendar:
    """When an organisation is open.

    For a date, `extra` wins over `closed`, that over `holidays`, that over the weekday in `open`. A
    span that passes midnight belongs to the day on which it begins, whatever the next day is.
    """

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

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on a day."""
        if day in self.extra:
            return self.extra[day]
        if day in self.closed or day in self.holidays:
            return ()
        return self.open.get(day.weekday(), ())

    @cached_property
    def timeline(self) -> Timeline:
        """Its open time as sums, made once. ConfigurationError: a bad span or zone."""
        for spans in (*self.open.values(), *self.extra.values()):
            for start, end in spans:
                if not 0 <= start < _LONGEST or not start < end <= 2 * _LONGEST:
                    raise ConfigurationError(f"calendar {self.id}: {start} to {end} is no span")
        dates = {day: self.spans_on(day) for day in {*self.holidays, *self.closed, *self.extra}}
        return Timeline(Opening(self.open, dates), zone_of(self.time_zone))


def add(calendar: Calendar | None, start: datetime, duration: timedelta) -> datetime:
    """The first instant (UTC) at which `duration` of open time has passed since `start`.

    None is the wall clock: always open. A duration that ends with a span ends there, not at the
    next opening; a duration of 0 ends at `start`, open or not.

    ValueError: `start` without a time zone, a duration below 0. ConfigurationError: the calendar is
    never open for that long.
    """
    start = _instant(start)
    if duration < timedelta():
        raise ValueError(f"{duration} is no duration")
    if calendar is None or not duration:
        return start + duration
    at = calendar.timeline.after(to_ticks(start), duration // _MICROSECOND)
    if at is None:
        raise ConfigurationError(
            f"calendar {calendar.id} is never open for {duration} after {start:%Y-%m-%d}"
        )
    return from_ticks(at)


def elapsed(calendar: Calendar | None, start: datetime, end: datetime) -> timedelta:
    """The open time from `start` to `end`; below 0 where `end` comes first, as `end - start` is.

    None is the wall clock: always open. ValueError: an instant without a time zone.
    """
    start, end = _instant(start), _instant(end)
    if calendar is None:
        return end - start
    return calendar.timeline.between(to_ticks(start), to_ticks(end)) * _MICROSECOND


def _instant(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC)
