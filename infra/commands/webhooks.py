"""`webhooks`: how each does, its log, a test, events again, its secret."""

import argparse
import json
import secrets
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from chalicelib.errors import ConflictError, NotFoundError, RefusedError
from chalicelib.events.records import EventDelivery
from chalicelib.instants import to_text
from chalicelib.services.webhooks import COUNTED, Standing
from infra import stage as stages
from infra import webhooks

_KEY_BYTES = 32


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `webhooks` and its parts."""
    parser = subparsers.add_parser("webhooks", help="other systems that are told of changes")
    commands = parser.add_subparsers(required=True, metavar="WHAT")

    def add(name: str, run: Callable[[argparse.Namespace], int], says: str) -> Any:
        one = commands.add_parser(name, help=says)
        one.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
        one.set_defaults(run=_forgiving(run))
        return one

    listing = add("list", _list, "each of them, and how it does")
    listing.add_argument("--json", action="store_true", help="as data")
    log = add("log", _log, "what became of a webhook's newest events")
    log.add_argument("webhook", metavar="WEBHOOK")
    log.add_argument("--limit", type=int, default=20)
    log.add_argument("--json", action="store_true", help="as data")
    add("ping", _ping, "send a test event").add_argument("webhook", metavar="WEBHOOK")
    add("enable", _enable, "try a disabled one again").add_argument("webhook", metavar="WEBHOOK")
    replay = add("replay", _replay, "deliver again what happened in a time, from the timelines")
    replay.add_argument("webhook", metavar="WEBHOOK")
    replay.add_argument("--from", dest="since", type=_instant, required=True, metavar="ISO")
    replay.add_argument("--to", dest="until", type=_instant, metavar="ISO", help="(default: now)")
    secret = add("secret", _secret, "make a new secret and print it once")
    secret.add_argument("name", metavar="NAME", help="a webhook's `secret`, or its id")
    secret.add_argument(
        "--keep", type=int, default=1, metavar="N",
        help="old ones that sign as well until the next time (default: 1; 0 ends them now)",
    )  # fmt: skip


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _forgiving(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def one(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except NotFoundError as error:
            print(error, file=sys.stderr)
        except RefusedError:
            print("it is disabled: `webhooks enable` first", file=sys.stderr)
        except ConflictError as error:
            print(f"{error}: try again", file=sys.stderr)
        return 1

    return one


def _list(arguments: argparse.Namespace) -> int:
    found = webhooks.of(stages.find(arguments.stage)).all()
    if arguments.json:
        print(json.dumps([_plain(one) for one in found], indent=1))
        return 0
    print(*([says(one) for one in found] or ["no webhook is configured"]), sep="\n")
    return 0


def _plain(one: Standing) -> dict[str, Any]:
    webhook = {"id": one.webhook.id, "url": one.webhook.url, "events": sorted(one.webhook.events)}
    return {**webhook, "waiting": one.waiting, **_texts(asdict(one.lane))}


def _texts(said: dict[str, Any]) -> dict[str, Any]:
    return {k: to_text(v) if isinstance(v, datetime) else v for k, v in said.items()}


def says(one: Standing) -> str:
    """A webhook in one line."""
    lane = one.lane
    waiting = f"{one.waiting}{' or more' if one.waiting == COUNTED else ''} waiting"
    if lane.disabled_at:
        how = f"disabled since {to_text(lane.disabled_at)}: {lane.disabled_why}"
    elif lane.failing_since:
        how = f"fails since {to_text(lane.failing_since)}, {lane.failures} times in a row"
    else:
        how = f"delivered {to_text(lane.delivered_at)}" if lane.delivered_at else "nothing yet"
    return f"{one.webhook.id}  {one.webhook.url}  {how}; {waiting}"


def _log(arguments: argparse.Namespace) -> int:
    found = webhooks.of(stages.find(arguments.stage)).log(arguments.webhook, arguments.limit)
    if arguments.json:
        print(json.dumps([_texts(asdict(one)) for one in found], indent=1))
    else:
        print(*_lines(found), sep="\n")
    return 0


def _lines(found: list[EventDelivery]) -> Iterator[str]:
    for one in found:
        came = one.status or one.error or "not tried"
        took = f", {one.milliseconds} ms" if one.milliseconds is not None else ""
        next_at = f", next {to_text(one.next_at)}" if one.next_at else ""
        tries = f"attempt {one.attempts}" if one.attempts else "no attempt"
        yield f"{to_text(one.at)}  {one.type:<26} {one.fate}: {came} ({tries}{took}{next_at})"


def _ping(arguments: argparse.Namespace) -> int:
    service = webhooks.of(stages.find(arguments.stage))
    sent = service.ping(arguments.webhook, secrets.token_hex(16), datetime.now(UTC))
    print(f"{sent.event} is on its way; `webhooks log {arguments.webhook}` says what became of it")
    return 0


def _enable(arguments: argparse.Namespace) -> int:
    webhooks.of(stages.find(arguments.stage)).enable(arguments.webhook)
    print(f"{arguments.webhook} is tried again; `webhooks replay` brings what it missed")
    return 0


def _replay(arguments: argparse.Namespace) -> int:
    stage, now = stages.find(arguments.stage), datetime.now(UTC)
    found = webhooks.entries(stage, arguments.since, arguments.until or now)
    count = webhooks.of(stage).replay_entries(arguments.webhook, found, now)
    print(f"{count} events are delivered again to {arguments.webhook}")
    return 0


def _secret(arguments: argparse.Namespace) -> int:
    stage = stages.find(arguments.stage)
    key = secrets.token_bytes(_KEY_BYTES)
    made = webhooks.renew(stage, arguments.name, key, keep=arguments.keep)
    print(made)
    print(
        f"kept in {webhooks.parameter_of(stage, arguments.name)}; in use within five minutes",
        file=sys.stderr,
    )
    return 0
