"""Retention: each night personal data whose time is over is erased, where the configuration says when."""

from dataclasses import asdict
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, retaining
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)

_LAST_MILLISECONDS = 60_000
"""What is begun has to be ended: no feedback is begun in the last minute."""


@bp.lambda_function(name="retain")
@entry
def retain(event: Event, context: Any) -> dict[str, Any]:  # noqa: ARG001
    """Erase what is over of tonight's part; how much it was, by name."""
    night = retaining.retain().night(
        core.now(), lambda: context.get_remaining_time_in_millis() > _LAST_MILLISECONDS
    )
    done = asdict(night)
    count("RetentionLeft", night.erased.left + int(night.is_cut))
    logger.info("retained", action="retained", is_cut=night.is_cut, **done["erased"])
    return done
