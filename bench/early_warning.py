"""How often chance alone is taken for something unusual, and how soon a crowd is noticed.

    .venv/bin/python -m bench.early_warning [--years 0.1] [--only noticed,more,worse,crowds]

Made-up touchpoints at which nothing happens are looked at by the rules as the product looks, at each
feedback, with fixed seeds. docs/early-warning.md quotes what it prints; `--years` shortens it.
"""

import argparse
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chalicelib.early_warning import of_each_sort
from chalicelib.measures import unusual
from chalicelib.measures.spread import Spread
from chalicelib.measures.unusual import AFTER, BEFORE, WEEKS, Past, Rate

WITHIN = timedelta(hours=1)
LEAST, MOST = 3, 4_000
"""Fewer are never unusual; of more it is not asked here."""
WEEK = 7 * 24
"""Hours."""
OVERALL, SHARED, SHARED_A_WEEK = 200, 100, 12
"""As `services.usual` has them."""
ALLOWED = of_each_sort(1)
"""False alarms a year of one sort, of one that is allowed."""
_QUARTERS = 4
_DAY = 24
_CROWD_HOURS = 2.0

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A made-up touchpoint."""

    per_hour: float
    profile: str = "even"
    days: float = 0.0
    """By how much of itself a day's rate differs: a standard deviation, lognormal."""
    hours: float = 0.0
    """By how much each hour differs beyond its day."""
    minutes: float = 0.0
    """By how much a day's whole timetable is early or late."""
    share: float = 0.0
    """Of serious ones."""
    shares: float = 0.0
    """By how much of itself that differs from day to day: Beta distributed."""


def _even(_weekday: int, _hour: float) -> float:
    return 1.0


def _rush(weekday: int, hour: float) -> float:
    """Nobody at night, twice as many when people go to work and home, fewer at the weekend."""
    rush = 2.2 if int(hour) in {7, 8, 17, 18} else 1.0
    return 0.0 if hour < 5 else rush * (0.55 if weekday >= 5 else 1.0)


def _sharp(weekday: int, hour: float) -> float:
    """Six times as many for three quarters of an hour, twice a day."""
    rush = 6.0 if 7.25 <= hour < 8 or 17.5 <= hour < 18.25 else 1.0
    return 0.05 if hour < 5 else rush * (0.4 if weekday >= 5 else 1.0)


PROFILES = {"even": _even, "rush": _rush, "sharp": _sharp}


def _shape(profile: str) -> Numbers:
    """By weekday and quarter of an hour, in parts of the mean."""
    made: Numbers = np.array(
        [
            [PROFILES[profile](day, (quarter + 0.5) / _QUARTERS) for quarter in range(96)]
            for day in range(7)
        ]
    )
    found: Numbers = made / made.mean()
    return found


def _factors(dice: np.random.Generator, spread: float, size: Any) -> Numbers:
    """Lognormal, with mean 1."""
    if not spread:
        return np.ones(size)
    variance = math.log1p(spread**2)
    found: Numbers = np.exp(dice.normal(-variance / 2, math.sqrt(variance), size))
    return found


@dataclass(frozen=True)
class History:
    """What came at a touchpoint: instants in hours, in order, and which of them are serious."""

    place: Place
    weeks: int
    at: Numbers
    serious: NDArray[np.bool_]

    @cached_property
    def halves(self) -> Counts:
        """How many in each half hour."""
        return np.bincount((self.at * 2).astype(int), minlength=self.weeks * WEEK * 2)

    @cached_property
    def days(self) -> Counts:
        """How many on each day."""
        return np.bincount((self.at / _DAY).astype(int), minlength=self.weeks * 7)

    @cached_property
    def until(self) -> Counts:
        """How many serious ones there were before each."""
        return np.concatenate([[0], np.cumsum(self.serious)])


def history(dice: np.random.Generator, place: Place, weeks: int) -> History:
    """So many weeks of one touchpoint."""
    days = weeks * 7
    day = np.arange(days)
    mean = place.per_hour / _QUARTERS * _shape(place.profile)[day % 7]
    mean = mean * _factors(dice, place.days, days)[:, None]
    mean = mean * np.repeat(_factors(dice, place.hours, (days, _DAY)), _QUARTERS, axis=1)
    came = dice.poisson(mean).ravel()
    quarter = np.repeat(np.arange(days * 96), came)
    late = dice.normal(0, place.minutes / 60, days) if place.minutes else np.zeros(days)
    at = (quarter + dice.random(quarter.size)) / _QUARTERS + late[quarter // 96]
    at = np.sort(at[(at >= 0) & (at < days * _DAY)])
    share = np.full(days, place.share)
    if place.shares:
        both = (1 - place.share) / (place.shares**2 * place.share) - 1
        share = dice.beta(place.share * both, (1 - place.share) * both, days)
    serious = dice.random(at.size) < share[(at / _DAY).astype(int)]
    return History(place, weeks, at, serious)


class Looking:
    """What the service reads of a history, and what the rules make of it."""

    def __init__(self, of: History) -> None:
        self._of = of
        self._days: dict[int, Spread] = {}

    def rate(self, slot: int) -> Rate:
        """What is usual in the half hour of this number."""
        of, end = self._of, slot / 2 - 1
        last = int(np.searchsorted(of.at, end))
        count = min(last - int(np.searchsorted(of.at, end - WEEKS * WEEK)), OVERALL)
        begun = of.at[last - OVERALL] if count == OVERALL else end - WEEKS * WEEK
        return unusual.usual(
            Past(
                weeks=[of.halves[then - BEFORE : then + AFTER].tolist() for then in _earlier(slot)],
                days=self._differ(slot // (2 * _DAY)),
                overall=count,
                overall_windows=float(end - begun),
                elsewhere=of.place.per_hour,
            )
        )

    def _differ(self, day: int) -> Spread:
        if day not in self._days:
            before = self._of.days[day - WEEKS * 7 : day]
            self._days[day] = unusual.days_differ(
                [before[weekday::7].tolist() for weekday in range(7)]
            )
        return self._days[day]

    def serious_rate(self, slot: int) -> Rate:
        """The same of serious ones."""
        of = self._of
        last = int(np.searchsorted(of.at, slot / 2 - 1))
        first = max(last - SHARED, int(np.searchsorted(of.at, slot / 2 - WEEKS * WEEK)))
        chosen = {*range(first, last)}
        for then in _earlier(slot):
            begun, ended = np.searchsorted(of.at, (then / 2 - 1, then / 2))
            chosen |= {*range(max(int(begun), int(ended) - SHARED_A_WEEK), int(ended))}
        some = np.array(sorted(chosen), dtype=int)
        days = (of.at[some] / _DAY).astype(int)
        groups = [
            (int(of.serious[some[days == day]].sum()), int((days == day).sum()))
            for day in np.unique(days)
        ]
        return unusual.usual_serious(self.rate(slot), groups)


def _earlier(slot: int) -> Iterator[int]:
    return (slot - week * WEEK * 2 for week in range(1, WEEKS + 1))


def alarms(of: History, *, serious: bool = False) -> list[int]:
    """The half hours in which something seemed unusual, from the ninth week on.

    Of a half hour, in which one thing is usual, the look with most is enough.
    """
    looking = Looking(of)
    at = of.at[of.serious] if serious else of.at
    count = np.arange(1, at.size + 1) - np.searchsorted(at, at - 1, side="right")
    most = np.zeros(of.weeks * WEEK * 2, dtype=int)
    np.maximum.at(most, (at * 2).astype(int), count)
    slots = np.arange(WEEKS * WEEK * 2 + BEFORE, most.size - AFTER)
    slots = slots[most[slots] >= np.maximum(_fewest(of, slots, serious=serious), LEAST)]
    return [
        slot
        for slot in slots.tolist()
        if _is_unusual(
            looking.serious_rate(slot) if serious else looking.rate(slot), int(most[slot])
        )
    ]


def _fewest(of: History, slots: Counts, *, serious: bool) -> Numbers:
    """Fewer than this are never unusual, so that the rules need not be asked.

    With days that are alike, of 0.04, 0.1, 1, 5, 20, 100 some 4, 5, 14, 29, 73, 283 are; this says 3, 3, 8,
    20, 58, 237.
    """
    weeks = np.arange(1, WEEKS + 1) * WEEK * 2
    by_half = [of.halves[slots[:, None] - weeks + half].sum(axis=1) for half in range(-3, 2)]
    most = np.max([one + other for one, other in pairwise(by_half)], axis=0)
    mean = (1 + most) / (WEEKS + 1 / of.place.per_hour)
    if serious:
        mean = mean * of.place.share * 0.6  # it may seem to be less
    found: Numbers = 2 * mean + 3.5 * np.sqrt(mean) + 2
    return found


def episodes(slots: Sequence[int]) -> int:
    """How often somebody is told: what comes within a day of the last one is no news."""
    new = sum(1 for before, after in pairwise(slots) if after - before > 2 * _DAY)
    return new + bool(slots)


def seen(place: Place, years: int, *, serious: bool = False) -> int:
    """False alarms of a touchpoint in some years, each with eight weeks before it."""
    dice = np.random.default_rng(zlib.crc32(repr((place, serious)).encode()))
    return sum(
        episodes(alarms(history(dice, place, WEEKS + 52), serious=serious)) for _ in range(years)
    )


def at_most(count: int) -> float:
    """The highest mean with which so few, or fewer, still come with a probability of 5 %."""
    low, high = float(count), count + 10 + 4 * math.sqrt(count + 1)
    for _ in range(60):
        mean = (low + high) / 2
        chance = (
            sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))
            if mean
            else 1.0
        )
        low, high = (mean, high) if chance > 0.05 else (low, mean)
    return high


def noticed_at(place: Place) -> int:
    """How many within an hour are noticed: the median of some half hours."""
    dice = np.random.default_rng(zlib.crc32(repr(place).encode()))
    looking = Looking(history(dice, place, WEEKS + 4))
    slots = range((WEEKS * WEEK + 12) * 2, ((WEEKS + 4) * WEEK - 12) * 2, 71)
    return round(median(map(needed, map(looking.rate, slots))))


def needed(rate: Rate) -> int:
    """How many it takes, `MOST` where not even fewer: found by halves, since more is never likelier."""
    low, high = LEAST - 1, MOST
    while high - low > 1:
        n = (low + high) // 2
        low, high = (low, n) if _is_unusual(rate, n) else (n, high)
    return high


def _is_unusual(rate: Rate, n: int) -> bool:
    return unusual.is_unusual(rate, n, WITHIN, ALLOWED)


def minutes_to_notice(place: Place, times: float, dice: np.random.Generator) -> float:
    """After how many minutes a crowd is noticed, `times` as many for two hours; infinite where not."""
    quiet = history(dice, place, WEEKS + 1)
    begun = WEEKS * WEEK + _DAY * int(dice.integers(5)) + float(dice.uniform(9, 19))
    expected = (times - 1) * place.per_hour
    expected *= float(_shape(place.profile)[int(begun / _DAY) % 7, int(begun % _DAY * _QUARTERS)])
    more = begun + dice.random(dice.poisson(expected * _CROWD_HOURS)) * _CROWD_HOURS
    at = np.sort(np.concatenate([quiet.at, more]))
    of = replace(quiet, at=at, serious=np.zeros(at.size, dtype=bool))
    looking = Looking(of)
    rates: dict[int, Rate] = {}
    for look in at[(at > begun) & (at <= begun + _CROWD_HOURS)]:
        count = int(np.sum((at > look - 1) & (at <= look)))
        slot = int(look * 2)
        if count >= LEAST:
            rate = rates.setdefault(slot, looking.rate(slot))
            if _is_unusual(rate, count):
                return float(look - begun) * 60
    return math.inf


_RATES = {1 / 24: "1 a day", 3 / 24: "3 a day", 1: "1 an hour", 5: "5", 20: "20", 100: "100"}
_YEARS = {1 / 24: 100, 3 / 24: 100, 1: 80, 5: 50, 20: 30, 100: 24}
_MORE = {
    "days alike": {"days": 0.0},
    "differ by 0.2": {"days": 0.2},
    "by 0.5": {"days": 0.5},
    "by 1.0": {"days": 1.0},
    "0.2, hours by 0.3": {"days": 0.2, "hours": 0.3},
    "0.2, hours by 0.6": {"days": 0.2, "hours": 0.6},
    "0.2, 10 min off": {"days": 0.2, "minutes": 10.0},
    "0.2, 20 min off": {"days": 0.2, "minutes": 20.0},
}
_WORSE = {
    "a tenth": {"share": 0.1},
    "a third": {"share": 0.33},
    "a third, by 0.3": {"share": 0.33, "shares": 0.3},
    "a third, by 0.6": {"share": 0.33, "shares": 0.6},
    "a tenth, by 1.0": {"share": 0.1, "shares": 1.0},
}


def _more(scale: float) -> None:
    _table("More", _MORE, ("even", "rush", "sharp"), scale, serious=False)


def _worse(scale: float) -> None:
    cases = {name: {"days": 0.2, **said} for name, said in _WORSE.items()}
    cases["a third, by 0.3; days by 0.5"] = {"days": 0.5, "share": 0.33, "shares": 0.3}
    _table("Worse", cases, ("rush",), scale / 2, serious=True)


def _table(
    title: str,
    cases: dict[str, dict[str, float]],
    profiles: Sequence[str],
    scale: float,
    *,
    serious: bool,
) -> None:
    """A line for each rate: of the profiles the one with most, a year, and what it is at most."""
    print(f"\n{title}: false alarms a year, of {ALLOWED:g} allowed (at most, with 95 %)\n")
    print("| feedback |", *(f"{name} |" for name in cases))
    print("|---|", *("---|" for _ in cases), sep="")
    for per_hour, name in _RATES.items():
        years = max(round(_YEARS[per_hour] * scale), 1)
        print(f"| {name} |", end="", flush=True)
        for said in cases.values():
            told = max(
                seen(Place(per_hour=per_hour, profile=profile, **said), years, serious=serious)
                for profile in profiles
            )
            print(f" {told / years:.2f} (≤ {at_most(told) / years:.2f}) |", end="", flush=True)
        print()


def _crowds(scale: float) -> None:
    """A line for each rate: minutes until half of the crowds were noticed, and how many were at all."""
    tries = max(round(60 * scale), 5)
    cases = [(times, days) for times in (3, 5, 10) for days in (0.0, 0.2, 0.5)]
    print("\nCrowds of two hours: noticed, and after how many minutes half of those were\n")
    print("| feedback |", *(f"× {times}, days by {days:g} |" for times, days in cases))
    print("|---|", *("---|" for _ in cases), sep="")
    for per_hour, name in _RATES.items():
        print(f"| {name} |", end="", flush=True)
        for times, days in cases:
            dice = np.random.default_rng(int(per_hour * 1000) + times)
            place = Place(per_hour=per_hour, profile="rush", days=days)
            took = [minutes_to_notice(place, times, dice) for _ in range(tries)]
            found = [one for one in took if one < math.inf]
            after = f", {median(found):.0f} min" if found else ""
            print(f" {len(found) / tries:.0%}{after} |", end="", flush=True)
        print()


def _noticed(_scale: float) -> None:
    """How many within an hour are noticed, by how much days differ."""
    differs = (0.0, 0.2, 0.5, 1.0)
    print("\nNoticed within an hour\n")
    print("| feedback |", *(f"days by {days:g} |" for days in differs))
    print("|---|", *("---|" for _ in differs), sep="")
    for per_hour, name in _RATES.items():
        found = [noticed_at(Place(per_hour=per_hour, days=days)) for days in differs]
        print(f"| {name} |", *(f"{one} |" for one in found), flush=True)


_PARTS = {"noticed": _noticed, "more": _more, "worse": _worse, "crowds": _crowds}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.early_warning", description=__doc__)
    parser.add_argument("--years", type=float, default=1.0, help="how many, in parts of them all")
    parser.add_argument("--only", default=",".join(_PARTS), help="some tables, by commas")
    said = parser.parse_args(arguments)
    for name in said.only.split(","):
        _PARTS[name](said.years)


if __name__ == "__main__":
    main()
