"""`config check` and `config apply`: is a configuration file right, and use it from now on."""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from chalicelib.errors import ConflictError, TooLargeError
from chalicelib.store.configuration import DynamoConfigurationStore
from infra import stage as stages
from infra.configfile import Checked, check_file
from infra.configuration.force import contents, counted, put_in_force


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
        put_in_force(checked.document, store, now, print, arguments.file.read_text())
    except (ConflictError, TooLargeError) as error:
        print(f"Nothing was applied: {error}", file=sys.stderr)
        return 1
    return 0


def verdict(checked: Checked) -> str:
    """One line that sums a check up."""
    counts = f"{counted(checked.errors, 'error')}, {counted(checked.warnings, 'warning')}"
    has = f": {contents(checked.document)}" if checked.document else ""
    return f"{checked.file}: {counts}{has}"
