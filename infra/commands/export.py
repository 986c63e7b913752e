"""`export`: feedback as files for other programs, or everything that is kept about one customer."""

import argparse
import json
import secrets
import sys
import time
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chalicelib import attachments
from chalicelib.audit import Audited, Deed
from chalicelib.errors import OuvidoError
from chalicelib.exporting import Kind, Row, columns, rows, write_csv, write_jsonl
from chalicelib.instants import to_text
from chalicelib.intake.contacts import email as read_email
from chalicelib.ports import Record
from chalicelib.store.audit import DynamoAuditLog
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.opt_outs import DynamoOptOuts
from chalicelib.store.records import DynamoRecords
from infra import stage as stages
from infra.exporting import write_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_dynamodb import DynamoDBClient

_MOST = 10_000


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `export`."""
    parser = subparsers.add_parser(
        "export", help="feedback as files for other programs, or all that is kept about a customer"
    )
    parser.add_argument("--what", choices=[*Kind], default=Kind.FEEDBACK, type=Kind)
    parser.add_argument("--format", choices=["csv", "jsonl", "parquet"], default="csv")
    parser.add_argument(
        "--from", dest="first", metavar="DAY", type=date.fromisoformat,
        help="captured on this day or later, on the organisation's clock",
    )  # fmt: skip
    parser.add_argument(
        "--to", dest="last", metavar="DAY", type=date.fromisoformat, help="captured by this day"
    )
    parser.add_argument(
        "--personal", action="store_true", help="with words, names and contact points"
    )
    parser.add_argument("--out", metavar="FILE", help="where to (default: standard output)")
    parser.add_argument(
        "--contact", metavar="CONTACT", type=contact,
        help="all that is kept about sms:+44… or email:…, as JSON",
    )  # fmt: skip
    parser.add_argument(
        "--dynamodb", action="store_true",
        help="let DynamoDB put the whole table into the stage's bucket for exports, all that is"
        " personal included; infra/athena reads it",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="for --contact: it is JSON anyway")
    parser.add_argument("--stage", default=stages.LOCAL, help="where from (default: local)")
    parser.set_defaults(run=run)


def contact(text: str) -> str:
    """A contact point as the table knows it: `sms:+44…` or `email:…`, or either without its prefix."""
    kind, _, address = text.strip().rpartition(":")
    number = address.replace(" ", "")
    if kind in ("", "sms") and number.startswith("+") and number[1:].isdecimal():
        return f"sms:{number}"
    found = read_email(address) if kind in ("", "email") else None
    if found is None:
        raise argparse.ArgumentTypeError("write sms:+447700900123 or email:name@example.com")
    return f"email:{found}"


def run(arguments: argparse.Namespace) -> int:
    """Write the file; 1 where the stage's table cannot be read or the file cannot be named."""
    stage = stages.find(arguments.stage)
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    try:
        if arguments.dynamodb:
            _audit(*table, arguments)
            print(by_dynamodb(*table, stage.outputs["ExportsBucketName"]))
            return 0
        if arguments.contact:
            _audit(*table, arguments)
            said = json.dumps(
                everything_of(arguments.contact, *table), ensure_ascii=False, indent=2
            )
            _write_text(arguments.out, said + "\n")
            return 0
        return _export(arguments, *table)
    except OuvidoError as error:
        print(f"Nothing could be exported: {error}.", file=sys.stderr)
        return 1


def _export(arguments: argparse.Namespace, client: Any, table_name: str) -> int:
    if arguments.format == "parquet" and not arguments.out:
        print("Parquet needs --out FILE.", file=sys.stderr)
        return 1
    configurations = DynamoConfigurationStore(client, table_name, time.monotonic)
    _audit(client, table_name, arguments)
    since, until = between(
        arguments.first, arguments.last, configurations.current().organisation.time_zone
    )
    found: Iterator[Row] = (
        row
        for record in DynamoRecords(client, table_name).everything()
        if since <= to_text(record.feedback.captured_at) < until
        for row in rows(
            arguments.what, record.feedback, record.timeline, record.facts,
            personal=arguments.personal,
        )
    )  # fmt: skip
    wanted = columns(arguments.what, personal=arguments.personal)
    if arguments.format == "parquet":
        n = write_parquet(found, wanted, Path(arguments.out))
    elif arguments.out:
        with Path(arguments.out).open("w", encoding="utf-8", newline="") as file:
            is_csv = arguments.format == "csv"
            n = write_csv(found, wanted, file) if is_csv else write_jsonl(found, file)
    else:
        is_csv = arguments.format == "csv"
        n = write_csv(found, wanted, sys.stdout) if is_csv else write_jsonl(found, sys.stdout)
    print(f"{n} rows", file=sys.stderr)
    return 0


def _audit(client: Any, table_name: str, arguments: argparse.Namespace) -> None:
    """Keep that an operator took data out, before it leaves."""
    data: dict[str, str | int | bool]
    if arguments.dynamodb:
        data = {"what": "table", "format": "dynamodb", "personal": True}
    elif arguments.contact:
        data = {"what": "contact", "format": "json", "personal": True}
    else:
        what, form = arguments.what.value, arguments.format
        data = {"what": what, "format": form, "personal": arguments.personal}
    days = {"from": arguments.first, "to": arguments.last}
    data |= {name: day.isoformat() for name, day in days.items() if day}
    DynamoAuditLog(client, table_name).record(
        Audited(
            id=secrets.token_hex(16),
            at=datetime.now(UTC),
            by="operator",
            deed=Deed.EXPORTED,
            data=data,
        )
    )


def by_dynamodb(client: "DynamoDBClient", table_name: str, bucket: str) -> str:
    """Begin DynamoDB's own export of the whole table; where its files will be.

    It costs no reads and takes minutes. The table's point-in-time recovery must be on.
    """
    arn = client.describe_table(TableName=table_name)["Table"]["TableArn"]
    begun = client.export_table_to_point_in_time(
        TableArn=arn, S3Bucket=bucket, S3Prefix="table", ExportFormat="DYNAMODB_JSON"
    )
    name = begun["ExportDescription"]["ExportArn"].rpartition("/")[2]
    return f"s3://{bucket}/table/AWSDynamoDB/{name}/data/"


def between(first: date | None, last: date | None, time_zone: str) -> tuple[str, str]:
    """The instants, as texts that sort, from the begin of a day to the end of another."""
    zone = ZoneInfo(time_zone)

    def begin(day: date) -> str:
        return to_text(datetime(day.year, day.month, day.day, tzinfo=zone))

    return begin(first) if first else "", begin(last + timedelta(days=1)) if last else "9999"


def everything_of(contact: str, client: Any, table_name: str) -> dict[str, Any]:
    """All that is kept about a contact point: LGPD art. 18, GDPR art. 15 and 20."""
    ids = DynamoFeedbackStore(client, table_name).of_contact(contact, _MOST)
    records = DynamoRecords(client, table_name)
    said = DynamoOptOuts(client, table_name).of(contact)
    return {
        "contact": contact,
        "wants_no_messages": None if said is None else _plain(asdict(said)),
        "feedback": [_whole(records.of(one)) for one in ids],
    }


def _whole(record: Record) -> dict[str, Any]:
    files = [one for entry in record.timeline for one in attachments.of(entry)]
    return {
        **_plain(asdict(record.feedback)),
        "timeline": [_plain(asdict(one)) for one in record.timeline],
        "messages": [_plain(asdict(one)) for one in record.messages],
        "attachments": [_plain(asdict(one)) for one in files],
        "measured": list(
            rows(Kind.FACTS, record.feedback, record.timeline, record.facts, personal=True)
        ),
    }


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(name): _plain(one) for name, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case datetime():
            return to_text(value)
        case StrEnum():
            return value.value
    return value


def _write_text(out: str | None, text: str) -> None:
    if out:
        Path(out).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
