"""The console in Chromium, as people use it: signing in, looking, and what axe-core thinks of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from infra.people import DEMO_PASSWORD

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 360, "height": 740}
LOOKS = (
    ("light desktop", "en-GB"),
    ("dark phone", "en-GB"),
    ("dark desktop", "pt-BR"),
    ("light phone", "pt-BR"),
    ("dark desktop", "es"),
    ("light phone", "es"),
)
"""Each pair of language, size and scheme is looked at, though not every three of them together.

What axe finds hangs on two of the three at a time: contrast on the scheme, width on size and language.
"""
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_QUIET)
        yield browser
        browser.close()


class Visit:
    """One window of somebody; what went wrong in it is kept, so that `close` can complain."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        self.url = url
        self.troubles: list[str] = []
        chosen = {"viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/London"} | options
        self.context: BrowserContext = browser.new_context(**chosen)
        self.page = self.window()

    def window(self) -> Page:
        """A further window of the same person."""
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("request", lambda request: self._asked(request.url))
        return page

    def sign_in(self, email: str, hash_: str = "") -> Page:
        """Go to the console, which sends whoever is not signed in to the sign-in; then it is shown."""
        page = self.page
        page.goto(f"{self.url}/console{hash_}")
        page.fill("[name=username]", email)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("#head .home")
        page.wait_for_selector("main:not([aria-busy])")
        return page

    def go(self, hash_: str) -> None:
        """To another page of the console, which hears of its address in a task of its own."""
        self.page.evaluate(
            "hash => { location.hash = hash; return new Promise(setTimeout) }", hash_
        )
        self.page.wait_for_selector("main:not([aria-busy])")

    def close(self) -> None:
        """Every script ran, the content security policy refused nothing, nobody else was asked."""
        self.context.close()
        assert not self.troubles, self.troubles

    def _said(self, kind: str, text: str) -> None:
        is_ours = (
            "Failed to load resource" not in text
        )  # the browser's own word for 401 and offline
        if kind in ("error", "warning") and is_ours:
            self.troubles.append(text)

    def _asked(self, url: str) -> None:
        asked, ours = urlsplit(url), urlsplit(self.url)
        if asked.scheme.startswith("http") and asked.netloc != ours.netloc:
            self.troubles.append(f"asked {url}")


Visits = Callable[..., Visit]
"""Opens a window, with a browser context's options."""


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page as it stands, by WCAG 2.2 AA and its best practices."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(int(width), 0)


def cut(page: Page, box: str) -> list[str]:
    """The words within a box that is there that stand out at its right edge, and so are cut there."""
    return list(
        page.locator(box).evaluate(
            """box => [...box.querySelectorAll("*")]
                .filter(one => one.getBoundingClientRect().right > box.getBoundingClientRect().right + 1)
                .map(one => `${one.tagName} ${one.textContent}`)"""
        )
    )
