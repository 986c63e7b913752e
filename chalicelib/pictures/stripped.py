"""Which format a picture is of, by its first bytes, and the same picture without its metadata."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.pictures import gif, heif, jpeg, png, webp
from chalicelib.pictures.errors import UnreadableError

_Strip = Callable[[bytes], tuple[bytes, int, int]]

PICTURES: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/avif": "avif",
}
"""The media types that are understood, and the ends of their files' names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that says nothing but itself."""

    media_type: str
    content: bytes
    width: int
    """In pixels, as stored: which way up it is shown may turn it."""
    height: int


def media_type_of(data: bytes) -> str | None:
    """The media type of a picture by its first bytes; None where it is none of ours."""
    if data.startswith(jpeg.MAGIC):
        return "image/jpeg"
    if data.startswith(png.MAGIC):
        return "image/png"
    if data.startswith(gif.MAGICS):
        return "image/gif"
    if webp.is_webp(data):
        return "image/webp"
    return heif.brand(data)


def strip(data: bytes) -> Picture:
    """The picture without metadata; the same again changes nothing. UnreadableError."""
    media_type = media_type_of(data)
    if media_type is None:
        raise UnreadableError("it is no picture that is known here")
    content, width, height = _stripper(media_type)(data)
    return Picture(media_type=media_type, content=content, width=width, height=height)


def _stripper(media_type: str) -> _Strip:
    match media_type:
        case "image/jpeg":
            return jpeg.strip
        case "image/png":
            return png.strip
        case "image/gif":
            return gif.strip
        case "image/webp":
            return webp.strip
        case _:
            return heif.strip
