"""Drawing on PDF pages in millimetres, from the upper left corner. Sizes of type are points.

PDF as in ISO 32000-1:2008; pydyf writes the objects.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import pydyf

from chalicelib.posters.font import Font

POINTS = 72 / 25.4
"""In a millimetre."""
_ROUND = 0.5523
"""How far a Bézier curve's handles stand off for a quarter of a circle."""

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1."""


def colour(text: str) -> Colour:
    """Of `#rrggbb`."""
    red, green, blue = bytes.fromhex(text.removeprefix("#"))
    return red / 255, green / 255, blue / 255


@dataclass(frozen=True, slots=True)
class Ink:
    """How a line is set."""

    font: Font
    size: float
    """In points."""
    fill: Colour


@dataclass
class Canvas:
    """One page. `left` and `top` move the origin, so that one drawing can stand in several places."""

    width: float
    height: float
    stream: pydyf.Stream
    fonts: dict[str, tuple[Font, set[tuple[int, str]]]]
    left: float = 0
    top: float = 0

    def at(self, left: float, top: float) -> "Canvas":
        """The same page with its origin there."""
        return Canvas(self.width, self.height, self.stream, self.fonts, left, top)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A filled rectangle."""
        self.stream.set_color_rgb(*fill)
        self.stream.rectangle(*self._point(x, y + height), width * POINTS, height * POINTS)
        self.stream.fill()

    def round_box(
        self, x: float, y: float, width: float, height: float, *, radius: float, fill: Colour
    ) -> None:
        """A filled rectangle with round corners."""
        bend = radius * (1 - _ROUND)
        right, bottom = x + width, y + height
        self.stream.set_color_rgb(*fill)
        self.stream.move_to(*self._point(x + radius, y))
        for points in (
            ((right - radius, y),),
            ((right - bend, y), (right, y + bend), (right, y + radius)),
            ((right, bottom - radius),),
            ((right, bottom - bend), (right - bend, bottom), (right - radius, bottom)),
            ((x + radius, bottom),),
            ((x + bend, bottom), (x, bottom - bend), (x, bottom - radius)),
            ((x, y + radius),),
            ((x, y + bend), (x + bend, y), (x + radius, y)),
        ):
            self._onward(points)
        self.stream.fill()

    def modules(self, x: float, y: float, side: float, rows: Sequence[Iterable[int]]) -> None:
        """A QR code's dark modules in a square, as one shape, so that no hairline stands between them."""
        step = side / len(rows)
        self.stream.set_color_rgb(0, 0, 0)
        for down, row in enumerate(rows):
            for across, is_dark in enumerate(row):
                if is_dark:
                    corner = self._point(x + across * step, y + (down + 1) * step)
                    self.stream.rectangle(*corner, step * POINTS, step * POINTS)
        self.stream.fill()

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float) -> None:
        """A black line; its width in points."""
        self.stream.set_color_rgb(0, 0, 0, stroke=True)
        self.stream.set_line_width(width)
        self.stream.move_to(*self._point(x, y))
        self.stream.line_to(*self._point(to_x, to_y))
        self.stream.stroke()

    def ear(self, x: float, y: float, size: float, stroke: Colour) -> None:
        """Our sign: the paths of the pages' own, drawn on 32 units."""
        unit = size / 32
        self.stream.set_color_rgb(*stroke, stroke=True)
        self.stream.set_line_width(2.8 * unit * POINTS)
        self.stream.set_line_cap(1)
        for start, *curves in _EAR:
            self.stream.move_to(*self._point(x + start[0] * unit, y + start[1] * unit))
            points = [(x + across * unit, y + down * unit) for across, down in curves]
            for n in range(0, len(points), 3):
                self._onward(points[n : n + 3])
            self.stream.stroke()
        self.stream.set_line_cap(0)

    def text(self, x: float, y: float, words: str, ink: "Ink") -> None:
        """One line; `y` is its base line."""
        shown = ink.font.glyphs(words)
        self.fonts.setdefault(ink.font.name, (ink.font, set()))[1].update(shown)
        self.stream.begin_text()
        self.stream.set_color_rgb(*ink.fill)
        self.stream.set_font_size(ink.font.name, ink.size)
        self.stream.set_text_matrix(1, 0, 0, 1, *self._point(x, y))
        self.stream.show_text_string_hex("".join(f"{glyph:04x}" for glyph, _ in shown))
        self.stream.end_text()

    def _onward(self, points: Sequence[tuple[float, float]]) -> None:
        placed = [number for point in points for number in self._point(*point)]
        if len(points) == 1:
            self.stream.line_to(*placed)
        else:
            self.stream.curve_to(*placed)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (self.left + x) * POINTS, (self.height - self.top - y) * POINTS


_EAR = (
    (
        (8, 13), (8, 8), (11.5, 4), (16.5, 4), (21.5, 4), (25, 8), (25, 12.5),
        (25, 18.5), (20, 19), (20, 23), (20, 26), (18.5, 28), (15.5, 28),
        (13.5, 28), (12, 27), (11.5, 25.5),
    ),
    (
        (13, 13), (13, 11), (14.5, 9), (16.5, 9), (18.5, 9), (20, 10.5), (20, 12.5),
        (20, 15.5), (16.5, 15), (16.5, 18.5),
    ),
)  # fmt: skip


class _Stream(pydyf.Stream):  # type: ignore[misc]
    def show_text_string_hex(self, glyphs: str) -> None:
        """Show glyphs by their numbers, four hexadecimal digits each."""
        self.stream.append(f"<{glyphs}> Tj".encode())


@dataclass
class Document:
    """A PDF in the making."""

    title: str
    locale: str
    _pages: list[tuple[Canvas, tuple[float, ...] | None]] = field(default_factory=list)
    _fonts: dict[str, tuple[Font, set[tuple[int, str]]]] = field(default_factory=dict)

    def page(
        self, width: float, height: float, bleed_of: tuple[float, float] | None = None
    ) -> Canvas:
        """A new page. `bleed_of`: its trim begins that far from the edge, its bleed that much before."""
        canvas = Canvas(width, height, _Stream(compress=True), self._fonts)
        self._pages.append((canvas, bleed_of))
        return canvas

    def written(self) -> bytes:
        """The file; the same drawing makes the same bytes."""
        pdf = pydyf.PDF()
        fonts = pydyf.Dictionary()
        for name, (font, shown) in sorted(self._fonts.items()):
            fonts[name] = _embedded(pdf, font, shown)
        for canvas, bleed_of in self._pages:
            pdf.add_object(canvas.stream)
            width, height = canvas.width, canvas.height
            boxes = {"MediaBox": _box(width, height, 0)}
            if bleed_of:
                trim, bleed = bleed_of
                boxes |= {
                    "TrimBox": _box(width, height, trim),
                    "BleedBox": _box(width, height, trim - bleed),
                }
            pdf.add_page(
                pydyf.Dictionary(
                    {
                        "Type": "/Page",
                        "Parent": pdf.pages.reference,
                        "Contents": canvas.stream.reference,
                        "Resources": pydyf.Dictionary({"Font": fonts}),
                        **boxes,
                    }
                )
            )
        pdf.info["Title"] = pydyf.String(self.title)
        pdf.catalog["Lang"] = pydyf.String(self.locale)
        pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        out = BytesIO()
        pdf.write(out)
        return out.getvalue()


def _box(width: float, height: float, inset: float) -> pydyf.Array:
    edges = (inset, inset, width - inset, height - inset)
    return pydyf.Array([round(edge * POINTS, 3) for edge in edges])


def _embedded(pdf: pydyf.PDF, font: Font, shown: set[tuple[int, str]]) -> bytes:
    """The font as an object: its whole file, the widths and the letters of what is shown."""
    glyphs = sorted(shown)
    file = pydyf.Stream([font.file], {"Length1": len(font.file)}, compress=True)
    letters = pydyf.Stream([_to_unicode(glyphs)], compress=True)
    for one in (file, letters):
        pdf.add_object(one)
    descriptor = pydyf.Dictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": f"/{font.name}",
            "Flags": 4,
            "FontBBox": pydyf.Array([round(edge) for edge in font.box]),
            "ItalicAngle": 0,
            "Ascent": round(font.ascent),
            "Descent": round(font.descent),
            "CapHeight": round(font.ascent * 0.73),
            "StemV": 80,
            "FontFile2": file.reference,
        }
    )
    pdf.add_object(descriptor)
    widths = [part for glyph, _ in glyphs for part in (glyph, pydyf.Array([font.advance(glyph)]))]
    descendant = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": f"/{font.name}",
            "CIDSystemInfo": pydyf.Dictionary(
                {
                    "Registry": pydyf.String("Adobe"),
                    "Ordering": pydyf.String("Identity"),
                    "Supplement": 0,
                }
            ),
            "FontDescriptor": descriptor.reference,
            "W": pydyf.Array(widths),
            "CIDToGIDMap": "/Identity",
        }
    )
    pdf.add_object(descendant)
    whole = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": f"/{font.name}",
            "Encoding": "/Identity-H",
            "DescendantFonts": pydyf.Array([descendant.reference]),
            "ToUnicode": letters.reference,
        }
    )
    pdf.add_object(whole)
    reference: bytes = whole.reference
    return reference


def _to_unicode(glyphs: Sequence[tuple[int, str]]) -> bytes:
    """So that the text can be searched, copied and read aloud."""
    pairs = [f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in glyphs]
    parts = [pairs[n : n + 100] for n in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
        *(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode()
