"""`make screenshots`: the customers' and the console's main pages, phone and desktop, into docs/pictures.

They are on a local stack of its own.
Each page is also looked at by axe-core; what it finds, or a page wider than its window, fails the run.
"""

import sys
import tempfile
import time
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page

from tests.consoles import DESKTOP, PHONE, Visit, chromium, overflow, violations
from tests.journeys.stack import ROOT, Stack

PICTURES = ROOT / "docs" / "pictures"
CONFIG = ROOT / "config" / "demo.toml"
SIZES = {"phone": PHONE, "desktop": DESKTOP}
WRITING = {"phone": "07700 900188", "desktop": "07700 900189"}
"""Who fills in the form, by size: two people, not one who says it twice."""
AGENT, MANAGER, ADMIN = "ada@example.com", "manager@example.com", "admin@example.com"
TOLD = (
    ("420 The heating is off since Leeds and my daughter is freezing", "+447700900101"),
    ("420 heating broken again, we all sit in our coats", "+447700900102"),
    ("420 Your driver waited for my mother. Thank you so much", "+447700900103"),
    ("wycombe Why does the 9 no longer stop at the hospital?", "+447700900104"),
    ("420 There was smoke from the back seat", "+447700900105"),
)


def main() -> int:
    """Make all pictures; 1 where a page is not as it should be."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as state, chromium() as browser:
        stack = Stack(state=Path(state), config=CONFIG)
        stack.start()
        try:
            for words, sender in TOLD:
                stack.text(words, sender)
                stack.wait_sent(sender)
            reference = _customers(stack, browser, wrong)
            _staff(stack, browser, reference, wrong)
            _posters(stack, Path(state))
        finally:
            stack.stop()
    print(*wrong, sep="\n")
    return 1 if wrong else 0


def _customers(stack: Stack, browser: Browser, wrong: list[str]) -> str:
    """What a customer sees; the reference of what they told."""
    said = stack.api(
        text="The toilet has been out of order since Leeds, and nobody says anything.",
        touchpoint="coach-420",
        contact={"email": "sam@customer.example", "name": "Sam"},
    ).json()
    team = stack.wait_told("coaches@example.com", said["reference"])
    stack.reply(
        team, "Thank you for telling us. It is repaired tonight; the 18:40 has a working one."
    )
    stack.wait_sent("sam@customer.example", 2)
    for size, viewport in SIZES.items():
        visit = Visit(browser, stack.url, viewport=viewport)
        page = visit.page
        page.goto(f"{stack.url}/f/coach-420")
        _picture(page, f"form-{size}", wrong)
        page.get_by_label("What happened?").fill("It is freezing in the back of the coach.")
        page.get_by_text("Something went wrong").click()
        page.locator("#phone").fill("12")
        page.get_by_role("button", name="Send").click()
        page.get_by_role("alert").wait_for()
        _picture(page, f"form-again-{size}", wrong)
        page.locator("#phone").fill(WRITING[size])
        page.get_by_role("button", name="Send").click()
        page.locator(".reference").wait_for()
        _picture(page, f"thanks-{size}", wrong)
        page.goto(said["status_url"])
        _picture(page, f"status-{size}", wrong)
        visit.context.close()
    dark = Visit(browser, stack.url, viewport=PHONE, color_scheme="dark", locale="pt-BR")
    dark.page.goto(f"{stack.url}/f/ticket-office-lisbon")
    _picture(dark.page, "form-phone-dark", wrong)
    dark.context.close()
    return str(said["reference"])


def _staff(stack: Stack, browser: Browser, reference: str, wrong: list[str]) -> None:
    """The console's main pages."""
    shown = (
        (AGENT, "queue", "#/queue?scope=team"),
        (AGENT, "feedback", f"#/feedback/{reference}"),
        (AGENT, "record", "#/record"),
        (AGENT, "incidents", "#/incidents"),
        (MANAGER, "reports", "#/reports"),
        (MANAGER, "evidence", "#/evidence"),
        (MANAGER, "posters", "#/posters"),
        (ADMIN, "admin", "#/admin"),
        (ADMIN, "wording", "#/admin/wording/acknowledgement_sms"),
        (ADMIN, "policy", "#/admin/policies/complaint"),
    )
    for size, viewport in SIZES.items():
        for who in (AGENT, MANAGER, ADMIN):
            visit = Visit(browser, stack.url, viewport=viewport)
            try:
                visit.sign_in(who)
                for name, hash_ in [(n, h) for person, n, h in shown if person == who]:
                    visit.go(hash_)
                    time.sleep(1.5)  # what comes by itself is to be there, and to stand still
                    _picture(visit.page, f"console-{name}-{size}", wrong)
            except Exception as error:  # noqa: BLE001 - one page that fails leaves the others
                wrong.append(f"console of {who}, {size}: {error}")
            finally:
                visit.context.close()


def _posters(stack: Stack, folder: Path) -> None:
    for size in ("a4", "a6-sheet", "seat-back"):
        made = stack.infra(
            "posters", "--touchpoint", "coach-420", "--size", size, "--out", str(folder)
        )
        made.check_returncode()
        page = pypdfium2.PdfDocument(folder / f"coach-420-{size}.pdf")[0]
        page.render(scale=1).to_pil().quantize(32).save(
            PICTURES / f"poster-{size}.png", optimize=True
        )


def _picture(page: Page, name: str, wrong: list[str]) -> None:
    """One picture of the whole page; what is wrong with it."""
    wrong += [f"{name}: {one}" for one in violations(page)]
    if overflow(page):
        wrong.append(f"{name} is {overflow(page)} px wider than its window")
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
    print(name, flush=True)


if __name__ == "__main__":
    sys.exit(main())
