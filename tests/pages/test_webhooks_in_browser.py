"""Webhooks in Chromium: what became of events, a test, one enabled again, and what it missed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from chalicelib.events.trying import Answer
from tests.consoles import PHONE, Visit, overflow, violations
from tests.desk import ADMIN, Desk, installed
from tests.pages.desk_site import desk_served
from tests.receiving import CRM, GONE, TAKEN, Elsewhere

pytestmark = pytest.mark.chromium
LATE = Answer(status=None, error="timeout", milliseconds=15_004)


@pytest.fixture
def there() -> Elsewhere:
    """A world with a webhook that has failed once."""
    one = Elsewhere()
    one.receivers.next = [LATE]
    one.world.text("420 heating broken")
    one.go()
    return one


@pytest.fixture
def visit(browser: Browser, there: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    with installed(Desk(there.world), monkeypatch) as desk, desk_served(desk, ADMIN) as url:
        seen = Visit(browser, url)
        seen.page.goto(f"{url}/console#/admin/webhooks")
        yield seen
        seen.close()


def test_a_failure_is_seen_with_its_reason_and_a_test_sent(visit: Visit, there: Elsewhere) -> None:
    page = visit.page
    expect(page.locator(".adm-list li")).to_contain_text("crm.example.com")
    page.get_by_role("link", name="crm", exact=True).click()
    row = page.get_by_role("row", name="feedback.captured")
    expect(row).to_contain_text("took longer than 15 seconds")
    expect(row).to_contain_text("15004 ms")
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_role("row", name="ping")).to_contain_text("waits")
    there.go()
    expect(page.get_by_role("row", name="ping")).to_contain_text("delivered", timeout=15_000)
    assert there.types() == ["feedback.captured", "ping"]
    assert violations(page) == []


def test_one_that_was_disabled_is_enabled_and_gets_what_it_missed(
    visit: Visit, there: Elsewhere
) -> None:
    there.receivers.answers[CRM] = GONE
    there.hours(0.1)
    there.receivers.answers[CRM] = TAKEN
    page = visit.page
    visit.go("#/admin/webhooks/crm")
    expect(page.get_by_text("it wants no more (410)")).to_be_visible()
    page.get_by_role("button", name="Enable it and try again").click()
    expect(page.get_by_role("button", name="Enable it and try again")).to_be_hidden()
    page.get_by_label("What happened since").fill("2026-11-20")
    page.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("1 event is sent again")).to_be_visible()
    there.go()
    expect(page.get_by_role("row", name="feedback.captured")).to_contain_text(
        "delivered", timeout=15_000
    )
    page.set_viewport_size(PHONE)
    assert overflow(page) == 0
