"""Exif data (CIPA DC-008), of which one value is kept: which way up the picture is to be shown."""

UPRIGHT = 1
_ORIENTATION = 0x0112
_MOST_TAGS = 1_000


def orientation(tiff: bytes) -> int:
    """The orientation, 1 to 8, that a TIFF block names; 1 where it says nothing that can be read."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return UPRIGHT

    def value(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], order)  # type: ignore[arg-type]

    first = value(4, 4)
    for number in range(min(value(first, 2), _MOST_TAGS)):
        tag = first + 2 + 12 * number
        if value(tag, 2) == _ORIENTATION:
            found = value(tag + 8, 2)
            return found if 1 <= found <= 8 else UPRIGHT
    return UPRIGHT


def only_orientation(found: int) -> bytes:
    """A TIFF block that says which way up a picture is, and nothing else."""
    tag = _ORIENTATION.to_bytes(2, "big") + b"\0\3\0\0\0\1" + found.to_bytes(2, "big") + b"\0\0"
    return b"MM\0*\0\0\0\x08\0\1" + tag + b"\0\0\0\0"


NOTHING = b"MM\0*\0\0\0\x08\0\0\0\0\0\0"
"""A TIFF block that says nothing."""
