"""`replan`, as an operator calls it, on a table of moto's."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.model import Status, What
from chalicelib.ports import Inbound
from chalicelib.services.replan import Replan, Replanning
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from infra.commands import replan
from tests.builders import HOUR, document, entry, feedback, policy_row
from tests.infra.stage import deployed, run

NOW = datetime.now(UTC).replace(microsecond=0)
"""The command knows the clock itself."""
ID = "0123456789abcdef"


@pytest.fixture
def table() -> Iterator[tuple[Any, str]]:
    with deployed() as found:
        yield found


@pytest.fixture
def store(table: tuple[Any, str]) -> DynamoFeedbackStore:
    """Two open feedbacks and an answered one, captured now; version 2 gives two days, not one."""
    store = DynamoFeedbackStore(*table)
    configurations = DynamoConfigurationStore(*table, lambda: 0.0)
    day = 86_400
    patient = policy_row(id="patient", respond_within=2 * day, remind_after=day)
    for version in (document(), document(policies=[patient])):
        configurations.apply(version, now=NOW, new_key=b"k" * 32)
    for number, touchpoint in enumerate(("coach-420", "coach-550", "coach-420")):
        captured = NOW + number * timedelta(seconds=1)
        one = feedback(
            id=f"{ID[:-1]}{number}",
            reference=f"REF-{number}",
            touchpoint=touchpoint,
            captured_at=captured,
            cycle_at=captured,
            respond_by=captured + 24 * HOUR,
            promise_by=captured + 24 * HOUR,
            wake_at=captured + 18 * HOUR,
            status=Status.ANSWERED if number == 2 else Status.OPEN,
            answered_at=captured if number == 2 else None,
        )
        first = entry(feedback_id=one.id, at=captured)
        store.open(one, first, Inbound(key=f"sms:{number}"), react_by=NOW)
    return store


def test_without_apply_it_shows_what_would_move_and_changes_nothing(
    store: DynamoFeedbackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [store.get(f"{ID[:-1]}{number}") for number in range(3)]
    assert run(replan) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["reference", "policy", "deadline", "promised", "next", "step"]
    day = f"{NOW + 24 * HOUR:%a %d %b %Y %H:%M}" if _is_winter() else ""
    assert lines[1].startswith("REF-0      was  complaint of 1")
    assert day in lines[1]
    assert "remind coaches" in lines[1]
    assert lines[2].strip().startswith("is   patient of 2")
    assert "(customer is told)" in lines[2]
    assert lines[3].startswith("REF-1")
    assert lines[-1] == (
        "2 of 2 open would move, and 2 customers be told a later promise."
        ' Nothing was changed: --apply --reason "…" does it.'
    )
    assert [store.get(one.id) for one in before] == before


def _is_winter() -> bool:
    """Whether London's clock is UTC."""
    return NOW.month in (1, 2, 11, 12)


def test_with_apply_each_is_moved_and_a_second_time_nothing_is(
    store: DynamoFeedbackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(replan, "--apply", "--reason", "new contract") == 0
    assert capsys.readouterr().out.endswith(
        "2 of 2 open were moved, and 2 customers told a later promise.\n"
    )
    after = store.get(f"{ID[:-1]}0")
    assert (after.policy, after.config_version) == ("patient", 2)
    assert after.respond_by == after.promise_by == NOW + 48 * HOUR
    assert after.wake_at == NOW + 24 * HOUR
    told = store.timeline(after.id)[-1]
    assert (told.what, told.actor, told.data["reason"]) == (
        What.REPLANNED,
        "system",
        "new contract",
    )
    assert run(replan, "--apply", "--reason", "new contract") == 0
    said = "Nothing moves: 2 open, all as the configuration says.\n"
    assert capsys.readouterr().out == said
    assert store.get(after.id) == after


def test_one_touchpoint_alone_and_as_data(
    store: DynamoFeedbackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--touchpoint", "coach-550", "--policy", "complaint", "--json")
    assert run(replan, *options, "--apply", "--reason", "new contract") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["configuration"], said["open"], said["kept"]) == (2, 1, [])
    [moved] = said["moves"]
    assert moved["reference"] == "REF-1"
    assert moved["policy"] == ["complaint", "patient"]
    assert moved["configuration"] == [1, 2]
    assert [step["act"] for step in moved["next_step"]] == ["remind", "remind"]
    assert (moved["tells_customer"], moved["applied"]) == (True, True)
    assert store.get(f"{ID[:-1]}0").policy == "complaint"
    assert store.get(f"{ID[:-1]}1").policy == "patient"


def test_apply_without_a_reason_is_refused(
    store: DynamoFeedbackStore, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(replan, "--apply", "--reason", " ") == 1
    assert 'needs --reason "…"' in capsys.readouterr().err
    assert store.get(f"{ID[:-1]}0").policy == "complaint"


def test_an_answer_that_comes_in_between_wins_and_is_said(
    store: DynamoFeedbackStore,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    commit = Replanning.commit

    def answered_first(self: Replanning, one: Replan, now: datetime) -> bool:
        if one.before.reference == "REF-0":
            answer = entry(feedback_id=one.before.id, number=2, what=What.ANSWERED, at=now)
            answered = replace(one.before, status=Status.ANSWERED, answered_at=now, entries=2)
            store.change(one.before, answered, answer, react_by=now)
        return commit(self, one, now)

    monkeypatch.setattr(Replanning, "commit", answered_first)
    assert run(replan, "--apply", "--reason", "new contract") == 1
    said = capsys.readouterr().out
    assert "REF-0: skipped, since it changed meanwhile. Run this again." in said
    assert "1 of 2 open were moved, and 1 customer told a later promise." in said
    assert store.get(f"{ID[:-1]}0").status is Status.ANSWERED
