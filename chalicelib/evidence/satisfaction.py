"""What evidence says of how content customers were."""

from collections.abc import Iterator

from chalicelib.evidence.lines import MOST, Counted, Line, place
from chalicelib.evidence.material import Material
from chalicelib.measures.rollups import Dimension


def surveyed(of: Material) -> Iterator[Line]:
    """Whom was asked, and who answered."""
    found = of.report.total.survey
    if found.response_rate is not None:
        yield Line("surveyed", {"n": found.asked, "share": found.response_rate})
    if found.unasked:
        yield Line("unasked", {"n": found.unasked})


def satisfied(of: Material) -> Iterator[Line]:
    """How content they were."""
    found = of.report.total.survey
    if found.csat is not None:
        scores = tuple(Counted(score, n) for score, n in found.scores.items())
        yield Line("csat", {"share": found.csat, "scores": scores})
    if found.nps is not None:
        low, value, high = (round(one) for one in (found.nps.low, found.nps.value, found.nps.high))
        yield Line("nps", {"value": value, "low": low, "high": high, "n": found.nps.n})


def satisfied_by_place(of: Material) -> Iterator[Line]:
    """Where they were how content."""
    parts = tuple(
        Counted(place(of, row.value), row.figures.survey.csat)
        for row in of.rows[Dimension.TOUCHPOINT]
        if row.figures.survey.csat is not None
    )
    if parts:
        yield Line("csat_by_place", {"parts": parts[:MOST]})
