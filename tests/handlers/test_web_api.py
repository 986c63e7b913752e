"""The public API as a program meets it: what is captured, and every way of being refused."""

import json
import logging
import subprocess
import sys
from io import StringIO
from typing import Any

import pytest

from app import app
from chalicelib.errors import TooManyRequestsError, UnavailableError
from chalicelib.intake.bodies import MAX_JSON
from chalicelib.model import Channel, Kind
from chalicelib.observability import logger
from tests.builders import HOUR, NOON, policy_row
from tests.builders import configuration as configured
from tests.gateway import Answer
from tests.website import JSON, Site, installed


def error_of(answer: Answer, status: int, code: str) -> dict[str, Any]:
    """The error, after looking at all that every error has in common."""
    assert answer.status == status
    assert answer.headers["Content-Type"] == "application/json"
    assert set(answer.json) == {"error"}
    error: dict[str, Any] = answer.error
    assert set(error) - {"fields"} == {"code", "message", "request_id"}
    assert error["code"] == code
    assert error["message"]
    assert error["request_id"] == "request-7"
    return error


def test_a_submission_is_stored_and_answered_with_reference_promise_and_status(site: Site) -> None:
    answer = site.post_json(
        {
            "text": "Heating broken",
            "touchpoint": "coach-420",
            "kind": "complaint",
            "rating": 1,
            "contact": {"phone": "+447700900123"},
        }
    )
    assert answer.status == 201
    assert set(answer.json) == {"reference", "status_url", "respond_by", "acknowledged_by"}
    assert answer.json["respond_by"] == "2026-11-24T12:00:00.000Z"
    assert answer.json["acknowledged_by"] == "sms"
    (entry,) = site.store.entries_since(0)
    feedback = site.store.get(entry.feedback_id)
    assert answer.json["reference"] == feedback.reference
    assert (entry.words, entry.channel, entry.at) == ("Heating broken", Channel.WEB, NOON)
    assert (feedback.kind, feedback.rating, feedback.touchpoint) == (Kind.COMPLAINT, 1, "coach-420")
    shown = site.get(answer.json["status_url"].removeprefix("https://fale.example.com"))
    assert shown.status == 200
    assert "Heating broken" in shown.text


def test_without_contact_nobody_is_told_elsewhere(site: Site) -> None:
    assert site.post_json({"text": "cold"}).json["acknowledged_by"] is None


def test_where_nothing_is_promised_respond_by_is_null(monkeypatch: pytest.MonkeyPatch) -> None:
    silent = policy_row(respond_within=None, remind_after=None, levels=[])
    with installed(Site(first=configured(policies=[silent])), monkeypatch) as site:
        assert site.post_json({"text": "Lovely driver"}).json["respond_by"] is None


def test_the_same_client_id_again_answers_the_same_and_stores_nothing(site: Site) -> None:
    first = site.post_json({"text": "cold", "client_id": "7f3c"})
    site.services.at = NOON + HOUR
    again = site.post_json({"text": "cold", "client_id": "7f3c"})
    assert (again.status, again.json) == (first.status, first.json)
    assert site.words == ["cold"]


def test_without_client_id_each_submission_is_one(site: Site) -> None:
    site.post_json({"text": "cold"})
    site.post_json({"text": "cold"})
    assert site.words == ["cold", "cold"]


def test_the_body_may_come_in_base64_and_the_type_with_its_charset(site: Site) -> None:
    answer = site.send(
        "POST",
        "/feedback",
        headers={"content-type": 'Application/JSON; charset="UTF-8"'},
        body='{"text": "ônibus frio"}'.encode(),
        in_base64=True,
    )
    assert answer.status == 201
    assert site.words == ["ônibus frio"]


BAD_BODIES = {
    "empty": b"",
    "not JSON": b"cold",
    "a list": b"[]",
    "no UTF-8": b'{"text": "caf\xe9"}',
    "a name twice": b'{"text": "a", "text": "b"}',
    "NaN": b'{"text": "a", "rating": NaN}',
    "a huge number": b'{"text": "a", "rating": ' + b"9" * 6000 + b"}",
    "deep nesting": b"[" * 60_000,
}


@pytest.mark.parametrize("in_base64", [False, True])
@pytest.mark.parametrize("name", BAD_BODIES)
def test_a_body_that_cannot_be_read_is_refused(site: Site, name: str, in_base64: bool) -> None:
    answer = site.post_json(BAD_BODIES[name], in_base64=in_base64)
    assert "fields" not in error_of(answer, 400, "invalid_input")
    assert site.words == []


@pytest.mark.parametrize(
    ("document", "fields"),
    [
        ({}, {"text"}),
        ({"text": ""}, {"text"}),
        ({"text": 5}, {"text"}),
        ({"text": "a\0b"}, {"text"}),
        ({"text": "x" * 10_001}, {"text"}),
        ({"text": "a", "touchpoint": "nowhere"}, {"touchpoint"}),
        ({"text": "a", "kind": "rant"}, {"kind"}),
        ({"text": "a", "rating": "5"}, {"rating"}),
        ({"text": "a", "contact": {"phone": "12"}}, {"contact.phone"}),
        ({"text": "a", "contact": {"email": "pat"}}, {"contact.email"}),
        (
            {"text": "", "rating": 0, "consent": {"survey": "no"}},
            {"text", "rating", "consent.survey"},
        ),
    ],
)
def test_wrong_fields_are_named(site: Site, document: object, fields: set[str]) -> None:
    error = error_of(site.post_json(document), 400, "invalid_input")
    assert set(error["fields"]) == fields
    assert all(error["fields"].values())
    assert site.words == []


def test_a_hundred_kilobytes_are_too_much(site: Site) -> None:
    error_of(site.post_json({"text": "x" * 100_000}), 413, "too_large")
    error_of(site.post_json(b" " * (MAX_JSON + 1)), 413, "too_large")
    assert site.words == []


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        ";",
        "*/*",
        "text/plain",
        "application/xml",
        "multipart/mixed; boundary=x",
        "application/json; charset=iso-8859-1",
        "text/plain; application/json",
    ],
)
def test_another_kind_of_content_is_refused(site: Site, content_type: str) -> None:
    headers = {"Content-Type": content_type} if content_type else {}
    answer = site.send("POST", "/feedback", headers=headers, body=b'{"text": "cold"}')
    error_of(answer, 415, "unsupported_media_type")
    assert site.words == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_and_the_right_one_named(site: Site, method: str) -> None:
    answer = site.send(method, "/feedback", headers=JSON)
    error_of(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "POST"


def test_an_event_that_is_no_request_has_the_same_shape(site: Site) -> None:
    answered = app({"requestContext": {}}, None)
    assert answered["statusCode"] == 500
    assert json.loads(answered["body"])["error"]["code"] == "internal_error"
    assert site.words == []


def test_a_token_that_is_not_ours_leads_nowhere(site: Site) -> None:
    error_of(site.get("/s/abcdefgh", Accept="*/*"), 404, "not_found")


def test_before_the_first_configuration_trying_again_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    with installed(Site(first=None), monkeypatch) as site:
        answer = site.post_json({"text": "cold"})
        error_of(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0


class Failing:
    """A use case that cannot be carried out now."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def web(self, *_: object) -> None:
        raise self.error


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (UnavailableError(), 503, "unavailable"),
        (TooManyRequestsError(), 429, "too_many_requests"),
        (KeyError("secret"), 500, "internal_error"),
    ],
)
def test_a_failure_says_what_to_do_and_nothing_of_our_insides(
    site: Site, error: Exception, status: int, code: str
) -> None:
    site.services.capture = Failing(error)  # type: ignore[assignment]
    answer = site.post_json({"text": "cold"})
    error_of(answer, status, code)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_what_nobody_meant_is_in_the_log_with_its_traceback(site: Site) -> None:
    site.services.capture = Failing(KeyError("oops"))  # type: ignore[assignment]
    (handler,) = logger.handlers
    assert isinstance(handler, logging.StreamHandler)
    logged = StringIO()
    before = handler.setStream(logged)
    site.post_json({"text": "very cold"})
    handler.setStream(before)
    assert '"action":"request_failed"' in logged.getvalue()
    assert "Traceback" in logged.getvalue()
    assert "very cold" not in logged.getvalue()


def test_every_answer_carries_its_request_and_is_not_kept(site: Site) -> None:
    for answer in (site.post_json({"text": "cold"}), site.post_json({}), site.get("/")):
        assert answer.headers["X-Request-Id"] == "request-7"
        assert answer.headers["Cache-Control"] in ("no-store", "no-cache")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("stage", ["", "/api", "/some/base"])
def test_the_status_address_is_known_without_a_setting(
    monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    with installed(Site(public_url="", stage=stage), monkeypatch) as site:
        status_url = site.post_json({"text": "cold"}).json["status_url"]
        assert status_url.startswith(f"https://site.example.net{stage}/s/")


def test_a_submission_in_json_loads_nothing_that_only_pages_need() -> None:
    program = """
import sys
from tests.website import Site, customers
site = Site()
customers.web_services = lambda: site.services
assert site.post_json({"text": "cold", "touchpoint": "coach-420"}).status == 201
print([name for name in ("jinja2", "markupsafe", "phonenumbers", "boto3") if name in sys.modules])
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "[]"
