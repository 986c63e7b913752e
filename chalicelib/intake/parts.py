"""A mail's body taken apart (RFC 2046) in one pass, however deep or broken its structure is.

The standard library's parser compares every line with the boundary of every level above it, and takes
minutes over a few megabytes in a few hundred levels; here a boundary is looked up, not searched for.
What a Content-Type or Content-Disposition says, RFC 2231 included, is the standard library's work.
"""

import binascii
import re
from dataclasses import dataclass
from email.message import Message

from chalicelib.intake.headers import (
    Headers,
    base64_bytes,
    decode_words,
    one_line,
    split,
)

MAX_PARTS = 1_000
"""How many parts are looked at; what comes after them stays in the stored original."""

_DELIMITER = re.compile(rb"^--[^\r\n]+", re.MULTILINE)
_SAFE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MAX_PARAMETERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part that holds no other: its description, and where in the mail its content is."""

    media_type: str
    """Lower case, `text/plain` where nothing is said."""
    charset: str | None
    name: str | None
    is_attachment: bool
    """Whether it calls itself one, or has a file's name."""
    encoding: str
    """Content-Transfer-Encoding, lower case."""
    is_flowed: bool
    """Its lines are wrapped as RFC 3676 says."""
    drops_space: bool
    """… and the space before a soft line break is not part of the text."""
    alternative: int | None
    """Parts with the same number say the same thing in different ways."""
    content: bytes

    @property
    def is_words(self) -> bool:
        """Whether it is meant to be read as part of the mail."""
        return self.media_type in ("text/plain", "text/html") and not self.is_attachment


@dataclass(frozen=True, slots=True)
class _Opened:
    description: Message
    headers: Headers
    start: int
    alternative: int | None


@dataclass(frozen=True, slots=True)
class _Level:
    boundary: bytes
    default_type: str
    alternative: int | None


def leaves(raw: bytes, headers: Headers, start: int) -> list[Part]:
    """The parts of a mail whose body begins at `start`, in their order.

    A body that its own boundary never divides is one part of text.
    """
    found: list[Part] = []
    levels: list[_Level] = []
    depth_of: dict[bytes, int] = {}
    alternatives = 0

    def begin(headers: Headers, start: int, default_type: str, alternative: int | None) -> _Opened | None:
        nonlocal alternatives
        description = _describe(headers, default_type)
        boundary = _boundary(description)
        if boundary is None or boundary in depth_of:
            return _Opened(description, headers, start, alternative)
        kind = description.get_content_type()
        if kind == "multipart/alternative" and alternative is None:
            alternatives += 1
            alternative = alternatives
        inner_default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        depth_of[boundary] = len(levels)
        levels.append(_Level(boundary, inner_default, alternative))
        return None

    opened = begin(headers, start, "text/plain", None)
    if opened is None:
        for line in _DELIMITER.finditer(raw, start):
            text = line[0][2:].rstrip()
            depth = depth_of.get(text)
            closes = depth is None and text.endswith(b"--")
            if closes:
                depth = depth_of.get(text[:-2])
            if depth is None:
                continue
            if opened is not None:
                found.append(_finish(raw, opened, line.start()))
                opened = None
                if len(found) >= MAX_PARTS:
                    break
            for level in levels[depth + 1 :]:
                del depth_of[level.boundary]
            del levels[depth + 1 :]
            if not closes:
                newline = raw.find(b"\n", line.end(), line.end() + 2)
                inner, inner_start = split(raw, newline + 1 if newline >= 0 else line.end())
                level = levels[depth]
                opened = begin(inner, inner_start, level.default_type, level.alternative)
    if opened is not None:
        found.append(_finish(raw, opened, len(raw)))
    return found or [_finish(raw, _Opened(_plain(), headers, start, None), len(raw))]


def _plain() -> Message:
    return _describe(Headers(), "text/plain")


def _describe(headers: Headers, default_type: str) -> Message:
    description = Message()
    description.set_default_type(default_type)
    for name in ("content-type", "content-disposition"):
        if value := headers.get(name):
            description[name] = _SAFE.sub(" ", value)[:_MAX_PARAMETERS]
    return description


def _boundary(description: Message) -> bytes | None:
    if description.get_content_maintype() != "multipart":
        return None
    boundary = description.get_boundary()
    return boundary.encode("utf-8", "replace") if boundary else None


def _finish(raw: bytes, opened: _Opened, end: int) -> Part:
    description = opened.description
    if raw[end - 1 : end] == b"\n" and end < len(raw):  # it belongs to the delimiter
        end -= 2 if raw[end - 2 : end - 1] == b"\r" else 1
    media_type = description.get_content_type()
    if media_type.startswith("multipart/"):
        media_type = "text/plain"
    name = one_line(decode_words(description.get_filename() or ""), 200)
    return Part(
        media_type=media_type,
        charset=description.get_content_charset(),
        name=re.sub(r".*[/\\]", "", name) or None,
        is_attachment=bool(name) or description.get_content_disposition() == "attachment",
        encoding=(opened.headers.get("content-transfer-encoding") or "").partition(";")[0].strip().lower(),
        is_flowed=str(description.get_param("format", "")).lower() == "flowed",
        drops_space=str(description.get_param("delsp", "")).lower() == "yes",
        alternative=opened.alternative,
        content=raw[opened.start : max(opened.start, end)],
    )


_BASE64_AND_LINES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"


def text_bytes(part: Part, limit: int) -> bytes:
    """The decoded content of a part of words, from about the first `limit` encoded bytes."""
    content = part.content[:limit]
    if part.encoding == "base64":
        strange = len(content.translate(None, _BASE64_AND_LINES))
        return content if strange * 20 > len(content) else base64_bytes(content)
    if part.encoding == "quoted-printable":
        return binascii.a2b_qp(content)
    return content


def decoded_size(part: Part) -> int:
    """How many bytes the part's content has once decoded."""
    if part.encoding == "base64":
        padded = part.content.rstrip(b"=\r\n \t")
        return len(padded.translate(None, b"=\r\n \t")) * 3 // 4
    if part.encoding == "quoted-printable":
        return len(binascii.a2b_qp(part.content))
    return len(part.content)
