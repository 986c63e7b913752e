"""Reading mails without trusting them: decoded headers and bodies of any bytes at all.

The product has its own, thorough reader of mail. This one exists so that the simulator shows what
left as a mail program would, whatever the product got wrong, and can describe what arrives as SES
does. Nothing here raises for bad content.
"""

import binascii
import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses

Headers = list[tuple[str, str]]
"""Name and decoded, unfolded value, in the order of the mail."""

_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_WORD = re.compile(r"=\?([\w.:+-]+)(?:\*[\w-]*)?\?([bq])\?([^?\s]*)\?=", re.ASCII | re.IGNORECASE)
_WORDS = re.compile(rf"(?:{_WORD.pattern})+", _WORD.flags)
_BETWEEN_WORDS = re.compile(rf"({_WORD.pattern})[ \t]+(?={_WORD.pattern})", _WORD.flags)
_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "B": lambda content: binascii.a2b_base64(content + b"=" * (-len(content) % 4)),
    "Q": lambda content: binascii.a2b_qp(content, header=True),
}


def headers_of(raw: bytes) -> Headers:
    """The headers of a mail; the body is not looked at."""
    return _decoded(BytesHeaderParser().parsebytes(raw.replace(b"\0", b"")))


def read(raw: bytes) -> tuple[Headers, str | None, str | None]:
    """Headers, plain text and HTML of a mail: of each type the first part that is no file."""
    message = message_from_bytes(raw)
    bodies: dict[str, str] = {}
    for part in message.walk():
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and part.get_filename() is None:
            bodies.setdefault(kind, _body(part))
    return _decoded(message), bodies.get("text/plain"), bodies.get("text/html")


def first(headers: Headers, name: str) -> str | None:
    """The value of the first header of that name, in any case."""
    return next((value for key, value in headers if key.lower() == name.lower()), None)


def addresses(headers: Headers, *names: str) -> list[str]:
    """Every mail address in the headers of these names, without display names."""
    wanted = {name.lower() for name in names}
    values = [value for key, value in headers if key.lower() in wanted]
    return [address for _, address in getaddresses(values) if "@" in address]


def _decoded(message: Message) -> Headers:
    return [(name, _decode(value)) for name, value in message.raw_items()]


def _decode(value: object) -> str:
    """A header's text, its encoded words (RFC 2047) decoded; one that is broken stays as it is."""
    text = _BETWEEN_WORDS.sub(r"\1", _as_unicode(_FOLD.sub(" ", str(value))))
    return _WORDS.sub(lambda run: _decode_run(run.group()), text)


def _decode_run(run: str) -> str:
    """Encoded words without a space between them; a character may be split over two of them."""
    pieces: list[tuple[str, bytes]] = []
    for charset, encoding, content in _WORD.findall(run):
        try:
            raw = _UNPACK[encoding.upper()](content.encode())
        except ValueError:
            return run
        if pieces and pieces[-1][0] == charset.lower():
            raw = pieces.pop()[1] + raw
        pieces.append((charset.lower(), raw))
    return "".join(_to_text(raw, charset) for charset, raw in pieces)


def _as_unicode(text: str) -> str:
    """Undo the parser's escape of bytes above 127, which RFC 6532 reads as UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    return _to_text(raw, part.get_content_charset()).replace("\r\n", "\n")


def _to_text(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode(charset or "utf-8", "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")
