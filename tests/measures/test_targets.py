"""Targets in the configuration file: what can be said, and what cannot."""

from datetime import date

import pytest

from chalicelib.administration.changes import changes
from chalicelib.configuration import Target, from_document
from tests.rules.configuration_files import changed, check

HEAD = "[[numbers]]"
TARGETS = """\
[[targets]]
answered_in_time = "95%"
[[targets]]
team = "coaches"
answered_in_time = "97.5%"
[[targets]]
touchpoint = "tiete"
answered_in_time = "90%"
"""


def messages(targets: str) -> list[str]:
    checked = check(changed((HEAD, targets + HEAD)))
    return [f"{problem.path}: {problem.what}" for problem in checked.errors]


def test_a_target_is_of_a_team_a_touchpoint_or_everything() -> None:
    document = check(changed((HEAD, TARGETS + HEAD))).document
    assert document
    assert from_document(1, document).targets == (
        Target(team=None, touchpoint=None, answered_in_time=9_500),
        Target(team="coaches", touchpoint=None, answered_in_time=9_750),
        Target(team=None, touchpoint="tiete", answered_in_time=9_000),
    )


def test_a_target_may_begin_on_a_day() -> None:
    begins = TARGETS.replace('"97.5%"', '"97.5%"\nsince = 2026-09-01')
    document = check(changed((HEAD, begins + HEAD))).document
    assert document
    assert [one.since for one in from_document(1, document).targets] == [
        None,
        date(2026, 9, 1),
        None,
    ]
    before = check(changed((HEAD, TARGETS + HEAD))).document
    assert before
    assert changes(before, document) == ['added    targets.team coaches.since: "2026-09-01"']


def test_a_change_of_a_target_is_one_line() -> None:
    before = check(changed((HEAD, TARGETS + HEAD))).document
    after = check(changed((HEAD, TARGETS.replace("97.5%", "98%") + HEAD))).document
    assert before
    assert after
    assert changes(before, after) == [
        "changed  targets.team coaches.answered_in_time: 97.5% -> 98%"
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('team = "coach"\nanswered_in_time = "95%"', 'there is no team "coach"'),
        ('touchpoint = "x"\nanswered_in_time = "95%"', 'there is no touchpoint "x"'),
        ('team = "coaches"', "is missing"),
        ('answered_in_time = "0%"', '"0%" is outside 0.01% to 100%'),
        ('answered_in_time = "101%"', '"101%" is outside 0.01% to 100%'),
        ('answered_in_time = "95.555%"', "finer than a hundredth"),
        ("answered_in_time = 95", "is a number, not text"),
        ('team = "coaches"\ntouchpoint = "tiete"\nanswered_in_time = "95%"', "of one of them"),
    ],
)
def test_what_is_no_target_is_said(said: str, message: str) -> None:
    [told] = messages(f"[[targets]]\n{said}\n")
    assert message in told


def test_a_second_target_of_the_same_is_said() -> None:
    [told] = messages(TARGETS + '[[targets]]\nteam = "coaches"\nanswered_in_time = "80%"\n')
    assert "is a second target of team coaches" in told
