"""HEIC, HEIF and AVIF (ISO/IEC 23008-12 in boxes of ISO/IEC 14496-12): what phones of today write.

The picture is in items, and a table says at which byte of the file each begins, so nothing may move.
Whatever is neither structure that is known nor the content of a picture's item is therefore overwritten
with zeros where it stands: Exif, XMP, films behind the picture, and bytes that nothing points to.
Which way up the picture is stands among the items' properties and stays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.pictures.errors import UnreadableError, number, piece
from chalicelib.pictures.exif import NOTHING

BRANDS = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"mif1": "image/heif",
    b"mif2": "image/heif",
    b"avif": "image/avif",
}
"""The first brands of files that hold a picture, and their media types."""

_PICTURE_ITEMS = frozenset({b"hvc1", b"av01", b"avc1", b"jpeg", b"grid", b"iovl", b"iden", b"tmap"})
_TOP = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip"})
_IN_META = frozenset(
    {b"hdlr", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"grpl", b"dinf"}
)
_PROPERTIES = frozenset(
    b"ispe pixi colr hvcC av1C avcC jpgC irot imir clap pasp auxC lsel a1op a1lx rloc clli mdcv cclv "
    b"amve ndwt reve tols".split()
)
_MOST_ITEMS = 10_000


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    content: int
    """Where its content begins."""
    end: int


def brand(data: bytes) -> str | None:
    """The media type that the file says it is, None where it is no such picture."""
    return BRANDS.get(data[8:12]) if data[4:8] == b"ftyp" else None


def strip(data: bytes) -> tuple[bytes, int, int]:
    """The picture with its metadata overwritten, its width and height in pixels. UnreadableError."""
    top = list(_boxes(data, 0, len(data)))
    metas = [box for box in top if box.kind == b"meta"]
    if len(metas) != 1:
        raise UnreadableError("its items are not described in one place")
    inside = list(_boxes(data, metas[0].content + 4, metas[0].end))
    parts = {box.kind: box for box in inside}
    if not {b"iinf", b"iloc", b"iprp"} <= parts.keys():
        raise UnreadableError("its items are not described")
    idat = parts.get(b"idat")
    kinds = dict(_item_kinds(data, parts[b"iinf"]))
    extents = list(_extents(data, parts[b"iloc"], idat))
    cleared = bytearray(data)
    _clear_unknown(cleared, top, _TOP)
    _clear_unknown(cleared, inside, _IN_META)
    _clear_properties(cleared, data, parts[b"iprp"])
    for holder in [*(box for box in top if box.kind == b"mdat"), *([idat] if idat else [])]:
        _zero(cleared, holder.content, holder.end)
    for item, start, end in extents:
        if kinds.get(item) in _PICTURE_ITEMS:
            _restore(cleared, data, start, end, [*top, *([idat] if idat else [])])
    for item, start, end in extents:
        blank = b"\0\0\0\0" + NOTHING
        if kinds.get(item) == b"Exif" and end - start >= len(blank):
            if any(cleared[start:end]):
                raise UnreadableError("its metadata and its picture share bytes")
            cleared[start : start + len(blank)] = blank
    return bytes(cleared), *_largest(data, parts[b"iprp"])


def _boxes(data: bytes, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        size, kind, header = number(data, at, 4), piece(data, at + 4, 4), 8
        if size == 1:
            size, header = number(data, at + 8, 8), 16
        elif size == 0:
            size = end - at
        if size < header or at + size > end:
            raise UnreadableError("a box is longer than what holds it")
        yield _Box(kind, at, at + header, at + size)
        at += size


def _version(data: bytes, box: _Box) -> int:
    return number(data, box.content, 1)


def _item_kinds(data: bytes, iinf: _Box) -> Iterator[tuple[int, bytes]]:
    wide = _version(data, iinf) != 0
    for infe in _boxes(data, iinf.content + (8 if wide else 6), iinf.end):
        version = _version(data, infe)
        if infe.kind != b"infe" or version not in (2, 3):
            raise UnreadableError("an item is of a kind from before 2010")
        size = 4 if version == 3 else 2
        at = infe.content + 4
        yield number(data, at, size), piece(data, at + size + 2, 4)


def _extents(data: bytes, iloc: _Box, idat: _Box | None) -> Iterator[tuple[int, int, int]]:
    """Each item's bytes: its id, and from where to where in the file."""
    version, at = _version(data, iloc), iloc.content + 4
    if version > 2:
        raise UnreadableError("its table of places is newer than this code")
    sizes = number(data, at, 2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    count = number(data, at + 2, wide)
    at += 2 + wide
    if count > _MOST_ITEMS:
        raise UnreadableError("it has more items than a picture needs")
    for _ in range(count):
        item = number(data, at, wide)
        at += wide
        method = number(data, at, 2) & 15 if version else 0
        at += (2 if version else 0) + 2
        base = number(data, at, base_size)
        at += base_size
        extents = number(data, at, 2)
        at += 2
        if method > 1 or (method == 1 and idat is None):
            raise UnreadableError("an item is made of others in a way that is not understood")
        origin = base + (idat.content if method == 1 and idat else 0)
        limit = idat.end if method == 1 and idat else len(data)
        for _ in range(extents):
            at += index_size
            start = origin + number(data, at, offset_size)
            length = number(data, at + offset_size, length_size)
            at += offset_size + length_size
            end = start + length if length_size and length else limit
            if end > limit:
                raise UnreadableError("an item is outside of the file")
            yield item, start, end


def _clear_unknown(cleared: bytearray, boxes: list[_Box], known: frozenset[bytes]) -> None:
    for box in boxes:
        if box.kind not in known or box.kind in (b"free", b"skip"):
            cleared[box.start + 4 : box.start + 8] = b"free"
            _zero(cleared, box.content, box.end)


def _clear_properties(cleared: bytearray, data: bytes, iprp: _Box) -> None:
    """Descriptions that people wrote are properties too; their places are counted, so they stay."""
    for box in _boxes(data, iprp.content, iprp.end):
        if box.kind == b"ipco":
            _clear_unknown(cleared, list(_boxes(data, box.content, box.end)), _PROPERTIES)
        elif box.kind != b"ipma":
            raise UnreadableError("its properties are not described as they should")


def _zero(cleared: bytearray, start: int, end: int) -> None:
    cleared[start:end] = bytes(end - start)


def _restore(cleared: bytearray, data: bytes, start: int, end: int, boxes: list[_Box]) -> None:
    """Put a picture's own bytes back, if they are where content is kept."""
    is_content = any(
        box.kind in (b"mdat", b"idat") and box.content <= start and end <= box.end for box in boxes
    )
    if not is_content:
        raise UnreadableError("a picture's data is not where data belongs")
    cleared[start:end] = data[start:end]


def _largest(data: bytes, iprp: _Box) -> tuple[int, int]:
    sizes = [
        (number(data, one.content + 4, 4), number(data, one.content + 8, 4))
        for ipco in _boxes(data, iprp.content, iprp.end)
        if ipco.kind == b"ipco"
        for one in _boxes(data, ipco.content, ipco.end)
        if one.kind == b"ispe"
    ]
    width, height = max(sizes, default=(0, 0))
    if not width or not height:
        raise UnreadableError("there is no picture in it")
    return width, height
