"""Texts from customers, from the queue behind the topic of the two-way number."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, ways_in
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.intake import sms

bp = Blueprint(__name__)


@bp.lambda_function(name="capture_sms")
@entry
def capture_sms(event: Event, context: Any) -> Any:
    """Store each text."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    ways_in.texts().receive(sms.parse(record["body"]), core.now())
