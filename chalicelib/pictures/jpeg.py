"""JPEG (ITU-T T.81): a row of marked segments, the picture's data between them."""

import re

from chalicelib.pictures.errors import UnreadableError, big, number, piece
from chalicelib.pictures.exif import UPRIGHT, only_orientation, orientation

MAGIC = b"\xff\xd8\xff"

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]", re.DOTALL)
"""In the picture's data: neither a stuffed byte, nor a restart, nor a fill byte."""
_START_OF_SCAN, _END = 0xDA, 0xD9
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_NEEDED = frozenset({*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF = b"Exif\0\0"
_JFIF = b"JFIF\0"


def strip(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height in pixels. UnreadableError.

    What follows the picture's end is dropped: phones put films, depth and further pictures there.
    """
    kept: list[bytes] = []
    turned, size, at, scans = UPRIGHT, (0, 0), 2, 0
    while True:
        at = _after_fill(data, at)
        marker = number(data, at, 1)
        at += 1
        if marker == _END:
            break
        if marker in _ALONE:
            continue
        length = number(data, at, 2)
        content = piece(data, at + 2, length - 2)
        at += length
        if marker == 0xE1 and content.startswith(_EXIF):
            turned = max(turned, orientation(content[len(_EXIF) :]))
        if marker in _FRAMES:
            size = number(content, 3, 2), number(content, 1, 2)
        if (needed := _needed(marker, content)) is not None:
            kept.append(_segment(marker, needed))
        if marker == _START_OF_SCAN:
            found = _MARKER.search(data, at)
            end = found.start() if found else len(data)
            kept.append(data[at:end])
            scans += 1
            if found is None:  # cut off on its way to us: what is there can be shown
                break
            at = end
    if not scans or 0 in size:
        raise UnreadableError("there is no picture in it")
    upright = [] if turned == UPRIGHT else [_segment(0xE1, _EXIF + only_orientation(turned))]
    return b"".join([b"\xff\xd8", *upright, *kept, b"\xff\xd9"]), *size


def _after_fill(data: bytes, at: int) -> int:
    """Where the marker's own byte is."""
    if number(data, at, 1) != 0xFF:
        raise UnreadableError("a segment does not end where it says")
    while number(data, at, 1) == 0xFF:
        at += 1
    return at


def _needed(marker: int, content: bytes) -> bytes | None:
    """What of a segment is needed to show the picture as it was meant."""
    if marker in _NEEDED:
        return content
    if marker == 0xE0 and content.startswith(_JFIF) and len(content) >= 14:
        return content[:12] + b"\0\0"  # without its thumbnail
    if marker == 0xE2 and content.startswith(b"ICC_PROFILE\0"):
        return content
    if marker == 0xEE and content.startswith(b"Adobe"):
        return content[:12]
    return None


def _segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + big(len(content) + 2, 2) + content
