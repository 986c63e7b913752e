"""The way from a start to a deadline: the stretches that were counted, and why the others were not.

They follow each other without a gap, and what they count adds up to the duration.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from chalicelib.calendars.calendar import Calendar, add
from chalicelib.calendars.clock import DAY, MINUTE, from_ticks, offset_at, to_ticks

_LONGEST = 21 * DAY
"""What takes longer is told in full at both ends only, its middle as one line."""
_FULL_DAYS = 7


class Why(StrEnum):
    """Why a stretch of time was counted, or was not."""

    COUNTED = "counted"
    CLOSED_HOURS = "closed_hours"
    """Outside the spans of a day that has some: the night, a lunch break."""
    WEEKDAY = "weekday"
    """A weekday without spans."""
    HOLIDAY = "holiday"
    CLOSED = "closed"
    """Closed by configuration."""
    SUMMARY = "summary"
    """The middle of a long way: it has counted and closed time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One part of the way."""

    why: Why
    begin: datetime
    """In the calendar's time zone, as is `end`."""
    end: datetime
    counted: timedelta
    special: bool = False
    """Whether it was counted by an extra day's spans."""
    name: str | None = None
    """Of the holiday."""
    left_out: int = 0
    """A summary's holidays and closed days that would have been open otherwise."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch in the making; from and to in microseconds, see `clock`."""

    start: int
    end: int
    why: Why
    special: bool = False
    name: str | None = None

    def goes_on_as(self, other: "_Piece") -> bool:
        return (self.why, self.special, self.name) == (other.why, other.special, other.name)


def way(calendar: Calendar | None, start: datetime, duration: timedelta) -> list[Stretch]:
    """The way from `start` to `add(calendar, start, duration)`.

    The wall clock (None) is told in `start`'s own time zone. Raises what `add` raises.
    """
    begin, end = to_ticks(start), to_ticks(add(calendar, start, duration))
    if calendar is None:
        pieces = [_Piece(begin, end, Why.COUNTED)] if duration else []
        return [_stretch(piece, start.tzinfo) for piece in pieces]
    if end - begin <= _LONGEST:
        pieces = _grouped(_pieces(calendar, begin, end))
        return [_stretch(piece, calendar.timeline.zone) for piece in pieces]
    first = _midnight(calendar, begin, _FULL_DAYS + 1)
    last = _midnight(calendar, end, -_FULL_DAYS)
    return [
        *(_stretch(p, calendar.timeline.zone) for p in _grouped(_pieces(calendar, begin, first))),
        _summary(calendar, first, last),
        *(_stretch(p, calendar.timeline.zone) for p in _grouped(_pieces(calendar, last, end))),
    ]


def _midnight(calendar: Calendar, at: int, days: int) -> int:
    """The beginning of the local day that many days after an instant's own."""
    zone = calendar.timeline.zone
    local = ((at + offset_at(zone, at)) // DAY + days) * DAY
    return local - offset_at(zone, local - offset_at(zone, at))


def _pieces(calendar: Calendar, start: int, end: int) -> Iterator[_Piece]:
    """Everything between two instants, cut where a day, a span or the clock's offset changes."""
    for from_, to, offset in calendar.timeline.cut_by_changes(start, end):
        low, high = from_ + offset, to + offset
        for day in range(low // DAY, -(-high // DAY)):
            midnight = day * DAY
            told = max(low, midnight)
            until = min(high, midnight + DAY)
            for opens, closes in calendar.timeline.opening.on(day):
                opens_at, closes_at = max(midnight + opens, told), min(midnight + closes, until)
                if opens_at >= closes_at:
                    continue
                if told < opens_at:
                    yield _closed(calendar, day, told - offset, opens_at - offset)
                special = _is_special(calendar, day, opens, closes)
                yield _Piece(opens_at - offset, closes_at - offset, Why.COUNTED, special)
                told = closes_at
            if told < until:
                yield _closed(calendar, day, told - offset, until - offset)


def _closed(calendar: Calendar, number: int, start: int, end: int) -> _Piece:
    """A stretch of one day that was not counted, with the reason."""
    day = date.fromordinal(number + 1)
    if calendar.spans_on(day):
        return _Piece(start, end, Why.CLOSED_HOURS)
    if day in calendar.closed or day in calendar.extra:
        return _Piece(start, end, Why.CLOSED)
    if day in calendar.holidays:
        return _Piece(start, end, Why.HOLIDAY, name=calendar.holidays[day])
    return _Piece(start, end, Why.WEEKDAY)


def _is_special(calendar: Calendar, number: int, opens: int, closes: int) -> bool:
    """Whether a stretch of a day, in microseconds after midnight, has to do with an extra day."""
    for before in (0, 1):
        for start, end in calendar.extra.get(date.fromordinal(number + 1 - before), ()):
            if start * MINUTE - before * DAY < closes and opens < end * MINUTE - before * DAY:
                return True
    return False


def _grouped(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Pieces that go on for the same reason, joined."""
    grouped: list[_Piece] = []
    for piece in pieces:
        if grouped and grouped[-1].goes_on_as(piece):
            last = grouped.pop()
            piece = _Piece(last.start, piece.end, piece.why, piece.special, piece.name)  # noqa: PLW2901
        grouped.append(piece)
    return grouped


def _stretch(piece: _Piece, zone: tzinfo | None) -> Stretch:
    length = piece.end - piece.start if piece.why is Why.COUNTED else 0
    return Stretch(
        why=piece.why,
        begin=from_ticks(piece.start).astimezone(zone),
        end=from_ticks(piece.end).astimezone(zone),
        counted=timedelta(microseconds=length),
        special=piece.special,
        name=piece.name,
    )


def _summary(calendar: Calendar, start: int, end: int) -> Stretch:
    begin, until = (from_ticks(at).astimezone(calendar.timeline.zone) for at in (start, end))
    left_out = sum(
        begin.date() <= day < until.date()
        and not calendar.spans_on(day)
        and bool(calendar.open.get(day.weekday()))
        for day in {*calendar.holidays, *calendar.closed}
    )
    return Stretch(
        why=Why.SUMMARY,
        begin=begin,
        end=until,
        counted=timedelta(microseconds=calendar.timeline.between(start, end)),
        left_out=left_out,
    )
