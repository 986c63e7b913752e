"""What is due, one feedback at a time, from the queue that `wake` and `sweep` fill."""

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, due
from chalicelib.handlers.entry import Event, each_record, entry

bp = Blueprint(__name__)


@bp.lambda_function(name="act")
@entry
def act(event: Event, context: Any) -> Any:
    """Take each feedback's due steps."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    job = json.loads(record["body"])
    due.acting().do(job["feedback"], job["item"], core.now())
