"""The configuration's page and the files that come with it, held against the schema."""

import re
from pathlib import Path

import pytest

from chalicelib.administration.readers import LOCALES
from chalicelib.administration.schema import TOP
from chalicelib.administration.shapes import every_key
from chalicelib.configuration import MATCHABLE, from_document
from chalicelib.instants import from_text
from chalicelib.policy import ladder, respond_by
from chalicelib.routing import owner_of, policy_for
from infra.configfile import check_file
from tests.rules.configuration_files import TODAY, check

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
FILES = sorted((ROOT / "config").glob("*.toml"))


def documented() -> set[str]:
    """Every path that the page has as a heading or as a row of the table under one."""
    found = set()
    for section in re.split(r"^##+ ", PAGE, flags=re.MULTILINE)[1:]:
        heading = re.match(r"`\[+([a-z_.<>]+)\]+`\n", section)
        if heading:
            table = heading[1]
            found.add(table.partition(".<")[0])
            rows = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
            found |= {f"{table}.{key}" for key in rows}
    return found


def test_every_key_is_documented_and_nothing_else_is() -> None:
    assert documented() == set(every_key(TOP))


def test_every_value_that_can_be_matched_is_documented() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (`.*`) \|$", PAGE, re.MULTILINE))
    for field, values in MATCHABLE.items():
        if values:
            assert re.findall(r"`(\w+)`", rows[field]) == [str(value) for value in values]


def test_every_locale_is_documented() -> None:
    [row] = re.findall(r"^\| locale \| (.*?) \|", PAGE, re.MULTILINE)
    assert set(re.findall(r'"([^"]+)"', row)) == set(LOCALES)


def test_the_smallest_file_on_the_page_works() -> None:
    [smallest] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    checked = check(smallest)
    assert checked.lines() == []


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_that_comes_with_the_project_has_neither_errors_nor_warnings(path: Path) -> None:
    assert check_file(path, TODAY).lines() == []


def test_the_demos_whole_story_plays_in_six_minutes() -> None:
    document = check_file(ROOT / "config" / "demo.toml", TODAY).document
    assert document
    demo = from_document(1, document)
    owner = owner_of(demo, "coach-420")
    policy = policy_for(
        demo,
        kind="complaint",
        severity="normal",
        difficulty="simple",
        channel="sms",
        touchpoint="coach-420",
        owner=owner,
    )
    start = from_text("2026-11-21T12:00:00Z")
    steps = ladder(policy, None, start, owner)
    promises = [respond_by(policy, None, start), *(step.promise_by for step in steps[1:])]
    assert [(str(step.act), step.to, (step.at - start).seconds) for step in steps] == [
        ("remind", "coaches", 60),
        ("escalate", "supervisors", 120),
        ("escalate", "ombudsman", 240),
    ]
    assert [(promise - start).seconds for promise in promises if promise] == [120, 240, 360]


def test_the_demo_speaks_every_language_and_has_each_kind_of_team() -> None:
    document = check_file(ROOT / "config" / "demo.toml", TODAY).document
    assert document
    demo = from_document(1, document)
    assert {place.locale for place in demo.touchpoints.values()} == set(LOCALES)
    assert {bool(team.mailbox) for team in demo.teams.values()} == {True, False}
    assert demo.keywords["420"] == "coach-420"
