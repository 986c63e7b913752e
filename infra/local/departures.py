"""What leaves the stack, read from the provider's own API calls.

Three calls send a message: SES v2 `SendEmail`, SNS `Publish` to a phone number, and End User
Messaging's `SendTextMessage`. Each has its wire form (REST with JSON, AWS Query, AWS JSON 1.0) as
boto3 sends it. Pure: bytes in, records out.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

from chalicelib.instants import to_text
from infra.local import mime

SEND_TEXT_TARGET = "PinpointSMSVoiceV2.SendTextMessage"
"""The `X-Amz-Target` of End User Messaging's SendTextMessage."""

_SEND_EMAIL_PATH = "/v2/email/outbound-emails"
_XML_ID = re.compile(rb"<MessageId>([^<]+)</MessageId>")
_NUMBER = re.compile(r"\+?[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """One message to one recipient, as the provider was asked to send it."""

    channel: str
    """`sms` or `email`."""
    sender: str | None
    to: str
    text: str | None
    reply_to: str | None = None
    subject: str | None = None
    html: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    """SES's tags or End User Messaging's context: the provider's events repeat them."""

    def record(self, provider_id: str, sent_at: datetime) -> dict[str, Any]:
        """The fields of the outbox's record."""
        headers = {n: v for n, v in self.headers.items() if n.lower() not in ("message-id", "date")}
        if self.channel == "email":  # SES sets these two itself
            headers["Message-ID"] = message_id(provider_id)
            headers["Date"] = format_datetime(sent_at)
        return {
            "provider_id": provider_id,
            "channel": self.channel,
            "from": self.sender,
            "to": self.to,
            "reply_to": self.reply_to,
            "subject": self.subject,
            "text": self.text,
            "html": self.html,
            "headers": headers,
            "tags": dict(self.tags),
            "sent_at": to_text(sent_at),
        }


def message_id(provider_id: str) -> str:
    """The Message-ID that SES gives a mail: its own id, at its own domain (us-east-1's form)."""
    domain = "" if "@" in provider_id else "@email.amazonses.com"
    return f"<{provider_id}{domain}>"


@dataclass(frozen=True, slots=True)
class Sending:
    """A call that sends: what would leave, and how its answer names the message."""

    departures: list[Departure]
    provider_id: Callable[[bytes], str]


def sending(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Sending | None:
    """What a call to a provider sends; None for every call that sends nothing, or not to a person.

    `headers` looks names up in any case.
    """
    if method != "POST":
        return None
    if path == _SEND_EMAIL_PATH:
        return Sending(_mail(json.loads(body)), _json_message_id)
    if headers.get("X-Amz-Target") == SEND_TEXT_TARGET:
        return Sending([_end_user_messaging(json.loads(body))], _json_message_id)
    if headers.get("Content-Type", "").startswith("application/x-www-form-urlencoded"):
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if form.get("Action") == "Publish" and "PhoneNumber" in form:
            return Sending([_sns(form)], _xml_message_id)
    return None


def _json_message_id(answer: bytes) -> str:
    return str(json.loads(answer)["MessageId"])


def _xml_message_id(answer: bytes) -> str:
    found = _XML_ID.search(answer)
    if found is None:
        raise ValueError("the answer has no MessageId")
    return found[1].decode()


def _mail(call: dict[str, Any]) -> list[Departure]:
    destination = call.get("Destination") or {}
    recipients = [
        address
        for kind in ("ToAddresses", "CcAddresses", "BccAddresses")
        for address in destination.get(kind) or ()
    ]
    content = call["Content"]
    if "Raw" in content:
        headers, text, html = mime.read(base64.b64decode(content["Raw"]["Data"]))
        recipients = recipients or mime.addresses(headers, "To", "Cc", "Bcc")
    else:
        headers, text, html = _simple(content.get("Simple") or {})
    sender = call.get("FromEmailAddress") or mime.first(headers, "From")
    reply_to = ", ".join(call.get("ReplyToAddresses") or ()) or mime.first(headers, "Reply-To")
    tags = {tag["Name"]: tag["Value"] for tag in call.get("EmailTags") or ()}
    return [
        Departure(
            channel="email",
            sender=sender,
            to=to,
            reply_to=reply_to,
            subject=mime.first(headers, "Subject"),
            text=text,
            html=html,
            headers=dict(headers),
            tags=tags,
        )
        for to in recipients
    ]


def _simple(message: dict[str, Any]) -> tuple[mime.Headers, str | None, str | None]:
    """SES's own form of a mail, which it makes the MIME of itself."""
    headers = [(h["Name"], h["Value"]) for h in message.get("Headers") or ()]
    headers.append(("Subject", message["Subject"]["Data"]))
    text, html = ((message["Body"].get(kind) or {}).get("Data") for kind in ("Text", "Html"))
    return headers, text, html


def _end_user_messaging(call: dict[str, Any]) -> Departure:
    return Departure(
        channel="sms",
        sender=_number(call.get("OriginationIdentity")),
        to=call["DestinationPhoneNumber"],
        text=call.get("MessageBody", ""),
        tags=call.get("Context") or {},
    )


def _sns(form: dict[str, str]) -> Departure:
    attributes = {
        form[f"{entry}.Name"]: form.get(f"{entry}.Value.StringValue", "")
        for entry in (f"MessageAttributes.entry.{n}" for n in range(1, 11))
        if f"{entry}.Name" in form
    }
    return Departure(
        channel="sms",
        sender=attributes.get("AWS.MM.SMS.OriginationNumber")
        or attributes.get("AWS.SNS.SMS.SenderID"),
        to=form["PhoneNumber"],
        text=form.get("Message", ""),
    )


def _number(identity: str | None) -> str | None:
    """An origination identity where it is a number itself, and not the id of one or of a pool."""
    return identity if identity and _NUMBER.fullmatch(identity) else None
