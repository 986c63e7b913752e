"""Reconciliation: every day on a schedule, and of one day when an operator asks."""

from datetime import date
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, reconciling
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)

_LAST_MILLISECONDS = 300_000
"""What is left when no further day is begun and nothing more is handed over: what is begun has to end."""


@bp.lambda_function(name="reconcile")
@entry
def reconcile(event: Event, context: Any) -> dict[str, Any]:
    """Compare the days before today that are open, or with `{"day": "2026-11-21", "repair": false}` that one.

    What came of each is answered, or why there is nothing, as `{"refused": …}`.
    """
    import msgspec

    service, now = reconciling.reconcile(), core.now()

    def has_time() -> bool:
        return bool(context.get_remaining_time_in_millis() > _LAST_MILLISECONDS)

    try:
        if event.get("day"):
            asked = date.fromisoformat(event["day"])
            repair = event.get("repair") is True
            results = [service.day(asked, now, repair=repair, has_time=has_time)]
        else:
            results = service.recent(now, has_time)
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
    count("UnknownArrivals", sum(len(result.unknown) for result in results))
    return {"days": [msgspec.to_builtins(result) for result in results]}
