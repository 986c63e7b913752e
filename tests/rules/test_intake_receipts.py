import json
from datetime import UTC, datetime

import pytest

from chalicelib.errors import InvalidInputError
from chalicelib.intake import receipts
from chalicelib.model import Delivery

AT = "2026-11-21T18:05:00.000Z"


def parse(event: object) -> receipts.Receipt | None:
    return receipts.parse(json.dumps({"Message": json.dumps(event), "Timestamp": AT}))


def mail(name: str, **detail: object) -> dict[str, object]:
    return {
        "eventType": name,
        "mail": {"messageId": "0100-abc@email.amazonses.com"},
        name.lower(): detail,
    }


@pytest.mark.parametrize(
    ("event", "delivery"),
    [
        (mail("Delivery", timestamp=AT), Delivery.DELIVERED),
        (mail("Bounce", bounceType="Permanent", timestamp=AT), Delivery.BOUNCED),
        (mail("Bounce", bounceType="Transient", timestamp=AT), Delivery.BOUNCED),
        (mail("Complaint", timestamp=AT), Delivery.SPAM_REPORT),
        (mail("Reject", reason="Bad content"), Delivery.FAILED),
    ],
)
def test_events_of_ses_become_our_words(event: dict[str, object], delivery: Delivery) -> None:
    receipt = parse(event)
    assert receipt is not None
    assert (receipt.provider_id, receipt.delivery) == ("0100-abc", delivery)


@pytest.mark.parametrize(
    "event",
    [
        mail("Send"),
        mail("Open", timestamp=AT),
        mail("DeliveryDelay", timestamp=AT),
        {"eventType": "TEXT_QUEUED", "messageId": "m", "eventTimestamp": 1},
        {"eventType": "TEXT_SUCCESSFUL", "messageId": "m", "eventTimestamp": 1},
    ],
)
def test_events_that_settle_nothing_are_passed_over(event: dict[str, object]) -> None:
    assert parse(event) is None


@pytest.mark.parametrize(
    ("kind", "subtype", "may_be"),
    [
        ("Transient", "General", True),
        ("Transient", "MailboxFull", False),
        ("Permanent", "General", False),
        ("Undetermined", "Undetermined", False),
    ],
)
def test_only_a_general_transient_bounce_may_be_an_out_of_office_reply(
    kind: str, subtype: str, may_be: bool
) -> None:
    receipt = parse(mail("Bounce", bounceType=kind, bounceSubType=subtype, timestamp=AT))
    assert receipt is not None
    assert receipt.delivery is Delivery.BOUNCED
    assert receipt.may_be_automatic is may_be


def test_the_ids_that_we_gave_with_a_message_come_back() -> None:
    event = mail("Delivery", timestamp=AT)
    event["mail"] = {
        "messageId": "0100-abc",
        "tags": {"feedback": ["f1"], "message": ["m1"], "ses:from-domain": ["example.com"]},
    }
    by_mail = parse(event)
    by_text = parse(
        {
            "eventType": "TEXT_DELIVERED",
            "eventTimestamp": 1_795_284_300_000,
            "messageId": "m-1",
            "context": {"feedback": "f1", "message": "m1"},
        }
    )
    assert by_mail is not None
    assert by_text is not None
    assert by_mail.about == by_text.about == ("f1", "m1")


@pytest.mark.parametrize("tags", [{}, {"feedback": ["f1"]}, {"feedback": ["f1"], "message": [7]}])
def test_a_message_that_does_not_name_both_ids_is_found_by_the_providers_alone(
    tags: dict[str, object],
) -> None:
    event = mail("Delivery", timestamp=AT)
    event["mail"] = {"messageId": "0100-abc", "tags": tags}
    receipt = parse(event)
    assert receipt is not None
    assert receipt.about is None


def test_a_bounce_says_why() -> None:
    receipt = parse(
        mail(
            "Bounce",
            bounceType="Permanent",
            timestamp=AT,
            bouncedRecipients=[{"diagnosticCode": "smtp; 550 5.1.1 user unknown"}],
        )
    )
    assert receipt is not None
    assert receipt.reason == "smtp; 550 5.1.1 user unknown"


def test_a_texts_event_has_its_own_time() -> None:
    receipt = parse(
        {
            "eventType": "TEXT_DELIVERED",
            "eventTimestamp": 1_795_284_300_000,
            "isFinal": True,
            "messageId": "m-1",
            "messageStatus": "DELIVERED",
        }
    )
    assert receipt == receipts.Receipt(
        provider_id="m-1",
        delivery=Delivery.DELIVERED,
        at=datetime.fromtimestamp(1_795_284_300, UTC),
        reason=None,
    )


def test_a_text_that_never_arrived_says_why() -> None:
    receipt = parse(
        {
            "eventType": "TEXT_INVALID",
            "eventTimestamp": 0,
            "messageId": "m-1",
            "messageStatusDescription": "Destination phone number is invalid",
        }
    )
    assert receipt is not None
    assert (receipt.delivery, receipt.reason) == (
        Delivery.BOUNCED,
        "Destination phone number is invalid",
    )


@pytest.mark.parametrize("event", [[], {}, {"eventType": "Bounce"}, {"eventType": "TEXT_INVALID"}])
def test_what_is_no_event_is_refused(event: object) -> None:
    with pytest.raises(InvalidInputError):
        parse(event)
