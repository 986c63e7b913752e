"""The work queue of several teams, page by page, and filters that hold however long it is."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.errors import InvalidInputError
from chalicelib.model import Feedback, What
from chalicelib.ports import Inbound
from chalicelib.services import queue as service
from chalicelib.services.queue import Queue, Wanted
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_lists import MemoryLists
from tests.builders import NOON, entry, feedback

TEAMS = ("coaches", "supervisors", "ombudsman")
HOUR = timedelta(hours=1)


def keep(store: MemoryFeedbackStore, number: int, words: str = "cold", **facts: object) -> Feedback:
    one = feedback(
        **{"id": f"{number:016d}", "reference": f"{number:07d}", "holder": "coaches"} | facts
    )
    first = entry(feedback_id=one.id, number=1, what=What.CAPTURED, words=words)
    store.open(one, first, Inbound(key=f"k{number}"), react_by=NOON)
    return one


def read(
    queue: Queue,
    teams: tuple[str, ...],
    wanted: Wanted = Wanted(),  # noqa: B008 - it is frozen
) -> tuple[list[str], int]:
    """Every line of a queue, and in how many parts it came."""
    seen: list[str] = []
    after: str | None = None
    for parts in range(1, 1_000):
        found = queue.of(teams, wanted, after)
        seen += [one.feedback.id for one in found.lines]
        after = found.next
        if after is None:
            return seen, parts
    raise AssertionError("it never ends")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages small enough to be crossed by a few feedback."""
    for name, n in {"MOST": 4, "LOOKED_AT": 6, "_AT_ONCE": 3, "_LEAST": 2}.items():
        monkeypatch.setattr(service, name, n)


@pytest.mark.usefixtures("small")
def test_queues_of_teams_are_one_queue_whatever_the_pages() -> None:
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(TEAMS)), max_size=25))
    def check(rows: list[tuple[int, str]]) -> None:
        store = MemoryFeedbackStore()
        for number, (hours, team) in enumerate(rows):
            keep(store, number, holder=team, promise_by=NOON + hours * HOUR)
        seen, _ = read(Queue(MemoryLists(store)), TEAMS)
        expected = sorted(
            (hours, TEAMS.index(team), f"{number:016d}")
            for number, (hours, team) in enumerate(rows)
        )
        assert seen == [one for _, _, one in expected]

    check()


@pytest.mark.usefixtures("small")
def test_a_filter_finds_whatever_there_is_behind_any_number_that_it_does_not_take() -> None:
    store = MemoryFeedbackStore()
    for number in range(40):
        words = "A mala ficou para trás" if number in (2, 31, 39) else "cold"
        keep(store, number, words, promise_by=NOON + number * HOUR, level=number % 2)
    queue = Queue(MemoryLists(store))
    seen, parts = read(queue, TEAMS, Wanted(text="MALA"))
    assert [int(one) for one in seen] == [2, 31, 39]
    assert parts == 7
    first = queue.of(TEAMS, Wanted(text="mala"))
    assert (len(first.lines), first.looked_at) == (1, 6)
    assert [int(one) for one in read(queue, TEAMS, Wanted(level=1, text="mala"))[0]] == [31, 39]
    assert read(queue, TEAMS, Wanted(text="no such words"))[0] == []


@pytest.mark.usefixtures("small")
def test_a_list_that_is_just_full_says_that_it_ends() -> None:
    store = MemoryFeedbackStore()
    for number in range(4):
        keep(store, number)
    assert read(Queue(MemoryLists(store)), TEAMS)[1] == 1


def test_a_place_of_another_queue_is_refused() -> None:
    queue = Queue(MemoryLists(MemoryFeedbackStore()))
    for after in ("nonsense", "2026|warehouse|0", "|coaches|", "2026|coaches"):
        with pytest.raises(InvalidInputError):
            queue.of(TEAMS, Wanted(), after)
