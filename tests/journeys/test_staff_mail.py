"""What a member hears of their own mails, and the page on which an unsure one is sent."""

import re
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

import requests

from tests.journeys.stack import Stack
from tests.journeys.test_measures import reported
from tests.journeys.test_sms import reference_in


def begun(stack: Stack) -> tuple[str, str, dict[str, Any]]:
    """A text: its number, its reference, and the team's mail."""
    number = stack.number()
    stack.text("420 heating broken", number)
    named = reference_in(stack.wait_sent(number)["text"])
    return number, named, stack.wait_told("coaches@example.com", named)


def test_the_member_gets_a_receipt_of_exactly_what_went_out(stack: Stack) -> None:
    number, named, mail = begun(stack)
    stack.reply(mail, "It is mended.\nSorry!", "ana@example.com")
    sent = stack.wait_sent(number, 2)
    receipt = stack.wait_told("ana@example.com", named)
    assert f"To {number}, as a text message of 1 SMS." in receipt["text"]
    assert (
        "\n".join(f"    {line}".rstrip() for line in sent["text"].splitlines()) in receipt["text"]
    )
    stack.reply(receipt, "#resolve The heater was replaced.", "ana@example.com")
    assert "The heater was replaced." in stack.wait_sent(number, 3)["text"]
    stack.wait_for("the end", lambda: stack.show(named)["status"] == "closed")
    assert stack.show(named)["resolved_at"]


def test_an_unsure_answer_is_previewed_put_right_and_sent_once(stack: Stack) -> None:
    number, named, mail = begun(stack)
    lines = [f"> {line}" for line in mail["text"].splitlines()]
    middle = len(lines) // 2
    raw = EmailMessage()
    raw["From"] = "ana@example.com"
    raw["Message-ID"] = make_msgid(domain="client.example")
    raw.set_content(
        "\n".join(["On Mon, we wrote:", *lines[:middle], "Seat 12 is mended.", *lines[middle:]])
    )
    stack.mail(raw.as_bytes(), mail["reply_to"])
    preview = stack.wait_told("ana@example.com", named)
    assert "Seat 12 is mended." in preview["text"]
    assert preview["headers"]["In-Reply-To"] == raw["Message-ID"]
    assert len(stack.sent_to(number)) == 1, "nothing went out"

    link = re.search(r"https?://\S+/c/\w+", preview["text"])
    assert link
    page = requests.get(link[0], timeout=20)
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"
    seen = re.search(r'name="seen" value="(\d+)"', page.text)
    assert seen
    said = {"words": "Your seat is mended.", "seen": seen[1]}
    for _ in range(2):
        assert requests.post(link[0], data=said, timeout=20).status_code == 200
    assert "Your seat is mended." in stack.wait_sent(number, 2)["text"]
    stack.wait_told("ana@example.com", named, 2)
    story = stack.show(named)
    assert [entry["what"] for entry in story["timeline"]] == ["captured", "set_aside", "answered"]
    assert story["timeline"][2]["actor"] == "ana@example.com"
    assert len(stack.sent_to(number)) == 2


def test_an_answer_that_reached_nobody_stays_until_the_customer_was_told(stack: Stack) -> None:
    before = reported(stack)["unreached"]
    number, named, mail = begun(stack)
    stack.reply(mail, "It is mended.")
    answer = stack.wait_sent(number, 2)
    stack.receipt(answer["provider_id"], "failed")
    stack.wait_for("the mark", lambda: stack.show(named)["unreached_at"])
    stack.wait_for("its count", lambda: reported(stack)["unreached"]["running"] > before["running"])
    kept = stack.wait_for(
        "the team's mail",
        lambda: [
            m
            for m in stack.sent_to("coaches@example.com")
            if named in m["subject"] and "#told" in m["text"]
        ],
    )
    assert stack.show(named)["status"] == "answered"
    stack.reply(kept[0], "#told by phone")
    stack.wait_for("the note", lambda: not stack.show(named)["unreached_at"])
    stack.wait_for("that they know", lambda: reported(stack)["unreached"]["n"] > before["n"])


def test_a_stranger_with_a_domain_of_their_own_gets_a_feedback_of_their_own(stack: Stack) -> None:
    raw = EmailMessage()
    raw["From"] = "kim@customer.example"
    raw["Message-ID"] = make_msgid(domain="customer.example")
    raw["Subject"] = "Cold"
    raw.set_content("No seat.")
    stack.mail(raw.as_bytes(), "t-coach-420@feedback.example.com")
    acknowledgement = stack.wait_sent("kim@customer.example")
    named = reference_in(acknowledgement["text"])
    stranger = EmailMessage()
    stranger["From"] = "eve@elsewhere.example"
    stranger["Reply-To"] = "kim@customer.example"
    stranger["Message-ID"] = make_msgid(domain="elsewhere.example")
    stranger["In-Reply-To"] = f"<{acknowledgement['provider_id']}@email.amazonses.com>"
    stranger["Subject"] = f"Re: {named}"
    stranger.set_content("Tell me everything.")
    before = len(stack.sent_to("desk@example.com"))
    stack.mail(stranger.as_bytes(), "feedback@feedback.example.com")
    stack.wait_sent("desk@example.com", before + 1)
    assert [e["what"] for e in stack.show(named)["timeline"]] == ["captured"]
