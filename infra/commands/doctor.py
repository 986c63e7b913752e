"""`doctor`: is a stage healthy, and if not, what to do."""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime

from infra import stage as stages
from infra.finding import Finding
from infra.health import examine


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `doctor`."""
    parser = subparsers.add_parser("doctor", help="is a stage healthy, and if not, what to do")
    parser.add_argument("--stage", default=stages.LOCAL, help="which (default: local)")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every finding; 1 where one is not healthy."""
    findings = list(examine(stages.find(arguments.stage), datetime.now(UTC)))
    healthy = all(finding.healthy for finding in findings)
    if arguments.json:
        print(json.dumps({"healthy": healthy, "findings": [asdict(f) for f in findings]}, indent=1))
    else:
        print(*lines(findings), sep="\n")
    return 0 if healthy else 1


def lines(findings: Iterable[Finding]) -> list[str]:
    """The findings for people, what to do under each that is not healthy."""
    result = []
    for finding in findings:
        result.append(f"{'ok ' if finding.healthy else '!! '} {finding.about}: {finding.says}")
        if not finding.healthy:
            result.append(f"    -> {finding.do}")
    return result
