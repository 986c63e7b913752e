"""Early warning above the queue in Chromium: what is unusual, and the way to it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.builders import NOON
from tests.consoles import PHONE, Visit, overflow, violations
from tests.desk import AGENT, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def warned(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk of whose touchpoints one got three within some minutes, after one a week."""
    world = World(now=NOON - timedelta(weeks=5))
    for week in range(5):
        world.form(f"a thing of week {week}")
        world.now += timedelta(days=7, hours=-5)
    world.now = NOON
    for number in range(3):
        world.now += timedelta(minutes=1)
        world.form(f"heating broken {number}")
    with installed(Desk(world), monkeypatch) as ready:
        yield ready


@pytest.mark.parametrize(
    ("locale", "said", "see"),
    [
        ("en-GB", "Coach 420 London to Birmingham: 3 feedback within 1 hr", "See them"),
        ("pt-BR", "Coach 420 London to Birmingham: 3 manifestações em 1 h", "Ver"),
        ("es", "Coach 420 London to Birmingham: 3 comentarios en 1 h", "Verlos"),
    ],
)
def test_what_is_unusual_stands_above_the_queue_and_leads_to_it(
    browser: Browser, warned: Desk, locale: str, said: str, see: str
) -> None:
    with desk_served(warned, AGENT) as url:
        visit = Visit(browser, url, viewport=PHONE, color_scheme="dark", locale=locale)
        page = visit.page
        page.goto(f"{url}/console#/queue")
        section = page.locator(".unusual")
        expect(section).to_contain_text(said)
        assert (violations(page), overflow(page)) == ([], 0)
        section.get_by_role("link", name=see).click()
        expect(page).to_have_url(f"{url}/console#/queue?touchpoint=coach-420")
        assert "unusual_" not in section.inner_text()
        visit.close()
