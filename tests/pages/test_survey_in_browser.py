"""How it went, said with a thumb in Chromium, with JavaScript and without."""

import pytest
from playwright.sync_api import Page, expect

from chalicelib.addresses import status_token, survey_token
from chalicelib.model import Channel, Feedback, What
from chalicelib.services.staff import Said, Staff
from chalicelib.wording import LOCALES
from tests.builders import KEYS, NOON
from tests.pages.test_in_browser import page
from tests.website import Site

__all__ = ["page"]
pytestmark = pytest.mark.chromium


def resolved(site: Site, locale: str = "en-GB") -> Feedback:
    site.post_json({"text": "We are freezing", "touchpoint": "coach-550", "locale": locale})
    feedback = site.store.get(site.store.entries_since(0)[-1].feedback_id)
    staff = Staff(site.store, site.services.configurations)
    by = Said(key="1", member="ana@example.com", team="coaches", at=NOON, channel=Channel.EMAIL)
    return staff.resolve(feedback, "It is warm now.", by, NOON)


def rated(site: Site) -> list[tuple[int | None, int | None, str | None]]:
    return [
        (e.data["score"], e.data["recommend"], e.words)
        for e in site.store.entries_since(0)
        if e.what is What.RATED
    ]


def scores(site: Site) -> list[int | None]:
    return [e.data["score"] for e in site.store.entries_since(0) if e.what is What.RATED]


def test_the_link_of_a_mail_chooses_and_a_tap_records(page: Page, site: Site, address: str) -> None:
    feedback = resolved(site)
    page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}?score=2")
    assert scores(site) == []
    page.get_by_role("button", name="Send 2: Bad").click()
    expect(page.get_by_role("heading", name="We are sorry to hear that")).to_be_visible()
    assert scores(site) == [2]
    page.reload()
    assert scores(site) == [2], "reloading sends nothing again"
    page.get_by_label("What went wrong?").fill("Nobody said sorry")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nobody said sorry")).to_be_visible()


def test_all_that_was_said_can_be_changed_and_the_rest_stays_as_it_was(
    page: Page, site: Site, address: str
) -> None:
    feedback = resolved(site)
    page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}")
    page.get_by_role("button", name="Bad", exact=True).click()
    page.locator(".scale label", has_text="3").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("recommend us: 3 of 10")).to_be_visible()

    page.get_by_role("link", name="Change it").click()
    expect(page.get_by_role("radio", name="Bad", exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name="3", exact=True)).to_be_checked()
    page.get_by_label("What made the difference?").fill("Nobody said sorry")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nobody said sorry")).to_be_visible()
    assert rated(site) == [(2, None, None), (None, 3, None), (None, None, "Nobody said sorry")]

    page.get_by_role("link", name="Change it").click()
    expect(page.get_by_label("What made the difference?")).to_have_value("Nobody said sorry")
    page.locator(".faces label", has_text="Very good").click()
    page.locator(".scale label", has_text="10").click()
    page.get_by_label("What made the difference?").fill("They did, in the end")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("They did, in the end")).to_be_visible()
    expect(page.get_by_text("You said 5 of 5")).to_be_visible()
    expect(page.get_by_text("recommend us: 10 of 10")).to_be_visible()
    assert rated(site)[3:] == [(5, 10, "They did, in the end")]


def test_the_scale_fits_a_small_phone_at_twice_the_text_size_and_the_keyboard_moves_on_it(
    page: Page, site: Site, address: str
) -> None:
    feedback = resolved(site)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}")
    page.get_by_role("button", name="Okay").click()
    for locale in LOCALES:
        page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}?lang={locale}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("radio", name="0", exact=True).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#why").wait_for(state="detached")
    assert rated(site) == [(3, None, None), (None, 1, None)]


def test_the_page_fits_a_small_phone_and_the_keyboard_reaches_every_face(
    page: Page, site: Site, address: str
) -> None:
    feedback = resolved(site, locale="pt-BR")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Você deu nota 5 de 5")).to_be_visible()
    assert scores(site) == [5]


@pytest.mark.parametrize("locale", LOCALES)
def test_each_face_keeps_its_word_whole_at_twice_the_text_size(
    page: Page, site: Site, address: str, locale: str
) -> None:
    feedback = resolved(site, locale)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{address}/r/{survey_token(KEYS, feedback.id, 1)}?lang={locale}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for word in page.locator(".taps span").all():
        lines = word.evaluate(
            "e => { const r = document.createRange(); r.selectNodeContents(e);"
            " return new Set([...r.getClientRects()].map(one => one.top)).size }"
        )
        assert lines <= len(word.inner_text().split()), word.inner_text()


def test_the_private_page_of_what_expired_is_a_page_that_says_so(
    page: Page, site: Site, address: str
) -> None:
    feedback = resolved(site)
    site.services.at = NOON.replace(year=NOON.year + 2)
    page.goto(f"{address}/s/{status_token(KEYS, feedback.id)}")
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
