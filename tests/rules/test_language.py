"""In which language a text is written, as a table, and upon every wording of ours."""

import re

import pytest

from chalicelib import wording
from chalicelib.intake.language import LEAST_WORDS, language_of


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("we are freezing", "en-GB"),
        ("Thank you, lovely driver", "en-GB"),
        ("where is bus 420", "en-GB"),
        ("I LOST MY BAG ON SEAT 12", "en-GB"),
        ("your refund policies are a joke", "en-GB"),
        ("Tem fumaca no onibus", "pt-BR"),
        ("banheiro muito sujo", "pt-BR"),
        ("nao funciona o ar, ta muito quente", "pt-BR"),
        ("cadê o ônibus 420??", "pt-BR"),
        ("Esqueci minha mochila azul no assento 12", "pt-BR"),
        ("El baño está muy sucio", "es"),
        ("No hay calefacción en el autocar", "es"),
        ("Donde esta el bus 420?", "es"),
        ("perdí mi mochila en el asiento 12", "es"),
        ("Hace mucho frío aquí", "es"),
    ],
)
def test_the_words_of_every_sentence_tell_its_language(words: str, language: str) -> None:
    assert language_of(words) == language


@pytest.mark.parametrize(
    "words",
    [
        "",
        "420",
        "cold!!",
        "hay humo",
        "sem papel",
        "GXQ-41TM 420 4/5",
        "420 coach Tietê",
        "la wifi no funciona",
        "gracias obrigado thanks",
    ],
)
def test_a_few_words_and_what_two_languages_say_alike_tell_none(words: str) -> None:
    assert language_of(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "Le chauffage ne marche pas dans le car et il fait très froid",
        "Die Heizung im Bus ist kaputt und es ist sehr kalt",
        "Il riscaldamento non funziona e fa molto freddo",
        "De verwarming in de bus doet het niet en het is koud",
        "Ogrzewanie w autobusie nie działa",
        "暖房が壊れています",
    ],
)
def test_a_language_that_is_none_of_ours_is_taken_for_none(words: str) -> None:
    assert language_of(words) is None


@pytest.mark.parametrize(
    "words",
    ["Los Angeles coach late", "Rio de Janeiro coach is late", "San Juan to La Paz coach is full"],
)
def test_the_name_of_a_place_does_not_make_a_language(words: str) -> None:
    assert language_of(words) == "en-GB"


def test_among_our_own_words_nearly_every_sentence_is_told_and_hardly_one_wrongly() -> None:
    told = wrong = sentences = 0
    for locale in wording.LOCALES:
        for ours in wording.ours(locale).values():
            text = re.sub(r"\{[a-z_]+\}", " ", ours)
            if len(re.findall(r"[^\W\d_]+", text)) < 2 * LEAST_WORDS:
                continue
            sentences += 1
            language = language_of(text)
            told += language == locale
            wrong += language not in (locale, None)
    assert sentences > 300
    assert told / sentences > 0.95
    assert wrong <= 1
