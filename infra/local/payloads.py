"""The JSON documents in which AWS tells the stack of what arrived and of what became of a message.

Shapes are those of the services' own documentation:
https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
https://docs.aws.amazon.com/ses/latest/dg/receiving-email-notifications-contents.html
https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
Pure.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chalicelib.instants import to_text
from infra.local import mime

ACCOUNT = "000000000000"
VERDICTS = ("spam", "virus", "spf", "dkim", "dmarc")
VERDICT_VALUES = ("PASS", "FAIL", "GRAY", "PROCESSING_FAILED", "DISABLED")
BOUNCE_TYPES = ("Permanent", "Transient", "Undetermined")
DMARC_POLICIES = ("none", "quarantine", "reject")
EVENTS = ("delivered", "bounced", "spam_report", "failed")

_HEADER_BYTES = 10_000  # SES cuts a notification's headers there

_TEXT_EVENTS = {
    "delivered": ("DELIVERED", "Message has been delivered to the phone"),
    "bounced": ("INVALID", "The phone number is invalid"),
    "spam_report": ("SPAM", "The carrier reported the message as spam"),
    "failed": ("UNREACHABLE", "The phone is currently unreachable or unavailable"),
}


def text_arrived(
    *, sender: str, to: str, body: str, message_id: str, in_reply_to: str | None
) -> dict[str, str]:
    """End User Messaging's notification of an inbound text."""
    payload = {
        "originationNumber": sender,
        "destinationNumber": to,
        "messageKeyword": f"KEYWORD_{ACCOUNT}",  # the service's name for "no keyword matched"
        "messageBody": body,
        "inboundMessageId": message_id,
    }
    return payload | ({"previousPublishedMessageId": in_reply_to} if in_reply_to else {})


def mail_arrived(
    *,
    headers: mime.Headers,
    recipients: Sequence[str],
    verdicts: Mapping[str, str],
    dmarc_policy: str,
    message_id: str,
    bucket: str,
    topic_arn: str,
    at: datetime,
) -> dict[str, Any]:
    """SES's notification of its S3 action. `verdicts` has one for each name in VERDICTS."""
    receipt: dict[str, Any] = {
        "timestamp": to_text(at),
        "processingTimeMillis": 222,
        "recipients": list(recipients),
    }
    receipt |= {f"{name}Verdict": {"status": verdicts[name]} for name in VERDICTS}
    if verdicts["dmarc"] == "FAIL":
        receipt["dmarcPolicy"] = dmarc_policy
    receipt["action"] = {
        "type": "S3",
        "topicArn": topic_arn,
        "bucketName": bucket,
        "objectKeyPrefix": "",
        "objectKey": message_id,
    }
    kept = _within_limit(headers)
    mail = {
        "timestamp": to_text(at),
        "source": source_of(headers),
        "messageId": message_id,
        "destination": mime.addresses(kept, "To", "Cc") or list(recipients),
        "headersTruncated": len(kept) < len(headers),
        "headers": [{"name": name, "value": value} for name, value in kept],
        "commonHeaders": _common(kept),
    }
    return {"notificationType": "Received", "receipt": receipt, "mail": mail}


def source_of(headers: mime.Headers) -> str:
    """The envelope's MAIL FROM: Return-Path where the mail has it, even an empty one, else From."""
    if mime.first(headers, "Return-Path") is not None:
        return next(iter(mime.addresses(headers, "Return-Path")), "")
    return next(iter(mime.addresses(headers, "From")), "")


def _within_limit(headers: mime.Headers) -> mime.Headers:
    kept: mime.Headers = []
    size = 0
    for name, value in headers:
        size += len(name.encode()) + len(value.encode("utf-8", "replace")) + 4
        if size > _HEADER_BYTES:
            break
        kept.append((name, value))
    return kept


def _common(headers: mime.Headers) -> dict[str, Any]:
    single = {"returnPath": "Return-Path", "date": "Date"}
    single |= {"messageId": "Message-ID", "subject": "Subject"}
    lists = {"from": "From", "sender": "Sender", "replyTo": "Reply-To", "to": "To", "cc": "Cc"}
    common: dict[str, Any] = {k: mime.first(headers, name) for k, name in single.items()}
    for key, name in lists.items():
        value = mime.first(headers, name)
        common[key] = [value] if value is not None else None
    return {key: value for key, value in common.items() if value is not None}


def mail_event(
    event: str, message: Mapping[str, Any], *, bounce_type: str, event_id: str, at: datetime
) -> dict[str, Any]:
    """SES's event about a mail of ours. `message` is the outbox's record."""
    when = to_text(at)
    to = message["to"]
    mail = {
        "timestamp": message["sent_at"],
        "source": message["from"],
        "sendingAccountId": ACCOUNT,
        "messageId": message["provider_id"],
        "destination": [to],
        "headersTruncated": False,
        "headers": [{"name": n, "value": v} for n, v in message["headers"].items()],
        "commonHeaders": _common(list(message["headers"].items())),
        "tags": {name: [value] for name, value in message["tags"].items()},
    }
    details: dict[str, dict[str, Any]] = {
        "delivered": {
            "eventType": "Delivery",
            "delivery": {
                "timestamp": when,
                "processingTimeMillis": 500,
                "recipients": [to],
                "smtpResponse": "250 2.0.0 OK",
                "reportingMTA": "a8-50.smtp-out.amazonses.com",
            },
        },
        "bounced": {
            "eventType": "Bounce",
            "bounce": {
                "bounceType": bounce_type,
                "bounceSubType": "General",
                "bouncedRecipients": [
                    {
                        "emailAddress": to,
                        "action": "failed",
                        "status": "5.1.1",
                        "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                    }
                ],
                "timestamp": when,
                "feedbackId": event_id,
                "reportingMTA": "dsn; a8-50.smtp-out.amazonses.com",
            },
        },
        "spam_report": {
            "eventType": "Complaint",
            "complaint": {
                "complainedRecipients": [{"emailAddress": to}],
                "timestamp": when,
                "feedbackId": event_id,
                "complaintSubType": None,
                "complaintFeedbackType": "abuse",
                "arrivalDate": when,
            },
        },
        "failed": {"eventType": "Reject", "reject": {"reason": "Bad content"}},
    }
    return {**details[event], "mail": mail}


def text_event(event: str, message: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """End User Messaging's event about a text of ours. `message` is the outbox's record."""
    status, description = _TEXT_EVENTS[event]
    now = int(at.timestamp() * 1000)
    return {
        "eventType": f"TEXT_{status}",
        "eventVersion": "1.0",
        "eventTimestamp": now,
        "isFinal": True,
        "originationPhoneNumber": message["from"],
        "destinationPhoneNumber": message["to"],
        "isInternationalSend": False,
        "messageId": message["provider_id"],
        "messageRequestTimestamp": now,
        "messageEncoding": "GSM" if (message["text"] or "").isascii() else "Unicode",
        "messageType": "TRANSACTIONAL",
        "messageStatus": status,
        "messageStatusDescription": description,
        "context": dict(message["tags"]),
        "totalMessageParts": 1,
        "totalMessagePrice": 0.0,
        "totalCarrierFee": 0.0,
    }
