"""The console's shell and work queue in Chromium, on the deployed local stack."""

import re
import secrets
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.consoles import DESKTOP, LOOKS, PHONE, Visits, overflow, violations
from tests.journeys.stack import PATIENCE, Stack

pytestmark = pytest.mark.chromium
expect.set_options(timeout=PATIENCE * 1000)

AGENT = "desk@example.com"
OMBUDSMAN = "omb-1@example.com"
MANAGER = "manager@example.com"


@pytest.fixture
def word() -> str:
    """A word that nobody else says, to find one's own feedback by."""
    return f"w{secrets.token_hex(4)}"


@pytest.fixture(scope="module")
def said(stack: Stack) -> str:
    """A word in two texts, one of them critical, that several tests look at and nobody answers."""
    word = f"w{secrets.token_hex(4)}"
    for text in ("the heating is off and there was smoke", "thank you!"):
        stack.text(f"{word} {text}", stack.number())
    return word


def arrive(stack: Stack, page: Page, word: str, *more: str) -> list[str]:
    """Texts to the desk, each to be seen before the next; their references in that order."""
    found = []
    for n, text in enumerate(more or ("the light is broken",), 1):
        stack.text(f"{word} {text}", stack.number())
        expect(lines(page)).to_have_count(n)
        found += [one for one in references(page) if one not in found]
    return found


def lines(page: Page) -> Any:
    return page.locator(".line")


def references(page: Page) -> list[str]:
    return [
        str(one) for one in lines(page).evaluate_all("all => all.map(x => x.dataset.reference)")
    ]


def focused(page: Page) -> str | None:
    found = page.evaluate("document.activeElement.closest('.line')?.dataset.reference ?? null")
    return str(found) if found else None


def test_a_link_into_the_console_survives_the_sign_in(visit: Visits) -> None:
    page = visit().sign_in(AGENT, "#/queue?scope=mine&kind=complaint")
    assert page.url.endswith("/console#/queue?scope=mine&kind=complaint")
    expect(page.locator(".scopes [aria-current]")).to_have_text("Mine")


def test_a_text_appears_without_reloading_and_is_marked_until_looked_at(
    stack: Stack, visit: Visits, word: str
) -> None:
    page = visit().sign_in(AGENT, f"#/queue?text={word}")
    expect(page.get_by_role("heading", name="All answered").or_(
        page.get_by_role("heading", name="Nothing fits these filters"))).to_be_visible()  # fmt: skip
    page.evaluate("window.stayed = true")
    [reference] = arrive(stack, page, word)
    expect(lines(page)).to_contain_text(reference)
    expect(lines(page).locator(".chip.brand")).to_have_text("new")
    expect(page.locator("#said")).to_have_text("1 new feedback")
    expect(page).to_have_title("(1) Work queue · Ouvido")
    page.keyboard.press("j")
    expect(lines(page).locator(".chip.brand")).to_have_count(0)
    assert page.evaluate("window.stayed")


def test_what_is_answered_leaves_and_the_focus_goes_to_the_next(
    stack: Stack, visit: Visits, word: str
) -> None:
    seen = visit()
    page = seen.sign_in(AGENT, f"#/queue?text={word}")
    arrive(stack, page, word, "one", "two", "three")
    first, second, third = references(page)
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == second
    told = stack.wait_told("desk@example.com", second)
    stack.reply(told, "It is mended.")
    expect(lines(page).filter(has_text=second)).to_have_count(0)
    assert references(page) == [first, third]
    assert focused(page) == third


def test_filters_stand_in_the_address_and_can_be_handed_on(
    stack: Stack, visit: Visits, word: str
) -> None:
    seen = visit()
    page = seen.sign_in(OMBUDSMAN, f"#/queue?scope=all&text={word}")
    arrive(stack, page, word, "the seat is wet", "how do I get an invoice?")
    page.get_by_label("Kind").select_option(label="Enquiry (1)")
    expect(lines(page)).to_have_count(1)
    expect(page.locator(".sum")).to_contain_text("1 of ")
    other = seen.window()
    other.goto(page.url)
    expect(lines(other)).to_have_count(1)
    expect(lines(other)).to_contain_text("invoice")
    other.get_by_role("button", name="Clear filters").click()
    expect(other.get_by_label("Search")).to_have_value("")
    assert other.url.endswith("#/queue?scope=all")


def test_search_looks_past_case_and_accents(stack: Stack, visit: Visits, word: str) -> None:
    page = visit().sign_in(AGENT, f"#/queue?text={word}")
    arrive(stack, page, word, "O ÔNIBUS não parou")
    page.get_by_label("Search").fill(f"{word} o onibus NAO")
    expect(lines(page)).to_have_count(1)
    page.get_by_label("Search").fill(f"{word} trem")
    expect(page.get_by_role("heading", name="Nothing fits these filters")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(lines(page).filter(has_text=word)).to_have_count(1)


def test_everything_goes_by_keyboard(stack: Stack, visit: Visits, word: str) -> None:
    page = visit().sign_in(AGENT, f"#/queue?text={word}")
    arrive(stack, page, word, "one", "two")
    first, second = references(page)
    for key, expected in (("j", first), ("j", second), ("j", second), ("k", first)):
        page.keyboard.press(key)
        assert focused(page) == expected
    page.keyboard.press("/")
    expect(page.get_by_label("Search")).to_be_focused()
    page.keyboard.type("jk")  # letters in a field are letters
    expect(page.get_by_label("Search")).to_have_value("jk")
    page.get_by_label("Search").fill(word)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile(r"#/feedback/[^/?]+\?do=reply$"))
    page.locator("body").press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("q")
    expect(page).to_have_url(re.compile(r"#/queue$"))
    expect(page.get_by_role("heading", name="Work queue")).to_be_visible()


def test_coming_back_is_where_one_left(stack: Stack, visit: Visits, word: str) -> None:
    page = visit().sign_in(AGENT, f"#/queue?text={word}")
    arrive(stack, page, word, "one", "two")
    _, second = references(page)
    lines(page).last.locator("a").click()
    expect(page).to_have_url(re.compile(rf"#/feedback/{second}$"))
    page.go_back()
    expect(lines(page)).to_have_count(2)
    page.wait_for_function("() => document.activeElement.closest('.line')")
    assert focused(page) == second


def test_without_connection_it_says_since_when_it_is_stale(visit: Visits) -> None:
    seen = visit()
    page = seen.sign_in(AGENT)
    expect(page.locator(".sum")).to_contain_text("to answer")
    seen.context.set_offline(True)
    expect(page.locator("#banner")).to_have_text(
        re.compile(r"Not up to date since \d\d:\d\d: no connection")
    )
    expect(page.locator(".sum")).to_contain_text("to answer")
    seen.context.set_offline(False)
    expect(page.locator("#banner")).to_be_empty()
    expect(page.locator("#said")).to_have_text("Up to date again.")


def test_a_session_that_ended_loses_nothing_that_was_typed(visit: Visits) -> None:
    seen = visit()
    page = seen.sign_in(AGENT)
    page.get_by_label("Search").fill("half a wo")
    seen.context.clear_cookies(name="ouvido_session")
    with seen.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again in a new window").click()
    window = opened.value
    window.wait_for_load_state()
    if window.locator("[name=username]").count():  # else the user pool's own session still holds
        window.fill("[name=username]", AGENT)
        window.fill("[name=password]", "Ouvido-demo-1")
        window.keyboard.press("Enter")
    expect(window.get_by_role("heading", name="You are signed in again")).to_be_visible()
    window.close()
    page.bring_to_front()
    expect(page.locator("#banner")).to_be_empty()
    expect(page.get_by_label("Search")).to_have_value("half a wo")


def test_language_and_theme_are_kept_on_the_device(visit: Visits) -> None:
    seen = visit(locale="de-DE")  # a language that we do not speak
    page = seen.sign_in(AGENT)
    page.locator(".menu summary").click()
    page.get_by_label("Language").select_option("pt-BR")
    expect(page.get_by_role("heading", name="Fila de trabalho")).to_be_visible()
    page.locator(".menu summary").click()
    page.get_by_text("Escura").click()
    page.reload()
    expect(page.get_by_role("heading", name="Fila de trabalho")).to_be_visible()
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "pt-BR")
    expect(html).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 22, 20)"


def test_signing_out_ends_the_session(visit: Visits) -> None:
    page = visit().sign_in(AGENT)
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("[name=username]")
    assert (
        page.request.get(f"{page.url.split('/', 3)[0]}//{page.url.split('/')[2]}/v1/me").status
        == 401
    )


def test_each_role_is_shown_what_it_may_do(visit: Visits) -> None:
    manager = visit().sign_in(MANAGER)
    expect(manager.locator(".scopes [aria-current]")).to_have_text("All")
    expect(manager.get_by_role("link", name="Record by hand")).to_have_count(0)
    agent = visit().sign_in(AGENT)
    expect(agent.locator(".scopes a")).to_have_text(["Mine", "My team’s"])


def test_an_address_that_leads_nowhere_says_so_kindly(visit: Visits) -> None:
    seen = visit()
    page = seen.sign_in(AGENT, "#/nowhere")
    expect(page.get_by_role("heading", name="There is no such page")).to_be_focused()
    page.get_by_role("link", name="Back to the work queue").click()
    expect(page.get_by_role("heading", name="Work queue")).to_be_visible()
    seen.go("#/queue?scope=everything&team=nobody-knows")
    expect(page.locator(".list .notice")).to_contain_text("no such team", ignore_case=True)


@pytest.mark.parametrize(("look", "locale"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(
    visit: Visits, said: str, look: str, locale: str
) -> None:
    scheme, size = look.split()
    seen = visit(viewport=PHONE if size == "phone" else DESKTOP, color_scheme=scheme, locale=locale)
    page = seen.sign_in(OMBUDSMAN, f"#/queue?scope=all&text={said}")
    expect(lines(page)).to_have_count(2)
    assert violations(page) == []
    assert overflow(page) == 0
    page.locator(".menu summary").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert violations(page) == []
    page.keyboard.press("Escape")
    if page.locator(".more:not([open]) > summary").count():
        page.locator(".more > summary").click()
    page.locator("#queue-search").fill("nothing has this word")
    page.wait_for_selector(".empty")
    assert violations(page) == []
    assert overflow(page) == 0
    seen.go("#/nowhere")
    assert violations(page) == []


def test_a_phone_of_320_pixels_shows_everything(stack: Stack, visit: Visits, word: str) -> None:
    page = visit(viewport={"width": 320, "height": 640}).sign_in(OMBUDSMAN, f"#/queue?text={word}")
    page.get_by_role("link", name="All", exact=True).click()
    arrive(stack, page, word, f"{'x' * 90} a word that does not end")
    assert overflow(page) == 0


LINE: dict[str, Any] = {
    "holder": {"id": "desk", "name": "Desk"},
    "cycle_at": "2026-11-23T10:00:00Z",
    "promise_by": "2026-11-23T14:00:00Z",
}


CASES: list[tuple[dict[str, Any], str, str, float, str]] = [
    ({}, "2026-11-23T10:00:00Z", "today", 0.0, "fine"),
    ({}, "2026-11-23T11:00:00Z", "today", 0.25, "fine"),
    ({}, "2026-11-23T12:59:00Z", "today", 0.746, "fine"),
    ({}, "2026-11-23T13:00:00Z", "soon", 0.75, "soon"),
    ({}, "2026-11-23T14:00:00Z", "late", 1.0, "late"),
    ({}, "2026-11-25T14:00:00Z", "late", 1.0, "late"),
    ({}, "2026-11-22T14:00:00Z", "later", 0.0, "fine"),
    ({"promise_by": "2026-11-23T10:00:00Z"}, "2026-11-23T09:30:00Z", "soon", 1.0, "soon"),
    ({"promise_by": None}, "2026-11-23T11:00:00Z", "unpromised", 0.0, "none"),
    ({"holder": None}, "2026-11-25T11:00:00Z", "waiting", 0.0, "none"),
]


def test_the_time_that_is_left_is_counted_from_the_cycle_to_the_newest_promise(
    visit: Visits,
) -> None:
    page = visit().sign_in(AGENT)
    for change, now, urgency, share, tone in CASES:
        said = page.evaluate(
            """async ([line, at]) => {
                const assets = new URL(document.body.dataset.assets, document.baseURI);
                const rule = await import(new URL("clock.js", assets));
                const now = new Date(at);
                return [rule.urgency(line, now), rule.share(line, now), rule.tone(line, now)];
            }""",
            [LINE | change, now],
        )
        assert (said[0], round(said[1], 3), said[2]) == (urgency, share, tone), (change, now)
