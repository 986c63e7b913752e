"""What arrived and what is missing, in Chromium."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from chalicelib.model import Channel
from chalicelib.reconciliation import (
    Checked,
    Inside,
    Lack,
    Missing,
    Problem,
    Reconciliation,
    Source,
)
from tests.builders import NOON
from tests.consoles import DESKTOP, PHONE, Visit, overflow, violations
from tests.desk import MANAGER, Desk, installed
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium

WHOLE = Checked(channel=Channel.EMAIL, source=Source.MAIL_BUCKET, arrived=12, stored=12)


@pytest.fixture
def reconciled(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk where one mail was lost yesterday, nobody can say what texts came, and today is not over."""
    desk = Desk(World())
    desk.world.text("420 cold")
    feedback = desk.world.feedback.id
    texts = Checked(channel=Channel.SMS, source=Source.TOPIC, arrived=None)
    lost = Missing(id="q6r2" * 10, at=NOON, is_dead_letter=True, is_redriven=True)
    lacking = Problem(lack=Lack.ATTACHMENT, feedback_id=feedback, about="1", is_mended=True)
    day = Reconciliation(
        day=NOON.date(),
        checked_at=NOON,
        until=NOON + timedelta(hours=12),
        times=2,
        channels=(replace(WHOLE, stored=11, missing=(lost,)), texts),
        inside=Inside(feedback=3, looked_at=3, problems=(lacking,)),
        dead_letters={"InboundMail": 1, "Act": 0},
        late_seconds=7,
        redriven=1,
    )
    desk.reconciliations.save(day)
    before = {"day": day.day - timedelta(days=1), "channels": (WHOLE,), "inside": Inside()}
    desk.reconciliations.save(replace(day, **before, dead_letters={"Act": 0}, redriven=0))
    so_far = {"day": day.day + timedelta(days=1), "until": NOON + timedelta(hours=21)}
    desk.reconciliations.save(replace(day, **before | so_far, dead_letters={}, redriven=0))
    with installed(desk, monkeypatch) as ready:
        yield ready


@pytest.mark.parametrize(
    ("locale", "view", "says"),
    [
        (
            "en-GB",
            (DESKTOP, "light"),
            ["1 thing that arrived is not stored", "only until 09:00 UTC"],
        ),
        (
            "pt-BR",
            (PHONE, "dark"),
            ["1 mensagem que chegou não está guardada", "tudo guardado", "só até 09:00"],
        ),
        (
            "es",
            (PHONE, "light"),
            ["1 mensaje que llegó no está guardado", "cola de errores", "hasta las 9:00"],
        ),
    ],
)
def test_each_day_says_what_arrived_and_what_is_missing(
    browser: Browser, reconciled: Desk, locale: str, view: tuple[Any, str], says: list[str]
) -> None:
    with desk_served(reconciled, MANAGER) as url:
        visit = Visit(browser, url, viewport=view[0], color_scheme=view[1], locale=locale)
        page = visit.page
        page.goto(f"{url}/console#/arrivals")
        days = page.locator(".arr-day")
        expect(days).to_have_count(3)
        main = page.locator("main")
        for said in says:
            expect(main).to_contain_text(said)
        expect(days.nth(1).locator("code")).to_have_text("q6r2" * 10)
        assert "arr_" not in main.inner_text()
        assert (violations(page), overflow(page)) == ([], 0)
        days.nth(1).locator("a").click()
        expect(page).to_have_url(f"{url}/console#/feedback/{reconciled.world.feedback.reference}")
        visit.close()


def test_the_reports_lead_there_and_before_the_first_night_it_says_so(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    with installed(Desk(World()), monkeypatch) as desk, desk_served(desk, MANAGER) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console#/reports")
        visit.page.get_by_role("link", name="Arrived and stored").click()
        expect(visit.page.locator(".empty")).to_contain_text("No day has been compared yet")
        visit.close()
