"""The same stack with Twilio for its texts: signed webhooks in, its Messages API out."""

import base64
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
import requests

from chalicelib import reference
from chalicelib.intake.twilio import signature
from infra.local import twilio
from tests.journeys.conftest import CONFIG
from tests.journeys.stack import Stack
from tests.photos import photo


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = Stack(
        state=tmp_path_factory.mktemp("twilio"),
        config=CONFIG,
        more={"OUVIDO_SMS_PROVIDER": "twilio"},
    )
    running.start()
    yield running
    running.stop()


def webhook(stack: Stack, token: str, **form: str) -> requests.Response:
    """Twilio's own call, or somebody's who would like to be Twilio."""
    url = f"{stack.url}/twilio/sms"
    return requests.post(
        url,
        data=urlencode(form),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Twilio-Signature": signature(url, list(form.items()), token),
        },
        timeout=30,
    )


def test_a_text_comes_and_its_acknowledgement_and_answer_leave_through_twilio(
    stack: Stack,
) -> None:
    number = stack.number()
    form = {"MessageSid": twilio.new_sid(), "From": number, "To": "+447700900420",
            "Body": "420 heating broken, we are freezing", "NumMedia": "0"}  # fmt: skip

    forged = webhook(stack, "somebody's", **form)
    assert (forged.status_code, forged.json()["error"]["code"]) == (403, "forbidden")

    for _ in range(2):  # a webhook that was not answered in time comes again
        taken = webhook(stack, twilio.TOKEN, **form)
        assert (taken.status_code, taken.text[-11:]) == (200, "<Response/>")

    acknowledgement = stack.wait_sent(number)
    assert acknowledgement["provider_id"].startswith("SM")
    (named,) = set(reference.find(acknowledgement["text"]))

    stack.receipt(acknowledgement["provider_id"], "delivered")
    (message,) = stack.wait_for(
        "the receipt",
        lambda: [
            m
            for m in stack.show(named)["timeline"][0]["messages"]
            if m["to"] == number and m["delivery"] == "delivered"
        ],
    )
    assert message["provider_id"] == acknowledgement["provider_id"]

    mail = stack.wait_sent("coaches@example.com")
    stack.reply(mail, "We have a fitter waiting at Milton Keynes.", "ana@example.com")
    assert "We have a fitter waiting" in stack.wait_sent(number, 2)["text"]
    assert len(stack.show(named)["timeline"]) == 2
    assert len(stack.sent_to(number)) == 2


def test_a_picture_of_an_mms_reaches_the_bucket_without_its_place(stack: Stack) -> None:
    number = stack.number()
    taken = requests.post(
        f"{stack.url}/dev/sms",
        json={
            "from": number,
            "body": "420 look at this seat",
            "pictures": [base64.b64encode(photo()).decode()],
        },
        timeout=30,
    )
    assert taken.status_code == 202, taken.text
    (named,) = set(reference.find(stack.wait_sent(number)["text"]))
    (_, picture) = stack.wait_for(
        "the picture", lambda: len(t := stack.show(named)["timeline"]) == 2 and t
    )
    (kept,) = picture["data"]["attachments"]
    assert kept["key"]
    assert kept["is_stripped"]
    assert kept["media_type"] == "image/jpeg"
