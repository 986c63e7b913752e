"""What an answer by text costs, beside it while one writes, in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.consoles import PHONE, Visit, overflow
from tests.desk import AGENT, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium

SPANISH = "Sentimos el frío del autocar. Mañana estará reparado y le avisaré aquí. Gracias. " * 3


@pytest.fixture
def page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """Somebody in Spain texted; who answers in Spanish has a phone, which shows no tooltips."""
    desk = Desk(World())
    desk.world.text("420 frío", sender="+34600900123")
    with installed(desk, monkeypatch), desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, viewport=PHONE, locale="es")
        visit.page.goto(f"{url}/console#/feedback/{desk.world.feedback.reference}?do=reply")
        yield visit.page
        visit.close()


def test_the_preview_says_why_there_are_so_many_sms_and_that_they_go_abroad(page: Page) -> None:
    box, why = page.locator("#compose-words"), page.locator("[data-charge=letters]")
    box.fill(SPANISH)
    expect(page.locator(".preview .chip")).to_have_text("5 SMS")
    expect(why).to_have_text("Por í, á cabe menos en cada SMS: sin eso serían 3.")
    expect(page.locator("[data-charge=rate]")).to_have_text(
        "Cada SMS se cobra como internacional: el número es de España."
    )
    assert overflow(page) == 0
    box.fill(SPANISH.replace("í", "i").replace("á", "a"))
    expect(page.locator(".preview .chip")).to_have_text("3 SMS")
    expect(why).to_have_count(0)
