"""The console in Chromium: what belongs together stands together, and no closer than that."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.consoles import Visit
from tests.desk import AGENT, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    desk = Desk(World())
    for number in range(4):
        desk.world.text("420 The heating is broken", sender=f"+44770090000{number}")
    with installed(desk, monkeypatch), desk_served(desk, AGENT) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console#/record")
        expect(visit.page.locator("#record-consent")).to_be_visible()
        yield visit.page
        visit.close()


def box(found: Locator) -> dict[str, float]:
    measured = found.bounding_box()
    assert measured is not None
    return {**measured}


def test_both_answers_to_the_question_of_consent_stand_below_it(page: Page) -> None:
    question = box(page.locator("#record-consent"))
    yes, no = (box(one) for one in page.locator("#field-may_write label").all())
    assert yes["y"] == no["y"] >= question["y"] + question["height"]


def test_the_title_of_incidents_keeps_its_distance(page: Page) -> None:
    page.evaluate("location.hash = '#/incidents'")
    below = page.get_by_role("heading", name="May be one incident")
    expect(below).to_be_visible()
    title = box(page.get_by_role("heading", level=1))
    assert box(below)["y"] - title["y"] - title["height"] >= 8
