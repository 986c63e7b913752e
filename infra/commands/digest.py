"""`digest`: writes today's digests now instead of at their time, or shows what one would say."""

import argparse
import json
import sys
import webbrowser
from datetime import UTC, date, datetime
from pathlib import Path

from infra import stage as stages
from infra.digests import preview
from infra.operations import digest


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `digest`."""
    parser = subparsers.add_parser(
        "digest", help="send today's digests now, where not sent yet; or --preview one"
    )
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.add_argument("--json", action="store_true", help="as data")
    parser.add_argument(
        "--week", action="store_true", help="those of the last whole week as well; or preview that"
    )
    parser.add_argument("--preview", metavar="TEAM", help="send nothing, show what this team gets")
    parser.add_argument(
        "--on", metavar="DATE", type=date.fromisoformat,
        help="preview the morning of this day, of what is known now (default: today)",
    )  # fmt: skip
    parser.add_argument("--html", metavar="FILE", type=Path, help="write the preview's HTML here")
    parser.add_argument("--open", action="store_true", help="and open it in a browser")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what was written, or the preview; 1 where it failed."""
    stage = stages.find(arguments.stage)
    if arguments.preview:
        return _preview(stage, arguments)
    done, error = digest(stage, week=arguments.week)
    if error:
        print(f"the digest failed: {json.dumps(done)}", file=sys.stderr)
        return 1
    print(json.dumps(done) if arguments.json else sentence(done))
    return 0


def _preview(stage: stages.Stage, arguments: argparse.Namespace) -> int:
    day = arguments.on or datetime.now(UTC).date()
    try:
        rendered = preview(stage, arguments.preview, day, week=arguments.week)
    except KeyError:
        print(f"there is no team {arguments.preview}", file=sys.stderr)
        return 1
    if rendered is None:
        print("nothing to say: no mail")
        return 0
    if arguments.html:
        arguments.html.write_text(rendered.html or "")
        if arguments.open:
            webbrowser.open(arguments.html.resolve().as_uri())
    print(f"Subject: {rendered.subject}\n\n{rendered.text}", end="")
    return 0


def sentence(done: dict[str, int]) -> str:
    """What was done, for people."""
    return (
        f"{done['daily']} daily and {done['weekly']} weekly mails;"
        f" teams with nobody there: {done['gaps']}"
    )
