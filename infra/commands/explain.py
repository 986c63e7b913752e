"""`explain`: which policy a feedback would have, and every instant that follows from it."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.administration.report import suggestion
from chalicelib.configuration import from_document
from chalicelib.instants import to_text
from chalicelib.model import Channel, Difficulty, Kind, Severity
from chalicelib.services.explain import Explained, explain
from chalicelib.wording import LOCALES
from infra.configfile import check_file


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `explain`."""
    parser = subparsers.add_parser(
        "explain", help="which policy applies, and every instant that follows from it"
    )
    parser.add_argument("--config", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--captured-at",
        required=True,
        metavar="ISO",
        help="when it was captured; without a zone, on the organisation's clock",
    )
    parser.add_argument("--kind", choices=[*map(str, Kind)], required=True)
    parser.add_argument("--severity", choices=[*map(str, Severity)], default="normal")
    parser.add_argument("--difficulty", choices=[*map(str, Difficulty)], default="simple")
    parser.add_argument("--channel", choices=[*map(str, Channel)], default="sms")
    parser.add_argument("--touchpoint", metavar="ID")
    parser.add_argument("--locale", choices=LOCALES, default="en-GB", help="of the arithmetic")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what would follow; 1 where the file or the question is wrong."""
    checked = check_file(arguments.config, datetime.now(UTC).date())
    if checked.document is None:
        print(*checked.lines(), sep="\n", file=sys.stderr)
        return 1
    configuration = from_document(0, checked.document)
    touchpoint = arguments.touchpoint
    if touchpoint is not None and touchpoint not in configuration.touchpoints:
        hint = suggestion(touchpoint, [*configuration.touchpoints])
        print(f'There is no touchpoint "{touchpoint}"; {hint}.', file=sys.stderr)
        return 1
    try:
        captured_at = _instant(arguments.captured_at, configuration.organisation.time_zone)
    except ValueError:
        example = "2026-11-21T18:05:00+00:00"
        print(f'"{arguments.captured_at}" is no instant; write {example}.', file=sys.stderr)
        return 1
    explained = explain(
        configuration,
        captured_at,
        kind=arguments.kind,
        severity=arguments.severity,
        difficulty=arguments.difficulty,
        channel=arguments.channel,
        touchpoint=touchpoint,
    )
    if arguments.json:
        print(json.dumps(as_json(explained, arguments.locale), ensure_ascii=False, indent=2))
    else:
        print(*as_lines(explained, arguments.locale), sep="\n")
    return 0


def _instant(text: str, time_zone: str) -> datetime:
    at, zone = datetime.fromisoformat(text), ZoneInfo(time_zone)
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def as_json(explained: Explained, locale: str) -> dict[str, Any]:
    """The answer as data; instants are UTC."""
    promise = explained.respond_by
    return {
        "policy": explained.policy.id,
        "owner": explained.owner,
        "captured_at": to_text(explained.captured_at),
        "respond_by": promise and to_text(promise),
        "steps": [
            {
                "what": str(step.act),
                "level": step.level,
                "to": step.to,
                "at": to_text(step.at),
                "arithmetic": explained.arithmetic(step.after, locale),
            }
            for step in explained.steps
        ],
    }


def as_lines(explained: Explained, locale: str) -> list[str]:
    """The answer for people, on the organisation's clock."""
    zone = explained.captured_at.tzinfo

    def shown(at: datetime) -> str:
        return at.astimezone(zone).strftime("%a %Y-%m-%d %H:%M:%S %Z")

    policy = explained.policy
    promise, promised_by = policy.respond_within, explained.respond_by
    lines = [
        f"policy      {policy.id}, calendar {policy.calendar}",
        f"owner       {explained.owner}",
        f"captured    {shown(explained.captured_at)}",
        f"respond by  {shown(promised_by) if promised_by else 'no promise'}",
    ]
    if promise is not None:
        lines += _indented(explained.arithmetic(promise, locale))
    for step in explained.steps:
        lines.append(f"{step.act:<10}  {shown(step.at)}  {step.to} (level {step.level})")
        lines += _indented(explained.arithmetic(step.after, locale))
    return lines


def _indented(lines: list[str]) -> list[str]:
    return [f"            {line}" for line in lines]
