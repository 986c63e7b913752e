"""What a report reads: as much for each value, whatever happened, and days only where they are shown."""

from collections.abc import Sequence
from datetime import date

import pytest

from chalicelib.measures.rollups import EVERYTHING, Cell, Dimension, Tally
from chalicelib.services.reports import DAY, Reports
from chalicelib.store.memory_measures import MemoryMeasureStore
from tests.builders import configuration
from tests.world import World

FIRST, LAST = date(2025, 11, 23), date(2026, 11, 22)
"""A year, of which 11 months are over and whole."""
SUMS = 11 + 8 + 22
DAYS = 365
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

    def rollup(self, dimension: Dimension, value: str, periods: Sequence[str]) -> dict[str, Tally]:
        self.by_key += len(periods)
        return super().rollup(dimension, value, periods)

    def rollups(self, dimension: Dimension, period: str) -> dict[str, Tally]:
        self.queries += 1
        return super().rollups(dimension, period)


@pytest.fixture
def measures() -> Counting:
    return Counting()


@pytest.fixture
def reports(measures: Counting) -> Reports:
    return Reports(World(configuration(targets=TARGETS)).configurations, measures)


@pytest.mark.parametrize(
    ("by", "by_key", "queries"),
    [
        (None, 3 * SUMS, 0),
        (DAY, 3 * SUMS + DAYS, 0),
        ("touchpoint", SUMS, SUMS),
        ("team", SUMS, SUMS),
    ],
)
def test_a_year_with_three_targets_reads_days_once_and_targets_where_they_are_shown(
    reports: Reports, measures: Counting, by: str | None, by_key: int, queries: int
) -> None:
    reports.make(FIRST, LAST, LAST, by)
    assert (measures.by_key, measures.queries) == (by_key, queries)


def test_only_a_report_that_is_asked_for_all_charts_reads_the_days_of_each_target(
    reports: Reports, measures: Counting
) -> None:
    reports.make(FIRST, LAST, LAST, charts=True)
    assert measures.by_key == 3 * (SUMS + DAYS)


def test_a_target_attains_the_same_from_months_as_its_chart_says_of_days(
    reports: Reports, measures: Counting
) -> None:
    for month in range(1, 12):
        for day in range(1, 10):
            said = f"2026-{month:02}-{day:02}"
            for period in (said, said[:7]):
                cell = Cell(Dimension.ALL, period, EVERYTHING)
                measures.adjust(cell, {"promise.kept": day, "promise.running": 1})
    standard = reports.make(FIRST, LAST, LAST, DAY).standards[0]
    assert standard.attained
    assert standard.chart
    assert standard.attained.n == 11 * 54
    assert standard.attained.value == pytest.approx(45 / 54)
    assert sum(point.n for point in standard.chart.points) == standard.attained.n
