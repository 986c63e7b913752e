"""What is unusual: when it is noticed, and how often chance alone is taken for it."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.early_warning import of_each_sort
from chalicelib.measures.unusual import (
    WEEKS,
    Past,
    Rate,
    alike,
    allowed,
    chance,
    is_unusual,
    usual,
    usual_serious,
)

HOUR = timedelta(hours=1)
WEEK = 7 * 24
"""Hours."""
LOOK_BACK = WEEKS * WEEK
OVERALL = 200
SHARE = of_each_sort(1)
"""Of one false alarm a year, as many may be of either sort."""

Profile = Callable[[int, int], float]
"""By weekday and hour how many come, in parts of the mean."""


def past_of(per_hour: float, *, at_this_hour: float | None = None) -> Past:
    """Of a touchpoint that always got so many an hour."""
    overall = per_hour * LOOK_BACK
    return Past(
        at_this_hour=round((per_hour if at_this_hour is None else at_this_hour) * 2 * WEEKS),
        windows=2 * WEEKS,
        overall=round(min(overall, OVERALL)),
        overall_windows=LOOK_BACK if overall < OVERALL else OVERALL / per_hour,
        elsewhere=0.1,
    )


def noticed_at(past: Past, least: int = 3) -> int:
    rate = usual(past)
    return next(n for n in range(least, 1000) if is_unusual(rate, n, HOUR, SHARE))


@pytest.mark.parametrize(
    ("per_hour", "noticed"),
    [(1 / WEEK, 3), (1 / 24, 4), (3 / 24, 5), (1, 10), (5, 22), (20, 60), (100, 253)],
)
def test_how_many_within_an_hour_are_noticed(per_hour: float, noticed: int) -> None:
    assert noticed_at(past_of(per_hour)) == noticed


def test_a_busy_hour_of_the_week_is_no_news_and_a_crowd_at_a_quiet_one_is() -> None:
    assert noticed_at(past_of(0.5, at_this_hour=10)) > 30
    assert noticed_at(past_of(0.5, at_this_hour=0)) <= 5


def test_of_a_new_touchpoint_what_others_get_is_taken_for_usual() -> None:
    def new(elsewhere: float) -> Past:
        return Past(at_this_hour=0, windows=0, overall=0, overall_windows=0, elsewhere=elsewhere)

    assert noticed_at(new(0.01)) < noticed_at(new(1)) < noticed_at(new(20))
    assert noticed_at(new(1)) > noticed_at(past_of(1)), "less is known, so more is needed"


def test_serious_ones_are_noticed_by_their_own_usual_share() -> None:
    rate = usual(past_of(20))
    seldom, often = usual_serious(rate, 2, 100), usual_serious(rate, 50, 100)
    assert seldom.mean == pytest.approx(20 * 3 / 110, rel=0.01)
    assert is_unusual(seldom, 10, HOUR, SHARE)
    assert not is_unusual(often, 20, HOUR, SHARE)


@settings(max_examples=100)
@given(st.floats(0.05, 200), st.floats(0.01, 100), st.integers(2, 300), st.integers(1, 20))
def test_more_is_never_likelier_and_what_is_allowed_never_too_much(
    shape: float, rate: float, n: int, false_alarms: int
) -> None:
    known = Rate(shape, rate)
    assert 0 <= chance(known, n + 1) <= chance(known, n) <= 1
    assert 0 < allowed(known, HOUR, false_alarms) <= 0.01
    assert not is_unusual(known, 1, HOUR, false_alarms)


@pytest.mark.parametrize(("shape", "rate", "n"), [(1.0, 1.0, 2), (2.5, 16.0, 3), (26.0, 1.3, 40)])
def test_a_chance_is_the_negative_binomial_one(shape: float, rate: float, n: int) -> None:
    """Against what it means: a rate drawn for each try, and a count drawn at that rate."""
    dice = random.Random(20_261_122)
    tries = 40_000
    hits = sum(poisson(dice, dice.gammavariate(shape + 1, 1 / rate)) >= n - 1 for _ in range(tries))
    expected = chance(Rate(shape, rate), n)
    assert hits / tries == pytest.approx(expected, abs=4 * (expected / tries) ** 0.5)


def poisson(dice: random.Random, mean: float) -> int:
    count, left = -1, mean
    while left > 0:
        left -= dice.expovariate(1)
        count += 1
    return max(count, 0)


def flat(_weekday: int, _hour: int) -> float:
    return 1.0


def by_day(weekday: int, hour: int) -> float:
    """Nobody at night, twice as many when people go to work and home, fewer at the weekend."""
    rush = 2.2 if hour in {7, 8, 17, 18} else 1.0
    return 0.0 if hour < 5 else rush * (0.55 if weekday >= 5 else 1.0)


def arrivals(
    dice: random.Random, weeks: int, per_hour: float, profile: Profile, differs: float
) -> list[float]:
    """Hours at which feedback comes; `differs` is by how much of itself a day differs from others."""
    found: list[float] = []
    for day in range(weeks * 7):
        like = dice.gammavariate(1 / differs**2, differs**2) if differs else 1.0
        for hour in range(24):
            mean, at = per_hour * profile(day % 7, hour) * like, 0.0
            while mean > 0 and (at := at + dice.expovariate(mean)) < 1:
                found.append(day * 24 + hour + at)
    return found


def alarms(found: list[float], begin: float) -> int:
    """As the service looks: at each feedback, an hour back; one a day at most, which is an episode."""

    def between(since: float, until: float) -> int:
        return bisect_left(found, until) - bisect_left(found, since)

    told, last, known = 0, -1000.0, (-1, Rate(1, 1))
    for at in found[bisect_right(found, begin) :]:
        n = bisect_right(found, at) - bisect_right(found, at - 1)
        if n < 3:
            continue
        slot = int(at * 2)
        if known[0] != slot:
            end = slot / 2
            history = [end - week * WEEK for week in range(1, WEEKS + 1)]
            overall = between(end - 1 - LOOK_BACK, end - 1)
            newest = found[bisect_left(found, end - 1) - OVERALL] if overall > OVERALL else 0.0
            past = Past(
                at_this_hour=sum(between(then - 1, then + 1) for then in history),
                windows=2 * WEEKS,
                overall=min(overall, OVERALL),
                overall_windows=end - 1 - newest if overall > OVERALL else LOOK_BACK,
                elsewhere=per_hour_of(found),
            )
            known = (slot, usual(past))
        if is_unusual(known[1], n, HOUR, SHARE):
            told += at - last > 24
            last = at
    return told


def per_hour_of(found: list[float]) -> float:
    return len(found) / found[-1]


@pytest.mark.parametrize("profile", [flat, by_day])
@pytest.mark.parametrize("differs", [0.0, 0.2])
@pytest.mark.parametrize(("per_hour", "touchpoints"), [(1 / WEEK, 60), (3 / 24, 40), (2, 6)])
def test_chance_alone_alarms_at_most_once_in_two_years_of_a_sort_at_a_touchpoint(
    per_hour: float, touchpoints: int, differs: float, profile: Profile
) -> None:
    """Half a year of each of some touchpoints that nothing happens at, every feedback a look."""
    dice = random.Random(7)
    told = sum(
        alarms(arrivals(dice, WEEKS + 26, per_hour, profile, differs), LOOK_BACK)
        for _ in range(touchpoints)
    )
    expected = SHARE * touchpoints / 2
    assert told <= expected + 2 * expected**0.5


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
