"""`show` tells the whole story of one feedback, and nothing but what is stored."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.errors import NotFoundError
from chalicelib.model import Channel, Delivery, Message, Purpose, Status, What
from chalicelib.ports import Inbound
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from chalicelib.timers import StepFunctionsTicker
from infra.__main__ import main
from infra.commands.show import as_json, lines, read, running_tick
from tests.builders import HOUR, KEYS, NOON, configuration, entry, feedback, mail_address, phone

MINUTE = timedelta(minutes=1)
REFERENCE = "K7Q-4MDB"


@pytest.fixture
def store() -> MemoryFeedbackStore:
    """A complaint that was raised to level 1, then answered."""
    store = MemoryFeedbackStore()
    react_by = NOON + 2 * MINUTE
    first = feedback(contacts=(phone(), mail_address(proven=False)), name="Pat")
    store.open(first, entry(data={"respond_by": "2026-11-24T12:00:00.000Z"}), Inbound(key="sms:1"),
               react_by=react_by)  # fmt: skip
    raised = replace(first, level=1, entries=2, wake_at=NOON + 48 * HOUR)
    escalated = entry(
        number=2,
        what=What.ESCALATED,
        at=NOON + 24 * HOUR,
        actor="system",
        channel=None,
        words=None,
        data={
            "level": 1,
            "to": "supervisors",
            "missed_by": "2026-11-24T12:00:00.000Z",
            "promise_by": "2026-11-25T12:00:00.000Z",
            "tells_customer": True,
            "why": None,
        },
    )
    store.change(first, raised, escalated, react_by=react_by)
    answer = entry(
        number=3,
        what=What.ANSWERED,
        at=NOON + 25 * HOUR,
        actor="ana@example.com",
        channel=Channel.EMAIL,
        words="We are sorry. " * 10 + "\n\nThe heating works again.\x1b[2J",
        data={"team": "coaches"},
    )
    answered = replace(raised, status=Status.ANSWERED, entries=3, answered_at=NOON + 25 * HOUR)
    store.change(raised, answered, answer, react_by=react_by)
    for message in (
        Message(
            id="000001-acknowledgement",
            feedback_id=first.id,
            entry=1,
            purpose=Purpose.ACKNOWLEDGEMENT,
            channel=Channel.SMS,
            to="+447700900123",
            created_at=NOON,
            delivery=Delivery.DELIVERED,
            attempts=2,
            sent_at=NOON + 2 * MINUTE,
            settled_at=NOON + 3 * MINUTE,
        ),
        Message(
            id="000003-answer",
            feedback_id=first.id,
            entry=3,
            purpose=Purpose.ANSWER,
            channel=Channel.SMS,
            to="+447700900123",
            part=(1, 2),
            created_at=NOON + 25 * HOUR,
            wake_at=NOON + 26 * HOUR,
            delivery=Delivery.RETRY,
            attempts=1,
            error="too many texts at once",
        ),
    ):
        store.add_message(message)
    return store


@pytest.fixture
def configurations() -> MemoryConfigurationStore:
    return MemoryConfigurationStore(configuration(), KEYS)


STORY = """\
K7Q-4MDB  normal complaint, answered
  place       Coach 420 London to Birmingham (coach-420)
  came        Mon 23 Nov 2026 12:00:00 by sms, in en-GB
  customer    Pat; sms +447700900123; email pat@example.net (not proven)
  held by     Supervisors, level 1
  policy      complaint of configuration 1
  cycle       1, since Mon 23 Nov 2026 12:00:00
  respond by  Tue 24 Nov 2026 12:00:00
  promised    Tue 24 Nov 2026 12:00:00
  wakes       Wed 25 Nov 2026 12:00:00 (in 22 h), at the tick of Wed 25 Nov 2026 12:01:00
  id          0123456789abcdef

  1  Mon 23 Nov 2026 12:00:00  captured, customer, by sms
     | 420 heating broken, we are freezing
     respond by: Tue 24 Nov 2026 12:00:00
     > acknowledgement by sms to +447700900123: delivered Mon 23 Nov 2026 12:03:00
     >     tried 2 times
  2  Tue 24 Nov 2026 12:00:00  escalated, system
     level: 1
     to: supervisors
     missed by: Tue 24 Nov 2026 12:00:00
     promise by: Wed 25 Nov 2026 12:00:00
     tells customer: yes
  3  Tue 24 Nov 2026 13:00:00  answered, ana@example.com, by email
     | We are sorry. We are sorry. We are sorry. We are sorry. We are sorry. We are sorry. We are
     | sorry. We are sorry. We are sorry. We are sorry.
     |
     | The heating works again.\N{REPLACEMENT CHARACTER}[2J
     team: coaches
     > answer 1/2 by sms to +447700900123: retry Tue 24 Nov 2026 13:00:00
     >     too many texts at once
     >     looked at again Tue 24 Nov 2026 14:00:00 (in 0 s)"""


def test_the_story_is_told_whole_and_in_order(
    store: MemoryFeedbackStore, configurations: MemoryConfigurationStore
) -> None:
    told = read(REFERENCE, store, configurations)
    tick = NOON + 48 * HOUR + MINUTE
    said = "\n".join(line.rstrip() for line in lines(told, tick, NOON + 26 * HOUR))
    assert said == STORY


def test_a_deadline_that_has_passed_says_so_while_it_is_open(
    configurations: MemoryConfigurationStore,
) -> None:
    store = MemoryFeedbackStore()
    store.open(feedback(), entry(), Inbound(key="sms:1"), react_by=NOON)
    said = lines(read(REFERENCE, store, configurations), None, NOON + 50 * HOUR + 5 * MINUTE)
    assert "  respond by  Tue 24 Nov 2026 12:00:00 (1 d 2 h ago)" in said
    assert any("no tick runs for it yet" in line for line in said)


def test_times_are_the_organisations(store: MemoryFeedbackStore) -> None:
    organisation = configuration().document["organisation"] | {"time_zone": "America/Sao_Paulo"}
    elsewhere = MemoryConfigurationStore(configuration(organisation=organisation))
    said = lines(read(REFERENCE, store, elsewhere), None, NOON)
    assert "  came        Mon 23 Nov 2026 09:00:00 by sms, in en-GB" in said


def test_as_data_each_message_is_under_its_entry(
    store: MemoryFeedbackStore, configurations: MemoryConfigurationStore
) -> None:
    told = json.loads(json.dumps(as_json(read(REFERENCE, store, configurations), NOON)))
    assert (told["reference"], told["status"], told["holder"]) == (
        REFERENCE,
        "answered",
        "supervisors",
    )
    assert told["tick"] == "2026-11-23T12:00:00.000Z"
    assert [[one["id"] for one in each["messages"]] for each in told["timeline"]] == [
        ["000001-acknowledgement"],
        [],
        ["000003-answer"],
    ]
    assert told["timeline"][2]["messages"][0]["delivery"] == "retry"
    assert told["timeline"][0]["at"] == "2026-11-23T12:00:00.000Z"


def test_a_reference_that_nobody_has_is_not_found(
    store: MemoryFeedbackStore, configurations: MemoryConfigurationStore
) -> None:
    with pytest.raises(NotFoundError, match="no feedback has this reference"):
        read("000-0000", store, configurations)


def test_a_typing_error_is_told_without_asking_any_stage(capsys: Any) -> None:
    assert main(["show", "K7Q-4MDX", "--stage", "nowhere"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert '"K7Q-4MDX" is no reference, or has a typing error' in printed.err


@pytest.fixture
def wheel() -> Iterator[tuple[Any, str]]:
    with mock_aws():
        client = boto3.client("stepfunctions", region_name="eu-west-1")
        made = client.create_state_machine(
            name="wheel",
            definition='{"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}',
            roleArn="arn:aws:iam::123456789012:role/wheel",
        )
        yield client, made["stateMachineArn"]


def test_the_tick_that_wakes_it_is_the_first_that_runs_at_or_after(wheel: tuple[Any, str]) -> None:
    ticker = StepFunctionsTicker(*wheel, tick_seconds=60)
    for minutes in (-1, 3, 2, 9):
        ticker.ensure(NOON + minutes * MINUTE, NOON - HOUR)
    wheel[0].start_execution(stateMachineArn=wheel[1], name="by-hand")
    assert running_tick(*wheel, NOON) == NOON + 2 * MINUTE
    assert running_tick(*wheel, NOON + 3 * MINUTE) == NOON + 3 * MINUTE
    assert running_tick(*wheel, NOON + 10 * MINUTE) is None
