"""PNG (W3C, third edition): a row of chunks."""

from chalicelib.pictures.errors import UnreadableError, crc_chunk, number, piece
from chalicelib.pictures.exif import UPRIGHT, only_orientation, orientation

MAGIC = b"\x89PNG\r\n\x1a\n"

_NEEDED = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs acTL fcTL fdAT cICP mDCV cLLI".split()
)


def strip(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height in pixels. UnreadableError."""
    kept, at, turned = [MAGIC], len(MAGIC), UPRIGHT
    if piece(data, at + 4, 4) != b"IHDR":
        raise UnreadableError("its header is missing")
    size = number(data, at + 8, 4), number(data, at + 12, 4)
    kind = b""
    while kind != b"IEND":
        length, kind = number(data, at, 4), piece(data, at + 4, 4)
        chunk = piece(data, at, length + 12)
        at += length + 12
        if kind == b"eXIf":
            turned = orientation(chunk[8:-4])
            if turned != UPRIGHT:
                kept.append(crc_chunk(kind, only_orientation(turned)))
        elif kind in _NEEDED:
            kept.append(chunk)
    if 0 in size:
        raise UnreadableError("there is no picture in it")
    return b"".join(kept), *size
