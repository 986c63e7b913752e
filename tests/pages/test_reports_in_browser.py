"""The console's reports in Chromium: what a manager sees at a glance, shares, prints and hears."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.access import Person
from chalicelib.configuration import Target
from tests.builders import HOUR, configuration
from tests.consoles import DESKTOP, LOOKS, PHONE, Visit, cut, overflow, violations
from tests.desk import MANAGER, Desk, installed
from tests.handlers.test_staff_reports import CHIEF
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Three weeks of a small organisation: some answered at once, some late, some not at all."""
    target = Target(team="coaches", touchpoint=None, answered_in_time=9_500)
    made = Desk(World(first=replace(configuration(), targets=(target,))))
    chance = Random(7)
    with pytest.MonkeyPatch.context() as patch, installed(made, patch):
        for day in range(21):
            for n in range(chance.randint(3, 6)):
                place = chance.choice(["420", "420", "550"])
                about = "heating is off" if day > 15 else "seat was broken"
                made.world.text(f"{place} the {about}", sender=f"+447700{day:03d}{n:03d}")
                reference = made.world.store.get(made.world.all_ids[-1]).reference
                if chance.random() < 0.8:
                    made.world.now += HOUR * chance.choice([0.05, 0.3, 1, 2])
                    body = {"key": made.key(), "words": "We are sorry. It is mended."}
                    made.post(f"/v1/feedback/{reference}/answer", body)
                made.world.settle()
            made.world.until(made.world.now + timedelta(hours=20))
    return made


@pytest.fixture
def served(desk: Desk, monkeypatch: pytest.MonkeyPatch, who: Person) -> Iterator[str]:
    with installed(desk, monkeypatch), desk_served(desk, who) as url:
        yield url


@pytest.fixture
def who() -> Person:
    return MANAGER


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    visit = Visit(browser, served)
    visit.page.goto(f"{served}/console#/reports")
    expect(visit.page.locator("#rep-heat")).to_be_visible()
    yield visit.page
    visit.close()


def test_the_pulse_the_figures_and_every_plot_are_there_with_their_tables(page: Page) -> None:
    expect(page.locator(".rep-pulse dt").first).to_have_text("Came in today")
    for heading in (
        "At a glance",
        "Trends",
        "How long responses took",
        "Where it hurts",
        "Targets",
    ):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    page.get_by_text("Control chart").click()
    expect(page.locator(".rep-targets .plot canvas")).to_be_visible()
    plots, tables = page.locator(".plot canvas"), page.locator(".as-table")
    expect(plots).to_have_count(tables.count())
    tables.first.locator("summary").click()
    expect(tables.first.locator("tbody tr")).to_have_count(28)


def test_a_touchpoint_leads_to_its_own_report_whose_address_can_be_shared(page: Page) -> None:
    page.locator(".rep-heat a", has_text="Coach 420").click()
    expect(page.locator(".rep-form option:checked")).to_contain_text("Coach 420")
    expect(page.locator("#rep-heat")).to_have_count(0)
    assert "touchpoint=coach-420" in page.url
    came = page.locator("[aria-labelledby=rep-key] dd strong").first.text_content()
    page.reload()
    expect(page.locator("[aria-labelledby=rep-key] dd strong").first).to_have_text(came or "")


def test_the_period_is_chosen_by_days_or_by_one_press(page: Page) -> None:
    page.get_by_role("link", name="7 days").click()
    expect(page.locator(".rep-periods [aria-current]")).to_have_text("7 days")
    page.locator("[name=from]").fill("2026-11-23")
    page.locator("[name=to]").fill("2026-11-25")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".rep-body .soft").first).to_contain_text("23 Nov 2026 to 25 Nov 2026")
    expect(page.locator(".as-table").first.locator("tbody tr")).to_have_count(3)


def test_twelve_months_begin_with_a_month_and_are_plotted_by_month(page: Page) -> None:
    targets = page.locator(".rep-targets article").count()
    page.get_by_role("link", name="12 months").click()
    expect(page.get_by_role("link", name="12 months")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("heading", name="Came in each month")).to_be_visible()
    expect(page.locator(".rep-body .soft").first).to_contain_text("1 Jan 2026 to 13 Dec 2026")
    rows = page.locator(".as-table").first.locator("tbody tr")
    expect(rows).to_have_count(12)
    page.locator(".as-table").first.locator("summary").click()
    expect(rows.last.locator("th")).to_have_text("Dec 2026")
    expect(rows.last.locator("td").first).not_to_have_text("0")
    expect(page.locator(".rep-targets article")).to_have_count(targets)
    assert targets == 1


def test_of_a_time_before_anything_came_there_is_no_data_and_it_is_not_0(
    page: Page, served: str
) -> None:
    page.goto(f"{served}/console#/reports?from=2026-01-01&to=2026-01-07")
    page.reload()
    tiles = page.locator("[aria-labelledby=rep-key] .rep-tile")
    expect(tiles.nth(1)).to_contain_text("no data")
    expect(tiles.filter(has_text="Median").first).to_contain_text("no data")


def test_words_that_came_up_this_week_are_shown_for_their_touchpoint(page: Page) -> None:
    risen = page.locator("[aria-labelledby=rep-words]")
    expect(risen.get_by_role("rowheader", name="heating")).not_to_have_count(0)


def test_what_is_printed_has_its_plots_and_no_buttons(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator("#head")).to_be_hidden()
    expect(page.locator(".plot canvas").first).to_be_visible()


def test_figures_of_the_heat_table_stand_on_one_line_each(browser: Browser, served: str) -> None:
    visit = Visit(browser, served, viewport={"width": 1280, "height": 900}, locale="es")
    visit.page.goto(f"{served}/console#/reports")
    cells = visit.page.locator(".rep-heat td")
    expect(cells.first).to_be_visible()
    expect(cells.filter(has_text="sin datos")).not_to_have_count(0)
    lines = cells.evaluate_all(
        """all => all.map(one => {
            const words = document.createRange();
            words.selectNodeContents(one);
            return words.getClientRects().length;
        })"""
    )
    assert set(lines) == {1}
    visit.close()


A4 = {"width": 718, "height": 1047}
"""A sheet in CSS pixels, less margins of a centimetre."""


def test_on_an_upright_sheet_no_column_is_cut_off_and_it_says_what_it_is_of(
    browser: Browser, served: str
) -> None:
    visit = Visit(browser, served, viewport=A4, locale="pt-BR")
    page = visit.page
    page.goto(f"{served}/console#/reports")
    expect(page.locator("#rep-heat")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".rep-form")).to_be_hidden()
    for place in page.locator(".reports .scroll:visible").all():
        style, needed, there = place.evaluate(
            "e => [getComputedStyle(e).overflowX, e.firstChild.offsetWidth, e.clientWidth]"
        )
        assert style == "visible"
        assert needed <= there
    assert overflow(page) == 0
    chip, ink = page.locator(".rep-slices .chip").first.evaluate(
        "e => [e, document.body].map(one => getComputedStyle(one).color)"
    )
    assert chip == ink
    expect(page.locator(".rep-subject")).to_have_text("Tudo")
    page.emulate_media(media="screen")
    page.locator(".rep-heat a", has_text="Coach 420").click()
    expect(page.locator(".rep-subject")).to_contain_text("Coach 420")
    visit.close()


@pytest.mark.parametrize("who", [CHIEF], ids=["lead"])
def test_a_lead_sees_their_teams_figures(browser: Browser, served: str) -> None:
    visit = Visit(browser, served)
    visit.page.goto(f"{served}/console#/reports")
    expect(visit.page.locator(".rep-form option:checked")).to_have_text("Coach operations")
    expect(visit.page.locator("#rep-heat")).to_have_count(0)
    visit.close()


@pytest.mark.parametrize(("look", "locale"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, served: str, look: str, locale: str
) -> None:
    scheme, size = look.split()
    shape = PHONE if size == "phone" else DESKTOP
    visit = Visit(browser, served, viewport=shape, color_scheme=scheme, locale=locale)
    visit.page.goto(f"{served}/console#/reports")
    expect(visit.page.locator("#rep-heat")).to_be_visible()
    expect(visit.page.locator(".plot canvas").first).to_be_visible()
    visit.page.locator(".rep-targets article > details > summary").click()
    expect(visit.page.locator(".rep-targets .plot canvas")).to_be_visible()
    for summary in visit.page.locator(".as-table summary").all():
        summary.click()
    assert violations(visit.page) == []
    assert overflow(visit.page) == 0
    assert cut(visit.page, "[aria-labelledby=rep-took] .scroll") == []
    assert "rep_" not in visit.page.locator("main").inner_text()
    visit.close()
