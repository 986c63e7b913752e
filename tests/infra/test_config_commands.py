"""`config check`, `config apply` and `explain`, as an operator calls them."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib.store.configuration import DynamoConfigurationStore
from infra.commands import config, explain
from tests.infra.stage import STAGE, deployed
from tests.rules.configuration_files import WHOLE, changed


def run(*arguments: str) -> int:
    """Run a command line; its exit code."""
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers(required=True)
    for command in (config, explain):
        command.register(subparsers)
    parsed = parser.parse_args(arguments)
    code = parsed.run(parsed)
    assert isinstance(code, int)
    return code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "whole.toml"
    path.write_text(WHOLE, encoding="utf-8")
    return path


# -- config check


def test_checking_a_right_file_succeeds_and_says_what_is_in_it(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("config", "check", str(file)) == 0
    has = "2 teams, 2 touchpoints, 2 policies, 1 calendar"
    assert capsys.readouterr().out == f"{file}: 0 errors, 0 warnings: {has}\n"


def test_checking_a_wrong_file_fails_and_prints_each_error_with_its_line(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(changed(('owner = "coaches"', 'owner = "x"'), ('"24h"', '"1 day"')), "utf-8")
    assert run("config", "check", str(file)) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f'{file}:30: touchpoints[coach-420].owner: there is no team "x"; ')
    assert lines[1].startswith(f'{file}:47: policies[complaint].respond_within: "1 day" is no ')
    assert lines[2] == f"{file}: 2 errors, 0 warnings"


def test_warnings_alone_do_not_fail(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(changed(('"Coaches@example.com"', '"ops@fale.example.com"')), "utf-8")
    assert run("config", "check", str(file)) == 0
    assert f"{file}:17: warning: teams[coaches].mailbox: " in capsys.readouterr().out


def test_findings_can_be_had_as_data(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(changed(('"BR-SP"', '"BR-XX"')), "utf-8")
    assert run("config", "check", str(file), "--json") == 1
    assert json.loads(capsys.readouterr().out) == {
        "file": str(file),
        "valid": False,
        "errors": [
            {
                "line": 10,
                "path": "calendars.office.holidays",
                "what": 'no holidays are known for "XX" in BR',
                "instead": 'write "BR" alone',
            }
        ],
        "warnings": [],
    }


def test_a_file_that_is_not_there_fails_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("config", "check", str(tmp_path / "gone.toml")) == 1
    assert "cannot be read" in capsys.readouterr().out


# -- config apply


@pytest.fixture
def store() -> Iterator[DynamoConfigurationStore]:
    """The configuration store of a stage whose stack CloudFormation knows."""
    with deployed() as (client, table):
        yield DynamoConfigurationStore(client, table, lambda: 0.0, max_age_seconds=-1)


def test_the_first_apply_makes_version_one_and_the_signing_key(
    file: Path, store: DynamoConfigurationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("config", "apply", str(file), "--stage", STAGE) == 0
    assert "Version 1 is in force: 2 teams, 2 touchpoints" in capsys.readouterr().out
    assert store.current().version == 1
    assert store.current().touchpoints["coach-420"].name == "Coach 420"
    assert len(store.keys()[0]) == 32


def test_applying_the_same_again_changes_nothing(
    file: Path, store: DynamoConfigurationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    run("config", "apply", str(file), "--stage", STAGE)
    capsys.readouterr()
    file.write_text(WHOLE + "\n# a comment\n", "utf-8")
    assert run("config", "apply", str(file), "--stage", STAGE) == 0
    nothing = "Nothing changes: version 1 is the same and stays in force.\n"
    assert capsys.readouterr().out == nothing
    assert store.current().version == 1


def test_what_changes_is_shown_and_becomes_the_next_version(
    file: Path, store: DynamoConfigurationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    run("config", "apply", str(file), "--stage", STAGE)
    keys = store.keys()
    capsys.readouterr()
    file.write_text(changed(('"Terminal Tietê"', '"Tietê"')), "utf-8")
    assert run("config", "apply", str(file), "--stage", STAGE) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == 'changed  touchpoints.tiete.name: "Terminal Tietê" -> "Tietê"'
    assert lines[1].startswith("Version 2 is in force")
    assert store.current().touchpoints["tiete"].name == "Tietê"
    assert store.version(1).touchpoints["tiete"].name == "Terminal Tietê"
    assert store.keys() == keys


def test_a_wrong_file_is_not_applied(
    file: Path, store: DynamoConfigurationStore, capsys: pytest.CaptureFixture[str]
) -> None:
    run("config", "apply", str(file), "--stage", STAGE)
    file.write_text(changed(('"24h"', '"1 day"')), "utf-8")
    capsys.readouterr()
    assert run("config", "apply", str(file), "--stage", STAGE) == 1
    said = capsys.readouterr()
    assert f"{file}:47: " in said.out
    assert "Nothing was applied" in said.err
    assert store.current().version == 1


# -- explain


def explained(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    *more: str,
    at: str = "2026-11-27T19:00:00-03:00",
) -> dict[str, object]:
    given = ["--config", str(file), "--captured-at", at, "--json", *more]
    assert run("explain", *given) == 0
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


COMPLAINT = ("--kind", "complaint", "--severity", "normal", "--touchpoint", "coach-420")
ENQUIRY = ("--kind", "enquiry", "--severity", "low", "--touchpoint", "tiete")


def test_explain_names_the_policy_and_every_instant_that_follows(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = explained(file, capsys, *COMPLAINT)
    assert answer["policy"] == "complaint"
    assert answer["respond_by"] == "2026-11-28T22:00:00.000Z"
    steps = answer["steps"]
    assert isinstance(steps, list)
    assert [(s["what"], s["level"], s["to"], s["at"]) for s in steps] == [
        ("remind", 0, "coaches", "2026-11-28T16:00:00.000Z"),
        ("escalate", 1, "coaches", "2026-11-28T22:00:00.000Z"),
        ("escalate", 2, "ombudsman", "2026-11-29T22:00:00.000Z"),
    ]


def test_explain_counts_open_hours_where_the_policy_names_a_calendar(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """16 h from Friday 19:00: the night 8 h, then Monday 4 h and 4 h around lunch."""
    answer = explained(file, capsys, *ENQUIRY)
    assert answer["policy"] == "rest"
    assert answer["respond_by"] == "2026-11-30T20:00:00.000Z"
    steps = answer["steps"]
    assert isinstance(steps, list)
    assert steps[-1]["at"] == "2026-11-30T20:00:00.000Z"
    assert any("22:00" in line for line in steps[-1]["arithmetic"])


def test_an_instant_without_a_zone_is_on_the_organisations_clock(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_zone = explained(file, capsys, *COMPLAINT)
    assert explained(file, capsys, *COMPLAINT, at="2026-11-27T19:00") == with_zone


def test_a_level_after_a_team_that_nobody_can_reach_takes_over_at_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unreachable = '[[teams]]\nid = "ghosts"\nname = "Ghosts"\n\n[[touchpoints]]\nid = "coach-420"'
    whole = changed(('[[touchpoints]]\nid = "coach-420"', unreachable))
    file.write_text(whole.replace('owner = "coaches"', 'owner = "ghosts"', 1), "utf-8")
    steps = explained(file, capsys, *COMPLAINT)["steps"]
    assert isinstance(steps, list)
    assert (steps[0]["what"], steps[0]["at"]) == ("escalate", "2026-11-27T22:00:00.000Z")


def test_explain_for_people_shows_the_arithmetic_under_each_instant(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--config", str(file), "--captured-at", "2026-11-27T19:00", *ENQUIRY]
    assert run("explain", *given) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "policy      rest, calendar office"
    assert lines[3] == "respond by  Mon 2026-11-30 17:00:00 -03"
    assert lines[4].startswith(" " * 12)
    assert any(
        line.startswith("escalate    Mon 2026-11-30 17:00:00 -03  ombudsman") for line in lines
    )


def test_a_policy_without_a_promise_is_explained_as_one(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_promise = (
        '[[policies]]\nid = "thanks"\nmatch = { kind = "compliment" }\n\n[[policies]]\nid = "rest"'
    )
    file.write_text(changed(('[[policies]]\nid = "rest"', no_promise)), "utf-8")
    answer = explained(file, capsys, "--kind", "compliment")
    assert (answer["policy"], answer["respond_by"], answer["steps"]) == ("thanks", None, [])


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--touchpoint", "coach-42", 'There is no touchpoint "coach-42"; write "coach-420".'),
        ("--captured-at", "yesterday", '"yesterday" is no instant; write 2026-'),
    ],
)
def test_a_question_that_cannot_be_answered_fails_with_a_sentence(
    file: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, sentence: str
) -> None:
    given = ["--captured-at", "2026-11-27T19:00", "--kind", "complaint", option, value]
    assert run("explain", "--config", str(file), *given) == 1
    assert sentence in capsys.readouterr().err


def test_explain_refuses_a_wrong_file_with_its_errors(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(changed(('"24h"', '"1 day"')), "utf-8")
    given = ["--captured-at", "2026-11-27T19:00", "--kind", "complaint"]
    assert run("explain", "--config", str(file), *given) == 1
    assert f"{file}:47: " in capsys.readouterr().err
