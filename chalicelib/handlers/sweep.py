"""The sweep: on a schedule, and when the operator asks for it."""

from dataclasses import asdict
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, due
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)


@bp.lambda_function(name="sweep")
@entry
def sweep(event: Event, context: Any) -> dict[str, int]:  # noqa: ARG001
    """Repair what an arrow lost; what was found, by name."""
    swept = due.sweep().sweep(core.now())
    count("Repaired", swept.repaired)
    found = {**asdict(swept), "repaired": swept.repaired}
    logger.info("swept", action="swept", **found)
    return found
