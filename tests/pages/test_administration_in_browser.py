"""Administration in Chromium: seen, changed, checked at its lines, compared, put back, explained."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.consoles import DESKTOP, PHONE, Visit, overflow, violations
from tests.desk import ADMIN, Desk
from tests.pages.desk_site import desk_served

pytestmark = pytest.mark.chromium
PARTS = (
    "", "/wording", "/wording/acknowledgement_sms", "/templates/heating", "/targets/+",
    "/touchpoints", "/policies", "/settings", "/edit", "/versions", "/versions/2", "/explain",
)  # fmt: skip
FORMS = {
    "light desktop": ("/policies/complaint", "/teams/coaches", "/settings/triage", "/names/+"),
    "dark phone": (
        "/calendars/office",
        "/absences/1",
        "/policies/safety",
        "/settings/organisation",
        "/settings/limits",
        "/touchpoints/coach-420",
    ),
    "dark desktop": (
        "/settings/quiet_hours",
        "/settings/early_warning",
        "/numbers/+",
        "/receivers/+",
    ),
}
"""Longer forms: each in one look, which is enough for what axe finds, and quick."""


@pytest.fixture
def served(administered: Desk) -> Iterator[str]:
    """Its address."""
    with desk_served(administered, ADMIN) as url:
        yield url


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    visit = Visit(browser, served)
    visit.page.goto(f"{served}/console#/admin")
    expect(visit.page.get_by_role("heading", name="Policies")).to_be_visible()
    yield visit.page
    visit.close()


def test_what_is_in_force_is_seen_with_each_ladder_as_a_line_of_time(page: Page) -> None:
    for heading in ("Teams", "Touchpoints", "Absences", "Calendars"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".adm-ladder").first).to_contain_text("It comes in")
    expect(page.locator(".adm-ladder").first.locator("li")).not_to_have_count(1)


def test_a_mistake_is_shown_at_its_line_and_cannot_be_applied(page: Page) -> None:
    page.get_by_role("link", name="Change the text", exact=True).first.click()
    area = page.locator("#adm-text")
    area.fill(area.input_value().replace("respond_within", "respond_withing", 1))
    problem = page.locator(".adm-problems button").first
    expect(problem).to_contain_text("respond_withing")
    problem.click()
    selected = area.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert "respond_withing" in selected
    expect(page.get_by_role("button", name="Put in force")).to_be_disabled()


def test_what_would_happen_if_nobody_answered_is_told_with_its_arithmetic(page: Page) -> None:
    page.get_by_role("link", name="What if").click()
    expect(page.get_by_role("heading", name="If nobody answers")).to_be_visible()
    page.locator(".adm-steps summary").first.click()
    expect(page.locator(".adm-steps details[open] li").first).to_be_visible()


def test_what_if_begins_now_by_the_organisations_clock_and_goes_on_in_the_order_of_time(
    browser: Browser, served: str, administered: Desk
) -> None:
    visit = Visit(browser, served, timezone_id="America/Sao_Paulo")
    visit.page.clock.set_fixed_time(administered.world.now)
    visit.page.goto(f"{served}/console#/admin/explain")
    steps = visit.page.locator(".adm-steps > li")
    expect(steps).not_to_have_count(0)
    london = administered.world.now.astimezone(ZoneInfo("Europe/London"))
    expect(visit.page.locator("[name=captured_at]")).to_have_value(f"{london:%Y-%m-%dT%H:%M}")
    told = steps.locator("time").evaluate_all("all => all.map(one => one.dateTime)")
    assert told == sorted(told)
    expect(steps.filter(has_text="Promised answer")).to_have_count(1)
    expect(steps.first).not_to_contain_text("Promised answer")
    visit.close()


def test_what_is_wrong_is_said_at_its_field_in_the_members_language(
    browser: Browser, served: str
) -> None:
    visit = Visit(browser, served, locale="pt-BR")
    page = visit.page
    page.goto(f"{served}/console#/admin")
    expect(page.locator(".adm-policy").first).to_contain_text("Gravidade: Crítica")
    expect(page.locator(".adm-policy").first).to_contain_text("sempre, pelo relógio")
    visit.go("#/admin/policies/complaint")
    page.locator("#adm-respond_within").fill("banana")
    expect(page.locator(".field:has(#adm-respond_within) .adm-wrong")).to_contain_text(
        "“banana” não é uma duração"
    )
    expect(page.locator(".adm-saver")).not_to_contain_text("Linha")
    assert violations(page) == []
    page.locator("#adm-respond_within").fill("30h")
    expect(page.locator(".adm-problems")).to_contain_text("antes de passar o prazo prometido")
    expect(page.locator(".adm-wrong")).to_have_count(0)
    visit.close()


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "es"])
def test_a_policys_fields_stand_in_line_and_its_choices_can_be_read(
    browser: Browser, served: str, locale: str
) -> None:
    visit = Visit(browser, served, locale=locale)
    visit.page.goto(f"{served}/console#/admin/policies/complaint")
    expect(visit.page.locator("#adm-survey")).to_be_visible()
    ends = visit.page.locator(".adm-form > .field > :is(input, select)").evaluate_all(
        """all => all.map(one => [one.parentElement, one])
            .map(both => both.map(one => Math.round(one.getBoundingClientRect().bottom)))"""
    )
    assert len(ends) == 8
    assert all(field == control for field, control in ends), ends
    rows = visit.page.locator(".adm-form > .field > :is(input, select)").evaluate_all(
        "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
    )
    assert all(one == other or abs(one - other) > 40 for one in rows for other in rows), rows
    wanted = visit.page.locator("#adm-survey").evaluate(
        """select => {
            const free = select.cloneNode(true);
            free.style.width = "max-content";
            select.after(free);
            const needed = free.offsetWidth;
            free.remove();
            return needed - select.offsetWidth;
        }"""
    )
    assert wanted <= 0
    visit.close()


@pytest.mark.parametrize(
    ("look", "locale"),
    [("light desktop", "en-GB"), ("dark phone", "pt-BR"), ("dark desktop", "es")],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    browser: Browser, served: str, look: str, locale: str
) -> None:
    scheme, size = look.split()
    shape = PHONE if size == "phone" else DESKTOP
    visit = Visit(browser, served, viewport=shape, color_scheme=scheme, locale=locale)
    visit.page.goto(f"{served}/console#/admin")
    for part in (*PARTS, *FORMS.get(look, ())):
        visit.go(f"#/admin{part}")
        expect(visit.page.locator(".adm-body > *").first).to_be_visible()
        visit.page.wait_for_load_state("networkidle")
        if part in FORMS.get(look, ()):
            expect(visit.page.locator("form.adm-form")).to_be_visible()
        assert violations(visit.page) == [], part
        assert overflow(visit.page) == 0, part
        assert "adm_" not in visit.page.locator("main").inner_text()
    visit.close()
