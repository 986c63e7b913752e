"""Whether a touchpoint gets more feedback than it usually does at this hour of the week. Pure.

Counts are taken as Poisson with a rate that is not known but for what was counted before (Gelman et al.,
"Bayesian Data Analysis", 3rd ed., §2.6): a Gamma distribution, first of touchpoints at large, narrowed by
all that this one got, then by what it got at this hour of the week. What is expected is then negative
binomial. docs/early-warning.md has the formulas and what was measured of them.

Each feedback that comes is a look. One is alarming if the others that came with it would come by chance
so seldom that all looks together give no more false alarms than were allowed: looks come as often as
feedback does, so the chance that is allowed to each is the allowed number in a window, divided by how
many feedback are expected in it. That holds for any number of looks, overlapping or not, since means add.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.calendars.clock import zone_of

WEEKS = 8
"""How far back a touchpoint's usual is looked for."""
LOOK_BACK = timedelta(weeks=WEEKS)
YEAR = timedelta(days=365.25)

_AMONG_PLACES = 0.5
"""Shape of the rates of touchpoints at large: half of them get less than a half of the mean."""
_AMONG_HOURS = 1.0
"""Shape of one touchpoint's rates at different hours of the week."""
_DAYS_DIFFER = 0.2
"""By how much of itself a day's rate may differ from that of the same weekday, as a standard deviation:
weather, works, a match. It keeps busy touchpoints from alarming at every crowd."""
_LIKELIEST = 0.01
"""A look is never alarming at a larger chance, however seldom one comes."""
_SERIOUS_SHARE = (1.0, 9.0)
"""What is assumed of the share of serious ones before anything is known: one in ten, give or take."""
_SUNDAY = 6
_MONDAY_TO_SUNDAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What came before. Windows are as long as the time in which feedback is counted."""

    at_this_hour: int
    """Feedback in the windows at this hour of the week."""
    windows: float
    """How many such windows there were."""
    overall: int
    """Feedback at any hour."""
    overall_windows: float
    """In how many windows."""
    elsewhere: float
    """Mean of a window of one touchpoint of the organisation."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What is known of how many come in a window: a Gamma distribution."""

    shape: float
    rate: float

    @property
    def mean(self) -> float:
        """How many are expected."""
        return self.shape / self.rate


def usual(past: Past) -> Rate:
    """How many usually come in a window at this hour of the week."""
    elsewhere = max(past.elsewhere, 1e-6)
    mean = (_AMONG_PLACES + past.overall) / (_AMONG_PLACES / elsewhere + past.overall_windows)
    shape = _AMONG_HOURS + past.at_this_hour
    expected = shape / (_AMONG_HOURS / mean + past.windows)
    return _rate(1 / shape + _DAYS_DIFFER**2, expected)


def usual_serious(rate: Rate, serious: int, of: int) -> Rate:
    """How many serious ones usually come, where of the touchpoint's last ones so many were."""
    yes, no = _SERIOUS_SHARE[0] + serious, _SERIOUS_SHARE[1] + of - serious
    share = yes / (yes + no)
    spread = 1 / rate.shape + (1 - share) / (share * (yes + no + 1))
    return _rate(spread, rate.mean * share)


def _rate(spread: float, expected: float) -> Rate:
    """A rate with this mean; `spread` is its variance over the mean's square."""
    return Rate(1 / spread, 1 / (spread * expected))


def chance(rate: Rate, n: int) -> float:
    """How probable it is that a feedback comes with at least `n - 1` others in the window before it.

    That one has come speaks for a higher rate: it is counted as seen, so the shape is one more.

    >>> round(chance(Rate(1.0, 1.0), 2), 3)
    0.75
    """
    shape, stay = rate.shape + 1, rate.rate / (rate.rate + 1)
    log_stay, log_go = math.log(stay), math.log1p(-stay)
    fewer = math.fsum(
        math.exp(
            math.lgamma(shape + k) - math.lgamma(shape) - math.lgamma(k + 1)
            + shape * log_stay + k * log_go
        )
        for k in range(n - 1)
    )  # fmt: skip
    return max(1 - fewer, 0.0)


def allowed(rate: Rate, within: timedelta, false_alarms: float) -> float:
    """The chance from which down a look is alarming, so that as many a year are false at the most.

    `within` is how long a window is.
    """
    in_window = false_alarms * (within / YEAR)
    return min(in_window / rate.mean, _LIKELIEST)


def is_unusual(rate: Rate, n: int, within: timedelta, false_alarms: float) -> bool:
    """Whether `n` feedback in a window are more than chance brings."""
    return n > rate.mean and chance(rate, n) <= allowed(rate, within, false_alarms)


def is_silent(before: int, weeks: float, false_alarms: float) -> bool:
    """Whether it is more than chance that nothing came for some weeks, looked at once at their end.

    `before` is how many came in the eight weeks before them.
    """
    rate = _rate(
        1 / (_AMONG_PLACES + before) + _DAYS_DIFFER**2 / 7, (before or 1e-6) / WEEKS * weeks
    )
    nothing = rate.shape * math.log(rate.rate / (rate.rate + 1))
    return nothing <= math.log(false_alarms * weeks * timedelta(weeks=1) / YEAR)


def alike(at: datetime, time_zone: str, is_holiday: Callable[[date], bool]) -> Sequence[datetime]:
    """The instants of the last eight weeks that an instant is compared with, the newest first.

    The same time on the clock of the same weekday, without holidays; of a holiday, that of Sundays and
    holidays, which is how a timetable has it.
    """
    zone = zone_of(time_zone)
    here = at.astimezone(zone)
    if is_holiday(here.date()):
        days = [here.date() - timedelta(days=n) for n in range(1, WEEKS * _MONDAY_TO_SUNDAY + 1)]
        found = [day for day in days if day.weekday() == _SUNDAY or is_holiday(day)]
    else:
        weeks = [here.date() - timedelta(weeks=n) for n in range(1, WEEKS + 1)]
        found = [day for day in weeks if not is_holiday(day)]
    return [datetime.combine(day, here.time(), zone).astimezone(at.tzinfo) for day in found]
