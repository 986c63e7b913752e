"""What administrators see of webhooks and do with them through the staff API."""

from collections.abc import Iterator

import pytest

from chalicelib.events.trying import Answer
from tests.desk import ADMIN, MANAGER, Desk, installed
from tests.receiving import CRM, GONE, TAKEN, Elsewhere

LOG = "/v1/webhooks/crm/deliveries"


@pytest.fixture
def there() -> Elsewhere:
    """A world that tells others."""
    return Elsewhere()


@pytest.fixture
def desk(there: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk of that world."""
    with installed(Desk(there.world), monkeypatch) as ready:
        yield ready


def test_the_log_says_what_became_of_each_event(there: Elsewhere, desk: Desk) -> None:
    there.receivers.next = [Answer(status=None, error="timeout", milliseconds=15_000)]
    there.world.text("420 heating broken")
    there.go()
    [failed] = desk.get(LOG, ADMIN).json["items"]
    assert (failed["type"], failed["fate"]) == ("feedback.captured", "pending")
    assert (failed["error"], failed["attempts"], failed["milliseconds"]) == ("timeout", 1, 15_000)
    [standing] = desk.get("/v1/webhooks", ADMIN).json["items"]
    assert (standing["id"], standing["waiting"], standing["failures"]) == ("crm", 1, 1)
    there.hours(1)
    [taken] = [one for one in desk.get(LOG, ADMIN).json["items"] if one["event"] == failed["event"]]
    assert (taken["fate"], taken["status"], taken["error"]) == ("delivered", 204, None)
    assert desk.get(f"{LOG}?before={taken['at']}", ADMIN).json["items"] == []


def test_a_test_is_sent_and_found_in_the_log(there: Elsewhere, desk: Desk) -> None:
    sent = desk.send("POST", "/v1/webhooks/crm/ping", ADMIN)
    assert (sent.status, sent.json["type"], sent.json["fate"]) == (201, "ping", "pending")
    there.go()
    assert there.types() == ["ping"]
    assert desk.get(LOG, ADMIN).json["items"][0]["fate"] == "delivered"


def test_what_is_disabled_is_refused_until_it_is_enabled_and_then_replayed(
    there: Elsewhere, desk: Desk
) -> None:
    there.receivers.answers[CRM] = GONE
    there.world.text("420 heating broken")
    there.go()
    since = {"since": "2026-11-01T00:00:00Z"}
    refused = desk.post("/v1/webhooks/crm/replay", since, ADMIN)
    assert (refused.status, refused.json["error"]["fields"]) == (409, {"reason": "disabled"})
    there.receivers.answers[CRM] = TAKEN
    there.world.now = there.world.now.replace(hour=13)
    enabled = desk.send("POST", "/v1/webhooks/crm/enable", ADMIN)
    assert (enabled.status, enabled.json["disabled_at"]) == (200, None)
    assert desk.post("/v1/webhooks/crm/replay", since, ADMIN).json == {
        "again": 1,
        "goes_on_at": None,
        "goes_on_after": None,
    }
    there.go()
    assert there.types() == ["feedback.captured"] * 2
    assert desk.post("/v1/webhooks/crm/replay", since, ADMIN).json["again"] == 0
    every = since | {"missed": False}
    assert desk.post("/v1/webhooks/crm/replay", every, ADMIN).json["again"] == 1


def test_it_is_for_administrators_and_of_webhooks_that_there_are(desk: Desk) -> None:
    assert desk.get("/v1/webhooks", MANAGER).status == 403
    for path in ("ping", "enable"):
        assert desk.send("POST", f"/v1/webhooks/nobody/{path}", ADMIN).status == 404
    assert desk.get("/v1/webhooks/nobody/deliveries", ADMIN).status == 404
    naive = desk.post("/v1/webhooks/crm/replay", {"since": "2026-11-01T00:00:00"}, ADMIN)
    assert naive.status == 400
