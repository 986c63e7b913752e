"""The report of a span of days: figures for each row, and standards against what was attained. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.configuration import Target
from chalicelib.measures.charts import Chart, chart
from chalicelib.measures.distribution import Slice
from chalicelib.measures.figures import Figures, figures
from chalicelib.measures.rollups import Tally
from chalicelib.measures.standing import Decided
from chalicelib.measures.statistics import Estimate, share


class Verdict(StrEnum):
    """How what was attained stands to its target."""

    MET = "met"
    """Even the low end of the interval reaches it."""
    UNSURE = "unsure"
    """It lies within the interval: too few promises, or too near."""
    FAILED = "failed"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the report."""

    value: str
    """Of the dimension, a day, or a month."""
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A target, what was attained, and where days were looked at, which of them tell of a change."""

    target: Target
    attained: Estimate | None
    verdict: Verdict
    chart: Chart | None
    """None where days were not looked at, or fewer than eight have promises that were decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The measurements of the days from `first` to `last`, as they stood on the day `made_on`."""

    first: date
    last: date
    made_on: date
    by: str | None
    """A dimension, `day`, `month`, or None."""
    total: Figures
    distribution: tuple[Slice, ...]
    """How long all responses took, by the wall clock."""
    rows: tuple[Row, ...]
    standards: tuple[Standard, ...]
    """Of what it is of, or by a dimension of its values; by nothing and of everything all of them."""


def rows(tallies: Mapping[str, Tally]) -> tuple[Row, ...]:
    """A row for each value in which anything was measured, in the order of the values."""
    found = ((value, tally) for value, tally in sorted(tallies.items()) if any(tally.values()))
    return tuple(Row(value=value, figures=figures(tally)) for value, tally in found)


def standard(target: Target, total: Tally, days: Sequence[Decided] = ()) -> Standard:
    """What the sums of some days say of a target, and where they are given, which days tell of a change.

    In both of them promises that are past their day count as missed already.
    """
    attained = share(*_decided(total))
    return Standard(
        target=target,
        attained=attained,
        verdict=_verdict(target.answered_in_time / 10_000, attained),
        chart=chart(days),
    )


def _decided(tally: Tally) -> tuple[int, int]:
    """Promises kept, and how many were decided."""
    kept = tally.get("promise.kept", 0)
    return kept, kept + tally.get("promise.missed", 0)


def _verdict(wanted: float, attained: Estimate | None) -> Verdict:
    if attained is None:
        return Verdict.NO_DATA
    if attained.low >= wanted:
        return Verdict.MET
    return Verdict.FAILED if attained.high < wanted else Verdict.UNSURE
