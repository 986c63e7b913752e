"""When a daily digest is due, and which teams it says are empty."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.digest import due_day, empty_teams, end_of_day, told_of_gaps
from tests.builders import NOON, configuration, document

EIGHT = 8 * 60


@pytest.mark.parametrize(
    ("at", "zone", "digest_at", "day"),
    [
        ("2026-11-23T07:59:59Z", "Europe/London", EIGHT, None),
        ("2026-11-23T08:00:00Z", "Europe/London", EIGHT, "2026-11-23"),
        ("2026-11-23T13:59:59Z", "Europe/London", EIGHT, "2026-11-23"),
        ("2026-11-23T14:00:00Z", "Europe/London", EIGHT, None),
        # half an hour beside the hour: the first run after it
        ("2026-11-23T02:00:00Z", "Asia/Kolkata", EIGHT, None),
        ("2026-11-23T03:00:00Z", "Asia/Kolkata", EIGHT, "2026-11-23"),
        ("2026-11-22T19:00:00Z", "Pacific/Auckland", EIGHT, "2026-11-23"),
        # the clock skips 02:30 in London on 29 March, and has 01:30 twice on 25 October
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
    at: str, zone: str, digest_at: int, day: str | None
) -> None:
    found = due_day(datetime.fromisoformat(at), digest_at, zone)
    assert found == (date.fromisoformat(day) if day else None)


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


def test_the_day_ends_at_the_organisations_midnight() -> None:
    one = timedelta(milliseconds=1)
    assert end_of_day(NOON, "Europe/London") == datetime(2026, 11, 24, tzinfo=UTC) - one
    assert end_of_day(NOON, "America/Sao_Paulo") == datetime(2026, 11, 24, 3, tzinfo=UTC) - one
    spring = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    assert end_of_day(spring, "Europe/London") == datetime(2026, 3, 29, 23, tzinfo=UTC) - one


def teams(**changed: dict[str, Any]) -> dict[str, Any]:
    base = document()["teams"]
    unused = {"name": "Unused", "mailbox": None, "members": [], "lead": None}
    return {name: row | changed.get(name, {}) for name, row in {**base, "unused": unused}.items()}


NOBODY: dict[str, Any] = {"mailbox": None, "members": []}


def test_a_team_that_has_to_answer_and_has_nobody_is_empty() -> None:
    assert empty_teams(configuration(teams=teams()), NOON) == ()
    made = configuration(teams=teams(coaches=NOBODY, ombudsman=NOBODY))
    assert empty_teams(made, NOON) == ("coaches", "ombudsman")


def test_a_team_of_whom_everybody_is_away_is_empty_for_as_long() -> None:
    away = {"boss@example.com": [["2026-11-23", "2026-11-24", None]]}
    supervisors = {"mailbox": None, "members": ["boss@example.com"]}
    made = configuration(teams=teams(supervisors=supervisors), absences=away)
    assert empty_teams(made, NOON) == ("supervisors",)
    assert empty_teams(made, NOON + timedelta(days=2)) == ()


def test_a_lead_alone_is_enough_for_the_team_of_what_is_complex() -> None:
    only_lead = teams(unused={"lead": "lead@example.com"})
    organisation = document()["organisation"] | {"complex_team": "unused"}
    assert empty_teams(configuration(teams=only_lead, organisation=organisation), NOON) == ()
    assert empty_teams(configuration(teams=teams(), organisation=organisation), NOON) == ("unused",)


def test_gaps_are_told_to_the_default_team_or_whoever_is_there() -> None:
    assert told_of_gaps(configuration(teams=teams()), NOON) == "coaches"
    assert told_of_gaps(configuration(teams=teams(coaches=NOBODY)), NOON) == "supervisors"
    nobody = teams(coaches=NOBODY, supervisors=NOBODY, ombudsman=NOBODY)
    assert told_of_gaps(configuration(teams=nobody), NOON) is None
