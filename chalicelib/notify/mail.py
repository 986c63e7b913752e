"""A mail as bytes: headers that nobody can inject into, and two parts that say the same.

RFC 5322 (headers), RFC 2047 (words outside ASCII), RFC 2046 §5.1.4 (alternatives), RFC 3834
(automatic mail).
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Sequence

from chalicelib.model import MailThread, Rendered

REFERENCES_LIMIT = 900
"""Characters; SES takes 995 in one header field."""
SUBJECT_LIMIT = 200

AUTO_REPLIED = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
AUTO_GENERATED = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
"""RFC 3834 §5; the second field is what Exchange listens to."""

_REPLY_PREFIX = re.compile(r"(?:(?:re|res|rv|aw|sv|fwd?|enc)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+>")
_NAMED = re.compile(r'"((?:[^"\\]|\\.)*)" <([^<>]+)>')
_ESCAPED, _UNESCAPED = r"\\(.)", r"\1"
_LINE = 78
_ENCODED_BYTES = 39
"""Of UTF-8 in one encoded word: 64 characters with its frame, and room for the header's name."""
_JOINERS = "\u200c\u200d"
"""Invisible, but part of how Persian and many emoji are written."""


def one_line(text: str, limit: int) -> str:
    """A text for a header: one line, at most `limit` characters, nothing invisible in it.

    Control characters end a header and begin another; Unicode's direction marks make a text look
    like what it is not (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
    """
    seen = (letter if _is_visible(letter) else " " for letter in text)
    line = " ".join("".join(seen).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def body_text(text: str) -> str:
    """A text for a body: line ends as in Python, no control characters, no halves of characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        "\ufffd" if unicodedata.category(letter) == "Cs" else letter
        for letter in lines
        if letter in "\n\t" or unicodedata.category(letter) != "Cc"
    )


def from_address(name: str, address: str) -> str:
    """Display name and address as one header value.

    >>> from_address("Lima, Ana", "a@example.com")
    '"Lima, Ana" <a@example.com>'
    """
    quoted = re.sub(r'(["\\])', r"\\\1", one_line(name, 80))
    return f'"{quoted}" <{address}>'


def reply_subject(subject: str) -> str:
    """The customer's own subject as that of a reply, with one `Re:` (RFC 5322 §3.6.5)."""
    return f"Re: {_REPLY_PREFIX.sub('', one_line(subject, SUBJECT_LIMIT), count=1)}"


def thread_headers(thread: MailThread | None) -> dict[str, str]:
    """What puts a mail beside the customer's own (RFC 5322 §3.6.4), the oldest ids left out."""
    if thread is None or thread.message_id is None:
        return {}
    parent = _MESSAGE_ID.search(thread.message_id)
    if parent is None or len(parent.group()) > REFERENCES_LIMIT:
        return {}
    known = _MESSAGE_ID.findall(" ".join(thread.references))
    return {
        "In-Reply-To": parent.group(),
        "References": references([*known, parent.group()]),
    }


def references(message_ids: Sequence[str]) -> str:
    """As many of the ids as fit into a header, the newest ones."""
    kept: list[str] = []
    for message_id in reversed(message_ids):
        if len(" ".join([message_id, *kept])) > REFERENCES_LIMIT:
            break
        kept.insert(0, message_id)
    return " ".join(kept)


def ascii_address(address: str) -> str | None:
    """The address with its domain in ASCII (RFC 5891), None where it is none that SES can reach."""
    if not _ADDRESS.fullmatch(address):
        return None
    local, _, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode()
        local.encode("ascii")
    except UnicodeError:
        return None
    return f"{local}@{domain}"


def mime(rendered: Rendered, to: str) -> bytes:
    """The mail as it goes over the wire: 7 bit, lines of at most 998 characters, CRLF.

    ValueError: a header has a control character in it.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    headers = {
        "From": _encoded_sender(rendered.sender or ""),
        "To": to,
        **({"Reply-To": rendered.reply_to} if rendered.reply_to else {}),
        "Subject": encoded(rendered.subject or ""),
        **rendered.headers,
    }
    content = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    content.set_content(rendered.text, cte="quoted-printable")
    if rendered.html:
        content.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    # The headers are written here, since the standard library's folding loses spaces between
    # encoded words, and turns an id that is longer than a line into one.
    head = "".join(_folded(name, value) for name, value in headers.items())
    return head.encode("ascii") + content.as_bytes()


def encoded(text: str) -> str:
    """A header's text in ASCII: itself, or encoded words (RFC 2047 §2).

    >>> encoded("Coach"), encoded("Viação")
    ('Coach', '=?utf-8?b?Vmlhw6fDo28=?=')
    """
    if text.isascii():
        return text
    words, chunk = [], b""
    for letter in text:
        more = letter.encode("utf-8", "replace")
        if len(chunk) + len(more) > _ENCODED_BYTES:
            words.append(chunk)
            chunk = b""
        chunk += more
    return " ".join(f"=?utf-8?b?{b64encode(word).decode()}?=" for word in [*words, chunk])


def _encoded_sender(sender: str) -> str:
    named = _NAMED.fullmatch(sender)
    if named is None or sender.isascii():
        return sender
    return f"{encoded(re.sub(_ESCAPED, _UNESCAPED, named[1]))} <{named[2]}>"


def _folded(name: str, value: str) -> str:
    """A header folded at its spaces (RFC 5322 §2.2.3)."""
    if any(ord(letter) < 32 for letter in value):
        raise ValueError(f"{name} has a control character in it")
    first, *rest = value.split(" ")
    lines = [f"{name}: {first}"]
    for token in rest:
        if len(lines[-1]) + 1 + len(token) > _LINE:
            lines.append("")
        lines[-1] += f" {token}"
    return "\r\n".join(lines) + "\r\n"


def _is_visible(letter: str) -> bool:
    return letter in _JOINERS or unicodedata.category(letter) not in {
        "Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp",
    }  # fmt: skip
