"""New timeline entries, from the table's stream."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, due
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.store.items import entry_from_stream

bp = Blueprint(__name__)


@bp.lambda_function(name="react")
@entry
def react(event: Event, context: Any) -> Any:
    """Make each entry's messages and arm its feedback's timer."""
    return each_record(event, context, _one, source="DynamoDBStreams")


def _one(record: Event) -> None:
    image = record["dynamodb"]["NewImage"]
    due.react().follow(entry_from_stream(image), core.now())
