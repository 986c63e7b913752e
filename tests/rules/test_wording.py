"""Every language has every wording, with the same fields; an organisation's own are checked."""

import re

import pytest

from chalicelib.early_warning import Sort
from chalicelib.intake import commands
from chalicelib.model import Channel, Difficulty, Kind, Purpose, Severity
from chalicelib.wording import (
    LOCALES,
    Problem,
    check_overrides,
    fields_of,
    lookup,
    names,
    nearest,
)

OTHERS = LOCALES[1:]


def text(locale: str, name: str) -> str:
    words = lookup(locale, locale, {})
    try:
        return words.say(name)
    except ValueError as error:
        fields = str(error).split(": ")[1].removesuffix(" is missing or unknown").split(", ")
        return words.say(name, **{field: f"{{{field}}}" for field in fields})


@pytest.mark.parametrize("locale", OTHERS)
def test_every_language_has_every_wording(locale: str) -> None:
    assert names(locale) == names()


@pytest.mark.parametrize("name", sorted(names()))
def test_a_wording_has_the_same_fields_in_every_language(name: str) -> None:
    assert len({fields_of(text(locale, name)) for locale in LOCALES}) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_no_wording_has_a_loose_brace_or_space(locale: str) -> None:
    ours = {name: text(locale, name) for name in names()}
    assert check_overrides({locale: ours}) == []
    assert all(said == said.strip() and "  " not in said for said in ours.values())


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_that_is_chosen_by_a_value_has_a_wording_for_each(locale: str) -> None:
    several = {Purpose.TEAM_WARNED}  # its words go by what is unusual
    about_one = [p for p in Purpose if not p.stands_alone and p not in several]
    staff = [purpose for purpose in about_one if purpose.is_for_staff]
    needed = {
        *(f"thanks_{kind}" for kind in Kind),
        *(f"kind_{kind}" for kind in Kind),
        *(f"channel_{channel}" for channel in Channel),
        *(f"severity_{severity}" for severity in Severity),
        *(f"difficulty_{difficulty}" for difficulty in Difficulty),
        *(f"team_warned_{part}_{sort}" for part in ("subject", "title") for sort in Sort),
        *(f"{purpose}_subject" for purpose in about_one),
        *(f"{purpose}_title" for purpose in staff if purpose is not Purpose.TEAM_RECEIPT),
        *(f"team_receipt_{what}" for what in ("sent", "waiting", "lost", "page")),
        *(f"message_{purpose}" for purpose in about_one if purpose not in staff),
    }
    assert needed <= names(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_that_staff_are_told_of_is_understood(locale: str) -> None:
    told = " ".join(
        text(locale, name)
        for name in (
            "team_commands",
            "team_set_aside_unknown_command",
            "team_set_aside_unknown_team",
            "team_set_aside_help",
        )
    )
    found = {command: commands.parse(f"{command} x") for command in re.findall(r"#\w+", told)}
    verbs = {command.verb for command in found.values() if command}
    corrected = {command.to for command in found.values() if command and command.to}
    assert verbs == set(commands.Verb) - {commands.Verb.UNKNOWN}
    assert corrected == {*Kind, *Severity}


@pytest.mark.parametrize(
    ("locale", "ours"),
    [
        ("en-GB", "en-GB"), ("en", "en-GB"), ("en-US", "en-GB"), ("es-MX", "es"), ("es_ES", "es"),
        ("pt", "pt-BR"), ("PT-pt", "pt-BR"), ("de", "pt-BR"), ("", "pt-BR"), (None, "pt-BR"),
        ("english", "pt-BR"),
    ],
)  # fmt: skip
def test_a_language_that_we_lack_falls_back(locale: str | None, ours: str) -> None:
    assert nearest(locale, "pt-BR") == ours
    assert lookup(locale, "pt-BR", {}).locale == ours


def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(ValueError, match="reference is missing"):
        lookup("es", "es", {}).say("reference")


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(ValueError, match="name is missing or unknown"):
        lookup("es", "es", {}).say("reference", reference="K7Q-4MDX", name="Ana")


def test_an_unknown_wording_is_an_error() -> None:
    with pytest.raises(KeyError):
        lookup("es", "es", {}).say("refernce", reference="K7Q-4MDX")


def test_a_field_in_a_value_stays_text() -> None:
    said = lookup("en", "en", {}).say("reference", reference="{team}")
    assert said == "Your reference is {team}."


def test_an_organisations_own_wording_is_used_in_its_language_only() -> None:
    own = {"en-GB": {"thanks_complaint": "We hear you."}}
    assert lookup("en", "es", own).say("thanks_complaint") == "We hear you."
    assert lookup("es", "es", own).say("thanks_complaint") != "We hear you."


def test_every_problem_of_own_wording_is_found_at_once() -> None:
    own = {
        "en-GB": {
            "reference": "Ref {refrence}",
            "thanks_complaint": " ",
            "thanks_complain": "Thanks",
            "answer_reply": "Reply {} please",
        },
        "de": {"reference": "{reference}"},
    }
    assert check_overrides(own) == [
        Problem("en-GB", "reference", "the field {refrence} is unknown"),
        Problem("en-GB", "reference", "the field {reference} is missing"),
        Problem("en-GB", "thanks_complaint", "the text is empty"),
        Problem("en-GB", "thanks_complain", "there is no wording of this name"),
        Problem("en-GB", "answer_reply", "braces may only hold the name of a field"),
        Problem("de", None, "there is no wording in this language; there is en-GB, pt-BR, es"),
    ]


def test_own_wording_that_takes_more_sms_than_we_send_is_refused() -> None:
    padded = "{team}, {organisation} ({reference}):" + " e assim por diante" * 15
    assert check_overrides({"pt-BR": {"answer_sms": padded}}) == [
        Problem("pt-BR", "answer_sms", "it takes 3 SMS even with short names; 2 is the most")
    ]
    accents = "Não: {team}, {organisation} ({reference}), " + "ção" * 50
    assert check_overrides({"pt-BR": {"answer_sms": accents}}) == []


def test_own_wording_that_fits_has_no_problem() -> None:
    assert check_overrides({"es": {"reference": "N.º {reference}"}}) == []
