"""What every feedback store promises about the work list: what needs a look, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.errors import ConflictError, NotFoundError
from chalicelib.model import Delivery
from chalicelib.ports import Due, FeedbackStore
from tests.contracts.facts import ID, MINUTE, NOW, REACT_BY, a_feedback, a_message, next_of, opened

LONG_AFTER = NOW + timedelta(days=30)


def listed(store: FeedbackStore, now: datetime = LONG_AFTER) -> dict[str, datetime]:
    """Everything due, by name."""
    found, more = store.due(now, 1_000)
    assert not more
    return {f"{one.feedback_id} {one.item}": one.wake_at for one in found}


def test_a_new_feedback_stands_there_with_its_state_and_its_entry(store: FeedbackStore) -> None:
    feedback = opened(store)
    assert listed(store) == {f"{ID} state": feedback.wake_at, f"{ID} entry:1": REACT_BY}


def test_an_entry_that_was_reacted_to_leaves_the_list(store: FeedbackStore) -> None:
    opened(store)
    store.reacted(ID, 1)
    assert list(listed(store)) == [f"{ID} state"]
    assert store.entry(ID, 1).number == 1


def test_reacting_twice_or_to_nothing_changes_nothing(store: FeedbackStore) -> None:
    opened(store)
    before = store.timeline(ID)
    store.reacted(ID, 1)
    store.reacted(ID, 1)
    store.reacted(ID, 7)
    store.reacted("nobody0000000000", 1)
    assert store.timeline(ID) == before
    assert store.timeline("nobody0000000000") == []


def test_a_feedback_that_needs_no_look_is_not_listed(store: FeedbackStore) -> None:
    before = opened(store)
    after, entry = next_of(before, wake_at=None)
    store.change(before, after, entry, react_by=REACT_BY)
    assert set(listed(store)) == {f"{ID} entry:1", f"{ID} entry:2"}


def test_a_moved_wake_up_is_listed_at_its_new_instant_only(store: FeedbackStore) -> None:
    before = opened(store)
    later = NOW + timedelta(days=2)
    after, entry = next_of(before, wake_at=later)
    store.change(before, after, entry, react_by=REACT_BY)
    assert listed(store)[f"{ID} state"] == later


def test_a_message_is_listed_until_it_is_settled(store: FeedbackStore) -> None:
    message = a_message()
    name = f"{ID} message:{message.id}"
    store.add_message(message)
    assert listed(store) == {name: message.wake_at}
    claimed = store.claim(message, NOW, NOW + 9 * MINUTE)
    assert claimed is not None
    assert listed(store) == {name: NOW + 9 * MINUTE}
    store.settle(claimed, replace(claimed, delivery=Delivery.SENT, wake_at=None))
    assert listed(store) == {}


def test_a_message_without_a_wake_up_is_listed_once_it_is_claimed(store: FeedbackStore) -> None:
    message = a_message(wake_at=None)
    store.add_message(message)
    assert listed(store) == {}
    store.claim(message, NOW, NOW + MINUTE)
    assert list(listed(store)) == [f"{ID} message:{message.id}"]


def test_only_what_is_due_is_listed_its_own_instant_included(store: FeedbackStore) -> None:
    feedback = opened(store)
    store.reacted(ID, 1)
    assert feedback.wake_at is not None
    assert listed(store, feedback.wake_at - timedelta(milliseconds=1)) == {}
    assert list(listed(store, feedback.wake_at)) == [f"{ID} state"]


@pytest.mark.parametrize("limit", [1, 7, 40, 41])
def test_pages_hold_everything_exactly_once(store: FeedbackStore, limit: int) -> None:
    for number in range(40):  # over all shards, many at the same instant
        store.add_message(
            a_message(f"{number:016d}", wake_at=NOW + timedelta(seconds=number // 10))
        )
    found: list[Due] = []
    last: Due | None = None
    pages = 0
    more = True
    while more:
        page, more = store.due(LONG_AFTER, limit, last)
        assert len(page) <= limit
        found += page
        last = page[-1]
        pages += 1
        assert pages <= 40
    assert sorted(one.feedback_id for one in found) == [f"{number:016d}" for number in range(40)]
    assert pages == -(-40 // limit)


def test_the_next_page_begins_where_the_last_thing_stood_though_it_has_left(
    store: FeedbackStore,
) -> None:
    messages = [
        a_message(id=f"{minutes:06d}-answer", wake_at=NOW + minutes * MINUTE)
        for minutes in range(1, 5)
    ]
    for message in messages:
        store.add_message(message)
    page, more = store.due(LONG_AFTER, 2)
    assert more
    for message in messages[:2]:
        store.settle(message, replace(message, delivery=Delivery.SENT, wake_at=None))
    rest, more = store.due(LONG_AFTER, 2, page[-1])
    assert [one.item for one in rest] == ["message:000003-answer", "message:000004-answer"]
    assert not more


def test_in_one_shard_the_oldest_comes_first(store: FeedbackStore) -> None:
    for minutes in (3, 1, 2):
        store.add_message(a_message(id=f"{minutes:06d}-answer", wake_at=NOW + minutes * MINUTE))
    found, _ = store.due(LONG_AFTER, 10)
    assert [one.wake_at for one in found] == [NOW + n * MINUTE for n in (1, 2, 3)]


def test_an_empty_list_has_no_more(store: FeedbackStore) -> None:
    assert store.due(LONG_AFTER, 10) == ([], False)


def test_a_tick_finds_states_and_next_tries_and_nothing_that_an_arrow_carries(
    store: FeedbackStore,
) -> None:
    opened(store)  # its state, and its entry that nothing followed from yet
    pending, again, claimed = (a_message(id=f"00000{n}-answer") for n in (1, 2, 3))
    store.add_message(pending)
    store.add_message(replace(again, delivery=Delivery.RETRY))
    store.add_message(claimed)
    store.claim(claimed, NOW, NOW + MINUTE)
    found, more = store.due(LONG_AFTER, 10, swept=False)
    assert {one.item for one in found} == {"state", "message:000002-answer"}
    assert not more
    assert not any(one.swept for one in found)
    everything, _ = store.due(LONG_AFTER, 10)
    assert {one.item for one in everything if one.swept} == {
        "entry:1", "message:000001-answer", "message:000003-answer",
    }  # fmt: skip


def test_a_message_that_waits_for_its_next_try_changes_lists_and_back(
    store: FeedbackStore,
) -> None:
    message = a_message()
    store.add_message(message)
    claimed = store.claim(message, NOW, NOW + MINUTE)
    assert claimed is not None
    again = replace(claimed, delivery=Delivery.RETRY)
    store.settle(claimed, again)
    (timed,) = store.due(LONG_AFTER, 10)[0]
    assert not timed.swept
    store.claim(again, NOW, NOW + MINUTE)
    (swept,) = store.due(LONG_AFTER, 10)[0]
    assert swept.swept


@pytest.mark.parametrize("limit", [1, 3])
def test_pages_go_on_from_one_list_to_the_other(store: FeedbackStore, limit: int) -> None:
    for number in range(4):
        opened(store, f"{number:016d}")
    found: list[Due] = []
    more = True
    while more:
        page, more = store.due(LONG_AFTER, limit, found[-1] if found else None)
        found += page
    assert [one.item for one in found] == ["state"] * 4 + ["entry:1"] * 4
    assert len({one.feedback_id for one in found}) == 4


# Moving a wake-up alone


def test_a_wake_up_is_moved_alone(store: FeedbackStore) -> None:
    before = opened(store)
    later = NOW + timedelta(days=3)
    store.rearm(before, later)
    assert store.get(ID) == replace(before, wake_at=later)
    assert len(store.timeline(ID)) == 1
    assert listed(store)[f"{ID} state"] == later
    store.rearm(store.get(ID), None)
    assert f"{ID} state" not in listed(store)
    store.rearm(store.get(ID), later)
    assert listed(store)[f"{ID} state"] == later


def test_a_wake_up_that_somebody_else_moved_is_a_conflict(store: FeedbackStore) -> None:
    before = opened(store)
    store.rearm(before, NOW + timedelta(days=3))
    with pytest.raises(ConflictError):
        store.rearm(before, NOW + timedelta(days=4))
    as_moved = store.get(ID)
    after, entry = next_of(as_moved, wake_at=NOW + timedelta(days=5))
    store.change(as_moved, after, entry, react_by=REACT_BY)
    with pytest.raises(ConflictError):
        store.rearm(as_moved, NOW + timedelta(days=6))
    assert store.get(ID) == after


def test_a_wake_up_of_nothing_cannot_be_moved(store: FeedbackStore) -> None:
    with pytest.raises(ConflictError):
        store.rearm(a_feedback(), NOW)
    with pytest.raises(NotFoundError):
        store.get(ID)


def test_the_instants_to_come_are_those_of_states_each_once(store: FeedbackStore) -> None:
    for number, minutes in enumerate((1, 2, 2, 3, 4)):
        opened(store, f"{number:016d}", wake_at=NOW + minutes * MINUTE)
    store.add_message(a_message(wake_at=NOW + 150 * timedelta(seconds=1)))
    waking = list(store.waking(NOW + MINUTE, NOW + 3 * MINUTE))
    assert sorted(waking) == [NOW + 2 * MINUTE, NOW + 3 * MINUTE]


def test_no_time_at_all_holds_no_instants(store: FeedbackStore) -> None:
    opened(store, wake_at=NOW)
    assert list(store.waking(NOW, NOW)) == []
    assert list(store.waking(NOW, NOW - MINUTE)) == []


def test_a_look_to_the_end_of_time_finds_every_state_that_will_ever_wake(
    store: FeedbackStore,
) -> None:
    for number in range(20):
        opened(store, f"{number:016d}", wake_at=NOW + timedelta(days=400 * number))
    before = opened(store, "0" * 15 + "A")
    after, entry = next_of(before, wake_at=None)
    store.change(before, after, entry, react_by=REACT_BY)
    end = datetime(9999, 1, 1, tzinfo=UTC)
    page, more = store.due(end, 15, swept=False)
    rest, last = store.due(end, 15, page[-1], swept=False)
    assert (more, last) == (True, False)
    assert sorted(one.feedback_id for one in page + rest) == [f"{n:016d}" for n in range(20)]
    assert {one.item for one in page + rest} == {"state"}
