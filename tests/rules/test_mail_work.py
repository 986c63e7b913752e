"""The work over a mail grows as the mail does: counted in lines of our code, so that no clock decides.

What regular expressions and the standard library do in C is not counted: `test_mail_any_bytes` gives that
a few seconds of CPU over mails of megabytes, where anything quadratic takes minutes.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from chalicelib.intake.mail import parse
from chalicelib.intake.reply import first_words, words_of_reply

HEAD = b"From: a@b.example\r\nMessage-ID: <x@y>\r\n"
HTML = HEAD + b"Content-Type: text/html\r\n\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
TEXT = HEAD + b"\r\n"
SMALL, TIMES = 300, 4
MOST_GROWTH = 1.25 * TIMES


def levels(number: int) -> bytes:
    return HEAD + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(number)
    )


SHAPES: dict[str, Callable[[int], bytes]] = {
    "levels": levels,
    "parts": lambda n: MIXED + b"--b\r\n\r\nhi\r\n" * n,
    "parts without words": lambda n: MIXED + b"--b\r\nContent-Type: image/png\r\n\r\nx\r\n" * n,
    "alternatives": lambda n: (
        HEAD + b"Content-Type: multipart/alternative; boundary=b\r\n\r\n" + b"--b\r\n\r\nhi\r\n" * n
    ),
    "dashes": lambda n: MIXED + b"--\r\n" * n,
    "fields": lambda n: b"X: y\r\n" * n + b"\r\n",
    "folds": lambda n: b"Subject: a\r\n" + b" b\r\n" * n + b"\r\n",
    "encoded words": lambda n: b"Subject: " + b"=?a?q?b?= " * n + b"\r\n\r\n",
    "references": lambda n: b"References: " + b"<a@b> " * n + b"\r\n\r\n",
    "parameters": lambda n: b"Content-Type: text/plain; " + b"a=b;" * n + b"\r\n\r\n",
    "continued parameters": lambda n: (
        b"Content-Disposition: attachment"
        + b"".join(b"; filename*%d=a" % i for i in range(n))
        + b"\r\n\r\n"
    ),
    "flowed": lambda n: HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\n" + b"a \r\n" * n,
    "html tags": lambda n: HTML + b"<b>x</b>" * n,
    "html divs": lambda n: HTML + b"<div>" * n + b"x",
    "html ends": lambda n: HTML + b"<div>" * 50 + b"</p></b></div>" * n,
    "html quotes in quotes": lambda n: HTML + b"<blockquote>" * n + b"x" + b"</blockquote>" * n,
    "html comments": lambda n: HTML + b"<!--" * n,
    "html less than": lambda n: HTML + b"<" * n,
    "html links": lambda n: HTML + b'<a href="https://x.example/">y' * n,
    "html breaks": lambda n: HTML + b"x<br>" * n,
    "turns": lambda n: TEXT + b"> a\r\nb\r\n" * n,
    "blank lines": lambda n: TEXT + b"a\r\n" + b"\r\n" * n + b"b",
    "labels": lambda n: TEXT + b"From: a@b\r\n" * n,
    "half header blocks": lambda n: TEXT + b"From: a@b\r\nSent: x\r\n\r\n" * n,
    "attributions": lambda n: TEXT + b"2026 10:02 x@y wrote :\r\n" * n,
    "weak attributions": lambda n: TEXT + b"2026 10:02 :\r\n" * n,
    "quoted attributions": lambda n: TEXT + b"> On 2026 10:02 x@y wrote:\r\n" * n,
    "rules": lambda n: TEXT + b"-----\r\n" * n,
    "separators": lambda n: TEXT + b"Original Message\r\n" * n,
    "markers": lambda n: TEXT + b"##- \r\n" * n,
    "initials": lambda n: TEXT + b"AB> a\r\n" * n,
    "groupwise": lambda n: TEXT + b">>> A <a@b.example> 16/11/2026 10:02 >>>\r\n" * n,
    "signatures": lambda n: TEXT + b"a\r\n-- \r\n> b\r\n" * n,
    "footers": lambda n: TEXT + b"Sent from my iPhone\r\n" * n,
    "signed in place": lambda n: (
        TEXT + b"-----BEGIN PGP SIGNED MESSAGE-----\r\n\r\n-----BEGIN PGP SIGNATURE-----\r\n" * n
    ),
    "signed as a whole": lambda n: (
        MIXED + b"--b\r\nContent-Type: application/pkcs7-mime\r\n\r\n0\x80\r\n" * n
    ),
}


def lines_run(raw: bytes) -> int:
    """How many lines of the reading rules run over one mail."""
    seen = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal seen
        if "chalicelib" not in frame.f_code.co_filename:
            return None
        seen += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        mail = parse(raw)
        words_of_reply(mail)
        first_words(mail)
    finally:
        sys.settrace(before)
    return seen


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_four_times_the_mail_takes_four_times_the_work(shape: Callable[[int], bytes]) -> None:
    lines_run(shape(SMALL))  # what is imported and remembered at first use is no work of the mail's
    empty, small, large = (lines_run(shape(n)) for n in (0, SMALL, SMALL * TIMES))
    assert large - empty <= MOST_GROWTH * max(small - empty, 200)
