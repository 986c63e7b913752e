"""What an operator does to a running stage: the sweep now, the digest now, dead letters again."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from infra.stage import Stage

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_sqs.type_defs import MessageTypeDef

DEAD_LETTERS = "DeadLettersUrl"
"""How the outputs with the addresses of dead letters end."""
_HIDDEN_SECONDS = 60
_LONGEST_RUN = 900


def sweep(stage: Stage) -> tuple[Any, bool]:
    """Invoke the sweep; what it answered, and whether that is an error."""
    answer = stage.client("lambda").invoke(FunctionName=stage.outputs["SweepFunction"])
    return json.loads(answer["Payload"].read()), "FunctionError" in answer


def digest(stage: Stage, *, week: bool = False) -> tuple[Any, bool]:
    """Send today's digests, and with `week` the week's, to every team that has none yet.

    The answer, and whether it is an error.
    """
    answer = stage.client("lambda").invoke(
        FunctionName=stage.outputs["DigestFunction"],
        Payload=json.dumps({"now": True, "week": week}),
    )
    return json.loads(answer["Payload"].read()), "FunctionError" in answer


def reconcile(stage: Stage, day: date, *, repair: bool) -> tuple[Any, bool]:
    """Reconcile one day, which may take minutes; the answer, and whether it is an error."""
    answer = stage.client("lambda", patience=_LONGEST_RUN).invoke(
        FunctionName=stage.outputs["ReconcileFunction"],
        Payload=json.dumps({"day": day.isoformat(), "repair": repair}),
    )
    return json.loads(answer["Payload"].read()), "FunctionError" in answer


def check_measures(stage: Stage, day: date) -> tuple[Any, bool]:
    """Run the daily check of the measurements on one day; the answer, and whether it is an error."""
    answer = stage.client("lambda", patience=_LONGEST_RUN).invoke(
        FunctionName=stage.outputs["CheckMeasuresFunction"],
        Payload=json.dumps({"day": day.isoformat()}),
    )
    return json.loads(answer["Payload"].read()), "FunctionError" in answer


def sources(outputs: dict[str, str]) -> list[str]:
    """What has dead letters, by name."""
    ends = (name for name in outputs if name.endswith(DEAD_LETTERS))
    return sorted(name.removesuffix(DEAD_LETTERS) for name in ends)


def move(sqs: "SQSClient", dead: str, queue: str) -> int:
    """Send each dead letter to the queue, then delete it; how many.

    One that fails in between is there twice, which changes nothing: every consumer forgives it.
    """
    moved = 0
    while batch := receive(sqs, dead):
        for message in batch:
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def receive(sqs: "SQSClient", queue: str) -> "list[MessageTypeDef]":
    """Up to ten messages, hidden from others for a minute."""
    # SQS asks a sample of its servers unless told to wait a moment
    return sqs.receive_message(
        QueueUrl=queue,
        MaxNumberOfMessages=10,
        VisibilityTimeout=_HIDDEN_SECONDS,
        WaitTimeSeconds=1,
    ).get("Messages", [])
