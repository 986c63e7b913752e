"""What the staff API says of the measurements; docs/measures.md says what each figure means.

Made from the records of `chalicelib.measures` attribute by attribute, so fields have their names. Times
are seconds, shares 0 to 1, and null is "no data", which is not 0.
"""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, field

from chalicelib.api.shape import Model


class Times(Model):
    """How long intervals took, in seconds."""

    median: float | None
    p90: float | None
    mean: float | None


class Interval(Model):
    """One measure of time."""

    n: int
    running: int
    without: int
    wall: Times
    open: Times


class Estimate(Model):
    """A figure, how many it is of, and between what it lies at 95 %."""

    value: float
    n: int
    low: float
    high: float


class Promises(Model):
    """Promises by how they stand."""

    kept: int
    missed: int
    running: int
    waiting: int
    in_time: Estimate | None


class LevelFigures(Model):
    """What reached a level above the owner."""

    n: int
    running: int
    why: dict[str, int]
    mean_wall: float | None
    mean_late: float | None


class SurveyFigures(Model):
    """What customers said of how it went."""

    asked: int
    answered: int
    unasked: int
    response_rate: Estimate | None
    scores: dict[int, int]
    csat: Estimate | None
    recommends: dict[str, int]
    nps: Estimate | None


class Figures(Model):
    """Everything that the sums say of some feedback."""

    first_response: Interval
    further_response: Interval
    response: Interval
    resolution: Interval
    handling: Interval
    pause: Interval
    acknowledgement: Interval
    unreached: Interval
    """Answers that reached nobody, from when they were given: `n` after which the customer heard after all,
    `running` that the team still has, `without` that nobody could tell them. No answer in other figures."""
    promises: Promises
    levels: dict[int, LevelFigures]
    survey: SurveyFigures


class ReportQuery(Model):
    """Which days, and of what. Without days: the last 28."""

    first: date | None = field(name="from", default=None)
    last: date | None = field(name="to", default=None)
    by: str | None = None
    """`day`, `month`, `touchpoint`, `team`, `channel`, `kind` or `severity`; of one part `day` or `month`."""
    team: str | None = None
    touchpoint: str | None = None


class Slice(Model):
    """How many responses took so long."""

    at_least: int
    below: int | None
    n: int


class ReportRow(Model):
    """One line of a report."""

    value: str
    name: str
    """Of the team or touchpoint, for people; else the value."""
    figures: Figures


class ChartPoint(Model):
    """One day of a control chart."""

    day: date
    kept: int
    n: int
    low: float
    high: float
    signal: str


class ControlChart(Model):
    """Days around their mean; which of them tell of a change."""

    mean: float
    widened: float
    points: list[ChartPoint]


class StandardFigures(Model):
    """A target, and what was attained."""

    team: str | None
    touchpoint: str | None
    name: str
    wanted: float
    """The share of promises to keep."""
    since: date | None
    """The first day that is judged by it; null: all are."""
    attained: Estimate | None
    verdict: str
    chart: ControlChart | None
    """In a report of this very team, touchpoint or everything, from eight days on; else null."""


class Report(Model):
    """The measurements of some days."""

    first: date = field(name="from")
    last: date = field(name="to")
    made_on: date
    by: str | None
    total: Figures
    distribution: list[Slice]
    rows: list[ReportRow]
    standards: list[StandardFigures]
    """The one of what it is of; by touchpoint or team those of its rows. By nothing, of everything: all."""


class OpenNow(Model):
    """What is open this minute."""

    n: int
    to_answer: int
    overdue: int
    levels: dict[int, int]
    is_cut: bool


class TodayOf(Model):
    """Today's figures of a team, or of `all`."""

    value: str
    name: str
    figures: Figures


class Pulse(Model):
    """How today goes."""

    today: list[TodayOf]
    open: OpenNow
    as_of: datetime


class WordsQuery(Model):
    """The seven days up to `to`, of one touchpoint or the busiest ones."""

    last: date | None = field(name="to", default=None)
    touchpoint: Annotated[str, Meta(max_length=100)] | None = None


class RisingWord(Model):
    """One word that rises."""

    word: str
    n: int
    of: int
    before: int
    of_before: int
    surprise: float


class RisingAt(Model):
    """What rises at one touchpoint."""

    touchpoint: str
    name: str
    n: int
    before: int
    is_cut: bool
    words: list[RisingWord]


class RisingWords(Model):
    """Words that rise in these seven days against the four weeks before."""

    first: date = field(name="from")
    last: date = field(name="to")
    places: list[RisingAt]
