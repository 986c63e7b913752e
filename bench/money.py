"""What AWS bills for the counted calls of one feedback, without its messages.

List prices of us-east-1 in US dollars, from AWS's price pages, 2026-11; free tiers are not counted.
"""

from collections.abc import Mapping, Sequence
from typing import Any

MILLION = 1_000_000
PER_MILLION = {
    "write unit": 0.625,  # DynamoDB on demand
    "read unit": 0.125,
    "Lambda request": 0.20,
    "API Gateway request": 3.50,  # REST
    "SQS request": 0.40,  # standard queue
    "SNS publish": 0.50,  # and nothing for handing it to a queue
    "S3 put": 5.00,
    "S3 get": 0.40,
    "transition": 25.00,  # Step Functions Standard
    "event": 1.00,  # EventBridge, custom; one for each 64 KB
}
GB_SECOND = 0.0000166667  # Lambda on x86-64; arm64, which stages in AWS use, is a fifth cheaper
LOG_GB = 0.50  # CloudWatch Logs, taken in

LAMBDA_GB = 0.5
FULL_CORE_MB = 1_769
"""Memory at which a Lambda has one whole core; below, its share of one ("Configure Lambda function
memory" in the Lambda developer guide)."""
CALL_MS = 8
"""Assumed: what a Lambda waits for one call to a service in its region."""
RECEIVER_MS = 200
"""Assumed: what a Lambda waits for a webhook's answer, its name and TLS included."""
LAMBDA_LOG_BYTES = 350
"""Lambda's own START, END and REPORT lines of one invocation."""

TICKS_A_MONTH = 30 * 24 * 60
FEEDBACK_A_MONTH = 10 * MILLION / 12
"""Ouvido is designed for 10 million a year: something is due in each minute."""


Piece = Mapping[str, Any]
"""What `bench.calls.Piece.as_json` says."""


def wheel_a_month(transitions: int, wake: Piece) -> float:
    """Dollars of a month in which something is due in each minute; no month costs more.

    `transitions` is the number of states that the execution for one tick enters, `wake` what the
    Lambda in it did. Its calls grow with what is due only by one for each ten things.
    """
    tick = transitions * PER_MILLION["transition"] + _lambda([wake]) + _dynamodb([wake])
    return TICKS_A_MONTH * tick / MILLION


def transitions_of_a_tick(definition: Mapping[str, Any]) -> int:
    """States that the wheel's execution enters when one look takes all that is due."""
    states, count = definition["States"], 1
    state = states[definition["StartAt"]]
    while not (state.get("End") or state["Type"] == "Succeed"):
        state = states[state.get("Next") or state["Default"]]
        count += 1
    return count


def of_a_million(pieces: Mapping[str, Piece], channel: str, transitions: int) -> dict[str, float]:
    """Dollars for a million feedback that each went this way, by what is billed."""
    own = [piece for name, piece in pieces.items() if name != "wake"]
    messages = sum(piece["sends"] for piece in own)
    # What arrived (a text, a mail, the member's answer, each message's receipt) comes through SNS,
    # which puts it into a queue; Lambda takes and deletes each message.
    arrived = messages + 1 + (channel != "web")
    queued = sum(piece["queue_messages"] for piece in own)
    put = sum(_called(piece, "sqs:SendMessageBatch") for piece in pieces.values())
    mails = sum(_called(piece, "s3:GetObject") for piece in own)
    return {
        "DynamoDB": _dynamodb(own),
        "Lambda": _lambda(own),
        "API Gateway": (channel == "web") * PER_MILLION["API Gateway request"],
        "SQS": (arrived + put + 2 * queued) * PER_MILLION["SQS request"],
        "SNS": arrived * PER_MILLION["SNS publish"],
        "S3": mails * (PER_MILLION["S3 put"] + PER_MILLION["S3 get"]),
        "EventBridge": sum(_called(piece, "events:PutEvents") for piece in own)
        * PER_MILLION["event"],
        "logs": _logs(own),
        "wheel": wheel_a_month(transitions, pieces["wake"]) / FEEDBACK_A_MONTH * MILLION,
    }


def _called(piece: Piece, name: str) -> int:
    return int(piece["calls"].get(name, 0))


def _dynamodb(pieces: Sequence[Piece]) -> float:
    written, read = (sum(piece[units] for piece in pieces) for units in ("wru", "rru"))
    return float(written * PER_MILLION["write unit"] + read * PER_MILLION["read unit"])


def _lambda(pieces: Sequence[Piece]) -> float:
    invocations = sum(piece["invocations"] for piece in pieces)
    waited_ms = CALL_MS * sum(sum(piece["calls"].values()) + piece["sends"] for piece in pieces)
    waited_ms += RECEIVER_MS * sum(piece["posts"] for piece in pieces)
    worked_ms = sum(piece["cpu_ms"] for piece in pieces) * FULL_CORE_MB / (LAMBDA_GB * 1024)
    gb_seconds = (waited_ms + worked_ms) / 1000 * LAMBDA_GB
    return float(invocations * PER_MILLION["Lambda request"] + gb_seconds * GB_SECOND * MILLION)


def _logs(pieces: Sequence[Piece]) -> float:
    written = sum(
        piece["logged_bytes"] + LAMBDA_LOG_BYTES * piece["invocations"] for piece in pieces
    )
    return float(written / 1e9 * LOG_GB * MILLION)
