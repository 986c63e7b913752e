"""A mail before it is a mail: what it says in which order, written as plain text and as HTML."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

_SIGNATURE = "-- "
"""What mail programs know a signature by (RFC 3676 §4.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that somebody said, with who and when above them."""

    label: str
    words: str
    by_team: bool = False
    is_internal: bool = False
    """A note that no customer sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail's content, in the order of its fields."""

    locale: str
    marker: str | None = None
    """The line above which staff write; first in both parts."""
    title: str | None = None
    paragraphs: tuple[str, ...] = ()
    is_urgent: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """What to choose from: labels and addresses."""
    words: str | None = None
    """A member's words to the customer; a letter that has them has no title, no facts."""
    conversation: tuple[Said, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Labels and values."""
    files_label: str | None = None
    files: tuple[tuple[str, str | None], ...] = ()
    """What each is, and its address where there is one."""
    closing: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    """Label and address."""
    signature: str
    """Whom it is from; with `words`, right below them."""


def as_text(letter: Letter) -> str:
    """The whole letter as plain text, complete without the HTML."""
    link = f"{letter.link[0]}: {letter.link[1]}" if letter.link else None
    ours = [*letter.closing, *([link] if link else [])]
    blocks: list[str | None]
    if letter.words:  # what is not the member's stands apart from what is
        blocks = [letter.words, letter.signature, "\n".join([_SIGNATURE, *ours])]
    else:
        blocks = [
            letter.marker,
            letter.title,
            *letter.paragraphs,
            "\n".join(f"{label}: {address}" for label, address in letter.choices),
            *(f"{said.label}:\n\n{indented(said.words)}" for said in letter.conversation),
            "\n".join(f"{label}: {value}" for label, value in letter.facts),
            _files(letter),
            *ours,
            f"{_SIGNATURE}\n{letter.signature}",
        ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def as_html(letter: Letter) -> str:
    """The whole letter as one HTML page: no image, no script, nothing fetched from anywhere."""
    return templates().get_template("letter.html").render(letter=letter)


def _files(letter: Letter) -> str | None:
    if not letter.files:
        return None
    lines = (f"- {what}" + (f"\n  {address}" if address else "") for what, address in letter.files)
    return "\n".join([f"{letter.files_label}:", *lines])


def indented(words: str) -> str:
    """Words as they stand in a plain text, apart from what is ours."""
    return "\n".join(f"    {line}".rstrip() for line in words.strip("\n").split("\n"))


@cache
def templates() -> "Environment":
    """Made when the first mail is written, since a text message has no need of it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
