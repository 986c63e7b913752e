"""`reconcile`: what the providers say arrived on a day, against what is stored."""

import argparse
import json
import sys
from datetime import UTC, date, datetime

from infra import stage as stages
from infra.operations import reconcile
from infra.reconciled import code, lines


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `reconcile`."""
    parser = subparsers.add_parser(
        "reconcile", help="is everything stored that the providers say arrived, and what is missing"
    )
    parser.add_argument(
        "--day", type=date.fromisoformat, help="a UTC day (default: today, as far as it has come)"
    )
    parser.add_argument("--repair", action="store_true", help="hand over once more what is missing")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what came of it.

    1 where something is missing, 3 where nobody could say what arrived by some channel, 2 where the day
    cannot be reconciled.
    """
    day = arguments.day or datetime.now(UTC).date()
    answer, error = reconcile(stages.find(arguments.stage), day, repair=arguments.repair)
    if error or "refused" in answer:
        print(f"not reconciled: {answer.get('refused') or json.dumps(answer)}", file=sys.stderr)
        return 2
    [result] = answer["days"]
    if arguments.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(*lines(result), sep="\n")
    return code(result)
