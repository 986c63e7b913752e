import json
from typing import Any

import pytest

from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text
from chalicelib.intake import sms
from chalicelib.intake.thanks import is_only_thanks

AT = "2026-11-21T18:05:00.123Z"


def envelope(payload: object, **changes: Any) -> str:
    return json.dumps({"Message": json.dumps(payload), "Timestamp": AT} | changes)


def test_a_two_way_text_is_read_with_the_envelopes_time() -> None:
    text = sms.parse(
        envelope(
            {
                "originationNumber": "+447700900123",
                "destinationNumber": "+447700900000",
                "messageKeyword": "420",
                "messageBody": "420 heating broken",
                "inboundMessageId": "m-1",
                "previousPublishedMessageId": "p-1",
            }
        )
    )
    assert (text.sender, text.to, text.body) == (
        "+447700900123",
        "+447700900000",
        "420 heating broken",
    )
    assert (text.message_id, text.in_reply_to) == ("m-1", "p-1")
    assert text.received_at == from_text(AT)
    assert text.can_be_answered


def test_a_text_with_nothing_but_an_id_is_taken() -> None:
    text = sms.parse(envelope({"inboundMessageId": "m-1"}))
    assert (text.sender, text.body, text.in_reply_to) == ("", "", None)
    assert not text.can_be_answered


@pytest.mark.parametrize("sender", ["60303", "Operator", "+0123456789", "447700900123", "+44 77"])
def test_a_sender_that_is_no_number_cannot_be_answered(sender: str) -> None:
    text = sms.parse(envelope({"inboundMessageId": "m", "originationNumber": sender}))
    assert not text.can_be_answered


def test_control_characters_become_visible_and_lines_stay() -> None:
    text = sms.parse(envelope({"inboundMessageId": "m", "messageBody": "a\x00b\nc\ud800"}))
    assert text.body == "a\ufffdb\nc\ufffd"


@pytest.mark.parametrize(
    "body",
    ["", "not json", "[]", "{}", envelope([]), envelope({}), envelope({"inboundMessageId": ""}),
     envelope({"inboundMessageId": "m"}, Timestamp="yesterday"), json.dumps({"Message": "x"})],
)  # fmt: skip
def test_what_is_no_notification_is_refused(body: str) -> None:
    with pytest.raises(InvalidInputError):
        sms.parse(body)


@pytest.mark.parametrize(
    ("text", "only_thanks"),
    [
        ("Thanks!", True),
        ("thank you very much 🙏", True),
        ("OK, great", True),
        ("Muito obrigada", True),
        ("valeu!!", True),
        ("Muchas gracias", True),
        ("Thanks but it is still cold", False),
        ("No thanks to you", False),
        ("still cold", False),
        ("", False),
        ("🙏", False),
        ("very for the", False),
    ],
)
def test_only_thanks_asks_for_no_response(text: str, only_thanks: bool) -> None:
    assert is_only_thanks(text) is only_thanks
