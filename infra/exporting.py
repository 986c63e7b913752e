"""Rows into Parquet, by way of JSON Lines; `chalicelib.exporting` writes the other formats."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from chalicelib.exporting import Column, Row, Type, write_jsonl

_DUCKDB = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "BIGINT",
    Type.FLAG: "BOOLEAN",
    Type.INSTANT: "TIMESTAMPTZ",
    Type.DAY: "DATE",
    Type.JSON: "VARCHAR",
}


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
