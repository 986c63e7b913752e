"""Copies of months: read in place of the values, and never once something changed.

Transactions are let fall apart here, as a query may see them: some items changed, others not yet.
"""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.measures.facts import EntryFacts, Line
from chalicelib.measures.ledger import ledger
from chalicelib.measures.rollups import Cell, Dimension, Tally, tallies
from chalicelib.store import boards
from chalicelib.store.measures import DynamoMeasureStore
from tests.measures.histories import CONFIGURATIONS, History

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS = ["2026-10", "2026-11", "2026-12"]
LIVES = [
    list(ledger(History(seed).timeline, CONFIGURATIONS.__getitem__))
    for seed in (7_003, 7_005, 7_006)
]

Board = dict[str, dict[str, Tally]]


class Watched:
    """A client that counts calls, and has something done before some of them.

    With `torn` a transaction's items are written one after another, in any order.
    """

    def __init__(self, client: Any, table: str) -> None:
        self._client = client
        self.table = table
        self.calls: list[str] = []
        self.before: Callable[[str], None] = lambda _: None
        self.torn: Random | None = None
        self._is_busy = False

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> Any:
            self.calls.append(name)
            if not self._is_busy:
                self._is_busy = True
                try:
                    self.before(name)
                finally:
                    self._is_busy = False
            if name == "transact_write_items" and self.torn:
                return self._torn(arguments["TransactItems"], self.torn)
            return getattr(self._client, name)(**arguments)

        return call

    def _torn(self, actions: list[Any], random: Random) -> None:
        for action in random.sample(actions, len(actions)):
            [(what, arguments)] = action.items()
            getattr(self, {"Put": "put_item", "Update": "update_item"}[what])(**arguments)


@pytest.fixture
def watched(make_table: Any) -> Watched:
    return Watched(*make_table("moto"))


@pytest.fixture
def store(watched: Watched) -> DynamoMeasureStore:
    return on(watched)


def on(watched: Watched) -> DynamoMeasureStore:
    client: Any = watched
    return DynamoMeasureStore(client, watched.table)


def read(store: DynamoMeasureStore, dimension: Dimension = Dimension.TEAM) -> Board:
    found = store.boards(dimension, MONTHS)
    return {
        month: board for month, of in found.items() if (board := {v: t for v, t in of.items() if t})
    }


def sums(facts: list[EntryFacts], dimension: Dimension = Dimension.TEAM) -> Board:
    found: Board = {}
    for cell, tally in tallies(facts).items():
        if cell.dimension is dimension and cell.period in MONTHS:
            found.setdefault(cell.period, {})[cell.value] = tally
    return found


def test_a_month_that_did_not_change_is_read_without_its_values(
    store: DynamoMeasureStore, watched: Watched
) -> None:
    facts = [one for life in LIVES for one in life]
    store.record(facts)
    assert read(store) == sums(facts)
    watched.calls.clear()
    assert read(store) == sums(facts)
    assert watched.calls == ["batch_get_item"]


def test_what_moves_between_values_alone_is_seen(store: DynamoMeasureStore) -> None:
    """A handing over changes nothing in the sums of everything."""
    [first, *_] = LIVES[0]
    store.record([first])
    assert read(store) == sums([first])
    moved = replace(
        first,
        source="entry:000099",
        lines=tuple(
            moved
            for line in first.lines
            for moved in (
                replace(line, sign=-1),
                replace(line, fact=replace(line.fact, team="night")),
            )
        ),
    )
    store.record([moved])
    assert read(store) == sums([first, moved])
    assert set(read(store)[f"{first.lines[0].fact.day:%Y-%m}"]) == {"night"}


def test_a_large_board_is_in_parts_of_one_making(
    store: DynamoMeasureStore, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "PART", 200)
    facts = [one for life in LIVES for one in life]
    store.record(facts)
    assert read(store) == sums(facts)
    watched.calls.clear()
    assert read(store) == sums(facts)
    assert watched.calls == ["batch_get_item", "batch_get_item"]
    monkeypatch.undo()
    store.adjust(Cell(Dimension.TEAM, "2026-11", "coaches"), {"first_response.n": 1})
    read(store)
    monkeypatch.setattr(boards, "PART", 200)
    store.adjust(Cell(Dimension.TEAM, "2026-11", "coaches"), {"first_response.n": -1})
    assert read(store) == read(store) == sums(facts)


def test_a_part_that_is_lost_is_made_again(
    store: DynamoMeasureStore, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "PART", 200)
    facts = [one for life in LIVES for one in life]
    store.record(facts)
    read(store)
    key = {"pk": {"S": "BOARD#team#2026-11"}, "sk": {"S": "PART#001"}}
    watched.delete_item(TableName=watched.table, Key=key)
    assert read(store) == sums(facts)
    watched.calls.clear()
    assert read(store) == sums(facts)
    assert "query" not in watched.calls


def test_who_may_not_write_reads_all_the_same(store: DynamoMeasureStore, watched: Watched) -> None:
    facts = [one for life in LIVES for one in life]
    store.record(facts)

    def refuse(name: str) -> None:
        if name == "put_item":
            raise ClientError({"Error": {"Code": "AccessDeniedException", "Message": ""}}, name)

    watched.before = refuse
    assert read(store) == read(store) == sums(facts)


@pytest.mark.parametrize("seed", range(16))
def test_whatever_changes_while_boards_are_read_and_made_they_come_to_the_plain_sums(
    store: DynamoMeasureStore, watched: Watched, seed: int
) -> None:
    random = Random(seed)
    pending = iter([_moved(random, number) for number in range(6)])
    done: list[EntryFacts] = []

    def meanwhile(call: str) -> None:
        """Before a call somebody reads, or changes something."""
        if call != "get_item" and random.random() < 0.2:
            if random.random() < 0.5:
                read(store)
            elif facts := next(pending, None):
                store.record([facts])
                done.append(facts)

    watched.torn, watched.before = random, meanwhile
    while facts := next(pending, None):
        store.record([facts])
        done.append(facts)
        if random.random() < 0.5:
            read(store)
    watched.before = lambda _: None
    assert read(store) == sums(done)
    assert read(store) == sums(done)


def _moved(random: Random, number: int) -> EntryFacts:
    """A fact that comes, and as often as not is handed over by another team at once."""
    fact = random.choice(random.choice(LIVES)[0].lines).fact
    at = fact.day.replace(month=random.choice([10, 11]), day=random.randint(1, 28))
    came = Line(sign=1, fact=replace(fact, team=random.choice("abc"), day=at))
    left = Line(sign=-1, fact=replace(fact, team=random.choice("abc"), day=at))
    return EntryFacts(
        feedback_id=f"{number:016x}",
        source="entry:000001",
        lines=(came, left) if random.random() < 0.5 else (came,),
    )
