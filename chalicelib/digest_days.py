"""On which days a team gets its digests, and what span of days each is about. Pure.

A day is one on the team's own clock. A digest of a day on which the team's calendar is closed is that of the
next day on which it is open, so each covers everything since the one before it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.calendars import Calendar
from chalicelib.calendars.clock import zone_of

_LATE_MINUTES = 6 * 60
"""A digest that comes later than this after its time is left to the next morning."""
_DAY_MINUTES = 24 * 60
_INSTANT = timedelta(milliseconds=1)
"""How exactly the store keeps an instant."""
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LONGEST_CLOSED = 60
"""Days that are looked at for one that is open: a school's summer."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date


def due_day(now: datetime, digest_at: int, time_zone: str) -> date | None:
    """The day whose digest may be sent now; None where it is not time.

    `digest_at` is in minutes after midnight on the clock of an IANA time zone. The digest of a day may
    be sent from the first reading of that time on, or of a later one where the clock skips it, and for
    six hours: runs come on a schedule, one of them may be late, and the six hours may pass midnight.
    """
    local = now.astimezone(zone_of(time_zone))
    since = local.hour * 60 + local.minute - digest_at
    if since % _DAY_MINUTES >= _LATE_MINUTES:
        return None
    return local.date() if since >= 0 else local.date() - _DAY


def day_of(at: datetime, time_zone: str) -> date:
    """The day that it is at an instant on the clock of an IANA time zone."""
    return at.astimezone(zone_of(time_zone)).date()


def instant(day: date, minutes: int, time_zone: str) -> datetime:
    """The instant (UTC) of a time of a day, in minutes after midnight on an IANA zone's clock.

    A reading that the clock skips is as much later; of one that comes twice it is the first.
    """
    local = datetime.combine(day, time(minutes // 60, minutes % 60), zone_of(time_zone))
    return local.astimezone(UTC)


def end_of_day(day: date, time_zone: str) -> datetime:
    """The last millisecond (UTC) of a day on the clock of an IANA time zone."""
    return instant(day + _DAY, 0, time_zone) - _INSTANT


def is_open(calendar: Calendar | None, day: date) -> bool:
    """Whether a team is there on a day at all; without a calendar it always is."""
    return calendar is None or bool(calendar.spans_on(day))


def before(calendar: Calendar | None, day: date) -> date:
    """The newest open day before a day: that of the digest before."""
    days = (day - number * _DAY for number in range(1, _LONGEST_CLOSED + 1))
    return next((one for one in days if is_open(calendar, one)), day - _DAY)


def last_before_next(calendar: Calendar | None, day: date) -> date:
    """The last day before the next open one: until its end nobody hears of anything again."""
    days = (day + number * _DAY for number in range(1, _LONGEST_CLOSED + 1))
    return next((one for one in days if is_open(calendar, one)), day + _DAY) - _DAY


def week_of(calendar: Calendar | None, day: date, weekday: int) -> Span | None:
    """The seven days that the weekly digest of a day is about; None where that is not its day.

    Its day is the given weekday (Monday 0), or the first open one after it. A week in which every day is
    closed has no digest, so the next one is about that week as well.
    """
    anchor = day - ((day.weekday() - weekday) % 7) * _DAY
    if not is_open(calendar, day) or _any_open(calendar, anchor, day):
        return None
    first = anchor - _WEEK
    while not _any_open(calendar, first, first + _WEEK) and first > anchor - 8 * _WEEK:
        first -= _WEEK
    return Span(first, anchor - _DAY)


def _any_open(calendar: Calendar | None, first: date, until: date) -> bool:
    """Whether a day from `first` to before `until` is open."""
    return any(is_open(calendar, first + n * _DAY) for n in range((until - first).days))
