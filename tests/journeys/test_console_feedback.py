"""One feedback in the console, in Chromium on the deployed local stack."""

import re
from typing import Any
from urllib.parse import urljoin

import pytest
import requests
from playwright.sync_api import Locator, Page, expect

from chalicelib.access import Role
from infra import people
from infra import stage as stages
from infra.people import DEMO_PASSWORD
from tests.consoles import DESKTOP, LOOKS, PHONE, Visits, overflow, violations
from tests.journeys.stack import Stack
from tests.journeys.test_mail import mail_from
from tests.photos import photo

pytestmark = pytest.mark.chromium

ANA = "ana@example.com"
MAILBOX = "coaches@example.com"
OMBUDSMAN = "omb-1@example.com"
LONG = 45_000
"""Milliseconds until what passes two queues has certainly arrived."""


@pytest.fixture(scope="module", autouse=True)
def colleagues(stack: Stack) -> None:
    """Two people of one team who may sign in; the stack itself has one for each role."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in stack.environment.items():
            patch.setenv(name, value)
        stage = stages.find("local")
        requests.get(
            f"{stack.url}/console", timeout=120
        )  # a first visit to a cold stack takes long
        for email, name in ((ANA, "Ana"), (MAILBOX, "Ben")):
            people.invite(
                stage.client("cognito-idp"), stage.outputs["PeoplePoolId"],
                email=email, name=name, roles=[Role.AGENT], password=DEMO_PASSWORD,
            )  # fmt: skip


@pytest.fixture
def number(stack: Stack) -> str:
    return stack.number()


def texted(stack: Stack, number: str, words: str = "the heating is broken") -> str:
    """A text about coach 420, which is answered within a day; the reference."""
    stack.text(f"420 {words}", number)
    found = re.search(r"[0-9A-Z]{3}-[0-9A-Z]{4}", stack.wait_sent(number)["text"])
    assert found
    return found[0]


def opened(visit: Visits, reference: str, who: str = MAILBOX, **options: Any) -> Page:
    page: Page = visit(**options).sign_in(who, f"#/feedback/{reference}")
    expect(page.locator(".turn").first).to_be_visible()
    return page


def box(page: Page) -> Locator:
    return page.locator("#compose-words")


def turns(page: Page, side: str) -> Locator:
    return page.locator(f".talk > .timeline > .turn.{side}:not(.waiting)")


def test_an_answer_can_be_taken_back_changed_and_then_leaves_once(
    stack: Stack, visit: Visits, number: str
) -> None:
    page = opened(visit, texted(stack, number))
    page.keyboard.press("r")
    expect(box(page)).to_be_focused()
    page.keyboard.type("It will be mended nexxt week.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".waiting .leaving")).to_contain_text("leaving in")
    page.locator(".waiting").get_by_role("button", name="Undo").click()
    expect(box(page)).to_have_value("It will be mended nexxt week.")
    expect(page.locator(".waiting")).to_have_count(0)
    box(page).fill("It will be mended next week.")
    page.get_by_role("button", name="Send answer").click()
    expect(box(page)).to_have_value("")
    expect(turns(page, "us")).to_have_count(1, timeout=LONG)
    expect(turns(page, "us").locator("[data-delivery=sent]")).to_be_visible(timeout=LONG)
    told = [one["text"] for one in stack.sent_to(number)]
    assert not [one for one in told if "nexxt" in one]
    assert len([one for one in told if "next week" in one]) == 1


def test_an_answer_leaves_though_its_browser_was_closed(
    stack: Stack, visit: Visits, number: str
) -> None:
    seen = visit()
    page = seen.sign_in(MAILBOX, f"#/feedback/{texted(stack, number)}?do=reply")
    expect(box(page)).to_be_focused()
    page.keyboard.type("A warm coach waits in Oxford.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".waiting")).to_be_visible()
    page.close()
    assert "warm coach" in stack.wait_sent(number, 2)["text"]


def test_two_people_see_each_other_and_the_second_answer_is_not_sent_unaware(
    stack: Stack, visit: Visits, number: str
) -> None:
    reference = texted(stack, number)
    mine = opened(visit, reference, MAILBOX)
    theirs = opened(visit, reference, ANA)
    expect(theirs.locator(".here")).to_contain_text("open", timeout=LONG)
    mine.keyboard.press("r")
    mine.keyboard.type("The heating is mended.")
    expect(theirs.locator(".here")).to_contain_text("is writing", timeout=LONG)
    theirs.keyboard.press("r")
    theirs.keyboard.type("We look into it.")
    theirs.keyboard.press("Control+Enter")
    expect(turns(theirs, "us")).to_have_count(1, timeout=LONG)
    mine.keyboard.press("Control+Enter")
    meanwhile = mine.locator(".meanwhile")
    expect(meanwhile).to_contain_text("We look into it.", timeout=LONG)
    expect(box(mine)).to_have_value("The heating is mended.")
    assert violations(mine) == []
    meanwhile.get_by_role("button", name="Send mine all the same").click()
    expect(turns(mine, "us")).to_have_count(2, timeout=LONG)
    stack.wait_sent(number, 3)
    told = [one["text"] for one in stack.sent_to(number)]
    assert len([one for one in told if "The heating is mended." in one]) == 1


def test_a_note_stays_inside_and_what_was_typed_survives_a_reload(
    stack: Stack, visit: Visits, number: str
) -> None:
    page = opened(visit, texted(stack, number))
    page.keyboard.press("n")
    page.keyboard.type("The fitter is Mr Brown, do not promise today.")
    page.reload()
    expect(box(page)).to_have_value("The fitter is Mr Brown, do not promise today.")
    page.get_by_role("button", name="Keep note").click()
    expect(turns(page, "staff")).to_contain_text("Mr Brown")
    box(page).press("Escape")
    page.keyboard.press("e")
    page.keyboard.type("It is mended for good.")
    page.keyboard.press("Control+Enter")
    assert "mended for good" in stack.wait_sent(number, 2)["text"]
    assert not [one for one in stack.sent_to(number) if "Brown" in str(one)]
    private = page.get_by_role("link", name="Their private page").get_attribute("href")
    status = page.request.get(urljoin(stack.url, private or "")).text()
    assert "mended for good" in status
    assert "Brown" not in status


def test_the_preview_of_texts_is_what_left(stack: Stack, visit: Visits, number: str) -> None:
    page = opened(visit, texted(stack, number))
    page.keyboard.press("r")
    words = "We are sorry that you were cold, and have asked the depot – today – to see to it. " * 3
    box(page).fill(words)
    shown = page.locator("[data-preview=sms]")
    expect(shown.first).to_contain_text("sorry that you were cold")
    expect(page.locator(".preview .chip")).to_contain_text("SMS")
    previewed = shown.all_inner_texts()
    page.keyboard.press("Control+Enter")
    stack.wait_sent(number, 1 + len(previewed))
    assert [one["text"] for one in stack.sent_to(number)[1:]] == previewed


def test_a_mails_picture_is_seen_and_the_preview_of_the_answer_is_what_left(
    stack: Stack, visit: Visits
) -> None:
    address = "preview@customer.example"
    mail = mail_from(address, "The seat is torn.")
    mail.add_attachment(photo(), maintype="image", subtype="jpeg", filename="seat.jpg")
    stack.mail(mail.as_bytes(), "t-coach-420@feedback.example.com")
    told = stack.wait_sent(address)
    found = re.search(r"[0-9A-Z]{3}-[0-9A-Z]{4}", told["text"])
    assert found
    page = opened(visit, found[0])
    expect(page.get_by_role("img", name="Picture seat.jpg")).to_be_visible(timeout=LONG)
    page.keyboard.press("r")
    box(page).fill("Thank you. We mend it. <b>style=none</b>")
    frame = page.frame_locator("iframe[data-preview=email]")
    expect(frame.locator("body")).to_contain_text("We mend it. <b>style=none</b>")
    styled = frame.locator("[data-style]").first
    expect(styled).to_have_attribute("style", re.compile("."))
    previewed = frame.locator("body").inner_text()
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    left = stack.wait_sent(address, 2)
    seen = visit().page
    seen.set_content(left["html"])
    assert words_of(seen.locator("body").inner_text()) == words_of(previewed)


def words_of(text: str) -> str:
    """Without the minutes, which may pass between the preview and what leaves."""
    return re.sub(r"\d\d:\d\d", "00:00", " ".join(text.split()))


def test_taking_correcting_handing_over_and_the_clock(
    stack: Stack, visit: Visits, number: str
) -> None:
    page = opened(visit, texted(stack, number))
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Give it back")).to_be_visible()
    page.get_by_text("Correct what it is").click()
    page.get_by_label("It is really").select_option("severity:low")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(turns(page, "thin").filter(has_text="corrected")).to_contain_text("→ Low")
    page.locator(".clock summary").first.click()
    expect(page.locator(".clock details[open] li").first).to_be_visible()
    page.get_by_text("Hand over", exact=True).first.click()
    page.get_by_label("To which team").select_option(label="Customer desk")
    page.get_by_label("Why (may stay empty)").first.fill("About a refund.")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_role("heading", name="Work queue")).to_be_visible()


def test_who_may_only_read_is_told_whose_it_is(stack: Stack, visit: Visits, number: str) -> None:
    page = opened(visit, texted(stack, number), OMBUDSMAN)
    expect(page.locator(".talk .notice")).to_contain_text("Coach operations")
    expect(box(page)).to_have_count(0)


@pytest.mark.parametrize(("look", "locale"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    stack: Stack, visit: Visits, number: str, look: str, locale: str
) -> None:
    scheme, size = look.split()
    viewport = PHONE if size == "phone" else DESKTOP
    page = opened(
        visit, texted(stack, number), viewport=viewport, color_scheme=scheme, locale=locale
    )
    page.keyboard.press("n")
    page.keyboard.type("Mr Brown knows.")
    page.keyboard.press("Control+Enter")
    expect(turns(page, "staff")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("r")
    page.keyboard.type("We are sorry.")
    expect(page.locator("[data-preview=sms]")).to_be_visible()
    for fold in page.locator(".side details > summary").all():
        fold.click()
    assert violations(page) == []
    assert overflow(page) == 0
    box(page).press("Control+Enter")
    expect(page.locator(".waiting")).to_be_visible()
    assert violations(page) == []


def test_every_language_says_everything(stack: Stack, visit: Visits, number: str) -> None:
    page = opened(visit, texted(stack, number))
    missing = page.evaluate(
        """async () => {
            const assets = new URL(document.body.dataset.assets, document.baseURI);
            const { words } = await import(new URL("words.js", assets));
            const [first, ...others] = Object.values(words);
            return others.flatMap((one) => Object.keys(first).filter((key) => !(key in one)));
        }"""
    )
    assert missing == []
