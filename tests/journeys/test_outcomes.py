"""The outcome and how it went, on the deployed stack."""

import re
from email.message import EmailMessage
from typing import Any

import requests

from tests.journeys.stack import Stack
from tests.journeys.test_sms import reference_in

ADDRESS = re.compile(r"http://\S+/r/[a-z2-7]+")


def rated(story: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    """What the customer said of it, in order."""
    said = [entry for entry in story["timeline"] if entry["what"] == "rated"]
    return [(e["data"]["score"], e["data"]["recommend"], e.get("words")) for e in said]


def test_a_member_resolves_by_mail_and_the_customer_rates_it_by_text_and_by_link(
    stack: Stack,
) -> None:
    number = stack.number()
    stack.text("shuttle never came", number)
    named = reference_in(stack.wait_sent(number)["text"])
    mail = stack.wait_told("coaches@example.com", named)
    stack.reply(mail, "#resolve We are sorry: your fare is refunded.")
    outcome = stack.wait_sent(number, 2)["text"]
    assert "your fare is refunded" in outcome
    assert "Just reply" in outcome
    asked = stack.wait_sent(number, 3)["text"]
    assert "1 (very bad) to 5 (very good)" in asked

    stack.text("4", number)
    stack.wait_for("the score", lambda: rated(stack.show(named)))
    (address,) = ADDRESS.findall(asked)
    for method in ("HEAD", "GET"):
        opened = requests.request(method, f"{address}?score=1", timeout=20)
        assert opened.status_code == 200
        assert opened.headers["X-Robots-Tag"] == "noindex"
    page = requests.post(address, data={"recommend": "9", "why": "Quick"}, timeout=20)
    assert page.status_code == 200, "the browser is led back to the page"
    assert "9 of 10" in page.text
    story = stack.show(named)
    assert rated(story) == [(4, None, None), (None, 9, "Quick")]
    assert (story["status"], story["score"], story["recommend"]) == ("closed", 4, 9)

    refused = requests.post(address, json={"score": 6}, timeout=20)
    assert refused.status_code == 400
    assert set(refused.json()["error"]["fields"]) == {"score"}
    assert requests.post(address, json={"score": 5}, timeout=20).json()["score"] == 5

    stack.text("It did not arrive", number)
    stack.wait_for("a second cycle", lambda: stack.show(named)["cycle"] == 2)
    assert requests.post(address, json={"score": 1}, timeout=20).status_code == 200
    story = stack.show(named)
    last = story["timeline"][-1]
    assert (last["what"], last["cycle"], story.get("score")) == ("rated", 1, None)


def test_a_mail_about_how_it_went_has_an_address_for_each_score(stack: Stack) -> None:
    first = EmailMessage()
    first["From"] = "lou@example.net"
    first["Subject"] = "The shuttle"
    first["Message-ID"] = "<outcome-1@client.example>"
    first.set_content("It never came.")
    stack.mail(first.as_bytes(), "t-shuttle@feedback.example.com")
    named = reference_in(stack.wait_sent("lou@example.net")["text"])
    mail = stack.wait_told("coaches@example.com", named)
    stack.reply(mail, "It comes at nine now.")
    stack.wait_sent("lou@example.net", 2)
    stack.reply(mail, "#resolve")
    assert "settled, as far as we know" in stack.wait_sent("lou@example.net", 3)["text"]
    asked = stack.wait_sent("lou@example.net", 4)
    (address,) = set(ADDRESS.findall(asked["text"]))
    assert all(f"{address}?score={score}" in asked["html"] for score in range(1, 6))
    done = requests.post(address, data={"score": "5"}, timeout=20)
    assert "You said 5 of 5" in done.text
