"""What a text takes with it to Twilio, and what each of its refusals means."""

from datetime import timedelta

import pytest

from chalicelib.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from tests.builders import PHONE
from tests.contracts.test_transports import TEXT, message
from tests.contracts.twilio_server import TwilioServer, twilio_messages


def test_a_text_is_handed_over_with_all_that_its_receipts_need() -> None:
    with TwilioServer() as server:
        assert twilio_messages(server.url).send(message(PHONE), TEXT) == f"SM{1:032x}"
    assert server.taken == [
        {
            "To": PHONE,
            "From": "+447700900000",
            "Body": TEXT.text,
            "StatusCallback": "https://fale.example.com/api/twilio/status"
            "?feedback=0123456789abcdef&message=000001-acknowledgement-0123abcd-1",
        }
    ]


@pytest.mark.parametrize(
    ("origination", "field"),
    [("+447700900420", "From"), ("OUVIDO", "From"), (f"MG{'0' * 32}", "MessagingServiceSid")],
)
def test_a_text_leaves_as_the_stage_is_set_up(origination: str, field: str) -> None:
    with TwilioServer() as server:
        out = twilio_messages(server.url, origination=origination, valid_for=timedelta(hours=2))
        out.send(message(PHONE), TEXT)
    (form,) = server.taken
    assert (form[field], form["ValidityPeriod"]) == (origination, "7200")


def test_a_life_longer_than_twilio_grants_is_cut() -> None:
    with TwilioServer() as server:
        out = twilio_messages(server.url, valid_for=timedelta(hours=24))
        out.send(message(PHONE), TEXT)
    assert server.taken[0]["ValidityPeriod"] == "36000"


def test_the_second_text_goes_through_the_same_connection() -> None:
    with TwilioServer() as server:
        out = twilio_messages(server.url)
        out.send(message(PHONE, 1), TEXT)
        out.send(message(PHONE, 2), TEXT)
    assert (len(server.taken), server.connections) == (2, 1)


def test_a_wrong_token_is_ours_to_put_right() -> None:
    with TwilioServer() as server, pytest.raises(TemporaryDeliveryError, match=r"^not_set_up$"):
        twilio_messages(server.url, token="wrong").send(message(PHONE), TEXT)


@pytest.mark.parametrize(
    ("status", "code", "kind", "word"),
    [
        (400, 21610, PermanentDeliveryError, "opted_out"),
        (400, 21211, PermanentDeliveryError, "invalid"),
        (400, 21614, PermanentDeliveryError, "invalid"),
        (400, 21408, PermanentDeliveryError, "blocked"),
        (400, 21617, PermanentDeliveryError, "rejected"),
        (400, 21606, TemporaryDeliveryError, "not_set_up"),
        (400, 21611, TemporaryDeliveryError, "throttled"),
        (400, 63038, TemporaryDeliveryError, "sending_limit"),
        (429, 20429, TemporaryDeliveryError, "throttled"),
        (429, None, TemporaryDeliveryError, "throttled"),
        (401, 20003, TemporaryDeliveryError, "not_set_up"),
        (403, 20005, TemporaryDeliveryError, "sending_paused"),
        (404, 20404, TemporaryDeliveryError, "not_set_up"),
        (307, None, TemporaryDeliveryError, "not_set_up"),
    ],
)
def test_a_refused_text_says_why(
    status: int, code: int | None, kind: type[DeliveryError], word: str
) -> None:
    with TwilioServer() as server:
        server.next_answers.append((status, {"code": code} if code else {}))
        with pytest.raises(kind, match=f"^{word}$"):
            twilio_messages(server.url).send(message(PHONE), TEXT)
    assert server.taken == []
