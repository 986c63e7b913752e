"""Facts survive the table, and keys lead to one place each."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.model import (
    Channel,
    ContactPoint,
    Entry,
    Feedback,
    MailThread,
    Message,
    Rendered,
)
from chalicelib.ports import Due
from chalicelib.store import items, keys
from tests.contracts.facts import ID, NOW, a_feedback, a_message, an_entry

texts = st.text(max_size=20)  # empty ones too; never half a surrogate pair
words = st.text()
instants = st.datetimes(
    datetime(1970, 1, 1),  # noqa: DTZ001  # the zone is the strategy's
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))
whole_numbers = st.integers(-(10**30), 10**30)
plain_values = st.recursive(
    st.none() | st.booleans() | whole_numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
contacts = st.builds(ContactPoint, channel=st.sampled_from(Channel), address=texts)
threads = st.builds(MailThread, subject=texts, references=st.lists(texts, max_size=3).map(tuple))
rendered = st.builds(Rendered, text=words, headers=st.dictionaries(texts, texts, max_size=3))


def records(cls: type, **chosen: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Records of a class, every field of which takes all that its type allows."""
    return st.builds(cls, **chosen)


st.register_type_strategy(datetime, instants)
feedbacks = records(
    Feedback,
    contacts=st.lists(contacts, max_size=3).map(tuple),
    done=st.lists(texts, max_size=3).map(tuple),
    **{name: st.none() | texts for name in ("touchpoint", "name")},
    **{
        name: st.none() | instants
        for name in ("respond_by", "promise_by", "wake_at", "answered_at", "closed_at")
    },
    thread=st.none() | threads,
    rating=st.none() | whole_numbers,
)
entries = records(
    Entry,
    number=st.integers(0, 999_999),
    words=st.none() | words,
    channel=st.none() | st.sampled_from(Channel),
    data=st.dictionaries(texts, plain_values, max_size=4),
)
messages = records(
    Message,
    **{name: st.none() | texts for name in ("team", "provider_id", "error")},
    **{name: st.none() | instants for name in ("wake_at", "sent_at", "settled_at")},
    rendered=st.none() | rendered,
)


@given(feedbacks)
def test_a_feedback_survives_the_table(feedback: Feedback) -> None:
    item = items.feedback_to_item(feedback)
    assert items.feedback_from_item(item) == feedback
    assert (keys.DUE_SHARD in item) == (keys.WAKE_AT in item) == (feedback.wake_at is not None)


@given(entries, st.none() | instants)
def test_an_entry_survives_the_table(entry: Entry, react_by: datetime | None) -> None:
    item = items.entry_to_item(entry, react_by)
    assert items.entry_from_item(item) == entry
    assert (keys.DUE_SHARD in item) == (keys.WAKE_AT in item) == (react_by is not None)


@given(messages)
def test_a_message_survives_the_table(message: Message) -> None:
    item = items.message_to_item(message)
    assert items.message_from_item(item) == message
    assert (keys.DUE_SHARD in item) == (keys.WAKE_AT in item) == (message.wake_at is not None)


@given(entries)
def test_an_entry_survives_the_stream(entry: Entry) -> None:
    image = json.loads(json.dumps(items.entry_to_item(entry, NOW)))  # as a Lambda is given it
    assert items.entry_from_stream(image) == entry


@given(plain_values)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_values_are_written_as_boto3_writes_them(value: Any) -> None:
    assert items.plain(value) == TypeSerializer().serialize(value)
    assert items.from_plain(items.plain(value)) == TypeDeserializer().deserialize(
        items.plain(value)
    )


@pytest.mark.parametrize("value", [1.5, b"raw", {1, 2}, object()])
def test_what_is_no_plain_whole_value_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        items.entry_to_item(an_entry(data={"value": value}), NOW)


def test_every_item_says_what_it_is() -> None:
    for item, entity in (
        (items.feedback_to_item(a_feedback()), "feedback"),
        (items.entry_to_item(an_entry(), NOW), "entry"),
        (items.message_to_item(a_message()), "message"),
    ):
        assert item[items.ENTITY] == {"S": entity}
        assert item[items.SCHEMA] == {"N": "1"}


def test_an_item_of_an_earlier_release_has_the_defaults_of_what_it_lacks() -> None:
    item = items.feedback_to_item(a_feedback())
    for name in ("contacts", "level", "cycle", "done", "status"):
        del item[name]
    read = items.feedback_from_item(item)
    assert (read.contacts, read.level, read.cycle, read.done) == ((), 0, 1, ())
    assert read.is_open


def test_an_item_of_a_later_release_can_be_read() -> None:
    item = {**items.feedback_to_item(a_feedback()), "mood": {"S": "grim"}}
    assert items.feedback_from_item(item) == a_feedback()


def test_half_a_surrogate_pair_is_refused_before_it_leaves() -> None:
    with pytest.raises(InvalidInputError):
        items.entry_to_item(an_entry(words="\ud83d"), NOW)


@pytest.mark.parametrize("too_long", ["x" * 350_000, "ã" * 175_000])
def test_what_the_table_could_not_hold_is_refused_before_it_leaves(too_long: str) -> None:
    with pytest.raises(TooLargeError):
        items.entry_to_item(an_entry(words=too_long), NOW)
    items.entry_to_item(an_entry(words=too_long[: len(too_long) * 9 // 10]), NOW)


# Keys


@given(
    st.lists(
        st.tuples(
            st.sampled_from([keys.inbound, keys.reference, keys.contact, keys.sent, keys.counter]),
            st.text(st.characters(), max_size=2_000),
        ),
        min_size=2,
        max_size=2,
        unique=True,
    )
)
def test_different_things_have_different_keys(two: list[tuple[Any, str]]) -> None:
    first, second = (make(text) for make, text in two)
    assert first != second
    for key in (first, second):
        assert len(key[keys.PK]["S"].encode()) <= 1_000


@given(st.lists(st.integers(1, 999_999), min_size=2))
def test_entries_sort_by_their_number(numbers: list[int]) -> None:
    by_key = sorted(numbers, key=lambda number: keys.entry(ID, number)[keys.SK]["S"])
    assert by_key == sorted(numbers)


@given(
    st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=16, max_size=16),
    st.just("state")
    | st.integers(1, 999_999).map(lambda number: f"entry:{number}")
    | st.text(min_size=1, max_size=20).map(lambda text: f"message:{text}"),
    instants,
)
def test_a_place_in_the_work_list_leads_back_to_its_thing(
    feedback_id: str, item: str, wake_at: datetime
) -> None:
    for swept in (False, True):
        due = Due(feedback_id=feedback_id, item=item, wake_at=wake_at, swept=swept)
        assert keys.due_from(keys.due_key(due)) == due


def test_a_feedback_stays_in_its_shard_for_ever() -> None:
    assert keys.shard(ID) == "DUE#03"  # another number would strand what is in the table
    assert keys.shard("fedcba9876543210") == "DUE#00"
    assert keys.shard(ID, swept=True) == "SWEEP#03"


def test_the_shards_are_used_alike() -> None:
    counts = dict.fromkeys(keys.SHARDS, 0)
    for number in range(16_000):
        counts[keys.shard(f"{number:016x}")] += 1
    assert min(counts.values()) > 850
    assert max(counts.values()) < 1_150


def test_the_order_of_stored_instants_is_the_order_of_time() -> None:
    later = NOW + timedelta(milliseconds=1)
    stored = [items.feedback_to_item(a_feedback(wake_at=at))["wake_at"]["S"] for at in (NOW, later)]
    assert stored == sorted(stored)
    assert stored[0] != stored[1]
