"""What was typed in the console and not sent, in Chromium: it stays through other pages, until it is sent."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import configuration
from tests.consoles import Visit
from tests.desk import AGENT, Desk, installed
from tests.handlers.test_incidents import freezing, opened
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An incident of four people."""
    with installed(Desk(World(first=configuration())), monkeypatch) as ready:
        freezing(ready)
        opened(ready, [ready.world.store.get(one).reference for one in ready.world.all_ids])
        ready.world.settle()
        yield ready


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console#/incidents")
        yield visit.page
        visit.close()


def go(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def test_an_answer_to_an_incident_stays_while_one_reads_what_it_is_about(page: Page) -> None:
    page.locator(".inc-row").click()
    page.get_by_label("The outcome: it is over").check()
    words = page.locator(".inc-answer textarea").first
    words.fill("The heating is mended.")
    page.locator(".inc-feedback a").first.click()
    expect(page.locator(".timeline")).to_be_visible()
    page.go_back()
    expect(words).to_have_value("The heating is mended.")
    expect(page.get_by_label("The outcome: it is over")).to_be_checked()


def test_what_is_recorded_by_hand_stays_until_it_is_recorded(page: Page, desk: Desk) -> None:
    go(page, "Record by hand")
    page.get_by_text("Letter", exact=True).click()
    page.get_by_label("Where? Number or name").fill("420")
    page.get_by_label("What did they say?").fill("The driver waited for me.")
    page.get_by_label("Name", exact=True).fill("Maria")
    page.get_by_label("They agree to be asked later").check()
    expect(page.locator("#record-place")).to_contain_text("It goes with")
    go(page, "Incidents")
    go(page, "Record by hand")
    expect(page.get_by_label("What did they say?")).to_have_value("The driver waited for me.")
    expect(page.get_by_label("Letter")).to_be_checked()
    expect(page.get_by_label("They agree to be asked later")).to_be_checked()
    expect(page.locator("#record-place")).to_contain_text("It goes with")
    page.get_by_role("button", name="Record it").click()
    expect(page.locator(".record-reference")).to_be_visible()
    assert desk.world.store.get(desk.world.all_ids[-1]).name == "Maria"
    go(page, "Incidents")
    go(page, "Record by hand")
    expect(page.get_by_label("What did they say?")).to_have_value("")


def test_whoever_signs_out_leaves_nothing_typed_behind(page: Page) -> None:
    go(page, "Record by hand")
    page.get_by_label("What did they say?").fill("He shouted at me.")
    kept = "Object.values(sessionStorage).join().includes('shouted')"
    assert page.evaluate(kept)
    page.route("**/console/sign-out", lambda asked: asked.fulfill(status=204))  # one stays here
    page.get_by_label("Menu of Ana").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_function(f"() => !({kept})")


def test_a_form_of_administration_keeps_what_was_typed_until_it_is_dismissed(
    administration: Visit,
) -> None:
    page = administration.page
    administration.go("#/admin/policies/complaint")
    promise = page.get_by_label("Promised answer")
    before = promise.input_value()
    promise.fill("3m")
    page.get_by_role("button", name="Add a level").click()
    levels = page.locator(".adm-rungs li")
    count = levels.count()
    administration.go("#/admin")
    administration.go("#/admin/policies/complaint")
    expect(promise).to_have_value("3m")
    expect(levels).to_have_count(count)
    expect(page.locator(".adm-problems")).to_contain_text("levels[3].after: Write")
    page.get_by_role("button", name="Discard the changes").click()
    expect(promise).to_have_value(before)
    expect(page.get_by_text("Nothing is changed.")).to_be_visible()
    administration.go("#/admin/wording/acknowledgement_sms?locale=en-GB")
    page.get_by_label("Your words").fill("{thanks} {reference}")
    administration.go("#/admin")
    administration.go("#/admin/wording/acknowledgement_sms?locale=en-GB")
    expect(page.get_by_label("Your words")).to_have_value("{thanks} {reference}")
