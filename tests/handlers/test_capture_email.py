"""A batch of mails from the queue: a bad one delays none of its neighbours."""

import json
from typing import Any

import pytest

from chalicelib.bootstrap import core, ways_in
from chalicelib.errors import UnavailableError
from chalicelib.handlers import capture_email
from chalicelib.handlers.entry import each_record
from chalicelib.observability import metrics
from tests.bad_mails import HEAD, NOTHING, ODD_SUBJECTS, READABLE, SEALED, TO
from tests.world import World

BAD = {
    **{name: raw for name, (raw, _) in (READABLE | SEALED).items()},
    **NOTHING,
    **{name: HEAD + field + b"\r\n\r\nIt is cold" for name, field in ODD_SUBJECTS.items()},
}


def good(number: int) -> bytes:
    return f"From: p{number}@example.net\nMessage-ID: <good-{number}@x>\n\nGood {number}".encode()


def record(message_id: str, message: str) -> dict[str, Any]:
    envelope = {"Message": message, "Timestamp": "2026-11-23T12:00:00.000Z"}
    return {"messageId": message_id, "eventSource": "aws:sqs", "body": json.dumps(envelope)}


def notification(key: str) -> str:
    checks = ("spam", "virus", "spf", "dkim", "dmarc")
    verdicts = {f"{check}Verdict": {"status": "PASS"} for check in checks}
    return json.dumps(
        {
            "notificationType": "Received",
            "mail": {
                "messageId": key,
                "source": "sender@example.net",
                "timestamp": "2026-11-23T12:00:00.000Z",
            },
            "receipt": {
                "recipients": [TO],
                "action": {"type": "S3", "bucketName": "mails", "objectKey": key},
                **verdicts,
            },
        }
    )


def arrived(world: World, key: str, raw: bytes) -> dict[str, Any]:
    world.originals.put(key, raw)
    return record(key, notification(key))


def taken_in(world: World, records: list[Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the records that have to come again."""
    monkeypatch.setattr(ways_in, "mails", lambda: world.mails)
    monkeypatch.setattr(core, "now", lambda: world.now)
    answer = each_record({"Records": records}, None, capture_email._one)
    metrics.clear_metrics()
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def words(world: World) -> set[str]:
    return {entry.words or "" for entry in world.store.entries_since(0)}


@pytest.mark.parametrize("raw", BAD.values(), ids=BAD.keys())
def test_a_bad_mail_is_stored_and_so_are_its_neighbours(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    mails = [("before", good(1)), ("bad", raw), ("after", good(2))]
    again = taken_in(world, [arrived(world, key, one) for key, one in mails], monkeypatch)
    assert again == []
    assert len(world.all_ids) == 3
    assert {"Good 1", "Good 2"} <= words(world)


@pytest.mark.parametrize(
    "bad",
    [
        {"messageId": "bad", "eventSource": "aws:sqs", "body": "no JSON"},
        {"messageId": "bad", "eventSource": "aws:sqs", "body": "[" * 100_000},
        record("bad", "no JSON either"),
        record("bad", '{"notificationType": "Bounce"}'),
        record("bad", notification("is not there")),
    ],
    ids=["no envelope", "a deep envelope", "no notification", "another one", "no original"],
)
def test_a_record_that_cannot_be_read_comes_again_alone(
    bad: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    records = [arrived(world, "1", good(1)), bad, arrived(world, "2", good(2))]
    assert taken_in(world, records, monkeypatch) == ["bad"]
    assert words(world) == {"Good 1", "Good 2"}


def test_a_mail_that_the_table_refuses_comes_again_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    open_, failed = world.store.open, []

    def refuses_the_second(feedback: Any, entry: Any, *more: Any, **named: Any) -> None:
        if entry.words == "Good 2" and not failed:
            failed.append(entry)
            raise UnavailableError("the table is away")
        open_(feedback, entry, *more, **named)

    monkeypatch.setattr(world.store, "open", refuses_the_second)
    records = [arrived(world, str(n), good(n)) for n in (1, 2, 3)]
    assert taken_in(world, records, monkeypatch) == ["2"]
    assert words(world) == {"Good 1", "Good 3"}
    assert taken_in(world, records, monkeypatch) == []
    assert words(world) == {"Good 1", "Good 2", "Good 3"}
    assert len(world.all_ids) == 3
