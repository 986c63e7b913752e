"""GIF (version 89a): a row of blocks, each a chain of at most 255 bytes a link."""

from chalicelib.pictures.errors import UnreadableError, little, piece

MAGICS = (b"GIF87a", b"GIF89a")

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_TIMING = 0xF9
_REPEATS = (b"\x0bNETSCAPE2.0", b"\x0bANIMEXTS1.0")


def strip(data: bytes) -> tuple[bytes, int, int]:
    """The picture without metadata, its width and its height in pixels. UnreadableError."""
    size = little(data, 6, 2), little(data, 8, 2)
    at = 13 + _colours(little(data, 10, 1))
    kept, images = [piece(data, 0, at)], 0
    while (kind := little(data, at, 1)) != _TRAILER:
        if kind == _EXTENSION:
            label = little(data, at + 1, 1)
            end = _chain_end(data, at + 2)
            is_needed = label == _TIMING or (
                label == 0xFF and data[at + 2 : at + 14].startswith(_REPEATS)
            )
            if is_needed:
                kept.append(data[at:end])
        elif kind == _IMAGE:
            start = at + 10 + _colours(little(data, at + 9, 1)) + 1  # the size of a code
            end = _chain_end(data, start)
            kept.append(data[at:end])
            images += 1
        else:
            raise UnreadableError("a block is of no kind that there is")
        at = end
    if not images or 0 in size:
        raise UnreadableError("there is no picture in it")
    return b"".join([*kept, b";"]), *size


def _colours(flags: int) -> int:
    """Bytes of the table of colours that follows, if there is one."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _chain_end(data: bytes, at: int) -> int:
    while link := little(data, at, 1):
        at += 1 + link
    return at + 1
