"""Promises that are not kept, and what becomes of them when the machine stops."""

import signal
import time
from pathlib import Path

import pytest

from tests.journeys.conftest import CONFIG
from tests.journeys.stack import Stack
from tests.journeys.test_sms import reference_in


def about(stack: Stack, to: str, named: str) -> list[dict[str, object]]:
    return [m for m in stack.sent_to(to) if named in f"{m['subject']} {m['text']}"]


def test_an_unanswered_text_is_reminded_raised_twice_and_the_customer_hears_it(
    stack: Stack,
) -> None:
    number = stack.number()
    stack.text("express we are stuck", number)
    named = reference_in(stack.wait_sent(number)["text"])
    stack.wait_for("the reminder", lambda: len(about(stack, "coaches@example.com", named)) == 2)
    stack.wait_for("level 1", lambda: about(stack, "supervisors@example.com", named))
    stack.wait_for("level 2", lambda: about(stack, "omb-2@example.com", named))
    late = stack.wait_sent(number, 3)
    assert "Supervisors" in stack.sent_to(number)[1]["text"]
    assert "Ombudsman" in late["text"]
    assert reference_in(late["text"]) == named

    (to_ombudsman,) = about(stack, "omb-1@example.com", named)
    stack.reply(to_ombudsman, "You get your money back.")
    answer = stack.wait_sent(number, 4)
    assert "You get your money back." in answer["text"]
    assert "Ombudsman" in answer["text"]
    story = stack.show(named)
    assert [e["what"] for e in story["timeline"]] == [
        "captured", "reminded", "escalated", "escalated", "answered",
    ]  # fmt: skip
    levels = [e for e in story["timeline"] if e["what"] == "escalated"]
    assert [e["data"]["level"] for e in levels] == [1, 2]


def test_nothing_is_raised_after_an_answer(stack: Stack) -> None:
    number = stack.number()
    stack.text("express where are you", number)
    named = reference_in(stack.wait_sent(number)["text"])
    team = stack.wait_told("coaches@example.com", named)
    stack.reply(team, "Five minutes away.")
    stack.wait_sent(number, 2)
    other = stack.number()
    stack.text("express and another", other)
    stack.wait_sent(other, 2, patience=90)  # raised: so the first one's time has passed too
    assert about(stack, "supervisors@example.com", named) == []
    assert len(stack.sent_to(number)) == 2


def test_a_team_with_nobody_in_it_hands_on_at_once(stack: Stack) -> None:
    number = stack.number()
    stack.text("night nobody is here", number)
    named = reference_in(stack.wait_sent(number)["text"])
    stack.wait_for("level 1", lambda: about(stack, "supervisors@example.com", named), patience=30)
    assert len(stack.sent_to(number)) == 1, "the customer waits no longer for it"


def test_a_mail_that_bounced_at_the_owner_is_the_next_levels(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 hello there", number)
    named = reference_in(stack.wait_sent(number)["text"])
    (mail,) = stack.wait_for("the mail", lambda: about(stack, "coaches@example.com", named))
    stack.receipt(str(mail["provider_id"]), "bounced")
    stack.wait_for("level 1", lambda: about(stack, "supervisors@example.com", named))


def test_a_text_that_was_delivered_says_so(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 hello", number)
    sent = stack.wait_sent(number)
    stack.receipt(sent["provider_id"], "delivered")
    named = reference_in(sent["text"])
    stack.wait_for(
        "the receipt",
        lambda: [
            message
            for entry in stack.show(named)["timeline"]
            for message in entry["messages"]
            if message["delivery"] == "delivered"
        ],
    )


@pytest.fixture
def own_stack(tmp_path: Path):  # type: ignore[no-untyped-def]
    running = Stack(state=tmp_path / "state", config=CONFIG)
    running.start()
    yield running
    running.stop()


def test_a_stop_while_timers_run_loses_nothing(own_stack: Stack) -> None:
    stack = own_stack
    number = stack.number()
    stack.text("express before the stop", number)
    named = reference_in(stack.wait_sent(number)["text"])
    stack.wait_for("the mail", lambda: about(stack, "coaches@example.com", named))
    stack.stop(signal.SIGINT)
    time.sleep(18)  # the reminder and level 1 fall due while nothing runs
    stack.start()
    raised = stack.wait_for("level 1", lambda: about(stack, "supervisors@example.com", named))
    assert len(raised) == 1
    stack.wait_for("level 2", lambda: about(stack, "omb-1@example.com", named))
    stack.reply(dict(raised[0]), "Here we are.", "supervisors@example.com")
    stack.wait_for("the answer", lambda: "Here we are." in stack.sent_to(number)[-1]["text"])
    other = stack.number()
    stack.text("420 after the stop", other)
    assert stack.wait_sent(other)
