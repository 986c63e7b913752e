"""The floor: what one would write by hand, on boto3 alone, to make the same AWS calls.

No framework, no layers, no logs, no metrics, no rules: a body is parsed, items are put. It takes
its events and makes its items as the real handlers do, and nothing of it is ever deployed.
"""

import email
import json
import os
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import boto3

_IS_NEW = "attribute_not_exists(pk)"


@cache
def _client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]


def web(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """A form's JSON: one transaction of four items."""
    said = json.loads(event["body"])
    text = said["text"]
    if not isinstance(text, str) or not text.strip():
        return {"statusCode": 400, "body": '{"error": "text"}'}
    reference, respond_by = _store(f"web:{said['client_id']}", "web", text, None)
    return {
        "statusCode": 201,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps({"reference": reference, "respond_by": respond_by}),
    }


def sms(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """A text: the number's feedback is read, then one transaction of six items, and that it was taken in."""
    for record in event["Records"]:
        said = json.loads(json.loads(record["body"])["Message"])
        contact = f"sms:{said['originationNumber']}"
        _newest_of(contact)
        _store(f"sms:{said['inboundMessageId']}", "sms", said["messageBody"], contact)
        _arrived("sms", said["inboundMessageId"])
    return {"batchItemFailures": []}


def mail(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """A mail: the original is read and parsed, then one transaction of five items, and that it was."""
    for record in event["Records"]:
        notice = json.loads(json.loads(record["body"])["Message"])
        action = notice["receipt"]["action"]
        answer = _client("s3").get_object(Bucket=action["bucketName"], Key=action["objectKey"])
        message = email.message_from_bytes(answer["Body"].read())
        plain = next(p for p in message.walk() if p.get_content_type() == "text/plain")
        content: Any = plain.get_payload(decode=True)
        contact = f"email:{notice['mail']['source']}"
        _store(f"email:{message['Message-ID']}", "email", content.decode(), contact)
        _arrived("email", notice["mail"]["messageId"])
    return {"batchItemFailures": []}


def _newest_of(contact: str) -> str | None:
    found = _client("dynamodb").query(
        TableName=os.environ["TABLE_NAME"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"CONTACT#{contact}"}},
        ScanIndexForward=False,
        ConsistentRead=True,
        Limit=6,
    )["Items"]
    return found[0]["feedback_id"]["S"] if found else None


def _arrived(channel: str, message_id: str) -> None:
    """What reconciliation finds a text or mail by."""
    now = datetime.now(UTC)
    item = {
        "pk": {"S": f"ARRIVED#{channel}#{now:%Y-%m-%d}#00"},
        "sk": {"S": message_id},
        "entity": {"S": "arrival"},
        "at": {"S": now.isoformat(timespec="milliseconds")},
        "inbound": {"L": [{"S": f"{channel}:{message_id}"}]},
        "expires_at": {"N": str(int(now.timestamp()) + 90 * 86_400)},
    }
    _client("dynamodb").put_item(TableName=os.environ["TABLE_NAME"], Item=item)


def _store(key: str, channel: str, text: str, contact: str | None) -> tuple[str, str]:
    feedback_id, reference = secrets.token_hex(8), secrets.token_hex(4)
    now = datetime.now(UTC)
    at = now.isoformat(timespec="milliseconds")
    respond_by = (now + timedelta(hours=24)).isoformat(timespec="milliseconds")
    shard = {"S": f"DUE#{int(feedback_id[0], 16):02d}"}
    led_to = {"feedback_id": {"S": feedback_id}}
    state = {
        "id": {"S": feedback_id},
        "reference": {"S": reference},
        "kind": {"S": "complaint"},
        "severity": {"S": "normal"},
        "channel": {"S": channel},
        "touchpoint": {"S": "coach-420"},
        "owner": {"S": "coaches"},
        "locale": {"S": "en-GB"},
        "contacts": {"L": [{"S": contact}] if contact else []},
        "status": {"S": "open"},
        "level": {"N": "0"},
        "cycle": {"N": "1"},
        "captured_at": {"S": at},
        "cycle_at": {"S": at},
        "respond_by": {"S": respond_by},
        "promise_by": {"S": respond_by},
        "policy": {"S": "complaint"},
        "config_version": {"N": "1"},
        "done": {"L": []},
        "entries": {"N": "1"},
        "due_shard": shard,
        "wake_at": {"S": respond_by},
    }
    entry = {
        "feedback_id": {"S": feedback_id},
        "number": {"N": "1"},
        "what": {"S": "captured"},
        "at": {"S": at},
        "actor": {"S": "customer"},
        "channel": {"S": channel},
        "words": {"S": text},
        "cycle": {"N": "1"},
        "data": {"M": {"respond_by": {"S": respond_by}}},
        "due_shard": shard,
        "wake_at": {"S": at},
    }
    written = [
        _put("inbound", f"IN#{key}", "IN", led_to),
        _put("reference", f"REF#{reference}", "REF", led_to),
        _put("feedback", f"F#{feedback_id}", "STATE", state),
        _put("entry", f"F#{feedback_id}", "E#000001", entry),
    ]
    if contact:
        listed = f"F#{at}#{feedback_id}"
        written.append(_put("contact_feedback", f"CONTACT#{contact}", listed, led_to))
    if channel == "sms":
        written.append(_put("contact", f"CONTACT#{contact}", "CONTACT", led_to))
    _client("dynamodb").transact_write_items(TransactItems=written)
    return reference, respond_by


def _put(entity: str, pk: str, sk: str, attributes: dict[str, Any]) -> dict[str, Any]:
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    item = {**key, "entity": {"S": entity}, "schema": {"N": "1"}, **attributes}
    return {
        "Put": {
            "TableName": os.environ["TABLE_NAME"],
            "Item": item,
            "ConditionExpression": _IS_NEW,
        }
    }
