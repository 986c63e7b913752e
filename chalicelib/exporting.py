"""Feedback as rows for other programs: four kinds, each with its columns. Pure.

docs/export.md describes them and is compared with `COLUMNS` in the tests. Columns that are personal are
there only for who asks for them; without them no row holds words, names or contact points.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import IO, Any

from chalicelib.instants import to_text
from chalicelib.measures.facts import EntryFacts
from chalicelib.model import Entry, Feedback, What

Row = dict[str, Any]
"""Plain values by column: text, whole numbers, true or false, None."""


_SPREADSHEETS_RUN = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet takes for a formula."""


class Kind(StrEnum):
    """What is exported."""

    FEEDBACK = "feedback"
    TIMELINE = "timeline"
    FACTS = "facts"
    SURVEYS = "surveys"


class Type(StrEnum):
    """What a column holds. Instants are UTC, as `2026-11-22T10:00:00.000Z`; days as `2026-11-22`."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    INSTANT = "instant"
    DAY = "day"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Each may be empty."""

    name: str
    type: Type
    means: str
    is_personal: bool = False


_TEXT, _NUMBER, _AT = Type.TEXT, Type.NUMBER, Type.INSTANT

COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.FEEDBACK: (
        Column("id", _TEXT, "what the other files name it by"),
        Column("reference", _TEXT, "what the customer names it by"),
        Column("kind", _TEXT, "complaint, suggestion, compliment, enquiry"),
        Column("severity", _TEXT, "critical, high, normal, low"),
        Column("difficulty", _TEXT, "simple, complex"),
        Column("channel", _TEXT, "how it came"),
        Column("touchpoint", _TEXT, "id; empty where it is not known"),
        Column("owner", _TEXT, "id of the team that is accountable"),
        Column("holder", _TEXT, "id of the team that has to act now"),
        Column("locale", _TEXT, "language tag"),
        Column("rating", _NUMBER, "1 to 5, as said at the beginning"),
        Column("status", _TEXT, "open, answered, closed"),
        Column("level", _NUMBER, "how far it was raised; 0 is the owner"),
        Column("cycle", _NUMBER, "1, and one more each time it was opened again"),
        Column("captured_at", _AT, "when the provider received it"),
        Column("cycle_at", _AT, "when this cycle began"),
        Column("respond_by", _AT, "deadline of this cycle's first response"),
        Column("promise_by", _AT, "the newest promise that the customer was told"),
        Column("policy", _TEXT, "id"),
        Column("config_version", _NUMBER, "the configuration that holds for this cycle"),
        Column("answered_at", _AT, "this cycle's newest answer"),
        Column(
            "unreached_at", _AT, "when it was known that the answer reached the customer on no way"
        ),
        Column("resolved_at", _AT, "when the customer was told the outcome"),
        Column("closed_at", _AT, "when this cycle ended"),
        Column("survey_asked_at", _AT, "when the customer was asked how it went"),
        Column("score", _NUMBER, "1 to 5, of this cycle"),
        Column("recommend", _NUMBER, "0 to 10, of this cycle"),
        Column("entries", _NUMBER, "how many timeline entries there are"),
        Column("assignee", _TEXT, "mail address of the member who sees to it", is_personal=True),
        Column("name", _TEXT, "what the customer is called", is_personal=True),
        Column("contacts", Type.JSON, "list of {channel, address, proven}", is_personal=True),
    ),
    Kind.TIMELINE: (
        Column("feedback_id", _TEXT, "`id` of the feedback"),
        Column("number", _NUMBER, "1, 2, 3, … without a gap"),
        Column("what", _TEXT, "captured, answered, escalated, …"),
        Column("at", _AT, "when it happened"),
        Column("by", _TEXT, "customer, system or member"),
        Column("channel", _TEXT, "how words came"),
        Column("cycle", _NUMBER, "the cycle that it belongs to"),
        Column("actor", _TEXT, "customer, system, or the member's mail address", is_personal=True),
        Column("words", _TEXT, "what was said", is_personal=True),
        Column("data", Type.JSON, "what else the entry holds", is_personal=True),
    ),
    Kind.FACTS: (
        Column("feedback_id", _TEXT, "`id` of the feedback"),
        Column("source", _TEXT, "the entry or message that it follows from"),
        Column("sign", _NUMBER, "1 adds the fact, -1 withdraws it: what holds is the sum"),
        Column("measure", _TEXT, "first_response, promise, …: docs/measures.md"),
        Column("cycle", _NUMBER, "of the feedback"),
        Column("number", _NUMBER, "which of the cycle's pauses or levels"),
        Column("state", _TEXT, "running, done, without, kept, missed, waiting"),
        Column("start", _AT, "begin of the interval"),
        Column("end", _AT, "its end; empty while it is running"),
        Column("seconds", _NUMBER, "whole seconds by the wall clock"),
        Column("open_seconds", _NUMBER, "whole seconds in which the calendar was open"),
        Column("day", Type.DAY, "the day that it is counted on"),
        Column("touchpoint", _TEXT, "id"),
        Column("team", _TEXT, "id of the owner"),
        Column("holder", _TEXT, "id of the team that had it"),
        Column("channel", _TEXT, "how the feedback came"),
        Column("kind", _TEXT, "of the feedback"),
        Column("severity", _TEXT, "of the feedback"),
        Column("policy", _TEXT, "id"),
        Column("calendar", _TEXT, "id"),
        Column("configuration", _NUMBER, "version of policy and calendar"),
        Column("level", _NUMBER, "of a stay at a level"),
        Column("why", _TEXT, "of a level, why it was raised; of a survey, `unasked`"),
        Column("due", _AT, "of a promise, the deadline"),
        Column("score", _NUMBER, "1 to 5"),
        Column("recommend", _NUMBER, "0 to 10"),
    ),
    Kind.SURVEYS: (
        Column("feedback_id", _TEXT, "`id` of the feedback"),
        Column("number", _NUMBER, "of the timeline entry"),
        Column("cycle", _NUMBER, "the cycle that it is about"),
        Column("rated_at", _AT, "when the customer said it"),
        Column("channel", _TEXT, "how they said it"),
        Column("score", _NUMBER, "1 to 5; empty where it was not said this time"),
        Column("recommend", _NUMBER, "0 to 10; the same"),
        Column("touchpoint", _TEXT, "id"),
        Column("owner", _TEXT, "id of the team"),
        Column("kind", _TEXT, "of the feedback"),
        Column("why", _TEXT, "the reason in the customer's words", is_personal=True),
    ),
}


def columns(kind: Kind, *, personal: bool) -> list[Column]:
    """The columns that somebody gets, in their order."""
    return [one for one in COLUMNS[kind] if personal or not one.is_personal]


def rows(
    kind: Kind,
    feedback: Feedback,
    timeline: tuple[Entry, ...],
    facts: tuple[EntryFacts, ...],
    *,
    personal: bool,
) -> Iterator[Row]:
    """A feedback's rows of one kind, each with every column that is asked for."""
    wanted = columns(kind, personal=personal)
    for row in _rows(kind, feedback, timeline, facts):
        yield {column.name: _value(column.type, row[column.name]) for column in wanted}


def _rows(
    kind: Kind, feedback: Feedback, timeline: tuple[Entry, ...], facts: tuple[EntryFacts, ...]
) -> Iterator[Row]:
    match kind:
        case Kind.FEEDBACK:
            yield {
                **{one.name: getattr(feedback, one.name) for one in COLUMNS[kind]},
                "contacts": [
                    {"channel": one.channel, "address": one.address, "proven": one.proven}
                    for one in feedback.contacts
                ],
            }
        case Kind.TIMELINE:
            yield from map(_entry, timeline)
        case Kind.FACTS:
            yield from (row for one in facts for row in _facts(one))
        case Kind.SURVEYS:
            yield from (_rating(one, feedback) for one in timeline if one.what is What.RATED)


def _entry(entry: Entry) -> Row:
    by = entry.actor if entry.actor in ("customer", "system") else "member"
    said = {one.name: getattr(entry, one.name, None) for one in COLUMNS[Kind.TIMELINE]}
    return {**said, "by": by, "data": dict(entry.data)}


def _facts(facts: EntryFacts) -> Iterator[Row]:
    for line in facts.lines:
        said = {one.name: getattr(line.fact, one.name, None) for one in COLUMNS[Kind.FACTS]}
        yield {**said, "source": facts.source, "sign": line.sign}


def _rating(entry: Entry, feedback: Feedback) -> Row:
    return {
        "feedback_id": entry.feedback_id,
        "number": entry.number,
        "cycle": entry.cycle,
        "rated_at": entry.at,
        "channel": entry.channel,
        "score": entry.data.get("score"),
        "recommend": entry.data.get("recommend"),
        "touchpoint": feedback.touchpoint,
        "owner": feedback.owner,
        "kind": feedback.kind,
        "why": entry.words,
    }


def _value(of: Type, value: Any) -> Any:
    match value:
        case None:
            return None
        case _ if of is Type.JSON:
            return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        case datetime():
            return to_text(value)
        case date():
            return value.isoformat()
        case StrEnum():
            return value.value
    return value


def write_jsonl(rows: Iterable[Row], out: IO[str]) -> int:
    """An object for each row and line; how many."""
    n = 0
    for n, row in enumerate(rows, 1):  # noqa: B007 - the last one is how many there were
        out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    return n


def write_csv(
    rows: Iterable[Row], columns: list[Column], out: IO[str], *, has_head: bool = True
) -> int:
    """A line of names, unless the file has it, then one for each row (RFC 4180); how many rows.

    What somebody typed that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    writer = csv.writer(out)
    if has_head:
        writer.writerow([one.name for one in columns])
    n = 0
    for n, row in enumerate(rows, 1):  # noqa: B007 - as above
        writer.writerow([_cell(row[one.name]) for one in columns])
    return n


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_SPREADSHEETS_RUN):
        return f"'{value}"
    return value
