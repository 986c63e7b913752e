"""What goes wrong with a picture, and reading one without running over its end."""

import struct


class UnreadableError(Exception):
    """The picture is broken, cut off, or built in a way that is not understood."""


def number(data: bytes, at: int, size: int) -> int:
    """A whole number without sign, most significant byte first. UnreadableError past the end."""
    if at < 0 or at + size > len(data):
        raise UnreadableError("it ends too early")
    return int.from_bytes(data[at : at + size], "big")


def little(data: bytes, at: int, size: int) -> int:
    """A whole number without sign, least significant byte first. UnreadableError past the end."""
    if at < 0 or at + size > len(data):
        raise UnreadableError("it ends too early")
    return int.from_bytes(data[at : at + size], "little")


def piece(data: bytes, at: int, size: int) -> bytes:
    """So many bytes. UnreadableError past the end."""
    if at < 0 or size < 0 or at + size > len(data):
        raise UnreadableError("it ends too early")
    return data[at : at + size]


def big(value: int, size: int) -> bytes:
    """A number as `number` reads it."""
    return value.to_bytes(size, "big")


def crc_chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG: length, kind, content, checksum."""
    import zlib

    return struct.pack(">I", len(content)) + kind + content + big(zlib.crc32(kind + content), 4)
