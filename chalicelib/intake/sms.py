"""A text as AWS End User Messaging's two-way service hands it over, in the envelope of SNS.

The payload's fields: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
It carries no time of its own; the envelope's `Timestamp` is when the provider passed it on.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundSms:
    """One text that arrived."""

    message_id: str
    sender: str
    """As the carrier named it: E.164, or a short code or a name that cannot be answered."""
    to: str
    body: str
    in_reply_to: str | None
    """Provider id of our text that it answers, where the carrier says so."""
    received_at: datetime

    @property
    def can_be_answered(self) -> bool:
        """Whether the sender is a number that a text can be sent to."""
        return bool(_E164.fullmatch(self.sender))


def parse_envelope(body: str) -> tuple[dict[str, Any], datetime]:
    """The message inside an SNS envelope, and the envelope's time. InvalidInputError."""
    try:
        envelope = json.loads(body)
        return dict(json.loads(envelope["Message"])), from_text(envelope["Timestamp"])
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInputError(f"this is no notification of SNS: {error!r}") from error


def parse(body: str) -> InboundSms:
    """A two-way text from the body of an SQS record. InvalidInputError where it has no id.

    Anything else that is missing or odd is taken as it is: a person will look at it.
    """
    payload, received_at = parse_envelope(body)
    message_id = payload.get("inboundMessageId")
    if not message_id:
        raise InvalidInputError("the text has no inboundMessageId")
    return InboundSms(
        message_id=str(message_id),
        sender=str(payload.get("originationNumber") or ""),
        to=str(payload.get("destinationNumber") or ""),
        body=storable(str(payload.get("messageBody") or "")),
        in_reply_to=payload.get("previousPublishedMessageId") or None,
        received_at=received_at,
    )


def storable(text: str) -> str:
    """The text without control characters and lone surrogates, which neither UTF-8 nor people take."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
