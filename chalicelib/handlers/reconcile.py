"""Reconciliation: every day on a schedule, and of one day when an operator asks."""

from datetime import date
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, reconciling
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)


@bp.lambda_function(name="reconcile")
@entry
def reconcile(event: Event, context: Any) -> dict[str, Any]:  # noqa: ARG001
    """Compare the days before today, or with `{"day": "2026-11-21", "repair": false}` that one.

    What came of each is answered, or why there is nothing, as `{"refused": …}`.
    """
    import msgspec

    service, now = reconciling.reconcile(), core.now()
    try:
        if event.get("day"):
            asked = date.fromisoformat(event["day"])
            results = [service.day(asked, now, repair=event.get("repair") is True)]
        else:
            results = service.recent(now)
    except ValueError as error:
        return {"refused": str(error)}
    for result in results:
        logger.info(
            "reconciled",
            action="reconciled",
            day=result.day.isoformat(),
            unaccounted=result.unaccounted,
            lacking=result.problems,
            unknown=[channel.value for channel in result.unknown],
            redriven=result.redriven,
        )
    count("Unaccounted", sum(result.unaccounted for result in results))
    count("Lacking", sum(result.problems for result in results))
    return {"days": [msgspec.to_builtins(result) for result in results]}
