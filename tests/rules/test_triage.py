"""What a feedback is taken for, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.triage import Triage, triage
from chalicelib.model import Kind

SAFETY = {"en-GB": ["fire", "smoke", "assault"], "pt-BR": ["fogo", "fumaça", "assédio"]}


def assess(words: str, locale: str = "en-GB", **facts: object) -> Triage:
    facts = {"named": None, "rating": None} | facts
    return triage(words, locale=locale, safety_words=SAFETY, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "locale", "kind", "severity", "difficulty"),
    [
        ("420 heating broken", "en-GB", "complaint", "normal", "simple"),
        ("we are freezing", "en-GB", "complaint", "high", "simple"),
        ("there is SMOKE in the back", "en-GB", "complaint", "critical", "simple"),
        ("the engine is smoking", "en-GB", "complaint", "critical", "simple"),
        ("Tem fumaca no onibus", "pt-BR", "complaint", "critical", "simple"),
        ("fui assediada", "pt-BR", "complaint", "critical", "simple"),
        ("fumaça!", "en-GB", "complaint", "critical", "simple"),
        ("Thank you, lovely driver", "en-GB", "compliment", "low", "simple"),
        ("Thanks for nothing, no seat", "en-GB", "complaint", "normal", "simple"),
        ("Obrigado, motorista excelente", "pt-BR", "compliment", "low", "simple"),
        ("Obrigado, tudo no horário", "pt-BR", "compliment", "low", "simple"),
        ("Muchas gracias", "es", "compliment", "low", "simple"),
        ("When does the last coach leave?", "en-GB", "enquiry", "normal", "simple"),
        ("Cuánto cuesta el billete?", "es", "enquiry", "normal", "simple"),
        ("I suggest a coach at noon", "en-GB", "suggestion", "normal", "simple"),
        ("My solicitor will write", "en-GB", "complaint", "normal", "complex"),
        ("Quero indenização", "pt-BR", "complaint", "normal", "complex"),
        ("", "en-GB", "complaint", "normal", "simple"),
    ],
)
def test_words_say_what_it_is(
    words: str, locale: str, kind: str, severity: str, difficulty: str
) -> None:
    found = assess(words, locale)
    assert (found.kind, found.severity, found.difficulty) == (kind, severity, difficulty)


@pytest.mark.parametrize("words", ["no bench here", "lost in the fog", "a loud hum", "fume"])
def test_no_other_languages_word_of_danger_is_heard_in_an_everyday_one(words: str) -> None:
    in_all = {"pt-BR": ["fogo", "ferido"], "es": ["herido", "humo"]}
    found = triage(words, locale="en-GB", named=None, rating=None, safety_words=in_all)
    assert found.severity == "normal"


@pytest.mark.parametrize("words", ["hay dos heridas", "uma mulher ferida", "vi fogos", "¡humo!"])
def test_words_of_danger_are_heard_in_plural_and_either_gender(words: str) -> None:
    in_all = {"pt-BR": ["fogo", "ferido"], "es": ["herido", "humo"]}
    found = triage(words, locale="en-GB", named=None, rating=None, safety_words=in_all)
    assert found.severity == "critical"


@pytest.mark.parametrize(
    ("rating", "words", "kind", "severity"),
    [
        (1, "the driver", "complaint", "high"),
        (2, "thank you", "complaint", "normal"),
        (3, "the driver", "complaint", "normal"),
        (5, "the driver", "compliment", "low"),
        (5, "but it was cold", "complaint", "normal"),
    ],
)
def test_a_rating_says_what_the_words_leave_open(
    rating: int, words: str, kind: str, severity: str
) -> None:
    found = assess(words, rating=rating)
    assert (found.kind, found.severity) == (kind, severity)


def test_the_kind_that_a_customer_chose_stands() -> None:
    assert assess("it is broken", named=Kind.ENQUIRY).kind is Kind.ENQUIRY


def test_every_decision_has_a_reason() -> None:
    assert assess("The engine is smoking, my solicitor knows").reasons == (
        ("kind", "complaint", "nothing says otherwise"),
        ("severity", "critical", "smoke"),
        ("difficulty", "complex", "solicitor"),
    )


@given(st.text(max_size=300), st.sampled_from(["en-GB", "pt-BR", "es"]))
def test_any_words_can_be_assessed_and_a_safety_word_in_them_is_always_found(
    words: str, locale: str
) -> None:
    assess(words, locale)
    assert assess(f"{words} fire {words}", locale).severity == "critical"
