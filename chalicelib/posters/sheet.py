"""A touchpoint's poster, sheet of stickers, or seat-back card, ready for the printer."""

from dataclasses import dataclass
from enum import StrEnum

import segno

from chalicelib.configuration import Organisation, Touchpoint
from chalicelib.posters import font as fonts
from chalicelib.posters.canvas import POINTS, Canvas, Document, Ink, colour
from chalicelib.posters.font import Font
from chalicelib.posters.lines import leading, wrapped
from chalicelib.posters.words import TEXTS
from chalicelib.wording import nearest

BLEED = 3.0
"""Millimetres that colour goes on beyond the cut, so that a cut that is off shows no white."""
_MARGIN = 10.0
"""From a sheet's edge to the cut, where it is cut: bleed, a gap, and the crop marks."""
_MARK = 5.0
_QUIET = 4
"""Light modules around a QR code (ISO/IEC 18004)."""
_TYPE = 0.8
"""The power of the width that type follows: a small card is held closer, but not that much closer."""
_CAPITAL = 0.72
"""How high a capital is, as a part of the type's size."""
_LEAST = 6.5
"""Points: smaller type is not read."""

_BRAND, _ON_BRAND = colour("#0b6b5d"), colour("#ffffff")
_INK, _SOFT, _WASH, _PAPER = (
    colour("#1d2624"), colour("#56625e"), colour("#eef4f2"), colour("#ffffff"),
)  # fmt: skip


class Size(StrEnum):
    """What is to be printed."""

    A4 = "a4"
    """A poster that any office printer prints: white to its edge, nothing to cut."""
    A6_SHEET = "a6-sheet"
    """Four stickers of 105 x 148 mm, with bleed and crop marks."""
    SEAT_BACK = "seat-back"
    """A card of 99 x 210 mm, with bleed and crop marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What one poster says."""

    locale: str
    organisation: str
    place: str
    address: str
    """Of the form, as the code holds it."""
    number: str | None
    """To which texts go; None where there are none."""
    keyword: str | None


def face(organisation: Organisation, place: Touchpoint, site: str, token: str = "") -> Face:
    """What a touchpoint's poster says. `site` has no slash at its end; `token` is of a trip's context."""
    address = f"{site}/f/{place.id}" + (f"?c={token}" if token else "")
    return Face(
        locale=nearest(place.locale, organisation.locale),
        organisation=organisation.name,
        place=place.name,
        address=address,
        number=organisation.sms_number,
        keyword=place.keyword,
    )


def pdf(one: Face, size: Size) -> bytes:
    """The file for the printer: one page."""
    title = TEXTS[one.locale]["title"].format(place=one.place)
    document = Document(title, one.locale)
    if size is Size.A4:
        page = document.page(210, 297)
        _draw(page, one, 210, 297, bleed=0)
        return document.written()
    columns, rows, width, height = (2, 2, 105, 148) if size is Size.A6_SHEET else (1, 1, 99, 210)
    gap = 2 * BLEED
    whole_width = columns * width + (columns - 1) * gap + 2 * _MARGIN
    whole_height = rows * height + (rows - 1) * gap + 2 * _MARGIN
    page = document.page(whole_width, whole_height, bleed_of=(_MARGIN, BLEED))
    lefts = [_MARGIN + n * (width + gap) for n in range(columns)]
    tops = [_MARGIN + n * (height + gap) for n in range(rows)]
    for left in lefts:
        for top in tops:
            _draw(page.at(left, top), one, width, height, bleed=BLEED)
    for x in sorted({edge for left in lefts for edge in (left, left + width)}):
        page.line(x, 0, x, _MARK, 0.25)
        page.line(x, whole_height - _MARK, x, whole_height, 0.25)
    for y in sorted({edge for top in tops for edge in (top, top + height)}):
        page.line(0, y, _MARK, y, 0.25)
        page.line(whole_width - _MARK, y, whole_width, y, 0.25)
    return document.written()


def _draw(page: Canvas, one: Face, width: float, height: float, *, bleed: float) -> None:
    """One face, its upper left corner at the page's origin. Lengths follow from the width of A4."""
    t, unit, type_unit = TEXTS[one.locale], width / 210, (width / 210) ** _TYPE
    edge = 16 * unit
    inner = width - 2 * edge
    band = height * (0.285 if bleed else 0.3)  # small type below takes more
    page.box(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed, _PAPER)
    if bleed:
        page.box(-bleed, -bleed, width + 2 * bleed, band + bleed, _BRAND)
    else:
        page.round_box(
            edge / 2, edge / 2, width - edge, band - edge / 2, radius=6 * unit, fill=_BRAND
        )
    page.ear(edge, 14 * unit, 13 * unit, _ON_BRAND)
    name, name_size = _fitted(
        one.organisation, fonts.regular(), 20 * type_unit, inner - 18 * unit, 1
    )
    page.text(edge + 17 * unit, 23 * unit, name[0], Ink(fonts.regular(), name_size, _ON_BRAND))
    lines, size = _fitted(t["headline"], fonts.black(), 56 * unit, inner, 2)
    y = 0.5 * (27 * unit + band) - 0.5 * (len(lines) - 1) * leading(size)
    y = _lines(page, lines, Ink(fonts.black(), size, _ON_BRAND), y + 0.36 * size / POINTS, x=edge)

    lines, size = _fitted(one.place, fonts.black(), 26 * type_unit, inner, 2)
    y = band + 8 * type_unit + _CAPITAL * size / POINTS
    y = _lines(page, lines, Ink(fonts.black(), size, _BRAND), y, centred_in=width)
    foot = _foot(page, one, width, height, unit)
    side = min(inner, foot - y - 16 * unit)
    top = y + (foot - y - 12 * unit - side) / 2
    _code(page, one.address, (width - side) / 2, top, side)
    lines, size = _fitted(t["scan"], fonts.black(), 17 * type_unit, inner, 1)
    _lines(page, lines, Ink(fonts.black(), size, _INK), top + side + 5 * unit, centred_in=width)


def _foot(page: Canvas, one: Face, width: float, height: float, unit: float) -> float:
    """What stands below the code; where it begins."""
    t, edge, type_unit = TEXTS[one.locale], 16 * unit, unit**_TYPE
    inner = width - 2 * edge
    hint, hint_size = _fitted(t["hint"], fonts.regular(), 14 * type_unit, inner, 3)
    y = height - 12 * unit - (len(hint) - 1) * leading(hint_size)
    _lines(page, hint, Ink(fonts.regular(), hint_size, _SOFT), y, centred_in=width)
    shown = one.address.partition("://")[2].partition("?")[0]
    spoken, size = _fitted(f"{t['address']} {shown}", fonts.regular(), 15 * type_unit, inner, 2)
    y -= 4 * unit + len(spoken) * leading(size)
    _lines(page, spoken, Ink(fonts.regular(), size, _INK), y, centred_in=width)
    if one.number is None:
        return y - 8 * unit
    number = _spaced(one.number)
    how = t["text"].format(number=number) if one.keyword else t["text_bare"]
    lines, size = _fitted(how, fonts.regular(), 15 * type_unit, inner - 12 * unit, 2)
    block = 24 * type_unit + len(lines) * leading(size)
    top = y - 11 * unit - block
    page.round_box(edge, top, inner, block, radius=5 * unit, fill=_WASH)
    y = _lines(page, lines, Ink(fonts.regular(), size, _INK), top + 9 * type_unit, centred_in=width)
    big = (one.keyword or number).upper()
    lines, size = _fitted(big, fonts.black(), 30 * type_unit, inner - 12 * unit, 1)
    _lines(page, lines, Ink(fonts.black(), size, _BRAND), y + 6 * type_unit, centred_in=width)
    return float(top - 4 * unit)


def _code(page: Canvas, address: str, x: float, y: float, side: float) -> None:
    """The QR code, in a square that its quiet zone is part of. A quarter of it may be scratched (Q)."""
    rows = [bytes(row) for row in segno.make(address, error="q", micro=False).matrix]
    step: float = side / (len(rows) + 2 * _QUIET)
    page.modules(x + _QUIET * step, y + _QUIET * step, step * len(rows), rows)


def _lines(
    page: Canvas,
    lines: list[str],
    ink: Ink,
    y: float,
    *,
    x: float = 0,
    centred_in: float | None = None,
) -> float:
    """Draw lines from a first base line; the next one's."""
    for line in lines:
        indent = (centred_in - ink.font.width(line, ink.size) / POINTS) / 2 if centred_in else 0
        page.text(x + indent, y, line, ink)
        y += leading(ink.size)
    return y


def _fitted(
    words: str, font: Font, size: float, width: float, most: int
) -> tuple[list[str], float]:
    """The words in at most so many lines of a width in millimetres, and the size at which they fit.

    What does not fit at the least size is cut with an ellipsis.
    """
    while True:
        lines = wrapped(words, font, size, width)
        fits = all(font.width(line, size) / POINTS <= width for line in lines)
        if fits and len(lines) <= most:
            return _balanced(words, font, size, width, len(lines)), size
        if size * 0.95 < _LEAST:
            break
        size *= 0.95
    shown = []
    for line in lines[:most]:
        is_cut = len(lines) > most and line is lines[most - 1]
        while line and font.width(line + "…", size) / POINTS > width:
            line, is_cut = line[:-1], True  # noqa: PLW2901 - what is left of it
        shown.append(line + "…" if is_cut else line)
    return shown, size


def _balanced(words: str, font: Font, size: float, width: float, count: int) -> list[str]:
    """The same number of lines, as even as they can be."""
    best = wrapped(words, font, size, width)
    for part in range(95, 45, -5):
        closer = wrapped(words, font, size, width * part / 100)
        if len(closer) != count or any(font.width(c, size) / POINTS > width for c in closer):
            break
        best = closer
    return best


def _spaced(number: str) -> str:
    """A number as people read it."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:  # a short code is read as it is
        return number
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, international)
