"""What Twilio posts to us: whether it is really Twilio's, and what it says. Pure.

Signatures: https://www.twilio.com/docs/usage/webhooks/webhooks-security
Texts: https://www.twilio.com/docs/messaging/guides/webhook-request
Receipts: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
Parameters come and go without notice, so that a signature is checked over whatever came, and nothing
but the id must be there.
"""

import base64
import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import parse_qsl

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.intake.receipts import Receipt
from chalicelib.intake.sms import InboundSms, Media, storable
from chalicelib.model import Delivery

Pairs = Sequence[tuple[str, str]]
"""Names and values of a form, as they came."""

_MOST_BYTES = 64 * 1024
_MOST_FIELDS = 500
_MOST_MEDIA = 10  # https://www.twilio.com/docs/messaging/api/media-resource
_MEDIA = re.compile(r"/Messages/((?:MM|SM)[0-9a-f]{32})/Media/(ME[0-9a-f]{32})$")

_ACTED_ON = {"STOP": "stop", "START": "start", "HELP": "help"}
"""https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out"""

_DELIVERIES = {
    "delivered": Delivery.DELIVERED,
    "read": Delivery.DELIVERED,
    "undelivered": Delivery.FAILED,
    "failed": Delivery.FAILED,
    "canceled": Delivery.FAILED,
}
"""Accepted, scheduled, queued, sending and sent say nothing that a person must know."""

REASONS = {
    21211: "invalid",
    21214: "invalid",
    21217: "invalid",
    21610: "opted_out",
    21614: "invalid",
    21408: "blocked",
    21612: "blocked",
    21635: "invalid",  # a landline
    30004: "blocked",
    30005: "invalid",
    30006: "invalid",
    30007: "blocked",
    30034: "not_set_up",
    30036: "expired",
    30450: "blocked",
    30453: "blocked",
}
"""Twilio's codes for what no second try mends, in our words; both its API and its receipts use them.
https://www.twilio.com/docs/api/errors"""


def read(body: bytes) -> Pairs:
    """The form in a request's body. TooLargeError, InvalidInputError."""
    if len(body) > _MOST_BYTES:
        raise TooLargeError(f"a webhook's form may have up to {_MOST_BYTES} bytes")
    try:
        return parse_qsl(
            body.decode(), keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise InvalidInputError("the form is not percent-encoded UTF-8") from error


def signature(url: str, pairs: Pairs, token: str) -> str:
    """Twilio's signature of a form that it posts to an address, made with an account's auth token.

    >>> signature("https://example.com/sms", [("To", "+15"), ("From", "+14")], "12345")
    'GYti0JDsLNXp97mG3QLroVT/csw='
    """
    said = url + "".join(name + value for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.digest(token.encode(), said.encode(), "sha1")).decode()


def is_signed(given: str, urls: Iterable[str], pairs: Pairs, tokens: Iterable[str]) -> bool:
    """Whether a signature was made with one of the tokens for one of the addresses we may have.

    More tokens than one are in use while an account's token is changed.
    """
    made = [signature(url, pairs, token) for url in urls for token in tokens]
    return any(hmac.compare_digest(given.encode(), one.encode()) for one in made)


def parse_text(pairs: Pairs, received_at: datetime) -> InboundSms:
    """A text from its webhook, which has no time of its own. InvalidInputError where it has no id.

    Anything else that is missing or odd is taken as it is: a person will look at it.
    """
    form = dict(pairs)
    message_id = form.get("MessageSid") or form.get("SmsMessageSid") or form.get("SmsSid")
    if not message_id:
        raise InvalidInputError("the text has no MessageSid")
    return InboundSms(
        message_id=message_id,
        sender=form.get("From", ""),
        to=form.get("To", ""),
        body=storable(form.get("Body", "")),
        in_reply_to=form.get("OriginalRepliedMessageSid") or None,
        received_at=received_at,
        media=tuple(_media(form)),
        command=_ACTED_ON.get(form.get("OptOutType", "")),
    )


def _media(form: Mapping[str, str]) -> Iterable[Media]:
    """The pictures of an MMS. An address that is not of Twilio's form is nothing to fetch."""
    for n in range(_MOST_MEDIA):
        found = _MEDIA.search(form.get(f"MediaUrl{n}", ""))
        if found:
            kind = form.get(f"MediaContentType{n}", "").lower()
            yield Media(message=found[1], id=found[2], media_type=kind)


def parse_receipt(
    pairs: Pairs, about: tuple[str, str] | None, received_at: datetime
) -> Receipt | None:
    """What became of a text, None where it says nothing that we store. InvalidInputError.

    `about` are the ids of feedback and message that we put into the address for its receipts.
    """
    form = dict(pairs)
    provider_id = form.get("MessageSid") or form.get("SmsSid")
    if not provider_id:
        raise InvalidInputError("the receipt has no MessageSid")
    delivery = _DELIVERIES.get((form.get("MessageStatus") or form.get("SmsStatus") or "").lower())
    if delivery is None:
        return None
    if delivery is Delivery.DELIVERED:
        return Receipt(
            provider_id=provider_id, delivery=delivery, at=received_at, reason=None, about=about
        )
    reason = _reason(form)
    return Receipt(
        provider_id=provider_id,
        delivery=Delivery.BOUNCED if reason == "invalid" else delivery,
        at=received_at,
        reason=reason,
        about=about,
    )


def _reason(form: Mapping[str, str]) -> str:
    code = form.get("ErrorCode", "")
    known = REASONS.get(int(code)) if code.isdecimal() and len(code) < 10 else None
    return known or (f"Twilio {code[:10]}" if code else "undelivered")
