import gzip
import re
import secrets
from typing import Any

import pytest
import requests

from tests.journeys.stack import Stack

REFERENCE = re.compile(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}")


def test_a_program_sends_feedback_and_hears_the_reference_and_the_promise(stack: Stack) -> None:
    answer = stack.api(text="Wi-Fi is down", touchpoint="coach-420", rating=2)
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert set(said) == {"reference", "status_url", "respond_by", "acknowledged_by"}
    assert REFERENCE.fullmatch(said["reference"])
    assert said["acknowledged_by"] is None
    page = requests.get(said["status_url"], timeout=20)
    assert page.status_code == 200
    assert said["reference"] in page.text
    assert "Wi-Fi is down" in page.text


def test_the_same_client_id_answers_the_same_and_stores_nothing(stack: Stack) -> None:
    client_id = secrets.token_urlsafe()
    first = stack.api(text="No light", touchpoint="coach-420", client_id=client_id)
    second = stack.api(text="No light", touchpoint="coach-420", client_id=client_id)
    assert first.json() == second.json()
    other = stack.api(text="another", touchpoint="coach-420").json()
    for one in (other, first.json()):
        stack.wait_told("coaches@example.com", one["reference"])
    about = [m for m in stack.sent_to("coaches@example.com") if "No light" in m["text"]]
    assert {m["subject"].partition("]")[0] for m in about} == {f"[{first.json()['reference']}"}


def test_the_form_works_without_javascript_and_sent_twice_is_one_feedback(stack: Stack) -> None:
    form = requests.get(f"{stack.url}/f/coach-420", timeout=20)
    assert form.status_code == 200
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form.text))
    number = stack.number()
    hidden.pop("opened")  # nobody types this fast, and nobody is to wait here
    typed = hidden | {"text": "The <b>door</b> is stuck", "phone": number, "rating": "1"}
    once = requests.post(f"{stack.url}/feedback", data=typed, timeout=20)
    again = requests.post(f"{stack.url}/feedback", data=typed, timeout=20)
    assert once.status_code == 201
    named = REFERENCE.findall(once.text)[0]
    assert named in again.text
    assert "/s/" in once.text
    assert named in stack.wait_sent(number)["text"]
    assert len(stack.show(named)["timeline"]) == 1


def test_the_answer_is_on_the_status_page_and_comes_to_the_contact(stack: Stack) -> None:
    said = stack.api(
        text="Dirty window",
        touchpoint="coach-420",
        contact={"email": "sam@customer.example", "name": "Sam"},
    ).json()
    assert said["acknowledged_by"] == "email"
    assert said["reference"] in stack.wait_sent("sam@customer.example")["text"]
    team = stack.wait_told("coaches@example.com", said["reference"])
    stack.reply(team, "It was washed today.")
    assert "It was washed today." in stack.wait_sent("sam@customer.example", 2)["text"]
    assert "It was washed today." in requests.get(said["status_url"], timeout=20).text


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"not json", "application/json", 400),
        (b'{"text": 5}', "application/json", 400),
        (b'{"text": ""}', "application/json", 400),
        (b'{"text": "\\u0000"}', "application/json", 400),
        (b'{"text": "' + b"x" * 100_000 + b'"}', "application/json", 413),
        (b'{"text": "\xff"}', "application/json", 400),
        (b'{"text": "a", "touchpoint": "nowhere"}', "application/json", 400),
        (b'{"text": "a", "contact": {"phone": "12"}}', "application/json", 400),
        (b"<text/>", "application/xml", 415),
    ],
)
def test_bad_input_has_one_error_shape(
    stack: Stack, body: bytes, content_type: str, status: int
) -> None:
    answer = requests.post(
        f"{stack.url}/feedback", data=body, headers={"Content-Type": content_type}, timeout=20
    )
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert {"code", "message", "request_id"} <= set(error)


def test_an_unknown_status_address_and_an_unknown_touchpoint_are_not_found(stack: Stack) -> None:
    for path in ("/s/abcdefgh", "/f/nowhere"):
        answer = requests.get(f"{stack.url}{path}", timeout=20)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text


def test_each_page_of_a_customer_is_one_answer_of_less_than_fifteen_kilobytes(
    stack: Stack,
) -> None:
    """The form with a trip, what is wrong with it, the thanks, the private page, the survey's steps."""
    made = stack.infra(
        "link", "--touchpoint", "coach-420", "--vehicle", "420", "--seat", "14A",
        "--valid-until", "2096-01-01T00:00:00Z",
    )  # fmt: skip
    form = made.stdout.split()[-1]
    assert "?c=" in form, made.stderr
    assert "14A" in whole(form), "everything is in it"
    wrong = {"text": "", "phone": "12", "email": "x", "rating": "9", "kind": "none"}
    assert "aria-invalid" in whole(f"{stack.url}/feedback", data=wrong)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', whole(form)))
    hidden.pop("opened")
    thanks = whole(f"{stack.url}/feedback", data=hidden | {"text": "Dirty window"})
    assert "/s/" in thanks
    said = stack.api(text="It never came", touchpoint="shuttle").json()
    assert said["reference"] in whole(said["status_url"])
    mail = stack.wait_told("coaches@example.com", said["reference"])
    stack.reply(mail, "#resolve Your fare is refunded.")
    asked = stack.wait_for(
        "the faces", lambda: re.search(r'action="\.\./(r/\w+)"', whole(said["status_url"]))
    )
    survey = f"{stack.url}/{asked[1]}"
    assert 'class="taps"' in whole(survey)
    assert 'class="scale"' in whole(survey, data={"score": "2"})
    assert "7 of 10" in whole(survey, data={"recommend": "7", "why": "Late " * 100})
    assert "checked" in whole(f"{survey}?change=1")


def whole(address: str, **sent: Any) -> str:
    """A page that is all there is: nothing else is loaded for it, and it is light."""
    method = "POST" if sent else "GET"
    asked = {"Accept-Encoding": "gzip", "Accept": "text/html"}
    answer = requests.request(method, address, headers=asked, stream=True, timeout=20, **sent)
    raw = answer.raw.read(decode_content=False)
    assert answer.headers["Content-Encoding"] == "gzip"
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
    assert head + len(raw) < 15_000
    page = gzip.decompress(raw).decode()
    assert not re.search(r"<(script|img|iframe|source)[^>]*\ssrc=|<link[^>]*href=\"(?!data:)", page)
    return page
