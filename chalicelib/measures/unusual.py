"""Whether a touchpoint gets more feedback than it usually does at this hour of the week. Pure.

Counts are taken as Poisson with a rate that is not known but for what was counted before (Gelman et al.,
"Bayesian Data Analysis", 3rd ed., §2.6), first at touchpoints at large, then by all that this one got, then
at this hour of the week; and that differs from day to day by what its own history tells (`spread`). What is
expected is then beta negative binomial. docs/early-warning.md has the formulas and what was measured.

Each feedback that comes is a look. One is alarming if the others that came with it would come by chance
so seldom that all looks together give no more false alarms than were allowed: looks come as often as
feedback does, so the chance that is allowed to each is the allowed number in a window, divided by how
many feedback are expected in it. That holds for any number of looks, overlapping or not, since means add.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce

from chalicelib.calendars.clock import zone_of
from chalicelib.measures import spread
from chalicelib.measures.spread import SPREADS, Spread

WEEKS = 8
"""How far back a touchpoint's usual is looked for."""
LOOK_BACK = timedelta(weeks=WEEKS)
YEAR = timedelta(days=365.25)
BEFORE, AFTER = 7, 5
"""Half windows of an earlier week that are counted before and after the same time on the clock: six windows
about that which is looked at, which shows how much hours differ there."""

_AMONG_PLACES = 0.5
"""Shape of the rates of touchpoints at large: half of them get less than a half of the mean."""
_AMONG_HOURS = 1.0
"""Shape of one touchpoint's rates at different hours of the week."""
_DAYS_FADE = 0.3
"""How fast belief fades that days differ more: half of them are believed to differ by less than 0.4."""
_HOURS_FADE = 0.2
"""The same of the windows about an hour, of which eight weeks say less."""
_SHARES_FADE = 0.2
"""The same of the share of serious ones."""
_DAYS_DIFFER = 0.2
"""By how much of itself a day is taken to differ where its own history is not looked at."""
_LIKELIEST = 0.01
"""A look is never alarming at a larger chance, however seldom one comes."""
_SERIOUS_SHARE = (1.0, 9.0)
"""What is assumed of the share of serious ones before anything is known: one in ten, give or take."""
_SUNDAY = 6
_MONDAY_TO_SUNDAY = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What came before. Windows are as long as the time in which feedback is counted."""

    weeks: Sequence[Sequence[int]]
    """Of each earlier week, the counts of its half windows about this hour, as `halves` has them."""
    days: Spread
    """By how much its days differ, as `days_differ` has it."""
    overall: int
    """Feedback at any hour."""
    overall_windows: float
    """In how many windows."""
    elsewhere: float
    """Mean of a window of one touchpoint of the organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What is known of how many come in a window."""

    mean: float
    """How many are expected."""
    shape: float
    """How well that is known: of a Gamma distribution of the usual rate."""
    spread: Spread
    """By how much a day may differ from it."""


def around(then: datetime, within: timedelta) -> tuple[datetime, datetime]:
    """From when until before when an earlier week is looked at; `within` is how long a window is."""
    half = within / 2
    return then - BEFORE * half, then + AFTER * half


def halves(instants: Iterable[datetime], then: datetime, within: timedelta) -> list[int]:
    """How many came in each half window of the time `around` an instant."""
    found = [0] * (BEFORE + AFTER)
    since, _ = around(then, within)
    for at in instants:
        found[(at - since) // (within / 2)] += 1
    return found


def days_differ(alike: Iterable[Sequence[int]]) -> Spread:
    """By how much days differ: of whole days, those in a group that are usually alike."""
    return spread.of_counts(alike, _DAYS_FADE)


def usual(past: Past) -> Rate:
    """How many usually come in a window at this hour of the week.

    The most of four windows counts, the first over when the last begins: what begins sharply on the hour
    may begin a little earlier today.
    """
    elsewhere = max(past.elsewhere, 1e-6)
    mean = (_AMONG_PLACES + past.overall) / (_AMONG_PLACES / elsewhere + past.overall_windows)
    by_half = [sum(counts) for counts in zip(*past.weeks, strict=True)] or [0] * (BEFORE + AFTER)
    most = max(by_half[at] + by_half[at + 1] for at in range(BEFORE - 3, BEFORE + 1))
    shape = _AMONG_HOURS + most
    return Rate(
        mean=shape / (_AMONG_HOURS / mean + len(past.weeks)),
        shape=shape,
        spread=reduce(spread.larger, [past.days, *_hours_differ(past.weeks)]),
    )


def _hours_differ(weeks: Sequence[Sequence[int]]) -> Iterator[Spread]:
    """By how much the windows about an hour differ: those from the first half window on, and the second."""
    for first in (0, 1):
        begun = range(first, BEFORE + AFTER - 1, 2)
        yield spread.of_counts(
            [[week[at] + week[at + 1] for week in weeks] for at in begun], _HOURS_FADE
        )


def usual_serious(rate: Rate, groups: Sequence[tuple[int, int]]) -> Rate:
    """How many serious ones usually come, where of earlier ones so many were, each day (serious, all)."""
    yes = _SERIOUS_SHARE[0] + sum(serious for serious, _ in groups)
    both = sum(_SERIOUS_SHARE) + sum(of for _, of in groups)
    share = yes / both
    counted = _AMONG_HOURS + (rate.shape - _AMONG_HOURS) * share
    return Rate(
        mean=rate.mean * share,
        shape=1 / (1 / counted + (1 - share) / (share * (both + 1))),
        spread=spread.together(rate.spread, spread.of_shares(groups, share, _SHARES_FADE)),
    )


def chance(rate: Rate, n: int) -> float:
    """How probable it is that a feedback comes with at least `n - 1` others in the window before it.

    That one has come speaks for a higher rate: it is counted as seen.
    """
    return sum(
        probable * _chance(rate, differs**2, n)
        for differs, probable in zip(SPREADS, rate.spread, strict=True)
    )


def _chance(rate: Rate, variance: float, n: int) -> float:
    """The same where days differ by a Gamma distributed factor of this variance: beta negative binomial.

    What is not known of the mean beyond what eight days leave unknown is taken for days that differ.
    """
    windows = max(rate.shape / rate.mean, WEEKS)
    known = rate.mean * windows
    days = 1 / (variance + max(1 / rate.shape - 1 / known, 0))
    # The look itself was seen, for which days and mean count one more. No first term vanishes: days <= 25.
    days, known, windows = days + 1, known + 1, days * windows
    term = math.exp(
        math.lgamma(windows + days) + math.lgamma(windows + known)
        - math.lgamma(windows) - math.lgamma(windows + known + days)
    )  # fmt: skip
    fewer = 0.0
    for k in range(n - 1):
        fewer += term
        term *= (days + k) * (known + k) / ((k + 1) * (windows + known + days + k))
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
    expected = (before or 1e-6) / WEEKS * weeks
    differs = 1 / (_AMONG_PLACES + before) + _DAYS_DIFFER**2 / 7
    nothing = -math.log1p(differs * expected) / differs
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
