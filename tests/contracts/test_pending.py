"""What every keeper of what has not left yet, and of who is there, promises."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.model import Here, PendingMove, What
from chalicelib.ports import FeedbackStore, PendingMoves, Presence
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.pending import DynamoPendingMoves, MemoryPendingMoves
from chalicelib.store.presence import DynamoPresence, MemoryPresence
from tests.contracts.conftest import PLACES
from tests.contracts.facts import ID, NOW, opened

SECOND = timedelta(seconds=1)
Both = tuple[FeedbackStore, PendingMoves]


@pytest.fixture(params=PLACES)
def both(request: pytest.FixtureRequest) -> Any:
    """A feedback store, and the moves that wait beside it."""
    if request.param == "memory":
        memory = MemoryFeedbackStore()
        return memory, MemoryPendingMoves(memory)
    client, name = request.getfixturevalue("make_table")(request.param)
    return DynamoFeedbackStore(client, name), DynamoPendingMoves(client, name)


@pytest.fixture(params=PLACES)
def there(request: pytest.FixtureRequest) -> Any:
    """Nobody is there yet."""
    if request.param == "memory":
        return MemoryPresence()
    return DynamoPresence(*request.getfixturevalue("make_table")(request.param))


def a_move(key: str = "key-1", **said: Any) -> PendingMove:
    base: dict[str, Any] = {
        "feedback_id": ID, "key": key, "what": What.ANSWERED, "words": "Mended.\n\n🙂",
        "member": "ana@example.com", "team": "coaches", "seen": 1,
        "said_at": NOW, "leaves_at": NOW + 8 * SECOND,
    }  # fmt: skip
    return PendingMove(**base | said)


def test_what_waits_is_read_back_as_it_was_said(both: Both) -> None:
    _, moves = both
    assert moves.add(a_move())
    assert moves.add(a_move("key-2", seen=None, what=What.RESOLVED, words=""))
    assert moves.of(ID) == [a_move(), a_move("key-2", seen=None, what=What.RESOLVED, words="")]
    assert moves.of("another-feedback") == []


def test_the_same_key_again_changes_nothing(both: Both) -> None:
    _, moves = both
    assert moves.add(a_move())
    assert not moves.add(a_move(words="Something else."))
    assert moves.of(ID) == [a_move()]


def test_it_stands_in_the_work_list_from_when_it_is_to_leave_until_it_is_done(both: Both) -> None:
    store, moves = both
    opened(store)
    store.reacted(ID, 1)
    moves.add(a_move())
    assert store.due(NOW + 7 * SECOND, 10) == ([], False)
    [due], _ = store.due(NOW + 8 * SECOND, 10)
    assert (due.feedback_id, due.item, due.swept) == (ID, "pending:key-1", True)
    assert store.due(NOW + 9 * SECOND, 10, due) == ([], False)
    moves.claim(ID, "key-1")
    assert store.due(NOW + 8 * SECOND, 10)[0] == [due]
    moves.done(ID, "key-1")
    assert store.due(NOW + 8 * SECOND, 10) == ([], False)


def test_what_was_claimed_is_not_taken_back_and_what_was_taken_back_is_not_claimed(
    both: Both,
) -> None:
    _, moves = both
    moves.add(a_move())
    assert moves.claim(ID, "key-1") == replace(a_move(), is_leaving=True)
    assert not moves.take_back(ID, "key-1")
    assert moves.claim(ID, "key-1") == replace(a_move(), is_leaving=True)
    moves.add(a_move("key-2"))
    assert moves.take_back(ID, "key-2")
    assert not moves.take_back(ID, "key-2")
    assert moves.claim(ID, "key-2") is None
    assert [one.key for one in moves.of(ID)] == ["key-1"]


def test_of_taking_back_and_leaving_at_once_exactly_one_wins(both: Both) -> None:
    _, moves = both
    for number in range(10):
        key = f"key-{number}"
        moves.add(a_move(key))
        with ThreadPoolExecutor(2) as pool:
            claimed = pool.submit(moves.claim, ID, key)
            taken = pool.submit(moves.take_back, ID, key)
        assert (claimed.result() is None) == taken.result()


def test_done_twice_or_for_nothing_changes_nothing(both: Both) -> None:
    _, moves = both
    moves.done(ID, "key-1")
    moves.add(a_move())
    moves.done(ID, "key-1")
    moves.done(ID, "key-1")
    assert moves.of(ID) == []


def here(email: str = "ben@example.com", seconds: int = 0, **said: Any) -> Here:
    base: dict[str, Any] = {"email": email, "name": "Ben", "writing": False}
    return Here(**base | said, at=NOW + seconds * SECOND)


def test_who_was_there_lately_is_told_and_who_was_not_is_left_out(there: Presence) -> None:
    later = NOW + timedelta(minutes=5)
    there.record(ID, here(), later)
    there.record(ID, here("ana@example.com", 5, name="Ana", writing=True), later)
    there.record("another", here("eva@example.com"), later)
    ana = here("ana@example.com", 5, name="Ana", writing=True)
    assert there.of(ID, NOW) == [ana, here()]
    assert there.of(ID, NOW + SECOND) == [ana]


def test_the_newest_word_of_a_page_holds_until_it_leaves(there: Presence) -> None:
    later = NOW + timedelta(minutes=5)
    there.record(ID, here(), later)
    there.record(ID, here(seconds=10, writing=True), later)
    assert there.of(ID, NOW) == [here(seconds=10, writing=True)]
    there.leave(ID, "ben@example.com")
    there.leave(ID, "ben@example.com")
    assert there.of(ID, NOW) == []
