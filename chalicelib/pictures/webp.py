"""WebP (RFC 9649): a RIFF file of chunks, each of an even length."""

from chalicelib.pictures.errors import UnreadableError, little, piece
from chalicelib.pictures.exif import UPRIGHT, only_orientation, orientation

_NEEDED = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_IN_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04
_FRAME_HEADER = 16


def is_webp(data: bytes) -> bool:
    """Whether it says that it is one."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def strip(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height in pixels. UnreadableError."""
    end = 8 + little(data, 4, 4)
    if end > len(data):
        raise UnreadableError("it ends too early")
    found = list(_chunks(data[:end], 12))
    exif = next((content for kind, content in found if kind == b"EXIF"), b"")
    turned = orientation(exif.removeprefix(b"Exif\0\0"))
    size, kept = (0, 0), []
    for kind, content in found:
        if kind not in _NEEDED:
            continue
        if size == (0, 0):
            size = _size(kind, content)
        kept.append(_chunk(kind, _needed(kind, content, has_exif=turned != UPRIGHT)))
    if turned != UPRIGHT:
        kept.append(_chunk(b"EXIF", only_orientation(turned)))
    if 0 in size:
        raise UnreadableError("there is no picture in it")
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body, *size


def _chunks(data: bytes, at: int) -> list[tuple[bytes, bytes]]:
    found = []
    while at < len(data):
        kind, length = piece(data, at, 4), little(data, at + 4, 4)
        found.append((kind, piece(data, at + 8, length)))
        at += 8 + length + length % 2
    return found


def _chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _needed(kind: bytes, content: bytes, *, has_exif: bool) -> bytes:
    """What of a chunk is needed to show the picture."""
    if kind == b"VP8X":
        flags = little(content, 0, 1) & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if has_exif else 0)
        return bytes([flags]) + content[1:10]
    return _frame(content) if kind == b"ANMF" else content


def _frame(content: bytes) -> bytes:
    """One frame of an animation, of the chunks that it needs."""
    inner = _chunks(content, _FRAME_HEADER)
    return content[:_FRAME_HEADER] + b"".join(_chunk(k, c) for k, c in inner if k in _IN_FRAME)


def _size(kind: bytes, content: bytes) -> tuple[int, int]:
    if kind == b"VP8X":
        return little(content, 4, 3) + 1, little(content, 7, 3) + 1
    if kind == b"VP8L":
        bits = little(content, 1, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        return little(content, 6, 2) & 0x3FFF, little(content, 8, 2) & 0x3FFF
    return 0, 0
