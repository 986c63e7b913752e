"""Twilio's webhooks as Twilio calls them, through the real routes."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest

from chalicelib.bootstrap import webhooks
from chalicelib.intake.twilio import signature
from chalicelib.model import Channel, Delivery, Message, Purpose
from chalicelib.services.commands import Commands
from chalicelib.services.receipts import Receipts
from chalicelib.services.surveys import Surveys
from chalicelib.services.texts import Texts
from chalicelib.services.undelivered import Undelivered
from chalicelib.store.arrivals import MemoryArrivals
from chalicelib.store.opt_outs import MemoryOptOuts
from tests.builders import NOON, PHONE
from tests.gateway import Answer
from tests.website import FORM, Site, installed

TOKEN = "auth-token"
SITE = "https://fale.example.com"


class Twilio:
    """Twilio, with the token of our account."""

    def __init__(self, site: Site, base: str = SITE) -> None:
        self.site = site
        self.base = base

    def post(self, path: str, token: str = TOKEN, signed: str | None = None, **form: str) -> Answer:
        """A form with its signature. `signed`: the address that it was signed for."""
        made = signature(signed or f"{self.base}{path}", list(form.items()), token)
        headers = {**FORM, "X-Twilio-Signature": made, "Accept": "*/*"}
        return self.site.send("POST", path, headers=headers, body=urlencode(form).encode())

    def text(self, body: str, sid: str = "SM1", **more: str) -> Answer:
        form = {"MessageSid": sid, "From": PHONE, "To": "+447700900000", "Body": body}
        return self.post("/twilio/sms", **form, **more)


def serve(site: Site, patch: pytest.MonkeyPatch) -> Twilio:
    """The routes serve this site, with Twilio for its texts."""
    services = site.services
    undelivered = Undelivered(services.store, services.configurations)
    twilio = SimpleNamespace(
        texts=Texts(
            services.store,
            services.configurations,
            services.capture,
            Commands(
                services.store,
                services.configurations,
                MemoryOptOuts(),
                services.capture,
                Surveys(services.store, services.configurations),
            ),
            arrivals=MemoryArrivals(services.store),
        ),
        receipts=Receipts(services.store, undelivered),
        tokens=lambda: ("next-token", TOKEN),
        public_url=site.public_url,
        now=services.now,
    )
    patch.setattr(webhooks, "twilio_services", lambda: twilio)
    return Twilio(site)


@pytest.fixture
def twilio(site: Site, monkeypatch: pytest.MonkeyPatch) -> Twilio:
    return serve(site, monkeypatch)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that knows no address of its own, behind a stage."""
    with installed(Site(public_url="", stage="/api"), monkeypatch) as ready:
        yield ready


def test_a_text_is_stored_and_answered_with_nothing_to_say(twilio: Twilio) -> None:
    answer = twilio.text("420 heating broken")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert answer.text.endswith("<Response/>")
    (entry,) = twilio.site.store.entries_since(0)
    assert (entry.words, entry.channel, entry.at) == ("420 heating broken", Channel.SMS, NOON)
    feedback = twilio.site.store.get(entry.feedback_id)
    assert [c.address for c in feedback.contacts] == [PHONE]


def test_the_same_text_twice_is_stored_once(twilio: Twilio) -> None:
    assert [twilio.text("420 cold").status for _ in range(3)] == [200] * 3
    assert twilio.site.words == ["420 cold"]


def test_the_token_that_goes_and_the_one_that_comes_both_hold(twilio: Twilio) -> None:
    form = {"MessageSid": "SM9", "From": PHONE, "Body": "420 cold"}
    assert twilio.post("/twilio/sms", "next-token", **form).status == 200


@pytest.mark.parametrize("path", ["/twilio/sms", "/twilio/status"])
@pytest.mark.parametrize(
    "wrong", [{"token": "other"}, {"signed": "https://evil.example/twilio/sms"}]
)
def test_a_wrong_signature_is_forbidden_and_stores_nothing(
    twilio: Twilio, path: str, wrong: dict[str, str]
) -> None:
    form = {"MessageSid": "SM1", "From": PHONE, "Body": "420 cold", "MessageStatus": "failed"}
    answer = twilio.post(path, **wrong, **form)
    assert (answer.status, answer.error["code"]) == (403, "forbidden")
    assert set(answer.error) == {"code", "message", "request_id"}
    assert twilio.site.words == []


def test_no_signature_is_forbidden_too(twilio: Twilio) -> None:
    answer = twilio.site.send("POST", "/twilio/sms", headers=FORM, body=b"MessageSid=SM1")
    assert (answer.status, answer.error["code"]) == (403, "forbidden")


def test_what_is_no_form_is_not_taken(twilio: Twilio) -> None:
    headers = {"Content-Type": "application/json"}
    answer = twilio.site.send("POST", "/twilio/sms", headers=headers, body=b"{}")
    assert (answer.status, answer.error["code"]) == (415, "unsupported_media_type")


def test_where_texts_go_another_way_there_is_nothing_here(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "twilio_services", lambda: None)
    answer = Twilio(site).text("420 cold")
    assert (answer.status, answer.error["code"]) == (404, "not_found")
    assert site.words == []


def test_the_address_is_the_sites_own_or_api_gateways_with_its_stage(
    elsewhere: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    twilio = serve(elsewhere, monkeypatch)
    form = {"MessageSid": "SM1", "From": PHONE, "Body": "420 cold"}
    for path in ("/twilio/sms", "/twilio/sms?a=1&b=2"):
        signed = f"https://site.example.net/api{path}"
        assert twilio.post(path, signed=signed, **form).status == 200
    assert twilio.post("/twilio/sms", signed="https://site.example.net/twilio/sms").status == 403


def test_a_receipt_lands_on_the_message_that_its_address_names(twilio: Twilio) -> None:
    twilio.text("420 cold")
    store = twilio.site.store
    (entry,) = store.entries_since(0)
    message = Message(
        id="000001-acknowledgement-0123abcd-1", feedback_id=entry.feedback_id, entry=1,
        purpose=Purpose.ACKNOWLEDGEMENT, channel=Channel.SMS, to=PHONE, created_at=NOON,
    )  # fmt: skip
    store.add_message(message)
    path = f"/twilio/status?feedback={entry.feedback_id}&message={message.id}"
    form = {"MessageSid": "SM77", "MessageStatus": "delivered", "To": PHONE}
    for _ in range(2):
        answer = twilio.post(path, **form)
        assert (answer.status, answer.text) == (204, "")
    stored = store.message(entry.feedback_id, message.id)
    assert (stored.delivery, stored.provider_id) == (Delivery.DELIVERED, "SM77")
    late = replace(stored, delivery=Delivery.SENT)
    assert twilio.post(path, **form | {"MessageStatus": "sent"}).status == 204
    assert store.message(entry.feedback_id, message.id) != late


def test_a_receipt_of_no_message_of_ours_is_taken_note_of(twilio: Twilio) -> None:
    path = f"/twilio/status?feedback={'0' * 16}&message=000001-x"
    form = {"MessageSid": "SM77", "MessageStatus": "failed", "ErrorCode": "30003"}
    assert twilio.post(path, **form).status == 204
