"""`replan`: what the configuration in force would move for open feedback; with `--apply` it does."""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.configuration import Configuration
from chalicelib.errors import OuvidoError
from chalicelib.instants import to_text
from chalicelib.model import Feedback
from chalicelib.policy import Step
from chalicelib.services.replan import Replan, Replanning
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from infra import stage as stages

_HEAD = ("reference", "", "policy", "deadline", "promised", "next step")
_SAME = "same"


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `replan`."""
    parser = subparsers.add_parser(
        "replan", help="put open feedback under the configuration in force; shows what would move"
    )
    parser.add_argument("--policy", metavar="ID", help="only what is under this policy now")
    parser.add_argument("--touchpoint", metavar="ID", help="only what happened here")
    parser.add_argument("--apply", action="store_true", help="do it; without this nothing changes")
    parser.add_argument("--reason", default="", help="why; it stands on each timeline")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what moves, and move it where asked; 1 without a reason, or where one was skipped."""
    reason = arguments.reason.strip()
    if arguments.apply and not reason:
        print('Nothing was changed: --apply needs --reason "…".', file=sys.stderr)
        return 1
    stage = stages.find(arguments.stage)
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    configurations = DynamoConfigurationStore(*table, time.monotonic)
    replanning = Replanning(DynamoFeedbackStore(*table), configurations)
    now = datetime.now(UTC)
    try:
        configuration = configurations.current()
        found = sorted(
            replanning.find(now, reason, policy=arguments.policy, touchpoint=arguments.touchpoint),
            key=lambda one: (one.before.captured_at, one.before.id),
        )
    except OuvidoError as error:
        print(f"Nothing was changed: {error}.", file=sys.stderr)
        return 1
    skipped: list[Replan] = []
    if arguments.apply:
        moving = [one for one in found if one.moves]
        skipped = [one for one in moving if not replanning.commit(one, now)]
    if arguments.json:
        said = as_json(found, skipped, configuration, is_applied=arguments.apply)
        print(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        print(*as_lines(found, skipped, configuration, is_applied=arguments.apply), sep="\n")
    return 1 if skipped else 0


def as_json(
    found: Sequence[Replan],
    skipped: Sequence[Replan],
    configuration: Configuration,
    *,
    is_applied: bool,
) -> dict[str, Any]:
    """What moves as data, each as [was, is]; instants are ISO 8601 in UTC."""
    return {
        "configuration": configuration.version,
        "open": len(found),
        "kept": [one.before.reference for one in found if one.is_kept],
        "moves": [
            {
                "reference": one.before.reference,
                "id": one.before.id,
                "policy": [one.before.policy, one.after.policy],
                "configuration": [one.before.config_version, one.after.config_version],
                "respond_by": _both(one.before.respond_by, one.after.respond_by),
                "promise_by": _both(one.before.promise_by, one.after.promise_by),
                "next_step": [_step(one.next_was), _step(one.next_is)],
                "tells_customer": one.tells_customer,
                "applied": is_applied and one not in skipped,
            }
            for one in found
            if one.moves
        ],
    }


def _both(*instants: datetime | None) -> list[str | None]:
    return [to_text(at) if at else None for at in instants]


def _step(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {"act": str(step.act), "level": step.level, "to": step.to, "at": to_text(step.at)}


def as_lines(
    found: Sequence[Replan],
    skipped: Sequence[Replan],
    configuration: Configuration,
    *,
    is_applied: bool,
) -> list[str]:
    """What moves as a table, was above is, on the organisation's clock; then what it comes to."""
    zone = ZoneInfo(configuration.organisation.time_zone)
    moving = [one for one in found if one.moves]
    rows = [row for one in moving for row in _rows(one, zone)]
    table = _aligned([_HEAD, *rows]) if rows else []
    return [*table, *([""] if table else []), *_summary(found, moving, skipped, is_applied)]


def _rows(one: Replan, zone: ZoneInfo) -> tuple[tuple[str, ...], tuple[str, ...]]:
    was = _cells(one.before, one.next_was, zone)
    becomes = _cells(one.after, one.next_is, zone)
    new = [_SAME if new == old else new for old, new in zip(was, becomes, strict=True)]
    if one.tells_customer:
        new[2] += " (customer is told)"
    return (one.before.reference, "was", *was), ("", "is", *new)


def _cells(feedback: Feedback, step: Step | None, zone: ZoneInfo) -> tuple[str, ...]:
    def shown(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%a %d %b %Y %H:%M}" if at else "none"

    to = f" {step.to}" if step and step.to else ""
    return (
        f"{feedback.policy} of {feedback.config_version}",
        shown(feedback.respond_by),
        shown(feedback.promise_by),
        f"{shown(step.at)} {step.act}{to}" if step else "none",
    )


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _summary(
    found: Sequence[Replan], moving: Sequence[Replan], skipped: Sequence[Replan], is_applied: bool
) -> list[str]:
    kept = [one.before.reference for one in found if one.is_kept]
    count = sum(one.tells_customer for one in moving if one not in skipped)
    told = f"{count} {'customer' if count == 1 else 'customers'}"
    lines = [
        f"{reference}: kept, since the policy that would hold takes back what was promised."
        for reference in kept
    ]
    lines += [
        f"{one.before.reference}: skipped, since it changed meanwhile. Run this again."
        for one in skipped
    ]
    if not moving:
        last = f"Nothing moves: {len(found)} open, all as the configuration says."
    elif is_applied:
        moved = len(moving) - len(skipped)
        last = f"{moved} of {len(found)} open were moved, and {told} told a later promise."
    else:
        last = (
            f"{len(moving)} of {len(found)} open would move, and {told} be told a later promise."
            ' Nothing was changed: --apply --reason "…" does it.'
        )
    return [*lines, last]
