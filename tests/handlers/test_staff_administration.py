"""What administrators do with the configuration through the staff API."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chalicelib.configuration import from_document
from infra.configfile import check_text
from tests.desk import ADMIN, MANAGER, Desk, installed
from tests.rules.configuration_files import WHOLE
from tests.world import World

CHANGED = WHOLE.replace('name = "', 'name = "New ', 1)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose configuration was applied from a text by the command."""
    world = World()
    document = check_text(WHOLE, "here.toml", date(2026, 11, 22)).document
    assert document is not None
    world.configurations.apply(
        document, now=world.now, new_key=b"k" * 32, text=WHOLE, by="python -m infra", base=1
    )
    with installed(Desk(world), monkeypatch) as ready:
        yield ready


def get(desk: Desk, path: str = "") -> Any:
    return desk.get(f"/v1/configuration{path}", ADMIN).json


def post(desk: Desk, path: str, **body: Any) -> Any:
    return desk.post(f"/v1/{path}", body, ADMIN)


def test_the_text_in_force_is_shown_with_who_applied_it(desk: Desk) -> None:
    shown = get(desk)
    assert shown["text"] == WHOLE
    assert (shown["applied"]["version"], shown["applied"]["by"]) == (2, "python -m infra")


def test_a_check_says_every_error_with_its_line_and_changes_nothing(desk: Desk) -> None:
    wrong = WHOLE.replace("respond_within", "respond_withing")
    found = post(desk, "configuration/check", text=wrong).json
    lines = wrong.splitlines()
    assert found["errors"]
    assert all("respond_withing" in lines[one["line"] - 1] for one in found["errors"][:1])
    assert get(desk)["applied"]["version"] == 2


def test_a_text_is_compared_applied_and_kept_with_its_author(desk: Desk) -> None:
    found = post(desk, "configuration/check", text=CHANGED).json
    assert (found["errors"], len(found["changes"])) == ([], 1)
    applied = post(desk, "configuration", text=CHANGED, base=2)
    assert (applied.json["version"], applied.json["by"]) == (3, ADMIN.email)
    assert get(desk)["text"] == CHANGED
    assert get(desk)["changes"] == found["changes"]
    assert desk.world.configurations.current().organisation.name.startswith("New ")


def test_what_was_written_from_an_older_version_is_refused(desk: Desk) -> None:
    post(desk, "configuration", text=CHANGED, base=2)
    refused = post(desk, "configuration", text=WHOLE, base=2)
    assert (refused.status, get(desk)["applied"]["version"]) == (409, 3)


def test_a_text_with_errors_is_not_applied(desk: Desk) -> None:
    refused = post(desk, "configuration", text="[organisation]\nname = 3", base=2)
    assert (refused.status, set(refused.error["fields"])) == (400, {"text"})
    assert get(desk)["applied"]["version"] == 2


def test_an_earlier_version_comes_back_as_a_new_one(desk: Desk) -> None:
    post(desk, "configuration", text=CHANGED, base=2)
    restored = post(desk, "configuration/versions/2/restore", base=3)
    assert restored.json["version"] == 4
    assert (get(desk)["text"], get(desk, "/versions/4?against=2")["changes"]) == (WHOLE, [])
    assert [one["version"] for one in get(desk, "/versions")["items"]] == [4, 3, 2, 1]


def test_a_version_whose_text_was_not_kept_comes_back_with_its_document(desk: Desk) -> None:
    restored = post(desk, "configuration/versions/1/restore", base=2)
    assert (restored.json["version"], get(desk)["text"]) == (3, None)


def test_a_version_that_never_was_is_not_found(desk: Desk) -> None:
    for path in ("/versions/9", "/versions/x", "/versions/-1"):
        assert desk.get(f"/v1/configuration{path}", ADMIN).status == 404


def test_holidays_that_are_in_force_are_kept_and_others_are_for_the_command(desk: Desk) -> None:
    other = WHOLE.replace('holidays = "', 'holidays = "FR" # was "', 1)
    assert other != WHOLE
    found = post(desk, "configuration/check", text=other).json
    assert any("python -m infra config apply" in one["instead"] for one in found["errors"])
    post(desk, "configuration", text=CHANGED, base=2)
    before, after = (desk.world.configurations.version(n).document for n in (2, 3))
    assert before["calendars"] == after["calendars"]


def test_what_if_is_answered_from_what_is_in_force_and_from_a_draft(desk: Desk) -> None:
    asked = {"captured_at": "2026-11-23T10:00:00", "kind": "complaint", "severity": "normal"}
    now = post(desk, "explain", **asked).json
    assert now["steps"]
    assert now["policy"] in [one.id for one in desk.world.configurations.current().policies]
    draft = post(desk, "explain", **asked, text=CHANGED)
    assert draft.json["policy"] == now["policy"]
    assert post(desk, "explain", **asked, touchpoint="nowhere").status == 400


def test_administration_is_for_administrators(desk: Desk) -> None:
    assert desk.get("/v1/configuration", MANAGER).status == 403
    assert desk.post("/v1/explain", {"captured_at": "2026-11-23T10:00:00"}, MANAGER).status == 403


def test_a_document_from_the_archive_is_a_configuration(desk: Desk) -> None:
    assert from_document(2, get(desk)["document"]).version == 2
