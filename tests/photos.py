"""Photos as phones make them, with a place and a maker in them."""

import io
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

MAKER = b"Fairphone of Pat"


def located() -> tuple[float, float, float]:
    """The latitude that every photo has."""
    return (51.0, 30.0, 12.0)


def plain(size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Something to see, the same each time and different in each corner."""
    picture = Image.linear_gradient("L").resize(size)
    return Image.merge("RGB", (picture, picture.rotate(180), picture.transpose(Image.Transpose(0))))


def photo(
    name: str = "JPEG", *, size: tuple[int, int] = (320, 240), turned: int = 6, **more: Any
) -> bytes:
    """A photo of a format, taken somewhere, with the phone held `turned`."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = MAKER.decode()
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", located(), "W", (0.0, 7.0, 39.0)
    raw = io.BytesIO()
    plain(size).save(raw, name, exif=exif, **more)
    return raw.getvalue()
