"""A customer's whole way in Chromium on the deployed local stack: form, private page, survey, ombudsman.

With JavaScript and without, on a phone and on a desk, light and dark, in each language.
"""

import io
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.intake.form_time import LEAST
from chalicelib.pages.wording import TEXTS
from tests.consoles import DESKTOP, PHONE, Visit, Visits, overflow, violations
from tests.journeys.stack import PATIENCE, Stack
from tests.journeys.test_outcomes import ADDRESS, rated
from tests.photos import plain

pytestmark = pytest.mark.chromium
expect.set_options(timeout=PATIENCE * 1000)

MANAGER = "manager@example.com"
TRIP = {"vehicle": "420", "line": "X1", "trip": "08:15 Leeds", "seat": "14A"}
SEEN_BY_STAFF = "vehicle 420 · line X1 · trip 08:15 Leeds · seat 14A"
COMPLAINT = "The shuttle never came,\nand nobody said anything."


@dataclass(frozen=True, kw_only=True)
class Look:
    """Who comes, and with what."""

    locale: str
    browser: str
    """The language that the browser asks for; another one is chosen on the form."""
    viewport: dict[str, int]
    scheme: str
    has_javascript: bool = True

    def say(self, name: str, **values: Any) -> str:
        """One of the pages' texts in this language."""
        return TEXTS[self.locale][name].format(**values)

    def __str__(self) -> str:
        size = "phone" if self.viewport is PHONE else "desktop"
        script = "" if self.has_javascript else " without JavaScript"
        return f"{self.locale} {self.scheme} {size}{script}"


LOOKS = (
    Look(locale="en-GB", browser="en-GB", viewport=PHONE, scheme="light"),
    Look(locale="pt-BR", browser="pt-PT", viewport=PHONE, scheme="dark", has_javascript=False),
    Look(locale="es", browser="de-DE", viewport=DESKTOP, scheme="dark"),
)


@pytest.fixture(scope="module")
def staff(stack: Stack, browser: Browser) -> Iterator[Visit]:
    """Somebody in the console who sees everything, signed in once."""
    seen = Visit(browser, stack.url)
    seen.sign_in(MANAGER)
    yield seen
    seen.close()


@pytest.fixture(scope="module")
def link(stack: Stack) -> str:
    """The address in the code at one seat of the shuttle."""
    parts = [word for name, value in TRIP.items() for word in (f"--{name}", value)]
    made = stack.infra(
        "link", "--touchpoint", "shuttle", *parts, "--valid-until", "2096-01-01T00:00:00Z"
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def story(staff: Visit, reference: str) -> dict[str, Any]:
    """One feedback as the staff API has it."""
    answer = staff.page.request.get(f"{staff.url}/v1/feedback/{reference}")
    assert answer.ok, answer.text()
    return dict(answer.json())


def ratings(staff: Visit, reference: str) -> list[tuple[Any, Any, Any]]:
    """What the customer said of how it went, in order."""
    turns = story(staff, reference)["timeline"]
    return rated({"timeline": [turn | {"data": turn["facts"]} for turn in turns]})


def inspect(page: Page, look: Look) -> None:
    """Nothing is wider than the window; and where scripts run, axe-core finds nothing."""
    assert overflow(page) == 0
    if look.has_javascript:
        assert violations(page) == []


def take_time(page: Page, opened: float) -> None:
    """Not sooner after the form was `opened` than any person could: else nobody is written to."""
    hurried = LEAST.total_seconds() - (time.monotonic() - opened)
    page.wait_for_timeout(max(hurried, 0) * 1000)


def send(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def reference_on(page: Page) -> str:
    return page.locator(".reference strong").inner_text()


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_passenger_is_heard_from_the_code_on_the_seat_to_the_ombudsman(
    stack: Stack, visit: Visits, staff: Visit, link: str, look: Look
) -> None:
    page: Page = visit(
        viewport=look.viewport, color_scheme=look.scheme, locale=look.browser,
        java_script_enabled=look.has_javascript,
    ).page  # fmt: skip
    address = f"passenger-{look.locale.lower()}@customer.example"
    page.goto(link)
    reference = tells_what_happened(page, look, address)
    assert reference in stack.wait_sent(address)["text"]
    private = adds_to_it_on_the_private_page(page, look)

    staff.go(f"#/feedback/{reference}")
    console = staff.page
    expect(console.locator(".side .pairs")).to_contain_text(SEEN_BY_STAFF)
    expect(console.locator(".turn.customer")).to_have_count(2)
    expect(console.get_by_role("img", name="Picture stop.png")).to_be_visible()
    team = stack.wait_told("coaches@example.com", reference)
    assert SEEN_BY_STAFF in team["text"]
    stack.reply(team, "#resolve We are sorry: your fare is refunded.")

    page.goto(f"{survey_to(address, stack)}?score=4")
    confirm = look.say("survey_confirm", score=4, meaning=look.say("rating_4"))
    expect(page.get_by_role("button", name=confirm)).to_be_visible()
    assert ratings(staff, reference) == [], "to open it records nothing"
    says_how_it_went(page, look, confirm)
    page.goto(private)
    expect(page.get_by_text("your fare is refunded")).to_be_visible()
    changes_it(page, look)
    assert ratings(staff, reference) == [
        (4, None, None),
        (None, 9, "It was quick."),
        (2, None, None),
    ]
    page.goto(private)
    send(page, look.say("appeal"))
    expect(page.locator(".promise")).to_contain_text("Ombudsman")
    inspect(page, look)


def tells_what_happened(page: Page, look: Look, address: str) -> str:
    """Fill in the form with all it takes, from a link that knows the trip; the reference."""
    if look.browser.partition("-")[0] != look.locale.partition("-")[0]:
        page.get_by_role("link", name=look.say("language")).click()
    opened = time.monotonic()
    trip = " · ".join(look.say(f"trip_{name}", value=value) for name, value in TRIP.items())
    expect(page.get_by_text(trip)).to_be_visible()
    inspect(page, look)
    page.get_by_label(look.say("text_label")).fill(COMPLAINT)
    page.locator("label", has=page.get_by_text(look.say("rating_1"), exact=True)).click()
    page.get_by_text(look.say("kind_complaint")).click()
    picture = io.BytesIO()
    plain().save(picture, "PNG")
    page.locator("#photo").set_input_files(
        {"name": "stop.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_label(look.say("email_label")).fill(address)
    take_time(page, opened)
    send(page, look.say("send"))
    expect(page.get_by_role("heading", name=look.say("thanks_title"))).to_be_visible()
    inspect(page, look)
    return reference_on(page)


def adds_to_it_on_the_private_page(page: Page, look: Look) -> str:
    """From the thanks to the private page, where what was said stands and more is; its address."""
    page.locator(".address a").click()
    expect(page.get_by_role("heading", name=look.say("status_title"))).to_be_visible()
    private = page.url
    expect(page.locator(".words")).to_have_text(COMPLAINT.replace("\n", " "))
    expect(page.get_by_role("link", name="stop.png")).to_be_visible()
    page.get_by_label(look.say("more_label")).fill("It was raining, too.")
    send(page, look.say("more_send"))
    expect(page.locator(".words")).to_have_count(2)
    inspect(page, look)
    return private


def survey_to(address: str, stack: Stack) -> str:
    """The address at which somebody says how it went, as their mail has it."""
    found = stack.wait_for(
        f"the survey to {address}",
        lambda: [one for mail in stack.sent_to(address) for one in ADDRESS.findall(mail["text"])],
    )
    return str(found[0])


def says_how_it_went(page: Page, look: Look, confirm: str) -> None:
    """Send the score that the mail's link has chosen, then 9 of 10 and why."""
    inspect(page, look)
    send(page, confirm)
    expect(page.get_by_role("heading", name=look.say("survey_thanks"), exact=True)).to_be_visible()
    page.locator(".scale label", has_text="9").click()
    page.get_by_label(look.say("survey_why")).fill("It was quick.")
    inspect(page, look)
    send(page, look.say("send"))
    expect(page.get_by_text(look.say("survey_recommended", recommend=9))).to_be_visible()


def changes_it(page: Page, look: Look) -> None:
    """From the private page to what was said, and the score to 2."""
    page.get_by_role("link", name=look.say("survey_change")).click()
    page.locator(".faces label", has=page.get_by_text(look.say("rating_2"), exact=True)).click()
    inspect(page, look)
    send(page, look.say("send"))
    said = look.say("survey_said", score=2, meaning=look.say("rating_2"))
    expect(page.get_by_text(said)).to_be_visible()


def test_a_trip_that_was_tampered_with_is_refused_politely_and_the_words_are_taken(
    visit: Visits, staff: Visit, link: str
) -> None:
    t = TEXTS["pt-BR"]
    page = visit(viewport=PHONE, locale="pt-BR").page
    page.goto(f"{link[:-10]}{'a' if link[-10] == 'b' else 'b'}{link[-9:]}")
    expect(page.get_by_text(t["trip_refused"])).to_be_visible()
    assert violations(page) == []
    page.get_by_label(t["text_label"]).fill("Banco rasgado.")
    send(page, t["send"])
    expect(page.get_by_role("heading", name=t["thanks_title"])).to_be_visible()
    staff.go(f"#/feedback/{reference_on(page)}")
    facts = staff.page.locator(".side .pairs")
    expect(facts).to_contain_text("was changed or out of date")
    expect(facts).not_to_contain_text("14A")
    assert violations(staff.page) == []


def test_words_that_are_said_without_a_connection_are_kept_and_sent_once(
    visit: Visits, staff: Visit, stack: Stack
) -> None:
    t = TEXTS["es"]
    seen = visit(viewport=PHONE, locale="es", color_scheme="dark")
    page = seen.page
    page.goto(f"{stack.url}/f/coach-420")
    page.get_by_label(t["text_label"]).fill("Sin luz en el túnel de Guadarrama.")
    seen.context.set_offline(True)
    send(page, t["send"])
    expect(page.locator("#unsent")).to_be_focused()
    expect(page.get_by_role("heading", name=t["unsent_title"])).to_be_visible()
    assert violations(page) == []
    seen.context.set_offline(False)
    expect(page.get_by_role("heading", name=t["thanks_title"])).to_be_focused()
    reference = reference_on(page)
    page.reload()
    expect(page.get_by_label(t["text_label"])).to_have_value("")
    found = staff.page.request.get(f"{stack.url}/v1/queue?scope=all&text=Guadarrama").json()
    assert [one["reference"] for one in found["items"]] == [reference]


def test_a_small_phone_with_large_text_is_enough_and_so_is_a_keyboard(
    stack: Stack, visit: Visits
) -> None:
    t, number = TEXTS["pt-BR"], stack.number()
    page = visit(viewport={"width": 320, "height": 640}, locale="en-GB").page

    def is_whole_at_twice_the_size() -> bool:
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        return overflow(page) == 0

    page.goto(f"{stack.url}/f/linha-7")
    opened = time.monotonic()
    assert is_whole_at_twice_the_size()
    page.get_by_label(t["text_label"]).focus()
    page.keyboard.type("Muito frio aqui dentro")
    for key in ("Tab", "Space", "ArrowRight", "ArrowRight", "Tab", "Space", "Tab", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    assert is_whole_at_twice_the_size()
    assert violations(page) == []
    expect(page.get_by_label(t["text_label"])).to_have_value("Muito frio aqui dentro")
    expect(page.get_by_label(t["rating_3"])).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label(t["phone_label"])).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(number)
    take_time(page, opened)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=t["thanks_title"])).to_be_visible()
    assert is_whole_at_twice_the_size()
    assert reference_on(page) in stack.wait_sent(number)["text"]
