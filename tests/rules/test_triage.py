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


EVERYWHERE = {
    "en-GB": ["fire", "smoke", "assault", "accident"],
    "pt-BR": ["fogo", "fumaça", "assédio", "ferido", "polícia"],
    "es": ["fuego", "humo", "acoso", "herido", "policía"],
}


@pytest.mark.parametrize(
    ("words", "locale"),
    [
        ("your refund policies are a joke", "en-GB"),
        ("the seating policies are unclear", "pt-BR"),
        ("the lighting is deficient here", "en-GB"),
        ("a cadeira está quebrada", "pt-BR"),
        ("duas cadeiras sem cinto", "pt-BR"),
        ("tem um vendedor ambulante no ponto", "pt-BR"),
        ("hay vendedores ambulantes en la parada", "es"),
        ("el servicio es muy deficiente", "es"),
        ("a hurtful remark of the driver", "en-GB"),
        ("no es una ruta segura", "es"),
        ("me senti muito segura na viagem", "pt-BR"),
        ("la seguridad de la estación", "es"),
        ("não dá para segurar na barra", "pt-BR"),
        ("thank you for the courtesy", "en-GB"),
        ("no bench here", "en-GB"),
        ("lost in the fog", "en-GB"),
        ("a loud hum", "en-GB"),
        ("fume", "en-GB"),
    ],
)
def test_an_everyday_word_is_no_other_languages_word_of_danger(words: str, locale: str) -> None:
    found = triage(words, locale=locale, named=None, rating=None, safety_words=EVERYWHERE)
    assert found.severity in ("normal", "low")
    is_about_money = "refund" in words
    assert found.difficulty == ("complex" if is_about_money else "simple")


@pytest.mark.parametrize(
    ("words", "locale", "severity"),
    [
        ("hay dos heridas", "en-GB", "critical"),
        ("uma mulher ferida", "en-GB", "critical"),
        ("vi fogos", "en-GB", "critical"),
        ("¡humo!", "en-GB", "critical"),
        ("there were three fires", "es", "critical"),
        ("chamem a polícia, por favor", "en-GB", "critical"),
        ("llamen a la POLICIA", "pt-BR", "critical"),
        ("the police came twice", "pt-BR", "high"),
        ("vieram dois policiais", "es", "critical"),
        ("dos ambulancias en la puerta", "pt-BR", "high"),
        ("several injuries", "es", "high"),
        ("my wheelchair did not fit", "pt-BR", "high"),
        ("um senhor cadeirante ficou para trás", "en-GB", "high"),
        ("a passenger fainted", "es", "high"),
        ("uma moça desmaiada", "en-GB", "high"),
        ("silla de ruedas rota", "en-GB", "high"),
    ],
)
def test_danger_is_heard_in_any_language_in_plural_and_either_gender(
    words: str, locale: str, severity: str
) -> None:
    found = triage(words, locale=locale, named=None, rating=None, safety_words=EVERYWHERE)
    assert found.severity == severity


def test_an_organisations_word_of_danger_is_heard_by_its_stem_in_the_texts_own_language() -> None:
    told = "the driver was firing questions at us"
    listed = {"en-GB": ["fire"]}
    assert triage(told, locale="es", named=None, rating=None, safety_words=listed).severity == (
        "critical"
    )
    listed = {"pt-BR": ["polícia"]}
    told = "what are your policies on dogs"
    assert triage(told, locale="pt-BR", named=None, rating=None, safety_words=listed).severity == (
        "normal"
    )
    unknown = triage("smoking engine", locale="pt-BR", named=None, rating=None, safety_words=SAFETY)
    assert unknown.severity == "critical"


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
