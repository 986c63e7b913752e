"""The daily check of the measurements: on a schedule, and of one day when an operator asks."""

from dataclasses import asdict
from datetime import date
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, measuring
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)

_LOGGED = 20
"""Things that the log names; `rebuild --check` names all."""


@bp.lambda_function(name="check_measures")
@entry
def check_measures(event: Event, context: Any) -> dict[str, Any]:  # noqa: ARG001
    """Check yesterday's measurements, or with `{"day": "2026-11-21"}` that day's; what differs."""
    service = measuring.check_measures()
    asked = event.get("day")
    found = service.day(date.fromisoformat(asked)) if asked else service.yesterday(core.now())
    logger.info(
        "measures_checked",
        action="measures_checked",
        day=found.day.isoformat(),
        feedback=found.feedback,
        problems=found.problems,
        named=[*found.missing, *found.strange, *found.differing][:_LOGGED],
    )
    count("MeasuresDiffering", found.problems)
    return {**asdict(found), "day": found.day.isoformat(), "problems": found.problems}
