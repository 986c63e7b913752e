"""What the lists that staff look through promise, in memory and on the table alike."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.model import Status
from chalicelib.ports import FeedbackStore, Lists, QueuePlace
from chalicelib.store.lists import DynamoLists
from chalicelib.store.memory_lists import MemoryLists
from tests.contracts.conftest import PLACES
from tests.contracts.facts import NOW, REACT_BY, next_of, opened

HOUR = timedelta(hours=1)


@pytest.fixture(params=PLACES)
def both(request: pytest.FixtureRequest, make_table: Any) -> Any:
    """A feedback store and the lists over it."""
    if request.param == "memory":
        from chalicelib.store.memory import MemoryFeedbackStore

        store = MemoryFeedbackStore()
        return store, MemoryLists(store)
    from chalicelib.store.dynamo import DynamoFeedbackStore

    client, name = make_table(request.param)
    return DynamoFeedbackStore(client, name), DynamoLists(client, name)


def ids(places: list[QueuePlace]) -> list[str]:
    return [one.feedback_id for one in places]


def test_a_teams_queue_has_promises_first_then_the_unpromised_then_who_is_waited_for(
    both: tuple[FeedbackStore, Lists],
) -> None:
    store, lists = both
    opened(store, "a" * 16, holder=None, waiting_until=NOW + HOUR, promise_by=NOW)
    opened(store, "b" * 16, holder="coaches", promise_by=None)
    opened(store, "c" * 16, holder="coaches", promise_by=NOW + 2 * HOUR)
    opened(store, "d" * 16, holder="coaches", promise_by=NOW + HOUR)
    opened(store, "e" * 16, holder="supervisors", promise_by=NOW)
    assert ids(lists.queue("coaches", 10)) == [one * 16 for one in "dcba"]


def test_a_queue_is_read_a_page_at_a_time_and_ends(both: tuple[FeedbackStore, Lists]) -> None:
    store, lists = both
    for number in range(5):
        opened(store, f"{number:016d}", holder="coaches", promise_by=NOW + number * HOUR)
    seen: list[str] = []
    page = lists.queue("coaches", 2)
    while page:
        seen += ids(page)
        page = lists.queue("coaches", 2, page[-1])
    assert seen == [f"{number:016d}" for number in range(5)]


def test_a_queue_is_read_from_a_place_on_that_need_not_be_in_it(
    both: tuple[FeedbackStore, Lists],
) -> None:
    store, lists = both
    for number in range(4):
        opened(store, f"{number:016d}", holder="coaches", promise_by=NOW + number // 2 * HOUR)
    places = lists.queue("coaches", 10)
    assert [one.feedback_id for one in places[:2]] in (
        ["0" * 16, f"{1:016d}"],
        [f"{1:016d}", "0" * 16],
    )
    assert places[0].by == places[1].by < places[2].by == places[3].by
    assert lists.queue("coaches", 10, places[0]) == places[1:]
    assert lists.queue("coaches", 1, places[1]) == places[2:3]
    assert lists.queue("coaches", 10, QueuePlace(by=places[2].by)) == places[2:]
    assert lists.queue("coaches", 10, QueuePlace(by=f"{places[0].by}\0")) == places[2:]
    assert lists.queue("coaches", 10, places[3]) == []


def test_what_is_answered_leaves_the_queue(both: tuple[FeedbackStore, Lists]) -> None:
    store, lists = both
    before = opened(store, holder="coaches", promise_by=NOW)
    after, entry = next_of(before, holder=None, status=Status.ANSWERED)
    store.change(before, after, entry, react_by=REACT_BY)
    assert lists.queue("coaches", 10) == []


def test_a_touchpoints_feedback_comes_newest_first_and_only_of_the_time_asked_for(
    both: tuple[FeedbackStore, Lists],
) -> None:
    store, lists = both
    for number in range(4):
        opened(store, f"{number:016d}", touchpoint="coach-420", captured_at=NOW + number * HOUR)
    opened(store, "f" * 16, touchpoint="coach-421", captured_at=NOW + HOUR)
    found = lists.at_place("coach-420", NOW + HOUR, NOW + 3 * HOUR, 2)
    assert found == [f"{number:016d}" for number in (3, 2)]


def test_states_and_first_words_come_in_one_go_and_what_is_gone_is_left_out(
    both: tuple[FeedbackStore, Lists],
) -> None:
    store, lists = both
    ids = [f"{number:016d}" for number in range(130)]
    for one in ids:
        opened(store, one)
    wanted = [*reversed(ids), "f" * 16]
    assert [one.id for one in lists.states(wanted)] == list(reversed(ids))
    found = lists.entries(wanted)
    assert set(found) == set(ids)
    assert {entry.number for entry in found.values()} == {1}


def test_what_was_answered_and_reached_nobody_stays_in_the_queue_until_it_is_told(
    both: tuple[FeedbackStore, Lists],
) -> None:
    store, lists = both
    before = opened(store, holder="coaches", promise_by=NOW)
    unreached, entry = next_of(before, status=Status.ANSWERED, unreached_at=NOW + HOUR)
    store.change(before, unreached, entry, react_by=REACT_BY)
    assert ids(lists.queue("coaches", 10)) == [before.id]
    told, entry = next_of(unreached, holder=None, unreached_at=None)
    store.change(unreached, told, entry, react_by=REACT_BY)
    assert lists.queue("coaches", 10) == []


def test_what_was_captured_at_a_touchpoint_is_found_with_when_and_the_first_of_all(
    both: tuple[FeedbackStore, Lists],
) -> None:
    store, lists = both
    assert lists.first_at_place("coach-420") is None
    for number in range(3):
        opened(store, f"{number:016d}", captured_at=NOW + number * HOUR, touchpoint="coach-420")
    opened(store, "e" * 16, captured_at=NOW - HOUR, touchpoint="coach-550")
    found = lists.captured_at_place("coach-420", NOW, NOW + HOUR, 10)
    assert found == [(f"{1:016d}", NOW + HOUR), ("0" * 16, NOW)]
    assert lists.captured_at_place("coach-420", NOW, NOW + 2 * HOUR, 1) == [
        (f"{2:016d}", NOW + 2 * HOUR)
    ]
    assert lists.first_at_place("coach-420") == NOW
