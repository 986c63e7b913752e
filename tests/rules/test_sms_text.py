"""How a text is counted, made shorter, and cut."""

import unicodedata

import gsm0338
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.sms_text import (
    answer_parts,
    cut,
    fitted,
    is_gsm,
    length,
    parts,
    shortest,
    split_answer,
    to_gsm,
)

GSM_SPECIALS = "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà"
EXTENSION = "^{}\\[~]|€"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # the pair of the euro sign is not torn apart
        ("ã" * 70, 1),
        ("ã" * 71, 2),
        ("ã" * 134, 2),
        ("ã" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("ã" * 66 + "😀" + "ã" * 66, 3),
    ],
)
def test_a_text_is_counted_as_it_is_charged(text: str, count: int) -> None:
    assert parts(text) == count


MIXED = st.text(st.sampled_from("aé€[\n\fçã中😀\u0301")) | st.text(
    st.sampled_from("ab€^"), max_size=700
)
"""Texts near the edges: of the alphabet, of its extension table, of surrogate pairs."""


@settings(max_examples=200)
@given(st.text(max_size=700) | MIXED)
@example("a" * 152 + "€" + "a" * 153)
@example("ã" * 66 + "😀" + "ã" * 66)
def test_another_implementation_with_another_table_counts_the_same(text: str) -> None:
    text = text.replace("\x1b", "")  # the escape itself is no character
    assert parts(text) == _as_a_phone_would_cut(text)


def _as_a_phone_would_cut(text: str) -> int:
    """Parts, by encoding the text and cutting the bytes, back to where no character is torn."""
    try:
        octets, alone, joined, unit = gsm0338.Codec().encode(text)[0], 160, 153, 1
    except UnicodeEncodeError:
        octets, alone, joined, unit = text.encode("utf-16-be", "surrogatepass"), 70, 67, 2
    if len(octets) <= alone * unit:
        return 1
    count = 0
    while octets:
        end = joined * unit
        if end < len(octets) and _is_torn(octets, end, unit):
            end -= unit
        octets, count = octets[end:], count + 1
    return count


def _is_torn(octets: bytes, end: int, unit: int) -> bool:
    """Whether a cut parts the escape from its character, or the halves of a surrogate pair."""
    if unit == 1:
        return octets[end - 1] == 0x1B
    return 0xD8 <= octets[end - 2] <= 0xDB and 0xDC <= octets[end] <= 0xDF


@pytest.mark.parametrize("letter", GSM_SPECIALS + EXTENSION + "\n\r\f")
def test_the_gsm_alphabet_is_known(letter: str) -> None:
    assert is_gsm(letter)
    assert length(letter) == (2 if letter in EXTENSION + "\f" else 1)


@pytest.mark.parametrize("letter", "ãõâêôáíóúçÃÕÁÍÓÚ`“\u2013…\t😀中\x1b")
def test_what_is_outside_the_gsm_alphabet_is_known(letter: str) -> None:
    assert not is_gsm(letter)


def test_every_portuguese_and_spanish_letter_has_a_gsm_form() -> None:
    letters = "áàâãçéêíóôõúüñÁÀÂÃÇÉÊÍÓÔÕÚÜÑ¿¡ºª"
    assert to_gsm(letters) == "aàaaçéeiooouüñAAAAÇÉEIOOOUÜÑ¿¡oa".replace("ç", "c")
    assert is_gsm(to_gsm(letters))


def test_punctuation_of_word_processors_becomes_plain() -> None:
    assert to_gsm("“Olá” \u2013 \u2018bom\u2019 … 3 €") == "\"Ola\" - 'bom' ... 3 €"


def test_a_letter_and_its_accent_apart_are_one_letter() -> None:
    assert to_gsm(unicodedata.normalize("NFD", "até amanhã")) == "até amanha"


@given(st.text())
def test_the_gsm_form_drops_nothing(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert len(to_gsm(text)) >= len(composed)


@given(st.text())
def test_the_shortest_form_is_never_charged_as_more(text: str) -> None:
    assert parts(shortest(text)) <= parts(text)


def test_a_text_that_costs_the_same_keeps_its_accents() -> None:
    assert shortest("Até amanhã") == "Até amanhã"
    assert shortest("Até amanhã " * 10) == "Até amanha " * 10


def test_a_text_that_cannot_be_all_gsm_stays_as_it_is() -> None:
    text = "amanhã 中 " * 10
    assert shortest(text) == text


@given(st.text(min_size=1, max_size=400), st.integers(1, 3))
@example("Viação " * 60, 2)
def test_a_name_is_shortened_rather_than_another_sms_begun(name: str, most: int) -> None:
    text = fitted(lambda n: f"Thank you. Your reference is K7Q-4MDX. {n}", name, most)
    assert parts(text) <= most
    assert text.startswith("Thank you. Your reference is K7Q-4MDX.")


def test_a_name_that_fits_is_not_touched() -> None:
    assert fitted(lambda name: f"Thank you. {name}", "Example Coaches") == (
        "Thank you. Example Coaches"
    )


@given(st.text(), st.integers(0, 50))
def test_a_name_is_cut_to_its_size(name: str, size: int) -> None:
    assert len(cut(name, size)) <= size


@given(st.text(max_size=6000), st.integers(0, 200))
@example("word " * 1000, 150)
@example("x" * 5000, 150)
@example("não " * 1000, 150)
@example("👩‍👩‍👧‍👦" * 400, 150)
@example("🇧🇷" * 700, 150)
@example("a\u0301" * 2000, 150)
def test_the_parts_of_an_answer_are_its_words_to_the_letter(words: str, opening: int) -> None:
    found = split_answer(words, opening)
    assert "".join(found) == words
    limit = 1500 if is_gsm(words) else 600
    size = length if is_gsm(words) else _units
    assert all(size(part) + opening <= limit for part in found)
    assert all(found) or words == ""


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def test_an_answer_is_cut_at_spaces() -> None:
    words = "The coach leaves at noon. " * 100
    for part in answer_parts(words)[:-1]:
        assert part.endswith((" ", "noon. "))
        assert len(part) > 1000


def test_a_long_row_of_emoji_is_not_cut_inside_one() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    for part in answer_parts(family * 200):
        assert part == family * (len(part) // len(family))


def test_a_short_answer_is_one_text() -> None:
    assert answer_parts("A warm coach meets you at Oxford.") == [
        "A warm coach meets you at Oxford."
    ]


def test_an_opening_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        split_answer("não", 301)
