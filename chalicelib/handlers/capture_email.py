"""Mails from customers and staff, from the queue behind the topic of SES's receipt rule."""

from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import core, ways_in
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.intake.email_notice import parse_notice
from chalicelib.intake.envelope import open_envelope

bp = Blueprint(__name__)


@bp.lambda_function(name="capture_email")
@entry
def capture_email(event: Event, context: Any) -> Any:
    """Store each mail."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    message, _ = open_envelope(record["body"])
    ways_in.mails().receive(parse_notice(message), core.now())
