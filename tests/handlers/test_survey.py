"""How it went, as a customer says it in a browser, or a program by the API."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.addresses import status_token, survey_token
from chalicelib.configuration import from_document
from chalicelib.model import Channel, Feedback, Status, What
from chalicelib.services.staff import Said, Staff
from tests.builders import HOUR, KEYS, NOON, document, policy_row
from tests.gateway import Answer
from tests.handlers.test_web_pages import Page
from tests.website import FORM, JSON, Site, installed

ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz234567")


@pytest.fixture(name="site", params=["csat+nps"])
def asking_site(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    row = policy_row(survey_after=600, survey=request.param)
    first = from_document(1, document(policies=[row]))
    with installed(Site(first=first), monkeypatch) as ready:
        yield ready


def resolved(site: Site, **said: Any) -> Feedback:
    """A feedback by form, resolved with words."""
    body = {"text": "We are freezing", "touchpoint": "coach-420"} | said
    site.post_json(body)
    feedback = site.store.get(site.store.entries_since(0)[-1].feedback_id)
    staff = Staff(site.store, site.services.configurations)
    by = Said(
        key=feedback.id, member="ana@example.com", team="coaches", at=NOON, channel=Channel.EMAIL
    )
    return staff.resolve(feedback, "It is warm now.", by, NOON)


def path(feedback: Feedback, cycle: int = 1) -> str:
    return f"/r/{survey_token(KEYS, feedback.id, cycle)}"


def post(site: Site, to: str, **fields: str) -> Answer:
    return site.send("POST", to, headers=FORM, body=urlencode(fields).encode())


def post_json(site: Site, to: str, document: object) -> Answer:
    return site.send("POST", to, headers=JSON, body=json.dumps(document).encode())


def rated(site: Site) -> list[tuple[Any, Any, Any]]:
    return [
        (e.data["score"], e.data["recommend"], e.words)
        for e in site.store.entries_since(0)
        if e.what is What.RATED
    ]


@pytest.mark.parametrize("query", ["", "?score=4", "?score=4&change=1", "?score=99", "?score=x"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_address_records_nothing(site: Site, method: str, query: str) -> None:
    feedback = resolved(site)
    answer = site.send(method, path(feedback) + query, headers={"Accept": "text/html"})
    assert answer.status == 200
    assert rated(site) == []
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "script-src" in answer.headers["Content-Security-Policy"]


def test_one_tap_records_a_score_and_what_else_is_asked_comes_after_it(site: Site) -> None:
    feedback = resolved(site)
    shown = Page(site.get(path(feedback)))
    assert "How content are you" in shown.words
    assert "recommend" not in shown.fields
    answer = post(site, path(feedback), score="4")
    assert (answer.status, answer.headers["Location"]) == (303, path(feedback).rpartition("/")[2])
    assert rated(site) == [(4, None, None)]
    more = Page(site.get(path(feedback)))
    assert "You said 4 of 5: Good." in more.words
    assert "How likely are you to recommend us to a friend?" in more.words
    post(site, path(feedback), recommend="9", why="Quick, and friendly")
    assert rated(site) == [(4, None, None), (None, 9, "Quick, and friendly")]
    done = Page(site.get(path(feedback)))
    assert "9 of 10" in done.words
    assert "Quick, and friendly" in done.words


@pytest.mark.parametrize("site", ["csat"], indirect=True)
def test_who_is_not_asked_to_recommend_us_is_asked_why_all_the_same(site: Site) -> None:
    feedback = resolved(site)
    post(site, path(feedback), score="2")
    more = Page(site.get(path(feedback)))
    assert "recommend us" not in more.words
    assert "What went wrong?" in more.words


def test_a_score_in_the_address_is_one_tap_away(site: Site) -> None:
    feedback = resolved(site)
    assert "Send 5: Very good" in Page(site.get(f"{path(feedback)}?score=5")).words
    post(site, path(feedback), score="5")
    assert "You said 5 of 5" in Page(site.get(f"{path(feedback)}?score=5")).words
    assert "Send 1: Very bad" in Page(site.get(f"{path(feedback)}?score=1")).words


def test_a_score_can_be_changed(site: Site) -> None:
    feedback = resolved(site)
    post(site, path(feedback), score="5")
    assert "Change your answer" in Page(site.get(f"{path(feedback)}?change=1")).words
    post(site, path(feedback), score="1")
    assert rated(site) == [(5, None, None), (1, None, None)]
    assert site.store.get(feedback.id).score == 1


def test_what_was_said_comes_back_to_be_changed_and_only_what_is_new_is_recorded(
    site: Site,
) -> None:
    feedback = resolved(site)
    post(site, path(feedback), score="2")
    post(site, path(feedback), recommend="0", why="Nobody <b>said</b> sorry")
    change = site.get(f"{path(feedback)}?change=1").text
    assert 'name="score" value="2" checked' in change
    assert 'name="recommend" value="0" checked' in change
    assert change.count(" checked") == 2
    assert ">Nobody &lt;b&gt;said&lt;/b&gt; sorry</textarea>" in change
    post(site, path(feedback), score="2", recommend="0", why="They did")
    assert rated(site)[2:] == [(None, None, "They did")]


def test_a_button_pressed_twice_records_once(site: Site) -> None:
    feedback = resolved(site)
    for _ in range(2):
        assert post(site, path(feedback), score="4").status == 303
    assert rated(site) == [(4, None, None)]


def test_an_empty_second_step_is_no_error_and_no_record(site: Site) -> None:
    feedback = resolved(site)
    assert post(site, path(feedback), why="  ").status == 303
    assert rated(site) == []


def test_the_api_answers_with_what_stands(site: Site) -> None:
    feedback = resolved(site)
    first = post_json(site, path(feedback), {"score": 4})
    assert (first.status, first.json) == (200, {"score": 4, "recommend": None, "why": None})
    second = post_json(site, path(feedback), {"recommend": 0, "why": "Late\r\nagain"})
    assert second.json == {"score": 4, "recommend": 0, "why": "Late\nagain"}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"score": 0}, {"score"}),
        ({"score": 6, "recommend": 11}, {"score", "recommend"}),
        ({"score": "4"}, {"score"}),
        ({"score": 4.5}, {"score"}),
        ({"score": True}, {"score"}),
        ({"recommend": -1}, {"recommend"}),
        ({"score": 4, "why": 7}, {"why"}),
        ({"score": 4, "why": "x" * 2001}, {"why"}),
    ],
)
def test_what_is_outside_its_range_is_refused_in_the_one_shape(
    site: Site, body: Any, fields: set[str]
) -> None:
    feedback = resolved(site)
    answer = post_json(site, path(feedback), body)
    assert (answer.status, answer.error["code"]) == (400, "invalid_input")
    assert set(answer.error["fields"]) == fields
    assert rated(site) == []


@pytest.mark.parametrize("score", ["0", "6", "-1", "4.0", "four", "٤"])
def test_a_form_with_a_score_that_is_none_is_a_page_that_says_so(site: Site, score: str) -> None:
    feedback = resolved(site)
    answer = post(site, path(feedback), score=score)
    assert answer.status == 400
    assert "could not read" in Page(answer).words
    assert rated(site) == []


def test_nothing_said_by_the_api_is_refused(site: Site) -> None:
    feedback = resolved(site)
    assert post_json(site, path(feedback), {}).status == 400


def test_another_media_type_is_refused(site: Site) -> None:
    feedback = resolved(site)
    headers = {"Content-Type": "text/plain"}
    assert site.send("POST", path(feedback), headers=headers, body=b"4").status == 415


def test_what_is_not_over_cannot_be_rated(site: Site) -> None:
    site.post_json({"text": "We are freezing"})
    feedback = site.store.get(site.store.entries_since(0)[0].feedback_id)
    answer = post_json(site, path(feedback), {"score": 4})
    assert (answer.status, answer.error["code"]) == (409, "conflict")


def test_nobody_can_make_up_an_address(site: Site) -> None:
    feedback = resolved(site)
    token = survey_token(KEYS, feedback.id, 1)
    other = "b" if token[-3] != "b" else "c"
    for made_up in (
        f"{token[:-3]}{other}{token[-2:]}",
        status_token(KEYS, feedback.id),
        survey_token((b"x" * 32,), feedback.id, 1),
        "nothing",
    ):
        assert site.get(f"/r/{made_up}").status == 404
        assert post(site, f"/r/{made_up}", score="4").status == 404
    assert rated(site) == []
    assert set(token) <= ID_CHARACTERS


def test_an_old_address_rates_its_own_cycle(site: Site) -> None:
    feedback = resolved(site)
    now = site.store.get(feedback.id)
    entry = site.store.timeline(feedback.id)[-1]
    reopened = replace(
        now, status=Status.OPEN, cycle=2, answered_at=None, resolved_at=None, closed_at=None,
        entries=now.entries + 1,
    )  # fmt: skip
    words = replace(entry, number=now.entries + 1, what=What.CUSTOMER_WROTE, cycle=2)
    site.store.change(now, reopened, words, react_by=NOON)
    assert post_json(site, path(feedback), {"score": 2}).status == 200
    assert site.store.timeline(feedback.id)[-1].cycle == 1
    assert site.store.get(feedback.id).score is None


@pytest.mark.parametrize(
    ("locale", "title"),
    [("en-GB", "How did we do?"), ("pt-BR", "Como nos saímos?"), ("es", "¿Cómo lo hicimos?")],
)
def test_the_page_speaks_the_customers_language(site: Site, locale: str, title: str) -> None:
    feedback = resolved(site, locale=locale)
    page = Page(site.get(path(feedback)))
    assert page.language == locale
    assert title in page.words
    for step in ({"score": "1"}, {"recommend": "3", "why": "x"}):
        post(site, path(feedback), **step)
        assert Page(site.get(path(feedback))).language == locale


def test_words_are_shown_as_words(site: Site) -> None:
    feedback = resolved(site)
    post(site, path(feedback), score="4", why="<script>alert(1)</script>")
    assert "<script>alert(1)" not in site.get(path(feedback)).text


# On the private page


def status_path(feedback: Feedback) -> str:
    return f"/s/{status_token(KEYS, feedback.id)}"


def test_the_private_page_asks_once_it_is_resolved(site: Site) -> None:
    feedback = resolved(site)
    page = site.get(status_path(feedback))
    assert f"r/{survey_token(KEYS, feedback.id, 1)}" in page.text
    assert "It is warm now." in Page(page).words
    assert "You have heard the outcome" in Page(page).words
    post(site, path(feedback), score="3")
    assert "You said 3 of 5: Okay." in Page(site.get(status_path(feedback))).words


def test_change_on_the_private_page_leads_straight_to_what_was_said_to_be_changed(
    site: Site,
) -> None:
    feedback = resolved(site)
    post(site, path(feedback), score="3")
    [link] = [one for one in Page(site.get(status_path(feedback))).links if "/r/" in one]
    opened = site.get(link.removeprefix(".."))
    assert "Change your answer" in Page(opened).words
    assert 'name="score" value="3" checked' in opened.text


@pytest.mark.parametrize("site", ["csat"], indirect=True)
def test_the_private_page_does_not_ask_who_declined_or_waits(site: Site) -> None:
    site.post_json({"text": "We are freezing"})
    waiting = site.store.get(site.store.entries_since(0)[0].feedback_id)
    assert "/r/" not in site.get(status_path(waiting)).text
    declined = resolved(site, consent={"survey": False})
    assert "/r/" not in site.get(status_path(declined)).text


def test_private_addresses_expire_some_time_after_the_end(site: Site) -> None:
    feedback = resolved(site)
    site.services.at = NOON + 24 * HOUR * 365
    assert site.get(status_path(feedback)).status == 200
    assert site.get(path(feedback)).status == 200
    site.services.at += HOUR
    for address in (status_path(feedback), path(feedback)):
        assert site.get(address).status == 404
    assert post(site, path(feedback), score="4").status == 404
    assert post(site, f"{status_path(feedback)}/appeal").status == 404
    assert post(site, f"{status_path(feedback)}/more", text="cold").status == 404
    assert rated(site) == []


def test_the_page_of_what_is_open_never_expires(site: Site) -> None:
    site.post_json({"text": "We are freezing"})
    feedback = site.store.get(site.store.entries_since(0)[0].feedback_id)
    site.services.at = NOON + 24 * HOUR * 4000
    assert site.get(status_path(feedback)).status == 200


def test_no_personal_data_is_on_the_private_pages_but_the_customers_own_words(site: Site) -> None:
    contact = {"name": "Pat Lee", "phone": "+447700900123", "email": "pat@example.net"}
    feedback = resolved(site, contact=contact)
    for address in (status_path(feedback), path(feedback)):
        text = site.get(address).text
        for secret in ("Pat", "900123", "pat@example.net", "ana@example.com"):
            assert secret not in text
    assert "We are freezing" in site.get(status_path(feedback)).text
