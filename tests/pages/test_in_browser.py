"""The form in Chromium, as somebody with one thumb and a poor connection uses it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.errors import UnavailableError
from chalicelib.wording import LOCALES
from tests.handlers.test_web_api import Failing
from tests.website import Site

pytestmark = pytest.mark.chromium
PHONE_SIZE = {"width": 360, "height": 740}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone's browser; at its end, nothing was blocked and nothing failed in it."""
    yield from opened(browser, javascript=request.param)


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """The same, always with JavaScript."""
    yield from opened(browser, javascript=True)


def opened(browser: Browser, *, javascript: bool) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=javascript, viewport=PHONE_SIZE)
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    unexpected = [c for c in complaints if "the server responded with a status" not in c]
    assert unexpected == []


def test_a_passenger_tells_what_happened_and_follows_it(
    page: Page, site: Site, address: str
) -> None:
    page.goto(f"{address}/f/coach-420")
    page.get_by_label("What happened?").fill("Heating broken,\nwe are freezing")
    page.get_by_text("Something went wrong").click()
    page.locator("label", has=page.get_by_text("Very bad", exact=True)).click()
    page.get_by_label("Mobile number").fill("07700 900123")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    (entry,) = site.store.entries_since(0)
    feedback = site.store.get(entry.feedback_id)
    assert entry.words == "Heating broken,\nwe are freezing"
    assert (feedback.kind, feedback.rating, feedback.touchpoint) == ("complaint", 1, "coach-420")
    expect(page.get_by_text(feedback.reference)).to_be_visible()
    page.locator(".address a").click()
    expect(page.get_by_role("heading", name="Your feedback")).to_be_visible()
    assert "/api/s/" in page.url
    expect(page.locator(".words")).to_have_text("Heating broken, we are freezing")
    page.get_by_role("link", name="Tell us something else").click()
    assert page.url == f"{address}/f/coach-420"


def test_bad_input_comes_back_whole_with_the_summary_in_focus(
    page: Page, site: Site, address: str
) -> None:
    page.goto(f"{address}/f/coach-550")
    page.locator("#text").fill("Muito frio  aqui")
    page.locator("#phone").fill("12")
    page.get_by_role("button", name="Enviar").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page.locator("#text")).to_have_value("Muito frio  aqui")
    expect(page.locator("#phone")).to_have_value("12")
    summary.get_by_role("link").click()
    page.locator("#phone").fill("(11) 91234-5678")
    page.get_by_role("button", name="Enviar").click()
    expect(page.get_by_text("Seu protocolo")).to_be_visible()
    assert site.words == ["Muito frio  aqui"]


def test_the_form_is_filled_by_keyboard_alone(page: Page, site: Site, address: str) -> None:
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").focus()
    for key in ("C", "o", "l", "d", "Tab", "Space", "ArrowRight", "ArrowRight", "Tab", "Space"):
        page.keyboard.press(key)
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    (entry,) = site.store.entries_since(0)
    assert (entry.words, site.store.get(entry.feedback_id).rating) == ("Cold", 3)


def test_going_back_and_sending_again_is_still_one_feedback(
    page: Page, site: Site, address: str
) -> None:
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    page.reload()
    expect(page.get_by_text("nothing was sent twice")).to_be_visible()
    assert site.words == ["Cold"]


def test_going_back_to_a_form_that_was_put_right_shows_it_and_what_changed_is_added(
    page: Page, site: Site, address: str
) -> None:
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    page.locator("#phone").fill("12")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.locator("#phone").fill("07700 900123")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    page.go_back()
    expect(page.locator("#phone")).to_have_value("07700 900123")
    page.locator("#text").fill("Cold and dark")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("added what you changed")).to_be_visible()
    assert site.words == ["Cold", "Cold and dark"]


def test_words_come_back_when_storing_failed(page: Page, site: Site, address: str) -> None:
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    capture, site.services.capture = site.services.capture, Failing(UnavailableError())  # type: ignore[assignment]
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("our fault")
    site.services.capture = capture
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, we have it")).to_be_visible()
    assert site.words == ["Cold"]


def test_a_draft_survives_a_change_of_language_and_ends_with_sending(
    scripted: Page, site: Site, address: str
) -> None:
    scripted.goto(f"{address}/f/coach-420")
    scripted.locator("#text").fill("Cold")
    scripted.locator("label", has=scripted.get_by_text("Very bad", exact=True)).click()
    scripted.get_by_text("Something went wrong").click()
    scripted.get_by_role("link", name="Español").click()
    expect(scripted.locator("#text")).to_have_value("Cold")
    expect(scripted.locator("[name=rating][value='1']")).to_be_checked()
    expect(scripted.locator("[name=kind][value=complaint]")).to_be_checked()
    scripted.get_by_role("button", name="Enviar").click()
    expect(scripted.get_by_text("Su referencia")).to_be_visible()
    scripted.goto(f"{address}/f/coach-420")
    expect(scripted.locator("#text")).to_have_value("")
    expect(scripted.locator(":checked")).to_have_count(0)
    (entry,) = site.store.entries_since(0)
    feedback = site.store.get(entry.feedback_id)
    assert (entry.words, feedback.rating, feedback.kind) == ("Cold", 1, "complaint")


def test_another_language_keeps_what_was_typed_without_javascript_too(
    page: Page, site: Site, address: str
) -> None:
    page.goto(f"{address}/f/coach-420")
    page.locator("#text").fill("Cold")
    page.get_by_text("Something went wrong").click()
    page.locator("header").get_by_text("Español").locator("visible=true").click()
    expect(page.locator("#text")).to_have_value("Cold")
    expect(page.locator("[name=kind][value=complaint]")).to_be_checked()
    assert site.words == []
    page.locator("#phone").press("Enter")
    expect(page.get_by_text("Su referencia")).to_be_visible()
    (entry,) = site.store.entries_since(0)
    feedback = site.store.get(entry.feedback_id)
    assert (entry.words, feedback.locale, feedback.kind) == ("Cold", "es", "complaint")


def test_what_was_typed_about_one_touchpoint_is_not_in_the_form_of_another(
    scripted: Page, address: str
) -> None:
    scripted.goto(f"{address}/f/coach-420")
    scripted.locator("#text").fill("Cold")
    scripted.goto(f"{address}/f/coach-550")
    expect(scripted.locator("#text")).to_have_value("")
    scripted.goto(f"{address}/f/coach-420?lang=es")
    expect(scripted.locator("#text")).to_have_value("Cold")


def test_a_draft_that_was_tampered_with_does_no_harm(scripted: Page, address: str) -> None:
    scripted.goto(f"{address}/f/coach-420")
    scripted.evaluate("sessionStorage.setItem('ouvido-draft/coach-420', '{broken')")
    scripted.reload()
    scripted.locator("#text").fill("Cold")
    scripted.get_by_role("button", name="Send").click()
    expect(scripted.get_by_role("heading", name="Thank you, we have it")).to_be_visible()


@pytest.mark.parametrize("path", ["/f/coach-420", "/f/coach-550", "/f/nowhere", "/s/nothing"])
@pytest.mark.parametrize("text_size", ["100%", "200%"])
def test_nothing_is_wider_than_a_small_phone(
    scripted: Page, address: str, path: str, text_size: str
) -> None:
    scripted.set_viewport_size({"width": 320, "height": 640})
    scripted.goto(f"{address}{path}")
    scripted.evaluate("size => document.documentElement.style.fontSize = size", text_size)
    assert scripted.evaluate("document.documentElement.scrollWidth") <= 320
    targets = scripted.evaluate(
        "[...document.querySelectorAll('main button, .faces label, .kinds label, input[id]:not(#trap)')]"
        ".map(e => e.getBoundingClientRect().height)"
    )
    assert all(height >= 44 for height in targets)


_RUN_INTO_EACH_OTHER = """() => {
    const words = (e) => {
        const range = document.createRange();
        range.selectNodeContents(e);
        return range.getBoundingClientRect();
    };
    const shown = [...document.querySelectorAll(".faces span, .kinds span")]
        .filter(e => getComputedStyle(e).opacity > 0).map(words);
    return shown.flatMap((a, n) => shown.slice(n + 1).filter(b =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1));
}"""


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text_size", ["100%", "150%", "200%"])
def test_words_do_not_run_into_each_other_however_large_they_are(
    scripted: Page, address: str, locale: str, text_size: str
) -> None:
    scripted.set_viewport_size({"width": 320, "height": 640})
    scripted.goto(f"{address}/f/coach-420?lang={locale}")
    scripted.evaluate("size => document.documentElement.style.fontSize = size", text_size)
    assert scripted.evaluate(_RUN_INTO_EACH_OTHER) == []
    sizes = (
        "['h1', 'body'].map(e => parseFloat(getComputedStyle(document.querySelector(e)).fontSize))"
    )
    heading, body = scripted.evaluate(sizes)
    assert heading > body
