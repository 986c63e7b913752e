"""Digests: on a schedule, the configuration knows at which hour of which day; and when an operator asks."""

from dataclasses import asdict
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, digesting
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import logger

bp = Blueprint(__name__)


@bp.lambda_function(name="digest")
@entry
def digest(event: Event, context: Any) -> dict[str, int]:  # noqa: ARG001
    """Write the digests that are due; what was done, by name.

    With `{"now": true}` those of today, and with `"week": true` as well that of the last whole week.
    """
    at_once, week = event.get("now") is True, event.get("week") is True
    done = asdict(digesting.digests().send(core.now(), at_once=at_once, week=week))
    logger.info("digested", action="digested", **done)
    return done
