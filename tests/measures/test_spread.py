"""By how much counts differ beyond chance, learned from the counts."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.measures import spread
from chalicelib.measures.spread import SHARES, SPREADS, Spread

FADES = 0.3
WEEKS = 8


def mean_of(found: Spread, of: Sequence[float] = SPREADS) -> float:
    return sum(one * probable for one, probable in zip(of, found, strict=True))


def weeks_of(per_day: float, differs: float) -> list[list[int]]:
    dice = np.random.default_rng(20_261_122)
    factors = dice.gamma(1 / differs**2, differs**2, (7, WEEKS))
    return [[int(n) for n in day] for day in dice.poisson(per_day * factors)]


def test_of_nothing_what_is_believed_before_is_known() -> None:
    found = spread.of_counts([], FADES)
    assert sum(found) == pytest.approx(1)
    assert found[3] / found[0] == pytest.approx(math.exp(-(SPREADS[3] - SPREADS[0]) / FADES))
    assert spread.of_counts([[0, 0, 0]], FADES) == found


@pytest.mark.parametrize("differs", [0.2, 0.5, 1.0, 1.4])
def test_of_busy_days_it_is_learned_how_much_they_differ(differs: float) -> None:
    found = spread.of_counts(weeks_of(100, differs), FADES)
    assert mean_of(found) == pytest.approx(differs, rel=0.3)


def test_of_quiet_days_chance_is_not_taken_for_days_that_differ() -> None:
    quiet = spread.of_counts(weeks_of(1, 0.2), FADES)
    assert mean_of(quiet) <= mean_of(spread.of_counts([], FADES)) + 0.05


def test_how_busy_the_days_of_a_group_are_tells_nothing() -> None:
    """Mondays may be ten times Sundays: compared is only what is alike."""
    even = [[100, 102, 98, 101], [99, 97, 103, 100]]
    uneven = [[100, 102, 98, 101], [10, 11, 9, 10]]
    assert mean_of(spread.of_counts(uneven, FADES)) <= mean_of(spread.of_counts([], FADES))
    assert mean_of(spread.of_counts(even, FADES)) < 0.25


def negative_binomial(count: int, shape: float, chance: float) -> float:
    return math.exp(
        math.lgamma(shape + count)
        - math.lgamma(shape)
        - math.lgamma(count + 1)
        + shape * math.log(chance)
        + count * math.log1p(-chance)
    )


@settings(max_examples=50)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=8).filter(any), st.floats(0.1, 0.9))
def test_it_is_the_likelihood_of_the_counts_given_their_sum(
    counts: list[int], chance: float
) -> None:
    """Of negative binomial counts and their sum, which is one too, whatever their rate is."""

    def likely(shape: float) -> float:
        each = math.prod(negative_binomial(count, shape, chance) for count in counts)
        return each / negative_binomial(sum(counts), shape * len(counts), chance)

    found = spread.of_counts([counts], math.inf)
    ratio = likely(1 / SPREADS[6] ** 2) / likely(1 / SPREADS[1] ** 2)
    assert found[6] / found[1] == pytest.approx(ratio, rel=1e-6)


def test_of_shares_that_are_alike_and_that_are_nothing_or_all() -> None:
    steady = spread.of_shares([(6, 12), (5, 12), (6, 12), (7, 12)] * 3, 0.5, FADES)
    wild = spread.of_shares([(0, 12), (12, 12), (0, 12), (12, 12)] * 3, 0.5, FADES)
    assert sum(steady) == pytest.approx(1)
    assert mean_of(steady, SHARES) < 0.2
    assert mean_of(wild, SHARES) > 0.6


spreads = st.lists(st.floats(0, 1), min_size=len(SPREADS), max_size=len(SPREADS)).filter(any)


def normal(weights: list[float]) -> Spread:
    return tuple(weight / sum(weights) for weight in weights)


@settings(max_examples=50)
@given(spreads, spreads)
def test_the_larger_of_two_is_what_all_pairs_say(one: list[float], other: list[float]) -> None:
    first, second = normal(one), normal(other)
    found = [0.0] * len(SPREADS)
    for a, probable in enumerate(first):
        for b, probable_too in enumerate(second):
            found[max(a, b)] += probable * probable_too
    assert spread.larger(first, second) == pytest.approx(tuple(found))


def test_counts_times_a_steady_share_differ_as_the_counts_do_and_else_more() -> None:
    counts = spread.of_counts(weeks_of(100, 0.5), FADES)
    steady = tuple(float(share == 0) for share in SHARES)
    assert spread.together(counts, steady) == pytest.approx(counts)
    wild = tuple(float(share == 1) for share in SHARES)
    assert sum(spread.together(counts, wild)) == pytest.approx(1)
    assert mean_of(spread.together(counts, wild)) > 1
