"""What a report reads: as much for each value, whatever happened, and days only where they are shown."""

from collections.abc import Sequence
from datetime import date

import pytest

from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, Tally
from chalicelib.services.reports import DAY, MONTH, Reports
from chalicelib.store.memory_measures import MemoryMeasureStore
from tests.builders import configuration
from tests.world import World

FIRST, LAST = date(2025, 12, 1), date(2026, 11, 22)
"""A year that begins with a month: eleven are over, one goes on."""
MONTHS = 12
DAYS = 357
TARGETS = [
    {"team": None, "touchpoint": None, "answered_in_time": 9_000},
    {"team": "coaches", "touchpoint": None, "answered_in_time": 9_000},
    {"team": None, "touchpoint": "coach-420", "answered_in_time": 9_000},
]


class Counting(MemoryMeasureStore):
    """Measurements that count what is asked of them."""

    def __init__(self) -> None:
        super().__init__(World().store)
        self.by_key = 0
        self.queries = 0
        self.boards_read = 0

    def sums(self, cells: Sequence[Cell]) -> dict[Cell, Tally]:
        self.by_key += len(cells)
        return super().sums(cells)

    def rollups(self, dimension: Dimension, period: str) -> dict[str, Tally]:
        self.queries += 1
        return super().rollups(dimension, period)

    def boards(self, dimension: Dimension, months: Sequence[str]) -> dict[str, dict[str, Tally]]:
        found = super().boards(dimension, months)
        self.queries -= len(months)
        self.boards_read += len(months)
        return found


@pytest.fixture
def measures() -> Counting:
    return Counting()


@pytest.fixture
def reports(measures: Counting) -> Reports:
    return Reports(World(configuration(targets=TARGETS)).configurations, measures)


@pytest.mark.parametrize(
    ("by", "read"),
    [
        (None, (3 * MONTHS, 0, 0)),
        (MONTH, (MONTHS, 0, 0)),
        (DAY, (DAYS, 0, 0)),
        ("touchpoint", (0, 1, 11)),
        ("team", (0, 1, 11)),
    ],
)
def test_a_year_with_three_targets_is_a_dozen_items_and_a_board_for_each_month_that_is_over(
    reports: Reports, measures: Counting, by: str | None, read: tuple[int, int, int]
) -> None:
    reports.make(FIRST, LAST, LAST, by, charts=True)
    assert (measures.by_key, measures.queries, measures.boards_read) == read


def of_months(measures: Counting) -> None:
    """Nine days in each of eleven months, each with one promise that was left to run."""
    for month in range(1, 12):
        for day in range(1, 10):
            said = f"2026-{month:02}-{day:02}"
            for dimension, value in (
                (Dimension.ALL, EVERYTHING),
                (Dimension.TEAM, "coaches"),
                (Dimension.TOUCHPOINT, "coach-420"),
            ):
                kept, running = {"promise.kept": day}, {"promise.running": 1}
                measures.adjust(Cell(dimension, said, value), {**kept, **running})
                by_day = {f"promise.k{day:02}": day, f"promise.r{day:02}": 1}
                measures.adjust(Cell(dimension, said[:7], value), by_day)


@pytest.mark.parametrize("by", [None, DAY, MONTH])
def test_a_target_attains_the_same_from_months_and_from_days_and_so_does_its_chart(
    reports: Reports, measures: Counting, by: str | None
) -> None:
    of_months(measures)
    standard = reports.make(FIRST, LAST, LAST, by).standards[0]
    assert standard.attained
    assert standard.chart
    assert standard.attained.n == 11 * 54
    assert standard.attained.value == pytest.approx(45 / 54)
    assert len(standard.chart.points) == 99
    assert sum(point.n for point in standard.chart.points) == standard.attained.n


@pytest.mark.parametrize("by", [None, DAY, MONTH])
@pytest.mark.parametrize("since", ["2025-01-01", "2026-06-05", "2026-11-22", "2027-01-01"])
def test_a_target_judges_no_day_before_it_was_set(
    measures: Counting, by: str | None, since: str
) -> None:
    of_months(measures)
    target = {**TARGETS[0], "since": since}
    reports = Reports(World(configuration(targets=[target])).configurations, measures)
    [standard] = reports.make(FIRST, LAST, LAST, by).standards
    every = [date(2026, month, day) for month in range(1, 12) for day in range(1, 10)]
    judged = [day for day in every if day >= date.fromisoformat(since)]
    decided = sum(one.day + 1 for one in judged)
    assert (standard.attained.n if standard.attained else 0) == decided
    assert (len(standard.chart.points) if standard.chart else 0) == len(judged)


def test_standards_are_told_where_their_sums_are_read_and_their_charts_where_asked_for(
    reports: Reports, measures: Counting
) -> None:
    of_months(measures)

    def told(by: str | None, *, charts: bool) -> dict[str, bool]:
        standards = reports.make(FIRST, LAST, LAST, by, charts=charts).standards
        assert all(one.attained and one.attained.n == 11 * 54 for one in standards)
        return {
            one.target.team or one.target.touchpoint or "all": one.chart is not None
            for one in standards
        }

    assert told(None, charts=False) == {"all": True, "coaches": False, "coach-420": False}
    assert told(None, charts=True) == {"all": True, "coaches": True, "coach-420": True}
    assert told(MONTH, charts=False) == told(DAY, charts=False) == {"all": True}
    assert told("team", charts=False) == {"coaches": False}
    assert told("touchpoint", charts=True) == {"coach-420": True}
    assert told("kind", charts=True) == {}


def test_months_are_rows_of_their_own_also_where_days_of_them_are_left_out(
    reports: Reports, measures: Counting
) -> None:
    of_months(measures)
    found = reports.make(date(2026, 9, 8), date(2026, 11, 3), LAST, MONTH)
    decided = {row.value: row.figures.promises.kept for row in found.rows}
    assert decided == {"2026-09": 17, "2026-10": 45, "2026-11": 6}
    assert found.total.promises.kept == 17 + 45 + 6
