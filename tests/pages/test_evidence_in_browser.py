"""Evidence and exports in Chromium: read, printed, taken as files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from chalicelib.access import Person
from tests.builders import HOUR
from tests.consoles import DESKTOP, PHONE, Visit, overflow, violations
from tests.desk import ADMIN, OMBUDSMAN, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium

PERIOD = "#/evidence?from=2026-11-01&to=2026-11-30"


@pytest.fixture(scope="module")
def desk() -> Desk:
    """A customer who was answered too late, and two who wait."""
    made = Desk(World())
    with pytest.MonkeyPatch.context() as patch, installed(made, patch):
        for n in range(3):
            made.world.text("420 cold, says Ana", sender=f"+44770090{n:04d}")
        made.world.hours(25)
        reference = made.world.store.get(made.world.all_ids[0]).reference
        made.post(f"/v1/feedback/{reference}/answer", {"key": made.key(), "words": "Mended."})
        made.world.settle()
        made.world.now += HOUR
    return made


@pytest.fixture
def visit(
    browser: Browser, desk: Desk, monkeypatch: pytest.MonkeyPatch, who: Person
) -> Iterator[Visit]:
    with installed(desk, monkeypatch), desk_served(desk, who) as url:
        found = Visit(browser, url)
        found.page.goto(f"{url}/console{PERIOD}")
        expect(found.page.get_by_role("heading", name="ISO 10002:2018")).to_be_visible()
        yield found
        found.close()


@pytest.fixture
def who() -> Person:
    return ADMIN


def test_evidence_is_read_clause_by_clause_on_a_desk_and_on_a_phone(visit: Visit) -> None:
    page = visit.page
    expect(page.get_by_text("Raised to level 1: 3 (not answered in time 3).").first).to_be_visible()
    expect(page.get_by_role("cell", name="Supervisors").first).to_be_visible()
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        assert overflow(page) == 0
    assert violations(page) == []


def test_data_leaves_as_one_file_and_it_is_kept_who_took_it(
    visit: Visit, desk: Desk, tmp_path: Path
) -> None:
    page = visit.page
    page.locator("select[name=what]").select_option("timeline")
    page.get_by_label("With words, names").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Make the file").click()
    file = tmp_path / taken.value.suggested_filename
    taken.value.save_as(file)
    assert "says Ana" in file.read_text(encoding="utf-8")
    assert file.name == "timeline-2026-11-01-2026-11-30.csv"
    expect(page.get_by_text("The file has", exact=False)).to_be_visible()
    kept = desk.audit.between(desk.world.now - HOUR, desk.world.now + HOUR)
    assert kept[-1].by == ADMIN.email
    assert kept[-1].data["personal"] is True


@pytest.mark.parametrize("who", [OMBUDSMAN])
def test_who_may_not_export_is_not_offered_it_and_has_the_pdf(visit: Visit) -> None:
    page = visit.page
    expect(page.get_by_role("button", name="Make the file")).to_have_count(0)
    with page.expect_download() as taken:
        page.get_by_role("button", name="As PDF").click()
    assert taken.value.suggested_filename == "evidence-2026-11-01-2026-11-30.pdf"
