"""When a digest is due, on which days there is one, and what span it is about."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.calendars import Calendar
from chalicelib.digest_days import (
    Span,
    before,
    due_day,
    end_of_day,
    instant,
    is_open,
    last_before_next,
    week_of,
)

EIGHT = 8 * 60
MONDAY, TUESDAY, WEDNESDAY = 0, 1, 2
OFFICE = Calendar(
    id="office",
    time_zone="Europe/London",
    open=dict.fromkeys(range(5), ((540, 1020),)),
    holidays={date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"},
)
NEVER = Calendar(id="never", time_zone="Europe/London", open={})


def day(text: str) -> date:
    """A day of November or December 2026, as 11-23."""
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("at", "zone", "digest_at", "found"),
    [
        ("2026-11-23T07:59:59Z", "Europe/London", EIGHT, None),
        ("2026-11-23T08:00:00Z", "Europe/London", EIGHT, "2026-11-23"),
        ("2026-11-23T13:59:59Z", "Europe/London", EIGHT, "2026-11-23"),
        ("2026-11-23T14:00:00Z", "Europe/London", EIGHT, None),
        # half an hour beside the hour: the first run after it
        ("2026-11-23T02:00:00Z", "Asia/Kolkata", EIGHT, None),
        ("2026-11-23T03:00:00Z", "Asia/Kolkata", EIGHT, "2026-11-23"),
        ("2026-11-22T19:00:00Z", "Pacific/Auckland", EIGHT, "2026-11-23"),
        # the clock skips 01:30 in London on 29 March, and has it twice on 25 October
        ("2026-03-29T00:59:00Z", "Europe/London", 90, None),
        ("2026-03-29T01:00:00Z", "Europe/London", 90, "2026-03-29"),
        ("2026-10-25T00:30:00Z", "Europe/London", 90, "2026-10-25"),
        ("2026-10-25T01:30:00Z", "Europe/London", 90, "2026-10-25"),
        # so late that the first run after it is on the next day
        ("2026-11-24T00:00:00Z", "Europe/London", 23 * 60 + 50, "2026-11-23"),
        ("2026-11-24T00:00:00Z", "Europe/London", 0, "2026-11-24"),
    ],
)
def test_a_digest_is_due_from_its_time_on_for_six_hours(
    at: str, zone: str, digest_at: int, found: str | None
) -> None:
    due = due_day(datetime.fromisoformat(at), digest_at, zone)
    assert due == (date.fromisoformat(found) if found else None)


@given(
    hours=st.integers(0, 17 * 365 * 24),
    digest_at=st.integers(0, 1439),
    zone=st.sampled_from(
        ["Europe/London", "America/Sao_Paulo", "Asia/Kolkata", "Australia/Lord_Howe"]
    ),
)
def test_runs_on_the_hour_find_every_day_once_or_more(
    hours: int, digest_at: int, zone: str
) -> None:
    start = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    runs = [start + timedelta(hours=n) for n in range(24 * 4)]
    found = {day for at in runs if (day := due_day(at, digest_at, zone))}
    first = runs[0].astimezone(ZoneInfo(zone)).date()
    assert {first + timedelta(days=1), first + timedelta(days=2)} <= found


def test_a_day_ends_at_its_own_midnight() -> None:
    one = timedelta(milliseconds=1)
    monday = day("11-23")
    assert end_of_day(monday, "Europe/London") == datetime(2026, 11, 24, tzinfo=UTC) - one
    assert end_of_day(monday, "America/Sao_Paulo") == datetime(2026, 11, 24, 3, tzinfo=UTC) - one
    spring = date(2026, 3, 29)
    assert end_of_day(spring, "Europe/London") == datetime(2026, 3, 29, 23, tzinfo=UTC) - one


def test_the_time_of_a_digest_is_the_walls_whatever_the_season() -> None:
    assert instant(date(2026, 7, 6), EIGHT, "Europe/London") == datetime(2026, 7, 6, 7, tzinfo=UTC)
    assert instant(day("11-23"), EIGHT, "Europe/London") == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_a_team_without_a_calendar_is_there_every_day() -> None:
    sunday = day("11-22")
    assert is_open(None, sunday)
    assert before(None, sunday) == day("11-21")
    assert last_before_next(None, sunday) == sunday


@pytest.mark.parametrize(
    ("on", "is_there", "told_before", "told_until"),
    [
        ("11-20", True, "11-19", "11-22"),  # Friday: what falls due until Sunday
        ("11-21", False, "11-20", "11-22"),
        ("11-23", True, "11-20", "11-23"),  # Monday: what came since Friday
        ("11-24", True, "11-23", "11-24"),
        ("12-24", True, "12-23", "12-28"),  # before Christmas, and a holiday on Monday
        ("12-28", False, "12-24", "12-28"),
        ("12-29", True, "12-24", "12-29"),
    ],
)
def test_a_closed_days_digest_is_that_of_the_next_open_one(
    on: str, is_there: bool, told_before: str, told_until: str
) -> None:
    assert is_open(OFFICE, day(on)) is is_there
    assert before(OFFICE, day(on)) == day(told_before)
    assert last_before_next(OFFICE, day(on)) == day(told_until)


def test_a_calendar_that_never_opens_has_no_days_and_no_end() -> None:
    assert not is_open(NEVER, day("11-23"))
    assert before(NEVER, day("11-23")) == day("11-22")
    assert last_before_next(NEVER, day("11-23")) == day("11-23")
    assert week_of(NEVER, day("11-23"), MONDAY) is None


@pytest.mark.parametrize(
    ("on", "weekday", "found"),
    [
        ("11-23", MONDAY, ("11-16", "11-22")),
        ("11-24", MONDAY, None),
        ("11-24", TUESDAY, ("11-17", "11-23")),
        ("11-29", 6, ("11-22", "11-28")),
    ],
)
def test_a_week_is_the_seven_days_before_its_weekday(
    on: str, weekday: int, found: tuple[str, str] | None
) -> None:
    span = week_of(None, day(on), weekday)
    assert span == (Span(day(found[0]), day(found[1])) if found else None)


def test_the_week_of_a_closed_weekday_is_told_on_the_next_open_day() -> None:
    assert week_of(OFFICE, day("12-28"), MONDAY) is None, "a holiday"
    assert week_of(OFFICE, day("12-29"), MONDAY) == Span(day("12-21"), day("12-27"))
    assert week_of(OFFICE, day("12-30"), MONDAY) is None
    sunday = 6
    assert week_of(OFFICE, day("11-23"), sunday) == Span(day("11-15"), day("11-21"))


def test_weeks_in_which_nobody_is_there_are_told_with_the_next() -> None:
    summer = Calendar(
        id="school",
        time_zone="Europe/London",
        open=OFFICE.open,
        closed=frozenset(date(2026, 7, 20) + timedelta(days=n) for n in range(21)),
    )
    assert week_of(summer, date(2026, 7, 20), MONDAY) is None
    assert week_of(summer, date(2026, 8, 10), MONDAY) == Span(date(2026, 7, 13), date(2026, 8, 9))
    assert week_of(summer, date(2026, 8, 17), MONDAY) == Span(date(2026, 8, 10), date(2026, 8, 16))


@given(
    closed=st.frozensets(st.integers(0, 59), max_size=40),
    weekday=st.integers(0, 6),
)
def test_every_day_is_told_of_in_one_weekly_digest_and_in_one_daily_one(
    closed: frozenset[int], weekday: int
) -> None:
    first = date(2026, 1, 5)
    calendar = Calendar(
        id="some",
        time_zone="Europe/London",
        open=dict.fromkeys(range(7), ((540, 1020),)),
        closed=frozenset(first + timedelta(days=n) for n in closed),
    )
    told: list[date] = []
    gone_by: list[date] = []
    for number in range(100):
        today = first + timedelta(days=number)
        if span := week_of(calendar, today, weekday):
            assert is_open(calendar, today)
            told += _days(span.first, span.last)
        if is_open(calendar, today):
            gone_by += _days(before(calendar, today), today - timedelta(days=1))
    assert told == _days(told[0], told[-1]), "each once, without a gap"
    assert gone_by == _days(gone_by[0], gone_by[-1])


def _days(begin: date, end: date) -> list[date]:
    return [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
