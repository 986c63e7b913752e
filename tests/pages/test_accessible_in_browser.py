"""The customer's pages by axe-core (WCAG 2.2 AA), light and dark, in three languages, small and large."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from chalicelib.addresses import status_token, survey_token
from chalicelib.wording import LOCALES
from tests.builders import KEYS
from tests.consoles import DESKTOP, PHONE, overflow, violations
from tests.pages.test_survey_in_browser import resolved
from tests.website import Site

pytestmark = pytest.mark.chromium


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(browser: Browser, scheme: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(color_scheme=scheme, viewport=request.param)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_found_on_the_way_through_the_form(
    page: Page, site: Site, address: str, locale: str
) -> None:
    page.goto(f"{address}/f/coach-420?lang={locale}&c=changed")
    assert violations(page) == []
    page.locator("#text").fill("Cold")
    page.locator("#phone").fill("12")
    page.locator("form button").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []
    page.locator("#phone").fill("+447700900123")
    page.locator("form button").click()
    page.locator(".reference").wait_for()
    assert violations(page) == []
    [entry] = site.store.entries_since(0)
    page.goto(f"{address}/s/{status_token(KEYS, entry.feedback_id)}?lang={locale}")
    page.locator(".words").wait_for()
    assert violations(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_is_found_on_the_way_through_the_survey(
    page: Page, site: Site, address: str, locale: str
) -> None:
    feedback = resolved(site, locale)
    page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}?score=2&lang={locale}")
    assert violations(page) == []
    page.locator(".taps button").first.click()
    page.locator("#why").wait_for()
    assert page.locator(".scale input").count() == 11
    page.locator(".scale label").nth(7).click()
    assert violations(page) == []
    assert overflow(page) == 0
    page.locator("#why").fill("Cold")
    page.locator("form button").click()
    page.locator(".words").wait_for()
    assert violations(page) == []
    assert overflow(page) == 0
    page.locator("a[href='?change=1']").click()
    page.locator("#why").wait_for()
    assert violations(page) == []
    assert overflow(page) == 0
