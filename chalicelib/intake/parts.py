"""A mail's body taken apart (RFC 2046) in one pass, however deep or broken its structure is.

The standard library's parser compares every line with the boundary of every level above it, and takes
minutes over a few megabytes in a few hundred levels; here a boundary is looked up, not searched for.
"""

import binascii
import re
from dataclasses import dataclass

from chalicelib.intake.description import Description, describe
from chalicelib.intake.headers import Headers, base64_bytes, split

MAX_PARTS = 1_000
"""How many parts are looked at; what comes after them stays in the stored original."""

_DELIMITER = re.compile(rb"^--[^\r\n]+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part that holds no other: its description, and where in the mail its content is."""

    media_type: str
    """Lower case, `text/plain` where nothing is said."""
    charset: str | None
    name: str | None
    is_attachment: bool
    """Whether it calls itself one, or has a file's name."""
    is_inline: bool
    """Whether it stands in the middle of the words: said to, or named there and no attachment."""
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
    """A part whose end was not seen yet."""

    description: Description
    headers: Headers
    start: int
    alternative: int | None


@dataclass(frozen=True, slots=True)
class _Level:
    """A multipart whose end was not seen yet."""

    boundary: bytes
    default_type: str
    alternative: int | None


def leaves(raw: bytes, headers: Headers, start: int) -> list[Part]:
    """The parts of a mail whose body begins at `start`, in their order.

    A body that its own boundary never divides is one part of text.
    """
    scan = _Scan(raw)
    scan.begin(headers, start, "text/plain", None)
    for line in _DELIMITER.finditer(raw, start) if scan.has_levels else ():
        scan.delimit(line[0][2:].rstrip(), line.start(), line.end())
        if len(scan.found) >= MAX_PARTS:
            break
    else:
        scan.finish(len(raw))
    return scan.found or [
        _part(raw, _Opened(describe(Headers(), "text/plain"), headers, start, None), len(raw))
    ]


class _Scan:
    """What is known of the structure up to one delimiter line."""

    def __init__(self, raw: bytes) -> None:
        self.found: list[Part] = []
        self._raw = raw
        self._opened: _Opened | None = None
        self._levels: list[_Level] = []
        self._depth_of: dict[bytes, int] = {}
        self._alternatives = 0

    @property
    def has_levels(self) -> bool:
        return bool(self._levels)

    def begin(
        self, headers: Headers, start: int, default_type: str, alternative: int | None
    ) -> None:
        """A part's content, or a multipart's preamble, begins at `start`."""
        description = describe(headers, default_type)
        boundary = description.boundary
        if boundary is None or boundary in self._depth_of:
            self._opened = _Opened(description, headers, start, alternative)
            return
        kind = description.media_type
        if kind == "multipart/alternative" and alternative is None:
            self._alternatives += 1
            alternative = self._alternatives
        inner_default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        self._depth_of[boundary] = len(self._levels)
        self._levels.append(_Level(boundary, inner_default, alternative))

    def delimit(self, text: bytes, start: int, end: int) -> None:
        """A line that begins with two dashes; `text` is what follows them."""
        depth = self._depth_of.get(text)
        closes = depth is None and text.endswith(b"--")
        if closes:
            depth = self._depth_of.get(text[:-2])
        if depth is None:
            return
        self.finish(start)
        for level in self._levels[depth + 1 :]:
            del self._depth_of[level.boundary]
        del self._levels[depth + 1 :]
        if not closes:
            newline = self._raw.find(b"\n", end, end + 2)
            headers, body = split(self._raw, newline + 1 if newline >= 0 else end)
            level = self._levels[depth]
            self.begin(headers, body, level.default_type, level.alternative)

    def finish(self, end: int) -> None:
        """The part that was begun, if any, ends at `end`."""
        if self._opened is not None:
            self.found.append(_part(self._raw, self._opened, end))
            self._opened = None


def _part(raw: bytes, opened: _Opened, end: int) -> Part:
    description = opened.description
    if raw[end - 1 : end] == b"\n" and end < len(raw):  # it belongs to the delimiter
        end -= 2 if raw[end - 2 : end - 1] == b"\r" else 1
    media_type = description.media_type
    if media_type.startswith("multipart/"):
        media_type = "text/plain"
    disposition = description.disposition
    return Part(
        media_type=media_type,
        charset=description.charset,
        name=description.name,
        is_attachment=description.name is not None or disposition == "attachment",
        is_inline=disposition == "inline"
        or (disposition is None and "content-id" in opened.headers),
        encoding=(opened.headers.get("content-transfer-encoding") or "")
        .partition(";")[0]
        .strip()
        .lower(),
        is_flowed=description.is_flowed,
        drops_space=description.drops_space,
        alternative=opened.alternative,
        content=raw[opened.start : max(opened.start, end)],
    )


_BASE64_AND_LINES = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\r\n"


def text_bytes(part: Part, limit: int) -> bytes:
    """The decoded content of a part, from about the first `limit` encoded bytes."""
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
