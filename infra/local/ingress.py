"""What arrives from outside: texts, mails and receipts, put where AWS would put them.

On AWS, End User Messaging and SES publish these documents to the stack's topics, SES writes each mail to
the bucket first, and SNS counts in CloudWatch what was published to a topic. The emulator has none of
this, so that the local front does it.
From the topics on, everything is the product.
"""

import base64
import json
import re
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.instants import to_text
from infra.local import mime, payloads, twilio
from infra.local.context import LocalStack
from infra.local.outbox import Log, Outbox

if TYPE_CHECKING:
    from mypy_boto3_cloudwatch import CloudWatchClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sns import SNSClient

MAIL_BYTES = 40 * 1024 * 1024
"""The largest mail that SES's S3 action takes."""

_SNS_BYTES = 256 * 1024
_NUMBER = re.compile(r"\+?[0-9\s().-]{3,30}")
_PUNCTUATION = re.compile(r"[\s().-]")
_LONGEST_SENDER = 40
_SES_ID = "abcdefghijklmnopqrstuv0123456789"


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where a message goes that names no recipient."""

    sms_number: str | None
    mail_domain: str | None


class Ingress:
    """Lets messages arrive at one stack."""

    def __init__(
        self,
        *,
        stack: LocalStack,
        sns: "SNSClient",
        s3: "S3Client",
        cloudwatch: "CloudWatchClient",
        outbox: Outbox,
        arrived: Log,
        destinations: Callable[[], Destinations],
        now: Callable[[], datetime],
        webhooks: twilio.Webhooks | None = None,
    ) -> None:
        """Every message is also written to `arrived`, for people to look at.

        With `webhooks`, texts and what became of ours come from Twilio.
        """
        self._stack = stack
        self._sns = sns
        self._s3 = s3
        self._cloudwatch = cloudwatch
        self._outbox = outbox
        self._arrived = arrived
        self._destinations = destinations
        self._now = now
        self._webhooks = webhooks

    def sms(self, document: object) -> str:
        """A text arrives; its message id. InvalidInputError, TooLargeError.

        `document`: `{"from", "body", "to"?, "message_id"?, "in_reply_to"?}`, and from Twilio
        `"pictures"?`: JPEGs in base64.
        """
        fields = _Fields(document)
        sender = fields.phone("from")
        body = fields.text("body", blank=True)
        to = fields.phone("to", self._destinations().sms_number)
        message_id = fields.text(
            "message_id", twilio.new_sid() if self._webhooks else str(uuid.uuid4())
        )
        in_reply_to = fields.text("in_reply_to", "") or None
        pictures = fields.files("pictures")
        fields.check()
        self._keep("sms", message_id, sender, [to], text=body)
        if self._webhooks:
            self._webhooks.text(
                sender=sender,
                to=to,
                body=body,
                message_id=message_id,
                in_reply_to=in_reply_to,
                pictures=pictures,
            )
        else:
            payload = payloads.text_arrived(
                sender=sender, to=to, body=body, message_id=message_id, in_reply_to=in_reply_to
            )
            self._publish(self._stack.sms_topic_arn, payload)
        return message_id

    def mail(self, raw: bytes, query: Mapping[str, Sequence[str]]) -> str:
        """A mail arrives, of any bytes; its SES id. InvalidInputError, TooLargeError.

        `query` has the values of `rcpt` and of each verdict, by name.
        """
        if len(raw) > MAIL_BYTES:
            raise TooLargeError("SES takes mails of up to 40 MB.")
        headers = mime.headers_of(raw)
        verdicts, dmarc_policy = _verdicts(query)
        recipients = [r.strip() for r in query.get("rcpt", ()) if r.strip()]
        recipients = recipients or mime.addresses(headers, "To") or self._default_recipients()
        message_id = "".join(secrets.choice(_SES_ID) for _ in range(40))
        notice = payloads.mail_arrived(
            headers=headers,
            recipients=recipients,
            verdicts=verdicts,
            dmarc_policy=dmarc_policy,
            message_id=message_id,
            bucket=self._stack.mail_bucket,
            topic_arn=self._stack.mail_topic_arn,
            at=self._now(),
        )
        self._s3.put_object(Bucket=self._stack.mail_bucket, Key=message_id, Body=raw)
        self._publish(self._stack.mail_topic_arn, notice, "Amazon SES Email Receipt Notification")
        self._keep(
            "email",
            message_id,
            payloads.source_of(headers),
            recipients,
            subject=mime.first(headers, "Subject"),
            in_reply_to=mime.first(headers, "In-Reply-To"),
        )
        return message_id

    def receipt(self, document: object) -> None:
        """A receipt for a message of ours arrives. InvalidInputError.

        `document`: `{"message_id", "event", "channel"?, "bounce_type"?}`. A message that never left
        gets its receipt too, as a mail unless `channel` says otherwise.
        """
        fields = _Fields(document)
        provider_id = fields.text("message_id")
        event = fields.one_of("event", payloads.EVENTS)
        message = self._outbox.find(provider_id) or {}
        channel = fields.one_of("channel", ("sms", "email"), message.get("channel", "email"))
        bounce_type = fields.one_of("bounce_type", payloads.BOUNCE_TYPES, "Permanent")
        fields.check()
        at = self._now()
        record = message or _unknown(provider_id, channel, at)
        if channel == "sms" and self._webhooks:
            self._webhooks.receipt(event, record)
            return
        if channel == "sms":
            told = payloads.text_event(event, record, at=at)
        else:
            told = payloads.mail_event(
                event, record, bounce_type=bounce_type, event_id=str(uuid.uuid4()), at=at
            )
        self._publish(self._stack.receipt_topic_arn, told)

    def _default_recipients(self) -> list[str]:
        domain = self._destinations().mail_domain
        if domain is None:
            raise InvalidInputError(fields={"rcpt": "The configuration has no mail domain."})
        return [f"feedback@{domain}"]

    def _publish(self, topic_arn: str, payload: Mapping[str, Any], subject: str = "") -> None:
        message = json.dumps(payload, ensure_ascii=False)
        if len(message.encode()) > _SNS_BYTES:
            raise TooLargeError("SNS takes messages of up to 256 KB.")
        if subject:
            self._sns.publish(TopicArn=topic_arn, Message=message, Subject=subject)
        else:
            self._sns.publish(TopicArn=topic_arn, Message=message)
        self._count(topic_arn)

    def _count(self, topic_arn: str) -> None:
        topic = [{"Name": "TopicName", "Value": topic_arn.rpartition(":")[2]}]
        self._cloudwatch.put_metric_data(
            Namespace="AWS/SNS",
            MetricData=[
                {"MetricName": "NumberOfMessagesPublished", "Dimensions": topic, "Value": 1}  # type: ignore[typeddict-item]
            ],
        )

    def _keep(
        self, channel: str, message_id: str, sender: str, to: Sequence[str], **more: str | None
    ) -> None:
        known = {"channel": channel, "message_id": message_id, "from": sender, "to": list(to)}
        self._arrived.append(known | more | {"arrived_at": to_text(self._now())})


def _verdicts(query: Mapping[str, Sequence[str]]) -> tuple[dict[str, str], str]:
    verdicts = {name: (query.get(name) or ["PASS"])[-1].upper() for name in payloads.VERDICTS}
    policy = (query.get("dmarc_policy") or ["none"])[-1]
    problems = {
        name: f"Must be one of {', '.join(payloads.VERDICT_VALUES)}."
        for name, value in verdicts.items()
        if value not in payloads.VERDICT_VALUES
    }
    if policy not in payloads.DMARC_POLICIES:
        problems["dmarc_policy"] = f"Must be one of {', '.join(payloads.DMARC_POLICIES)}."
    if problems:
        raise InvalidInputError("A verdict is none of SES's.", problems)
    return verdicts, policy


def _unknown(provider_id: str, channel: str, at: datetime) -> dict[str, Any]:
    """A record for a message that the outbox has not."""
    sms = channel == "sms"
    return {
        "provider_id": provider_id,
        "from": "+10000000000" if sms else "unknown@example.com",
        "to": "+10000000001" if sms else "nobody@example.com",
        "text": "",
        "headers": {},
        "tags": {},
        "sent_at": to_text(at),
    }


class _Fields:
    """Reads a JSON object's fields and gathers what is wrong with them."""

    def __init__(self, document: object) -> None:
        if not isinstance(document, dict):
            raise InvalidInputError("The request must be a JSON object.")
        self._document: dict[str, object] = document
        self._problems: dict[str, str] = {}

    def check(self) -> None:
        """InvalidInputError with every field that is wrong."""
        if self._problems:
            raise InvalidInputError("Some fields are missing or wrong.", self._problems)

    def text(self, name: str, default: str | None = None, *, blank: bool = False) -> str:
        """A text of the document, or the default where it has none."""
        value = self._document.get(name)
        if value is None:
            value = default
        if value is None:
            return self._wrong(name, "Is required.")
        if not isinstance(value, str):
            return self._wrong(name, "Must be a text.")
        if not _is_unicode(value):
            return self._wrong(name, "Has half a surrogate pair, which no message can carry.")
        if not value.strip() and not blank and value != default:
            return self._wrong(name, "Must not be empty.")
        return value

    def phone(self, name: str, default: str | None = None) -> str:
        """A number without its spaces and punctuation, or a name: carriers let some send as one."""
        value = self.text(name, default)
        if len(value) > _LONGEST_SENDER:
            return self._wrong(name, "Must be a phone number such as +447700900123.")
        return _PUNCTUATION.sub("", value) if _NUMBER.fullmatch(value) else value.strip()

    def files(self, name: str) -> list[bytes]:
        """Contents, from base64; none where the document has none."""
        value = self._document.get(name) or []
        try:
            return [base64.b64decode(one, validate=True) for one in value]  # type: ignore[attr-defined]
        except (TypeError, ValueError):
            self._wrong(name, "Must be a list of files in base64.")
            return []

    def one_of(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """One of some texts."""
        value = self.text(name, default)
        if name not in self._problems and value not in allowed:
            return self._wrong(name, f"Must be one of {', '.join(allowed)}.")
        return value

    def _wrong(self, name: str, problem: str) -> str:
        self._problems.setdefault(name, problem)
        return ""


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
