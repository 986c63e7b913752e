"""Rebuilding the measurements of a stage that is never quiet."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.errors import ConflictError
from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, Tally
from chalicelib.ports import Measured
from chalicelib.services.measure import Rebuild
from chalicelib.store.memory_measures import MemoryMeasureStore
from infra.commands.rebuild import lines, look
from tests.world import World


class Busy(MemoryMeasureStore):
    """A world's measurements. In each look one more customer writes after a first feedback was read."""

    def __init__(self, world: World, looks: int = 100) -> None:
        self.__dict__ |= vars(world.measures)
        self.world, self.left, self.is_held = world, looks, False

    def everything(self) -> Iterator[Measured | tuple[Cell, Tally]]:
        every = super().everything()
        yield next(every)
        if self.left:
            self.left -= 1
            self.world.text("420 cold again", sender=f"+44770090{self.left:04d}")
            self.world.settle()
        yield from every

    def amend(self, was: EntryFacts, follows: EntryFacts) -> None:
        if self.is_held:
            raise ConflictError
        super().amend(was, follows)


@pytest.fixture
def world() -> World:
    world = World()
    world.text("420 cold")
    world.settle()
    return world


def rebuild_of(measures: Busy) -> Rebuild:
    return Rebuild(measures.world.store, measures.world.configurations, measures)


def running(world: World) -> int:
    day = world.now.date().isoformat()
    tally = world.measures.rollup(Dimension.ALL, EVERYTHING, [day])[day]
    return tally.get("first_response.running", 0)


def test_right_sums_stay_right_where_like_feedback_comes_during_each_look(world: World) -> None:
    found, written, put_right = look(rebuild_of(Busy(world)), mend=True)
    assert (written, put_right) == (0, 0)
    assert found.is_whole
    assert found.moving
    assert f"{found.moving} sums changed while they were looked at" in lines(found, 0, 0)[1]
    assert running(world) == len(world.all_ids) == 3


def test_what_is_wrong_is_mended_and_the_rest_waits_for_a_quieter_hour(world: World) -> None:
    wrong = Cell(Dimension.TEAM, "2025-01", "coaches")
    world.measures.adjust(wrong, {"first_response.n": 7})
    found, written, put_right = look(rebuild_of(Busy(world)), mend=True)
    assert (written, put_right) == (0, 1)
    assert found.is_whole
    assert world.measures.rollups(Dimension.TEAM, "2025-01") == {"coaches": {}}


def test_months_that_an_earlier_release_counted_without_days_are_put_right(world: World) -> None:
    month = f"{world.now:%Y-%m}"
    cells = {
        Cell(dimension, month, value): tally
        for dimension in Dimension
        for value, tally in world.measures.rollups(dimension, month).items()
    }
    for cell, tally in cells.items():
        by_day = {name: n for name, n in tally.items() if name.startswith("promise.")}
        assert by_day
        world.measures.adjust(cell, {name: -n for name, n in by_day.items()})
        world.measures.adjust(cell, {"promise.running": sum(by_day.values())})
    found, written, put_right = look(rebuild_of(Busy(world, looks=0)), mend=True)
    assert (found.is_whole, written, put_right) == (True, 0, len(cells))


def test_a_sum_that_changes_before_it_is_put_right_is_left_alone(world: World) -> None:
    cell = Cell(Dimension.TEAM, "2025-01", "coaches")
    world.measures.adjust(cell, {"first_response.n": 7})
    rebuild = rebuild_of(Busy(world, looks=0))
    lasting = rebuild.lasting(rebuild.compare(), rebuild.compare())
    assert list(lasting.differing) == [cell]
    world.measures.adjust(cell, {"first_response.n": -7})
    assert rebuild.mend(lasting) == (0, 0)
    assert rebuild.compare().is_whole


def test_facts_in_whose_way_somebody_stands_are_passed_over(world: World) -> None:
    [feedback_id] = world.all_ids
    measures = Busy(world, looks=0)
    one = measures.recorded(feedback_id)["entry:000001"]
    measures.amend(one, replace(one, lines=one.lines[1:]))
    world.measures.adjust(Cell(Dimension.TEAM, "2025-01", "coaches"), {"first_response.n": 7})
    measures.is_held = True
    found, written, put_right = look(rebuild_of(measures), mend=True)
    assert (written, put_right) == (0, 1)
    assert [was.source for was, _ in found.strange] == ["entry:000001"]
    measures.is_held = False
    found, written, put_right = look(rebuild_of(measures), mend=True)
    assert (written, put_right, found.is_whole) == (1, 0, True)
