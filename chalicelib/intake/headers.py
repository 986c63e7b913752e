"""The header of a mail or of one of its parts: any bytes to fields, and what the fields say.

Syntax: RFC 5322 (fields, folding), RFC 2047 (encoded words). Whatever breaks them is read as well as it
can be; nothing here raises, and the work grows with the length of the input only.
"""

import binascii
import re
from dataclasses import dataclass

from chalicelib.intake.charsets import decode

MAX_BYTES = 262_144
"""How much of a header is read."""
MAX_FIELD = 16_384
"""How much of one field is read, in bytes."""
MAX_ADDRESS = 254
"""The longest mail address that can be delivered to (RFC 5321 §4.5.3.1.3, without its brackets)."""

_FIELD = re.compile(rb"([A-Za-z0-9][!-9;-~]{0,75})[ \t]*:")
_ENCODED_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u2069\ufeff]+")
_QUOTED_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_IN_BRACKETS = re.compile(r"<\s*([^<>\s@]{1,128}@[^<>\s@]{1,255})\s*>")
_BARE = re.compile(r"(?<![^\s,;:(\[])([^<>\s@,;:()\[\]\"]{1,128}@[^<>\s@,;:()\[\]\"]{1,255})")
_COMMENT = re.compile(r"\(([^()]*)\)")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")


@dataclass(frozen=True, slots=True)
class Headers:
    """Fields in their order: lower-case name, unfolded value with its encoded words as they came."""

    fields: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """The first value of a field; `name` is lower case."""
        return next((value for field, value in self.fields if field == name), None)

    def all(self, name: str) -> list[str]:
        """Every value of a field; `name` is lower case."""
        return [value for field, value in self.fields if field == name]

    def __contains__(self, name: str) -> bool:
        return any(field == name for field, _ in self.fields)


def split(raw: bytes, start: int = 0) -> tuple[Headers, int]:
    """The fields that begin at `start`, and where the body after them begins.

    A line that is no field ends the header as an empty one does, and belongs to the body.
    """
    fields: list[tuple[str, bytearray]] = []
    position = start
    end = min(len(raw), start + MAX_BYTES)
    while position < end:
        newline = raw.find(b"\n", position, end)
        following = end if newline < 0 else newline + 1
        line = raw[position:following].rstrip(b"\r\n")
        if not line:
            position = following
            break
        if line[:1] in b" \t" and fields:
            _append(fields[-1][1], line)
        elif field := _FIELD.match(line):
            fields.append(
                (field[1].decode("ascii").lower(), bytearray(line[field.end() :][:MAX_FIELD]))
            )
        elif position == start and line.startswith((b"From ", b">From ")):
            pass  # the separator line of an mbox file
        else:
            break
        position = following
    return Headers(tuple((name, _text(bytes(value))) for name, value in fields)), position


def _append(value: bytearray, line: bytes) -> None:
    if len(value) < MAX_FIELD:
        value += line[:MAX_FIELD]


def _text(value: bytes) -> str:
    return decode(value, "utf-8").strip()


def decode_words(value: str) -> str:
    """A field's text with its encoded words decoded (RFC 2047); what is broken stays as it is."""
    if "=?" not in value:
        return value
    pieces: list[str] = []
    label, waiting = "", bytearray()  # neighbours are joined first: they may share a character
    position = 0
    for word in _ENCODED_WORD.finditer(value):
        between = value[position : word.start()]
        position = word.end()
        if waiting and (between.strip() or word[1].lower() != label):
            pieces.append(decode(bytes(waiting), label))
            waiting.clear()
            if between.strip():
                pieces.append(between)
        elif not waiting:
            pieces.append(between)
        label = word[1].lower()
        waiting += _word_bytes(word[2], word[3])
    if waiting:
        pieces.append(decode(bytes(waiting), label))
    return "".join(pieces) + value[position:]


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    return base64_bytes(raw)


_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)


def base64_bytes(raw: bytes) -> bytes:
    """The bytes behind base64, however damaged: strange characters and missing padding are forgiven."""
    pieces = []
    for piece in raw.translate(None, _NOT_BASE64).replace(b"=", b" ").split():
        whole = piece[:-1] if len(piece) % 4 == 1 else piece
        pieces.append(binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)))
    return b"".join(pieces)


def one_line(text: str, limit: int) -> str:
    """`text` without line breaks, control characters, or marks that turn its direction."""
    flat = " ".join(_INVISIBLE.sub(" ", text).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def mailbox(value: str | None) -> tuple[str | None, str | None]:
    """The first mail address of a field, in lower case, and the name beside it.

    >>> mailbox('"Silva, Ana" <Ana@Example.com>')
    ('ana@example.com', 'Silva, Ana')
    """
    if not value:
        return None, None
    value = value[:4_000]
    # A quoted name may hold an address that is not the sender's.
    bare = _QUOTED_STRING.sub(lambda quoted: '"' + " " * (len(quoted[0]) - 2) + '"', value)
    if found := _IN_BRACKETS.search(bare):
        name = value[: found.start()]
    elif found := _BARE.search(bare):
        comment = _COMMENT.search(value, found.end())
        name = comment[1] if comment else ""
    else:
        return None, one_line(decode_words(value), 200) or None
    address = found[1].lower()
    if len(address) > MAX_ADDRESS or _INVISIBLE.search(address):
        return None, one_line(decode_words(name), 200) or None
    return address, one_line(decode_words(_unquoted(name)), 200) or None


def _unquoted(name: str) -> str:
    name = name.strip()
    if len(name) >= 2 and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return name


def message_ids(value: str | None) -> list[str]:
    """The message ids of a field, with their angle brackets; a single bare one gets them."""
    if not value:
        return []
    value = _INVISIBLE.sub(" ", value)
    if found := _MESSAGE_ID.findall(value):
        return found
    bare = value.split()
    return [f"<{bare[0]}>"] if len(bare) == 1 and "<" not in value and ">" not in value else []
