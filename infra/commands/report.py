"""`report`: the measurements of a span of days."""

import argparse
import json
import sys
import time
from datetime import UTC, date, datetime, timedelta

from chalicelib.errors import OuvidoError
from chalicelib.services.reports import BY, Reports
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.measures import DynamoMeasureStore
from infra import stage as stages
from infra.reporting import as_csv, as_data, as_lines

_DAYS = 30
"""What is reported unless the operator says otherwise: today and the days before it."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `report`."""
    parser = subparsers.add_parser(
        "report", help="how long answers took, promises kept, escalations, CSAT, NPS"
    )
    parser.add_argument(
        "--from", dest="first", metavar="DAY", type=date.fromisoformat,
        help=f"the first day counted (default: {_DAYS - 1} days before --to)",
    )  # fmt: skip
    parser.add_argument(
        "--to", dest="last", metavar="DAY", type=date.fromisoformat,
        help="the last day counted (default: today)",
    )  # fmt: skip
    parser.add_argument("--by", choices=BY, help="a row for each")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as data")
    form.add_argument("--csv", action="store_true", help="as rows for a spreadsheet")
    parser.add_argument("--stage", default=stages.LOCAL, help="where (default: local)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 1 where there is no configuration, or the days are in the wrong order."""
    stage = stages.find(arguments.stage)
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    configurations = DynamoConfigurationStore(*table, time.monotonic)
    try:
        configuration = configurations.current()
        today = configuration.day_of(datetime.now(UTC))
        last = arguments.last or today
        first = arguments.first or last - timedelta(days=_DAYS - 1)
        reports = Reports(configurations, DynamoMeasureStore(*table))
        made = reports.make(first, last, today, arguments.by, charts=True)
    except (OuvidoError, ValueError) as error:
        print(f"There is no report: {error}.", file=sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(as_data(made), ensure_ascii=False, indent=2))
    elif arguments.csv:
        print(as_csv(made), end="")
    else:
        print(*as_lines(made, configuration.organisation.name), sep="\n")
    return 0
