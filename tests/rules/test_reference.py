import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference

numbers = st.integers(0, reference.SPACE - 1)


@given(numbers)
def test_every_reference_is_read_back_as_it_was_written(number: int) -> None:
    text = reference.from_number(number)
    assert reference.parse(text) == text
    assert reference.parse(text.lower().replace("-", " ")) == text


@given(numbers, numbers)
def test_two_numbers_never_share_a_reference(one: int, other: int) -> None:
    same = reference.from_number(one) == reference.from_number(other)
    assert same == (one == other)


@given(numbers, st.integers(0, 6), st.sampled_from(reference.ALPHABET))
def test_every_single_wrong_character_is_found(number: int, place: int, letter: str) -> None:
    right = reference.from_number(number).replace("-", "")
    wrong = right[:place] + letter + right[place + 1 :]
    assert (reference.parse(wrong) is not None) == (wrong == right)


@given(numbers, st.integers(0, 5))
def test_every_swap_of_neighbours_is_found(number: int, place: int) -> None:
    right = reference.from_number(number).replace("-", "")
    wrong = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
    assert (reference.parse(wrong) is not None) == (wrong == right)


@given(numbers)
def test_letters_that_look_like_digits_are_forgiven(number: int) -> None:
    text = reference.from_number(number)
    for digit, letters in {"0": "Oo", "1": "IiLl"}.items():
        for letter in letters:
            assert reference.parse(text.replace(digit, letter)) == text


@given(numbers, st.text(alphabet="abc xyz.,!?", max_size=20))
def test_a_reference_is_found_in_a_sentence(number: int, around: str) -> None:
    text = reference.from_number(number)
    assert text in reference.find(f"{around} re {text.lower()}, still cold")


def test_a_reference_inside_a_longer_word_is_left_alone() -> None:
    text = reference.from_number(7)
    assert reference.find(f"x{text}") == []
    assert reference.find(f"{text}x") == []


def test_what_is_no_reference_is_none() -> None:
    assert [reference.parse(text) for text in ("", "420", "K7Q-4MD", "K7U-4MDX", "é" * 7)] == [
        None
    ] * 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about KBW-DQVZ please", ["KBW-DQVZ"]),
        ("about kb7-dqv1 please", ["kb7-dqv1"]),
        ("KB7-DQVZ", ["KB7-DQVZ"]),
        ("about KBW-DQVW please", []),
        ("a non-stop coach", []),
        ("A NON-STOP COACH", []),
        ("call 020 7946", []),
        ("seat 12A and 1234567", []),
    ],
)
def test_what_was_meant_for_a_reference_but_holds_a_typing_error_is_found(
    text: str, found: list[str]
) -> None:
    assert reference.mistyped(text) == found


def test_a_text_is_left_without_its_valid_references_only() -> None:
    assert reference.without("status KBW-DQVW KBW-DQVZ") == "status  KBW-DQVZ"
