"""The pages by themselves: their languages, their size, and what they allow."""

import base64
import gzip
import hashlib
import re
from collections.abc import Callable

import pytest
from jinja2 import UndefinedError

from chalicelib.intake.survey import SurveyAnswer
from chalicelib.intake.web import Problem
from chalicelib.model import Channel, Kind, Status, What
from chalicelib.pages import form as form_page
from chalicelib.pages import render
from chalicelib.pages import status as status_page
from chalicelib.pages import survey as survey_page
from chalicelib.pages.conversation import Said, public
from chalicelib.pages.wording import TEXTS, asked_for
from chalicelib.services.surveys import SurveyView
from chalicelib.wording import LOCALES
from tests.builders import HOUR, NOON, configuration, entry, feedback, mail_address, phone

FIELD = re.compile(r"\{(\w*)\}")
CONFIGURATION = configuration()
PLACE = CONFIGURATION.place("coach-420")


def visit(locale: str = "en-GB") -> render.Visit:
    return render.Visit(locale=locale, root="../", configuration=CONFIGURATION)


def form(locale: str = "en-GB") -> str:
    return form_page.page(visit(locale), client_id="c" * 32, place=PLACE, switches_language=True)


def form_again(locale: str = "en-GB") -> str:
    problems = {"text": Problem.TEXT_MISSING, "phone": Problem.PHONE_INVALID}
    return form_page.page(visit(locale), client_id="c", place=PLACE, problems=problems)


def thanks(locale: str = "en-GB", **changes: object) -> str:
    return form_page.thanks(
        visit(locale),
        feedback=feedback(**changes),
        is_new=True,
        status_url="https://fale.example.com/s/abc",
        token="abc",
        now=NOON,
    )


def status(
    locale: str = "en-GB",
    turns: list[Said] | None = None,
    appeal_token: str | None = None,
    **changes: object,
) -> str:
    return status_page.page(
        visit(locale),
        feedback=feedback(**changes),
        holder="coaches",
        turns=turns
        or [
            Said(words="cold", at=NOON, team=None, entry=1),
            Said(words="sorry", at=NOON, team="coaches", entry=2),
        ],
        now=NOON + HOUR,
        appeal_token=appeal_token,
    )


def survey(locale: str = "en-GB", said: SurveyAnswer | None = None) -> str:
    seen = SurveyView(
        feedback=feedback(), cycle=1, asks_recommend=True, said=said or SurveyAnswer(score=2)
    )
    return survey_page.page(visit(locale), seen, token="abc", tapped=None, changes=False)


def problem(locale: str = "en-GB") -> str:
    return render.problem(visit(locale), name="not_found", request_id="r")


PAGES = [form, form_again, thanks, status, survey, problem]


def test_every_language_has_every_text_with_the_same_fields() -> None:
    assert set(TEXTS) == set(LOCALES)
    shapes = [
        {name: sorted(FIELD.findall(text)) for name, text in texts.items()}
        for texts in TEXTS.values()
    ]
    assert all(shape == shapes[0] for shape in shapes)
    assert all(text.strip() for texts in TEXTS.values() for text in texts.values())


def test_every_text_of_a_problem_is_of_one_that_there_is() -> None:
    said = {name.removeprefix("problem_") for name in TEXTS["en-GB"] if "problem_" in name}
    assert said - {"again"} <= {name.lower() for name in Problem.__members__}


def test_every_text_is_used() -> None:
    folder = render._HERE
    modules = [path for path in folder.parent.glob("*.py") if not path.name.startswith("wording")]
    used = "".join(path.read_text() for path in [*folder.iterdir(), *modules])
    made = ("problem_", "confirm_", "photo_", "rating_", "kind_", "status_", "answer_", "thanks_",
            "trip_")  # fmt: skip
    titles = ("not_found_", "too_large_", "invalid_input_", "broken_", "ended_", "absent_")
    for name in TEXTS["en-GB"]:
        assert name in used or name.startswith(made + titles), name


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_is_small_and_in_its_language(page: Callable[[str], str], locale: str) -> None:
    html = page(locale)
    assert len(gzip.compress(html.encode())) < 10_000
    assert f'<html lang="{locale}">' in html


@pytest.mark.parametrize("page", PAGES)
def test_a_page_loads_nothing_and_its_own_style_and_script_are_allowed(
    page: Callable[[], str],
) -> None:
    html = page()
    policy = render.content_security_policy()
    for tag in ("style", "script"):
        for content in re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            allowed = policy.partition(f"{tag}-src ")[2].partition(";")[0]
            assert f"'sha256-{digest}'" in allowed
    assert not re.findall(
        r'(?:src=|@import|url\(|href="(?:https?:)?//)',
        html.replace('href="https://fale.example.com', ""),
    )
    assert not re.findall(r"<[^>]+ (?:style|on\w+)=", html)


@pytest.mark.parametrize("page", [form, form_again])
def test_every_field_has_a_label(page: Callable[[], str]) -> None:
    html = page()
    ids = re.findall(r'<(?:input|textarea) id="(\w+)"', html)
    assert {"text", "phone", "email"} <= set(ids)
    assert set(ids) <= set(re.findall(r'<label for="(\w+)"', html))
    described = {
        name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()
    }
    assert described <= set(re.findall(r' id="([\w-]+)"', html))
    assert html.count('type="radio"') == 5 + len(Kind)


def test_how_the_answer_comes_is_said() -> None:
    assert "text message to +447700900123" in thanks(contacts=(phone(),))
    assert "by email to pat@example.net" in thanks(contacts=(mail_address(),))
    assert "on your private page" in thanks(contacts=())


def test_where_nothing_is_promised_no_time_is_named() -> None:
    html = thanks(respond_by=None, promise_by=None)
    assert "Coach operations reads it." in html
    assert "12:00" not in html
    assert "in time" not in html


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({}, "You get an answer by 12:00 tomorrow."),
        ({"promise_by": NOON}, "You should have had an answer by 12:00 today."),
        ({"promise_by": None}, "It is being read."),
        ({"status": Status.ANSWERED}, "You have an answer."),
        ({"status": Status.CLOSED}, "This is closed."),
        (
            {"waiting_since": NOON, "waiting_until": NOON + 48 * HOUR, "promise_by": NOON},
            "wait for your reply. If we have not heard from you by 12:00 on Wednesday 25 November,",
        ),
    ],
)
def test_the_status_page_says_how_it_stands(changes: dict[str, object], standing: str) -> None:
    assert standing in status(**changes)


@pytest.mark.parametrize("what", What)
def test_only_words_that_are_the_customers_or_were_told_to_them_are_public(what: What) -> None:
    told = {
        What.CAPTURED, What.CUSTOMER_WROTE, What.APPEALED, What.ANSWERED, What.ASKED, What.RESOLVED,
    }  # fmt: skip
    shown = public([entry(what=what, words="words", data={"team": "coaches"})])
    assert bool(shown) is (what in told)


def test_a_question_is_shown_as_the_teams() -> None:
    asked = entry(what=What.ASKED, words="Which coach?", data={"team": "coaches"})
    html = status(turns=public([asked]))
    assert re.search(
        r'class="turn ours">\n<p class="who">Coach operations asked · .*Which', html, re.DOTALL
    )


def test_while_we_wait_for_the_customer_no_team_has_it_and_nothing_is_late() -> None:
    html = status(waiting_since=NOON, waiting_until=NOON + HOUR / 2, promise_by=NOON)
    assert "It is now with" not in html
    assert "late" not in re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_ombudsman_is_asked_with_a_button_that_posts(locale: str) -> None:
    html = status(locale, appeal_token="a-b.c", status=Status.ANSWERED)
    assert '<form class="plain" method="post" action="../s/a-b.c/appeal">' in html
    assert TEXTS[locale]["appeal"] in html


@pytest.mark.parametrize(
    "changes",
    [{}, {"appeal_token": "abc", "kind": Kind.ENQUIRY}],
    ids=["not possible", "no complaint"],
)
def test_no_button_stands_where_it_would_do_nothing(changes: dict[str, object]) -> None:
    assert "/appeal" not in status(status=Status.ANSWERED, **changes)


def test_a_turn_without_words_is_left_out() -> None:
    assert public([entry(words=None), entry(words="")]) == []


def test_a_missing_value_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        render.page("thanks.html", visit())


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("pt-PT,pt;q=0.9,en;q=0.8", "pt-BR"),
        ("de-DE, ES-419;q=0.7", "es"),
        ("de", "en-GB"),
        ("", "en-GB"),
        ("*", "en-GB"),
    ],
)
def test_a_browser_is_answered_in_the_first_of_its_languages_that_we_speak(
    header: str, locale: str
) -> None:
    assert asked_for(header) == locale


def test_a_page_speaks_of_mail_where_mail_is_the_way() -> None:
    contact = mail_address()
    assert contact.channel is Channel.EMAIL
    assert "por e-mail em pat@example.net" in thanks("pt-BR", contacts=(contact,))
