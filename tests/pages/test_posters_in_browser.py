"""The console's posters in Chromium: found, chosen, and a file that a printer can print."""

from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, expect

from tests.consoles import PHONE, Visit, overflow, violations
from tests.desk import AGENT, Desk
from tests.pages.desk_site import desk_served

pytestmark = pytest.mark.chromium

SIZES = (("Poster, A4", "a4", 1), ("Four stickers, A6", "a6-sheet", 4),
         ("Seat-back card", "seat-back", 1))  # fmt: skip


def test_a_touchpoint_is_found_and_each_size_downloaded_leads_to_its_form(
    browser: Browser, administered: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://fale.example.com")
    with desk_served(administered, AGENT) as url:
        visit = Visit(browser, url, accept_downloads=True)
        page = visit.page
        page.goto(f"{url}/console#/posters")
        page.get_by_label("Which touchpoint?").fill("wyc")
        expect(page.get_by_role("heading", name="High Wycombe coach stop")).to_be_visible()
        expect(page.locator(".posters-list section")).to_have_count(1)
        for label, size, codes in SIZES:
            with page.expect_download() as coming:
                page.get_by_role("button", name=label).click()
            assert coming.value.suggested_filename == f"stop-high-wycombe-{size}.pdf"
            file = tmp_path / f"{size}.pdf"
            coming.value.save_as(file)
            with pypdfium2.PdfDocument(file) as document:
                found = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
            assert [urlsplit(one.text).path for one in found] == ["/f/stop-high-wycombe"] * codes
        page.get_by_label("Which touchpoint?").fill("nowhere")
        expect(page.get_by_text("No touchpoint has that number or name.")).to_be_visible()
        visit.close()


@pytest.mark.parametrize("locale", ["pt-BR", "es"])
def test_axe_finds_nothing_on_a_dark_phone(
    browser: Browser, administered: Desk, locale: str
) -> None:
    with desk_served(administered, AGENT) as url:
        visit = Visit(browser, url, viewport=PHONE, color_scheme="dark", locale=locale)
        visit.page.goto(f"{url}/console#/posters")
        expect(visit.page.locator(".posters-list section").first).to_be_visible()
        assert (violations(visit.page), overflow(visit.page)) == ([], 0)
        assert "posters_" not in visit.page.locator("main").inner_text()
        visit.close()
