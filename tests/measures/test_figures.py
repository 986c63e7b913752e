"""Histograms, intervals and charts: against their definitions, published values, and DuckDB."""

import json
import math
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.configuration import Target
from chalicelib.measures import statistics
from chalicelib.measures.charts import Signal, chart
from chalicelib.measures.facts import to_plain
from chalicelib.measures.figures import figures
from chalicelib.measures.histogram import bucket, estimate, quantile
from chalicelib.measures.ledger import ledger
from chalicelib.measures.periods import Period, days, periods
from chalicelib.measures.report import Verdict, standard
from chalicelib.measures.rollups import Cell, Dimension, tallies
from chalicelib.measures.standing import standing
from tests.measures.histories import CONFIGURATIONS, History

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 2)


@given(st.integers(0, 100 * 365 * 86_400))
def test_every_duration_is_within_2_percent_of_its_buckets_estimate(seconds: int) -> None:
    assert abs(estimate(bucket(seconds)) - seconds) <= 0.02 * seconds * (1 + 1e-12)


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=60), st.sampled_from([1, 5, 9, 10]))
def test_any_quantile_is_within_2_percent_of_the_nearest_rank(
    seconds: list[int], tenths: int
) -> None:
    counts: dict[int, int] = {}
    for one in seconds:
        counts[bucket(one)] = counts.get(bucket(one), 0) + 1
    found = quantile(counts, Fraction(tenths, 10))
    true = sorted(seconds)[-(-tenths * len(seconds) // 10) - 1]
    assert found is not None
    assert abs(found - true) <= 0.02 * true * (1 + 1e-12)


def test_a_duration_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no duration"):
        bucket(-1)


def test_of_nothing_there_is_no_figure_and_it_is_not_0() -> None:
    found = figures({})
    assert found.response.n == 0
    assert (found.response.wall.median, found.response.wall.mean) == (None, None)
    assert (found.promises.in_time, found.survey.csat, found.survey.nps) == (None, None, None)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilsons_interval_is_the_one_that_newcombe_published(
    successes: int, n: int, low: float, high: float
) -> None:
    """Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 3."""
    found = statistics.share(successes, n)
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_promoters_passives_and_detractors_part_0_to_10_and_nothing_else() -> None:
    groups = [statistics.nps_group(n) for n in range(11)]
    assert groups == ["detractor"] * 7 + ["passive"] * 2 + ["promoter"] * 2
    for wrong in (-1, 11, 6.5, 8.5, True, "9", None):
        with pytest.raises(ValueError, match="no whole number"):
            statistics.nps_group(wrong)  # type: ignore[arg-type]


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500))
def test_nps_lies_in_its_scale_and_its_interval_is_the_adjusted_wald(
    up: int, middle: int, down: int
) -> None:
    found = statistics.net_promoter(up, middle, down)
    if up + middle + down == 0:
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(100 * (up - down) / (up + middle + down))
    assert -100 <= found.low <= found.high <= 100
    answers = [1.0] * up + [0.0] * middle + [-1.0] * down
    m = len(answers) + 3
    mean = (sum(answers) + 0.75 - 0.75) / m
    variance = (up + down + 1.5) / m - mean**2
    half = 195.9963984540054 * math.sqrt(variance / m)
    assert found.high == pytest.approx(min(100 * mean + half, 100))


def test_csat_is_the_share_of_4_and_5_of_those_who_gave_a_score() -> None:
    survey = figures({"score.1": 1, "score.4": 2, "score.5": 1, "recommend.9": 3}).survey
    assert survey.csat is not None
    assert (survey.csat.value, survey.csat.n) == (0.75, 4)


def test_the_response_rate_counts_only_who_was_asked() -> None:
    survey = figures({"survey.asked": 10, "survey.answered": 4, "survey.unasked": 9}).survey
    assert survey.response_rate is not None
    assert survey.response_rate.value == 0.4


def test_what_still_runs_when_its_day_is_over_was_missed() -> None:
    of_day = [(Period(MONDAY, MONDAY, is_month=False), {"promise.running": 3, "promise.kept": 1})]
    assert figures(standing(of_day, MONDAY)).promises.missed == 0
    late = figures(standing(of_day, MONDAY + DAY)).promises
    assert (late.kept, late.missed, late.running) == (1, 3, 0)


def a_chart(shares: list[float], n: int = 50) -> list[Signal]:
    found = chart([(MONDAY + i * DAY, round(s * n), n) for i, s in enumerate(shares)])
    assert found is not None
    return [point.signal for point in found.points]


def test_days_that_differ_by_chance_tell_of_no_change() -> None:
    random = Random(1)
    kept = [sum(random.random() < 0.9 for _ in range(80)) / 80 for _ in range(60)]
    assert set(a_chart(kept, 80)) == {Signal.NOISE}


def test_a_day_outside_the_limits_and_nine_on_one_side_tell_of_a_change() -> None:
    steady = [0.9, 0.92, 0.88, 0.9, 0.94, 0.86, 0.9, 0.92, 0.88] * 3
    assert a_chart([*steady, 0.4])[-1] is Signal.BELOW
    assert a_chart([0.8, 0.9] * 10 + [0.94] * 9)[-1] is Signal.RUN_ABOVE


def test_limits_of_large_numbers_are_as_wide_as_days_really_differ() -> None:
    """50,000 a day: by the p-chart alone nearly every day would be an alarm."""
    random = Random(2)
    shares = [0.9 + random.gauss(0, 0.01) for _ in range(60)]
    found = chart([(MONDAY + i * DAY, round(s * 50_000), 50_000) for i, s in enumerate(shares)])
    assert found is not None
    assert found.widened > 5
    assert len(found.signals) <= 1


def test_the_limits_are_those_of_the_formula() -> None:
    found = chart([(MONDAY + i * DAY, 45, 50) for i in range(8)])
    assert found is not None
    spread = 3 * math.sqrt(0.9 * 0.1 / 50)
    assert found.points[0].low == pytest.approx(0.9 - spread)
    assert found.points[0].high == 1.0


def test_of_few_days_nothing_is_said_and_days_without_promises_are_no_points() -> None:
    assert chart([(MONDAY + i * DAY, 1, 1) for i in range(7)]) is None
    assert chart([(MONDAY + i * DAY, 0, 0) for i in range(99)]) is None


@pytest.mark.parametrize(
    ("kept", "missed", "verdict"),
    [(0, 0, Verdict.NO_DATA), (99, 1, Verdict.UNSURE), (990, 10, Verdict.MET), (50, 50, Verdict.FAILED)],
)  # fmt: skip
def test_a_standard_is_met_only_where_chance_does_not_explain_it(
    kept: int, missed: int, verdict: Verdict
) -> None:
    target = Target(team="coaches", touchpoint=None, answered_in_time=9_500)
    found = standard(target, {"promise.kept": kept, "promise.missed": missed})
    assert found.verdict is verdict


@given(st.dates(date(2020, 1, 1), date(2027, 12, 31)), st.integers(0, 800), st.integers(-40, 900))
def test_periods_are_each_day_once_and_months_from_their_first_day_to_their_last_or_today(
    first: date, length: int, ahead: int
) -> None:
    last, today = first + length * DAY, first + ahead * DAY
    seen: list[date] = []
    for period in periods(first, last, today):
        seen += days(period.first, period.last)
        assert period.is_over(today) == (today > _end(period))
        if period.is_month:
            assert period.first.day == 1
            assert period.last == min(_end(period), last)
            assert period.last == _end(period) or today <= last
        else:
            assert period.first == period.last
    assert seen == list(days(first, last))


def _end(period: Period) -> date:
    """The last day of the whole period."""
    return max(
        d for d in days(period.first, period.first + 31 * DAY) if f"{d}".startswith(period.key)
    )


def test_a_year_is_twelve_items_from_a_months_first_day_and_at_most_32_from_any_other() -> None:
    for ahead in range(366):
        today = MONDAY + ahead * DAY
        assert len(list(periods(today - 364 * DAY, today, today))) <= 12 + 30
        begin = (today - 330 * DAY).replace(day=1)
        assert len(list(periods(begin, today, today))) <= 12


def test_duckdb_makes_the_same_figures_of_the_same_facts(tmp_path: Path) -> None:
    """From the facts as they are stored and exported, in SQL, for every team and in total."""
    rows = [
        row
        for seed in range(5_000, 5_300)
        for facts in ledger(History(seed).timeline, CONFIGURATIONS.__getitem__)
        for row in to_plain(facts)
    ]
    stored = tmp_path / "facts.jsonl"
    stored.write_text("\n".join(json.dumps(row) for row in rows))
    found = duckdb.sql(
        f"""
        WITH held AS (
            SELECT team, measure, state, seconds, open_seconds, sum(sign) AS n
            FROM read_json('{stored}', format = 'newline_delimited', sample_size = -1)
            WHERE day BETWEEN '2026-11-01' AND '2026-11-30'
            GROUP BY ALL HAVING sum(sign) <> 0
        ), single AS (
            SELECT * FROM held, range(held.n::BIGINT) WHERE state = 'done'
        )
        SELECT team, measure, count(*), sum(seconds), sum(open_seconds),
               quantile_disc(seconds, 0.5), quantile_disc(seconds, 0.9),
               quantile_disc(open_seconds, 0.9)
        FROM single GROUP BY team, measure
        """
    ).fetchall()
    every = (
        facts
        for seed in range(5_000, 5_300)
        for facts in ledger(History(seed).timeline, CONFIGURATIONS.__getitem__)
    )
    sums = tallies(every)
    compared = 0
    for team, measure, n, wall, is_open, median, p90, open_p90 in found:
        if measure not in ("first_response", "further_response", "resolution", "handling", "pause"):
            continue
        one = getattr(figures(sums[Cell(Dimension.TEAM, "2026-11", team)]), measure)
        assert one.n == n
        assert one.wall.mean == pytest.approx(wall / n)
        assert one.open.mean == pytest.approx(is_open / n)
        for ours, theirs in (
            (one.wall.median, median),
            (one.wall.p90, p90),
            (one.open.p90, open_p90),
        ):
            assert abs(ours - theirs) <= 0.02 * theirs * (1 + 1e-9)
        compared += 1
    assert compared == 15
