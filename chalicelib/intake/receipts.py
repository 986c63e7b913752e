"""What became of a message, in the words of SES and of End User Messaging, turned into ours.

SES event publishing: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
End User Messaging: https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text
from chalicelib.intake.envelope import open_envelope
from chalicelib.model import Delivery

_SMS = {
    "TEXT_DELIVERED": Delivery.DELIVERED,
    "TEXT_INVALID": Delivery.BOUNCED,
    "TEXT_INVALID_MESSAGE": Delivery.FAILED,
    "TEXT_UNREACHABLE": Delivery.FAILED,
    "TEXT_CARRIER_UNREACHABLE": Delivery.FAILED,
    "TEXT_BLOCKED": Delivery.FAILED,
    "TEXT_CARRIER_BLOCKED": Delivery.FAILED,
    "TEXT_SPAM": Delivery.FAILED,
    "TEXT_TTL_EXPIRED": Delivery.FAILED,
    "TEXT_PROTECT_BLOCKED": Delivery.FAILED,
}
"""Queued, pending, accepted by the carrier, and unknown say nothing that a person must know."""

_MAIL = {
    "Delivery": Delivery.DELIVERED,
    "Bounce": Delivery.BOUNCED,
    "Complaint": Delivery.SPAM_REPORT,
    "Reject": Delivery.FAILED,
    "Rendering Failure": Delivery.FAILED,
}

_MAY_BE_AUTOMATIC = {("Transient", "General")}
"""Type and subtype of bounces that are no bad news after a delivery: what SES cannot tell from an
out-of-office reply. Every other bounce is final, the transient ones too: SES publishes them after it gave
up ("Hard bounces and soft bounces that SES will no longer retry to deliver").
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html#event-publishing-retrieving-sns-contents-bounce-types
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """News of one message."""

    provider_id: str
    delivery: Delivery
    at: datetime
    reason: str | None
    about: tuple[str, str] | None = None
    """Ids of feedback and message, as we gave them to the provider with the message."""
    may_be_automatic: bool = False
    """A bounce that may be an out-of-office reply, where the message was delivered."""


def parse(body: str) -> Receipt | None:
    """The receipt in the body of an SQS record, None where it says nothing that we store.

    InvalidInputError where it is no event of either service.
    """
    message, passed_on_at = open_envelope(body)
    try:
        event = json.loads(message)
        if str(event.get("eventType", "")).startswith("TEXT_"):
            return _sms(event)
        return _mail(event, passed_on_at)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InvalidInputError(f"this is no event of a provider's: {error!r}") from error


def _sms(event: dict[str, Any]) -> Receipt | None:
    delivery = _SMS.get(event["eventType"])
    if delivery is None:
        return None
    failed = delivery is not Delivery.DELIVERED
    return Receipt(
        provider_id=event["messageId"],
        delivery=delivery,
        at=datetime.fromtimestamp(int(event["eventTimestamp"]) / 1000, UTC),
        reason=str(event.get("messageStatusDescription") or event["eventType"]) if failed else None,
        about=_about(event.get("context") or {}),
    )


def _mail(event: dict[str, Any], passed_on_at: datetime) -> Receipt | None:
    name = event.get("eventType") or event["notificationType"]
    delivery = _MAIL.get(name)
    detail = event.get(str(name).lower()) or {}
    if delivery is None:
        return None
    at = detail.get("timestamp")
    return Receipt(
        provider_id=event["mail"]["messageId"].partition("@")[0],
        delivery=delivery,
        at=from_text(at) if at else passed_on_at,
        reason=_reason(detail) if delivery is not Delivery.DELIVERED else None,
        about=_about({name: said[0] for name, said in (event["mail"].get("tags") or {}).items()}),
        may_be_automatic=(detail.get("bounceType"), detail.get("bounceSubType"))
        in _MAY_BE_AUTOMATIC,
    )


def _about(given: Mapping[str, Any]) -> tuple[str, str] | None:
    """What `notify` gave the provider with the message, if it is all there."""
    feedback_id, message_id = given.get("feedback"), given.get("message")
    if isinstance(feedback_id, str) and isinstance(message_id, str):
        return feedback_id, message_id
    return None


def _reason(detail: dict[str, Any]) -> str:
    recipients = detail.get("bouncedRecipients") or [{}]
    return str(
        recipients[0].get("diagnosticCode")
        or detail.get("bounceSubType")
        or detail.get("complaintFeedbackType")
        or detail.get("reason")
        or "no reason given"
    )
