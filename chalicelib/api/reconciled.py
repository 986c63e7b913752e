"""View of the days on which arrivals were compared."""

from collections.abc import Mapping
from typing import Any

import msgspec

from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.reconciliation import Reconciliation

_AT_ONCE = 500
"""States that are asked for together: more feedback that lack something have no reference here."""


def reconciliations(call: Call) -> models.Reconciliations:
    """The newest days, each with all that is missing."""
    query: models.ReconciliationsQuery = call.query
    found = call.services.reconciliations.latest(query.days)
    lacking = dict.fromkeys(p.feedback_id for one in found for p in one.inside.problems)
    states = call.services.lists.states(list(lacking)[:_AT_ONCE])
    references = {state.id: state.reference for state in states}
    return models.Reconciliations(days=[_day(one, references) for one in found])


def _day(result: Reconciliation, references: Mapping[str, str]) -> models.ReconciledDay:
    inside = result.inside
    return models.ReconciledDay(
        day=result.day,
        checked_at=result.checked_at,
        until=result.until,
        times=result.times,
        is_of_whole_day=result.is_of_whole_day,
        is_whole=result.is_whole,
        unaccounted=result.unaccounted,
        channels=[_as(one, models.CheckedChannel) for one in result.channels],
        feedback=inside.feedback,
        looked_at=inside.looked_at,
        problems=[
            models.LackingFeedback(
                reference=references.get(one.feedback_id),
                lack=one.lack,
                about=one.about,
                is_mended=one.is_mended,
            )
            for one in inside.problems
        ],
        more_problems=inside.more,
        dead_letters=dict(result.dead_letters),
        late_seconds=result.late_seconds,
        redriven=result.redriven,
    )


def _as(record: object, shape: Any) -> Any:
    return msgspec.convert(record, shape, from_attributes=True)
