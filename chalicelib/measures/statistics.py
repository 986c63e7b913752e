"""How sure a share or a score is: intervals at 95 %, with the source of each formula. Pure."""

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with how many it is of and between what it lies, at 95 %."""

    value: float
    n: int
    low: float
    high: float


def share(successes: int, n: int) -> Estimate | None:
    """A share with Wilson's score interval; None without any.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927),
    without continuity correction. It never leaves 0 to 1 and holds for small n and shares near its ends.
    """
    if n == 0:
        return None
    p = successes / n
    middle = p + Z * Z / (2 * n)
    spread = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    low = 0.0 if successes == 0 else (middle - spread) / whole
    high = 1.0 if successes == n else (middle + spread) / whole
    return Estimate(p, n, low, high)


def net_promoter(promoters: int, passives: int, detractors: int) -> Estimate | None:
    """The Net Promoter Score, -100 to 100, with an adjusted Wald interval; None without any.

    Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70 (2016): three
    answers are added, 3/4 promoters, 3/2 passives, 3/4 detractors, for the interval, not for the score.
    """
    n = promoters + passives + detractors
    if n == 0:
        return None
    score = (promoters - detractors) / n
    m = n + 3
    up, down = (promoters + 0.75) / m, (detractors + 0.75) / m
    spread = Z * math.sqrt((up + down - (up - down) ** 2) / m)
    low, high = max(up - down - spread, -1.0), min(up - down + spread, 1.0)
    return Estimate(100 * score, n, 100 * low, 100 * high)


def nps_group(recommend: int) -> str:
    """`promoter` (9, 10), `passive` (7, 8) or `detractor` (0 to 6). ValueError: anything else.

    >>> [nps_group(n) for n in (0, 6, 7, 8, 9, 10)]
    ['detractor', 'detractor', 'passive', 'passive', 'promoter', 'promoter']
    """
    if type(recommend) is not int or not 0 <= recommend <= 10:
        raise ValueError(f"{recommend!r} is no whole number from 0 to 10")
    if recommend >= 9:
        return "promoter"
    return "passive" if recommend >= 7 else "detractor"
