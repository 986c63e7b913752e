"""Which feedback may be one incident."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.configuration import Likeness
from chalicelib.incidents import Spoken, fits, groups, is_dismissed
from tests.builders import NOON

MINUTE = timedelta(minutes=1)
COLD = (
    ("en-GB", "420 The heating is broken, we are freezing"),
    ("en-GB", "No heating on the coach again. My kids are cold"),
    ("pt-BR", "Está muito frio aqui, o aquecimento não funciona"),
    ("es", "Hace un frío terrible, la calefacción no va"),
    ("en-GB", "cold!!"),
)


def said(*what: tuple[str, str], apart: timedelta = MINUTE, first: int = 0) -> list[Spoken]:
    return [
        Spoken(id=f"{n:02d}", at=NOON + n * apart, words=words, locale=locale)
        for n, (locale, words) in enumerate(what, first)
    ]


def test_people_who_are_cold_are_one_incident_in_whatever_language_they_say_so() -> None:
    (group,) = groups(said(*COLD))
    assert group.ids == ("00", "01", "02", "03", "04")
    assert set(group.words) & {"heating", "cold", "frio", "aquecimento"}


def test_what_has_nothing_to_do_with_it_stays_out() -> None:
    others = (
        ("en-GB", "The toilet is filthy and there is no paper"),
        ("en-GB", "Thank you to the driver, she was lovely"),
        ("pt-BR", "Esqueci minha mochila azul no assento 12"),
    )
    (group,) = groups(said(*COLD, *others))
    assert group.ids == ("00", "01", "02", "03", "04")


def test_two_matters_at_one_place_are_two_suggestions_the_larger_first() -> None:
    dirty = (
        ("en-GB", "The toilet is dirty"),
        ("es", "El baño está muy sucio"),
        ("pt-BR", "banheiro imundo"),
    )
    first, second = groups(said(*COLD, *dirty))
    assert (len(first.ids), len(second.ids)) == (5, 3)
    assert second.ids == ("05", "06", "07")


def test_words_that_are_no_topic_make_a_group_by_their_stems() -> None:
    lost = (
        ("en-GB", "Ticket machines swallowed my card"),
        ("en-GB", "your ticket machine keeps swallowing cards"),
        ("en-GB", "The machine for tickets swallowed a card"),
    )
    (group,) = groups(said(*lost))
    assert len(group.ids) == 3
    assert "card" in " ".join(group.words) or "machine" in " ".join(group.words)


def test_two_are_no_incident_yet() -> None:
    assert groups(said(*COLD[:2])) == []


def test_what_comes_after_the_time_belongs_to_another_day() -> None:
    assert groups(said(*COLD[:3], apart=timedelta(hours=4))) == []
    assert len(groups(said(*COLD[:3], apart=timedelta(hours=3)))) == 1
    assert (
        groups(said(*COLD[:3], apart=timedelta(hours=3)), Likeness(within=timedelta(hours=1))) == []
    )


def test_small_talk_makes_nobody_alike() -> None:
    talk = (
        ("en-GB", "Hello, please get back to me about the coach today"),
        ("en-GB", "Hello there, this was on the bus this morning, thanks"),
        ("en-GB", "Please, just now, again, on the train"),
        ("en-GB", ""),
        ("en-GB", "?!"),
    )
    assert groups(said(*talk)) == []


def test_a_new_feedback_fits_an_incident_by_words_and_time() -> None:
    known = said(*COLD)
    (late,) = said(("es", "mucho frío en el autocar"), first=30)
    (other,) = said(("en-GB", "The wifi is off"), first=30)
    assert fits(late, known)
    assert not fits(other, known)
    assert not fits(late, known, Likeness(within=timedelta(minutes=10)))


def test_what_was_dismissed_is_asked_again_only_once_it_has_grown_by_a_suggestion() -> None:
    dismissed = [{"1", "2", "3"}]
    assert is_dismissed({"1", "2", "3"}, dismissed)
    assert is_dismissed({"1", "2"}, dismissed)
    assert is_dismissed({"1", "2", "3", "4", "5"}, dismissed)
    assert not is_dismissed({"1", "2", "3", "4", "5", "6"}, dismissed)
    assert not is_dismissed({"7", "8", "9"}, dismissed)


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "es", "de-DE", ""])
@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(max_size=60), max_size=8))
def test_any_words_are_grouped_the_same_whatever_their_order(texts: list[str], locale: str) -> None:
    spoken = said(*((locale, text) for text in texts))
    made = groups(spoken)
    assert made == groups(list(reversed(spoken)))
    ids = [one for group in made for one in group.ids]
    assert len(ids) == len(set(ids))
