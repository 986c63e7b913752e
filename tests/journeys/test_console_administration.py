"""Administration in Chromium on the deployed stack: other words are in force for the next text."""

import time

import pytest
from playwright.sync_api import Browser, expect

from tests.consoles import Visit
from tests.journeys.stack import PATIENCE, Stack

pytestmark = pytest.mark.chromium
expect.set_options(timeout=PATIENCE * 1000)

ADMIN = "admin@example.com"
OWN = "{thanks} Your reference is {reference}. You hear of us {promise}. {organisation}"


def acknowledged(stack: Stack, with_words: str) -> str:
    """The acknowledgement of a new text, once one is in these words: Lambdas look every few seconds."""
    deadline = time.monotonic() + PATIENCE
    while True:
        number = stack.number()
        stack.text("420 cold", number)
        said = str(stack.wait_sent(number)["text"])
        if with_words in said or time.monotonic() > deadline:
            return said


def test_a_wording_is_changed_heard_by_a_customer_and_taken_back(
    stack: Stack, browser: Browser
) -> None:
    visit = Visit(browser, stack.url)
    visit.page.set_default_timeout(PATIENCE * 1000)
    page = visit.sign_in(ADMIN, "#/admin/wording/acknowledgement_sms?locale=en-GB")
    page.get_by_label("Your words").fill(OWN)
    expect(page.locator("[data-preview=sms]")).to_contain_text("You hear of us")
    page.get_by_role("button", name="Put in force").click()
    expect(page.get_by_text("is in force").last).to_be_visible()
    assert "You hear of us" in acknowledged(stack, "You hear of us")

    visit.go("#/admin/versions")
    page.locator(".adm-list a").nth(1).click()
    page.get_by_role("link", name="Compare with what is in force").click()
    page.wait_for_url("**?against=*")
    since = f"Changed since version {page.url.rpartition('=')[2]}"
    expect(page.get_by_role("heading", name=since, exact=True)).to_be_visible()
    changed = page.locator(".adm-changes li")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text("wording.en-GB: acknowledgement_sms")
    expect(changed).to_contain_text("You hear of us")
    page.go_back()
    page.get_by_role("button", name="Put this version in force again").click()
    expect(page.locator(".adm-list li").first).to_contain_text("in force")
    expect(page.locator(".adm-list li").first).to_contain_text(ADMIN)
    assert "We will answer" in acknowledged(stack, "We will answer")
    visit.close()
