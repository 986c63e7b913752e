"""`evidence`: what a period shows of ISO 10002 and ISO 10004, as a page or as PDF."""

import argparse
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from chalicelib.errors import OuvidoError
from chalicelib.evidence.document import Document, document
from chalicelib.evidence.speech import languages
from chalicelib.services.evidence import Evidence
from chalicelib.store.audit import DynamoAuditLog
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.lists import DynamoLists
from chalicelib.store.measures import DynamoMeasureStore
from chalicelib.store.reconciliations import DynamoReconciliations
from infra import stage as stages

_DAYS = timedelta(days=89)
_DAY = timedelta(days=1)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `evidence`."""
    parser = subparsers.add_parser(
        "evidence", help="what the data of a period shows of ISO 10002 and ISO 10004"
    )
    parser.add_argument(
        "--from", dest="first", metavar="DAY", type=date.fromisoformat,
        help="first day, on the organisation's clock (default: 90 days up to yesterday)",
    )  # fmt: skip
    parser.add_argument("--to", dest="last", metavar="DAY", type=date.fromisoformat)
    parser.add_argument("--out", metavar="FILE", required=True, type=Path, help="*.html or *.pdf")
    parser.add_argument(
        "--locale", choices=languages(), help="language (default: the organisation's)"
    )
    parser.add_argument("--stage", default=stages.LOCAL, help="of which stage (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; 1 where it cannot be made."""
    out: Path = arguments.out
    if out.suffix not in (".html", ".pdf"):
        print(f"{out}: name a file that ends in .html or .pdf.", file=sys.stderr)
        return 1
    try:
        made = _made(arguments)
    except (OuvidoError, ValueError) as error:
        print(f"There is no evidence of that: {error}.", file=sys.stderr)
        return 1
    if out.suffix == ".pdf":
        from chalicelib.posters import evidence as sheet

        out.write_bytes(sheet.pdf(made))
    else:
        from chalicelib.pages import evidence as page

        out.write_text(page.html(made), encoding="utf-8")
    print(made.lead[-1])
    return 0


def _made(arguments: argparse.Namespace) -> Document:
    stage = stages.find(arguments.stage)
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    configurations = DynamoConfigurationStore(*table, time.monotonic)
    evidence = Evidence(
        configurations,
        DynamoMeasureStore(*table),
        DynamoLists(*table),
        DynamoReconciliations(*table),
        DynamoAuditLog(*table),
    )
    now, current = datetime.now(UTC), configurations.current()
    last = arguments.last or current.day_of(now) - _DAY
    first = arguments.first or last - _DAYS
    locale = arguments.locale or current.organisation.locale
    return document(evidence.gather(first, last, now), locale)
