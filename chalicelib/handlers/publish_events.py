"""Changes of feedback as events, from the queue that `react` fills."""

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, events_out
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.observability import count

bp = Blueprint(__name__)


@bp.lambda_function(name="publish_events")
@entry
def publish_events(event: Event, context: Any) -> Any:
    """Tell other systems of each entry."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    job = json.loads(record["body"])
    events_out.publish().publish(job["feedback"], int(job["entry"]), core.now())
    count("EventsPublished")
