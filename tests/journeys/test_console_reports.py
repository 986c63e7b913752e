"""What managers look at and take away, in Chromium on the deployed local stack.

Reports, posters and evidence: read, shared by address, downloaded and opened again as files.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import requests
import zxingcpp
from playwright.sync_api import Browser, Locator, Page, expect

from tests.consoles import DESKTOP, PHONE, Visit, Visits, overflow, violations
from tests.journeys.stack import PATIENCE, Stack

pytestmark = pytest.mark.chromium
expect.set_options(timeout=PATIENCE * 1000)

MANAGER = "manager@example.com"
OMBUDSMAN = "omb-1@example.com"
FERRY = "River ferry"
LETTERS = ("The deck is dirty", "No seat for my mother", "The crew was rude", "Where is the café?",
           "The toilet is locked", "It left early")  # fmt: skip
"""Of three weeks ago: nobody answered them, and their day is long over."""
SLIPPERY = "The gangplank is slippery, said passenger {}"
SIZES = (("Poster, A4", "a4", 1), ("Four stickers, A6", "a6-sheet", 4),
         ("Seat-back card", "seat-back", 1))  # fmt: skip
_HAS_INK = """canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    .data.some(value => value)"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of the ferry: six letters, and five of today, of which two were answered."""

    references: list[str]
    """Of today's; the first was also rated, 5 of 5 and 9 of 10."""
    total: dict[str, Any]
    """The figures of the last four weeks, as the API has them."""


@pytest.fixture(scope="module")
def manager(stack: Stack, browser: Browser) -> Iterator[Visit]:
    """Who looks at figures, signed in once."""
    seen = Visit(
        browser, stack.url, reduced_motion="reduce"
    )  # nothing is half faded when looked at
    seen.sign_in(MANAGER)
    yield seen
    seen.close()


@pytest.fixture(scope="module")
def ombudsman(stack: Stack, browser: Browser) -> Iterator[Visit]:
    """Who sees everything as well, and records what came by letter."""
    seen = Visit(browser, stack.url)
    seen.sign_in(OMBUDSMAN)
    yield seen
    seen.close()


@pytest.fixture(scope="module")
def told(stack: Stack, manager: Visit, ombudsman: Visit) -> Told:
    came_at = (datetime.now(UTC) - timedelta(days=21)).replace(hour=12).isoformat()
    for number, words in enumerate(LETTERS):
        recorded = ombudsman.page.request.post(
            f"{stack.url}/v1/feedback",
            headers={"X-Ouvido": "console"},
            data={
                "key": f"a letter about the ferry {number}", "channel": "letter", "words": words,
                "came_at": came_at, "touchpoint": "ferry",
            },
        )  # fmt: skip
        assert recorded.ok, recorded.text()
    said = [
        stack.api(
            text=SLIPPERY.format(name), touchpoint="ferry", kind="complaint",
            contact={"email": f"{name}@ferry.example"},
        ).json()
        for name in ("ana", "ben", "cy", "dee", "eve")
    ]  # fmt: skip
    references = [one["reference"] for one in said]
    for reference, words in zip(
        references, ("#resolve It is dry now.", "We see to it."), strict=False
    ):
        stack.reply(stack.wait_told("coaches@example.com", reference), words)
    survey = stack.wait_for(
        "the faces",
        lambda: re.search(
            r'action="\.\./(r/\w+)"', requests.get(said[0]["status_url"], timeout=20).text
        ),
    )
    answer = {"score": 5, "recommend": 9}
    assert requests.post(f"{stack.url}/{survey[1]}", json=answer, timeout=20).ok

    def measured() -> dict[str, Any] | None:
        asked = f"{stack.url}/v1/reports?touchpoint=ferry&by=day"
        total = manager.page.request.get(asked).json()["total"]
        first, rated = total["first_response"], total["survey"]
        is_whole = (first["n"], first["running"]) == (2, 9) and rated["csat"] and rated["nps"]
        return dict(total) if is_whole else None

    return Told(references=references, total=stack.wait_for("the ferry's figures", measured))


def speak(page: Page, locale: str) -> None:
    """Choose another language in the menu."""
    page.locator(".menu summary").click()
    page.locator(".menu select").select_option(locale)
    expect(page.locator("html")).to_have_attribute("lang", locale)
    page.wait_for_selector("main:not([aria-busy])")


def inspect(page: Page, ready: str, keys: str, locale: str) -> None:
    """Axe-core finds nothing, and nothing is too wide: light on a desk, then dark on a phone in `locale`."""
    assert (violations(page), overflow(page)) == ([], 0)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="dark")
    try:
        speak(page, locale)
        page.locator(ready).first.wait_for()
        assert (violations(page), overflow(page)) == ([], 0)
        assert keys not in page.locator("main").inner_text(), "every word is there"
    finally:
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
        speak(page, "en-GB")


def tile(page: Page, label: str) -> Locator:
    name = page.get_by_text(label, exact=True)
    return page.locator("[aria-labelledby=rep-key] .rep-tile").filter(has=name)


def numbers(cells: Locator) -> list[int]:
    return [
        int(re.sub(r"\D.*", "", text, flags=re.DOTALL) or 0) for text in cells.all_inner_texts()
    ]


@pytest.mark.usefixtures("told")
def test_a_touchpoint_is_found_in_the_heat_table_and_its_figures_are_shared_by_address(
    manager: Visit, visit: Visits
) -> None:
    manager.go("#/reports")
    page = manager.page
    expect(page.locator(".rep-pulse dt").first).to_have_text("Came in today")
    raised = page.locator(".rep-pulse .chip.warn", has_text="Level 1")
    expect(raised).to_have_text(re.compile(r"^Level 1: ([6-9]|\d{2,})$"))
    row = page.locator(".rep-heat tbody tr", has_text=FERRY)
    expect(row.locator("td").first).to_have_text("11")
    row.get_by_role("link").click()
    expect(page.locator("#rep-heat")).to_have_count(0)

    shared = page.url.partition("/console")[2]
    theirs = visit(viewport=PHONE, color_scheme="dark").sign_in(OMBUDSMAN, shared)
    for window in (page, theirs):
        expect(window.locator(".rep-form option:checked")).to_have_text(FERRY)
        expect(tile(window, "Came in")).to_contain_text("9 still running")
        expect(tile(window, "Came in").locator("strong")).to_have_text("11")
        expect(tile(window, "Answered in time")).to_contain_text("n = 8")
        expect(tile(window, "CSAT")).to_contain_text("n = 1")
        expect(tile(window, "NPS")).to_contain_text("n = 1")


def test_every_plot_of_a_report_has_its_table_and_the_words_that_rise_are_named(
    manager: Visit, told: Told
) -> None:
    manager.go("#/reports?touchpoint=ferry")
    page = manager.page
    expect(page.locator(".rep-body[aria-busy]")).to_have_count(0)
    canvases = page.locator(".rep-plots .plot canvas")
    expect(canvases).to_have_count(3)
    assert all(canvas.evaluate(_HAS_INK) for canvas in canvases.all())
    table = page.locator(".rep-plots .as-table").first
    table.locator("summary").click()
    assert sum(numbers(table.locator("tbody td:nth-child(2)"))) == 11
    slices = page.locator(".rep-slices")
    assert sum(numbers(slices.locator(".rep-count"))) == told.total["response"]["n"] == 2
    expect(slices).to_contain_text("Median")
    expect(slices).to_contain_text("9 of 10 within")
    risen = page.locator("[aria-labelledby=rep-words] tbody tr", has_text="gangplank")
    expect(risen.locator("td")).to_have_text(["5 / 5", "0 / 6"])
    inspect(page, ".rep-plots .plot canvas", "rep_", "pt-BR")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".rep-plots .plot canvas").first).to_be_visible()
    page.emulate_media(media="screen")


def test_the_code_on_each_poster_leads_to_the_touchpoints_form(
    stack: Stack, manager: Visit, tmp_path: Path
) -> None:
    manager.go("#/posters")
    page = manager.page
    page.get_by_label("Which touchpoint?").fill("river")
    expect(page.locator(".posters-list section")).to_have_count(1)
    expect(page.get_by_role("heading", name=FERRY)).to_be_visible()
    addresses = set()
    for label, size, codes in SIZES:
        with page.expect_download() as coming:
            page.get_by_role("button", name=label).click()
        file = tmp_path / coming.value.suggested_filename
        assert file.name == f"ferry-{size}.pdf"
        coming.value.save_as(file)
        with pypdfium2.PdfDocument(file) as document:
            found = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
        assert len(found) == codes
        addresses |= {one.text for one in found}
    assert addresses == {f"{stack.url}/f/ferry"}
    inspect(page, ".posters-list section", "posters_", "es")
    form = manager.window()
    form.goto(addresses.pop())
    expect(form.get_by_text(f"About {FERRY}")).to_be_visible()
    form.close()


def test_evidence_is_read_taken_as_pdf_and_its_data_as_a_table(
    manager: Visit, told: Told, tmp_path: Path
) -> None:
    today = datetime.now(UTC).date()
    days = f"from={today - timedelta(days=27)}&to={today + timedelta(days=1)}"
    manager.go(f"#/evidence?{days}")
    page = manager.page
    expect(page.get_by_text(re.compile(r"[1-9]\d* feedback came in\.")).first).to_be_visible()
    kept = page.get_by_role("row").filter(has=page.get_by_role("cell", name=FERRY, exact=True))
    expect(kept.first).to_contain_text("25")
    inspect(page, ".ev-clause", "ev_", "es")

    with page.expect_download() as coming:
        page.get_by_role("button", name="As PDF").click()
    pdf = tmp_path / coming.value.suggested_filename
    coming.value.save_as(pdf)
    with pypdfium2.PdfDocument(pdf) as document:
        text = "".join(one.get_textpage().get_text_range() for one in document)
    assert [one for one in ("Example Coaches", "ISO 10002:2018", FERRY) if one not in text] == []

    page.locator("select[name=what]").select_option("feedback")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make the file").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert set(told.references) <= {row["reference"] for row in rows}
    assert "gangplank" not in file.read_text(encoding="utf-8")
    page.reload()
    expect(page.get_by_text(re.compile(r"Data left [1-9]\d* times?")).first).to_be_visible()
