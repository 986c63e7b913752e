"""What every feedback store promises about a team's promises: which are over, oldest first."""

from datetime import datetime, timedelta

from chalicelib.model import Status
from chalicelib.ports import FeedbackStore
from tests.contracts.facts import ID, NOW, REACT_BY, next_of, opened

HOUR = timedelta(hours=1)
LONG_AFTER = NOW + timedelta(days=30)
MANY = 1_000


def promised(store: FeedbackStore, feedback_id: str, by: datetime, holder: str = "coaches") -> None:
    opened(store, feedback_id, holder=holder, promise_by=by)


def test_the_oldest_promise_comes_first(store: FeedbackStore) -> None:
    for feedback_id, hours in (("b", 2), ("c", 3), ("a", 1)):
        promised(store, feedback_id * 16, NOW + hours * HOUR)
    assert store.held("coaches", LONG_AFTER, MANY) == ["a" * 16, "b" * 16, "c" * 16]


def test_only_what_is_promised_by_then_is_there_its_own_instant_included(
    store: FeedbackStore,
) -> None:
    promised(store, ID, NOW + HOUR)
    assert store.held("coaches", NOW + HOUR - timedelta(milliseconds=1), MANY) == []
    assert store.held("coaches", NOW + HOUR, MANY) == [ID]


def test_no_more_than_asked_for_come_and_those_are_the_oldest(store: FeedbackStore) -> None:
    for number in range(7):
        promised(store, f"{number:016d}", NOW + number * HOUR)
    assert store.held("coaches", LONG_AFTER, 3) == [f"{number:016d}" for number in range(3)]


def test_every_team_has_a_list_of_its_own(store: FeedbackStore) -> None:
    promised(store, ID, NOW + HOUR)
    assert store.held("supervisors", LONG_AFTER, MANY) == []


def test_what_nobody_has_to_answer_or_nobody_promised_is_in_no_list(store: FeedbackStore) -> None:
    opened(store, "a" * 16, holder=None, promise_by=NOW + HOUR)
    opened(store, "b" * 16, holder="coaches", promise_by=None)
    assert store.held("coaches", LONG_AFTER, MANY) == []


def test_what_is_raised_moves_to_the_other_list_and_what_is_answered_leaves_it(
    store: FeedbackStore,
) -> None:
    before = opened(store, holder="coaches", promise_by=NOW + HOUR)
    raised, entry = next_of(before, holder="supervisors", promise_by=NOW + 2 * HOUR)
    store.change(before, raised, entry, react_by=REACT_BY)
    assert store.held("coaches", LONG_AFTER, MANY) == []
    assert store.held("supervisors", LONG_AFTER, MANY) == [ID]
    assert store.get(ID).holder == "supervisors"
    answered, entry = next_of(raised, holder=None, status=Status.ANSWERED)
    store.change(raised, answered, entry, react_by=REACT_BY)
    assert store.held("supervisors", LONG_AFTER, MANY) == []
    assert store.get(ID).holder is None


def test_what_was_answered_and_reached_nobody_is_held_with_or_without_a_promise(
    store: FeedbackStore,
) -> None:
    for number, promise in enumerate((NOW + 9 * HOUR, None)):
        before = opened(store, f"{number:016d}", holder="coaches", promise_by=promise)
        unreached_at = NOW + (2 - number) * HOUR
        after, entry = next_of(before, status=Status.ANSWERED, unreached_at=unreached_at)
        store.change(before, after, entry, react_by=REACT_BY)
    assert store.held("coaches", NOW + HOUR, MANY) == [f"{1:016d}"]
    assert store.held("coaches", NOW + 2 * HOUR, MANY) == [f"{1:016d}", f"{0:016d}"]
