"""A text as AWS End User Messaging's two-way service hands it over, in the envelope of SNS.

The payload's fields: https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
It carries no time of its own; the envelope's `Timestamp` is when the provider passed it on.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from chalicelib.errors import InvalidInputError
from chalicelib.intake.envelope import id_of, open_envelope

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """A picture or other part of an MMS, which its provider keeps until we fetch it."""

    message: str
    """The provider's id of the message that it came with."""
    id: str
    media_type: str
    """Lower case; empty where the provider did not say."""


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
    media: tuple[Media, ...] = ()
    command: str | None = None
    """`stop`, `start` or `help`, where the provider itself has acted on it and answered already."""
    notice_id: str | None = None
    """Of the notification that told of it, where there was one."""

    @property
    def can_be_answered(self) -> bool:
        """Whether the sender is a number that a text can be sent to."""
        return bool(_E164.fullmatch(self.sender))


def parse(body: str) -> InboundSms:
    """A two-way text from the body of an SQS record. InvalidInputError where it has no id.

    Anything else that is missing or odd is taken as it is: a person will look at it.
    """
    message, received_at = open_envelope(body)
    try:
        payload = json.loads(message)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("the text is not JSON") from error
    message_id = payload.get("inboundMessageId") if isinstance(payload, dict) else None
    if not message_id:
        raise InvalidInputError("the text has no inboundMessageId")
    return InboundSms(
        message_id=str(message_id),
        sender=str(payload.get("originationNumber") or ""),
        to=str(payload.get("destinationNumber") or ""),
        body=storable(str(payload.get("messageBody") or "")),
        in_reply_to=payload.get("previousPublishedMessageId") or None,
        received_at=received_at,
        notice_id=id_of(body) or str(message_id),
    )


def storable(text: str) -> str:
    """The text without control characters and lone surrogates, which neither UTF-8 nor people take."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
