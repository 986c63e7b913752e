"""What customers see, the simulator, and the page of an unsure mail: on a deployed local stack of its own."""

import io
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any

from playwright.sync_api import Browser, Page

from chalicelib.intake.form_time import LEAST
from tests.consoles import DESKTOP, PHONE, Visit
from tests.emulated import DEMO
from tests.journeys.stack import Stack
from tests.journeys.test_outcomes import ADDRESS
from tests.photos import plain
from tests.screenshots.camera import SIZES, Camera

CONFIG = DEMO
_STORY = "+447700900123"
"""The simulator's own phone, whose text nobody answers."""
_SAM = "sam@customer.example"
_TRIP = ("--vehicle", "4123", "--line", "420", "--trip", "16:10 Leeds", "--seat", "14")
_WRITING = {"phone": "07700 900188", "desktop": "07700 900189"}
"""Who fills in the form, by size: two people, not one who says it twice."""
_TEAM = "coaches@example.com"


def begin(stack: Stack) -> str:
    """What takes its time: a text that nobody answers. The address in the code at a seat."""
    stack.text("420 heating broken, we are freezing", _STORY)
    stack.wait_sent(_STORY)
    until = ("--valid-until", "2096-01-01T00:00:00Z")
    made = stack.infra("link", "--touchpoint", "coach-420", *_TRIP, *until)
    made.check_returncode()
    return made.stdout.strip()


def simulator(stack: Stack, browser: Browser, camera: Camera) -> None:
    """The text that nobody answered, once the supervisors have it and before anything else comes."""
    stack.wait_sent("supervisors@example.com", patience=180)
    stack.wait_sent(_STORY, 2)
    for name, viewport in (("simulator", DESKTOP), ("simulator-phone", PHONE)):
        with _window(stack, browser, camera, name, viewport=viewport) as page:
            page.goto(f"{stack.url}/dev")
            page.locator(".texts").get_by_text("taking longer").wait_for()
            if viewport is DESKTOP:
                page.locator("#mails button", has_text="Raised to Duty supervisors").first.click()
                page.locator("#reading iframe").wait_for()
            camera.take(page, name, whole=False)


def pictures(stack: Stack, link: str, browser: Browser, camera: Camera) -> None:
    """Everything that customers see."""
    said = stack.api(
        text="The toilet has been out of order since Leeds, and nobody says anything.",
        touchpoint="coach-420",
        contact={"email": _SAM, "name": "Sam"},
    ).json()
    team = stack.wait_told(_TEAM, said["reference"])
    stack.reply(
        team, "#resolve Thank you for telling us. The pump is mended, and the crew check it."
    )
    _forms(stack, link, browser, camera)
    _an_unsure_mail(stack, browser, camera)
    _survey(stack, browser, camera, said["status_url"])


@contextmanager
def _window(
    stack: Stack, browser: Browser, camera: Camera, name: str, **look: Any
) -> Iterator[Page]:
    """A window; what goes wrong in it is kept, and the rest goes on."""
    visit = Visit(browser, stack.url, **look)
    try:
        yield visit.page
        camera.wrong += [f"{name}: {one}" for one in visit.troubles]
    except Exception as error:  # noqa: BLE001 - one page that fails leaves the others
        camera.trouble(name, error)
    finally:
        visit.context.close()


def _forms(stack: Stack, link: str, browser: Browser, camera: Camera) -> None:
    """The form, put right, its thanks and the private page; with a trip, dark, in other languages."""
    for size, viewport in SIZES.items():
        with _window(stack, browser, camera, f"form-{size}", viewport=viewport) as page:
            page.goto(f"{stack.url}/f/coach-420")
            camera.take(page, f"form-{size}")
            page.get_by_label("What happened?").fill("It is freezing in the back of the coach.")
            page.get_by_text("Something went wrong").click()
            page.locator("#phone").fill("12")
            page.get_by_role("button", name="Send").click()
            page.get_by_role("alert").wait_for()
            camera.take(page, f"form-again-{size}")
            page.locator("#phone").fill(_WRITING[size])
            page.get_by_role("button", name="Send").click()
            page.locator(".reference").wait_for()
            camera.take(page, f"thanks-{size}")
            page.locator(".address a").click()
            page.locator(".words").wait_for()
            camera.take(page, f"status-waiting-{size}")
    with _window(stack, browser, camera, "form-trip", viewport=PHONE) as page:
        page.goto(link)
        opened = time.monotonic()
        page.get_by_label("What happened?").fill("The window at my seat does not close.")
        page.locator("label", has=page.get_by_text("Bad", exact=True)).click()
        page.get_by_text("Something went wrong").click()
        photo = io.BytesIO()
        plain().save(photo, "PNG")
        file: Any = {"name": "window.png", "mimeType": "image/png", "buffer": photo.getvalue()}
        page.locator("#photo").set_input_files(file)
        page.locator("#email").fill("kim@customer.example")
        camera.take(page, "form-trip-phone")
        _send(page, "Send", opened)
        page.locator(".address a").click()
        page.locator(".words").wait_for()
        camera.take(page, "status-photo-phone")
    for place, name, look in (
        ("ticket-office-lisbon", "form-dark-phone", {"color_scheme": "dark", "locale": "pt-BR"}),
        ("ticket-office-madrid", "form-es-desktop", {"viewport": DESKTOP, "locale": "es"}),
    ):
        with _window(stack, browser, camera, name, **{"viewport": PHONE, **look}) as page:
            page.goto(f"{stack.url}/f/{place}")
            camera.take(page, name)
    with _window(stack, browser, camera, "form-unsent-phone", viewport=PHONE) as page:
        page.goto(f"{stack.url}/f/coach-420")
        page.get_by_label("What happened?").fill("No light in the tunnel.")
        page.wait_for_timeout(LEAST.total_seconds() * 1000)
        page.context.set_offline(True)
        page.get_by_role("button", name="Send").click()
        page.locator("#unsent").wait_for()
        camera.take(page, "form-unsent-phone")
    with _window(stack, browser, camera, "nothing-here-phone", viewport=PHONE) as page:
        page.goto(f"{stack.url}/s/an-address-that-nobody-has")
        camera.take(page, "nothing-here-phone")


def _send(page: Page, label: str, opened: float) -> None:
    """Press the button, not sooner than any person could."""
    page.wait_for_timeout(max(LEAST.total_seconds() - (time.monotonic() - opened), 0) * 1000)
    page.get_by_role("button", name=label, exact=True).click()
    page.locator(".reference").wait_for()


def _an_unsure_mail(stack: Stack, browser: Browser, camera: Camera) -> None:
    """A member answers between our lines; the page on which they say what leaves."""
    told = stack.sent_to(_TEAM)[-1]
    lines = [f"> {line}" for line in told["text"].splitlines()]
    middle = len(lines) // 2
    raw = EmailMessage()
    raw["From"], raw["Message-ID"] = _TEAM, make_msgid(domain="client.example")
    words = "The window of seat 14 is mended tonight. I am sorry for the draught."
    raw.set_content(
        "\n".join(["On Sunday, Ouvido wrote:", *lines[:middle], words, *lines[middle:]])
    )
    before = len(stack.sent_to(_TEAM))
    stack.mail(raw.as_bytes(), told["reply_to"])
    preview = stack.wait_sent(_TEAM, before + 1)
    found = re.search(r"https?://\S+/c/\w+", preview["text"])
    assert found, preview["text"]
    for size, viewport in SIZES.items():
        with _window(stack, browser, camera, f"confirm-{size}", viewport=viewport) as page:
            page.goto(found[0])
            camera.take(page, f"confirm-{size}")


def _survey(stack: Stack, browser: Browser, camera: Camera, private: str) -> None:
    """How it went, from the link in the mail to the changing, and where the private page shows it."""
    address = stack.wait_for(
        "the survey",
        lambda: [one for mail in stack.sent_to(_SAM) for one in ADDRESS.findall(mail["text"])],
        patience=180,
    )[0]
    for size, viewport in SIZES.items():
        with _window(stack, browser, camera, f"survey-{size}", viewport=viewport) as page:
            page.goto(address)
            camera.take(page, f"survey-{size}")
    with _window(
        stack, browser, camera, "survey-dark", viewport=PHONE, color_scheme="dark", locale="es"
    ) as page:
        page.goto(f"{address}?lang=es&score=4")
        camera.take(page, "survey-dark-phone")
    with _window(stack, browser, camera, "survey", viewport=PHONE) as page:
        page.goto(address)
        page.get_by_role("button", name="Good", exact=True).click()
        page.locator("#why").wait_for()
        camera.take(page, "survey-why-phone")
        page.locator(".scale label", has_text="9").click()
        page.locator("#why").fill("You told me when it would be mended, and it was.")
        page.get_by_role("button", name="Send").click()
        page.locator(".turn").wait_for()
        camera.take(page, "survey-thanks-phone")
        page.get_by_role("link", name="Change it").click()
        page.locator("#why").wait_for()
        camera.take(page, "survey-change-phone")
    for size, viewport in SIZES.items():
        with _window(stack, browser, camera, f"status-{size}", viewport=viewport) as page:
            page.goto(private)
            camera.take(page, f"status-{size}")
