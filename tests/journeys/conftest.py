from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.consoles import Visit, Visits, chromium
from tests.journeys.stack import Stack

CONFIG = Path(__file__).with_name("journey.toml")


_STAFF = ("test_console", "test_openapi", "test_export", "test_measures", "test_outcomes")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys share a stack, one for each of two processes, and a slow one may take its time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            group = "staff-stack" if item.path.stem.startswith(_STAFF) else "stack"
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group(group))
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The deployed local stack, shared: every test has its own numbers and addresses."""
    running = Stack(state=tmp_path_factory.mktemp("stack"), config=CONFIG)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def visit(stack: Stack, browser: Browser) -> Iterator[Visits]:
    """Opens the console in windows of their own; what went wrong in one fails the test."""
    begun: list[Visit] = []

    def begin(**options: Any) -> Visit:
        begun.append(Visit(browser, stack.url, **options))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()
