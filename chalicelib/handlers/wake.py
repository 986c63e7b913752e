"""The tick of the wheel: called by the state machine, with nothing but the tick."""

from typing import Any

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.handlers.entry import Event, entry
from chalicelib.instants import from_text

bp = Blueprint(__name__)


@bp.lambda_function(name="wake")
@entry
def wake(event: Event, context: Any) -> dict[str, bool]:  # noqa: ARG001
    """Hand over what is due; the wheel calls again while there is more."""
    tick = from_text(event["tick"])  # this machine's clock may be a little behind the wheel's
    return {"more": bootstrap.wake().wake(max(bootstrap.now(), tick))}
