"""Rows into files, one row at a time: CSV, JSON Lines, and Parquet by way of JSON Lines."""

import csv
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from chalicelib.exporting import Column, Row, Type

_SPREADSHEETS_RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet takes for a formula."""
_DUCKDB = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "BIGINT",
    Type.FLAG: "BOOLEAN",
    Type.INSTANT: "TIMESTAMPTZ",
    Type.DAY: "DATE",
    Type.JSON: "VARCHAR",
}


def write_jsonl(rows: Iterable[Row], out: IO[str]) -> int:
    """An object for each row and line; how many."""
    n = 0
    for n, row in enumerate(rows, 1):  # noqa: B007 - the last one is how many there were
        out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return n


def write_csv(rows: Iterable[Row], columns: list[Column], out: IO[str]) -> int:
    """A line of names, then one for each row (RFC 4180); how many rows.

    What somebody typed that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    writer = csv.writer(out)
    writer.writerow([one.name for one in columns])
    n = 0
    for n, row in enumerate(rows, 1):  # noqa: B007 - as above
        writer.writerow([_cell(row[one.name]) for one in columns])
    return n


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_SPREADSHEETS_RUN):
        return f"'{value}"
    return value


def write_parquet(rows: Iterable[Row], columns: list[Column], out: Path) -> int:
    """One Parquet file with instants and days as such; how many rows."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "rows.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            n = write_jsonl(rows, file)
        typed = ", ".join(f"'{one.name}': '{_DUCKDB[one.type]}'" for one in columns)
        with duckdb.connect() as database:
            database.execute("SET TimeZone = 'UTC'")
            source = (
                f"read_json($lines, format = 'newline_delimited', columns = {{{typed}}},"
                " maximum_object_size = 67108864)"
            )
            database.execute(
                f"COPY (SELECT * FROM {source}) TO '{_quoted(out)}' (FORMAT parquet)",  # noqa: S608
                {"lines": str(lines)},
            )
    return n


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
