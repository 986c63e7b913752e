"""`sweep`: runs the sweep now instead of at its next time."""

import argparse
import json
import sys

from infra import stage as stages
from infra.operations import sweep


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `sweep`."""
    parser = subparsers.add_parser("sweep", help="repair now whatever an arrow lost")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what the sweep found and repaired; 1 where it failed."""
    found, error = sweep(stages.find(arguments.stage))
    if error:
        print(f"the sweep failed: {json.dumps(found)}", file=sys.stderr)
        return 1
    print(json.dumps(found) if arguments.json else sentence(found))
    return 0


def sentence(found: dict[str, int]) -> str:
    """What was found, for people."""
    counts = ", ".join(f"{count} {name}" for name, count in found.items() if name != "repaired")
    return f"{found['repaired']} repaired ({counts})"
