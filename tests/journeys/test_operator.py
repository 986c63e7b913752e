"""What an operator sees and mends on a running stack."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from infra.stage import Stage, emulated
from tests.journeys.stack import Stack


@pytest.fixture
def stage(stack: Stack) -> Stage:
    running = json.loads((stack.state / "stack.json").read_text())
    return emulated(running["endpoint_url"])


@pytest.fixture
def poison(stage: Stage) -> Iterator[str]:
    """A job that nobody can do; gone in the end, wherever it is then."""
    sqs = stage.client("sqs")
    sqs.send_message(QueueUrl=stage.outputs["ActQueueUrl"], MessageBody="not a job")
    yield "Act"
    sqs.purge_queue(QueueUrl=stage.outputs["ActQueueUrl"])
    sqs.purge_queue(QueueUrl=stage.outputs["ActDeadLettersUrl"])


def finding(stack: Stack, about: str) -> dict[str, Any]:
    findings = json.loads(stack.infra("doctor", "--json").stdout)["findings"]
    [one] = [one for one in findings if one["about"] == about]
    return dict(one)


def test_a_running_stack_is_healthy(stack: Stack) -> None:
    seen = stack.infra("doctor", "--json")
    assert [one for one in json.loads(seen.stdout)["findings"] if not one["healthy"]] == []
    assert seen.returncode == 0


def test_the_sweep_can_be_run_now(stack: Stack) -> None:
    swept = stack.infra("sweep", "--json")
    assert swept.returncode == 0, swept.stderr
    assert json.loads(swept.stdout).keys() >= {"due", "repaired"}


def test_the_digests_can_be_sent_now_and_come_once(stack: Stack) -> None:
    """Night stop's team has nobody, so the default team has something to hear on any day."""
    shown = stack.infra("digest", "--preview", "desk")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("Subject: Customer desk: ")
    sent = stack.infra("digest", "--week", "--json")
    assert sent.returncode == 0, sent.stderr
    done = json.loads(sent.stdout)
    assert done["daily"] >= 1
    assert done["weekly"] >= 1
    assert done["gaps"] == 1
    [digest] = stack.wait_for(
        "the digest",
        lambda: [m for m in stack.sent_to("desk@example.com") if "Night depot" in m["text"]],
    )
    assert digest["headers"]["Auto-Submitted"] == "auto-generated"
    [week] = stack.wait_for(
        "the week's",
        lambda: [
            m for m in stack.sent_to("desk@example.com") if "the week in feedback" in m["subject"]
        ],
    )
    assert "<img" not in week["html"]
    assert "/console#/reports" in week["text"]
    again = stack.infra("digest", "--week")
    assert again.stdout == "0 daily and 0 weekly mails; teams with nobody there: 1\n"


def test_a_team_without_a_name_in_the_file_has_no_preview(stack: Stack) -> None:
    shown = stack.infra("digest", "--preview", "desck")
    assert shown.returncode == 1
    assert shown.stderr == "there is no team desck\n"


def test_a_poison_job_is_set_aside_told_and_brought_back(stack: Stack, poison: str) -> None:
    about = f"dead letters of {poison}"
    stack.wait_for("a dead letter", lambda: not finding(stack, about)["healthy"], patience=90)
    seen = stack.infra("doctor")
    assert seen.returncode == 1
    assert f"redrive {poison} --stage local" in seen.stdout
    assert stack.infra("redrive", poison).stdout == f"{poison}: 1 moved\n"
    assert finding(stack, about)["healthy"]


@pytest.mark.usefixtures("poison")
def test_a_poison_job_does_not_hold_its_neighbours_up(stack: Stack) -> None:
    """Somebody's reminder goes through the same queue, while the poison is tried again and again."""
    number = stack.number()
    stack.text("express is late again", number)
    reference = stack.wait_sent(number)["text"].partition("reference is ")[2][:8]

    def reminder() -> list[str]:
        mails = (mail["subject"] for mail in stack.sent_to("coaches@example.com"))
        return [one for one in mails if one.startswith(f"[{reference}] Not answered yet")]

    stack.wait_for("the reminder", reminder, patience=14)  # before the next level's time


def test_a_stage_that_is_not_there_is_said_so(stack: Stack) -> None:
    nowhere = Stack(state=stack.state / "nowhere", config=stack.config)
    told = nowhere.infra("doctor")
    assert told.returncode == 2
    assert "make run" in told.stderr


def test_what_has_no_dead_letters_cannot_be_redriven(stack: Stack) -> None:
    told = stack.infra("redrive", "Nothing")
    assert told.returncode == 1
    assert "InboundSms" in told.stderr
