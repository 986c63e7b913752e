"""Single keys on one feedback, in Chromium: what they do once something was sent, and what the help says."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.consoles import Visit
from tests.desk import AGENT, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """One text about coach 420."""
    made = Desk(World())
    made.world.text("420 cold")
    with installed(made, monkeypatch):
        yield made


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console#/feedback/{desk.world.feedback.reference}")
        expect(visit.page.locator(".timeline")).to_be_visible()
        yield visit.page
        visit.close()


def test_what_was_sent_by_keys_is_taken_back_by_one(page: Page) -> None:
    box = page.locator("#compose-words")
    page.keyboard.press("r")
    page.keyboard.type("Tomorow.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".waiting").get_by_role("button", name="Undo")).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.press("u")
    expect(box).to_have_value("Tomorow.")
    expect(box).to_be_focused()
    expect(page.locator(".waiting")).to_have_count(0)


def test_after_a_note_the_next_key_is_no_word_of_another(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.type("He knows.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".turn.staff")).to_contain_text("He knows.")
    page.keyboard.press("r")
    expect(page.locator("#compose-words")).to_be_focused()
    expect(page.locator("#compose-words")).to_have_value("")


def test_the_help_says_what_keys_do_on_this_page_and_what_sends(page: Page) -> None:
    page.keyboard.press("?")
    said = page.locator("dialog.help dt, dialog.help dd").all_inner_texts()
    keys = ["".join(key.split()) for key in said[::2]]
    help_ = dict(zip(keys, said[1::2], strict=True))
    assert help_["Escape"] == "Back to the queue"
    assert help_["CtrlEnter"] == "Send, while one types"
    assert help_["r"] == "Answer"
