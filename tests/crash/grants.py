"""What the template lets each Lambda ask AWS for, and what a call asks for.

moto, and the local emulator, let everybody do everything; AWS does not. What is granted is read off the
template's roles, by action, and of the table by action and index.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from infra import package

Asked = tuple[str, str]
"""An action, and the part of the table that it is done to; nothing of whatever is not the table."""

_PREFIXES = {
    "stepfunctions": "states",
    "sesv2": "ses",
    "pinpoint-sms-voice-v2": "sms-voice",
}
"""What IAM calls a service where boto calls it otherwise."""
_ACTIONS = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "s3:DeleteObjects": "s3:DeleteObject",
}
"""What IAM calls an operation where it has no action of its own."""
_TRANSACTED = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
_FALSE = {"Traces", "TextsThroughTwilio", "TextsThroughSns"}
"""Conditions that do not hold on the stage of the stories."""


def asked(service: str, operation: str, body: bytes | str) -> Iterator[Asked]:
    """What a call needs; `service` as boto calls it, `body` of what goes to the table as JSON."""
    if service != "dynamodb":
        name = f"{_PREFIXES.get(service, service)}:{operation}"
        yield _ACTIONS.get(name, name), ""
        return
    said = json.loads(body)
    if operation == "TransactWriteItems":
        for one in said["TransactItems"]:
            yield from ((f"dynamodb:{_TRANSACTED[kind]}", "table") for kind in one)
        return
    index = said.get("IndexName")
    yield f"dynamodb:{operation}", f"index/{index}" if index else "table"


@cache
def granted(function: str) -> frozenset[Asked]:
    """What a Lambda may do, by the name that it has in `app.py`; `api` is the API's."""
    role = "ApiHandler" if function == "api" else function.title().replace("_", "")
    (policy,) = _resources()[f"{role}Role"]["Properties"]["Policies"]
    return frozenset(
        (action, part)
        for statement in policy["PolicyDocument"]["Statement"]
        for holds in _holding(statement)
        for action in _listed(holds["Action"])
        for part in map(_part, _listed(holds.get("Resource", "")))
    )


@cache
def _resources() -> Mapping[str, Any]:
    found: Mapping[str, Any] = package.template("prod")["Resources"]
    return found


def _holding(statement: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The statement, or the branch of it that holds here, where that is one."""
    if "Fn::If" in statement:
        condition, yes, no = statement["Fn::If"]
        statement = no if condition in _FALSE else yes
    if "Effect" in statement:
        yield statement


def _listed(one: Any) -> list[Any]:
    return one if isinstance(one, list) else [one]


def _part(resource: Any) -> str:
    said = json.dumps(resource)
    if "Table.Arn}/index/" in said:
        return "index/" + said.partition("/index/")[2].partition('"')[0]
    return "table" if '"Table", "Arn"' in said or '"Table.Arn"' in said else ""
