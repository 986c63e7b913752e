"""What SES and End User Messaging say became of our messages."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, ways_out
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.intake import receipts
from chalicelib.observability import count

bp = Blueprint(__name__)


@bp.lambda_function(name="record_delivery")
@entry
def record_delivery(event: Event, context: Any) -> Any:
    """Store each receipt on its message."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    receipt = receipts.parse(record["body"])
    if receipt is not None and not ways_out.receipts().record(receipt, core.now()):
        count("ReceiptsOfNoMessage")
