"""What a touchpoint usually gets: what is read of its own history."""

from datetime import date, timedelta

import pytest

from chalicelib.measures.rollups import Cell, Dimension
from chalicelib.measures.spread import SPREADS
from chalicelib.measures.unusual import Rate
from chalicelib.services.usual import Usual
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.memory_measures import MemoryMeasureStore
from tests.builders import NOON, configuration
from tests.world import World

WEEK = timedelta(weeks=1)
TODAY = NOON.date()


def counted(world: World, day: date, n: int) -> None:
    for period in (f"{day}", f"{day:%Y-%m}"):
        world.measures.adjust(
            Cell(Dimension.TOUCHPOINT, period, "coach-420"), {"first_response.running": n}
        )


def with_days(*counts: int) -> World:
    """A world in which coach 420 got something nine weeks ago, and since then so many by weekday."""
    world = World(now=NOON - 9 * WEEK)
    world.form("the first of all")
    world.until(NOON)
    for back in range(1, 57):
        counted(world, TODAY - timedelta(days=back), counts[(back - 1) % len(counts)])
    return world


def rate_of(world: World) -> Rate:
    usual = Usual(MemoryLists(world.store), world.measures)
    found = usual.rate("coach-420", NOON, world.configurations.current())
    assert found is not None
    return found


def spread_of(rate: Rate) -> float:
    return sum(one * probable for one, probable in zip(SPREADS, rate.spread, strict=True))


def test_by_how_much_days_differ_is_read_from_the_day_sums() -> None:
    steady = with_days(80, 90, 100, 95, 85, 20, 10)
    wild = with_days(10, 90, 3, 95, 200, 20, 55, 40)
    assert spread_of(rate_of(wild)) > 2 * spread_of(rate_of(steady))


def test_a_day_before_the_first_feedback_is_no_day_without_any() -> None:
    world = World(now=NOON - 3 * WEEK)
    world.form("the first of all")
    world.until(NOON)
    for back in range(1, 21):
        counted(world, TODAY - timedelta(days=back), 100)
    assert spread_of(rate_of(world)) < 0.4


def test_a_holiday_is_a_day_like_sundays() -> None:
    holiday = TODAY - timedelta(days=14)
    calendar = {
        "time_zone": "Europe/London",
        "open": {"0": [[540, 1020]]},
        "holidays": {f"{holiday}": "A day off"},
        "closed": [],
        "extra": {},
    }
    world = with_days(100)
    with_holiday = World(first=configuration(calendars={"office": calendar}), now=NOON - 9 * WEEK)
    with_holiday.form("the first of all")
    with_holiday.until(NOON)
    for back in range(1, 57):
        day = TODAY - timedelta(days=back)
        is_off = day == holiday or day.weekday() == 6
        counted(with_holiday, day, 5 if is_off else 100)
        counted(world, day, 5 - 100 if is_off else 0)
    assert spread_of(rate_of(with_holiday)) < spread_of(rate_of(world))


def test_days_are_read_once_a_day_and_what_is_usual_once_in_half_a_window() -> None:
    world = with_days(100)
    asked: list[int] = []

    class Counting(MemoryMeasureStore):
        """Notes how many periods of a touchpoint were asked for."""

        def rollup(self, dimension, value, periods):  # type: ignore[no-untyped-def]
            if dimension is Dimension.TOUCHPOINT:
                asked.append(len(periods))
            return world.measures.rollup(dimension, value, periods)

    usual = Usual(MemoryLists(world.store), Counting(world.store))
    now = world.configurations.current()
    for minutes in (0, 5, 35, 95):
        usual.rate("coach-420", NOON + timedelta(minutes=minutes), now)
    assert asked == [56]
    usual.rate("coach-420", NOON + timedelta(days=1), now)
    assert asked == [56, 56]


def test_the_share_of_serious_ones_is_read_of_several_days() -> None:
    world = World(now=NOON - 9 * WEEK)
    for week in range(9):
        world.until(NOON - (9 - week) * WEEK + timedelta(hours=1))
        for number in range(4):
            world.form(f"a thing {number}", rating=1 if week % 2 else 4)
    world.until(NOON)
    usual = Usual(MemoryLists(world.store), world.measures)
    all_of, serious = (
        ask("coach-420", NOON, world.configurations.current())
        for ask in (usual.rate, usual.serious_rate)
    )
    assert all_of is not None
    assert serious is not None
    assert serious.mean / all_of.mean == pytest.approx((1 + 16) / (10 + 32))
    assert spread_of(serious) > spread_of(all_of), "some weeks all of them were, some weeks none"
