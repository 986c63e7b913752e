"""Business time, case by case. Times are what the calendar's own clock reads.

A time that the clock reads twice, or that it leaves out, is written with its offset from UTC.
"""

import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.calendars import Calendar, Span, add, elapsed
from chalicelib.errors import ConfigurationError
from chalicelib.instants import parse_duration

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def span(text: str) -> Span:
    """`22:00-06:00` ends on the next day."""
    start, end = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return start, end if end > start else end + 1440


def calendar(zone: str, **days: str) -> Calendar:
    """A calendar from `mon="08:00-12:00 13:00-18:00"` and so on; `daily` stands for every day."""
    daily = days.pop("daily", "")
    week = {n: days.get(day, daily).split() for n, day in enumerate(WEEKDAYS)}
    return Calendar(
        id="test",
        time_zone=zone,
        open={day: tuple(map(span, spans)) for day, spans in week.items() if spans},
    )


def instant(text: str, zone: str) -> datetime:
    """`Mon 2026-03-02 16:00`, read in the zone; a weekday, where there is one, must be right."""
    weekday = text[:3].lower() if text[0].isalpha() else None
    at = datetime.fromisoformat(text[4:] if weekday else text)
    assert weekday in (None, WEEKDAYS[at.weekday()]), f"{text} is no {weekday}"
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


OFFICE_HOURS = dict.fromkeys(WEEKDAYS[:5], "09:00-17:00")
WITH_LUNCH = dict.fromkeys(WEEKDAYS[:5], "08:00-12:00 13:00-18:00")
LONDON = calendar("Europe/London", **OFFICE_HOURS)
SAO_PAULO = replace(
    calendar("America/Sao_Paulo", **WITH_LUNCH),
    holidays={date(2024, 1, 1): "Confraternização Universal", date(2024, 2, 13): "Carnaval"},
)
NIGHT_SHIFT = calendar("Europe/London", fri="22:00-06:00")
NIGHTLY = calendar("Europe/London", daily="22:00-06:00")
ROUND_THE_CLOCK = calendar("Europe/London", daily="00:00-24:00")

ORDINARY = [
    # what, calendar, from, duration, until
    ("within the day", LONDON, "Mon 2026-03-02 10:00", "3h", "Mon 2026-03-02 13:00"),
    ("to the next morning", LONDON, "Mon 2026-03-02 16:00", "2h", "Tue 2026-03-03 10:00"),
    ("exactly to closing time", LONDON, "Mon 2026-03-02 16:00", "1h", "Mon 2026-03-02 17:00"),
    ("one second more", LONDON, "Mon 2026-03-02 16:00", "1h1s", "Tue 2026-03-03 09:00:01"),
    ("over the weekend", LONDON, "Fri 2026-03-06 16:30", "1h", "Mon 2026-03-09 09:30"),
    ("captured before opening", LONDON, "Mon 2026-03-02 06:00", "1h", "Mon 2026-03-02 10:00"),
    ("captured at closing time", LONDON, "Mon 2026-03-02 17:00", "1h", "Tue 2026-03-03 10:00"),
    ("captured on a Saturday", LONDON, "Sat 2026-03-07 11:00", "1h", "Mon 2026-03-09 10:00"),
    ("nothing to wait, though closed", LONDON, "Sat 2026-03-07 11:00", "0s", "2026-03-07 11:00"),
    ("24 office hours are three days", LONDON, "Mon 2026-03-02 09:00", "24h", "2026-03-04 17:00"),
    ("over lunch", SAO_PAULO, "Tue 2024-01-02 11:00", "2h", "Tue 2024-01-02 14:00"),
    ("exactly to lunch", SAO_PAULO, "Tue 2024-01-02 11:00", "1h", "Tue 2024-01-02 12:00"),
    ("captured at lunch", SAO_PAULO, "Tue 2024-01-02 12:30", "1h", "Tue 2024-01-02 14:00"),
    ("over New Year", SAO_PAULO, "Fri 2023-12-29 17:10", "3h", "Tue 2024-01-02 10:10"),
    ("captured on a holiday", SAO_PAULO, "Tue 2024-02-13 10:00", "1h", "Wed 2024-02-14 09:00"),
    ("a Friday night", NIGHT_SHIFT, "Fri 2026-03-06 23:00", "7h", "Sat 2026-03-07 06:00"),
    ("after midnight", NIGHT_SHIFT, "Sat 2026-03-07 05:00", "2h", "Fri 2026-03-13 23:00"),
    ("every night", NIGHTLY, "Mon 2026-03-02 05:00", "2h", "Mon 2026-03-02 23:00"),
    ("always open", ROUND_THE_CLOCK, "Mon 2026-03-02 05:00", "9d", "Wed 2026-03-11 05:00"),
]

# London: on 29 March 2026 01:00 becomes 02:00, on 25 October 02:00 becomes 01:00 again.
SUNDAY = calendar("Europe/London", sun="00:00-06:00")
IN_THE_GAP = calendar("Europe/London", sun="01:15-01:45", mon="09:00-10:00")
INTO_THE_GAP = calendar("Europe/London", sun="00:00-01:30", mon="09:00-10:00")
OUT_OF_THE_GAP = calendar("Europe/London", sun="01:30-03:00", mon="09:00-10:00")

CLOCK_CHANGES = [
    ("spring: six hours are five", SUNDAY, "Sun 2026-03-29 00:00", "5h", "2026-03-29 06:00"),
    ("spring: the sixth is next week's", SUNDAY, "2026-03-29 00:00", "6h", "2026-04-05 01:00"),
    ("autumn: six hours are seven", SUNDAY, "Sun 2026-10-25 00:00", "7h", "2026-10-25 06:00"),
    ("spring, always open", ROUND_THE_CLOCK, "2026-03-28 12:00", "24h", "2026-03-29 13:00"),
    ("autumn, always open", ROUND_THE_CLOCK, "2026-10-24 12:00", "24h", "2026-10-25 11:00"),
    ("spring, by night", NIGHTLY, "Sat 2026-03-28 22:00", "7h", "Sun 2026-03-29 06:00"),
    ("autumn, by night", NIGHTLY, "Sat 2026-10-24 22:00", "9h", "Sun 2026-10-25 06:00"),
    ("a span in the gap never comes", IN_THE_GAP, "2026-03-29 00:00", "1h", "2026-03-30 10:00"),
    ("one into the gap ends there", INTO_THE_GAP, "2026-03-29 00:00", "1h", "2026-03-29 02:00"),
    ("and not later", INTO_THE_GAP, "2026-03-29 00:00", "1h1s", "2026-03-30 09:00:01"),
    ("one out of it begins there", OUT_OF_THE_GAP, "2026-03-29 00:00", "1h", "2026-03-29 03:00"),
    ("captured as the clock jumps", SUNDAY, "2026-03-29T02:00+01:00", "1h", "2026-03-29 03:00"),
    ("in the hour left out", SUNDAY, "2026-03-29T01:30+00:00", "1h", "2026-03-29 03:30"),
    ("a reading that comes twice", IN_THE_GAP, "2026-10-25 00:00", "1h", "2026-10-25T01:45+00:00"),
    ("is closed between", IN_THE_GAP, "2026-10-25T01:50+01:00", "10m", "2026-10-25T01:25+00:00"),
    ("its first pass", INTO_THE_GAP, "2026-10-25 00:00", "90m", "2026-10-25T01:30+01:00"),
    ("its second pass", INTO_THE_GAP, "2026-10-25 00:00", "2h", "2026-10-25T01:30+00:00"),
]

STRANGE_ZONES = [
    # São Paulo, 4 November 2018: 00:00 became 01:00, so the day had no midnight.
    ("a day without midnight", calendar("America/Sao_Paulo", daily="00:00-02:00"),
     "Sat 2018-11-03 12:00", "1h", "Sun 2018-11-04 02:00"),
    ("a night without midnight", calendar("America/Sao_Paulo", sat="22:00-02:00"),
     "Sat 2018-11-03 22:00", "3h", "Sun 2018-11-04 02:00"),
    # 18 February 2018: 00:00 became 23:00 of the day before.
    ("a Saturday of 25 hours", calendar("America/Sao_Paulo", sat="00:00-24:00"),
     "Sat 2018-02-17 00:00", "25h", "Sun 2018-02-18 00:00"),
    # Cairo, 24 April 2026: 00:00 became 01:00.
    ("Cairo has no midnight", calendar("Africa/Cairo", fri="00:00-03:00"),
     "Thu 2026-04-23 20:00", "2h", "Fri 2026-04-24 03:00"),
    # Lord Howe, 4 October 2026: 02:00 became 02:30; 5 April 2026: 02:00 became 01:30.
    ("half an hour forward", calendar("Australia/Lord_Howe", sun="00:00-06:00"),
     "Sun 2026-10-04 00:00", "5h30m", "Sun 2026-10-04 06:00"),
    ("half an hour back", calendar("Australia/Lord_Howe", sun="00:00-06:00"),
     "Sun 2026-04-05 00:00", "6h30m", "Sun 2026-04-05 06:00"),
    ("three quarters of an hour", calendar("Asia/Kathmandu", daily="09:00-17:00"),
     "Mon 2026-03-02 16:00", "2h", "Tue 2026-03-03 10:00"),
    # Apia went from Thursday 29 to Saturday 31 December 2011.
    ("a Friday that never was", calendar("Pacific/Apia", **OFFICE_HOURS),
     "Thu 2011-12-29 16:00", "2h", "Mon 2012-01-02 10:00"),
    ("nor did it last a day", calendar("Pacific/Apia", daily="00:00-24:00"),
     "Thu 2011-12-29 12:00", "24h", "Sat 2011-12-31 12:00"),
    # North Korea gave up its own half hour on 5 May 2018.
    ("captured as a year begins in UTC", calendar("Asia/Pyongyang", daily="08:00-17:00"),
     "2018-01-01T00:00+00:00", "1h", "2018-01-01T01:00+00:00"),
    # New York kept local mean time, 4:56:02 behind, until noon of 18 November 1883.
    ("four minutes at noon", calendar("America/New_York", daily="09:00-17:00"),
     "Sun 1883-11-18 09:00", "8h", "Sun 1883-11-18T16:56:02-05:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("calendar_", "start", "duration", "until"),
    [pytest.param(*case, id=what) for what, *case in ORDINARY + CLOCK_CHANGES + STRANGE_ZONES],
)
def test_a_duration_ends_when_it_was_open_for_so_long(
    calendar_: Calendar, start: str, duration: str, until: str
) -> None:
    begin, end = instant(start, calendar_.time_zone), instant(until, calendar_.time_zone)
    assert add(calendar_, begin, parse_duration(duration)) == end
    assert elapsed(calendar_, begin, end) == parse_duration(duration)
    assert elapsed(calendar_, end, begin) == -parse_duration(duration)


def test_the_table_reads_weekdays_and_offsets() -> None:
    assert instant("Mon 2026-03-02 16:00", "Asia/Tokyo") == datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert instant("2026-10-25T01:25+00:00", "x") == datetime(2026, 10, 25, 1, 25, tzinfo=UTC)
    with pytest.raises(AssertionError, match="is no tue"):
        instant("Tue 2026-03-02 16:00", "Asia/Tokyo")


DAY = date(2026, 3, 3)
EXTRA = {DAY: ((600, 660),)}
PRECEDENCE = [
    # what holds for Tuesday 3 March, and what is open of it
    ("its weekday", {}, "8h"),
    ("a holiday", {"holidays": {DAY: "Carnival"}}, "0s"),
    ("closed", {"closed": frozenset({DAY})}, "0s"),
    ("extra", {"extra": EXTRA}, "1h"),
    ("extra and a holiday", {"extra": EXTRA, "holidays": {DAY: "Carnival"}}, "1h"),
    ("extra, closed and a holiday",
     {"extra": EXTRA, "closed": frozenset({DAY}), "holidays": {DAY: "Carnival"}}, "1h"),
    ("extra without spans", {"extra": {DAY: ()}}, "0s"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rules", "is_open"), [pytest.param(*case, id=what) for what, *case in PRECEDENCE]
)
def test_extra_wins_over_closed_over_holidays_over_the_weekday(
    rules: dict[str, object], is_open: str
) -> None:
    midnight = datetime(2026, 3, 3, tzinfo=UTC)
    changed = replace(LONDON, **rules)  # type: ignore[arg-type]
    spent = elapsed(changed, midnight, midnight + timedelta(days=1))
    assert spent == parse_duration(is_open)


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    friday_evening = instant("Fri 2026-03-06 20:00", "Europe/London")
    saturday_closed = replace(NIGHTLY, closed=frozenset({date(2026, 3, 7)}))
    friday_closed = replace(NIGHTLY, closed=frozenset({date(2026, 3, 6)}))
    saturday_noon = friday_evening + timedelta(hours=16)
    assert elapsed(saturday_closed, friday_evening, saturday_noon) == timedelta(hours=8)
    assert elapsed(friday_closed, friday_evening, saturday_noon) == timedelta()


def test_spans_that_overlap_or_touch_count_once() -> None:
    overlapping = calendar("UTC", mon="08:00-12:00 10:00-14:00 14:00-15:00", sun="23:00-09:00")
    sunday = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert elapsed(overlapping, sunday, sunday + timedelta(days=2)) == timedelta(hours=16)


def test_without_a_calendar_it_is_the_wall_clock_that_counts_real_hours() -> None:
    before_spring = datetime(2026, 3, 28, 12, tzinfo=ZoneInfo("Europe/London"))
    deadline = add(None, before_spring, timedelta(days=1))
    assert deadline == datetime(2026, 3, 29, 12, tzinfo=UTC)
    assert deadline.tzinfo is UTC
    assert elapsed(None, before_spring, deadline) == timedelta(days=1)


def test_a_deadline_is_in_utc_whatever_the_start_is_in() -> None:
    start = datetime(2026, 3, 2, 10, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert add(LONDON, start, timedelta(hours=1)).tzinfo is UTC
    assert add(LONDON, start, timedelta()).tzinfo is UTC


@pytest.mark.parametrize("which", [None, LONDON], ids=["wall clock", "office"])
def test_an_instant_without_a_zone_is_refused(which: Calendar | None) -> None:
    naive = datetime(2026, 3, 2, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        add(which, naive, timedelta(hours=1))
    with pytest.raises(ValueError, match="time zone"):
        elapsed(which, naive, datetime(2026, 3, 2, tzinfo=UTC))


def test_a_duration_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no duration"):
        add(LONDON, datetime(2026, 3, 2, tzinfo=UTC), timedelta(seconds=-1))


@pytest.mark.parametrize(
    "never",
    [
        calendar("Europe/London"),
        replace(LONDON, open={}, extra={date(2020, 1, 1): ((0, 60),)}),
        replace(LONDON, open={}, extra={date(2030, 1, 1): ((0, 60),)}),
        replace(LONDON, open={}, extra={date(2026, 3, 29): ((60, 120),)}),
    ],
    ids=["no spans", "open in the past", "not open long enough", "open in a gap of the clock"],
)
def test_a_calendar_that_never_opens_for_so_long_is_an_error(never: Calendar) -> None:
    with pytest.raises(ConfigurationError, match="never open"):
        add(never, datetime(2026, 1, 1, tzinfo=UTC), timedelta(minutes=61))


def test_a_duration_of_ten_thousand_years_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="never open"):
        add(LONDON, datetime(2026, 1, 1, tzinfo=UTC), timedelta(days=3_650_000))


def test_the_last_hour_of_a_calendar_of_extra_days_is_reached() -> None:
    once = replace(LONDON, open={}, extra={date(2030, 12, 31): ((23 * 60, 25 * 60),)})
    deadline = add(once, datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=2))
    assert deadline == datetime(2031, 1, 1, 1, tzinfo=UTC)
    west = replace(
        once, time_zone="America/Los_Angeles", extra={date(2030, 12, 31): ((1320, 1440),)}
    )
    deadline = add(west, datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=2))
    assert deadline == datetime(2031, 1, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc/passwd", "Europe", ""])
def test_an_unknown_zone_is_a_configuration_error(zone: str) -> None:
    with pytest.raises(ConfigurationError, match="time zone"):
        add(replace(LONDON, time_zone=zone), datetime(2026, 3, 2, tzinfo=UTC), timedelta(hours=1))


@pytest.mark.parametrize("bad", [(-1, 60), (60, 60), (120, 60), (1440, 1500), (60, 2881)])
def test_a_span_that_is_none_is_a_configuration_error(bad: Span) -> None:
    with pytest.raises(ConfigurationError, match="is no span"):
        add(replace(LONDON, open={0: (bad,)}), datetime(2026, 3, 2, tzinfo=UTC), timedelta(hours=1))


def test_microseconds_are_kept() -> None:
    start = datetime(2026, 3, 2, 16, 59, 59, 999_999, tzinfo=UTC)
    deadline = add(LONDON, start, timedelta(microseconds=2))
    assert deadline == datetime(2026, 3, 3, 9, 0, 0, 1, tzinfo=UTC)


def test_equal_calendars_are_equal_whatever_they_were_asked() -> None:
    asked, other = (
        calendar("Europe/London", **OFFICE_HOURS),
        calendar("Europe/London", **OFFICE_HOURS),
    )
    add(asked, datetime(2026, 3, 2, tzinfo=UTC), timedelta(hours=1))
    assert asked == other
    assert replace(asked, time_zone="Asia/Tokyo").timeline.zone.key == "Asia/Tokyo"


def test_asking_about_other_years_changes_no_answer() -> None:
    years = (2026, 2025, 2027, 2090, 1950, 1883)
    nows = [datetime(year, 7, 1, 21, 30, tzinfo=UTC) for year in years]
    shared = replace(NIGHTLY)
    answers = [add(shared, now, timedelta(hours=100)) for now in nows]
    assert answers == [add(replace(NIGHTLY), now, timedelta(hours=100)) for now in nows]


def test_threads_that_share_a_calendar_get_the_same_answers() -> None:
    nows = [datetime(1990 + n % 60, 3, 1 + n % 28, tzinfo=UTC) for n in range(240)]
    expected = [add(replace(LONDON), now, timedelta(hours=30)) for now in nows]
    shared = replace(LONDON)
    answers: dict[int, list[datetime]] = {}

    def ask(number: int) -> None:
        rotated = nows[number * 30 :] + nows[: number * 30]
        answers[number] = [add(shared, now, timedelta(hours=30)) for now in rotated]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(8):
        assert answers[number] == expected[number * 30 :] + expected[: number * 30]


def steps_of(calendar_: Calendar, start: datetime, duration: timedelta) -> int:
    """How many functions a question calls, Python's and C's."""
    steps = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        add(calendar_, start, duration)
    finally:
        sys.setprofile(None)
    return steps


def test_ten_years_take_no_more_steps_than_a_day() -> None:
    holidays = {date(year, 12, 25): "Christmas" for year in range(2026, 2041)}
    office = replace(LONDON, holidays=holidays)
    start = datetime(2026, 3, 2, 12, tzinfo=UTC)
    a_day, ten_years = timedelta(hours=8), timedelta(hours=8 * 260 * 10)
    assert add(office, start, ten_years).year == 2036
    assert steps_of(office, start, ten_years) <= steps_of(office, start, a_day) + 5
    assert steps_of(office, start, ten_years) < 60
