"""What every store of measurements promises: each fact once, and sums that are the facts'."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.errors import ConflictError, OuvidoError
from chalicelib.measures.facts import EntryFacts, withdrawn
from chalicelib.measures.ledger import ledger
from chalicelib.measures.rollups import Cell, Dimension, Tally, tallies
from chalicelib.ports import Inbound, Measured, MeasureStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.measures import MOST_ITEMS, DynamoMeasureStore, batches
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_measures import MemoryMeasureStore
from chalicelib.store.sums import attribute_of, changes_of, name_of
from tests.builders import feedback
from tests.contracts.conftest import PLACES
from tests.measures.histories import CONFIGURATIONS, History

HISTORIES = [History(seed) for seed in (7_003, 7_005, 7_006)]


def facts_of(history: History) -> list[EntryFacts]:
    return list(ledger(history.timeline, CONFIGURATIONS.__getitem__))


FACTS = [facts for history in HISTORIES for facts in facts_of(history)]


@pytest.fixture(params=PLACES)
def stores(request: pytest.FixtureRequest) -> Any:
    """An empty store of feedback, and of measurements beside it."""
    if request.param == "memory":
        kept = MemoryFeedbackStore()
        return kept, MemoryMeasureStore(kept)
    table = request.getfixturevalue("make_table")(request.param)
    return DynamoFeedbackStore(*table), DynamoMeasureStore(*table)


@pytest.fixture
def measures(stores: Any) -> MeasureStore:
    found: MeasureStore = stores[1]
    return found


def sums(store: MeasureStore) -> dict[Cell, Tally]:
    return {one[0]: one[1] for one in store.everything() if isinstance(one, tuple) and one[1]}


def test_facts_are_given_back_as_they_were_written(measures: MeasureStore) -> None:
    for history in HISTORIES:
        facts = facts_of(history)
        assert measures.record(facts) == len(facts)
        assert measures.recorded(history.id) == {one.source: one for one in facts}
    assert measures.recorded("nobody") == {}


def test_the_sums_are_what_the_facts_add_up_to(measures: MeasureStore) -> None:
    assert measures.record(FACTS) == len(FACTS)
    wanted = tallies(FACTS)
    assert sums(measures) == wanted
    cell = Cell(Dimension.TEAM, "2026-11", "coaches")
    assert measures.rollup(cell.dimension, cell.value, ["2026-11", "1999-01"]) == {
        "2026-11": wanted[cell]
    }
    assert measures.rollups(Dimension.TEAM, "2026-11") == {
        one.value: tally
        for one, tally in wanted.items()
        if (one.dimension, one.period) == (Dimension.TEAM, "2026-11")
    }


def test_some_cells_are_read_together(measures: MeasureStore) -> None:
    measures.record(FACTS)
    wanted = tallies(FACTS)
    nothing = [Cell(Dimension.TEAM, f"1999-{n:03}", "coaches") for n in range(100)]
    assert measures.sums([*nothing, *wanted]) == wanted
    assert measures.sums([]) == {}


def test_a_board_has_every_value_of_a_month_however_it_was_changed(measures: MeasureStore) -> None:
    def check() -> None:
        for dimension in Dimension:
            if dimension is not Dimension.ALL:
                boards = measures.boards(dimension, ["2026-10", "2026-11", "1999-01"])
                for month in ("2026-10", "2026-11", "1999-01"):
                    whole = {v: t for v, t in measures.rollups(dimension, month).items() if t}
                    assert {v: t for v, t in boards.get(month, {}).items() if t} == whole

    check()
    measures.record(FACTS[: len(FACTS) // 2])
    check()
    measures.record(FACTS)
    check()
    was = FACTS[0]
    line = was.lines[0]
    follows = replace(was, lines=(replace(line, fact=replace(line.fact, team="supervisors")),))
    measures.amend(was, follows)
    check()
    measures.adjust(Cell(Dimension.TEAM, "2026-11", "coaches"), {"first_response.n": 2})
    check()


def test_what_comes_again_is_counted_once(measures: MeasureStore) -> None:
    some = FACTS[: len(FACTS) // 2]
    measures.record(some)
    assert measures.record(FACTS) == len(FACTS) - len(some)
    assert measures.record(FACTS) == 0
    assert sums(measures) == tallies(FACTS)


def test_batches_at_the_same_time_add_up(measures: MeasureStore) -> None:
    """Each batch twice: of the two writers of the same facts one counts, whoever is first."""
    parts = [FACTS[n::4] for n in range(4)] * 2

    def record(part: list[EntryFacts]) -> int:
        for _ in range(20):
            try:
                return measures.record(part)
            except ConflictError:
                continue
        raise AssertionError("it never found a gap")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(record, parts))
    for part in parts:
        measures.record(part)
    assert sums(measures) == tallies(FACTS)


def test_facts_that_no_longer_follow_are_put_right_with_their_sums(measures: MeasureStore) -> None:
    measures.record(FACTS)
    was = FACTS[0]
    line = was.lines[0]
    follows = replace(was, lines=(replace(line, fact=replace(line.fact, team="supervisors")),))
    measures.amend(was, follows)
    assert measures.recorded(was.feedback_id)[was.source] == follows
    assert sums(measures) == tallies([*FACTS, withdrawn(was), follows])
    with pytest.raises(ConflictError):
        measures.amend(was, follows)


def test_sums_can_be_put_right(measures: MeasureStore) -> None:
    cell = Cell(Dimension.ALL, "2026-11", "all")
    measures.adjust(cell, {"first_response.n": 2, "level.2.late": 1})
    measures.adjust(cell, {"first_response.n": -1, "level.2.late": -1})
    assert sums(measures) == {cell: {"first_response.n": 1}}


def test_a_sum_is_put_right_only_while_it_is_as_it_was_seen(measures: MeasureStore) -> None:
    cell = Cell(Dimension.TEAM, "2026-11", "coaches")
    numbers = {f"first_response.w{n}": n + 1 for n in range(120)}
    measures.adjust(cell, numbers, {})
    assert measures.rollups(cell.dimension, cell.period) == {"coaches": numbers}
    with pytest.raises(ConflictError):
        measures.adjust(cell, {"first_response.w3": 5}, {})
    with pytest.raises(ConflictError):
        measures.adjust(cell, {"first_response.w3": 5, "level.2.late": 1}, {"first_response.w3": 3})
    measures.adjust(cell, {"first_response.w3": -4, "level.2.late": 1}, {"first_response.w3": 4})
    measures.adjust(cell, {"first_response.w3": 1}, {"level.2.late": 1})
    found = measures.rollups(cell.dimension, cell.period)["coaches"]
    assert (found["first_response.w3"], found["level.2.late"]) == (1, 1)


def test_everything_is_each_timeline_with_its_facts_and_each_sum(stores: Any) -> None:
    kept, measures = stores
    for history in HISTORIES:
        for entry in history.timeline:
            state = feedback(id=history.id, reference=history.id, entries=entry.number)
            if entry.number == 1:
                kept.open(state, entry, Inbound(key=history.id), react_by=entry.at)
            else:
                kept.change(kept.get(history.id), state, entry, react_by=entry.at)
    measures.record(FACTS)
    found = {one.feedback_id: one for one in measures.everything() if isinstance(one, Measured)}
    assert found.keys() == {history.id for history in HISTORIES}
    for history in HISTORIES:
        assert [e.number for e in found[history.id].timeline] == [
            e.number for e in history.timeline
        ]
        assert found[history.id].recorded == {one.source: one for one in facts_of(history)}
    assert sums(measures) == tallies(FACTS)


def test_a_batch_fits_into_a_transaction_and_nothing_is_left_out() -> None:
    parts = list(batches(FACTS))
    assert [one for part in parts for one in part] == FACTS
    for part in parts:
        sums = tallies(part)
        assert len(part) + len({**sums, **changes_of(sums)}) <= MOST_ITEMS


def test_what_no_transaction_takes_is_refused_in_words() -> None:
    line = FACTS[0].lines[0]
    teams = (replace(line, fact=replace(line.fact, team=f"t{n}")) for n in range(100))
    with pytest.raises(OuvidoError, match="more sums than one transaction takes"):
        list(batches([replace(FACTS[0], lines=tuple(teams))]))


def test_every_count_has_a_short_name_of_its_own() -> None:
    names = {name for tally in tallies(FACTS).values() for name in tally}
    assert {name_of(attribute_of(name)) for name in names} == names
    assert len({attribute_of(name) for name in names}) == len(names)
