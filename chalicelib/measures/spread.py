"""By how much counts that are usually alike differ beyond chance, learned from the counts. Pure.

A day's rate is taken as the usual one times a Gamma distributed factor with mean 1. How widely it spreads
is its standard deviation, which is not known but for the counts: each of `SPREADS` has a probability. With
a factor of each count's own, counts that are alike are negative binomial, and, given their sum, Dirichlet
multinomial. So what is likely can be said of the spread alone, without knowing the rate (the conditional
likelihood of Cox & Hinkley, "Theoretical Statistics", §2.1(iv)).
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

SPREADS = (0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1.0, 1.4, 2.0)
"""Standard deviations of the factor. Nothing is believed to be steadier than the first: a touchpoint with
eight quiet weeks has a match or a strike one day."""
SHARES = (0.0, *SPREADS)
"""The same of a share of the counts, which may be steady."""

Spread = tuple[float, ...]
"""How probable each of `SPREADS` is, together 1; of shares, each of `SHARES`."""


def of_counts(alike: Iterable[Sequence[int]], fades: float) -> Spread:
    """What some groups of counts tell; those of a group have one usual rate.

    `fades` says what is believed before: a spread that is larger by this is less probable by the factor e.
    """
    groups = [group for group in alike if sum(group)]
    return _probable([_log_likely(groups, 1 / spread**2) for spread in SPREADS], SPREADS, fades)


def _log_likely(groups: Iterable[Sequence[int]], shape: float) -> float:
    """Of the counts given their sums, but for what no shape changes."""
    return math.fsum(
        math.lgamma(len(group) * shape)
        - math.lgamma(len(group) * shape + sum(group))
        + sum(math.lgamma(shape + count) for count in group)
        - len(group) * math.lgamma(shape)
        for group in groups
    )


def of_shares(groups: Sequence[tuple[int, int]], share: float, fades: float) -> Spread:
    """What parts of some wholes, each (part, whole), tell of how a share differs among them.

    Shares are taken as Beta distributed about `share`, above 0 and below 1; `fades` as for `of_counts`.
    """
    return _probable([_log_likely_share(groups, share, spread) for spread in SHARES], SHARES, fades)


def _log_likely_share(groups: Iterable[tuple[int, int]], share: float, spread: float) -> float:
    if not spread:
        return math.fsum(
            part * math.log(share) + (whole - part) * math.log1p(-share) for part, whole in groups
        )
    # A share cannot differ by more than it does where it is always nothing or all.
    both = max((1 - share) / (spread**2 * share) - 1, _NOTHING_OR_ALL)
    yes, no = both * share, both * (1 - share)
    return math.fsum(
        math.lgamma(yes + part) - math.lgamma(yes)
        + math.lgamma(no + whole - part) - math.lgamma(no)
        + math.lgamma(both) - math.lgamma(both + whole)
        for part, whole in groups
    )  # fmt: skip


_NOTHING_OR_ALL = 0.3


def _probable(log_likely: Sequence[float], spreads: Sequence[float], fades: float) -> Spread:
    logs = [log - spread / fades for log, spread in zip(log_likely, spreads, strict=True)]
    highest = max(logs)
    weights = [math.exp(log - highest) for log in logs]
    return tuple(weight / sum(weights) for weight in weights)


def larger(one: Spread, other: Spread) -> Spread:
    """How probable it is that each is the larger of two that are known apart."""
    both = [a * b for a, b in zip(accumulate(one), accumulate(other), strict=True)]
    return tuple(after - before for before, after in zip([0.0, *both], both, strict=False))


def together(counts: Spread, shares: Spread) -> Spread:
    """Of the counts times the share: rounded up to the next of `SPREADS`."""
    found = [0.0] * len(SPREADS)
    for first, probable in zip(SPREADS, counts, strict=True):
        for second, probable_too in zip(SHARES, shares, strict=True):
            spread = math.sqrt((1 + first**2) * (1 + second**2) - 1)
            place = bisect_left(SPREADS, spread - _ROUNDING)
            found[min(place, len(SPREADS) - 1)] += probable * probable_too
    return tuple(found)


_ROUNDING = 1e-9
