"""The daily digest: on a schedule, the configuration knows at which hour; and when an operator asks."""

from dataclasses import asdict
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, ways_out
from chalicelib.handlers.entry import Event, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)


@bp.lambda_function(name="digest")
@entry
def digest(event: Event, context: Any) -> dict[str, int]:  # noqa: ARG001
    """Send the digests that are due, or with `{"now": true}` those of today; what was done, by name."""
    done = asdict(ways_out.digests().send(core.now(), at_once=event.get("now") is True))
    count("DigestsFailed", done["failed"])
    logger.info("digested", action="digested", **done)
    return done
