"""Data out, a part at a time: who asks may have it, and that they had it is kept.

A part ends after `TEXT` characters, `READ` feedback or `PAGES` pages, whichever comes first, and names where
the next one begins in a token of ours: so no part can be had of an export that was not recorded. A token
stands in an address, so who began is not in it: it is signed for them, and worth nothing to others.
"""

import io
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.audit import Audited, Deed
from chalicelib.exporting import Kind, columns, rows, write_csv, write_jsonl
from chalicelib.ports import AuditLog, ConfigurationStore, Record, Records
from chalicelib.signing import sign, verify

TEXT = 2_000_000
READ = 500
PAGES = 20
"""Megabytes of the table: read well within the 20 seconds of an answer, also where nothing is feedback."""
LASTS = timedelta(hours=6)
"""How long after its beginning an export can be gone on with."""


class Format(StrEnum):
    """How rows are written."""

    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks for."""

    what: Kind
    format: Format
    personal: bool
    first: date | None
    """Captured on this day or later, on the organisation's clock; None: from the first on."""
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of an export."""

    wanted: Wanted
    text: str
    """Put behind the texts of the parts before it, this is the file."""
    rows: int
    next: str | None
    """What the next part is asked for with; None at the end."""


@dataclass(frozen=True, slots=True)
class Exports:
    """Makes exports."""

    configurations: ConfigurationStore
    records: Records
    audit: AuditLog
    new_id: Callable[[], str]

    def begin(self, wanted: Wanted, by: str, now: datetime) -> Part:
        """The first part. That it was asked for is kept before anything leaves."""
        self.audit.record(
            Audited(id=self.new_id(), at=now, by=by, deed=Deed.EXPORTED, data=_said(wanted))
        )
        return self._part(wanted, by, now + LASTS, None)

    def go_on(self, token: str, by: str, now: datetime) -> Part | None:
        """The part that a token names; None where it is not of theirs, or too old."""
        payload = verify(self.configurations.keys(), _purpose(by), token)
        if payload is None:
            return None
        place, until, said = json.loads(payload)
        if datetime.fromisoformat(until) < now:
            return None
        wanted = Wanted(
            what=Kind(said["what"]),
            format=Format(said["format"]),
            personal=said["personal"],
            first=_day(said.get("from")),
            last=_day(said.get("to")),
        )
        return self._part(wanted, by, datetime.fromisoformat(until), place)

    def _part(self, wanted: Wanted, by: str, until: datetime, place: str | None) -> Part:
        out, n = io.StringIO(newline=""), 0
        if place is None and wanted.format is Format.CSV:
            write_csv((), columns(wanted.what, personal=wanted.personal), out)
        day_of = self.configurations.current().day_of
        read = pages = 0
        for record, at in self.records.after(place):
            if record is None:
                pages += 1
            else:
                read += 1
                n += _write(record, wanted, day_of(record.feedback.captured_at), out)
            if read == READ or pages == PAGES or out.tell() >= TEXT:
                facts = [at, until.isoformat(), _said(wanted)]
                token = sign(self.configurations.keys(), _purpose(by), json.dumps(facts).encode())
                return Part(wanted=wanted, text=out.getvalue(), rows=n, next=token)
        return Part(wanted=wanted, text=out.getvalue(), rows=n, next=None)


def _write(record: Record, wanted: Wanted, day: date, out: io.StringIO) -> int:
    """Write a feedback that was captured on a day, where that is wanted; how many rows it has."""
    if not (wanted.first or day) <= day <= (wanted.last or day):
        return 0
    found = rows(
        wanted.what, record.feedback, record.timeline, record.facts, personal=wanted.personal
    )
    if wanted.format is Format.JSONL:
        return write_jsonl(found, out)
    wanted_columns = columns(wanted.what, personal=wanted.personal)
    return write_csv(found, wanted_columns, out, has_head=False)


def _purpose(by: str) -> str:
    return f"export:{by}"


def _said(wanted: Wanted) -> dict[str, str | int | bool]:
    said = asdict(wanted)
    days = {"from": said.pop("first"), "to": said.pop("last")}
    return {**said, **{name: day.isoformat() for name, day in days.items() if day}}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
