"""The console's pages over the company of `last_days`, as its people see them on that morning."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from chalicelib.access import Person
from tests.consoles import Visit
from tests.pages.desk_site import desk_served
from tests.screenshots.camera import SIZES, Camera
from tests.screenshots.last_days import LastDays
from tests.screenshots.weeks import ADA, CARLA, NORA, NOW, PRIYA

_IN_A_MAIL = "Blocked script execution in 'about:srcdoc'"
"""What the browser says of the clock that is set in every frame, the shown mail's among them."""
_BOTH = tuple(SIZES)
_DESKTOP = ("desktop",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One page, and whose."""

    name: str
    who: Person
    hash: str
    """`{sam}` and `{incident}` are filled in."""
    does: Callable[[Page], object] = lambda _: None
    """What is done on it before its picture is taken."""
    sizes: tuple[str, ...] = _BOTH
    look: dict[str, Any] = field(default_factory=dict)
    """Options of the browser's context."""


def _answers(page: Page) -> None:
    page.locator("#compose-words").fill(
        "Thank you for telling us, Sam, and for the note about the door. The pump of coach 4123 is"
        " mended tonight, and the 18:40 has a working toilet. We are sorry."
    )
    page.locator(".preview, [class*=preview]").first.wait_for()


def _records(page: Page) -> None:
    page.get_by_label("Where?").fill("36")
    page.keyboard.press("Tab")
    page.keyboard.type("She waited an hour at Luton; the driver said the coach was full.")
    page.get_by_label("Mobile number").fill("07700 900321")
    page.get_by_label("Yes", exact=True).check()


def _opens_a_chart(page: Page) -> None:
    page.locator(".rep-targets article > details > summary").first.click()
    page.locator(".rep-targets .plot canvas").first.wait_for()


_DARK = {"color_scheme": "dark"}
_SHOWN = (
    Shown(name="queue", who=ADA, hash="#/queue?scope=team"),
    Shown(
        name="queue-dark", who=ADA, hash="#/queue?scope=team", sizes=("phone",),
        look={**_DARK, "locale": "pt-BR"},
    ),
    Shown(name="feedback", who=ADA, hash="#/feedback/{sam}", does=_answers),
    Shown(
        name="feedback-dark", who=ADA, hash="#/feedback/{sam}", sizes=_DESKTOP,
        look={**_DARK, "locale": "es"},
    ),
    Shown(name="record", who=ADA, hash="#/record", does=_records),
    Shown(name="incidents", who=ADA, hash="#/incidents"),
    Shown(name="incident", who=CARLA, hash="#/incidents/{incident}"),
    Shown(name="posters", who=ADA, hash="#/posters"),
    Shown(name="reports", who=NORA, hash="#/reports", does=_opens_a_chart),
    Shown(
        name="reports-dark", who=NORA, hash="#/reports?touchpoint=coach-420", sizes=_DESKTOP,
        look={**_DARK, "locale": "pt-BR"},
    ),
    Shown(name="arrivals", who=NORA, hash="#/arrivals"),
    Shown(name="evidence", who=NORA, hash="#/evidence"),
    Shown(name="admin", who=PRIYA, hash="#/admin"),
    Shown(name="wordings", who=PRIYA, hash="#/admin/wording", sizes=_DESKTOP),
    Shown(name="wording", who=PRIYA, hash="#/admin/wording/acknowledgement_sms"),
    Shown(name="template", who=PRIYA, hash="#/admin/templates/heating", sizes=_DESKTOP),
    Shown(name="targets", who=PRIYA, hash="#/admin/targets", sizes=_DESKTOP),
    Shown(name="policy", who=PRIYA, hash="#/admin/policies/complaint"),
    Shown(name="team", who=PRIYA, hash="#/admin/teams/coaches", sizes=_DESKTOP),
    Shown(name="touchpoint", who=PRIYA, hash="#/admin/touchpoints/coach-420", sizes=_DESKTOP),
    Shown(name="calendar", who=PRIYA, hash="#/admin/calendars/office", sizes=_DESKTOP),
    Shown(name="absence", who=PRIYA, hash="#/admin/absences/1", sizes=("phone",)),
    Shown(name="settings", who=PRIYA, hash="#/admin/settings", sizes=_DESKTOP),
    Shown(name="limits", who=PRIYA, hash="#/admin/settings/limits", sizes=_DESKTOP),
    Shown(name="editor", who=PRIYA, hash="#/admin/edit", sizes=_DESKTOP),
    Shown(name="versions", who=PRIYA, hash="#/admin/versions", sizes=_DESKTOP),
    Shown(name="version", who=PRIYA, hash="#/admin/versions/3", sizes=_DESKTOP),
    Shown(name="explain", who=PRIYA, hash="#/admin/explain", sizes=_DESKTOP),
    Shown(name="webhooks", who=PRIYA, hash="#/admin/webhooks", sizes=_DESKTOP),
    Shown(name="webhook", who=PRIYA, hash="#/admin/webhooks/crm"),
)  # fmt: skip


def pictures(story: LastDays, browser: Browser, camera: Camera) -> None:
    """Every page of the console."""
    with ExitStack() as open_:
        urls = {
            who.email: open_.enter_context(desk_served(story.weeks.desk, who))
            for who in (ADA, CARLA, NORA, PRIYA)
        }
        for one in _SHOWN:
            hash_ = one.hash.format(sam=story.sam, incident=story.incident)
            for size in one.sizes:
                name = f"console-{one.name}-{size}"
                if camera.wanted(name):
                    visit = Visit(browser, urls[one.who.email], viewport=SIZES[size], **one.look)
                    _picture(visit, hash_, one.does, name, camera)


def _picture(
    visit: Visit, hash_: str, does: Callable[[Page], object], name: str, camera: Camera
) -> None:
    page = visit.page
    try:
        page.clock.set_fixed_time(NOW)
        page.goto(f"{visit.url}/console{hash_}")
        page.wait_for_selector("#head .home")
        page.wait_for_selector("main:not([aria-busy])")
        page.wait_for_load_state("networkidle")
        does(page)
        camera.take(page, name)
        camera.wrong += [f"{name}: {one}" for one in visit.troubles if _IN_A_MAIL not in one]
    except Exception as error:  # noqa: BLE001 - one page that fails leaves the others
        camera.trouble(name, error)
    finally:
        visit.context.close()
