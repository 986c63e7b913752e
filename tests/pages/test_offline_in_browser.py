"""The form where the connection comes and goes: kept, and sent once."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.photos import photo
from tests.website import Site

pytestmark = pytest.mark.chromium


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser, whose storage outlives its tabs."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context
    context.close()


def typed_without_connection(phone: BrowserContext, address: str, words: str = "Cold") -> Page:
    page = phone.new_page()
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill(words)
    phone.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#unsent")).to_be_focused()
    expect(page.locator("#unsent")).to_contain_text("sent once, by themselves")
    return page


def test_words_are_kept_and_sent_once_when_the_connection_is_back(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = typed_without_connection(phone, address)
    expect(page.locator("#text")).to_have_value("Cold")
    assert site.words == []
    phone.set_offline(False)
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_focused()
    expect(page.locator("#unsent")).to_be_hidden()
    assert site.words == ["Cold"]
    page.locator(".address a").click()
    expect(page.locator(".words")).to_have_text("Cold")
    page.goto(f"{address}/f/coach-420")
    expect(page.locator("#text")).to_have_value("")
    page.reload()
    assert site.words == ["Cold"]


def test_words_wait_for_the_page_to_be_opened_again(
    phone: BrowserContext, site: Site, address: str
) -> None:
    typed_without_connection(phone, address).close()
    phone.set_offline(False)
    page = phone.new_page()
    page.goto(f"{address}/f/coach-550?lang=en-GB")
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    expect(page.locator("#text")).to_be_visible()
    told, form = page.locator("article").bounding_box(), page.locator("form").bounding_box()
    assert told is not None
    assert form is not None
    assert form["y"] - told["y"] - told["height"] >= 16, "two cards, not one"
    assert site.words == ["Cold"]
    [entry] = site.store.entries_since(0)
    assert site.store.get(entry.feedback_id).touchpoint == "coach-420"


def test_words_that_were_changed_while_waiting_are_sent_as_changed(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = typed_without_connection(phone, address)
    page.locator("#text").fill("Cold and dark")
    page.get_by_role("button", name="Send").click()
    phone.set_offline(False)
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert site.words == ["Cold and dark"]


def test_two_tabs_send_one_feedback(phone: BrowserContext, site: Site, address: str) -> None:
    first = typed_without_connection(phone, address)
    phone.set_offline(False)
    second = phone.new_page()
    second.goto(f"{address}/f/coach-420")
    expect(first.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert site.words == ["Cold"]


def with_photo(page: Page) -> None:
    file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    page.locator("#photo").set_input_files(file)  # type: ignore[arg-type]


def attached(site: Site) -> list[str]:
    """Names of the photos that are stored."""
    entries = site.store.entries_since(0)
    return [one["name"] for e in entries for one in e.data.get("attachments", ())]


_HUNDREDFOLD = """for (const name of ["setTimeout", "setInterval"]) {
    const plain = window[name];
    window[name] = (act, after) => plain(act, after / 100);
}"""


def test_a_photo_on_a_slow_line_is_sent_once_however_long_it_takes(
    phone: BrowserContext, site: Site, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived, put, posts = Event(), site.services.files.put, list[str]()

    def put_late(*what: Any) -> None:
        arrived.wait(10)
        put(*what)

    monkeypatch.setattr(site.services.files, "put", put_late)
    page = phone.new_page()
    page.add_init_script(_HUNDREDFOLD)
    page.on("request", lambda one: posts.append(one.url) if one.method == "POST" else None)
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    with_photo(page)
    page.get_by_role("button", name="Send").click(no_wait_after=True)
    page.wait_for_timeout(1_000)  # 100 s, as the page has them
    assert len(posts) == 1
    arrived.set()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    expect(page.get_by_text("nothing was sent twice")).to_have_count(0)
    assert (site.words, attached(site)) == (["Cold"], ["IMG_1.jpg"])


def test_a_photo_goes_along_where_its_page_stayed_open(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = typed_without_connection(phone, address)
    with_photo(page)
    phone.set_offline(False)
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert (site.words, attached(site)) == (["Cold"], ["IMG_1.jpg"])


def test_a_photo_that_its_page_took_along_is_said_to_be_missing(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = typed_without_connection(phone, address)
    with_photo(page)
    page.close()
    phone.set_offline(False)
    later = phone.new_page()
    later.goto(f"{address}/f/coach-420")
    expect(later.get_by_role("alert")).to_contain_text("Only the page on which you chose it")
    assert (site.words, attached(site)) == (["Cold"], [])


def test_what_cannot_be_taken_comes_back_to_be_put_right(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = phone.new_page()
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    page.locator("#phone").fill("12")
    phone.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#unsent")).to_be_visible()
    phone.set_offline(False)
    expect(page.get_by_role("alert")).to_contain_text("We cannot text this number")
    page.locator("#phone").fill("07700 900123")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert site.words == ["Cold"]


def test_a_kept_form_that_was_tampered_with_does_no_harm(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = phone.new_page()
    page.goto(f"{address}/f/coach-420")
    page.evaluate("localStorage['ouvido-unsent'] = '[{\"broken'")
    page.reload()
    page.locator("#text").fill("Cold")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert site.words == ["Cold"]


def private_page(phone: BrowserContext, address: str) -> Page:
    page = phone.new_page()
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    page.get_by_role("button", name="Send").click()
    page.locator(".address a").click()
    expect(page.locator(".words")).to_have_text("Cold")
    return page


def test_more_words_on_the_private_page_are_kept_and_sent_once_too(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = private_page(phone, address)
    page.locator("#text").fill("And dark")
    with_photo(page)
    phone.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#unsent")).to_be_focused()
    assert site.words == ["Cold"]
    phone.set_offline(False)
    expect(page.locator(".words")).to_have_text(["Cold", "And dark"])
    expect(page.locator("#text")).to_have_value("")
    assert (site.words, attached(site)) == (["Cold", "And dark"], ["IMG_1.jpg"])
    page.reload()
    expect(page.locator(".words")).to_have_count(2)


def test_more_words_wait_for_the_private_page_to_be_opened_again(
    phone: BrowserContext, site: Site, address: str
) -> None:
    page = private_page(phone, address)
    page.locator("#text").fill("And dark")
    with_photo(page)
    phone.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#unsent")).to_be_visible()
    where = page.url
    page.close()
    phone.set_offline(False)
    later = phone.new_page()
    later.goto(where)
    expect(later.locator(".words")).to_have_text(["Cold", "And dark"])
    expect(later.get_by_text("Only the page on which you chose it")).to_be_visible()
    assert (site.words, attached(site)) == (["Cold", "And dark"], [])
