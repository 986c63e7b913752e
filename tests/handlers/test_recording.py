"""What a member records by hand, through the staff API."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.model import Channel, Entry, What
from tests.builders import HOUR, NOON
from tests.desk import AGENT, LEAD, Desk


def call(desk: Desk, **changes: Any) -> dict[str, Any]:
    """A phone call of two hours ago."""
    return {
        "key": desk.key(),
        "channel": "phone",
        "words": "The heating on her coach was off all night.",
        "came_at": (NOON - 2 * HOUR).isoformat(),
        "touchpoint": "coach-420",
    } | changes


def first(desk: Desk) -> Entry:
    return desk.world.timeline[0]


def test_a_call_begins_when_it_was_made_and_not_when_it_was_typed_in(desk: Desk) -> None:
    answer = desk.post("/v1/feedback", call(desk))
    assert answer.status == 201
    one = desk.world.feedback
    assert answer.json["reference"] == one.reference
    assert (one.channel, one.captured_at) == (Channel.PHONE, NOON - 2 * HOUR)
    assert one.respond_by == NOON + 22 * HOUR
    entry = first(desk)
    assert (entry.what, entry.actor, entry.channel) == (
        What.CAPTURED, AGENT.email, Channel.PHONE,
    )  # fmt: skip
    assert entry.data["recorded_at"] == "2026-11-23T12:00:00.000Z"


def test_the_team_that_owns_it_hears_of_it_in_its_own_words(desk: Desk) -> None:
    desk.post("/v1/feedback", call(desk), LEAD)
    desk.world.settle()
    (mail,) = desk.world.mails_to("coaches@example.com")
    assert "heating on her coach" in mail.rendered.text
    assert "phone" in mail.rendered.text


def test_who_may_be_written_to_gets_one_acknowledgement_however_often_it_is_sent(
    desk: Desk,
) -> None:
    body = call(desk, phone="07700 900123", may_write=True)
    for _ in range(3):
        assert desk.post("/v1/feedback", body).json["acknowledged_by"] == "sms"
        desk.world.settle()
    (text,) = desk.world.texts_to("+447700900123")
    assert desk.world.feedback.reference in text
    (contact,) = desk.world.feedback.contacts
    assert not contact.proven


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"phone": "12", "may_write": True}, {"phone": "phone_invalid"}),
        ({"phone": "07700 900123"}, {"may_write": "not_asked"}),
        ({"came_at": (NOON + HOUR).isoformat()}, {"came_at": "in_future"}),
        ({"came_at": (NOON - timedelta(days=91)).isoformat()}, {"came_at": "too_long_ago"}),
        (
            {"words": " ", "touchpoint": "moon"},
            {"words": "text_missing", "touchpoint": "touchpoint_unknown"},
        ),
    ],
)
def test_what_is_wrong_with_a_field_is_a_code(
    desk: Desk, change: dict[str, Any], fields: dict[str, str]
) -> None:
    assert desk.post("/v1/feedback", call(desk, **change)).error["fields"] == fields


def test_a_number_of_somebody_who_wants_no_messages_is_not_kept(desk: Desk) -> None:
    answer = desk.post("/v1/feedback", call(desk, phone="07700 900123", may_write=False))
    assert (answer.status, answer.json["acknowledged_by"]) == (201, None)
    assert desk.world.feedback.contacts == ()


def test_a_number_without_the_question_whether_we_may_write_is_refused(desk: Desk) -> None:
    refused = desk.post("/v1/feedback", call(desk, phone="07700 900123"))
    assert (refused.status, set(refused.error["fields"])) == (400, {"may_write"})
    assert desk.world.all_ids == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"came_at": (NOON + HOUR).isoformat()}, "came_at"),
        ({"came_at": (NOON - timedelta(days=91)).isoformat()}, "came_at"),
        ({"came_at": "2026-11-23T10:00:00"}, "came_at"),
        ({"words": "  "}, "words"),
        ({"phone": "12", "may_write": True}, "phone"),
        ({"email": "nobody", "may_write": True}, "email"),
        ({"touchpoint": "moon"}, "touchpoint"),
        ({"channel": "sms"}, "channel"),
    ],
)
def test_what_cannot_be_taken_is_said_by_the_name_of_its_field(
    desk: Desk, change: dict[str, Any], field: str
) -> None:
    refused = desk.post("/v1/feedback", call(desk, **change))
    assert (refused.status, set(refused.error["fields"])) == (400, {field})
    assert desk.world.all_ids == []


def test_a_members_clock_that_is_a_little_ahead_is_forgiven(desk: Desk) -> None:
    ahead = (NOON + timedelta(minutes=1)).isoformat()
    assert desk.post("/v1/feedback", call(desk, came_at=ahead)).status == 201
    assert desk.world.feedback.captured_at == NOON


def test_what_came_yesterday_is_late_by_now_and_nobody_is_promised_what_has_passed(
    desk: Desk,
) -> None:
    long_ago = (NOON - timedelta(hours=30)).isoformat()
    body = call(desk, came_at=long_ago, phone="07700 900123", may_write=True)
    desk.post("/v1/feedback", body)
    desk.world.settle()
    desk.world.until(NOON + timedelta(minutes=2))
    assert desk.world.feedback.level == 1
    assert "22 Nov" not in desk.world.texts_to("+447700900123")[0]


def test_a_text_from_the_number_that_was_typed_goes_on_with_what_was_recorded(desk: Desk) -> None:
    desk.post("/v1/feedback", call(desk, phone="07700 900123", may_write=True))
    desk.world.settle()
    desk.world.text(f"{desk.world.feedback.reference} it was row 12")
    assert [one.what for one in desk.world.timeline] == [What.CAPTURED, What.CUSTOMER_WROTE]


def test_a_touchpoint_is_found_by_the_number_that_is_written_on_it(desk: Desk) -> None:
    (found,) = desk.get("/v1/places?text=420").json["items"]
    assert (found["id"], found["keyword"]) == ("coach-420", "420")
    names = [one["id"] for one in desk.get("/v1/places?text=COACH").json["items"]]
    assert names == ["coach-420", "coach-550"]
    assert desk.get("/v1/places?text=zeppelin").json["items"] == []
