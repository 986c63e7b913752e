"""What is unusual: when it is noticed, and how often chance alone is taken for it."""

import math
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.early_warning import ALLOWED, Place, at_most, minutes_to_notice, needed, noticed_at, seen
from chalicelib.measures.spread import SPREADS
from chalicelib.measures.unusual import (
    AFTER,
    BEFORE,
    WEEKS,
    Past,
    Rate,
    alike,
    allowed,
    around,
    chance,
    days_differ,
    halves,
    is_unusual,
    usual,
    usual_serious,
)

HOUR = timedelta(hours=1)
WEEK = 7 * 24
"""Hours."""
STEADY = tuple(float(spread == SPREADS[0]) for spread in SPREADS)
KNOWN_AT_ALL = days_differ([])


def past(at_this_hour: int, *, per_hour: float, weeks: int = WEEKS) -> Past:
    """Of a touchpoint whose days are alike, with so many in each half hour about this one."""
    return Past(
        weeks=[[at_this_hour] * (BEFORE + AFTER)] * weeks,
        days=STEADY,
        overall=round(per_hour * WEEKS * WEEK),
        overall_windows=WEEKS * WEEK,
        elsewhere=0.1,
    )


@pytest.mark.parametrize(
    ("per_hour", "days", "noticed"),
    [
        (1 / WEEK, 0.2, 3),
        (1 / 24, 0.2, 4),
        (3 / 24, 0.2, 6),
        (1, 0.2, 16),
        (5, 0.2, 37),
        (20, 0.5, 222),
    ],
)
def test_how_many_within_an_hour_are_noticed(per_hour: float, days: float, noticed: int) -> None:
    found = noticed_at(Place(per_hour=per_hour, days=days))
    assert found == pytest.approx(noticed, rel=0.15, abs=1)


def test_a_busy_hour_of_the_week_is_no_news_and_a_crowd_at_a_quiet_one_is() -> None:
    assert needed(usual(past(5, per_hour=0.5))) > 30
    assert needed(usual(past(0, per_hour=0.5))) <= 6


def test_what_begins_sharply_may_begin_half_an_hour_earlier() -> None:
    quiet, busy = [0] * BEFORE, [10] * AFTER
    later = past(0, per_hour=1)
    begins = Past(
        weeks=[[*quiet, *busy]] * WEEKS,
        days=later.days,
        overall=later.overall,
        overall_windows=later.overall_windows,
        elsewhere=later.elsewhere,
    )
    assert usual(begins).mean == pytest.approx(usual(past(10, per_hour=1)).mean)


def test_of_a_new_touchpoint_what_others_get_is_taken_for_usual() -> None:
    def new(elsewhere: float) -> Rate:
        return usual(
            Past(weeks=[], days=KNOWN_AT_ALL, overall=0, overall_windows=0, elsewhere=elsewhere)
        )

    assert needed(new(0.01)) < needed(new(0.1)) < needed(new(1))
    assert needed(new(1)) > needed(usual(past(1, per_hour=1))), "less is known, so more is needed"


def test_serious_ones_are_noticed_by_their_own_usual_share() -> None:
    rate = usual(past(10, per_hour=20))
    seldom = usual_serious(rate, [(1, 50), (1, 50)])
    often = usual_serious(rate, [(25, 50), (25, 50)])
    assert seldom.mean == pytest.approx(rate.mean * 3 / 110)
    assert is_unusual(seldom, 20, HOUR, ALLOWED)
    assert not is_unusual(often, 40, HOUR, ALLOWED)


def test_of_a_share_that_differs_by_day_more_is_needed() -> None:
    rate = usual(past(10, per_hour=20))
    steady = usual_serious(rate, [(4, 12), (3, 12), (4, 12), (5, 12), (4, 12), (4, 12)])
    wild = usual_serious(rate, [(0, 12), (12, 12), (0, 12), (12, 12), (0, 12), (0, 12)])
    assert steady.mean == pytest.approx(wild.mean)
    assert needed(steady) < needed(wild)


def test_where_days_differ_more_is_needed() -> None:
    alike_days = days_differ([[20, 22, 18, 21, 19, 20, 23, 17]] * 7)
    others = days_differ([[5, 60, 18, 2, 31, 9, 40, 11]] * 7)
    rate = usual(past(10, per_hour=20))
    found = [
        needed(Rate(mean=rate.mean, shape=rate.shape, spread=spread))
        for spread in (alike_days, others)
    ]
    assert 2 * found[0] < found[1]


@settings(max_examples=100)
@given(
    st.floats(1, 2000),
    st.floats(0.01, 200),
    st.sampled_from([STEADY, KNOWN_AT_ALL]),
    st.integers(2, 300),
    st.integers(1, 20),
)
def test_more_is_never_likelier_and_what_is_allowed_never_too_much(
    shape: float, mean: float, spread: tuple[float, ...], n: int, false_alarms: int
) -> None:
    known = Rate(mean=mean, shape=shape, spread=spread)
    assert 0 <= chance(known, n + 1) <= chance(known, n) <= 1 + 1e-9
    assert 0 < allowed(known, HOUR, false_alarms) <= 0.01
    assert not is_unusual(known, 1, HOUR, false_alarms)


@pytest.mark.parametrize(
    ("mean", "shape", "n"), [(1.0, 8.0, 4), (0.16, 2.5, 3), (20.0, 160.0, 80), (20.0, 160.0, 40)]
)
@pytest.mark.parametrize("differs", [0, 4, 6])
def test_a_chance_is_that_of_drawn_rates_days_and_counts(
    mean: float, shape: float, n: int, differs: int
) -> None:
    """Against what it means, each day with as many tries as feedback come on it."""
    dice = np.random.default_rng(20_261_122)
    tries, days = 400_000, 1 / SPREADS[differs] ** 2
    windows = 1 + days * shape / mean
    day = dice.gamma(days, 1, tries) * dice.gamma(shape, 1, tries) / dice.gamma(windows, 1, tries)
    weights = day / day.sum()
    hits = dice.poisson(day) >= n - 1
    spread = tuple(float(place == differs) for place in range(len(SPREADS)))
    error = math.sqrt(float((weights**2)[hits].sum()))
    expected = chance(Rate(mean=mean, shape=shape, spread=spread), n)
    assert float(weights[hits].sum()) == pytest.approx(expected, abs=5 * error + 1e-5)


def test_of_a_rate_that_is_known_less_well_more_is_needed() -> None:
    well, badly = (Rate(mean=2, shape=shape, spread=STEADY) for shape in (16.0, 2.0))
    assert needed(well) < needed(badly)


def test_half_windows_are_counted_about_the_same_time_of_an_earlier_week() -> None:
    then = datetime(2026, 11, 16, 12, tzinfo=UTC)
    since, until = around(then, HOUR)
    minutes = [-211, -210, -1, 0, 29, 30, 149]
    instants = [then + timedelta(minutes=one) for one in minutes]
    inside = [at for at in instants if since <= at < until]
    assert len(inside) == len(minutes) - 1
    found = halves(inside, then, HOUR)
    assert len(found) == BEFORE + AFTER
    assert (found[0], found[BEFORE - 1], found[BEFORE], found[BEFORE + 1], found[-1]) == (
        1,
        1,
        2,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("place", "years"),
    [
        (Place(per_hour=3 / 24, profile="rush", days=0.5), 30),
        (Place(per_hour=1, days=1.0), 10),
        (Place(per_hour=1, profile="sharp", days=0.2, minutes=20), 20),
        (Place(per_hour=5, profile="rush", days=0.5), 10),
        (Place(per_hour=5, profile="rush", days=0.2, hours=0.6), 6),
        (Place(per_hour=20, profile="rush", days=0.2), 12),
    ],
    ids=repr,
)
def test_chance_alone_alarms_at_most_once_in_two_years_of_a_sort_at_a_touchpoint(
    place: Place, years: int
) -> None:
    """`python -m bench.early_warning` does it with all sorts of touchpoints, and for longer."""
    expected = ALLOWED * years
    assert seen(place, years) <= expected


@pytest.mark.parametrize(
    ("place", "years"),
    [
        (Place(per_hour=1, profile="rush", days=0.2, share=0.33), 10),
        (Place(per_hour=5, profile="rush", days=0.2, share=0.33, shares=0.6), 5),
    ],
    ids=repr,
)
def test_so_it_does_of_serious_ones(place: Place, years: int) -> None:
    assert seen(place, years, serious=True) <= ALLOWED * years


def test_most_crowds_of_five_times_as_many_are_noticed_within_the_hour_at_a_busy_touchpoint() -> (
    None
):
    dice = np.random.default_rng(5)
    place = Place(per_hour=20, profile="rush", days=0.0)
    took = [minutes_to_notice(place, 5, dice) for _ in range(8)]
    assert sum(one <= 60 for one in took) >= 6


@pytest.mark.parametrize(("count", "most"), [(0, 3.00), (1, 4.74), (7, 13.15), (20, 29.06)])
def test_the_upper_limit_of_a_count_is_the_known_one(count: int, most: float) -> None:
    assert at_most(count) == pytest.approx(most, abs=0.01)


ZONE = "Europe/London"


def no_holiday(_day: date) -> bool:
    return False


def test_an_hour_is_compared_with_the_same_one_of_earlier_weeks_on_the_clock() -> None:
    summer_ended = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert [at.isoformat() for at in alike(summer_ended, ZONE, no_holiday)][:2] == [
        "2026-10-26T09:30:00+00:00",
        "2026-10-19T08:30:00+00:00",
    ]
    assert len(alike(summer_ended, ZONE, no_holiday)) == WEEKS


def test_holidays_are_left_out_of_working_days_and_compared_with_sundays() -> None:
    christmas = date(2026, 12, 25)

    def is_holiday(day: date) -> bool:
        return day == christmas

    new_years_day = datetime(2027, 1, 1, 10, tzinfo=UTC)
    assert datetime(2026, 12, 25, 10, tzinfo=UTC) not in alike(new_years_day, ZONE, is_holiday)
    compared = alike(datetime(2026, 12, 25, 10, tzinfo=UTC), ZONE, is_holiday)
    assert {at.strftime("%a") for at in compared} == {"Sun"}
    assert len(compared) == WEEKS
