"""Evidence in pages of A4, for a file or an auditor's desk."""

from dataclasses import dataclass

from chalicelib.evidence.document import Document, Finding, Shown, Table
from chalicelib.posters import font as fonts
from chalicelib.posters.canvas import POINTS, Canvas, Ink, colour
from chalicelib.posters.canvas import Document as Pages
from chalicelib.posters.font import Font
from chalicelib.posters.lines import leading, wrapped

_WIDTH, _HEIGHT = 210.0, 297.0
_EDGE, _TOP, _BOTTOM = 18.0, 20.0, 18.0
_INNER = _WIDTH - 2 * _EDGE
_NUMBER = 16.0
"""The column of a clause's number."""
_STATUS = 42.0
_GAP = 2.0
_TITLE, _HEAD, _BODY, _SMALL = 20.0, 13.0, 9.5, 8.0
_INK, _SOFT, _BRAND, _WASH, _WARN = (
    colour("#1d2624"), colour("#56625e"), colour("#0b6b5d"), colour("#eef4f2"), colour("#8a4b00"),
)  # fmt: skip


def pdf(one: Document) -> bytes:
    """The file. The same document makes the same bytes."""
    flow = _Flow(one, Pages(one.title, one.locale))
    flow.title()
    for standard in dict.fromkeys(finding.standard for finding in one.findings):
        flow.heading(standard)
        for finding in one.findings:
            if finding.standard == standard:
                flow.finding(finding)
    for table in one.tables:
        flow.table(table)
    return flow.written()


@dataclass
class _Flow:
    """Sets one thing below the other, and begins a new page where there is no more room."""

    document: Document
    pages: Pages
    page: Canvas | None = None
    y: float = 0
    n: int = 0

    def title(self) -> None:
        self._room(_HEIGHT)
        self._set(self.document.organisation, fonts.regular(), _HEAD, _SOFT)
        self.y += leading(_TITLE) - leading(_HEAD)
        self._set(self.document.title, fonts.black(), _TITLE, _BRAND)
        for line in self.document.lead:
            self._set(line, fonts.regular(), _BODY, _INK)
            self.y += 1

    def heading(self, words: str) -> None:
        self._room(30)
        self.y += 6
        self._set(words, fonts.black(), _HEAD, _BRAND)
        self.y += 1

    def finding(self, one: Finding) -> None:
        left, width = _EDGE + _NUMBER, _INNER - _NUMBER - _STATUS - _GAP
        body = _INNER - _NUMBER
        told = [
            *((line, _INK) for line in one.lines),
            *(((self._to_add(one), _WARN),) if one.to_add else ()),
        ]
        lines = [(text, ink, wrapped(text, fonts.regular(), _BODY, body)) for text, ink in told]
        title = wrapped(one.title, fonts.black(), _BODY, width)
        first = lines[0][2] if lines else []
        self._room((len(title) + len(first)) * leading(_BODY) + 6)
        self.y += 2.5
        page, y = self._page, self.y
        page.text(_EDGE, y, one.number, Ink(fonts.black(), _BODY, _INK))
        ink = _BRAND if one.shown in (Shown.DATA, Shown.PARTLY) else _SOFT
        page.text(_WIDTH - _EDGE - _STATUS, y, one.status, Ink(fonts.regular(), _SMALL, ink))
        self._lines(title, fonts.black(), _BODY, _INK, left)
        for _, colour_of, broken in lines:
            self._lines(broken, fonts.regular(), _BODY, colour_of, left)

    def table(self, one: Table) -> None:
        self.heading(one.title)
        if one.rows:
            widths = _widths(one)
            self._row(one.head, widths, fonts.black(), is_head=True)
            for row in one.rows:
                if self._room(2 * leading(_SMALL) + 2):
                    self._row(one.head, widths, fonts.black(), is_head=True)
                self._row(row, widths, fonts.regular())
            self.y += 2
        if one.note:
            self._set(one.note, fonts.regular(), _SMALL, _SOFT)

    def written(self) -> bytes:
        return self.pages.written()

    def _to_add(self, one: Finding) -> str:
        return f"{self.document.to_add} {one.to_add}"

    @property
    def _page(self) -> Canvas:
        if self.page is None:
            self._turn()
        assert self.page is not None  # noqa: S101 - for mypy: `_turn` has just made it
        return self.page

    def _row(
        self, cells: tuple[str, ...], widths: list[float], font: Font, *, is_head: bool = False
    ) -> None:
        broken = [
            wrapped(cell, font, _SMALL, width - _GAP)
            for cell, width in zip(cells, widths, strict=True)
        ]
        height = max(map(len, broken)) * leading(_SMALL) + 1.2
        self._room(height)
        if is_head:
            self._page.box(_EDGE, self.y - leading(_SMALL) + 0.6, _INNER, height, _WASH)
        x, top = _EDGE, self.y
        for lines, width in zip(broken, widths, strict=True):
            self.y = top
            self._lines(lines, font, _SMALL, _INK, x + 1)
            x += width
        self.y = top + height

    def _set(self, words: str, font: Font, size: float, fill: tuple[float, float, float]) -> None:
        self._lines(wrapped(words, font, size, _INNER), font, size, fill, _EDGE)

    def _lines(
        self,
        lines: list[str],
        font: Font,
        size: float,
        fill: tuple[float, float, float],
        x: float,
    ) -> None:
        for line in lines:
            self._room(leading(size))
            self._page.text(x, self.y, line, Ink(font, size, fill))
            self.y += leading(size)

    def _room(self, height: float) -> bool:
        """Turn the page where so much does not fit; whether it was turned."""
        if self.page is not None and self.y + height <= _HEIGHT - _BOTTOM:
            return False
        if self.page is not None and self.y <= _TOP + 1:
            return False
        self._turn()
        return True

    def _turn(self) -> None:
        self.n += 1
        self.page = self.pages.page(_WIDTH, _HEIGHT)
        foot, ink = _HEIGHT - 9, Ink(fonts.regular(), _SMALL, _SOFT)
        self.page.text(_EDGE, foot, f"{self.document.organisation} · {self.document.title}", ink)
        number = str(self.n)
        right = _WIDTH - _EDGE - fonts.regular().width(number, _SMALL) / POINTS
        self.page.text(right, foot, number, ink)
        self.y = _TOP


def _widths(one: Table) -> list[float]:
    """Of the columns, by the widest that stands in each; together the page's width."""
    font = fonts.regular()
    wanted = [
        min(max(font.width(row[n], _SMALL) for row in (one.head, *one.rows)) / POINTS, 60) + 4
        for n in range(len(one.head))
    ]
    return [width * _INNER / sum(wanted) for width in wanted]
