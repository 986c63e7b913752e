"""What cannot be done, in Chromium: the console says why in the member's language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import configuration
from tests.consoles import Visit
from tests.desk import AGENT, Desk, installed
from tests.handlers.test_incidents import freezing, opened
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with installed(Desk(World(first=configuration())), monkeypatch) as ready:
        yield ready


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    """An incident of four people, as who speaks Portuguese sees it."""
    one = opened(desk, freezing(desk))
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, locale="pt-BR")
        visit.page.goto(f"{url}/console#/incidents/{one['summary']['id']}")
        expect(visit.page.locator(".inc-feedback li")).to_have_count(4)
        yield visit.page
        visit.close()


def test_without_a_connection_an_incident_says_so_in_words(page: Page) -> None:
    page.route("**/v1/incidents/*/feedback", lambda asked: asked.abort())
    page.get_by_role("button", name="Retirar").first.click()
    expect(page.get_by_role("alert")).to_have_text("Não deu certo: não há conexão. ")


def test_with_whom_something_could_not_be_done_is_said_with_the_reason(
    page: Page, desk: Desk
) -> None:
    (summary,) = desk.get("/v1/incidents").json["items"]
    desk.world.text("420 also cold", sender="+447700900077")
    late = desk.world.store.get(desk.world.all_ids[-1]).reference
    desk.post("/v1/incidents", {"key": desk.key(), "references": [late]})
    desk.post(f"/v1/incidents/{summary['id']}/feedback", {"key": desk.key(), "add": [late]})
    desk.world.settle()
    page.reload()
    expect(page.locator(".inc-tasks")).to_contain_text(
        f"{late}: não foi possível (faz parte de outro incidente)"
    )
