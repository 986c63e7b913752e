"""A mail of several sections, each with a heading, bars and what people said: as plain text and as HTML.

Bars are tables with a coloured cell, which every mail program draws, with images blocked as well, and in the
plain text letters that are drawn as blocks. Each says its figure in words, so nothing is told by length or
colour alone.
"""

from dataclasses import dataclass
from enum import StrEnum

from chalicelib.notify.letters import indented, templates

_SIGNATURE = "-- "
"""As in every mail."""
_LABEL, _BAR = 28, 20
"""Characters of a bar's label and of the longest bar, in plain text."""


class Tone(StrEnum):
    """How a bar's figure is to be taken."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One figure as a bar."""

    label: str
    share: float
    """Of the longest that there could be, 0 to 1."""
    says: str
    """The figure in words."""
    tone: Tone = Tone.PLAIN

    @property
    def percent(self) -> int:
        """The bar's length in percent; something is never drawn as nothing, nor less than all as all."""
        if self.share <= 0:
            return 0
        return 100 if self.share >= 1 else min(max(round(100 * self.share), 2), 98)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Words that a customer wrote, with what they are about above them."""

    label: str
    words: str
    link: str | None = None
    """Where staff see all of it."""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a mail, in the order of its fields."""

    heading: str | None = None
    paragraphs: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    items: tuple[tuple[str, str | None], ...] = ()
    """Short lines, each with its address where there is one."""
    quoted: tuple[Quoted, ...] = ()
    rest: tuple[str, ...] = ()
    """What is not listed."""

    @property
    def says_something(self) -> bool:
        """Whether there is more than its heading."""
        return any((self.paragraphs, self.bars, self.items, self.quoted, self.rest))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sectioned:
    """One mail's content, in the order of its fields."""

    locale: str
    title: str
    is_urgent: bool = False
    sections: tuple[Section, ...] = ()
    closing: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    """Label and address."""
    signature: str


def as_text(mail: Sectioned) -> str:
    """The whole mail as plain text, complete without the HTML."""
    blocks = [mail.title]
    for section in mail.sections:
        blocks += _section(section)
    blocks += mail.closing
    if mail.link:
        blocks.append(f"{mail.link[0]}: {mail.link[1]}")
    return "\n\n".join([*blocks, f"{_SIGNATURE}\n{mail.signature}"]) + "\n"


def as_html(mail: Sectioned) -> str:
    """The whole mail as one HTML page: no image, no script, nothing fetched from anywhere."""
    return templates().get_template("sections.html").render(letter=mail)


def _section(section: Section) -> list[str]:
    blocks = [f"{section.heading}\n{'-' * len(section.heading)}"] if section.heading else []
    blocks += section.paragraphs
    if section.bars:
        blocks.append("\n".join(map(_bar, section.bars)))
    if section.items:
        blocks.append("\n".join(map(_item, section.items)))
    blocks += map(_quoted, section.quoted)
    return [*blocks, *section.rest]


def _bar(bar: Bar) -> str:
    drawn = "\N{FULL BLOCK}" * max(round(bar.share * _BAR), 1 if bar.share > 0 else 0)
    return f"{_fitted(bar.label)}  {drawn:{_BAR}}  {bar.says}"


def _fitted(label: str) -> str:
    if len(label) > _LABEL:
        label = f"{label[: _LABEL - 1].rstrip()}…"
    return f"{label:{_LABEL}}"


def _item(item: tuple[str, str | None]) -> str:
    said, address = item
    return f"- {said}" + (f"\n  {address}" if address else "")


def _quoted(quoted: Quoted) -> str:
    address = f"\n\n{indented(quoted.link)}" if quoted.link else ""
    return f"{quoted.label}:\n\n{indented(quoted.words)}{address}"
