"""How long responses took, as people ask for it: within five minutes, an hour, a day. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from chalicelib.measures.facts import Measure
from chalicelib.measures.histogram import estimate
from chalicelib.measures.rollups import Tally, buckets_of

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
BOUNDS = (
    0,
    5 * _MINUTE,
    15 * _MINUTE,
    _HOUR,
    2 * _HOUR,
    4 * _HOUR,
    8 * _HOUR,
    _DAY,
    2 * _DAY,
    4 * _DAY,
    7 * _DAY,
)
"""Seconds at which a slice begins; the last has no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """How many took from `at_least` seconds to less than `below`."""

    at_least: int
    below: int | None
    n: int


def distribution(tally: Tally, *measures: Measure, clock: str = "w") -> tuple[Slice, ...]:
    """The durations of some measures in slices, all of them, those without any as well.

    `clock` is `w`, the wall's, or `o`, of the calendar's open time. A duration within 2 % of a bound
    may be counted on its other side: sums know no more than the histogram's buckets.
    """
    buckets = buckets_of(tally, measures, clock)
    return tuple(
        Slice(at_least=low, below=high, n=_between(buckets, low, high))
        for low, high in pairwise((*BOUNDS, None))
        if low is not None
    )


def _between(buckets: Mapping[int, int], low: int, high: int | None) -> int:
    return sum(
        count
        for bucket, count in buckets.items()
        if low <= estimate(bucket) and (high is None or estimate(bucket) < high)
    )
