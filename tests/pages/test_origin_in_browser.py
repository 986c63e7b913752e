"""What staff see of how a form came, in Chromium: from which trip, and whether a program may have sent it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from chalicelib import context
from chalicelib.context import TripContext
from chalicelib.intake import form_time
from tests.builders import HOUR, KEYS, NOON
from tests.consoles import PHONE, Visit, overflow, violations
from tests.desk import AGENT, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium

TRIP = TripContext(vehicle="420", trip="08:15 Leeds", seat="14A", valid_until=NOON + HOUR)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with installed(Desk(World()), monkeypatch) as made:
        yield made


@pytest.mark.parametrize(
    ("locale", "trip", "hint"),
    [
        ("en-GB", "vehicle 420 · trip 08:15 Leeds · seat 14A", "perhaps by a program"),
        ("pt-BR", "veículo 420 · viagem 08:15 Leeds · poltrona 14A", "talvez por um programa"),
        ("es", "vehículo 420 · viaje 08:15 Leeds · asiento 14A", "quizá por un programa"),
    ],
)
def test_the_facts_name_the_trip_and_say_that_it_came_faster_than_anybody_types(
    browser: Browser, desk: Desk, locale: str, trip: str, hint: str
) -> None:
    desk.world.form(
        "Cold",
        context=context.token(KEYS, "coach-420", TRIP),
        opened=form_time.stamp(KEYS, desk.world.now),
    )
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, locale=locale, viewport=PHONE)
        visit.page.goto(f"{url}/console#/feedback/{desk.world.feedback.reference}")
        facts = visit.page.locator(".side .pairs")
        expect(facts).to_contain_text(trip)
        expect(facts).to_contain_text(hint)
        assert (violations(visit.page), overflow(visit.page)) == ([], 0)
        visit.close()


def test_the_facts_of_what_came_without_a_trip_say_nothing_of_one(
    browser: Browser, desk: Desk
) -> None:
    desk.world.form("Cold")
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console#/feedback/{desk.world.feedback.reference}")
        facts = visit.page.locator(".side .pairs")
        expect(facts).to_contain_text("Received")
        expect(facts).not_to_contain_text("Trip")
        expect(facts).not_to_contain_text("Mind")
        visit.close()
