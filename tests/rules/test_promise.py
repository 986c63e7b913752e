"""A promise is said for people, and never says the wrong day or a later time than it is."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.promise import say_at, say_by, say_left

NOW = datetime(2026, 11, 21, 18, 5, 40, tzinfo=UTC)
"""A Saturday."""
ZONES = [
    "UTC", "Europe/London", "Europe/Madrid", "America/Sao_Paulo", "America/New_York",
    "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Africa/Cairo", "Asia/Kolkata",
    "America/St_Johns", "Pacific/Kiritimati",
]  # fmt: skip
MONTHS = {
    "en-GB": "January February March April May June July August September October November"
    " December",
    "pt-BR": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
}
WEEKDAYS = {
    "en-GB": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "pt-BR": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}
NOWS = st.integers(1_420_000_000, 2_370_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
"""From 2015 to 2045."""
NEAR = {
    "en-GB": {"yesterday": -1, "today": 0, "tomorrow": 1},
    "pt-BR": {"ontem": -1, "hoje": 0, "amanhã": 1},
    "es": {"ayer": -1, "hoy": 0, "mañana": 1},
}


@pytest.mark.parametrize(
    ("hours", "locale", "said"),
    [
        (0, "en-GB", "by 18:05 today"),
        (24, "en-GB", "by 18:05 tomorrow"),
        (-24, "en-GB", "by 18:05 yesterday"),
        (48, "en-GB", "by 18:05 on Monday 23 November"),
        (24 * 366, "en-GB", "by 18:05 on Monday 22 November 2027"),
        (24, "pt-BR", "até 18h05 de amanhã"),
        (48, "pt-BR", "até 18h05 de segunda-feira, 23 de novembro"),
        (24 * 366, "pt-BR", "até 18h05 de segunda-feira, 22 de novembro de 2027"),
        (24 * 10, "pt-BR", "até 18h05 de terça-feira, 1º de dezembro"),
        (24, "es", "antes de las 18:05 de mañana"),
        (7, "es", "antes de la 1:05 de mañana"),
        (48, "es", "antes de las 18:05 del lunes 23 de noviembre"),
        (24 * 366, "es", "antes de las 18:05 del lunes 22 de noviembre de 2027"),
        (24, "es-MX", "antes de las 18:05 de mañana"),
        (24, "pt", "até 18h05 de amanhã"),
    ],
)
def test_a_promise_is_said_for_people(hours: int, locale: str, said: str) -> None:
    assert say_by(NOW + timedelta(hours=hours), NOW, "UTC", locale) == said


def test_a_full_hour_in_portuguese_has_no_minutes() -> None:
    at = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert say_by(at, NOW, "UTC", "pt-BR") == "até 18h de amanhã"


def test_midnight_is_said_as_the_last_minute_of_the_day_that_it_ends() -> None:
    midnight = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)
    assert say_by(midnight, NOW, "UTC", "en-GB") == "by 23:59 today"


def test_a_promise_is_said_in_the_organisations_time_zone() -> None:
    at = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
    assert say_by(at, NOW, "America/Sao_Paulo", "en-GB") == "by 22:30 today"
    assert say_by(at, NOW, "Europe/London", "en-GB") == "by 01:30 tomorrow"


def test_what_may_be_read_on_another_day_has_the_date_too() -> None:
    at = NOW + timedelta(days=1)
    said = [say_by(at, NOW, "UTC", locale, dated=True) for locale in MONTHS]
    assert said == [
        "by 18:05 tomorrow, Sunday 22 November",
        "até 18h05 de amanhã, domingo, 22 de novembro",
        "antes de las 18:05 de mañana, domingo 22 de noviembre",
    ]


@given(
    now=NOWS,
    ahead=st.timedeltas(timedelta(0), timedelta(days=500)),
    zone=st.sampled_from(ZONES),
    locale=st.sampled_from(sorted(MONTHS)),
    dated=st.booleans(),
)
def test_what_is_said_names_the_promised_minute_of_the_right_day(
    now: datetime, ahead: timedelta, zone: str, locale: str, dated: bool
) -> None:
    at = now + ahead
    said = say_by(at, now, zone, locale, dated=dated)
    heard = _heard(said, now.astimezone(ZoneInfo(zone)), locale)
    lateness = [at - heard.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    assert any(timedelta(0) <= late < timedelta(minutes=2) for late in lateness), said


@given(
    now=NOWS,
    seconds=st.integers(0, 40 * 86400),
    locale=st.sampled_from(sorted(MONTHS)),
)
def test_two_promises_in_one_minute_are_said_alike(
    now: datetime, seconds: int, locale: str
) -> None:
    at = (now + timedelta(seconds=seconds)).replace(second=0, microsecond=0)
    late = at + timedelta(seconds=59)
    assert say_by(at, now, "UTC", locale) == say_by(late, now, "UTC", locale)


def _heard(said: str, now: datetime, locale: str) -> datetime:
    """What a listener understands who hears it `now`; a date and the day's name must agree."""
    clock = re.search(r"(\d{1,2})[:h](\d{2})?", said)
    assert clock is not None, said
    near = [n for word, n in NEAR[locale].items() if re.search(rf"\b{word}\b", said)]
    day = now.date() + timedelta(days=near[0]) if near else None
    months = MONTHS[locale].split()
    dated = re.search(r"(\d{1,2})º? (?:de )?([a-zç]+)(?: (?:de )?(\d{4}))?$", said, re.IGNORECASE)
    if dated and dated[2] in months:
        year = int(dated[3]) if dated[3] else (day or now).year
        named = date(year, months.index(dated[2]) + 1, int(dated[1]))
        assert day in (None, named), said
        assert WEEKDAYS[locale].split()[named.weekday()] in said
        day = named
    assert day is not None, said
    at = time(int(clock[1]), int(clock[2] or 0), tzinfo=now.tzinfo)
    return datetime.combine(day, at)


def test_a_moment_is_said_with_its_date() -> None:
    said = [say_at(NOW, NOW, "UTC", locale) for locale in MONTHS]
    assert said == [
        "18:05 on Saturday 21 November",
        "sábado, 21 de novembro, 18h05",
        "sábado 21 de noviembre, 18:05",
    ]


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(seconds=10), "now"),
        (timedelta(minutes=25), "in 25 min"),
        (timedelta(hours=3), "in 3 h"),
        (timedelta(hours=3, minutes=20), "in 3 h 20 min"),
        (timedelta(hours=23, minutes=59, seconds=58), "in 24 h"),
        (timedelta(days=3), "in 3 days"),
        (timedelta(hours=-2), "2 h ago"),
    ],
)
def test_how_far_away_it_is_is_said_as_short_as_can_be(away: timedelta, said: str) -> None:
    assert say_left(NOW + away, NOW, "en-GB") == said


def test_how_far_away_it_is_is_said_in_every_language() -> None:
    at, past = NOW + timedelta(days=3), NOW - timedelta(hours=2)
    assert (say_left(at, NOW, "pt-BR"), say_left(past, NOW, "pt-BR")) == ("em 3 dias", "há 2 h")
    assert (say_left(at, NOW, "es"), say_left(past, NOW, "es")) == ("en 3 días", "hace 2 h")
