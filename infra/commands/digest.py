"""`digest`: sends the daily digest now instead of at its time, still once a day to each team."""

import argparse
import json
import sys

from infra import stage as stages
from infra.operations import digest


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `digest`."""
    parser = subparsers.add_parser("digest", help="send today's digests now, where not sent yet")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was sent; 1 where it failed, or a mail did not leave."""
    done, error = digest(stages.find(arguments.stage))
    if error:
        print(f"the digest failed: {json.dumps(done)}", file=sys.stderr)
        return 1
    print(json.dumps(done) if arguments.json else sentence(done))
    return 1 if done["failed"] else 0


def sentence(done: dict[str, int]) -> str:
    """What was done, for people."""
    return f"{done['mails']} sent, {done['failed']} failed; teams with nobody there: {done['gaps']}"
