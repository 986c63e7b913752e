"""Durations counted in buckets that grow with them: any quantile within 2 %, and sums that are exact.

The logarithmic buckets of DDSketch (Masson, Rim, Lee: "DDSketch: a fast and fully-mergeable quantile
sketch with relative-error guarantees", VLDB 2019, section 2.1) for an error of 0.02, so with
g = (1 + 0.02)/(1 - 0.02) = 51/49. Bucket i + 1 holds the whole seconds in (g^(i-1), g^i]; its estimate
2 g^i/(g + 1) is within 2 % of each of them. Bucket 0 is of what took less than a second. The bounds are
worked out in whole numbers, so every machine counts alike, and counts are whole numbers, so adding and
taking away is exact in any order.
"""

from bisect import bisect_left
from collections.abc import Mapping
from fractions import Fraction
from functools import cache

GAMMA = Fraction(51, 49)

_LONGEST = 100 * 366 * 86_400


@cache
def _bounds() -> tuple[int, ...]:
    """The longest whole seconds of each bucket, up to a hundred years."""
    bounds, high, low = [0, 1], 1, 1
    while bounds[-1] < _LONGEST:
        high, low = high * GAMMA.numerator, low * GAMMA.denominator
        bounds.append(high // low)
    return tuple(bounds)


def bucket(seconds: int) -> int:
    """The bucket of a duration. ValueError: below 0. A century and more is in the last one.

    >>> bucket(0), bucket(1), bucket(60)
    (0, 1, 104)
    """
    if seconds < 0:
        raise ValueError(f"{seconds} seconds is no duration")
    return min(bisect_left(_bounds(), seconds), len(_bounds()) - 1)


def estimate(number: int) -> float:
    """Seconds that are within 2 % of every duration in a bucket.

    >>> 58.8 <= estimate(bucket(60)) <= 61.2
    True
    """
    return float(2 * GAMMA ** (number - 1) / (GAMMA + 1)) if number else 0.0


def quantile(counts: Mapping[int, int], share: Fraction) -> float | None:
    """Seconds below or at which `share` (above 0, at most 1) of the durations lie; None without any.

    The nearest rank: of n durations in their order the one at ⌈share · n⌉, within 2 %.
    """
    number = sum(counts.values())
    if not number:
        return None
    rank = -(-share.numerator * number // share.denominator)
    seen = 0
    for one in sorted(counts):
        seen += counts[one]
        if seen >= rank:
            return estimate(one)
    raise ValueError("a histogram holds fewer than nothing in a bucket")
