"""New timeline entries and acknowledgements that left, from the table's stream, for the measurements."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, measuring
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.observability import count, logger
from chalicelib.store.items import entry_from_stream, message_from_stream

bp = Blueprint(__name__)


@bp.lambda_function(name="measure")
@entry
def measure(event: Event, context: Any) -> Any:
    """Add up a whole batch at once; where that fails, each record by itself, to find which one does."""
    try:
        new = _follow(event["Records"])
    except Exception:  # noqa: BLE001 - the others of its batch are no worse for it
        logger.exception("a batch is measured one by one", action="measured_one_by_one")
        return each_record(event, context, lambda one: _follow([one]), source="DynamoDBStreams")
    count("EntriesMeasured", new)
    return {"batchItemFailures": []}


def _follow(records: list[Event]) -> int:
    images = [record["dynamodb"]["NewImage"] for record in records]
    entries = [entry_from_stream(one) for one in images if _is(one, "entry")]
    sent = [message_from_stream(one) for one in images if _is(one, "message")]
    new = measuring.measure().follow((one.feedback_id for one in entries), sent)
    if given := measuring.warn().look(entries, core.now()):
        count("WarningsGiven", given)
    return new


def _is(image: dict[str, Any], entity: str) -> bool:
    return bool(image["entity"]["S"] == entity)
