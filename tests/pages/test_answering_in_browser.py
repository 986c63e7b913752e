"""Two members answer the same feedback: the second one's page, in Chromium."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.errors import PermanentDeliveryError
from tests.consoles import Visit
from tests.desk import AGENT, MAILBOX, Desk, installed
from tests.handlers.test_staff_api import path, said
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """One text about coach 420, and the desk that answers it."""
    made = Desk(World())
    made.world.text("420 cold")
    with installed(made, monkeypatch):
        yield made


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """The page of one member, who has begun to write."""
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console#/feedback/{desk.world.feedback.reference}?do=reply")
        visit.page.locator("#compose-words").fill("We look into it.")
        yield visit.page
        visit.close()


def test_words_stay_in_the_box_while_a_colleagues_wait_to_leave_and_can_be_sent_after_them(
    page: Page, desk: Desk
) -> None:
    desk.post(path(desk, "answer"), said(desk, "Mended.", hold=8, seen=1), MAILBOX)
    box, meanwhile = page.locator("#compose-words"), page.locator(".meanwhile")
    box.press("Control+Enter")
    expect(meanwhile).to_contain_text("Mended.")
    expect(meanwhile).to_contain_text("just about to leave")
    expect(page.get_by_role("button", name="Send answer")).to_be_hidden()
    expect(box).to_have_value("We look into it.")
    assert [one.words for one in desk.world.pending.of(desk.world.feedback.id)] == ["Mended."]
    desk.world.now += timedelta(seconds=9)
    desk.world.settle()
    meanwhile.get_by_role("button", name="Send mine all the same").click(timeout=15_000)
    expect(box).to_have_value("")
    desk.world.now += timedelta(seconds=9)
    desk.world.settle()
    assert [entry.words for entry in desk.world.timeline][-1] == "We look into it."


def test_who_told_the_customer_otherwise_says_so_where_the_answer_reached_nobody(
    page: Page, desk: Desk
) -> None:
    desk.world.sms.fail_next(PermanentDeliveryError("invalid"))
    desk.post(path(desk, "answer"), said(desk, "Mended."), MAILBOX)
    desk.world.settle()
    page.reload()
    notice = page.get_by_text("The answer reached the customer on no way.")
    expect(notice).to_be_visible()
    page.get_by_text("I told them another way").click()
    page.get_by_label("How you told them").fill("I rang her.")
    page.get_by_role("button", name="They know now").click()
    expect(notice).to_have_count(0)
    expect(page.get_by_text("Ana told the customer on another way")).to_be_visible()
    assert desk.world.timeline[-1].data["told"] is True
