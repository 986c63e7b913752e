"""A control chart of shares: which days tell of a change, and which are noise. Pure.

A p-chart (Shewhart; NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2): with the mean share p of
all days, a day with n promises is within p ± 3 s, s = √(p (1 - p) / n). Real days differ more than a coin
with one p does, and with large n nearly every day would be an alarm; so where days vary more than that,
the limits are widened as in Laney's chart ("Improved control charts for attributes", Quality Engineering
14, 2002): s times the mean moving range of the days' z-scores divided by 1.128. They are never narrowed.
Besides a day outside the limits, nine days in a row on one side of the mean tell of a change (Nelson,
"The Shewhart control chart: tests for special causes", Journal of Quality Technology 16, 1984, test 2).
Of days without a change about one in 370 is outside by chance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

RUN = 9
"""Days in a row on one side of the mean that tell of a change."""
LEAST = 8
"""Days that limits can be drawn from; of fewer nothing is said."""
_D2 = 1.128
"""What the mean range of two normal values is of their standard deviation."""


class Signal(StrEnum):
    """What a day tells."""

    NOISE = "noise"
    ABOVE = "above"
    BELOW = "below"
    RUN_ABOVE = "run_above"
    RUN_BELOW = "run_below"


@dataclass(frozen=True, slots=True)
class Point:
    """One day with promises that were decided on it."""

    day: date
    kept: int
    n: int
    low: float
    high: float
    signal: Signal

    @property
    def share(self) -> float:
        """The share kept."""
        return self.kept / self.n


@dataclass(frozen=True, slots=True)
class Chart:
    """Days in their order, around their mean."""

    mean: float
    widened: float
    """By how much the limits are wider than a p-chart's; 1 where the days vary no more."""
    points: tuple[Point, ...]

    @property
    def signals(self) -> tuple[Point, ...]:
        """The days that tell of a change."""
        return tuple(point for point in self.points if point.signal is not Signal.NOISE)


def chart(days: Sequence[tuple[date, int, int]]) -> Chart | None:
    """The chart of days as (day, kept, of how many); None where fewer than eight have any."""
    counted = [(day, kept, n) for day, kept, n in sorted(days) if n > 0]
    if len(counted) < LEAST:
        return None
    total = sum(n for _, _, n in counted)
    mean = sum(kept for _, kept, _ in counted) / total
    sigmas = [math.sqrt(mean * (1 - mean) / n) for _, _, n in counted]
    widened = 1.0
    if 0 < mean < 1:
        scores = [(k / n - mean) / s for (_, k, n), s in zip(counted, sigmas, strict=True)]
        moves = [abs(after - before) for before, after in pairwise(scores)]
        widened = max(1.0, sum(moves) / len(moves) / _D2)
    points: list[Point] = []
    side, run = 0, 0
    for (day, kept, n), sigma in zip(counted, sigmas, strict=True):
        low, high = max(0.0, mean - 3 * sigma * widened), min(1.0, mean + 3 * sigma * widened)
        share = kept / n
        here = (share > mean) - (share < mean)
        run = run + 1 if here and here == side else 1
        side = here
        points.append(Point(day, kept, n, low, high, _signal(share, low, high, side, run)))
    return Chart(mean, widened, tuple(points))


def _signal(share: float, low: float, high: float, side: int, run: int) -> Signal:
    if share < low:
        return Signal.BELOW
    if share > high:
        return Signal.ABOVE
    if side and run >= RUN:
        return Signal.RUN_ABOVE if side > 0 else Signal.RUN_BELOW
    return Signal.NOISE
