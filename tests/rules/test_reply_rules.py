from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake import reply
from chalicelib.intake.mail import parse
from chalicelib.intake.reply import MARKER_LINES, first_words, new_words, words_of_reply

PIECES = st.sampled_from(
    [
        *(
            "",
            "Hello",
            "We are sorry.",
            "> quoted",
            "> > deeper",
            ">",
            "-- ",
            "--",
            "-----",
            "____________",
        ),
        *("On 16/11/2026 10:02, Example <a@b.example> wrote:", "Thanks", "Sent from my iPhone"),
        *(
            "From: Example <a@b.example>",
            "Sent: 16 November 2026 10:02",
            "To: c@d.example",
            "Subject: x",
        ),
        *(
            "-----Original Message-----",
            "##- Please write your reply above this line -##",
            "##-",
            "x -##",
        ),
        *(
            "On Monday",
            "wrote:",
            "Am 16.11.2026 um 10:02 schrieb",
            "a@b.example:",
            "2026",
            "* list",
        ),
    ]
)
BODIES = st.lists(PIECES, max_size=20).map("\n".join)


@given(BODIES)
def test_every_word_of_a_reply_is_new_or_quoted(text: str) -> None:
    words = new_words(text)
    assert Counter(text.split()) == Counter(words.new.split()) + Counter(words.quoted.split())


@given(BODIES, st.none() | BODIES)
def test_splitting_new_words_again_finds_nothing_to_set_aside(text: str, html: str | None) -> None:
    words = new_words(text, html)
    if words.sure and words.new:
        assert new_words(words.new).new == words.new


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_can_be_split(text: str) -> None:
    words = new_words(text, text)
    assert len(words.new) <= reply.MAX_WORDS + 10


@pytest.mark.parametrize("marker", MARKER_LINES.values())
@pytest.mark.parametrize("quote", ["{}", "> {}", ">> {}", "**{}**", "* {} *", " {}", "  > {}"])
def test_our_marker_line_is_known_however_it_is_quoted(marker: str, quote: str) -> None:
    words = new_words(f"Yes.\n\n{quote.format(marker)}\n> New complaint\n")
    assert (words.new, words.sure) == ("Yes.", True)


def test_our_marker_line_is_known_when_its_sentence_was_translated() -> None:
    assert new_words("Ja.\n\n##- Bitte antworten Sie oberhalb\ndieser Zeile -##\nNeu").new == "Ja."


def test_answers_between_quoted_lines_are_all_kept_and_not_sure() -> None:
    words = new_words("> one?\n> really?\n\nYes.\n\n> two?\n\nNo.\n")
    assert (words.new, words.sure) == ("Yes.\n\nNo.", False)


def test_a_reply_below_the_quote_is_found() -> None:
    words = new_words("On 16/11/2026 10:02, Example wrote:\n> one?\n> two?\n\nBoth, yes.\n")
    assert (words.new, words.sure) == ("Both, yes.", True)


def test_words_above_and_below_one_quote_are_kept_in_their_order() -> None:
    words = new_words("Hello.\n\nOn 16/11/2026 10:02, Example wrote:\n> one?\n\nYes.\n")
    assert (words.new, words.sure) == ("Hello.\n\nYes.", True)


def test_a_reply_of_nothing_but_a_marked_quote_has_no_words_for_sure() -> None:
    words = new_words("On 16/11/2026 10:02, Example wrote:\n> one?\n> two?\n")
    assert (words.new, words.sure) == ("", True)


def test_nothing_above_an_unmarked_quote_is_not_sure_because_words_may_stand_in_it() -> None:
    block = (
        "From: a@b.example\nSent: 16 November 2026\nTo: c@d.example\nSubject: x\n\nNew complaint\n"
    )
    words = new_words(block)
    assert (words.new, words.sure) == ("", False)


def test_words_typed_below_the_signature_are_not_lost() -> None:
    words = new_words("-- \nAnn\nCoach operations\n\nThe coach is on its way.\n")
    assert "The coach is on its way." in words.new
    assert not words.sure


def test_a_line_of_two_dashes_in_a_long_text_is_no_signature() -> None:
    text = "First\n--\n" + "\n".join(f"line {n}" for n in range(30))
    assert new_words(text).new == text


@pytest.mark.parametrize(
    "own",
    [
        "On the surface it works.\nOn average it does not.",
        "It was this one:\nFrom: Leeds\nTo: York\nDate: 16/11/2026 10:02\nit was late",
        "From: Leeds\nTo: York\nSubject: cold coach\nplease help",
        "On 16/11/2026 at 10:02 the driver wrote:\nYou are late",
        "Get well soon, my mail was late",
        "Sent by email to you today",
        "Enviado por e-mail ontem",
        "-- not a signature",
        "Our times:\n16/11/2026 10:02\n17/11/2026 11:30",
    ],
)
def test_own_words_that_look_like_a_programs_are_kept(own: str) -> None:
    words = new_words(f"{own}\n\nOn 16/11/2026 10:02, Example wrote:\n> one?\n> two?\n")
    assert (words.new, words.sure) == (own, True)


def test_the_html_decides_where_the_text_shows_no_quote() -> None:
    html = "<div>Yes.</div><div class='yahoo_quoted'>Egun on<br>New complaint</div>"
    words = new_words("Yes.\n\nEgun on\nNew complaint\n", html)
    assert (words.new, words.sure) == ("Yes.", True)


def test_an_html_signature_is_set_aside() -> None:
    raw = b"Content-Type: text/html\n\n<p>Yes.</p><div id=Signature><p>Ann Clark</p></div>"
    assert words_of_reply(parse(raw)).new == "Yes."


def test_the_words_of_a_first_mail_are_all_of_it_but_the_signature() -> None:
    raw = b"Subject: Coach\n\nCold.\n\n> my friend says so\n\n-- \nAnn\nSent from my iPhone\n"
    assert first_words(parse(raw)) == "Cold.\n\n> my friend says so"


def test_a_first_mail_without_a_text_speaks_by_its_subject() -> None:
    assert first_words(parse(b"Subject: 420 heating broken\n\n\n")) == "420 heating broken"


def test_very_long_words_are_cut_and_then_not_sure() -> None:
    words = new_words("word " * 20_000)
    assert words.new.endswith(" […]")
    assert not words.sure
    assert len(first_words(parse(b"\n\n" + b"word " * 20_000))) <= reply.MAX_WORDS + 10
