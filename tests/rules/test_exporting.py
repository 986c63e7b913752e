"""What leaves as files: described whole, without anything personal unless asked, the same in each format."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chalicelib.exporting import (
    COLUMNS,
    Kind,
    Type,
    columns,
    rows,
    write_csv,
    write_jsonl,
)
from chalicelib.instants import from_text
from chalicelib.measures.ledger import ledger
from chalicelib.model import Channel, ContactPoint, What
from infra.commands.export import between, contact
from infra.exporting import write_parquet
from tests.builders import PHONE, entry, feedback
from tests.measures.histories import CONFIGURATIONS, History

SECRET = "Ana Souza"
DOCS = Path(__file__).parents[2] / "docs" / "export.md"


def exported(kind: Kind, *, personal: bool) -> list[dict[str, Any]]:
    history = History(3)
    contacts = (ContactPoint(channel=Channel.SMS, address=PHONE, proven=True),)
    one = feedback(id=history.id, name=SECRET, contacts=contacts, assignee="ana@example.com")
    number = len(history.timeline) + 1
    said = entry(
        feedback_id=history.id, number=number, what=What.RATED, words=f'=1+1 {SECRET}\n,"é"',
        actor="customer", data={"score": 2, "recommend": None, "sender": PHONE},
    )  # fmt: skip
    noted = entry(
        feedback_id=history.id, number=number + 1, what=What.NOTED, words=SECRET,
        actor="ana@example.com", channel=None, data={"team": "coaches"},
    )  # fmt: skip
    timeline = (*history.timeline, said, noted)
    facts = tuple(ledger(history.timeline, CONFIGURATIONS.__getitem__))
    return list(rows(kind, one, timeline, facts, personal=personal))


@pytest.mark.parametrize("kind", [*Kind])
def test_nothing_personal_leaves_unless_asked_for(kind: Kind) -> None:
    assert exported(kind, personal=False)
    text = json.dumps(exported(kind, personal=False), ensure_ascii=False)
    for secret in (SECRET, PHONE, "ana@example.com", "1+1"):
        assert secret not in text
    if kind is not Kind.FACTS:
        assert SECRET in json.dumps(exported(kind, personal=True), ensure_ascii=False)


@pytest.mark.parametrize("kind", [*Kind])
def test_every_row_has_every_column(kind: Kind) -> None:
    names = [one.name for one in COLUMNS[kind]]
    assert len(names) == len(set(names))
    assert all(list(row) == names for row in exported(kind, personal=True))


@pytest.mark.parametrize("kind", [*Kind])
def test_the_columns_are_documented_as_they_are(kind: Kind) -> None:
    section = DOCS.read_text().split(f"## {kind}\n")[1].split("\n## ")[0]
    documented = re.findall(
        r"^\| `(\w+)` \| (\w+) \| (.*?) \|( personal)? *\|?$", section, re.MULTILINE
    )
    assert documented == [
        (one.name, one.type.value, one.means, " personal" if one.is_personal else "")
        for one in COLUMNS[kind]
    ]


@pytest.mark.parametrize("kind", [*Kind])
def test_the_three_formats_say_the_same(kind: Kind, tmp_path: Path) -> None:
    wanted = columns(kind, personal=True)
    made = exported(kind, personal=True)
    lines, table, parquet = io.StringIO(), io.StringIO(newline=""), tmp_path / "it's.parquet"
    counts = {
        write_jsonl(made, lines),
        write_csv(made, wanted, table),
        write_parquet(made, wanted, parquet),
    }
    assert counts == {len(made)}
    assert [json.loads(line) for line in lines.getvalue().split("\n") if line] == made
    from_csv = list(csv.DictReader(io.StringIO(table.getvalue(), newline="")))
    for row, plain in zip(from_csv, made, strict=True):
        for name, value in plain.items():
            safe = (
                f"'{value}"
                if str(value).startswith(("=", "+", "-", "@")) and isinstance(value, str)
                else value
            )
            assert row[name] == ("" if safe is None else str(safe))
    read = ", ".join(
        f'epoch_ms("{one.name}")' if one.type is Type.INSTANT else f'"{one.name}"' for one in wanted
    )
    with duckdb.connect() as database:
        found = database.execute(
            f"SELECT {read} FROM read_parquet($p)", {"p": str(parquet)}
        ).fetchall()
        types = database.execute("DESCRIBE SELECT * FROM read_parquet($p)", {"p": str(parquet)})
        of = {name: kind for name, kind, *_ in types.fetchall()}
    assert len(found) == len(made)
    for column, value in zip(wanted, zip(*found, strict=True), strict=True):
        if column.type in (Type.TEXT, Type.NUMBER, Type.JSON):
            assert list(value) == [row[column.name] for row in made]
        if column.type is Type.INSTANT:
            texts = [row[column.name] for row in made]
            assert list(value) == [at and round(from_text(at).timestamp() * 1000) for at in texts]
            assert of[column.name] == "TIMESTAMP WITH TIME ZONE"


def test_days_are_the_organisations() -> None:
    day = date(2026, 11, 22)
    assert between(day, day, "America/Sao_Paulo") == (
        "2026-11-22T03:00:00.000Z",
        "2026-11-23T03:00:00.000Z",
    )
    assert between(None, None, "Europe/London") == ("", "9999")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sms:+44 7700 900123", "sms:+447700900123"),
        ("+447700900123", "sms:+447700900123"),
        ("email:Ana@Example.NET", "email:ana@example.net"),
        ("ana@example.net", "email:ana@example.net"),
    ],
)
def test_a_contact_point_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert contact(typed) == meant


@pytest.mark.parametrize("wrong", ["", "ana", "sms:ana@example.net", "tel:+44", "07700900123"])
def test_what_is_no_contact_point_is_refused(wrong: str) -> None:
    with pytest.raises(Exception, match="write sms"):
        contact(wrong)
