"""The form with a trip in its address, and the time that its opening took, through the real routes."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from chalicelib import context, outbox
from chalicelib.context import TripContext
from chalicelib.instants import from_text
from chalicelib.model import Entry, Feedback, Purpose
from tests.builders import HOUR, KEYS, NOON, configuration
from tests.gateway import Answer
from tests.website import Site, installed

TRIP = TripContext(vehicle="420", line="X1", seat="14A", valid_until=NOON + HOUR)
TOKEN = context.token(KEYS, "coach-420", TRIP)
LINE = "vehicle 420 · line X1 · seat 14A"
REFUSED = "out of date or has been changed"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with installed(Site(), monkeypatch) as ready:
        yield ready


def hidden(page: Answer) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))


def sent(site: Site, page: Answer, after: timedelta, **typed: str) -> tuple[Feedback, Entry]:
    """What is stored once the form was filled in and sent."""
    site.services.at += after
    answer = site.post_form(**hidden(page), text="Cold", **typed)
    assert answer.status == 201, answer.text
    entry = site.store.entries_since(0)[-1]
    return site.store.get(entry.feedback_id), entry


def test_a_trip_in_the_address_is_shown_and_stored(site: Site) -> None:
    page = site.get(f"/f/coach-420?c={TOKEN}")
    assert LINE in page.text
    _, entry = sent(site, page, timedelta(minutes=1))
    assert from_text(entry.data["context"]["valid_until"]) == NOON + HOUR
    assert context.said_of(entry.data) == {"vehicle": "420", "line": "X1", "seat": "14A"}


def test_the_language_links_keep_the_trip(site: Site) -> None:
    assert f"?lang=es&amp;c={TOKEN}" in site.get(f"/f/coach-420?c={TOKEN}").text
    spanish = site.get(f"/f/coach-420?lang=es&c={TOKEN}")
    assert "vehículo 420 · línea X1 · asiento 14A" in spanish.text


def another(site: Site, page: Answer, after: timedelta) -> str:
    """The address of the next form, as the page that thanks for this one offers it."""
    site.services.at += after
    thanks = site.post_form(**hidden(page), text="Cold")
    found = re.search(r'<a href="([^"]*)">Tell us something else', thanks.text)
    assert found, thanks.text
    return found[1]


def test_who_tells_something_else_from_the_same_seat_is_still_known_to_sit_there(
    site: Site,
) -> None:
    link = another(site, site.get(f"/f/coach-420?c={TOKEN}"), timedelta(minutes=1))
    second = site.get(link.removeprefix("."))
    assert LINE in second.text
    _, entry = sent(site, second, timedelta(minutes=1))
    assert context.said_of(entry.data) == {"vehicle": "420", "line": "X1", "seat": "14A"}


@pytest.mark.parametrize("token", ["nonsense", "%22%3E", ""])
def test_a_trip_that_was_refused_does_not_go_along_to_the_next_form(site: Site, token: str) -> None:
    page = site.get(f"/f/coach-420?c={token}")
    assert another(site, page, timedelta(minutes=1)).endswith("/f/coach-420")


def test_a_trip_that_has_ended_meanwhile_does_not_go_along_to_the_next_form(site: Site) -> None:
    page = site.get(f"/f/coach-420?c={TOKEN}")
    assert another(site, page, timedelta(hours=5)).endswith("/f/coach-420")


@pytest.mark.parametrize("token", [TOKEN[:-4] + "aaaa", "nonsense", "%C3%A9", "a" * 3000])
def test_a_changed_trip_is_refused_politely_and_the_words_are_taken(site: Site, token: str) -> None:
    page = site.get(f"/f/coach-420?c={token}")
    assert page.status == 200
    assert REFUSED in page.text
    assert LINE not in page.text
    _, entry = sent(site, page, timedelta(minutes=1))
    assert entry.data["context"] == "refused"
    assert entry.words == "Cold"


def test_a_trip_of_another_place_or_that_has_ended_is_refused(site: Site) -> None:
    assert REFUSED in site.get(f"/f/coach-550?lang=en-GB&c={TOKEN}").text
    site.services.at += timedelta(hours=2)
    assert REFUSED in site.get(f"/f/coach-420?c={TOKEN}").text


def test_whoever_opened_the_form_in_time_keeps_the_trip(site: Site) -> None:
    page = site.get(f"/f/coach-420?c={TOKEN}")
    _, entry = sent(site, page, timedelta(hours=5))
    assert entry.data["context"]["seat"] == "14A"


def test_a_form_that_comes_back_still_knows_the_trip_and_when_it_was_opened(site: Site) -> None:
    page = site.get(f"/f/coach-420?c={TOKEN}")
    site.services.at += timedelta(hours=5)
    again = site.post_form(**hidden(page), text="")
    assert again.status == 400
    assert LINE in again.text
    assert hidden(again) == hidden(page)


def test_programs_send_a_trip_as_well(site: Site) -> None:
    for said, stored in ((TOKEN, "420"), ("nonsense", None), (7, None)):
        document = {"text": f"Cold {said}", "touchpoint": "coach-420", "context": said}
        assert site.post_json(document).status == 201
        entry = site.store.entries_since(0)[-1]
        assert (context.said_of(entry.data) or {}).get("vehicle") == stored
        assert stored or entry.data["context"] == "refused"


def test_what_comes_faster_than_anybody_types_is_kept_and_nothing_goes_to_what_it_typed(
    site: Site,
) -> None:
    page = site.get("/f/coach-420")
    feedback, entry = sent(site, page, timedelta(seconds=1), phone="07700 900123")
    assert (entry.words, entry.data["suspect"]) == ("Cold", "too_fast")
    assert Purpose.ACKNOWLEDGEMENT not in purposes(feedback, entry)
    assert Purpose.TEAM_NEW in purposes(feedback, entry)


def test_a_person_and_a_form_without_its_time_are_told(site: Site) -> None:
    page = site.get("/f/coach-420")
    feedback, entry = sent(site, page, timedelta(seconds=3), phone="07700 900123")
    assert "suspect" not in entry.data
    assert Purpose.ACKNOWLEDGEMENT in purposes(feedback, entry)
    site.post_form(text="Cold too", touchpoint="coach-420", phone="07700 900123")
    assert "suspect" not in site.store.entries_since(0)[-1].data


def purposes(feedback: Feedback, entry: Entry) -> set[Purpose]:
    made = outbox.messages_for(entry, feedback, configuration(), feedback.owner, NOON)
    return {message.purpose for message in made}
