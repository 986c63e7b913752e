"""`config check` and `config apply`: is a configuration file right, and use it from now on."""

import argparse
import json
import secrets
import sys
import time
from collections.abc import Callable, Sized
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.errors import ConflictError, TooLargeError, UnavailableError
from chalicelib.store.configuration import DynamoConfigurationStore
from infra import stage as stages
from infra.configfile import Checked, check_file
from infra.configuration.changes import changes
from infra.configuration.document import Document

Say = Callable[[str], None]


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `config check FILE` and `config apply FILE`."""
    parser = subparsers.add_parser("config", help="check a configuration file, or apply it")
    actions = parser.add_subparsers(required=True, metavar="ACTION")

    check = actions.add_parser("check", help="every error and warning, each with its line")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", help="as data")
    check.set_defaults(run=run_check)

    apply = actions.add_parser("apply", help="show what changes and put it in force")
    apply.add_argument("file", type=Path, metavar="FILE")
    apply.add_argument("--stage", default="local", help="where (default: local)")
    apply.set_defaults(run=run_apply)


def run_check(arguments: argparse.Namespace) -> int:
    """Print what is wrong with a file; 1 if anything is, warnings aside."""
    checked = check_file(arguments.file, datetime.now(UTC).date())
    if arguments.json:
        found = {
            "file": checked.file,
            "valid": not checked.errors,
            "errors": [problem.as_json() for problem in checked.errors],
            "warnings": [problem.as_json() for problem in checked.warnings],
        }
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print(*checked.lines(), verdict(checked), sep="\n")
    return 1 if checked.errors else 0


def run_apply(arguments: argparse.Namespace) -> int:
    """Check a file and put it in force as the next version, unless it is in force already."""
    now = datetime.now(UTC)
    checked = check_file(arguments.file, now.date())
    print(*checked.lines(), sep="\n", end="\n" if checked.lines() else "")
    if checked.document is None:
        print(f"{verdict(checked)}. Nothing was applied.", file=sys.stderr)
        return 1
    stage = stages.find(arguments.stage)
    store = DynamoConfigurationStore(
        stage.client("dynamodb"), stage.outputs["TableName"], time.monotonic
    )
    try:
        put_in_force(checked.document, store, now, print)
    except (ConflictError, TooLargeError) as error:
        print(f"Nothing was applied: {error}", file=sys.stderr)
        return 1
    return 0


def put_in_force(
    document: Document, store: DynamoConfigurationStore, now: datetime, say: Say
) -> int:
    """Say what changes, and make the next version if anything does; the version in force then.

    ConflictError: somebody else applied one at the same time. TooLargeError.
    """
    try:
        in_force = store.current()
    except UnavailableError:
        in_force = None
    if in_force is not None:
        differences = changes(dict(in_force.document), document)
        if not differences:
            say(f"Nothing changes: version {in_force.version} is the same and stays in force.")
            return in_force.version
        for line in differences:
            say(line)
    version = store.apply(document, now=now, new_key=secrets.token_bytes(32))
    say(f"Version {version} is in force: {contents(document)}.")
    return version


def verdict(checked: Checked) -> str:
    """One line that sums a check up."""
    counts = f"{_count(checked.errors, 'error')}, {_count(checked.warnings, 'warning')}"
    has = f": {contents(checked.document)}" if checked.document else ""
    return f"{checked.file}: {counts}{has}"


def contents(document: Document) -> str:
    """How much there is in a document."""
    parts = (
        ("teams", "team"),
        ("touchpoints", "touchpoint"),
        ("policies", "policy", "policies"),
        ("calendars", "calendar"),
    )
    return ", ".join(_count(document[part], *words) for part, *words in parts)


def _count(things: Sized, one: str, many: str | None = None) -> str:
    return f"{len(things)} {one if len(things) == 1 else many or f'{one}s'}"
