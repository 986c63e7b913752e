"""The views for Athena come to the product's own figures on the same facts; DuckDB runs them here."""

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import boto3
import duckdb
import pytest
from moto import mock_aws

from chalicelib.audit import Audited, Deed
from chalicelib.exporting import COLUMNS, Kind, columns, rows
from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.figures import Figures, Interval, figures
from chalicelib.measures.ledger import acknowledged, ledger
from chalicelib.measures.rollups import Dimension, add, tallies
from chalicelib.model import Channel, Message, Purpose
from chalicelib.store.audit import DynamoAuditLog
from chalicelib.store.measures import facts_to_item
from infra.commands.export import by_dynamodb
from infra.exporting import write_parquet
from tests.builders import NOON, PHONE, feedback
from tests.contracts.table_definition import create_table
from tests.measures.histories import CONFIGURATIONS, History

VIEWS = Path(__file__).parents[2] / "infra" / "athena"


@pytest.fixture(scope="module")
def facts() -> list[EntryFacts]:
    histories = [History(seed) for seed in range(400)]
    return [one for each in histories for one in (*_of_entries(each), *_of_messages(each))]


def _of_entries(one: History) -> Iterator[EntryFacts]:
    return ledger(one.timeline, CONFIGURATIONS.__getitem__)


def _of_messages(one: History) -> Iterator[EntryFacts]:
    """What the customer wrote first was acknowledged some seconds later."""
    first = one.timeline[0]
    sent = Message(
        id=f"{one.id}-1",
        feedback_id=one.id,
        entry=first.number,
        purpose=Purpose.ACKNOWLEDGEMENT,
        channel=Channel.SMS,
        to=PHONE,
        created_at=first.at,
        sent_at=first.at + timedelta(seconds=3 + len(one.timeline)),
    )
    if found := acknowledged(sent, one.timeline, CONFIGURATIONS.__getitem__):
        yield found


@pytest.fixture(scope="module")
def database(
    facts: list[EntryFacts], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    file = tmp_path_factory.mktemp("athena") / "facts.parquet"
    made = rows(Kind.FACTS, feedback(), (), tuple(facts), personal=False)
    write_parquet(made, columns(Kind.FACTS, personal=False), file)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW ouvido_facts AS SELECT * FROM read_parquet('{file}')")
        for view in ("by_day", "response_times"):
            connection.execute((VIEWS / f"{view}.sql").read_text())
        yield connection


def by_value(facts: list[EntryFacts], dimension: Dimension) -> dict[str, Figures]:
    """The product's figures over all days, for each value of a dimension."""
    sums: dict[str, dict[str, int]] = {}
    for cell, tally in tallies(facts).items():
        if cell.dimension is dimension and len(cell.period) == 10:
            add(sums.setdefault(cell.value, {}), tally.items())
    return {value: figures(tally) for value, tally in sums.items()}


SUMS = """
SELECT coalesce({by}, '-'),
  sum(first_responses), sum(unanswered), sum(never_answered), sum(first_response_seconds),
  sum(first_response_open_seconds), sum(responses), sum(response_seconds), sum(resolutions),
  sum(resolution_seconds), sum(handled), sum(handling_seconds), sum(promises_kept),
  sum(promises_missed), sum(promises_running), sum(surveys_asked), sum(surveys_answered),
  sum(scores), sum(satisfied), sum(promoters), sum(passives), sum(detractors),
  sum(further_responses), sum(further_response_seconds), sum(further_response_open_seconds),
  sum(further_unanswered), sum(further_never_answered),
  sum(resolution_open_seconds), sum(unresolved), sum(never_resolved),
  sum(handling_open_seconds), sum(being_handled),
  sum(pauses), sum(pause_seconds), sum(pause_open_seconds), sum(pausing),
  sum(acknowledgements), sum(acknowledgement_seconds), sum(acknowledgement_open_seconds),
  sum(unreached_heard), sum(unreached_seconds), sum(unreached_open_seconds),
  sum(unreached_running), sum(unreached_never),
  sum(promises_waiting), sum(escalations), sum(escalations_running),
  sum(ratings_unasked)
FROM ouvido_by_day GROUP BY 1
"""


def total(n: int, mean: float | None) -> Any:
    return pytest.approx(n * (mean or 0))


def whole(of: Interval) -> tuple[int, Any, Any]:
    """How many, and their seconds by both clocks."""
    return of.n, total(of.n, of.wall.mean), total(of.n, of.open.mean)


@pytest.mark.parametrize("by", [one for one in Dimension if one is not Dimension.ALL])
def test_the_view_comes_to_the_figures_of_the_report(
    database: duckdb.DuckDBPyConnection, facts: list[EntryFacts], by: Dimension
) -> None:
    found = {row[0]: row[1:] for row in database.execute(SUMS.format(by=by.value)).fetchall()}
    expected = {
        value: (
            of.first_response.n, of.first_response.running, of.first_response.without,
            total(of.first_response.n, of.first_response.wall.mean),
            total(of.first_response.n, of.first_response.open.mean),
            of.response.n, total(of.response.n, of.response.wall.mean),
            of.resolution.n, total(of.resolution.n, of.resolution.wall.mean),
            of.handling.n, total(of.handling.n, of.handling.wall.mean),
            of.promises.kept, of.promises.missed, of.promises.running,
            of.survey.asked, of.survey.answered,
            sum(of.survey.scores.values()), sum(n for s, n in of.survey.scores.items() if s >= 4),
            of.survey.recommends.get("promoter", 0), of.survey.recommends.get("passive", 0),
            of.survey.recommends.get("detractor", 0),
            *whole(of.further_response), of.further_response.running, of.further_response.without,
            whole(of.resolution)[2], of.resolution.running, of.resolution.without,
            whole(of.handling)[2], of.handling.running,
            *whole(of.pause), of.pause.running,
            *whole(of.acknowledgement),
            *whole(of.unreached), of.unreached.running, of.unreached.without,
            of.promises.waiting, sum(one.n for one in of.levels.values()),
            sum(one.running for one in of.levels.values()), of.survey.unasked,
        )
        for value, of in by_value(facts, by).items()
    }  # fmt: skip
    assert sum(row[0] for row in found.values()) > 100
    assert found == expected


def test_median_and_p90_are_within_the_2_percent_of_the_report(
    database: duckdb.DuckDBPyConnection, facts: list[EntryFacts]
) -> None:
    days = {
        date.fromisoformat(cell.period): figures(tally).first_response
        for cell, tally in tallies(facts).items()
        if cell.dimension is Dimension.ALL and len(cell.period) == 10
    }
    expected = {day: of for day, of in days.items() if of.n}
    found = database.execute("SELECT * FROM ouvido_response_times").fetchall()
    assert {day: n for day, n, _, _ in found} == {day: of.n for day, of in expected.items()}
    for day, _, median, p90 in found:
        assert expected[day].wall.median == pytest.approx(median, rel=0.02, abs=1)
        assert expected[day].wall.p90 == pytest.approx(p90, rel=0.02, abs=1)


def test_the_table_has_the_columns_of_the_export() -> None:
    said = (VIEWS / "table.sql").read_text().split("(", 1)[1].rsplit(")", 1)[0]
    names = re.findall(r"`?(\w+)`? (?:string|bigint|timestamp|date)\b", said)
    assert names == [one.name for one in COLUMNS[Kind.FACTS]]


# The table as DynamoDB exports it

DUCKDB_SPEAKS_TRINO = """
CREATE MACRO cardinality(list) AS len(list);
CREATE MACRO sequence(first, last) AS range(first, last + 1);
"""


@pytest.fixture(scope="module")
def exported(facts: list[EntryFacts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of an export, as DynamoDB's own doing puts them into the bucket."""
    folder = tmp_path_factory.mktemp("exported")
    with mock_aws():
        client = boto3.client("dynamodb", region_name="eu-west-1")
        s3 = boto3.client("s3", region_name="eu-west-1")
        s3.create_bucket(
            Bucket="exports", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        create_table(client, "ouvido")
        client.update_continuous_backups(
            TableName="ouvido",
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        )
        for one in facts[:FEW]:
            client.put_item(TableName="ouvido", Item=facts_to_item(one))
        DynamoAuditLog(client, "ouvido").record(
            Audited(id="a", at=NOON, by="operator", deed=Deed.EXPORTED)
        )
        place = by_dynamodb(client, "ouvido", "exports")
        assert place.startswith("s3://exports/table/AWSDynamoDB/")
        _wait_for_export(client)
        for key in _keys(s3, "exports"):
            if "/data/" in key:
                content = s3.get_object(Bucket="exports", Key=key)["Body"].read()
                (folder / Path(key).name).write_bytes(content)
    return folder


FEW = 400
"""Entries: moto takes its time for each."""


def _wait_for_export(client: Any) -> None:
    table = client.describe_table(TableName="ouvido")["Table"]["TableArn"]
    (one,) = client.list_exports(TableArn=table)["ExportSummaries"]
    for _ in range(1_000):
        said = client.describe_export(ExportArn=one["ExportArn"])["ExportDescription"]
        if said["ExportStatus"] != "IN_PROGRESS":
            assert said["ExportStatus"] == "COMPLETED", said
            return
        time.sleep(0.02)
    raise AssertionError("the export never ends")


def _keys(s3: Any, bucket: str) -> list[str]:
    return [one["Key"] for one in s3.list_objects_v2(Bucket=bucket)["Contents"]]


def _type_of_item() -> str:
    """The type of the column, as the table's statement for Athena has it, for DuckDB."""
    said = (VIEWS / "dynamodb_table.sql").read_text().split("item ", 1)[1]
    return _duckdb(re.sub(r"[\s`]", "", said.split("\n)\nROW FORMAT", 1)[0]))


def _duckdb(hive: str) -> str:
    if hive == "string":
        return "VARCHAR"
    outer, inner = hive.removesuffix(">").split("<", 1)
    if outer == "array":
        return f"{_duckdb(inner)}[]"
    fields, depth, begin = [], 0, 0
    for at, letter in enumerate(f"{inner},"):
        depth += (letter == "<") - (letter == ">")
        if letter == "," and not depth:
            fields.append(inner[begin:at])
            begin = at + 1
    pairs = (field.split(":", 1) for field in fields)
    # Athena reads the letters of types in either case; DuckDB as they are in the file.
    named = ((name.upper() if len(name) == 1 else name, of) for name, of in pairs)
    return "STRUCT(" + ", ".join(f'"{name}" {_duckdb(of)}' for name, of in named) + ")"


def test_the_views_come_to_the_same_over_the_table_as_dynamodb_exports_it(
    exported: Path, facts: list[EntryFacts], tmp_path: Path
) -> None:
    file = tmp_path / "facts.parquet"
    made = rows(Kind.FACTS, feedback(), (), tuple(facts[:FEW]), personal=False)
    write_parquet(made, columns(Kind.FACTS, personal=False), file)
    over_the_file = [f"CREATE VIEW ouvido_facts AS SELECT * FROM read_parquet('{file}')"]
    read = f"read_json('{exported}/*.gz', format = 'newline_delimited', columns = $columns)"
    over_the_table = [
        DUCKDB_SPEAKS_TRINO,
        f"CREATE TABLE ouvido_table AS SELECT * FROM {read}".replace(
            "$columns", f"{{'Item': '{_type_of_item()}'}}"
        ),
        (VIEWS / "dynamodb_facts.sql").read_text(),
    ]
    found = _answers(over_the_table)
    assert found == _answers(over_the_file)
    assert len(found["SELECT * FROM ouvido_by_day"]) > 50


ASKED = (
    "SELECT * FROM ouvido_by_day",
    "SELECT * FROM ouvido_response_times",
    """SELECT feedback_id, source, sign, "start"::TIMESTAMP, due::TIMESTAMP, level, why, score
    FROM ouvido_facts""",
)


def _answers(statements: list[str]) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for view in ("by_day", "response_times"):
            statements = [*statements, (VIEWS / f"{view}.sql").read_text()]
        for statement in statements:
            connection.execute(statement)
        return {query: sorted(connection.execute(query).fetchall(), key=str) for query in ASKED}
