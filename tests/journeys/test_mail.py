from email.message import EmailMessage
from email.utils import make_msgid

import pytest

from tests.journeys.stack import Stack
from tests.journeys.test_sms import reference_in


def mail_from(sender: str, words: str, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = f"Pat <{sender}>"
    mail["To"] = "t-coach-420@feedback.example.com"
    mail["Subject"] = headers.pop("subject", "Cold coach")
    mail["Message-ID"] = make_msgid(domain="customer.example")
    mail["Date"] = "Mon, 23 Nov 2026 12:00:00 +0000"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(words)
    return mail


def test_a_mail_is_acknowledged_in_its_thread_and_answered_by_mail(stack: Stack) -> None:
    mail = mail_from("pat@customer.example", "Heating é broken.")
    mail.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="seat.jpg")
    stack.mail(mail.as_bytes(), "t-coach-420@feedback.example.com")

    acknowledgement = stack.wait_sent("pat@customer.example")
    headers = {name.lower(): value for name, value in acknowledgement["headers"].items()}
    assert headers["in-reply-to"] == mail["Message-ID"]
    assert mail["Message-ID"] in headers["references"]
    assert headers["auto-submitted"] == "auto-replied"
    assert acknowledgement["subject"] == "Re: Cold coach"
    named = reference_in(acknowledgement["text"])

    team = stack.wait_told("coaches@example.com", named)
    assert "Heating é broken." in team["text"]
    assert "seat.jpg" in team["text"]

    stack.reply(team, "It will be mended tonight.")
    answer = stack.wait_sent("pat@customer.example", 2)
    assert "It will be mended tonight." in answer["text"]
    assert "Coach operations" in answer["text"]
    assert "Heating" not in answer["text"], "nothing quoted"
    assert answer["subject"] == "Re: Cold coach"

    stack.reply(answer, "It was not.", "pat@customer.example")
    stack.wait_sent("pat@customer.example", 3)
    story = stack.show(named)
    assert [e["words"] for e in story["timeline"] if e["actor"] == "customer"][-1] == "It was not."
    assert story["cycle"] == 2


def test_the_same_mail_twice_is_one_feedback(stack: Stack) -> None:
    raw = mail_from("twice@customer.example", "No seat.").as_bytes()
    stack.mail(raw, "feedback@feedback.example.com")
    stack.mail(b"Received: by another.example\r\n" + raw, "feedback@feedback.example.com")
    stack.wait_sent("twice@customer.example")
    later = mail_from("later@customer.example", "No seat.").as_bytes()
    stack.mail(later, "feedback@feedback.example.com")
    stack.wait_sent("later@customer.example")
    assert len(stack.sent_to("twice@customer.example")) == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: a@b.example\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xe9t\xe9",
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n--x\n--x",
    ],
    ids=["nothing", "no mail at all", "an unknown character set", "a broken multipart"],
)
def test_what_cannot_be_understood_is_kept_and_shown_to_a_person(stack: Stack, raw: bytes) -> None:
    before = len(stack.sent_to("desk@example.com"))
    stack.mail(raw, "feedback@feedback.example.com")
    assert stack.wait_sent("desk@example.com", before + 1)


def test_a_machines_mail_is_shown_but_never_answered(stack: Stack) -> None:
    before = len(stack.sent_to("desk@example.com"))
    raw = mail_from("ooo@customer.example", "I am away.", Auto_Submitted="auto-replied").as_bytes()
    stack.mail(raw, "feedback@feedback.example.com")
    stack.wait_sent("desk@example.com", before + 1)
    assert stack.sent_to("ooo@customer.example") == []


@pytest.mark.parametrize(
    ("sender", "verdicts"),
    [("thief@elsewhere.example", {}), ("coaches@example.com", {"dmarc": "FAIL", "spf": "FAIL"})],
    ids=["somebody else", "a forged sender"],
)
def test_only_the_member_can_answer(stack: Stack, sender: str, verdicts: dict[str, str]) -> None:
    number = stack.number()
    stack.text("420 hello", number)
    named = reference_in(stack.wait_sent(number)["text"])
    team = stack.wait_told("coaches@example.com", named)
    stack.reply(team, "Give us your card number.", sender, **verdicts)
    story = stack.wait_for(
        "the mail on the timeline",
        lambda: len((s := stack.show(named))["timeline"]) == 2 and s,
    )
    assert story["timeline"][1]["what"] == "set_aside"
    assert story["status"] == "open"
    assert len(stack.sent_to(number)) == 1


def test_a_members_out_of_office_is_no_answer(stack: Stack) -> None:
    number = stack.number()
    stack.text("420 hello", number)
    named = reference_in(stack.wait_sent(number)["text"])
    team = stack.wait_told("coaches@example.com", named)
    away = mail_from("coaches@example.com", "I am away.", Auto_Submitted="auto-replied")
    stack.mail(away.as_bytes(), team["reply_to"])
    stack.wait_for("the timeline", lambda: len(stack.show(named)["timeline"]) == 2)
    assert stack.show(named)["status"] == "open"
    assert len(stack.sent_to(number)) == 1
