"""How a deadline is explained: what the lines say, and that they add up."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from chalicelib.calendars import Calendar, add
from chalicelib.calendars.explanation import Line, explain_lines
from chalicelib.calendars.way import Why
from chalicelib.instants import parse_duration

SAO_PAULO = ZoneInfo("America/Sao_Paulo")
LONDON = ZoneInfo("Europe/London")
OFFICE = Calendar(
    id="office",
    time_zone="America/Sao_Paulo",
    open=dict.fromkeys(range(5), ((480, 720), (780, 1080))),
    holidays={
        date(2024, 1, 1): "Confraternização Universal",
        date(2024, 2, 12): "Carnaval",
        date(2024, 2, 13): "Carnaval",
        date(2024, 12, 25): "Natal",
        date(2024, 4, 21): "Tiradentes",  # a Sunday
    },
    closed=frozenset({date(2023, 12, 28), date(2024, 12, 24)}),
    extra={date(2024, 1, 6): ((540, 720),)},
)
NIGHTS = Calendar(id="nights", time_zone="Europe/London", open={4: ((1320, 1800),), 6: ((0, 90),)})
NEW_YEAR = datetime(2023, 12, 29, 17, 10, tzinfo=SAO_PAULO)

NEW_YEAR_TOLD = {
    "en-GB": """
        Fri 29 Dec 17:10-18:00 counted 50 min
        night
        Sat, Sun closed
        Mon 1 Jan holiday Confraternização Universal
        night
        Tue 2 Jan 08:00-10:10 counted 2 h 10 min
        Tue 2 Jan 2024 10:10 deadline
    """,
    "pt-BR": """
        sex 29 dez 17:10-18:00 contados 50 min
        noite
        sáb, dom fechado
        seg 1 jan feriado Confraternização Universal
        noite
        ter 2 jan 08:00-10:10 contados 2 h 10 min
        ter 2 jan 2024 10:10 prazo
    """,
    "es": """
        vie 29 dic 17:10-18:00 contados 50 min
        noche
        sáb, dom cerrado
        lun 1 ene festivo Confraternização Universal
        noche
        mar 2 ene 08:00-10:10 contados 2 h 10 min
        mar 2 ene 2024 10:10 plazo
    """,
}


def told(lines: list[Line]) -> list[str]:
    """What the lines say, with hyphens for the dashes."""
    return [line.text.replace("\N{EN DASH}", "-") for line in lines]


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("locale", NEW_YEAR_TOLD)
def test_new_year_is_explained_in_each_language(locale: str) -> None:
    lines = explain_lines(OFFICE, NEW_YEAR, timedelta(hours=3), locale)
    assert told(lines) == lines_of(NEW_YEAR_TOLD[locale])
    assert "17:10\N{EN DASH}18:00" in lines[0].text


def brazil(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SAO_PAULO)


def britain(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


TOLD = {
    "over lunch": (OFFICE, brazil("2024-01-02 11:00"), "2h", """
        Tue 2 Jan 11:00-12:00 counted 1 h
        12:00-13:00 closed
        13:00-14:00 counted 1 h
        Tue 2 Jan 2024 14:00 deadline
    """),
    "over an extra day": (OFFICE, brazil("2024-01-05 17:00"), "4h30m", """
        Fri 5 Jan 17:00-18:00 counted 1 h
        night
        Sat 6 Jan 09:00-12:00 counted 3 h (special hours)
        night
        Sun closed
        night
        Mon 8 Jan 08:00-08:30 counted 30 min
        Mon 8 Jan 2024 08:30 deadline
    """),
    "over a closed day": (OFFICE, brazil("2023-12-27 17:59:30.500"), "1m", """
        Wed 27 Dec 17:59:30-18:00 counted 29.5 s
        night
        Thu 28 Dec closed by configuration
        night
        Fri 29 Dec 08:00-08:00:30 counted 30.5 s
        Fri 29 Dec 2023 08:00:30 deadline
    """),
    "over a holiday of two days": (OFFICE, brazil("2024-02-09 17:00"), "2h", """
        Fri 9 Feb 17:00-18:00 counted 1 h
        night
        Sat, Sun closed
        Mon 12 Feb - Tue 13 Feb holiday Carnaval
        night
        Wed 14 Feb 08:00-09:00 counted 1 h
        Wed 14 Feb 2024 09:00 deadline
    """),
    "no time at all": (OFFICE, NEW_YEAR, "0s", "Fri 29 Dec 2023 17:10 deadline"),
    "by the wall clock": (None, NEW_YEAR, "24h", """
        Fri 29 Dec 17:10 - Sat 30 Dec 17:10 counted 24 h
        Sat 30 Dec 2023 17:10 deadline
    """),
    "over midnight": (NIGHTS, britain("2026-01-02 18:00"), "8h", """
        Fri 2 Jan 18:00-22:00 closed
        22:00 - Sat 3 Jan 06:00 counted 8 h
        Sat 3 Jan 2026 06:00 deadline
    """),
    "over the midnight of an extra day": (
        replace(NIGHTS, extra={date(2026, 1, 3): ((1320, 1800),)}),
        britain("2026-01-03 21:00"),
        "8h",
        """
        Sat 3 Jan 21:00-22:00 closed
        22:00 - Sun 4 Jan 06:00 counted 8 h (special hours)
        Sun 4 Jan 2026 06:00 deadline
    """),
    "over most of a week": (NIGHTS, britain("2026-01-04 00:00"), "2h", """
        Sun 4 Jan 00:00-01:30 counted 1 h 30 min
        01:30-24:00 closed
        Mon-Thu closed
        Fri 9 Jan 00:00-22:00 closed
        22:00-22:30 counted 30 min
        Fri 9 Jan 2026 22:30 deadline
    """),
    "where a reading comes twice": (NIGHTS, britain("2026-10-25 00:00"), "2h", """
        Sun 25 Oct 00:00-01:30 counted 1 h 30 min
        01:30-02:00 closed
        01:00-01:30 counted 30 min
        Sun 25 Oct 2026 01:30 deadline
    """),
    "where the clock is put back": (None, britain("2026-10-25 00:00"), "4h", """
        Sun 25 Oct 00:00-03:00 counted 4 h (clock put back 1 h)
        Sun 25 Oct 2026 03:00 deadline
    """),
    "where the clock is put forward": (None, britain("2026-03-29 00:00"), "2h", """
        Sun 29 Mar 00:00-03:00 counted 2 h (clock put forward 1 h)
        Sun 29 Mar 2026 03:00 deadline
    """),
}  # fmt: skip


@pytest.mark.parametrize(("calendar", "start", "duration", "expected"), TOLD.values(), ids=TOLD)
def test_what_was_counted_and_what_was_not_is_told(
    calendar: Calendar | None, start: datetime, duration: str, expected: str
) -> None:
    lines = explain_lines(calendar, start, parse_duration(duration))
    assert told(lines) == lines_of(expected)


def test_ten_years_are_told_in_full_at_both_ends_and_as_one_line_between() -> None:
    lines = told(explain_lines(OFFICE, NEW_YEAR, timedelta(hours=9 * 2600)))
    # 2594 weekdays less Carnival's two, 24 and 25 December; 9 hours each, and 3 of the extra day
    middle = "Sat 6 Jan - Thu 15 Dec 2033 counted 23313 h, 4 holidays and closed days left out"
    assert middle in lines
    assert len(lines) < 60
    assert lines[0] == "Fri 29 Dec 17:10-18:00 counted 50 min"
    assert lines[-1] == "Fri 23 Dec 2033 14:10 deadline"


def test_a_line_says_it_in_data_too() -> None:
    counted, night, weekend, holiday, *_ = explain_lines(OFFICE, NEW_YEAR, timedelta(hours=3))
    assert (counted.why, counted.counted) == (Why.COUNTED, timedelta(minutes=50))
    assert (counted.begin.hour, counted.begin.minute, counted.end.hour) == (17, 10, 18)
    assert (night.why, night.counted) == (Why.CLOSED_HOURS, timedelta())
    assert (weekend.why, weekend.begin.day, weekend.end.day) == (Why.WEEKDAY, 30, 1)
    assert (holiday.why, holiday.name) == (Why.HOLIDAY, "Confraternização Universal")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        explain_lines(OFFICE, NEW_YEAR, timedelta(hours=3), "fr")


@pytest.mark.parametrize("seed", range(10))
def test_lines_follow_each_other_and_add_up(seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(20):
        calendar = dice.choice((OFFICE, NIGHTS, None))
        start = datetime(2023, 9, 1, tzinfo=UTC) + timedelta(days=dice.uniform(0, 1000))
        duration = timedelta(hours=dice.choice((10, 100, 1000)) * dice.random())
        lines = explain_lines(calendar, start, duration)
        assert lines[0].begin == start
        assert lines[-1].begin == lines[-1].end == add(calendar, start, duration)
        assert all(line.end == following.begin for line, following in pairwise(lines))
        assert sum((line.counted for line in lines), timedelta()) == duration
        for line in lines[:-1]:
            length = line.end.astimezone(UTC) - line.begin.astimezone(UTC)
            assert length > timedelta()
            if line.why is Why.SUMMARY:
                assert line.counted < length
            else:
                assert line.counted == (length if line.why is Why.COUNTED else timedelta())
