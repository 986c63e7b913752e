"""An unsure answer: previewed by mail, put right on a page, sent once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlencode

import pytest

from chalicelib.bootstrap import ways_in
from chalicelib.model import Status, What
from chalicelib.services.confirm import Confirm
from tests.builders import configuration, document
from tests.gateway import Answer
from tests.services.test_story import answer, whats
from tests.website import FORM, Site, installed
from tests.world import World

MEMBER = "coaches@example.com"


def inline(world: World, top: str = "", below: str = "Seat 12 is mended.") -> None:
    """A member answers between the lines of our mail."""
    told = world.mails_to(MEMBER)[-1]
    raw = EmailMessage()
    raw["From"] = MEMBER
    raw["Message-ID"] = "<inline@client.example>"
    lines = [f"> {line}" for line in told.rendered.text.splitlines()]
    middle = len(lines) // 2
    body = [top, "On Mon, Ouvido wrote:", *lines[:middle], "", below, "", *lines[middle:]]
    raw.set_content("\n".join(body))
    world.email(raw.as_bytes(), told.rendered.reply_to or "")


@dataclass
class Desk:
    """A member before the page that their mail led to."""

    world: World
    site: Site

    @property
    def preview(self) -> str:
        """The newest mail to the member."""
        return self.world.mails_to(MEMBER)[-1].rendered.text

    @property
    def link(self) -> str:
        found = re.search(r"https://fale\.example\.com(/c/\w+)", self.preview)
        assert found
        return found[1]

    def look(self, path: str | None = None) -> Answer:
        return self.site.get(path or self.link)

    def send(self, path: str, words: str, seen: int | str) -> Answer:
        body = urlencode({"words": words, "seen": seen}).encode()
        answered = self.site.send("POST", path, headers=FORM, body=body)
        self.world.settle()
        return answered


def seen_on(page: Answer) -> int:
    found = re.search(r'name="seen" value="(\d+)"', page.text)
    assert found
    return int(found[1])


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    world, site = World(), Site()
    site.services.store, site.services.configurations = world.store, world.configurations
    confirm = Confirm(world.store, world.configurations, world.staff)
    with installed(site, monkeypatch):
        monkeypatch.setattr(ways_in, "confirm", lambda: confirm)
        monkeypatch.setattr(site.services, "now", lambda: world.now)
        world.text("420 heating broken")
        yield Desk(world, site)


def test_nothing_goes_out_and_the_member_sees_what_we_would_send_and_the_whole_mail(
    desk: Desk,
) -> None:
    inline(desk.world, below="Seat 12 is mended.")
    assert len(desk.world.texts_to()) == 1
    assert desk.world.timeline[-1].data["reason"] == "unsure"
    assert "What we would send:\n\n    Seat 12 is mended." in desk.preview
    assert "Your mail:" in desk.preview
    page = desk.look()
    assert page.status == 200
    assert "Seat 12 is mended.</textarea>" in page.text
    assert "heating broken" in page.text, "the whole mail stands below"
    assert "as a text message from Coach operations" in page.text


def test_looking_sends_nothing_however_often_scanners_follow_the_link(desk: Desk) -> None:
    inline(desk.world)
    for method in ("GET", "HEAD", "GET"):
        assert desk.site.send(method, desk.link, headers={"Accept": "text/html"}).status == 200
        desk.world.settle()
    assert whats(desk.world) == ["captured", "set_aside"]


def test_the_corrected_words_go_out_as_the_members_answer_and_a_receipt_follows(desk: Desk) -> None:
    inline(desk.world)
    link, seen = desk.link, seen_on(desk.look())
    page = desk.send(link, "Your seat is mended.\r\nSorry.", seen)
    assert page.status == 200
    assert "It is done" in page.text
    entry = desk.world.timeline[-1]
    assert (entry.what, entry.actor, entry.words) == (
        What.ANSWERED,
        MEMBER,
        "Your seat is mended.\nSorry.",
    )
    assert entry.data["confirmed"] == 2
    assert "Your seat is mended." in desk.world.texts_to()[-1]
    assert "has gone to the customer" in desk.preview


def test_twice_is_once(desk: Desk) -> None:
    inline(desk.world)
    link, seen = desk.link, seen_on(desk.look())
    for words in ("It is mended.", "It is mended.", "Something else."):
        assert desk.send(link, words, seen).status == 200
    assert whats(desk.world) == ["captured", "set_aside", "answered"]
    assert "It is done" in desk.look(link).text
    assert len(desk.world.texts_to()) == 2


def test_what_was_said_meanwhile_is_shown_and_the_member_chooses(desk: Desk) -> None:
    inline(desk.world)
    link, seen = desk.link, seen_on(desk.look())
    answer(desk.world, "A colleague was quicker.", sender="ana@example.com")
    refused = desk.send(link, "My own words.", seen)
    assert refused.status == 409
    assert "A colleague was quicker." in refused.text
    assert "My own words.</textarea>" in refused.text, "nothing typed is lost"
    assert len(desk.world.texts_to()) == 2
    assert desk.send(link, "My own words.", seen_on(refused)).status == 200
    assert "My own words." in desk.world.texts_to()[-1]


@pytest.mark.parametrize("seen", ["", "x", "-1", "²"])
def test_a_form_that_does_not_say_what_was_seen_has_seen_nothing(desk: Desk, seen: str) -> None:
    inline(desk.world)
    link = desk.link
    answer(desk.world, "A colleague was quicker.", sender="ana@example.com")
    assert desk.send(link, "My own words.", seen).status == 409


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (" \n", "write what the customer should read"),
        ("#sendmoney now", "a word that we do not know"),
        ("x" * 20_001, "longer than 20,000"),
    ],
)
def test_what_cannot_be_sent_is_said_on_the_page_and_can_be_put_right(
    desk: Desk, words: str, why: str
) -> None:
    inline(desk.world)
    link, seen = desk.link, seen_on(desk.look())
    refused = desk.send(link, words, seen)
    assert refused.status == 400
    assert why in refused.text
    assert desk.send(link, "It is mended.", seen_on(refused)).status == 200
    assert desk.world.feedback.status is Status.ANSWERED


def test_a_command_on_the_page_is_a_command(desk: Desk) -> None:
    inline(desk.world)
    link, seen = desk.link, seen_on(desk.look())
    desk.send(link, "#note he calls every week", seen)
    assert whats(desk.world)[-1] == "noted"
    assert len(desk.world.texts_to()) == 1


def test_the_link_ends_after_a_week(desk: Desk) -> None:
    inline(desk.world)
    link, seen = desk.link, seen_on(desk.look())
    desk.world.now += timedelta(days=7, seconds=1)
    assert "no longer works" in desk.look(link).text
    assert "no longer works" in desk.send(link, "It is mended.", seen).text
    assert whats(desk.world) == ["captured", "set_aside"]


def test_the_link_ends_with_the_membership(desk: Desk) -> None:
    inline(desk.world)
    link = desk.link
    teams = document()["teams"]
    teams["coaches"] |= {"mailbox": "new@example.com"}
    desk.world.configurations.add(configuration(2, teams=teams))
    assert "no longer works" in desk.look(link).text


def test_a_link_that_we_did_not_make_leads_nowhere(desk: Desk) -> None:
    inline(desk.world)
    changed = desk.link[:-1] + ("a" if desk.link[-1] != "a" else "b")
    assert desk.look(changed).status == 404
    assert desk.look("/c/nothing").status == 404
    assert desk.send(changed, "It is mended.", 2).status == 404
    status_page = re.search(r"/s/(\w+)", desk.world.texts_to()[0])
    if status_page:
        assert desk.look(f"/c/{status_page[1]}").status == 404


def test_a_mail_with_nothing_above_an_unmarked_quote_can_be_sent_from_an_empty_box(
    desk: Desk,
) -> None:
    told = desk.world.mails_to(MEMBER)[-1]
    raw = EmailMessage()
    raw["From"] = MEMBER
    raw["Message-ID"] = "<below@client.example>"
    raw.set_content(f"-----Original Message-----\n{told.rendered.text}\n\nIt is mended.")
    desk.world.email(raw.as_bytes(), told.rendered.reply_to or "")
    assert desk.world.timeline[-1].data["reason"] == "unsure"
    assert desk.world.timeline[-1].data["proposed"] == ""
    assert desk.look().status == 200


@pytest.mark.parametrize(
    ("locale", "title"),
    [("en-GB", "Check your answer"), ("pt-BR", "Confira a sua resposta"), ("es", "Revise su resp")],
)
def test_the_page_speaks_three_languages_is_private_and_loads_nothing(
    desk: Desk, locale: str, title: str
) -> None:
    inline(desk.world, below="<script>alert(1)</script> & more")
    page = desk.look(f"{desk.link}?lang={locale}")
    assert title in page.text
    assert "<script>alert" not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "@" not in desk.link, "no personal data in the address"
