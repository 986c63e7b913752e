"""What arrived, told once more to the queue that it once came from, in the form that it came in. Pure.

A mail whose notification is lost still stands in the bucket, under the id that SES gave it. SES wrote the
envelope above the mail's own fields (`Received: … with SMTP id <id> for <recipient>`), and nobody who
sends a mail can know that id. Who vouched for the sender is not taken from there: a mail told again is
vouched for by nobody, so that it is at worst not acted on, and never taken for a member's word.
"""

import json
import re
from datetime import datetime
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import getaddresses
from typing import TYPE_CHECKING

from chalicelib.errors import InvalidInputError
from chalicelib.instants import to_text
from chalicelib.intake.email_notice import parse_notice
from chalicelib.intake.envelope import id_of, open_envelope

if TYPE_CHECKING:
    from email.message import Message

HEAD_BYTES = 64 * 1024
"""How much of a mail is read for its fields."""

_FOR = re.compile(r"\bfor\s+<?([^\s<>;,]+@[^\s<>;,]+)>?\s*;")
_READERS = ("To", "Cc", "Delivered-To", "X-Original-To")


def mail_again(key: str, bucket: str, head: bytes, at: datetime, domain: str) -> dict[str, str]:
    """A job that tells of a mail which stands in the bucket. `head`: how it begins.

    `domain`: what our mail addresses end with. Where nothing says which of them it was sent to, it is
    for everybody's.
    """
    fields = BytesHeaderParser(policy=compat32).parsebytes(head)
    notice = {
        "notificationType": "Received",
        "receipt": {
            "recipients": _recipients(fields, key, domain),
            "action": {"type": "S3", "bucketName": bucket, "objectKey": key},
            "spamVerdict": {"status": _worst(fields, "X-SES-Spam-Verdict")},
            "virusVerdict": {"status": _worst(fields, "X-SES-Virus-Verdict")},
        },
        "mail": {"messageId": key, "source": _source(fields), "timestamp": to_text(at)},
    }
    return _told(notice, key, at)


def text_again(*, message_id: str, sender: str, to: str, body: str, at: datetime) -> dict[str, str]:
    """A job that tells of a text as End User Messaging does, whichever provider has it."""
    payload = {
        "originationNumber": sender,
        "destinationNumber": to,
        "messageBody": body,
        "inboundMessageId": message_id,
    }
    return _told(payload, message_id, at)


def mail_letter(body: str) -> tuple[str, datetime | None] | None:
    """Which mail a notification tells of, by its key in the bucket, and when it came; None: of none."""
    try:
        message, _ = open_envelope(body)
        notice = parse_notice(message)
    except InvalidInputError:
        return text_letter(body)
    return notice.key, notice.received_at


def text_letter(body: str) -> tuple[str, datetime | None] | None:
    """The id of a text's notification, and when it came; None where it has no id."""
    try:
        _, at = open_envelope(body)
    except InvalidInputError:
        return None
    arrival_id = id_of(body)
    return (arrival_id, at) if arrival_id else None


def _told(document: object, message_id: str, at: datetime) -> dict[str, str]:
    said = json.dumps(document, ensure_ascii=False)
    return {"MessageId": message_id, "Message": said, "Timestamp": to_text(at)}


def _recipients(fields: "Message[str, str]", key: str, domain: str) -> list[str]:
    """Whom the envelope named, else whom of us the mail's own fields name."""
    for received in fields.get_all("Received", []):
        text = " ".join(str(received).split())
        if f"with SMTP id {key} " in f"{text} " and (found := _FOR.search(text)):
            return [found[1].lower()]
    named = getaddresses([str(one) for name in _READERS for one in fields.get_all(name, [])])
    ours = [address.lower() for _, address in named if address.lower().endswith(f"@{domain}")]
    return list(dict.fromkeys(ours)) or [f"feedback@{domain}"]


def _source(fields: "Message[str, str]") -> str:
    """The envelope's sender; empty for what mail servers say of mails that they could not deliver."""
    returned = fields.get("Return-Path")
    said = str(returned if returned is not None else fields.get("From", ""))
    [(_, address), *_] = getaddresses([said]) or [("", "")]
    return address


def _worst(fields: "Message[str, str]", name: str) -> str:
    """FAIL where anything says so: who forges that does no harm but to the mail itself."""
    said = {str(one).strip().upper() for one in fields.get_all(name, [])}
    return "FAIL" if "FAIL" in said else "DISABLED"
