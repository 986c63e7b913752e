"""A site on this machine and a browser to look at it with."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from chalicelib.configuration import Survey
from infra.configfile import check_text
from tests.builders import configuration, policy_row
from tests.consoles import Visit
from tests.desk import ADMIN, Desk
from tests.desk import installed as desk_installed
from tests.emulated import DEMO
from tests.pages.desk_site import desk_served
from tests.website import Site, installed, served
from tests.world import World

_CHROMIUM = Path("/usr/bin/chromium")
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once. Only where the build runs must it be there."""
    if not _CHROMIUM.exists():
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up(f"there is no {_CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site under a stage's prefix, as API Gateway serves it; it asks all that can be asked."""
    first = configuration(policies=[policy_row(survey=Survey.CSAT_NPS)])
    with installed(Site(first=first, stage="/api", public_url=""), monkeypatch) as ready:
        yield ready


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """Where the site is."""
    with served(site) as url:
        yield url


@pytest.fixture
def administered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose configuration was applied from the demo's text, as version 2."""
    world, text = World(), DEMO.read_text()
    document = check_text(text, "demo.toml", date(2026, 11, 22)).document
    assert document is not None
    world.configurations.apply(
        document, now=world.now, new_key=b"k" * 32, text=text, by="python -m infra", base=1
    )
    with desk_installed(Desk(world), monkeypatch) as ready:
        yield ready


@pytest.fixture
def administration(browser: Browser, administered: Desk) -> Iterator[Visit]:
    """The console's administration, as an administrator of that desk has it."""
    with desk_served(administered, ADMIN) as url:
        seen = Visit(browser, url)
        seen.page.goto(f"{url}/console#/admin")
        seen.page.get_by_role("heading", name="Policies").wait_for()
        yield seen
        seen.close()
