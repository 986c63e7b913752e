"""What the sources of the Lambdas hand over: records of SQS and of the stream, requests, receipts."""

import json
import re
from datetime import datetime
from email.message import EmailMessage
from functools import cache
from itertools import count
from typing import Any

from chalicelib.instants import to_text
from tests.contracts.table_definition import resources
from tests.crash.wire import Departure

Record = dict[str, Any]

_NUMBERS = count(1)
_FAILED = {"Bounce": {"bounceType": "Permanent", "bounceSubType": "General"}}
_TEXT = {"Delivery": "TEXT_DELIVERED", "Bounce": "TEXT_INVALID"}


def sqs_record(body: str) -> Record:
    """One message of a queue, as a Lambda gets it."""
    return {
        "messageId": f"m-{next(_NUMBERS)}",
        "receiptHandle": "r",
        "body": body,
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-west-1:123456789012:queue",
        "awsRegion": "eu-west-1",
    }


def told_by_topic(message: object, at: datetime) -> Record:
    """A document that a topic has passed on to a queue."""
    return sqs_record(json.dumps({"Message": json.dumps(message), "Timestamp": to_text(at)}))


def text(
    number: str, sender: str, body: str, at: datetime, in_reply_to: str | None = None
) -> Record:
    """A text, by End User Messaging."""
    payload = {
        "originationNumber": sender,
        "destinationNumber": "+447700900000",
        "messageBody": body,
        "inboundMessageId": number,
        "previousPublishedMessageId": in_reply_to,
    }
    return told_by_topic(payload, at)


def mail_notice(number: str, to: str, sender: str, at: datetime) -> Record:
    """What SES says of a mail that it has put into the bucket under `number`."""
    verdicts = ("spamVerdict", "virusVerdict", "spfVerdict", "dkimVerdict", "dmarcVerdict")
    receipt = {
        "recipients": [to],
        "action": {"type": "S3", "bucketName": "mails", "objectKey": number},
        **{name: {"status": "PASS"} for name in verdicts},
    }
    mail = {"messageId": number, "source": sender, "timestamp": to_text(at)}
    return told_by_topic({"notificationType": "Received", "receipt": receipt, "mail": mail}, at)


def mail(
    number: str,
    sender: str,
    words: str,
    subject: str,
    *,
    picture: bytes | None = None,
    **headers: str,
) -> bytes:
    """A mail as somebody's client writes it."""
    written = EmailMessage()
    written["From"] = sender
    written["Subject"] = subject
    written["Message-ID"] = f"<{number}@client.example>"
    for name, value in headers.items():
        written[name.replace("_", "-")] = value
    written.set_content(words)
    if picture is not None:
        written.add_attachment(picture, maintype="image", subtype="jpeg", filename="IMG_1.jpg")
    return written.as_bytes()


def receipt(left: Departure, fate: str, at: datetime) -> Record:
    """What the provider says became of a message: `Delivery` or `Bounce`, in SES's words."""
    tags = dict(left.tags)
    if left.channel == "sms":
        event: Record = {
            "eventType": _TEXT[fate],
            "messageId": left.provider_id,
            "eventTimestamp": int(at.timestamp() * 1000),
            "context": tags,
        }
    else:
        event = {
            "eventType": fate,
            "mail": {
                "messageId": left.provider_id,
                "tags": {name: [value] for name, value in tags.items()},
            },
            fate.lower(): {"timestamp": to_text(at), **_FAILED.get(fate, {})},
        }
    return told_by_topic(event, at)


def request(method: str, path: str, route: str, body: object = None, **headers: str) -> Record:
    """A request as API Gateway hands it over (proxy integration, payload 1.0)."""
    found = re.fullmatch(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route), path)
    assert found is not None, "the path is one of the route's"
    return {
        "path": path,
        "httpMethod": method,
        "headers": {"Host": "site.example.net", "Content-Type": "application/json", **headers},
        "multiValueQueryStringParameters": None,
        "pathParameters": found.groupdict() or None,
        "stageVariables": None,
        "requestContext": {
            "requestId": "request-7",
            "httpMethod": method,
            "resourcePath": route,
            "path": path,
            "identity": {"sourceIp": "192.0.2.7"},
        },
        "body": json.dumps(body) if body is not None else None,
        "isBase64Encoded": False,
    }


@cache
def of_stream() -> dict[str, list[Record]]:
    """Every Lambda that the template lets read the table's stream, and what it filters for."""
    readers: dict[str, list[Record]] = {}
    for name, one in resources().items():
        for event in (one.get("Properties", {}).get("Events") or {}).values():
            if event["Type"] == "DynamoDB":
                filters = event["Properties"]["FilterCriteria"]["Filters"]
                readers[snake(name)] = [json.loads(one["Pattern"]) for one in filters]
    return readers


def snake(name: str) -> str:
    """The name of a Lambda in the product, from its name in the template."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def matches(pattern: object, value: object) -> bool:
    """Whether a filter of Lambda lets something through: plain values and `exists`, as far as used."""
    if isinstance(pattern, dict):
        if not isinstance(value, dict):
            return False
        return all(matches(p, value.get(name)) for name, p in pattern.items())
    assert isinstance(pattern, list), "a filter's leaf is a list of what it lets through"
    return any(
        (value is not None) is one["exists"] if isinstance(one, dict) else one == value
        for one in pattern
    )


def label(name: str, record: Record) -> str:
    """What a record is about, as far as a Lambda may treat it in a way of its own."""
    if name in of_stream():
        image = record["dynamodb"]["NewImage"]
        return str(image.get("what", image["entity"])["S"])
    if "body" not in record or "eventSource" not in record:
        return ""
    said = json.loads(record["body"])
    if "message" in said:
        return str(said["message"]).split("-")[1]
    if "item" in said:
        return str(said["item"]).partition(":")[0]
    inner = json.loads(said.get("Message", "{}"))
    return str(inner.get("eventType", ""))
