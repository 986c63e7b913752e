"""`events`: writes the schema of events and the tables of docs/events.md, or says that they are others."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from chalicelib.api import notes
from chalicelib.events import schema
from chalicelib.events.making import type_of
from chalicelib.model import What, timeline

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = DOCS / "events.schema.json"
PAGE = DOCS / "events.md"

_MOST_LISTED = 10
"""Values that stand in a row; the types of events have a table of their own."""
_TABLES = {"events": "events", "change": "Change", "feedback": "State"}
"""Name of a table's place on the page, and what it lists."""


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `events`."""
    parser = subparsers.add_parser("events", help="make the schema of events from the code")
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write both, or compare them; 1 where one is another."""
    made = {
        SCHEMA: json.dumps(document(), ensure_ascii=False, indent=1) + "\n",
        PAGE: page(PAGE.read_text(encoding="utf-8")),
    }
    other = [path for path, text in made.items() if not _is(path, text)]
    if arguments.check:
        for path in other:
            print(
                f"{path.name} is not what the code says: `python -m infra events`", file=sys.stderr
            )
        return 1 if other else 0
    for path in other:
        path.write_text(made[path], encoding="utf-8")
        print(f"{path} written")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text


def document() -> dict[str, Any]:
    """The JSON Schema (2020-12) of everything that leaves."""
    each, found = msgspec.json.schema_components(
        [schema.FeedbackEvent, schema.PingEvent], ref_template="#/$defs/{name}"
    )
    parts: dict[str, Any] = json.loads(msgspec.json.encode(found))
    said = notes.of_source(schema)
    for name, part in parts.items():
        for field, shape in part.get("properties", {}).items():
            if text := said.get((name, field)):
                shape["description"] = text
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Events of Ouvido, version 1",
        "oneOf": list(each),
        "$defs": parts,
    }


def page(text: str) -> str:
    """The page with its tables as the code has them."""
    for place, what in _TABLES.items():
        rows = _types() if what == "events" else _fields(what)
        table = "\n".join(rows)
        text = re.sub(
            rf"(<!-- {place} -->\n).*?(<!-- end -->)",
            lambda found, table=table: f"{found[1]}{table}\n{found[2]}",  # type: ignore[misc]
            text,
            flags=re.DOTALL,
        )
    return text


def _types() -> Iterator[str]:
    yield "| type | says |"
    yield "|---|---|"
    said = notes.of_source(timeline)
    for what in What:
        meaning = said["What", what.name].partition(" Data:")[0]
        yield f"| `{type_of(what)}` | {meaning} |"


def _fields(part: str) -> Iterator[str]:
    yield "| field | is | |"
    yield "|---|---|---|"
    said = notes.of_source(schema)
    parts = document()["$defs"]
    for field, shape in parts[part]["properties"].items():
        yield f"| `{field}` | {_shape(shape, parts)} | {said.get((part, field), '')} |"


def _shape(shape: dict[str, Any], parts: dict[str, Any]) -> str:
    """What a field holds, in a word or two."""
    if "anyOf" in shape:
        shapes = [_shape(one, parts) for one in shape["anyOf"] if one.get("type") != "null"]
        is_optional = any(one.get("type") == "null" for one in shape["anyOf"])
        return " or ".join([*shapes, *(["null"] if is_optional else [])])
    if "$ref" in shape:
        values = parts[shape["$ref"].rpartition("/")[2]]
        return "as in `type`" if len(values["enum"]) > _MOST_LISTED else _shape(values, parts)
    if "enum" in shape:
        return ", ".join(f"`{one}`" for one in shape["enum"])
    if shape.get("format") == "date-time":
        return "instant"
    names = {"integer": "number", "string": "text", "boolean": "true or false"}
    return names.get(shape.get("type", ""), "object")
