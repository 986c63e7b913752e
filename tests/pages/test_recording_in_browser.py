"""A record by hand, in Chromium: what is wrong is said where it is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.consoles import PHONE, Visit, overflow, violations
from tests.desk import AGENT, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with installed(Desk(World()), monkeypatch) as ready:
        yield ready


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, viewport=PHONE, locale="es")
        visit.page.goto(f"{url}/console#/record")
        yield visit.page
        visit.close()


def test_each_field_says_what_is_wrong_with_it_until_it_is_right(page: Page, desk: Desk) -> None:
    send = page.get_by_role("button", name="Anotar")
    said = page.get_by_label("¿Qué dijo?")
    page.get_by_label("Móvil").fill("612 34")
    page.get_by_label("Sí", exact=True).check()
    page.get_by_label("Antes, el", exact=True).first.check()
    said.fill("Hacía frío.")
    send.click()
    expect(page.locator(".record-wrong")).to_have_text("¿Cuándo fue? O elija «Ahora mismo».")
    tomorrow = desk.world.now + timedelta(days=1)
    page.locator("[name=came_at]").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    send.click()
    expect(page.locator(".record-wrong")).to_contain_text(["No se puede enviar un SMS"])
    expect(page.get_by_label("Móvil")).to_have_accessible_description(
        "No se puede enviar un SMS a este número. Compruébelo; con + y el prefijo del país "
        "siempre es correcto."
    )
    assert violations(page) == []
    assert overflow(page) == 0
    page.get_by_label("Móvil").fill("+34 612 345 678")
    send.click()
    expect(page.locator(".record-wrong")).to_have_text(
        "Esto todavía no ha pasado. ¿Cuándo lo dijo?"
    )
    page.get_by_label("Ahora mismo").check()
    said.press("Control+Enter")
    expect(page.locator(".record-done")).to_contain_text("Léalo en voz alta")
    page.get_by_role("link", name="Abrir").click()
    expect(page.locator(".side")).to_contain_text("anotado por un compañero, sin comprobar")
