"""Events to webhooks, one webhook at a time."""

import json
from typing import Any

from chalice.app import Blueprint

from chalicelib.bootstrap import events_out
from chalicelib.handlers.entry import Event, each_record, entry
from chalicelib.observability import count, logger

bp = Blueprint(__name__)


@bp.lambda_function(name="notify_webhooks")
@entry
def notify_webhooks(event: Event, context: Any) -> Any:
    """Deliver to each webhook what is due for it."""
    return each_record(event, context, _one)


def _one(record: Event) -> None:
    webhook = json.loads(record["body"])["webhook"]
    done = events_out.notify_webhooks().work(webhook)
    count("EventsDelivered", done.delivered)
    count("WebhookAttemptsFailed", done.failed)
    count("EventsGivenUp", done.given_up)
    count("WebhooksDisabled", done.disabled)
    if done.given_up or done.disabled:
        logger.warning("a webhook is out of reach", action="webhook_out_of_reach", webhook=webhook)
