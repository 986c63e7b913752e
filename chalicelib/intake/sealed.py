"""Mails whose words are wrapped: signed ones are opened, others are known for what they are. Pure.

S/MIME: RFC 8551 (media types), RFC 5652 §5 (signed data). OpenPGP: RFC 3156 (MIME), RFC 9580 §7 (text
signed in place). Nothing here checks a signature: whom a mail is from is the provider's word.
"""

import re
from collections.abc import Sequence

from chalicelib.intake.headers import split
from chalicelib.intake.parts import Part, leaves, text_bytes

ENCRYPTED = "encrypted"
WINMAIL = "winmail"

_CMS = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_PGP_MESSAGE = "-----BEGIN PGP MESSAGE-----"
_SIGNED_TEXT = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:[\w-]{1,30}: .*\n)*\n")
_SIGNATURE = re.compile(
    r"^-----BEGIN PGP SIGNATURE-----\n(?:[^-\n].*\n|\n)*+-----END PGP SIGNATURE-----[ \t]*\n?",
    re.MULTILINE,
)
_MOST_WRAPPED = 5


def opened(parts: Sequence[Part]) -> list[Part]:
    """The parts, and in place of what is signed as a whole (S/MIME's `smime.p7m`) what is in it."""
    found: list[Part] = []
    wrapped = 0
    for part in parts:
        inner = None
        if part.media_type in _CMS and wrapped < _MOST_WRAPPED:
            wrapped += 1
            inner = signed_content(text_bytes(part, len(part.content)))
        if inner is None:
            found.append(part)
        else:
            headers, start = split(inner)
            found += leaves(inner, headers, start)
    return found


def why_sealed(parts: Sequence[Part], text: str) -> str | None:
    """Why the words of a mail cannot be read here; None where they can, or where there are none.

    `encrypted`, or `winmail` where they are in a file that only Outlook reads. `text` is what was read.
    """
    types = {part.media_type for part in parts}
    if "application/pgp-encrypted" in types or text.lstrip().startswith(_PGP_MESSAGE):
        return ENCRYPTED
    if text.strip():
        return None
    if not types.isdisjoint(_CMS):
        return ENCRYPTED
    return WINMAIL if not types.isdisjoint(_TNEF) else None


def without_signature(text: str) -> str:
    """Text that was signed in place, without what the signing put around it."""
    begins = _SIGNED_TEXT.search(text) if "-----BEGIN PGP SIGNED" in text else None
    if begins is None:
        return text
    signed = _SIGNATURE.sub("", text[begins.end() :], count=1)
    plain = "\n".join(line.removeprefix("- ") for line in signed.split("\n"))
    return f"{text[: begins.start()]}{plain}".strip("\n")


_SEQUENCE, _EXPLICIT, _OCTETS, _JOINED_OCTETS = 0x30, 0xA0, 0x04, 0x24
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_LONGEST_LENGTH = 4
"""Bytes that say a length: no mail is longer."""


class _BrokenError(ValueError):
    """Bytes that are no such structure."""


class _Der:
    """A cursor over DER, or over the BER with indefinite lengths that Outlook writes (X.690)."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0

    def enter(self, tag: int) -> int | None:
        """Go into the value that begins here; its length, None where only its end says it."""
        if self._raw[self._at : self._at + 1] != bytes([tag]):
            raise _BrokenError
        first = int.from_bytes(self._raw[self._at + 1 : self._at + 2], "big")
        self._at += 2
        if first < 0x80:
            return first
        count = first - 0x80
        if count == 0:
            return None
        if count > _LONGEST_LENGTH:
            raise _BrokenError
        length = int.from_bytes(self._raw[self._at : self._at + count], "big")
        self._at += count
        return length

    def take(self) -> bytes:
        """The content of the simple value that begins here, whatever it is; go behind it."""
        length = self.enter(self._next())
        if length is None:
            raise _BrokenError
        self._at += length
        return self._raw[self._at - length : self._at]

    def octets(self) -> bytes:
        """An octet string, in one piece or in several."""
        if self._next() == _OCTETS:
            return self.take()
        self.enter(_JOINED_OCTETS)
        pieces = []
        while self._at < len(self._raw) and self._next() == _OCTETS:
            pieces.append(self.take())
        return b"".join(pieces)

    def _next(self) -> int:
        if self._at >= len(self._raw):
            raise _BrokenError
        return self._raw[self._at]


def signed_content(raw: bytes) -> bytes | None:
    """The mail that a CMS signature was put around; None where there is none, as in encrypted data."""
    der = _Der(raw)
    try:
        der.enter(_SEQUENCE)
        if der.take() != _SIGNED_DATA:
            return None
        der.enter(_EXPLICIT)
        der.enter(_SEQUENCE)
        der.take()  # the version
        der.take()  # the digests' names
        der.enter(_SEQUENCE)
        der.take()  # that what follows is data
        der.enter(_EXPLICIT)
        return der.octets() or None
    except _BrokenError:
        return None
