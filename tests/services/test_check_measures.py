"""The daily check of the measurements: silent where all is right, and what it finds where it is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension
from chalicelib.model import Delivery
from chalicelib.services.check_measures import CheckMeasures
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.memory_measures import MemoryMeasureStore
from tests.builders import NOON
from tests.services.test_outcomes import rate, resolve
from tests.services.test_story import answer
from tests.world import World

DAY = date(2026, 11, 23)


@pytest.fixture
def world() -> World:
    """Two feedback of a day, one of them answered, and one of the next day."""
    lived = World()
    lived.text("420 heating broken")
    lived.hours(1)
    answer(lived)
    lived.form("the door does not shut", touchpoint="coach-550", email="pat@example.net")
    lived.until(NOON + timedelta(days=1))
    lived.form("and it is cold")
    return lived


def check(world: World) -> CheckMeasures:
    lists = MemoryLists(world.store)
    return CheckMeasures(world.store, lists, world.configurations, world.measures, world.ratings)


def test_where_all_is_as_the_timelines_say_nothing_is_found(world: World) -> None:
    found = check(world).yesterday(NOON + timedelta(days=1))
    assert (found.day, found.feedback, found.problems) == (DAY, 2, 0)
    assert found.sums > 5
    assert check(world).day(date(2026, 1, 1)).problems == 0


def test_facts_that_were_never_written_are_named() -> None:
    world = World()
    elsewhere = MemoryMeasureStore(world.store)
    world.measure = replace(world.measure, measures=elsewhere)
    world.text("420 heating broken")
    found = check(world).day(DAY)
    assert f"{world.feedback.id} entry:000001" in found.missing
    assert not found.strange


def test_facts_that_do_not_follow_from_their_timeline_are_named(world: World) -> None:
    first = world.all_ids[0]
    was = world.measures.recorded(first)["entry:000001"]
    line = was.lines[0]
    other = replace(line, fact=replace(line.fact, team="supervisors"))
    world.measures.amend(was, replace(was, lines=(other, *was.lines[1:])))
    found = check(world).day(DAY)
    assert found.strange == (f"{first} entry:000001",)
    assert not found.missing


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        (Cell(Dimension.TEAM, "2026-11-23", "coaches"), "team 2026-11-23"),
        (Cell(Dimension.ALL, "2026-11", EVERYTHING), "all 2026-11"),
    ],
)
def test_sums_that_do_not_add_up_are_named(world: World, cell: Cell, named: str) -> None:
    world.measures.adjust(cell, {"first_response.n": 1})
    assert check(world).day(DAY).differing == (named,)


def unmeasured_from_now(world: World) -> None:
    """Whatever is measured from now on is lost."""
    world.measure = replace(world.measure, measures=MemoryMeasureStore(world.store))


def test_an_older_feedback_that_was_rated_on_the_day_is_worked_out_again() -> None:
    world = World()
    world.text("420 heating broken")
    resolve(world, "It is mended.")
    world.until(NOON + timedelta(days=1))
    unmeasured_from_now(world)
    rate(world, 2)
    found = check(world).day(DAY + timedelta(days=1))
    assert found.feedback == 1
    assert found.missing == (f"{world.feedback.id} entry:{world.timeline[-1].number:06d}",)


def test_an_older_feedback_that_is_open_is_worked_out_again() -> None:
    world = World()
    world.text("420 heating broken")
    world.until(NOON + timedelta(hours=2))
    unmeasured_from_now(world)
    world.until(NOON + timedelta(days=2))
    found = check(world).day(DAY + timedelta(days=1))
    assert found.feedback == 1
    assert found.missing, "what was raised since"


def test_what_stands_in_two_lists_is_looked_at_once_and_what_came_later_not_at_all(
    world: World,
) -> None:
    assert check(world).day(DAY).feedback == 2
    assert check(world).day(DAY - timedelta(days=1)).feedback == 0


def test_an_older_answer_that_is_known_to_have_reached_nobody_is_worked_out_again() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world)
    world.until(NOON + timedelta(days=1))
    assert check(world).day(DAY).problems == 0
    unmeasured_from_now(world)
    world.receipt(world.sms.sent[-1], Delivery.BOUNCED, "no such number")
    found = check(world).day(DAY + timedelta(days=1))
    assert found.missing == (f"{world.feedback.id} entry:{world.feedback.entries:06d}",)
