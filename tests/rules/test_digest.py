"""Which teams a digest says are empty, and whom it tells."""

from datetime import timedelta
from typing import Any

from chalicelib.digest import empty_teams, told_of_gaps
from tests.builders import NOON, configuration, document


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
