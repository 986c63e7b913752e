"""Whatever arrives, something can be shown to a person, and the work stays in proportion."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.mail import MAX_ATTACHMENTS, MAX_SUBJECT, MAX_TEXT, Mail, parse
from chalicelib.intake.reply import MAX_WORDS, first_words, words_of_reply

CORPUS = [
    path.read_bytes() for path in sorted(Path(__file__).parents[1].glob("corpus/replies/*.eml"))
]
HEAD = b"From: a@b.example\r\nMessage-ID: <x@y>\r\n"
HTML = HEAD + b"Content-Type: text/html\r\n\r\n"
TEXT = HEAD + b"\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
PIECES = st.sampled_from(
    [
        *(
            b"\r\n",
            b"\n",
            b"\r",
            b": ",
            b"From: ",
            b"Subject: ",
            b"=?utf-8?b?",
            b"?=",
            b"<",
            b">",
            b"@",
            b'"',
        ),
        *(
            b"Content-Type: ",
            b"multipart/mixed; ",
            b"boundary=b",
            b"--b",
            b"--",
            b"text/html",
            b"; charset=",
        ),
        *(
            b"utf-16",
            b"Content-Transfer-Encoding: base64",
            b"quoted-printable",
            b"message/rfc822",
            b"\0",
        ),
        *(
            b"filename*0*=",
            b"utf-8''%E3",
            b"format=flowed",
            b" \t",
            b"=E3=81",
            b"\xff\xfe",
            b"\xe3\x81",
            b"&#",
        ),
        *(
            b"<div>",
            b"</div>",
            b"<blockquote>",
            b"<!--",
            b"References: ",
            b"Date: ",
            b"(",
            b")",
            b"\\",
        ),
    ]
)


def checked(raw: bytes) -> Mail:
    """The mail, everything in it fit to be stored and bounded."""
    mail = parse(raw)
    words = words_of_reply(mail)
    for text in (mail.text, mail.subject, words.new, words.quoted, first_words(mail), str(mail)):
        text.encode()
    assert len(mail.text) <= MAX_TEXT
    assert len(mail.subject) <= MAX_SUBJECT
    assert len(mail.attachments) <= MAX_ATTACHMENTS
    assert len(words.new) <= MAX_WORDS + 10
    assert not set(mail.subject) & {"\r", "\n", "\0"}
    assert "\0" not in mail.text
    return mail


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    checked(raw)


@given(st.lists(PIECES | st.binary(max_size=5), max_size=60).map(b"".join))
def test_any_pieces_of_mail_are_a_mail(raw: bytes) -> None:
    checked(raw)


@given(
    st.sampled_from(CORPUS),
    st.integers(0, 3_000),
    st.integers(0, 40),
    st.lists(PIECES, max_size=4).map(b"".join),
)
def test_any_damage_to_a_real_mail_is_survived(raw: bytes, at: int, cut: int, put: bytes) -> None:
    checked(raw[:at] + put + raw[at + cut :])


@given(st.sampled_from(CORPUS), st.data())
def test_a_mail_that_ends_anywhere_is_read(raw: bytes, data: st.DataObject) -> None:
    checked(raw[: data.draw(st.integers(0, len(raw)))])


def nested(depth: int) -> bytes:
    levels = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    )
    return HEAD + levels + b"\r\ndeep words\r\n" + b"\r\n" * 100_000


def test_words_three_hundred_levels_deep_are_found() -> None:
    assert parse(nested(300)).text == "deep words"


def test_the_words_of_two_thousand_parts_are_read_up_to_the_cap() -> None:
    mail = checked(MIXED + b"--b\r\n\r\nhi\r\n" * 2_000 + b"--b--")
    assert mail.text.startswith("hi\n\nhi")


HOSTILE = {
    "levels": nested(3_000),
    "parts without an end": MIXED + b"--b\r\nA: b\r\n" * 100_000,
    "dashes": MIXED + b"--\r\n" * 500_000,
    "encoded words": b"Subject: " + b"=?a?q?" * 100_000 + b"\r\n\r\n",
    "quotes in From": b"From: " + b'"\\' * 100_000 + b"\r\n\r\n",
    "addresses in From": b"From: " + b"<a@" * 100_000 + b"\r\n\r\n",
    "comments in From": b"From: " + b"(" * 100_000 + b"\r\n\r\n",
    "parameters": b"Content-Type: text/plain; " + b'a="\\";' * 100_000 + b"\r\n\r\n",
    "fields": b"X: y\r\n" * 300_000 + b"\r\n",
    "folds": b"Subject: a\r\n" + b" b\r\n" * 300_000 + b"\r\n",
    "references": b"References: " + b"<a@b>" * 100_000 + b"\r\n\r\n",
    "idna": HEAD + b"Content-Type: text/plain; charset=idna\r\n\r\n" + b"a" * 300_000,
    "base64 padding": HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A=" * 200_000,
    "flowed": HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * 100_000,
    "html less than": HTML + b"<" * 300_000,
    "html open tags": HTML + b"<a" * 150_000,
    "html quotes": HTML + b'<a">"' * 60_000 + b'"',
    "html comments": HTML + b"<!--" * 75_000,
    "html style": HTML + b"<style>" * 40_000,
    "html divs": HTML + b"<div>" * 60_000 + b"</p></b>" * 1_000,
    "html attribute": HTML + b"<div " + b"a" * 300_000 + b">",
    "html number": HTML + b"&#" + b"9" * 300_000 + b";",
    "html quotes in quotes": HTML + b"<blockquote>" * 25_000 + b"x" + b"</blockquote>" * 25_000,
    "turns": TEXT + b"> a\r\nb\r\n" * 50_000,
    "labels": TEXT + b"From: a@b\r\n" * 30_000,
    "attributions": TEXT + b"2026 10:02 x@y wrote :\r\n" * 15_000,
    "weak attributions": TEXT + b"2026 10:02 :\r\n" * 30_000,
    "markers": TEXT + b"##- \r\n" * 50_000,
    "rules": TEXT + b"-----\r\n" * 50_000,
    "one long line": TEXT + b" -" * 190_000 + b":",
    "footers": TEXT + b"Sent from a a a a a a a a a a a a a a\r\n" * 10_000,
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_hostile_mail_takes_more_than_seconds(raw: bytes) -> None:
    # Whatever is quadratic takes minutes here; the slowest of these takes half a second.
    started = time.process_time()
    checked(raw)
    assert time.process_time() - started < 5
