"""Business time against a walk that looks at the clock on the wall, minute after minute.

A thousand random cases; ten thousand with `pytest --hypothesis-profile=ci`. The walk knows nothing
of sums, weeks or changes of the clock: it asks the time zone what the clock reads, and looks that
minute up in the day's spans.
"""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import settings

from chalicelib.calendars import Calendar, Span, add, elapsed

CASES = 10_000 if settings.get_current_profile_name() == "ci" else 1_000
ZONES = sorted(available_timezones())
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
LONGEST_WALK = timedelta(days=7)


class Walk:
    """Stands at an instant before a calendar's clock, and goes on by a minute at a time."""

    def __init__(self, calendar: Calendar, start: datetime) -> None:
        self.calendar = calendar
        self.zone = ZoneInfo(calendar.time_zone)
        self.at = start
        self.local = start.astimezone(self.zone)
        self.offset = self.local.utcoffset()
        self.painted: dict[int, bytes] = {}

    def is_open(self) -> bool:
        day = self.local.toordinal()
        if day not in self.painted:
            self.painted[day] = self.paint(self.local.date())
        return bool(self.painted[day][self.local.hour * 60 + self.local.minute])

    def paint(self, day: date) -> bytes:
        """One byte for each minute that the clock can read on a day."""
        minutes = bytearray(1440)
        for before, began in ((0, day), (1440, day - timedelta(days=1))):
            for start, end in self.spans(began):
                for minute in range(max(start - before, 0), min(end - before, 1440)):
                    minutes[minute] = True
        return bytes(minutes)

    def spans(self, day: date) -> tuple[Span, ...]:
        if day in self.calendar.extra:
            return self.calendar.extra[day]
        is_closed = day in self.calendar.closed or day in self.calendar.holidays
        return () if is_closed else self.calendar.open.get(day.weekday(), ())

    def step(self, until: datetime) -> timedelta:
        """Go on to the next whole minute of the clock, or to `until`, and say how long it took.

        The clock of a minute in which it is changed is looked at second by second.
        """
        reads = self.local
        following = self.at + MINUTE
        if reads.second or reads.microsecond:
            following -= timedelta(seconds=reads.second, microseconds=reads.microsecond)
        following = min(following, until)
        local = following.astimezone(self.zone)
        if local.utcoffset() != self.offset:
            following = min(following, self.at + SECOND - timedelta(microseconds=reads.microsecond))
            local = following.astimezone(self.zone)
            self.offset = local.utcoffset()
        taken = following - self.at
        self.at, self.local = following, local
        return taken


def walk_until_spent(
    calendar: Calendar, start: datetime, duration: timedelta
) -> tuple[datetime, timedelta]:
    """Where a walk ends by which a duration was open, or one of `LONGEST_WALK`; how much was."""
    walk = Walk(calendar, start)
    left = duration
    end = start + LONGEST_WALK
    while left and walk.at < end:
        if walk.is_open():
            left -= walk.step(walk.at + left)
        else:
            walk.step(end)
    return walk.at, duration - left


def walk_between(calendar: Calendar, start: datetime, end: datetime) -> timedelta:
    walk = Walk(calendar, start)
    spent = timedelta()
    while walk.at < end:
        was_open = walk.is_open()
        taken = walk.step(end)
        spent += taken if was_open else timedelta()
    return spent


@cache
def days_of_change(zone: str, year: int) -> list[datetime]:
    """Noons of a year before whose next noon a zone's clock changes."""
    noons = [datetime(year, 1, 1, 12, tzinfo=UTC) + timedelta(days=day) for day in range(365)]
    read = [noon.astimezone(ZoneInfo(zone)).utcoffset() for noon in noons]
    return [n for n, a, b in zip(noons, read, read[1:], strict=False) if a != b]


def random_spans(dice: random.Random) -> tuple[Span, ...]:
    """Up to three spans: any minutes, overlapping, touching, past midnight, the whole day."""
    if dice.random() < 0.1:
        return ((0, 1440),)
    spans = []
    for _ in range(dice.choice((0, 1, 1, 2, 2, 3))):
        start = dice.choice((dice.randrange(1440), dice.randrange(24) * 60, dice.randrange(0, 200)))
        longest = dice.choice((30, 90, 600, 1440))
        spans.append((start, min(start + dice.randint(1, longest), 2880)))
    return tuple(spans)


def random_case(dice: random.Random) -> tuple[Calendar, datetime, timedelta]:
    zone = dice.choice(ZONES)
    year = dice.choice((dice.randint(1850, 2100), dice.randint(2024, 2037)))
    start = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=365 * dice.random())
    changes = days_of_change(zone, year)
    if changes and dice.random() < 0.7:
        start = dice.choice(changes) + timedelta(days=dice.uniform(-2, 1))
    start = dice.choice(
        (start, start.replace(microsecond=0), start.replace(second=0, microsecond=0))
    )

    def some_days() -> list[date]:
        return [
            start.date() + timedelta(days=dice.randint(-3, 12)) for _ in range(dice.randrange(4))
        ]

    calendar = Calendar(
        id="random",
        time_zone=zone,
        open={day: random_spans(dice) for day in range(7) if dice.random() < 0.8},
        holidays=dict.fromkeys(some_days(), "a holiday"),
        closed=frozenset(some_days()),
        extra={day: random_spans(dice) for day in some_days()},
    )
    minutes = dice.randint(0, dice.choice((120, 120, 600, 1500)))
    seconds = dice.choice((0, 0, dice.uniform(0, 60)))
    return calendar, start, timedelta(minutes=minutes, seconds=seconds)


@pytest.mark.parametrize("seed", range(CASES // 250))
def test_arithmetic_equals_a_walk_minute_by_minute(seed: int) -> None:
    dice = random.Random(seed)
    arrived = 0
    for number in range(250):
        case = calendar, start, duration = random_case(dice)
        walked, spent = walk_until_spent(calendar, start, duration)
        assert elapsed(calendar, start, walked) == spent, (case, walked)
        if spent == duration:
            arrived += 1
            assert add(calendar, start, duration) == walked, case
        if number % 4 == 0:
            end = start + min(duration, timedelta(days=1))
            assert elapsed(calendar, start, end) == walk_between(calendar, start, end), (case, end)
    assert arrived > 150
