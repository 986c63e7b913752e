"""What whole records promise, and what is blanked in them, in memory and on the table alike."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from chalicelib.errors import ConflictError, NotFoundError
from chalicelib.model import Channel, ContactPoint, Rendered
from chalicelib.ports import FeedbackStore, Inbound, Record, Records
from chalicelib.store import items, keys
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.records import DynamoRecords, MemoryRecords
from tests.builders import PHONE
from tests.contracts.conftest import AWS_PLACES, PLACES
from tests.contracts.facts import ID, REACT_BY, a_feedback, a_message, an_entry, next_of, opened

OTHER = "fedcba9876543210"
CONTACT = f"sms:{PHONE}"
Both = tuple[FeedbackStore, Records]


@pytest.fixture(params=PLACES)
def both(request: pytest.FixtureRequest, make_table: Any) -> Both:
    if request.param == "memory":
        store = MemoryFeedbackStore()
        return store, MemoryRecords(store)
    client, name = make_table(request.param)
    return DynamoFeedbackStore(client, name), DynamoRecords(client, name)


def ids_of(found: Iterable[tuple[Record | None, str | None]]) -> set[str]:
    """Of the feedback among places; each comes once."""
    ids = [record.feedback.id for record, _ in found if record is not None]
    assert len(ids) == len(set(ids))
    return set(ids)


def test_a_record_is_the_state_its_timeline_and_its_messages(both: Both) -> None:
    store, records = both
    before = opened(store)
    after, entry = next_of(before)
    store.change(before, after, entry, react_by=REACT_BY)
    store.add_message(a_message())
    record = records.of(ID)
    assert record.feedback == store.get(ID)
    assert list(record.timeline) == store.timeline(ID)
    assert list(record.messages) == store.messages(ID)


def test_what_is_not_there_has_no_record(both: Both) -> None:
    with pytest.raises(NotFoundError):
        both[1].of("0" * 16)


def test_everything_is_every_feedback_once(both: Both) -> None:
    store, records = both
    for one in (ID, OTHER):
        opened(store, one)
        store.add_message(a_message(one))
    found = {record.feedback.id: record for record in records.everything()}
    assert found == {one: records.of(one) for one in (ID, OTHER)}


def test_reading_goes_on_after_any_place_with_what_has_not_come_yet(both: Both) -> None:
    store, records = both
    ids = {f"{n:016x}" for n in range(7)}
    for one in ids:
        opened(store, one)
        store.add_message(a_message(one))
    whole = list(records.after(None))
    assert ids_of(whole) == ids
    for n, (_, place) in enumerate(whole):
        assert ids_of(records.after(place)) == ids_of(whole[n + 1 :])


class SmallPages:
    """A client that reads two items at a time, where DynamoDB reads a megabyte."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)
        return partial(method, Limit=2) if name == "scan" else method


@pytest.mark.parametrize("at", AWS_PLACES)
def test_reading_can_be_broken_off_where_nothing_is_feedback_and_no_place_names_anybody(
    at: str, make_table: Any
) -> None:
    client, name = make_table(at)
    small: Any = SmallPages(client)
    store, records = DynamoFeedbackStore(client, name), DynamoRecords(small, name)
    ids = {f"{n:016x}" for n in range(5)}
    for n, one in enumerate(ids):
        inbound = Inbound(key=f"sms:{n}", contact=f"{CONTACT}{n}", seen=None)
        store.open(a_feedback(one), an_entry(one), inbound, react_by=REACT_BY)
    for n in range(40):
        client.put_item(
            TableName=name,
            Item=items.pointer("event", keys.event_delivery("crm", REACT_BY, f"evt_{n}"), ""),
        )
    whole = list(records.after(None))
    assert ids_of(whole) == ids
    assert [record for record, _ in whole].count(None) >= 20
    assert not any(PHONE in place for _, place in whole)
    for n, (_, place) in enumerate(whole):
        assert ids_of(records.after(place)) == ids_of(whole[n + 1 :])
    parts = [list(records.part(m, 2)) for m in range(2)]
    assert [record for part in parts for record, _ in part].count(None) >= 20
    for m, part in enumerate(parts):
        for n, (_, place) in enumerate(part):
            if place:
                assert ids_of(records.part(m, 2, place)) == ids_of(part[n + 1 :])


def test_the_parts_of_everything_are_everything_once(both: Both) -> None:
    store, records = both
    ids = {f"{n:016x}" for n in range(9)}
    for one in ids:
        opened(store, one)
    found = [record.feedback.id for n in range(3) for record, _ in records.part(n, 3) if record]
    assert sorted(found) == sorted(ids)
    for n in range(3):
        part = list(records.part(n, 3))
        for m, (_, place) in enumerate(part):
            if place:
                assert ids_of(records.part(n, 3, place)) == ids_of(part[m + 1 :])


def test_a_part_has_one_bookmark(both: Both) -> None:
    _, records = both
    assert records.bookmark(3) is None
    records.keep_bookmark(3, "F#1|STATE")
    records.keep_bookmark(4, "F#2|STATE")
    records.keep_bookmark(3, "F#9|STATE")
    assert (records.bookmark(3), records.bookmark(4)) == ("F#9|STATE", "F#2|STATE")
    records.keep_bookmark(3, None)
    assert records.bookmark(3) is None


def test_an_entry_is_blanked_in_its_place_and_still_waits_for_what_follows_from_it(
    both: Both,
) -> None:
    store, records = both
    opened(store)
    entry = store.entry(ID, 1)
    records.blank_entry(replace(entry, words="[erased]", data={"rating": 2}))
    assert store.entry(ID, 1) == replace(entry, words="[erased]", data={"rating": 2})
    records.blank_entry(replace(entry, words=None, data={}))
    assert store.entry(ID, 1) == replace(entry, words=None, data={})
    due, _ = store.due(REACT_BY, 10)
    assert "entry:1" in {one.item for one in due}


def test_a_message_is_blanked_and_stays_as_it_was_delivered(both: Both) -> None:
    store, records = both
    opened(store)
    message = a_message()
    store.add_message(message)
    store.settle(message, replace(message, rendered=Rendered(text="Dear Ana"), error="no Ana"))
    records.blank_message(replace(message, to="[erased]"))
    assert store.message(ID, message.id) == replace(message, to="[erased]", is_erased=True)


def test_whoever_had_a_message_before_it_was_blanked_cannot_put_it_back(both: Both) -> None:
    store, records = both
    opened(store)
    message = a_message()
    store.add_message(message)
    records.blank_message(replace(message, to="[erased]"))
    failed = replace(message, error="no Ana")
    with pytest.raises(ConflictError):
        store.settle(message, failed)
    blank = store.message(ID, message.id)
    store.settle(blank, replace(blank, sent_at=REACT_BY))
    assert store.message(ID, message.id) == replace(blank, sent_at=REACT_BY)


def test_a_contact_point_that_is_forgotten_leads_nowhere_and_to_the_others_as_before(
    both: Both,
) -> None:
    store, records = both
    contacts = (ContactPoint(channel=Channel.SMS, address=PHONE, proven=True),)
    first, second = a_feedback(ID, contacts=contacts), a_feedback(OTHER, contacts=contacts)
    seen = None
    for one in (first, second):
        inbound = Inbound(key=f"sms:{one.id}", contact=CONTACT, seen=seen)
        store.open(one, an_entry(one.id), inbound, react_by=REACT_BY)
        seen = one.id
    records.forget(CONTACT, first)
    assert store.standing_of(CONTACT, 10) == (OTHER, [OTHER])
    for _ in range(2):
        records.forget(CONTACT, second)
        assert store.standing_of(CONTACT, 10) == (None, [])
