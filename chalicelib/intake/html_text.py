"""HTML of a mail to lines of text that know whether they quote another mail. Pure.

Written for mail, not for the web: a linear scan that any broken markup gets through, because the
standard library's parser takes quadratic time over some (CVE-2025-6069). What programs put around the
mail that they answer is recognised by the marks that they leave for each other.
"""

import html
import re
from typing import NamedTuple

MAX_HTML = 1_000_000
"""How many characters are looked at."""
MAX_DEPTH = 1_000
"""How many levels of elements are told apart."""


class Line(NamedTuple):
    """One line of a mail."""

    text: str
    quoted: bool = False
    """Whether it belongs to the mail that is being answered."""
    signature: bool = False
    """Whether it is the writer's standing signature."""


_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)>")
_BEGINS_TAG = re.compile(r"</?[a-zA-Z]")
_LOOSE_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^>]*)>")
_SKIPPED = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("head", "style", "script", "title")
}
_HUGE_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")
_HREF = re.compile(r"(?<![\w-])href\s*+=\s*+[\"']?(https?://[^\s\"'>]{1,2000})", re.IGNORECASE)

_QUOTES = re.compile(
    r"yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-forward-container|OLK_SRC_BODY_SECTION"
    r"|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|name=[\"']?quote\b",
    re.IGNORECASE,
)
_QUOTES_THE_REST = re.compile(
    r"divRplyFwdMsg|OutlookMessageHeader|stopSpelling|border-top:\s*solid\s*#(?:E1E1E1|B5C4DF)\b",
    re.IGNORECASE,
)
_INDENTS = re.compile(r"webkit-indent-blockquote|border:\s*none|border-width:\s*0", re.IGNORECASE)
_SIGNS = re.compile(
    r"gmail_signature|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block"
    r"|\bid=[\"']?Signature\b",
    re.IGNORECASE,
)
_NAMES_SIGNATURE = re.compile(r"\bid=[\"']?Signature\b|ms-outlook-mobile-signature")
_HIDES = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
_NO_MARGIN = re.compile(r"Mso|margin:\s*0|elementToProof", re.IGNORECASE)

_NESTING = frozenset({"div", "blockquote", "section", "article", "main", "span", "pre", "table"})
_LINES = frozenset(
    {
        "div",
        "section",
        "article",
        "main",
        "table",
        "tr",
        "li",
        "address",
        "header",
        "footer",
        "dt",
        "dd",
    }
)
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "hr", "pre", "blockquote"}
)


class _Element(NamedTuple):
    name: str
    quotes: bool
    signs: bool
    hides: bool


class _Reader:
    """Builds the lines while the scan goes through the markup."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._blank_first = False
        self._open: list[_Element] = []
        self._counts: dict[str, int] = {}
        self._quotes = self._signs = self._hides = self._pre = 0
        self._link: tuple[str, int, int] | None = None

    def text(self, raw: str) -> None:
        if self._hides:
            return
        if "&" in raw:
            raw = html.unescape(_HUGE_NUMBER.sub("\ufffd", raw))
        if self._pre:
            first, *others = raw.split("\n")
            self._pieces.append(first)
            for other in others:
                self._end_line(keep_empty=True)
                self._pieces.append(other)
        else:
            self._pieces.append(raw)

    def _end_line(self, *, keep_empty: bool = False) -> None:
        joined = "".join(self._pieces)
        self._pieces.clear()
        text = joined.rstrip() if self._pre else " ".join(joined.split())
        if not text and not keep_empty and "\xa0" not in joined:
            return
        if self._blank_first and self.lines and self.lines[-1].text:
            self.lines.append(Line("", bool(self._quotes), bool(self._signs)))
        self._blank_first = False
        self.lines.append(Line(text, bool(self._quotes), bool(self._signs)))

    def start(self, name: str, attributes: str) -> None:
        if name == "br":
            if not self._hides:
                self._end_line(keep_empty=True)
        elif name in ("td", "th"):
            self._pieces.append(" ")
        elif name == "a":
            href = _HREF.search(attributes)
            self._link = (href[1], len(self.lines), len(self._pieces)) if href else None
        self._break(name, attributes)
        if name == "li":
            self._pieces.append("- ")
        if attributes and _QUOTES_THE_REST.search(attributes) and name != "a":
            self._end_line()
            self._quotes += 1  # never taken back: what follows is the other mail
        if name in _NESTING and len(self._open) < MAX_DEPTH:
            self._push(name, attributes)

    def _break(self, name: str, attributes: str = "") -> None:
        if name in _PARAGRAPHS:
            self._end_line()
            self._blank_first |= not (name == "p" and bool(_NO_MARGIN.search(attributes)))
        elif name in _LINES:
            self._end_line()

    def _push(self, name: str, attributes: str) -> None:
        quotes = signs = hides = False
        if name == "blockquote":
            quotes = not _INDENTS.search(attributes) or "gmail_quote" in attributes
        if attributes:
            quotes = quotes or bool(_QUOTES.search(attributes))
            signs = bool(_SIGNS.search(attributes))
            hides = bool(_HIDES.search(attributes))
            if signs or quotes:
                self._end_line()
        self._open.append(_Element(name, quotes, signs, hides))
        self._counts[name] = self._counts.get(name, 0) + 1
        self._count(self._open[-1], 1)

    def _count(self, element: _Element, step: int) -> None:
        self._quotes += step * element.quotes
        self._signs += step * element.signs
        self._hides += step * element.hides
        self._pre += step * (element.name == "pre")

    def end(self, name: str) -> None:
        if name == "a":
            self._end_link()
        self._break(name)
        if not self._counts.get(name):
            return
        while True:
            element = self._open.pop()
            if element.quotes or element.signs or element.hides:
                self._end_line()
            self._counts[element.name] -= 1
            self._count(element, -1)
            if element.name == name:
                return

    def _end_link(self) -> None:
        """Write a link's target behind its words, where they do not say it themselves."""
        if self._link is None or self._hides:
            return
        target, line, piece = self._link
        self._link = None
        label = _bare("".join(self._pieces[piece:]))
        says_it = "." in label and _bare(target).startswith(label)
        if line == len(self.lines) and label and not says_it:
            self._pieces.append(f" <{html.unescape(_HUGE_NUMBER.sub('', target))}>")

    def finish(self) -> list[Line]:
        self._end_line()
        return self.lines


def _bare(address: str) -> str:
    return address.strip().lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def names_signature(markup: str) -> bool:
    """Whether the HTML says where a signature is that the plain text beside it does not set apart."""
    return _NAMES_SIGNATURE.search(markup) is not None


def lines(markup: str) -> list[Line]:
    """The lines that a reader of the HTML sees, in their order."""
    markup = markup[:MAX_HTML].replace("\xa0", "&nbsp;")
    reader = _Reader()
    missing: set[str] = (
        set()
    )  # what was searched for once and is not there is not searched for again
    position = 0
    while (opening := markup.find("<", position)) >= 0:
        if opening > position:
            reader.text(markup[position:opening])
        position = _markup(markup, opening, reader, missing)
    reader.text(markup[position:])
    return reader.finish()


def _markup(markup: str, at: int, reader: _Reader, missing: set[str]) -> int:
    """Handle the `<` at a position; where the scan goes on."""
    if markup.startswith(("<!", "<?"), at):
        return _after_declaration(markup, at, missing)
    tag = _tag(markup, at, missing) if _BEGINS_TAG.match(markup, at) else None
    if tag is None:
        if markup.startswith("</", at) and (end := markup.find(">", at, at + 200)) >= 0:
            return end + 1
        reader.text("<")
        return at + 1
    name = tag[2].lower()
    if tag[1]:
        reader.end(name)
        return tag.end()
    reader.start(name, tag[3])
    if (closing := _SKIPPED.get(name)) and name not in missing:
        if found := closing.search(markup, tag.end()):
            return found.end()
        missing.add(name)
    return tag.end()


def _tag(markup: str, at: int, missing: set[str]) -> re.Match[str] | None:
    """The tag that begins here; where a quote is never closed, up to the next `>`."""
    for pattern, needed in ((_TAG, "quotes in pairs"), (_LOOSE_TAG, ">")):
        if needed not in missing:
            if tag := pattern.match(markup, at):
                return tag
            missing.add(needed)
    return None


def _after_declaration(markup: str, at: int, missing: set[str]) -> int:
    closing = "-->" if markup.startswith("<!--", at) and "-->" not in missing else ">"
    end = markup.find(closing, at + 2)
    if end < 0 and closing == "-->":
        missing.add(closing)
        end, closing = markup.find(">", at + 2), ">"
    return end + len(closing) if end >= 0 else len(markup)


def to_text(markup: str) -> str:
    """The HTML as plain text; quoted lines begin with `> `, as they do in plain mail."""
    shown: list[str] = []
    for line in lines(markup):
        if not line.text and (not shown or not shown[-1].strip("> ")):
            continue
        shown.append(f"> {line.text}".rstrip() if line.quoted else line.text)
    return "\n".join(shown).strip("\n")
