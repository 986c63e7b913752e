"""A TrueType font as far as setting a line needs it: glyphs and their widths.

Tables and their fields as in the OpenType specification, https://learn.microsoft.com/typography/opentype/spec/.
"""

import struct
import unicodedata
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "fonts"
_UNKNOWN = "?"


class Font:
    """One font file."""

    def __init__(self, name: str) -> None:
        """`name` is that of a file in `fonts`, without its ending."""
        self.name = name
        self.file = (_FOLDER / f"{name}.ttf").read_bytes()
        (count,) = struct.unpack_from(">H", self.file, 4)
        records = (struct.unpack_from(">4sLLL", self.file, 12 + 16 * n) for n in range(count))
        self._tables = {tag.decode(): offset for tag, _, offset, _ in records}
        (self._units,) = struct.unpack_from(">H", self.file, self._tables["head"] + 18)
        self.box = self._scaled(*struct.unpack_from(">4h", self.file, self._tables["head"] + 36))
        self.ascent, self.descent = self._scaled(
            *struct.unpack_from(">2h", self.file, self._tables["hhea"] + 4)
        )
        (self._metrics,) = struct.unpack_from(">H", self.file, self._tables["hhea"] + 34)
        self._glyphs = self._read_cmap()

    def glyphs(self, text: str) -> list[tuple[int, str]]:
        """The glyph of each letter, and the letter that it shows.

        A letter that the font does not have loses its accent, or becomes a question mark.
        """
        shown = []
        for letter in unicodedata.normalize("NFC", text):
            plain = unicodedata.normalize("NFD", letter)[0]
            found = next((c for c in (letter, plain) if ord(c) in self._glyphs), _UNKNOWN)
            shown.append((self._glyphs[ord(found)], found))
        return shown

    def advance(self, glyph: int) -> float:
        """How far a glyph moves on, in thousandths of the size."""
        last = min(glyph, self._metrics - 1)
        (width,) = struct.unpack_from(">H", self.file, self._tables["hmtx"] + 4 * last)
        return self._scaled(width)[0]

    def width(self, text: str, size: float) -> float:
        """Of a line, in the size's unit."""
        return sum(self.advance(glyph) for glyph, _ in self.glyphs(text)) * size / 1000

    def _scaled(self, *numbers: int) -> list[float]:
        return [number * 1000 / self._units for number in numbers]

    def _read_cmap(self) -> dict[int, int]:
        """Glyph by code point, from a subtable of format 4."""
        start = self._tables["cmap"]
        (count,) = struct.unpack_from(">H", self.file, start + 2)
        for n in range(count):
            platform, _, offset = struct.unpack_from(">HHL", self.file, start + 4 + 8 * n)
            table = start + offset
            if platform in (0, 3) and struct.unpack_from(">H", self.file, table) == (4,):
                return self._read_segments(table)
        raise ValueError(f"{self.name} has no character map of format 4")

    def _read_segments(self, table: int) -> dict[int, int]:
        found: dict[int, int] = {}
        (twice,) = struct.unpack_from(">H", self.file, table + 6)
        ends, starts = table + 14, table + 16 + twice
        deltas, offsets = starts + twice, starts + 2 * twice
        for at in range(0, twice, 2):
            first, last, delta, offset = (
                struct.unpack_from(">H", self.file, column + at)[0]
                for column in (starts, ends, deltas, offsets)
            )
            for code in range(first, min(last, 0xFFFE) + 1):
                glyph = code
                if offset:
                    place = offsets + at + offset + 2 * (code - first)
                    (glyph,) = struct.unpack_from(">H", self.file, place)
                if glyph or not offset:
                    found[code] = (glyph + delta) % 0x10000
        return found


@cache
def regular() -> Font:
    """For what is read."""
    return Font("Lato-Regular")


@cache
def black() -> Font:
    """For what is seen from afar."""
    return Font("Lato-Black")
