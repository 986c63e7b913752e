"""Evidence and exports through the staff API: who may have them, and that it is kept."""

import base64
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from chalicelib.audit import Deed
from chalicelib.ports import Record
from chalicelib.services import export
from chalicelib.store.records import MemoryRecords
from tests.builders import HOUR, NOON
from tests.desk import ADMIN, AGENT, LEAD, MANAGER, OMBUDSMAN, Desk

SECRET = "Ana Souza"


@pytest.fixture(autouse=True)
def said(desk: Desk) -> None:
    """Three customers wrote, one of whom says who they are."""
    for n in range(3):
        desk.world.text(f"420 cold, {SECRET}", sender=f"+44770090{n:04d}")
    desk.world.now += HOUR


def test_evidence_is_in_words_of_the_language_that_is_asked_for(desk: Desk) -> None:
    path = "/v1/evidence?from=2026-11-01&to=2026-11-30&locale=es"
    found = desk.get(path, MANAGER).json
    assert found["title"] == "Evidencias para ISO 10002 e ISO 10004"
    (receipt,) = (
        one
        for one in found["findings"]
        if (one["standard"][4:9], one["number"]) == ("10002", "7.2")
    )
    assert "Llegaron 3 comentarios." in receipt["lines"]
    assert receipt["shown"] == "data"


def test_evidence_is_a_file_as_well(desk: Desk) -> None:
    found = desk.get("/v1/evidence/file?from=2026-11-01&to=2026-11-30", OMBUDSMAN).json
    assert found["name"] == "evidence-2026-11-01-2026-11-30.pdf"
    assert base64.b64decode(found["content"]).startswith(b"%PDF")


def test_evidence_is_for_who_sees_every_team(desk: Desk) -> None:
    for who in (AGENT, LEAD):
        assert desk.get("/v1/evidence", who).status == 403
        assert desk.get("/v1/evidence/file", who).status == 403


def test_days_that_make_no_period_are_refused(desk: Desk) -> None:
    for days in ("from=2026-11-23&to=2026-11-22", "from=2024-01-01&to=2026-01-01"):
        assert desk.get(f"/v1/evidence?{days}", MANAGER).status == 400


def test_a_manager_gets_rows_without_persons(desk: Desk) -> None:
    found = desk.get("/v1/export?what=timeline", MANAGER).json
    rows = list(csv.DictReader(io.StringIO(found["text"])))
    assert [row["what"] for row in rows] == ["captured"] * 3
    assert SECRET not in found["text"]
    assert (found["rows"], found["next"], found["name"]) == (3, None, "timeline.csv")


def test_personal_data_leaves_with_an_administrator_alone(desk: Desk) -> None:
    path = "/v1/export?what=timeline&format=jsonl&personal=true"
    assert desk.get(path, MANAGER).status == 403
    lines = desk.get(path, ADMIN).json["text"].splitlines()
    assert all(SECRET in json.loads(line)["words"] for line in lines)
    for who in (AGENT, LEAD, OMBUDSMAN):
        assert desk.get("/v1/export", who).status == 403


def test_every_export_is_kept_with_who_asked_for_what_and_a_refused_one_is_none(
    desk: Desk,
) -> None:
    desk.get("/v1/export?what=facts&from=2026-11-01&to=2026-11-30", MANAGER)
    desk.get("/v1/export?personal=true", MANAGER)
    (kept,) = desk.audit.between(NOON, NOON + timedelta(days=1))
    assert (kept.deed, kept.by) == (Deed.EXPORTED, MANAGER.email)
    assert kept.data == {
        "what": "facts", "format": "csv", "personal": False,
        "from": "2026-11-01", "to": "2026-11-30",
    }  # fmt: skip


def test_the_parts_of_an_export_are_one_file_with_every_row_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = desk.get("/v1/export", MANAGER).json["text"]
    monkeypatch.setattr(export, "READ", 1)
    part = desk.get("/v1/export", MANAGER).json
    text, parts = part["text"], 1
    while part["next"]:
        part = desk.get(f"/v1/export?next={quote(part['next'])}", MANAGER).json
        text, parts = text + part["text"], parts + 1
    assert parts == 4
    assert text == whole
    assert len(desk.audit.between(NOON, NOON + timedelta(days=1))) == 2


class Crowded(MemoryRecords):
    """Records between which the table holds fifty megabytes that are no feedback's."""

    def after(self, place: str | None) -> Iterator[tuple[Record | None, str]]:
        at, _, page = (place or "|0").partition("|")
        for n in range(int(page), 50):
            yield None, f"{at}|{n + 1}"
        for record, after in super().after(at or None):
            yield record, f"{after}|0"
            for n in range(50):
                yield None, f"{after}|{n + 1}"


def test_a_part_ends_where_much_was_read_that_is_no_feedback(desk: Desk) -> None:
    whole = desk.get("/v1/export", MANAGER).json["text"]
    desk.exports = replace(desk.exports, records=Crowded(desk.world.store))
    part = desk.get("/v1/export", MANAGER).json
    text, parts = part["text"], 1
    while part["next"]:
        part = desk.get(f"/v1/export?next={quote(part['next'])}", MANAGER).json
        text, parts = text + part["text"], parts + 1
    assert text == whole
    assert parts == 4 * 50 // export.PAGES + 1


def test_a_part_is_for_who_began_and_not_for_ever(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "READ", 1)
    token = quote(desk.get("/v1/export?personal=true", ADMIN).json["next"])
    assert desk.get(f"/v1/export?next={token}", MANAGER).status == 400
    assert desk.get("/v1/export?next=abc", ADMIN).status == 400
    assert desk.get(f"/v1/export?next={token}", ADMIN).status == 200
    desk.world.now += export.LASTS + HOUR
    assert desk.get(f"/v1/export?next={token}", ADMIN).status == 400


def test_nobody_can_be_read_out_of_the_address_that_a_part_is_asked_for_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "READ", 1)
    token = desk.get("/v1/export?personal=true", ADMIN).json["next"].upper()
    raw = base64.b32decode(token + "=" * (-len(token) % 8))
    assert b"feedback" in raw, "what is asked for can be read"
    assert ADMIN.email.encode() not in raw
    assert b"@" not in raw


def test_only_what_was_captured_on_the_days_leaves(desk: Desk) -> None:
    assert desk.get("/v1/export?from=2026-11-24", MANAGER).json["rows"] == 0
    assert desk.get("/v1/export?from=2026-11-23&to=2026-11-23", MANAGER).json["rows"] == 3
