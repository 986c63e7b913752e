"""Recording by hand and incidents in Chromium, on the deployed local stack."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.consoles import PHONE, Visits, overflow, violations
from tests.journeys.stack import PATIENCE, Stack

pytestmark = pytest.mark.chromium
expect.set_options(timeout=PATIENCE * 1000)

AGENT = "desk@example.com"


def test_a_call_is_recorded_with_the_keyboard_alone_and_its_reference_read_out(
    stack: Stack, visit: Visits
) -> None:
    page = visit().sign_in(AGENT, "#/record")
    number = stack.number()
    page.get_by_label("Where?").fill("420")
    expect(page.locator("#record-place")).to_contain_text("Coach 420 London to Birmingham")
    page.keyboard.press("Tab")
    page.keyboard.type("She waited an hour in the rain.")
    page.get_by_label("Mobile number").fill(number)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Yes", exact=True).check()
    assert violations(page) == []
    page.keyboard.press("Control+Enter")
    shown = page.locator(".record-reference")
    expect(shown).to_have_text(re.compile("^[0-9A-Z]{3}-[0-9A-Z]{4}$"))
    reference = shown.inner_text()
    letter = next((one for one in reference if one.isalpha()), None)
    if letter:
        expect(page.locator(".record-spelling")).to_contain_text(f"{letter} as in ")
    assert reference in stack.wait_sent(number)["text"]
    assert violations(page) == []
    first = stack.show(reference)["timeline"][0]
    assert (first["what"], first["channel"], first["actor"]) == ("captured", "phone", AGENT)


def test_four_who_are_cold_get_one_answer_each_in_their_language(
    stack: Stack, visit: Visits
) -> None:
    numbers = [stack.number() for _ in range(3)]
    for number, words in zip(
        numbers, ("muito frio", "aquecimento quebrado", "estamos com frio"), strict=True
    ):
        stack.text(f"lounge {words}", number)
    english = "cold-passenger@example.net"
    stack.api(
        text="The heating is off, I am cold", touchpoint="lounge", locale="en-GB",
        contact={"email": english},
    )  # fmt: skip
    page = visit().sign_in(AGENT, "#/incidents")
    card = page.locator(".inc-suggestion").filter(has_text="frio")
    expect(card.get_by_role("heading")).to_contain_text("4 people")
    expect(card).to_contain_text("frio")
    assert violations(page) == []
    card.get_by_role("button", name="Make it one incident").click()
    expect(page.locator(".inc-tasks")).to_contain_text("4 of 4")
    page.get_by_label("Português, 3 of them").fill("O aquecimento foi consertado.")
    page.get_by_role("button", name="See how it will read").click()
    expect(page.locator(".inc-answer")).to_contain_text("Still to write: English")
    page.get_by_label("English, 1 of them").fill("The heating is mended.")
    page.get_by_role("button", name="See how it will read").click()
    expect(page.locator(".inc-answer")).to_contain_text("3 by text message")
    assert violations(page) == []
    page.get_by_role("button", name="Send to 4 people").click()
    expect(page.locator(".inc-tasks li").first).to_contain_text("Answered")
    expect(page.locator(".inc-tasks li").first).to_contain_text("4 of 4")
    for number in numbers:
        assert "foi consertado" in stack.wait_sent(number, 2)["text"]
    assert "heating is mended" in stack.wait_sent(english, 2)["text"]
    page.set_viewport_size(PHONE)
    assert overflow(page) == 0


def test_a_suggestion_that_is_wrong_goes_away_with_one_click(stack: Stack, visit: Visits) -> None:
    for words in ("dirty floor", "filthy floor", "so dirty"):
        stack.text(f"lounge {words}", stack.number())
    page = visit(viewport=PHONE).sign_in(AGENT, "#/incidents")
    card = page.locator(".inc-suggestion").filter(has_text="dirty")
    expect(card).to_have_count(1)
    assert overflow(page) == 0
    card.get_by_role("button", name="No, not the same").click()
    expect(card).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", name="Incidents", exact=True)).to_be_visible()
    expect(page.locator(".inc-suggestion").filter(has_text="dirty")).to_have_count(0)


def test_a_touchpoint_that_gets_three_in_a_row_is_told_of_by_mail_and_above_the_queue(
    stack: Stack, visit: Visits
) -> None:
    """It got its first feedback three weeks ago, by letter, and none since."""
    seen = visit()
    page = seen.sign_in(AGENT)
    came_at = (datetime.now(UTC) - timedelta(days=21)).replace(hour=12).isoformat()
    recorded = page.request.post(
        f"{stack.url}/v1/feedback",
        headers={"X-Ouvido": "console"},
        data={
            "key": "a letter about the pier",
            "channel": "letter",
            "words": "The pier is nice.",
            "came_at": came_at,
            "touchpoint": "pier",
        },
    )
    assert recorded.ok, recorded.text()
    for number in range(3):
        answer = stack.api(text=f"The gangway is wet and slippery {number}", touchpoint="pier")
        assert answer.ok
    subject = "Pier 3: more feedback than usual (3)"
    [mail] = stack.wait_for(
        "the warning",
        lambda: [m for m in stack.sent_to(AGENT) if m["subject"] == subject],
    )
    assert "gangway" in mail["text"]
    assert f"/console#/feedback/{answer.json()['reference']}" in mail["text"]
    seen.go("#/record")
    seen.go("#/queue")
    expect(page.locator(".unusual")).to_contain_text("Pier 3: 3 feedback within 1 hr")
    stack.api(text="And nobody mops it", touchpoint="pier")
    stack.wait_for(
        "the fourth to be measured", lambda: stack.infra("rebuild", "--check").returncode == 0
    )
    assert [m["subject"] for m in stack.sent_to(AGENT)].count(subject) == 1
    checked = stack.infra("rebuild", "--day", came_at[:10])
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["feedback"] >= 1
