"""The public pages as a browser meets them."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from chalicelib.addresses import status_token
from chalicelib.errors import UnavailableError
from chalicelib.model import Entry, Status, What
from tests.builders import HOUR, KEYS, NOON, configuration, document
from tests.gateway import Answer
from tests.handlers.test_web_api import Failing
from tests.website import FORM, Site, installed

REFERENCE = re.compile(r"[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}")


class Page(HTMLParser):
    """The links, fields and words of a page."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.links: list[str] = []
        self.action = ""
        self.language = ""
        self._said: list[str] = []
        self._textarea: str | None = None
        self._silent = False
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        self._silent = tag in {"style", "script"}
        if tag == "html":
            self.language = at["lang"]
        if tag == "a":
            self.links.append(at["href"])
        if tag == "form":
            self.action = at["action"]
        if tag == "textarea":
            self._textarea = at["name"]
            self.fields[at["name"]] = ""
        if tag == "input" and (at.get("type") != "radio" or "checked" in at):
            self.fields[at["name"]] = at.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data.removeprefix("\n")
        elif not self._silent:
            self._said += data.split()

    @property
    def words(self) -> str:
        """What a person reads, single spaces between words."""
        return " ".join(self._said)


def test_a_form_names_the_organisation_and_the_place_and_speaks_its_language(site: Site) -> None:
    english, portuguese = Page(site.get("/f/coach-420")), Page(site.get("/f/coach-550"))
    assert "Example Coaches" in english.words
    assert "Coach 420 London to Birmingham" in english.words
    assert (english.language, english.fields["touchpoint"]) == ("en-GB", "coach-420")
    assert (portuguese.language, portuguese.fields["locale"]) == ("pt-BR", "pt-BR")
    assert "O que aconteceu?" in portuguese.words


def test_a_visitor_may_choose_another_language(site: Site) -> None:
    page = Page(site.get("/f/coach-420"))
    assert [link for link in page.links if link.startswith("?lang=")] == ["?lang=pt-BR", "?lang=es"]
    assert Page(site.get("/f/coach-420?lang=es")).language == "es"
    assert Page(site.get("/f/coach-420?lang=xx")).language == "en-GB"


@pytest.mark.parametrize(
    ("path", "asked", "spoken"),
    [
        ("/f/coach-420", "es-MX,es;q=0.9,en;q=0.8", "es"),
        ("/f/coach-420", "de-DE,de;q=0.9", "en-GB"),
        ("/f/coach-550", "es-MX,es;q=0.9", "pt-BR"),
        ("/f/coach-550?lang=en-GB", "es-MX,es;q=0.9", "en-GB"),
        ("/", "pt-PT", "pt-BR"),
    ],
)
def test_a_form_speaks_what_was_chosen_or_its_touchpoints_own_language_or_the_browsers(
    monkeypatch: pytest.MonkeyPatch, path: str, asked: str, spoken: str
) -> None:
    places = document()["touchpoints"]
    places["coach-420"]["has_own_locale"] = False
    with installed(Site(first=configuration(touchpoints=places)), monkeypatch) as site:
        page = Page(site.get(path, Accept_Language=asked))
    assert (page.language, page.fields["locale"]) == (spoken, spoken)


def test_another_language_is_answered_with_the_form_as_it_was_typed_and_stores_nothing(
    site: Site,
) -> None:
    fields = filled(site, text="", phone="12", rating="2", photo="IMG_1.jpg")
    answer = site.post_form(**fields, language="es")
    page = Page(answer)
    assert (answer.status, page.language, page.fields["locale"]) == (200, "es", "es")
    same = ("text", "phone", "rating", "client_id", "opened", "touchpoint")
    assert {name: page.fields[name] for name in same} == {name: fields[name] for name in same}
    assert urljoin("/feedback", page.links[0]) == "/f/coach-420?lang=en-GB"
    assert "elija la foto otra vez" in page.words
    assert site.words == []


def test_the_general_form_has_no_touchpoint(site: Site) -> None:
    page = Page(site.get("/"))
    assert (page.language, page.fields["touchpoint"]) == ("en-GB", "")


def test_an_unknown_touchpoint_is_said_so_and_the_words_are_still_welcome(site: Site) -> None:
    answer = site.get("/f/coach-999")
    page = Page(answer)
    assert answer.status == 404
    assert "We do not know this place" in page.words
    sent = site.post_form(**(page.fields | {"text": "cold"}))
    assert sent.status == 201
    assert site.words == ["cold"]


def test_each_page_view_has_its_own_id(site: Site) -> None:
    ids = {Page(site.get("/f/coach-420")).fields["client_id"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize("path", ["/", "/f/coach-420", "/f/nowhere", "/s/nothing"])
def test_the_head_of_a_page_can_be_asked_for(site: Site, path: str) -> None:
    headers = {"Accept": "text/html"}
    assert site.send("HEAD", path, headers=headers).status == site.get(path).status


def filled(site: Site, path: str = "/f/coach-420", **typed: str) -> dict[str, str]:
    return Page(site.get(path)).fields | typed


def test_a_form_that_is_sent_is_thanked_for_with_all_that_one_needs(site: Site) -> None:
    fields = filled(site, text="We are freezing", phone="07700 900123", rating="1")
    answer = site.post_form(**fields)
    page = Page(answer)
    assert answer.status == 201
    feedback = site.store.get(site.store.entries_since(0)[0].feedback_id)
    assert (feedback.rating, feedback.touchpoint) == (1, "coach-420")
    assert [contact.address for contact in feedback.contacts] == ["+447700900123"]
    assert feedback.reference in page.words
    assert "by 12:00 tomorrow" in page.words
    assert "text message to +447700900123" in page.words
    token = status_token(KEYS, feedback.id)
    assert f"https://fale.example.com/s/{token}" in page.words
    assert f"./s/{token}" in page.links
    assert "Coach operations" in page.words


def test_a_form_that_is_sent_twice_is_one_feedback(site: Site) -> None:
    fields = filled(site, text="cold")
    first, again = site.post_form(**fields), site.post_form(**fields)
    assert first.status == again.status == 201
    assert REFERENCE.findall(Page(first).words)[0] == REFERENCE.findall(Page(again).words)[0]
    assert site.words == ["cold"]


def test_words_that_were_changed_after_going_back_are_not_lost(site: Site) -> None:
    fields = filled(site, text="cold")
    site.post_form(**fields)
    changed = fields | {"text": "cold, and dark too"}
    answer = site.post_form(**changed)
    assert site.words == ["cold", "cold, and dark too"]
    assert "added what you changed" in Page(answer).words
    assert "nothing was sent twice" not in Page(answer).words
    assert "nothing was sent twice" in Page(site.post_form(**changed)).words
    assert site.words == ["cold", "cold, and dark too"]


def test_a_form_without_contact_says_that_the_private_page_is_the_only_way(site: Site) -> None:
    page = Page(site.post_form(**filled(site, text="cold")))
    assert "the only way to see the answer" in page.words


def test_praise_is_thanked_for_as_praise(site: Site) -> None:
    page = Page(site.post_form(**filled(site, text="Great driver", kind="compliment")))
    assert "lovely to hear" in page.words


def test_bad_input_keeps_everything_that_was_typed_and_says_what_to_change(site: Site) -> None:
    typed = {
        "text": "Line one\n  <b>line</b> two & more",
        "phone": "12",
        "email": 'pat"@',
        "rating": "2",
        "kind": "enquiry",
    }
    fields = filled(site, "/f/coach-550", **typed)
    answer = site.post_form(**fields)
    page = Page(answer)
    assert answer.status == 400
    assert page.fields == fields
    assert page.language == "pt-BR"
    assert "Não conseguimos enviar SMS para este número" in page.words
    assert "Falta algo neste e-mail" in page.words
    assert {"#phone", "#email"} <= set(page.links)
    assert 'role="alert" tabindex="-1" autofocus' in answer.text
    assert site.words == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "a\0b"},
        {"text": "x" * 10_001},
        {"rating": "9"},
        {"kind": "rant"},
        {"website": "https://spam.example"},
        {"client_id": "two words"},
        {"locale": "!"},
        {"touchpoint": "gone"},
        {"name": "x" * 101},
    ],
)
def test_each_wrong_field_gets_a_page_that_can_be_sent_again(
    site: Site, wrong: dict[str, str]
) -> None:
    answer = site.post_form(**(filled(site, text="cold") | wrong))
    page = Page(answer)
    assert answer.status == 400
    assert "Please look at this again" in page.words
    assert site.words == []
    assert site.post_form(**(page.fields | {"text": "cold"})).status == 201


def test_where_a_touchpoint_is_gone_the_words_move_to_the_general_form(site: Site) -> None:
    page = Page(site.post_form(text="cold", touchpoint="gone"))
    assert (page.fields["text"], page.fields["touchpoint"]) == ("cold", "")


@pytest.mark.parametrize(
    ("error", "status"), [(UnavailableError(), 503), (RuntimeError("secret"), 500)]
)
def test_when_storing_fails_the_words_come_back(site: Site, error: Exception, status: int) -> None:
    fields = filled(site, text="cold", phone="07700 900123")
    site.services.capture = Failing(error)  # type: ignore[assignment]
    answer = site.post_form(**fields)
    assert answer.status == status
    assert Page(answer).fields == fields
    assert "our fault" in Page(answer).words
    assert "secret" not in answer.text


def test_before_the_first_configuration_the_words_come_back_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with installed(Site(first=None), monkeypatch) as site:
        answer = site.post_form(text="cold", locale="es")
        assert answer.status == 503
        assert (Page(answer).language, Page(answer).fields["text"]) == ("es", "cold")
        assert site.get("/", Accept_Language="pt-PT, en;q=0.5").status == 503
        assert Page(site.get("/", Accept_Language="pt-PT, en;q=0.5")).language == "pt-BR"


@pytest.mark.parametrize(
    ("body", "status"), [(b"text=%ff", 400), (b"text=\xff", 400), (b"x" * 200_000, 413)]
)
def test_a_form_that_cannot_be_read_gets_a_page(site: Site, body: bytes, status: int) -> None:
    answer = site.send("POST", "/feedback", headers=FORM, body=body)
    assert answer.status == status
    assert "request-7" in Page(answer).words
    assert site.words == []


def captured(site: Site, **typed: str) -> str:
    """Path of the status page of a feedback."""
    site.post_form(**filled(site, **({"text": "We are freezing"} | typed)))
    return f"/s/{status_token(KEYS, site.store.entries_since(0)[0].feedback_id)}"


def add(site: Site, what: What, words: str | None, **data: object) -> None:
    """One more entry on the only timeline."""
    before = site.store.get(site.store.entries_since(0)[0].feedback_id)
    after = replace(before, entries=before.entries + 1)
    entry = Entry(
        feedback_id=before.id,
        number=after.entries,
        what=what,
        at=NOON + HOUR,
        actor="ana@example.com",
        words=words,
        data=data,
    )
    site.store.change(before, after, entry, react_by=NOON + HOUR)


def test_the_status_page_shows_reference_promise_who_has_it_and_what_was_said(site: Site) -> None:
    path = captured(site)
    add(site, What.ANSWERED, "A new coach is waiting at Oxford.", team="coaches")
    site.services.at = NOON + 2 * HOUR
    page = Page(site.get(path))
    assert REFERENCE.search(page.words)
    assert "by 12:00 tomorrow" in page.words
    assert "It is now with Coach operations" in page.words
    assert "You wrote · 12:00 on Monday 23 November We are freezing" in page.words
    answered = "Coach operations answered · 13:00 on Monday 23 November"
    assert f"{answered} A new coach is waiting at Oxford." in page.words


def test_nothing_internal_is_on_the_status_page(site: Site) -> None:
    path = captured(site, phone="07700 900123", email="pat@example.net")
    add(site, What.SET_ASIDE, "internal: troublemaker", reason="unsure", sender="ana@example.com")
    add(site, What.REMINDED, "internal: hurry", level=0, to="coaches")
    add(site, What.UNDELIVERED, "internal: bounced", message="m", to="pat@example.net")
    add(site, What.NOTED, "internal: call the driver", team="coaches")
    add(site, What.HANDED_OVER, "internal", to="supervisors", reason="internal: not ours")
    changes = {"kind": ["enquiry", "complaint"]}
    add(site, What.CORRECTED, "internal", changes=changes, reason="internal: it is one")
    text = site.get(path).text
    for secret in ("internal", "ana@example.com", "pat@example.net", "900123"):
        assert secret not in text


def test_a_question_is_on_the_status_page(site: Site) -> None:
    path = captured(site)
    add(site, What.ASKED, "Which coach?", team="coaches")
    words = Page(site.get(path)).words
    assert "Coach operations asked · 13:00 on Monday 23 November Which coach?" in words


def answered(site: Site) -> None:
    """The only feedback is answered."""
    before = site.store.get(site.store.entries_since(0)[0].feedback_id)
    after = replace(
        before, status=Status.ANSWERED, answered_at=NOON + HOUR, entries=before.entries + 1
    )
    entry = Entry(
        feedback_id=before.id, number=after.entries, what=What.ANSWERED, at=NOON + HOUR,
        actor="ana@example.com", words="Sorry.", data={"team": "coaches"},
    )  # fmt: skip
    site.store.change(before, after, entry, react_by=NOON + HOUR)


def test_after_an_answer_the_ombudsman_is_asked_with_one_press(site: Site) -> None:
    path = captured(site, kind="complaint")
    answered(site)
    site.services.at = NOON + 2 * HOUR
    action = re.search(r'<form [^>]*method="post" action="([^"]+/appeal)"', site.get(path).text)
    assert action is not None
    pressed = site.send("POST", urljoin(path, action[1]), headers=FORM)
    assert pressed.status == 303
    page = site.get(urljoin(f"{path}/appeal", pressed.headers["Location"]))
    assert "It is now with Ombudsman" in Page(page).words
    assert "/appeal" not in page.text


def test_before_an_answer_and_long_after_it_there_is_no_ombudsman_to_ask(site: Site) -> None:
    path = captured(site, kind="complaint")
    assert "/appeal" not in site.get(path).text
    answered(site)
    site.services.at = NOON + 24 * 31 * HOUR
    assert "/appeal" not in site.get(path).text


def test_a_broken_promise_is_admitted(site: Site) -> None:
    path = captured(site)
    site.services.at = NOON + 25 * HOUR
    assert "You should have had an answer by 12:00 today" in Page(site.get(path)).words


def test_words_are_never_markup(site: Site) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}"
    path = captured(site, text=attack)
    add(site, What.ANSWERED, attack, team="coaches")
    answer = site.get(path)
    assert attack not in answer.text
    assert "<img" not in answer.text
    assert Page(answer).words.count(attack) == 2


def test_a_status_page_is_kept_private(site: Site) -> None:
    headers = site.get(captured(site)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_an_address_that_leads_nowhere_gets_a_page(site: Site) -> None:
    answer = site.get("/s/abcdefgh", Accept_Language="es-MX,es;q=0.9")
    assert answer.status == 404
    page = Page(answer)
    assert page.language == "es"
    assert page.links == ["../"]


@pytest.mark.parametrize(
    ("stage", "path", "action"),
    [
        ("", "/", "./feedback"),
        ("/api", "/", "./feedback"),
        ("/api", "/f/coach-420", "../feedback"),
        ("/api", "/f/coach-420/", "../../feedback"),
        ("/some/base", "/f/coach-420", "../feedback"),
    ],
)
def test_links_work_whatever_stands_before_the_path(
    monkeypatch: pytest.MonkeyPatch, stage: str, path: str, action: str
) -> None:
    with installed(Site(stage=stage), monkeypatch) as site:
        assert Page(site.get(path)).action == action


def test_links_work_at_the_stage_without_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    with installed(Site(stage="/api"), monkeypatch) as site:
        answer = site.send("GET", "", headers={"Accept": "text/html"}, resource="/")
        assert Page(answer).action == "./api/feedback"
