"""The tick of the wheel: called by the state machine, with nothing but the tick."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, due
from chalicelib.handlers.entry import Event, entry
from chalicelib.instants import from_text, to_text
from chalicelib.ports import Due

bp = Blueprint(__name__)


@bp.lambda_function(name="wake")
@entry
def wake(event: Event, context: Any) -> dict[str, Any]:  # noqa: ARG001
    """Hand over what is due. While there is more the wheel calls again, with this answer in `wake`."""
    tick = from_text(event["tick"])  # this machine's clock may be a little behind the wheel's
    after = from_cursor(event.get("wake", {}).get("after"))
    last = due.wake().wake(max(core.now(), tick), after)
    return {"more": last is not None, "after": to_cursor(last)}


def to_cursor(last: Due | None) -> dict[str, str] | None:
    """Where the next call goes on, as an execution may hold it: ids and an instant."""
    if last is None:
        return None
    return {
        "feedback": last.feedback_id,
        "item": last.item,
        "wake_at": to_text(last.wake_at),
    }


def from_cursor(cursor: dict[str, str] | None) -> Due | None:
    """The place that `to_cursor` wrote down."""
    if cursor is None:
        return None
    return Due(
        feedback_id=cursor["feedback"],
        item=cursor["item"],
        wake_at=from_text(cursor["wake_at"]),
    )
