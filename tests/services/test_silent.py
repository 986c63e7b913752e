"""Touchpoints of which nothing is heard any more, for the weekly digest."""

from datetime import date, timedelta

from chalicelib.digest_days import Span
from chalicelib.measures.rollups import Cell, Dimension
from chalicelib.services.silent import silent_places
from chalicelib.week_digest import Silent
from tests.builders import configuration
from tests.world import World

LAST = date(2026, 11, 22)
SPAN = Span(LAST - timedelta(days=6), LAST)
TODAY = LAST + timedelta(days=1)
EIGHT_WEEKS = 56


def counted(world: World, touchpoint: str, day: date, n: int) -> None:
    for period in (f"{day}", f"{day:%Y-%m}"):
        cell = Cell(Dimension.TOUCHPOINT, period, touchpoint)
        world.measures.adjust(cell, {"first_response.n": n})


def usually(world: World, touchpoint: str, every: int, n: int = 1) -> None:
    for back in range(1, EIGHT_WEEKS + 1, every):
        counted(world, touchpoint, SPAN.first - timedelta(days=back), n)


def silent(world: World) -> tuple[Silent, ...]:
    return silent_places(world.measures, SPAN, TODAY, world.configurations.current())


def test_a_touchpoint_that_got_one_a_day_and_now_none_for_a_week_is_named() -> None:
    world = World()
    usually(world, "coach-420", every=1)
    assert silent(world) == (Silent(touchpoint="coach-420", usual=7),)
    counted(world, "coach-420", LAST, 1)
    assert silent(world) == ()


def test_a_quiet_week_of_a_quiet_touchpoint_is_chance() -> None:
    world = World()
    usually(world, "coach-420", every=4)
    assert silent(world) == ()


def test_touchpoints_that_there_are_no_more_are_not_named_and_nothing_where_it_is_off() -> None:
    world = World()
    usually(world, "coach-1", every=1, n=5)
    usually(world, "coach-420", every=1, n=5)
    assert [one.touchpoint for one in silent(world)] == ["coach-420"]
    off = configuration(early_warning={"enabled": False})
    assert silent_places(world.measures, SPAN, TODAY, off) == ()
