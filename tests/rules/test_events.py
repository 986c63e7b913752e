"""Events out: what they say, how they are signed, when they are tried again."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook, WebhookVerificationError

from chalicelib.events import making, signature, trying
from chalicelib.events.records import EventDelivery, Fate, Lane, Why
from chalicelib.events.schema import FeedbackEvent
from chalicelib.events.trying import Answer
from chalicelib.model import Feedback, What
from tests.builders import NOON, entry, feedback, mail_address, phone

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MINUTE = timedelta(minutes=1)


# What they say


def test_an_event_is_the_same_for_the_same_change() -> None:
    first = making.encoded(making.make(entry(), feedback(), words=True))
    assert first == making.encoded(making.make(entry(), feedback(), words=True))
    assert msgspec.json.decode(first, type=FeedbackEvent).id == "evt_0123456789abcdef_000001"


PERSONAL: dict[str, Any] = {
    "name": "Pat Example",
    "assignee": "ana@example.com",
    "contacts": (phone(), mail_address()),
}
DATA: dict[str, Any] = {
    "to": "pat@example.net",
    "sender": "pat@example.net",
    "other": "+447700900123",
    "member": "ana@example.com",
    "reason": "Pat said it at the desk",
    "reasons": [["kind", "complaint", "Pat is freezing"]],
    "proposed": "Dear Pat",
    "for_customer": "Pat phoned",
    "tell": ["ana@example.com"],
    "reply_to": "pat@example.net",
    "incident": "freezing on coach 420",
    "mistyped": "+447700900123",
}
BETWEEN_TEAMS = {What.REMINDED, What.ESCALATED, What.APPEALED, What.LATE, What.OVERDUE,
                 What.HANDED_OVER, What.REPLANNED}  # fmt: skip


@pytest.mark.parametrize("what", What)
def test_no_event_says_anything_personal_unless_words_are_on(what: What) -> None:
    data = DATA | ({"to": "supervisors"} if what in BETWEEN_TEAMS else {})
    told = entry(what=what, data=data, actor="ana@example.com", words="Pat Example is freezing")
    said = making.encoded(making.make(told, feedback(**PERSONAL), words=False)).decode()
    for personal in ("Pat", "pat@", "ana@", "447700900123", "freezing"):
        assert personal not in said


@pytest.mark.parametrize("what", [What.NOTED, What.SET_ASIDE, What.CORRECTED, What.HANDED_OVER])
def test_what_is_for_staff_only_never_leaves(what: What) -> None:
    told = entry(what=what, words="between us", data={"to": "supervisors", "changes": {}})
    assert b"between us" not in making.encoded(making.make(told, feedback(), words=True))


def test_a_correction_says_what_was_and_what_is_and_nothing_of_other_fields() -> None:
    data = {"changes": {"kind": ["complaint", "enquiry"], "name": ["Pat", "Sam"]}}
    told = making.make(entry(what=What.CORRECTED, data=data), feedback(), words=False)
    assert told.data.change.corrected == {"kind": ("complaint", "enquiry")}


def test_the_state_is_the_feedbacks_own_field_by_field() -> None:
    state = making.make(entry(), feedback(entries=7), words=False).data.feedback
    known = {one.name for one in fields(Feedback)}
    assert set(state.__struct_fields__) <= known
    assert state.entries == 7


SCHEMA = json.loads(Path(__file__).parents[2].joinpath("docs/events.schema.json").read_text())


@pytest.mark.parametrize("what", What)
def test_every_event_is_as_the_published_schema_says(what: What) -> None:
    data = {"to": "supervisors", "from": "coaches", "level": 1, "why": "late", "team": "coaches",
            "changes": {"kind": ["complaint", "enquiry"]}, "score": 2, "recommend": None,
            "reopens": True}  # fmt: skip
    event = making.make(entry(what=what, data=data), feedback(), words=True)
    jsonschema.validate(json.loads(making.encoded(event)), SCHEMA)
    jsonschema.validate(json.loads(making.encoded(making.ping("ping_1", "crm", NOON))), SCHEMA)


def test_the_schema_refuses_what_is_no_event() -> None:
    said = json.loads(making.encoded(making.make(entry(), feedback(), words=False)))
    del said["data"]["feedback"]["reference"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, SCHEMA)


# How they are signed


def test_the_signature_is_the_one_that_the_specification_shows() -> None:
    headers = signature.headers(
        [signature.key_of(SECRET)],
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(min_size=24, max_size=64), st.text(max_size=200))
def test_somebody_elses_library_verifies_what_we_sign_and_refuses_what_was_changed(
    key: bytes, said: str
) -> None:
    body, now = msgspec.json.encode({"said": said}), datetime.now(UTC)
    headers = dict(signature.headers([b"o" * 24, key], "evt_1", int(now.timestamp()), body))
    verifier = Webhook(signature.secret_of(key))
    assert verifier.verify(body, headers) == {"said": said}
    with pytest.raises(WebhookVerificationError):
        verifier.verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        verifier.verify(body, headers | {"webhook-id": "evt_2"})
    with pytest.raises(WebhookVerificationError):
        Webhook(signature.secret_of(b"x" * 32)).verify(body, headers)


@pytest.mark.parametrize("secret", ["whsec_", "whsec_c2hvcnQ=", "whsec_not base64", "x" * 120])
def test_a_secret_that_is_none_is_refused(secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        signature.key_of(secret)


# When they are tried again


def delivery(**changes: Any) -> EventDelivery:
    base: dict[str, Any] = {
        "webhook": "crm",
        "event": "evt_0123456789abcdef_000001",
        "type": "feedback.captured",
        "feedback_id": "0123456789abcdef",
        "entry": 1,
        "at": NOON,
        "made_at": NOON,
        "next_at": NOON,
    }
    return EventDelivery(**(base | changes))


@pytest.mark.parametrize(
    ("answer", "fate"),
    [
        (Answer(status=200), Fate.DELIVERED),
        (Answer(status=204), Fate.DELIVERED),
        (Answer(status=299), Fate.DELIVERED),
        (Answer(status=301), Fate.PENDING),
        (Answer(status=400), Fate.PENDING),
        (Answer(status=410), Fate.PENDING),
        (Answer(status=500), Fate.PENDING),
        (Answer(status=None, error="timeout"), Fate.PENDING),
    ],
)
def test_only_2xx_is_taken(answer: Answer, fate: Fate) -> None:
    after = trying.after(delivery(), answer, NOON)
    assert after.fate is fate
    assert (after.next_at is None) is (fate is Fate.DELIVERED)


def test_the_delays_are_the_specifications_with_a_fifth_of_jitter_and_end_after_three_days() -> (
    None
):
    one, now = delivery(), NOON
    for delay in trying.BACK_OFF:
        one = trying.after(one, Answer(status=500), now)
        assert one.next_at is not None
        assert delay <= one.next_at - now <= delay * (1 + trying.JITTER)
        now = one.next_at
    last = trying.after(one, Answer(status=500), now)
    assert (last.fate, last.next_at) == (Fate.FAILED, None)
    assert timedelta(days=3) < now - NOON < timedelta(days=4)


def test_two_events_that_failed_together_do_not_come_back_together() -> None:
    times = {
        trying.after(delivery(event=f"evt_{n}"), Answer(status=500), NOON).next_at
        for n in range(50)
    }
    assert len(times) > 40


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Mon, 23 Nov 2026 12:10:00 GMT", 600),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("soon", 0),
        ("-5", 0),
        ("", 0),
        ("9" * 400, 999_999_999),
        ("٣", 0),
    ],
)
def test_a_retry_after_is_seconds_or_a_date(said: str, seconds: int) -> None:
    assert trying.asked(said, NOON) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("status", "said", "least", "most"),
    [
        (429, "3600", timedelta(hours=1), timedelta(hours=1)),
        (503, "3600", timedelta(hours=1), timedelta(hours=1)),
        (503, "99999999", trying.LONGEST, trying.LONGEST),
        (500, "3600", trying.BACK_OFF[0], MINUTE),
        (429, "1", trying.BACK_OFF[0], MINUTE),
    ],
)
def test_only_who_asks_for_time_gets_it_and_a_day_at_most(
    status: int, said: str, least: timedelta, most: timedelta
) -> None:
    after = trying.after(delivery(), Answer(status=status, retry_after=said), NOON)
    assert after.next_at is not None
    assert least <= after.next_at - NOON <= most


def test_a_webhook_rests_longer_the_more_often_it_fails_and_wakes_by_one_success() -> None:
    lane, rests = Lane(webhook="crm"), []
    for _ in range(14):
        lane = trying.fared(lane, Answer(status=500), NOON)
        rests.append(lane.rest_until - NOON if lane.rest_until else timedelta())
    assert rests[:4] == [timedelta()] * 4
    assert rests[4:8] == [timedelta(seconds=s) for s in (30, 60, 120, 240)]
    assert rests[-1] == trying.LONGEST_REST
    well = trying.fared(lane, Answer(status=200), NOON + MINUTE)
    assert well == Lane(webhook="crm", delivered_at=NOON + MINUTE)


def test_a_webhook_is_disabled_after_five_days_without_a_single_success_and_at_once_by_410() -> (
    None
):
    lane = trying.fared(Lane(webhook="crm"), Answer(status=500), NOON)
    almost = NOON + trying.DISABLED_AFTER - MINUTE
    assert trying.fared(lane, Answer(status=500), almost).disabled_at is None
    over = trying.fared(lane, Answer(status=500), NOON + trying.DISABLED_AFTER)
    assert (over.disabled_why, over.disabled_at) == (Why.FAILING, NOON + trying.DISABLED_AFTER)
    assert trying.fared(Lane(webhook="crm"), Answer(status=410), NOON).disabled_why is Why.GONE
    again = trying.fared(replace(lane, failing_since=NOON), Answer(status=204), almost)
    assert again.failing_since is None
