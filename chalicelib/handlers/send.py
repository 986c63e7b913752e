"""Messages out, from the queue that `react` fills."""

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, ways_out
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.observability import count, logger
from chalicelib.sending import Outcome

bp = Blueprint(__name__)


@bp.lambda_function(name="send")
@entry
def send(event: Event, context: Any) -> Any:
    """Send each message, once."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    job = json.loads(record["body"])
    outcome = ways_out.deliver().deliver(job["feedback"], job["message"], core.now())
    count(f"Messages.{outcome}")
    if outcome is Outcome.WITHHELD:
        ids = {"feedback": job["feedback"], "message_id": job["message"]}
        logger.warning("a cap withheld a message", action="withheld", **ids)
