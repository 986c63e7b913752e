"""What a tally says: figures with how many they are of. No data is None, never 0. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from chalicelib.measures import statistics
from chalicelib.measures.facts import Measure
from chalicelib.measures.histogram import quantile
from chalicelib.measures.rollups import Tally, buckets_of
from chalicelib.measures.statistics import Estimate, nps_group

_MEDIAN = Fraction(1, 2)
_P90 = Fraction(9, 10)
_SATISFIED = (4, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long intervals took, in seconds: by the wall clock, or while the calendar was open."""

    median: float | None
    """Within 2 %, as is `p90`; None without any, as are the others."""
    p90: float | None
    mean: float | None
    """Exact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One measure of time."""

    n: int
    """How many are done; the times are of these."""
    running: int
    """How many go on: neither counted as 0 nor left out."""
    without: int
    """How many ended without what was measured."""
    wall: Times
    open: Times

    @property
    def all(self) -> int:
        """How many began."""
        return self.n + self.running + self.without


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """Promises by how they stand."""

    kept: int
    missed: int
    """Answered too late, never answered, or still unanswered after the deadline's day."""
    running: int
    """The deadline's day is not over."""
    waiting: int
    """The deadline stands still: we wait for the customer."""
    in_time: Estimate | None
    """The share kept of those that are decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What reached a level above the owner."""

    n: int
    running: int
    why: Mapping[str, int]
    mean_wall: float | None
    """Seconds that it stayed there until somebody answered or the next level had it."""
    mean_late: float | None
    """Seconds between the promise that was missed and the raising, where one was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What customers said of how it went, the newest rating of each cycle."""

    asked: int
    answered: int
    """Of those asked."""
    unasked: int
    """Ratings that came without being asked for; they count in CSAT and NPS."""
    response_rate: Estimate | None
    scores: Mapping[int, int]
    csat: Estimate | None
    """The share of 4 and 5."""
    recommends: Mapping[str, int]
    """Promoters, passives, detractors."""
    nps: Estimate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that a tally says."""

    first_response: Interval
    further_response: Interval
    response: Interval
    """First and further together: the average response time."""
    resolution: Interval
    handling: Interval
    pause: Interval
    acknowledgement: Interval
    unreached: Interval
    """Answers that reached nobody: until the customer heard after all, running, or never."""
    promises: Promises
    levels: Mapping[int, Level]
    survey: Survey


def figures(tally: Tally) -> Figures:
    """The figures of a day's tally, or of what `standing` makes of several."""
    return Figures(
        first_response=_interval(tally, Measure.FIRST_RESPONSE),
        further_response=_interval(tally, Measure.FURTHER_RESPONSE),
        response=_interval(tally, Measure.FIRST_RESPONSE, Measure.FURTHER_RESPONSE),
        resolution=_interval(tally, Measure.RESOLUTION),
        handling=_interval(tally, Measure.HANDLING),
        pause=_interval(tally, Measure.PAUSE),
        acknowledgement=_interval(tally, Measure.ACKNOWLEDGEMENT),
        unreached=_interval(tally, Measure.UNREACHED),
        promises=_promises(tally),
        levels=_levels(tally),
        survey=_survey(tally),
    )


def _interval(tally: Tally, *measures: Measure) -> Interval:
    def count(name: str) -> int:
        return sum(tally.get(f"{measure}.{name}", 0) for measure in measures)

    n = count("n")
    return Interval(
        n=n,
        running=count("running"),
        without=count("without"),
        wall=_times(tally, measures, "w", count("wall"), n),
        open=_times(tally, measures, "o", count("open"), n),
    )


def _times(tally: Tally, measures: tuple[Measure, ...], clock: str, total: int, n: int) -> Times:
    buckets = buckets_of(tally, measures, clock)
    return Times(
        median=quantile(buckets, _MEDIAN),
        p90=quantile(buckets, _P90),
        mean=total / n if n else None,
    )


def _promises(tally: Tally) -> Promises:
    def count(name: str) -> int:
        return tally.get(f"{Measure.PROMISE}.{name}", 0)

    kept, missed = count("kept"), count("missed")
    return Promises(
        kept=kept,
        missed=missed,
        running=count("running"),
        waiting=count("waiting"),
        in_time=statistics.share(kept, kept + missed),
    )


_NUMBERS = ("n", "running", "wall", "open", "missed", "delay")


def _levels(tally: Tally) -> dict[int, Level]:
    found: dict[int, dict[str, int]] = {}
    for name, number in tally.items():
        measure, _, rest = name.partition(".")
        level, _, count = rest.partition(".")
        if measure == Measure.LEVEL and int(level) > 0:
            found.setdefault(int(level), {})[count] = number
    return {level: _level(counts) for level, counts in sorted(found.items())}


def _level(counts: Mapping[str, int]) -> Level:
    n, running, missed = (counts.get(name, 0) for name in ("n", "running", "missed"))
    over = n - running
    return Level(
        n=n,
        running=running,
        why={name: count for name, count in sorted(counts.items()) if name not in _NUMBERS},
        mean_wall=counts.get("wall", 0) / over if over else None,
        mean_late=counts.get("delay", 0) / missed if missed else None,
    )


def _survey(tally: Tally) -> Survey:
    scores = {score: tally.get(f"score.{score}", 0) for score in range(1, 6)}
    groups = dict.fromkeys(("promoter", "passive", "detractor"), 0)
    for recommend in range(11):
        groups[nps_group(recommend)] += tally.get(f"recommend.{recommend}", 0)
    asked, answered = tally.get("survey.asked", 0), tally.get("survey.answered", 0)
    return Survey(
        asked=asked,
        answered=answered,
        unasked=tally.get("survey.unasked", 0),
        response_rate=statistics.share(answered, asked),
        scores=scores,
        csat=statistics.share(sum(scores[one] for one in _SATISFIED), sum(scores.values())),
        recommends=groups,
        nps=statistics.net_promoter(groups["promoter"], groups["passive"], groups["detractor"]),
    )
