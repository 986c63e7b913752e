"""Touchpoints of which nothing was heard for a week, though they usually get feedback every week."""

from datetime import date, timedelta

from chalicelib.configuration import Configuration
from chalicelib.digest_days import Span
from chalicelib.measures import unusual
from chalicelib.measures.periods import periods
from chalicelib.measures.rollups import Dimension, begun_of
from chalicelib.ports import MeasureStore
from chalicelib.week_digest import Silent

_DAY = timedelta(days=1)


def silent_places(
    measures: MeasureStore, span: Span, today: date, configuration: Configuration
) -> tuple[Silent, ...]:
    """Those of the days of `span`, the busiest first: a code may be torn off, a number dead.

    Some forty queries, of the sums by touchpoint, whatever there is.
    """
    settings = configuration.early_warning
    if not settings.enabled:
        return ()
    came = _begun(measures, span.first, span.last, today)
    before = _begun(measures, span.first - unusual.LOOK_BACK, span.first - _DAY, today)
    weeks = ((span.last - span.first) + _DAY) / timedelta(weeks=1)
    found = [
        Silent(touchpoint=place, usual=round(n / unusual.WEEKS))
        for place, n in before.items()
        if place in configuration.touchpoints
        and not came.get(place)
        and unusual.is_silent(n, weeks, settings.false_alarms)
    ]
    return tuple(sorted(found, key=lambda one: (-one.usual, one.touchpoint)))


def _begun(measures: MeasureStore, first: date, last: date, today: date) -> dict[str, int]:
    """How many feedback began on some days, by touchpoint."""
    found: dict[str, int] = {}
    for period in periods(first, last, today):
        for place, tally in measures.rollups(Dimension.TOUCHPOINT, period.key).items():
            found[place] = found.get(place, 0) + begun_of(tally)
    return found
