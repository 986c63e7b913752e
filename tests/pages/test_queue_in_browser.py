"""Queue, feedback and incidents in Chromium: what belongs together, a long queue, and colleagues' names."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.access import Person
from chalicelib.services import queue
from tests.builders import HOUR, configuration, document
from tests.consoles import DESKTOP, PHONE, Visit, overflow, violations
from tests.desk import AGENT, MAILBOX, MANAGER, Desk, installed
from tests.handlers.test_incidents import freezing, opened
from tests.pages.desk_site import desk_served
from tests.world import World

pytestmark = pytest.mark.chromium

NAMES = {"ana@example.com": "Ana Souza", "coaches@example.com": "The desk"}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Coach 420 is cold and so are four people in it."""
    with installed(Desk(World(first=configuration(names=NAMES))), monkeypatch) as ready:
        freezing(ready)
        ready.world.hours(1)
        yield ready


@pytest.fixture
def page(desk: Desk, browser: Browser) -> Iterator[Page]:
    yield from looked_at(desk, browser, AGENT)


def looked_at(desk: Desk, browser: Browser, who: Person) -> Iterator[Page]:
    with desk_served(desk, who) as url:
        visit = Visit(browser, url)
        visit.page.goto(f"{url}/console")
        expect(visit.page.locator(".line").first).to_be_visible()
        yield visit.page
        visit.close()


def open_one(page: Page, reference: str) -> None:
    page.evaluate("hash => { location.hash = hash }", f"#/feedback/{reference}")
    expect(page.locator(".timeline")).to_be_visible()


def test_the_queue_suggests_an_incident_and_one_click_makes_it(page: Page, desk: Desk) -> None:
    card = page.locator(".queue-incidents .inc-suggestion")
    expect(card.get_by_role("heading")).to_have_text("4 people · Coach 420 London to Birmingham")
    expect(card).to_contain_text("heating")
    card.get_by_role("button", name="Make it one incident").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("heating")
    expect(page.locator(".inc-head")).to_contain_text("Ana Souza")
    desk.world.settle()
    page.get_by_role("link", name="Work queue").click()
    expect(page.locator(".line a.incident")).to_have_count(4)
    expect(page.locator(".queue-incidents")).to_be_hidden()
    page.locator(".line a.incident").first.click()
    expect(page.get_by_role("heading", name="One answer to all")).to_be_visible()


def test_a_wrong_suggestion_above_the_queue_costs_one_click(page: Page) -> None:
    page.get_by_role("button", name="No, not the same").click()
    expect(page.locator(".queue-incidents")).to_be_hidden()
    expect(page.locator(".line")).to_have_count(4)


def test_on_a_phone_a_suggestion_is_one_line_until_it_is_opened(
    desk: Desk, browser: Browser
) -> None:
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, viewport={"width": 320, "height": 640}, locale="pt-BR")
        visit.page.goto(f"{url}/console")
        card = visit.page.locator(".queue-incidents .inc-suggestion")
        expect(card).to_be_visible()
        line = visit.page.locator(".line").first
        expect(line).to_be_visible()
        assert line.evaluate("e => e.getBoundingClientRect().top") < 640 * 2 / 3
        join = card.get_by_role("button", name="Tratar como um incidente")
        expect(join).to_be_hidden()
        card.locator("summary").first.click()
        expect(card).to_contain_text("heating")
        assert violations(visit.page) == []
        assert overflow(visit.page) == 0
        join.click()
        expect(visit.page.locator(".inc-head")).to_be_visible()
        visit.close()


CUT = """all => all.map(one => {
    const style = getComputedStyle(one), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const words = one.placeholder || one.selectedOptions?.[0].text || "";
    const arrow = one.matches("select") ? 20 : 0;
    const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
    return pen.measureText(words).width > room ? words : "";
}).filter(Boolean)"""
"""Of fields: their words for which they are too narrow."""


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "es"])
def test_what_the_queue_is_narrowed_by_can_be_read(
    desk: Desk, browser: Browser, locale: str
) -> None:
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, locale=locale)
        visit.page.goto(f"{url}/console")
        expect(visit.page.locator(".line").first).to_be_visible()
        fields = visit.page.locator(".filters :is(input, select):visible")
        for width in (1000, 1280, 1440):
            visit.page.set_viewport_size({"width": width, "height": 800})
            assert fields.evaluate_all(CUT) == [], width
        visit.close()


def test_a_feedback_says_what_it_may_be_part_of_and_then_what_it_is_part_of(
    page: Page, desk: Desk
) -> None:
    references = [desk.world.store.get(one).reference for one in desk.world.all_ids]
    opened(desk, references[:3])
    open_one(page, references[3])
    expect(page.locator(".incident-of")).to_contain_text("May be part of “heating, cold”")
    page.get_by_role("button", name="Add to “heating, cold”").click()
    expect(page.locator(".inc-head")).to_contain_text("4 people")
    desk.world.settle()
    open_one(page, references[3])
    expect(page.locator(".incident-of a")).to_have_text("Part of the incident heating, cold")
    expect(page.locator(".timeline")).to_contain_text("Ana Souza")
    page.locator(".incident-of a").click()
    expect(page.locator(".inc-feedback li")).to_have_count(4)


def test_colleagues_are_called_by_their_names(page: Page, desk: Desk) -> None:
    reference = desk.world.store.get(desk.world.all_ids[0]).reference
    for move, body in (("take", {}), ("note", {"words": "I have asked the depot."})):
        desk.post(f"/v1/feedback/{reference}/{move}", {"key": desk.key(), **body}, MAILBOX)
    desk.send("PUT", f"/v1/feedback/{reference}/presence", MAILBOX, {"writing": True})
    line = page.locator(f".line[data-reference='{reference}']")
    expect(line).to_contain_text("The desk sees to it")
    open_one(page, reference)
    expect(page.locator(".timeline")).to_contain_text("The desk noted")
    expect(page.locator(".glance")).to_contain_text("The desk")
    expect(page.locator(".here")).to_contain_text("The desk is writing")
    expect(page.locator("main")).not_to_contain_text("coaches@example.com")


def test_who_sees_all_is_offered_every_team(desk: Desk, browser: Browser) -> None:
    for page in looked_at(desk, browser, MANAGER):
        offered = page.get_by_label("Team", exact=True).locator("option")
        expect(offered).to_have_text(["Team: any", "Coach operations", "Supervisors", "Ombudsman"])
        page.get_by_label("Team", exact=True).select_option("ombudsman")
        expect(page.locator(".line")).to_have_count(0)


@pytest.fixture
def long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A queue of which one answer shows five, and one reading looks at ten."""
    for name, n in {"MOST": 5, "LOOKED_AT": 10, "_AT_ONCE": 5}.items():
        monkeypatch.setattr(queue, name, n)
    for number in range(60):
        desk.world.now += HOUR / 60
        words = "my blue bag" if number in (3, 57) else f"matter {number}"
        desk.world.text(f"550 {words}", sender=f"+4477009{number:05}")
    return desk


@pytest.mark.usefixtures("long")
def test_of_a_long_queue_the_page_says_that_there_is_more_and_finds_what_it_does_not_show(
    page: Page,
) -> None:
    expect(page.locator(".line")).to_have_count(5)
    expect(page.locator(".end")).to_contain_text("There is more. These 5 are due first.")
    expect(page.locator(".sum")).to_contain_text("5 and more to answer")
    page.get_by_role("button", name="Look further").click()
    expect(page.locator(".line")).to_have_count(10)
    page.get_by_role("searchbox").fill("BLUE bag")
    expect(page.locator(".line")).to_have_count(1)
    expect(page.locator(".end")).to_contain_text("there is more")
    page.get_by_role("button", name="Look further").click()
    expect(page.locator(".line")).to_have_count(2)
    expect(page.locator(".end")).to_be_empty()
    page.get_by_role("searchbox").fill("purple")
    expect(page.get_by_role("heading", name="Nothing yet that fits these filters")).to_be_visible()
    page.get_by_role("button", name="Clear filters").first.click()
    expect(page.locator(".line")).to_have_count(5)
    page.get_by_label("Severity").select_option("high")
    expect(page.locator(".line")).to_have_count(1)


@pytest.mark.usefixtures("long")
def test_what_is_due_first_is_live_in_a_long_queue_and_the_rest_says_how_old_it_is(
    page: Page, desk: Desk
) -> None:
    cold = [desk.world.store.get(one) for one in desk.world.all_ids[:2]]
    expect(page.locator(".age")).to_be_hidden()
    page.get_by_role("combobox", name="Kind").select_option("complaint")
    expect(page.locator(f".line[data-reference='{cold[0].reference}']")).to_be_visible()
    expect(page.locator(".age")).to_contain_text("What is due first is up to date; the rest is as")
    expect(page.locator(".age")).to_contain_text(re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}"))
    shown = page.locator(".line").count()
    handed = {"key": desk.key(), "to": "supervisors"}
    assert desk.post(f"/v1/feedback/{cold[0].reference}/hand-over", handed).status == 200
    page.evaluate("dispatchEvent(new Event('focus'))")  # looks at once, not in four seconds
    expect(page.locator(f".line[data-reference='{cold[0].reference}']")).to_have_count(0)
    expect(page.locator(".line")).to_have_count(shown - 1)


@pytest.mark.usefixtures("long")
def test_a_queue_that_could_not_be_looked_at_for_some_seconds_says_of_when_it_is(
    page: Page,
) -> None:
    expect(page.locator(".line")).to_have_count(5)
    page.clock.install()
    page.route("**/v1/queue*", lambda _: None)  # no answer, and no refusal either
    page.clock.run_for(12_000)
    expect(page.locator(".age")).to_contain_text("This is as of ")
    page.unroute("**/v1/queue*")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator(".age")).to_be_hidden()


def test_every_touchpoint_can_be_asked_for_of_a_long_queue(long: Desk, browser: Browser) -> None:
    places = {**document()["touchpoints"]}
    places["coach-700"] = {**places["coach-550"], "name": "Coach 700", "keyword": "700"}
    keywords = {place["keyword"]: name for name, place in places.items()}
    changed = document(touchpoints=places, keywords=keywords)
    long.world.configurations.apply(changed, now=long.world.now, new_key=b"k" * 32)
    long.world.text("700 a broken lamp", sender="+447700900999")
    for page in looked_at(long, browser, AGENT):
        place = page.get_by_role("combobox", name="Touchpoint")
        place.click()
        offered = page.locator("#queue-places option")
        expect(offered).to_have_count(3)
        place.press_sequentially("70")
        expect(offered).to_have_count(1)
        place.fill("Coach 700")
        page.get_by_role("button", name="Look further").click()
        expect(page.locator(".line")).to_have_count(1)
        expect(page.locator(".line")).to_contain_text("a broken lamp")
        assert "touchpoint=coach-700" in page.url
        assert (violations(page), overflow(page)) == ([], 0)
        page.reload()
        expect(place).to_have_value("Coach 700")
        place.fill("Coach 7")
        place.press("Tab")
        expect(place).to_have_value("Coach 700")
        place.fill("")
        expect(page.locator(".line")).to_have_count(5)


@pytest.mark.parametrize(
    ("look", "locale"), [("dark phone", "pt-BR"), ("dark desktop", "es"), ("light phone", "en-GB")]
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    desk: Desk, browser: Browser, look: str, locale: str
) -> None:
    references = [desk.world.store.get(one).reference for one in desk.world.all_ids]
    incident = opened(desk, references[:2])["summary"]["id"]
    scheme, size = look.split()
    shape = PHONE if size == "phone" else DESKTOP
    with desk_served(desk, AGENT) as url:
        visit = Visit(browser, url, viewport=shape, color_scheme=scheme, locale=locale)
        for hash_, shown in (
            ("#/queue", ".queue-incidents h2"),
            (f"#/feedback/{references[0]}", ".inc-part"),
            (f"#/feedback/{references[3]}", ".incident-of h2"),
            ("#/incidents", ".inc-row"),
            (f"#/incidents/{incident}", ".inc-feedback li"),
        ):
            visit.page.goto(f"{url}/console{hash_}")
            expect(visit.page.locator(shown).first).to_be_visible()
            assert (hash_, violations(visit.page)) == (hash_, [])
            assert (hash_, overflow(visit.page)) == (hash_, 0)
        visit.close()


def test_who_joins_while_the_answer_is_open_is_counted_and_what_was_typed_stays(
    page: Page, desk: Desk
) -> None:
    references = [desk.world.store.get(one).reference for one in desk.world.all_ids]
    incident = opened(desk, references[:2])["summary"]["id"]
    page.evaluate("hash => { location.hash = hash }", f"#/incidents/{incident}")
    page.get_by_label("English, 2 of them").fill("It is being mended.")
    change = {"key": desk.key(), "add": references[2:3]}
    desk.post(f"/v1/incidents/{incident}/feedback", change)
    desk.world.settle()
    expect(page.get_by_label("English, 3 of them")).to_have_value("It is being mended.")
    expect(page.get_by_role("button", name="Send to 3 people")).to_be_disabled()
