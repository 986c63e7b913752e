"""`show`: one feedback's whole story, as the table tells it."""

import argparse
import json
import sys
import textwrap
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib import attachments
from chalicelib.configuration import Configuration
from chalicelib.errors import NotFoundError, OuvidoError
from chalicelib.instants import from_text, to_text
from chalicelib.model import Entry, Feedback, Message
from chalicelib.outbox import holder
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.reference import parse
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from infra import stage as stages

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_WIDTH = 92
"""Characters of words in one line."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `show REFERENCE`."""
    parser = subparsers.add_parser("show", help="one feedback with everything that happened to it")
    parser.add_argument("reference", metavar="REFERENCE", help="as the customer has it: XXX-XXXX")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.add_argument("--stage", default="local", help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print one feedback's story; 1 where the reference leads to none."""
    reference = parse(arguments.reference)
    if reference is None:
        print(
            f'"{arguments.reference}" is no reference, or has a typing error: each is written'
            " XXX-XXXX and the last character checks the others.",
            file=sys.stderr,
        )
        return 1
    stage = stages.find(arguments.stage)
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    configurations = DynamoConfigurationStore(*table, time.monotonic)
    try:
        told = read(reference, DynamoFeedbackStore(*table), configurations)
    except OuvidoError as error:
        print(f"{reference}: {error}.", file=sys.stderr)
        return 1
    wake_at = told.feedback.wake_at
    tick = (
        running_tick(stage.client("stepfunctions"), stage.outputs["WheelArn"], wake_at)
        if wake_at
        else None
    )
    if arguments.json:
        print(json.dumps(as_json(told, tick), ensure_ascii=False, indent=2))
    else:
        print(*lines(told, tick, datetime.now(UTC)), sep="\n")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that is known of one feedback."""

    feedback: Feedback
    timeline: list[Entry]
    messages: list[Message]
    current: Configuration
    captured_under: Configuration
    """The version whose policy holds for this cycle."""


def read(reference: str, store: FeedbackStore, configurations: ConfigurationStore) -> Story:
    """The story behind a reference. NotFoundError, UnavailableError."""
    feedback_id = store.by_reference(reference)
    if feedback_id is None:
        raise NotFoundError("no feedback has this reference")
    feedback = store.get(feedback_id)
    return Story(
        feedback=feedback,
        timeline=store.timeline(feedback_id),
        messages=store.messages(feedback_id),
        current=configurations.current(),
        captured_under=configurations.version(feedback.config_version),
    )


def running_tick(client: "SFNClient", wheel_arn: str, wake_at: datetime) -> datetime | None:
    """The first tick at or after `wake_at` whose execution runs; None where none does."""
    ticks = []
    pages = client.get_paginator("list_executions").paginate(
        stateMachineArn=wheel_arn, statusFilter="RUNNING"
    )
    for page in pages:
        for execution in page["executions"]:
            kind, _, rest = execution["name"].partition("-")
            if kind == "tick":
                ticks.append(datetime.fromtimestamp(int(rest.partition("-")[0]), UTC))
    return min((tick for tick in ticks if tick >= wake_at), default=None)


def as_json(told: Story, tick: datetime | None) -> dict[str, Any]:
    """The story as plain data; instants are ISO 8601 in UTC."""
    return {
        **_plain(told.feedback),
        "holder": holder(told.feedback, told.captured_under),
        "tick": _plain(tick),
        "timeline": [
            {
                **_plain(entry),
                "messages": [_plain(one) for one in told.messages if one.entry == entry.number],
            }
            for entry in told.timeline
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return to_text(value)
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def lines(told: Story, tick: datetime | None, now: datetime) -> list[str]:
    """The story for people, in the organisation's time zone; safe for a terminal."""
    clock = _Clock(told.current.organisation.time_zone, now)
    story = [*_head(told, tick, clock), "", *_timeline(told, clock)]
    return [_printable(line) for line in story]


def _printable(line: str) -> str:
    """The line without what would steer the terminal: the words in it are a stranger's."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in line
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    time_zone: str
    now: datetime

    def at(self, at: datetime) -> str:
        return f"{at.astimezone(ZoneInfo(self.time_zone)):%a %d %b %Y %H:%M:%S}"

    def from_now(self, at: datetime) -> str:
        ahead = at - self.now
        size = _duration(abs(ahead))
        return f"{self.at(at)} ({f'in {size}' if ahead >= timedelta() else f'{size} ago'})"


def _duration(duration: timedelta) -> str:
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s")]
    told = [f"{number} {unit}" for number, unit in parts if number]
    return " ".join(told[:2]) or "0 s"


def _head(told: Story, tick: datetime | None, clock: _Clock) -> Iterator[str]:
    feedback = told.feedback
    has_it = told.current.teams.get(holder(feedback, told.captured_under))
    yield f"{feedback.reference}  {feedback.severity} {feedback.kind}, {feedback.status}"
    rows = {
        "place": _place(told),
        "came": f"{clock.at(feedback.captured_at)} by {feedback.channel}, in {feedback.locale}",
        "customer": "; ".join(
            [
                *([feedback.name] if feedback.name else []),
                *(
                    f"{one.channel} {one.address}{'' if one.proven else ' (not proven)'}"
                    for one in feedback.contacts
                ),
            ]
        )
        or "left no way to be reached",
        "rating": f"{feedback.rating} of 5" if feedback.rating else "",
        "held by": f"{has_it.name if has_it else feedback.owner}, level {feedback.level}",
        "policy": f"{feedback.policy} of configuration {feedback.config_version}",
        "cycle": f"{feedback.cycle}, since {clock.at(feedback.cycle_at)}",
        "not reached": (
            f"the answer reached the customer on no way, known {clock.at(feedback.unreached_at)}"
            if feedback.unreached_at
            else ""
        ),
        "respond by": _deadline(feedback.respond_by, feedback, clock),
        "promised": _deadline(feedback.promise_by, feedback, clock),
        "wakes": _wakes(feedback.wake_at, tick, clock),
        "id": feedback.id,
    }
    yield from (f"  {name:<11} {value}" for name, value in rows.items() if value)


def _place(told: Story) -> str:
    touchpoint = told.current.place(told.feedback.touchpoint)
    if touchpoint is None:
        return told.feedback.touchpoint or "not known"
    return f"{touchpoint.name} ({touchpoint.id})"


def _deadline(at: datetime | None, feedback: Feedback, clock: _Clock) -> str:
    if at is None:
        return "nothing is promised"
    return clock.from_now(at) if feedback.is_open else clock.at(at)


def _wakes(wake_at: datetime | None, tick: datetime | None, clock: _Clock) -> str:
    if wake_at is None:
        return "never: nothing is expected any more"
    if tick is None:
        return f"{clock.from_now(wake_at)}; no tick runs for it yet, sweep will see to it"
    return f"{clock.from_now(wake_at)}, at the tick of {clock.at(tick)}"


def _timeline(told: Story, clock: _Clock) -> Iterator[str]:
    for entry in told.timeline:
        what = entry.what.replace("_", " ")
        by = f", by {entry.channel}" if entry.channel else ""
        yield f"{entry.number:>3}  {clock.at(entry.at)}  {what}, {entry.actor}{by}"
        yield from _wrapped(entry.words)
        yield from (f"     {name}: {value}" for name, value in _facts(entry.data, clock))
        yield from (f"     {line}" for line in _attachments(entry))
        about_it = [one for one in told.messages if one.entry == entry.number]
        yield from (f"     > {line}" for one in about_it for line in _message(one, clock))


def _wrapped(words: str | None) -> Iterator[str]:
    for paragraph in (words or "").splitlines():
        for line in textwrap.wrap(paragraph, _WIDTH) or [""]:
            yield f"     | {line}"


def _facts(data: Mapping[str, Any], clock: _Clock) -> Iterator[tuple[str, str]]:
    for name, value in data.items():
        if value in (None, "", [], {}) or name == "attachments":
            continue
        is_instant = isinstance(value, str) and name.endswith(("_by", "_at"))
        told = clock.at(from_text(value)) if is_instant else _said(value)
        yield name.replace("_", " "), told


def _attachments(entry: Entry) -> Iterator[str]:
    """What came with an entry, and where it is kept or why it is not."""
    for one in attachments.of(entry):
        where = f"kept as {entry.feedback_id}/{one.key}" if one.key else f"not kept: {one.refused}"
        size = attachments.size_text(one.size)
        yield f"attached: {one.name}, {one.media_type}, {size}, {where}"


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, Mapping):
        return " ".join(_said(one) for one in value.values())
    return str(value)


def _message(message: Message, clock: _Clock) -> Iterator[str]:
    part, parts = message.part
    of = f" {part}/{parts}" if parts > 1 else ""
    purpose = message.purpose.replace("_", " ")
    when = message.settled_at or message.sent_at or message.created_at
    yield (
        f"{purpose}{of} by {message.channel} to {message.to}:"
        f" {message.delivery.replace('_', ' ')} {clock.at(when)}"
    )
    if message.attempts > 1:
        yield f"    tried {message.attempts} times"
    if message.error:
        yield f"    {message.error}"
    if message.wake_at:
        yield f"    looked at again {clock.from_now(message.wake_at)}"
