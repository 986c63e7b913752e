"""Which words of a reply are new, and which belong to the mail that it answers. Pure.

A quote is known by how it is marked (`>`; a blockquote in HTML) or by what stands above it: our own
marker line, "On … wrote:", a header block, a separator. Where a quote is unmarked, everything below its
heading belongs to it. Nothing disappears: every line is in `new` or in `quoted`, and where the rules
cannot tell the two apart they are not `sure`, so that a person looks before a customer does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from chalicelib.intake import html_text
from chalicelib.intake.headings import headings, is_groupwise, strange_heading
from chalicelib.intake.html_text import Line
from chalicelib.intake.mail import Mail
from chalicelib.intake.phrases import SENT_FROM

MARKER_LINES = {
    "en-GB": "##- Please write your reply above this line -##",
    "pt-BR": "##- Escreva a sua resposta acima desta linha -##",
    "es": "##- Escriba su respuesta por encima de esta línea -##",
}
"""The first line of our mails that ask for a reply, by locale. Only `##-` and `-##` are looked for."""

MAX_WORDS = 60_000
"""How many characters of new words are kept; four bytes each still fit a stored entry."""

_MAX_LINES = 20_000
_LONGEST_SIGNATURE = 12
_MARKED = re.compile(r"\s*(?:[A-Z]{2,3})?>")
"""How a quoted line begins; some programs put the quoted person's initials first."""
_MARKS = re.compile(r"[ \t]*(?:[A-Z]{2,3})?>[> \t]*")
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a reply says, and what it only repeats."""

    new: str
    """The writer's own words, in their order; empty where there are none."""
    quoted: str
    """Everything else, as it stood: quoted mail, headings, signatures, footers."""
    sure: bool
    """Whether `new` can be passed on unread: it is all of the new words, and nothing else.

    False where answers stand between quoted lines, where nothing says what is quoted, and where there
    is nothing above an unmarked quote.
    """


def words_of_reply(mail: Mail) -> Words:
    """The new words of a mail that answers one of ours; none of one that cannot be read."""
    if mail.sealed:
        return Words(new="", quoted=mail.text, sure=False)
    if mail.html_only and mail.html is not None:
        return _split(html_text.lines(mail.html), is_structured=True).words
    return new_words(mail.text, mail.html)


def first_words(mail: Mail) -> str:
    """The words of a mail that begins a feedback: all but the signature and a telephone's footer.

    What is quoted stays, for it may be what the customer writes about. A mail without a text says what
    it has to say in its subject; one of nothing but a signature is kept as it is.
    """
    lines = [Line(line) for line in mail.text.split("\n")]
    kinds = [_Is.OWN] * len(lines)
    _set_signatures_aside(lines, kinds)
    own = (line.text for line, kind in zip(lines, kinds, strict=True) if kind is _Is.OWN)
    return _capped(_tidy("\n".join(own)) or _tidy(mail.text) or mail.subject)[0]


def new_words(text: str, html: str | None = None) -> Words:
    """The new words of a reply's plain text; its HTML, where given, is asked when the text leaves doubt."""
    found = _split([_marked(line) for line in text.split("\n")], is_structured=False)
    is_clear = found.has_quote and found.words.sure
    if html and (not is_clear or html_text.names_signature(html)):
        second = _split(html_text.lines(html), is_structured=True)
        is_better = not is_clear or _begins_with(found.words.new, second.words.new)
        if second.has_quote and second.words.sure and is_better:
            return second.words
    return found.words


def _marked(text: str) -> Line:
    return Line(text, _MARKED.match(text) is not None and not is_groupwise(text))


def _begins_with(words: str, first: str) -> bool:
    return bool(first) and "".join(words.split()).startswith("".join(first.split()))


class _Is(Enum):
    OWN = "own"
    QUOTED = "quoted"
    HEADING = "heading"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class _Found:
    words: Words
    has_quote: bool


def _split(lines: Sequence[Line], *, is_structured: bool) -> _Found:
    rest = lines[_MAX_LINES:]
    lines = lines[:_MAX_LINES]
    kinds, is_cut = _kinds(lines)
    has_quote = _Is.QUOTED in kinds or is_cut
    sure = not rest and _believe_quotes(lines, kinds, is_structured=is_structured)
    _set_signatures_aside(lines, kinds)
    if _is_interleaved(lines, kinds):
        sure = False
    if not _own(lines, kinds):
        sure = sure and not (is_cut and not is_structured)
        if signed := [
            i for i in _spoken(lines, kinds, _Is.SIGNATURE) if not _is_footer(lines[i].text)
        ]:
            for i in signed:  # words typed below the signature are not lost
                kinds[i] = _Is.OWN
            sure = False
    new, is_whole = _capped(
        _tidy(
            "\n".join(
                line.text if kind is _Is.OWN else ""
                for line, kind in zip(lines, kinds, strict=True)
            )
        )
    )
    aside = [line.text for line, kind in zip(lines, kinds, strict=True) if kind is not _Is.OWN]
    quoted = _tidy("\n".join([*aside, *(line.text for line in rest)]))
    return _Found(Words(new=new, quoted=quoted, sure=sure and is_whole), has_quote)


def _kinds(lines: Sequence[Line]) -> tuple[list[_Is], bool]:
    """What each line is, and whether an unmarked quote goes from somewhere to the end."""
    kinds = [
        _Is.QUOTED if line.quoted else _Is.SIGNATURE if line.signature else _Is.OWN
        for line in lines
    ]
    for heading in headings(lines):
        start = strange_heading(lines, heading.start) if heading.is_marker else heading.start
        kinds[start : heading.end] = [_Is.HEADING] * (heading.end - start)
        if not heading.marks_quote:
            kinds[heading.end :] = [_Is.QUOTED] * (len(lines) - heading.end)
            return kinds, True
    return kinds, False


def _believe_quotes(lines: Sequence[Line], kinds: list[_Is], *, is_structured: bool) -> bool:
    """Whether something besides `>` says that lines are quoted, if any are.

    A single `>` that nothing speaks for is a writer's own way of beginning a line.
    """
    quoted = [i for i, kind in enumerate(kinds) if kind is _Is.QUOTED]
    if not quoted or is_structured or _Is.HEADING in kinds or not _own(lines, kinds):
        return True
    inside = [Line(_MARKS.sub("", lines[i].text, count=1)) for i in quoted]
    if any(True for _ in headings(inside)):
        return True
    if len(quoted) == 1:
        kinds[quoted[0]] = _Is.OWN
    return False


def _set_signatures_aside(lines: Sequence[Line], kinds: list[_Is]) -> None:
    """In each stretch of own lines: what stands below its `-- `, and the footers of telephones."""
    start = 0
    while start < len(lines):
        if kinds[start] is not _Is.OWN:
            start += 1
            continue
        end = start
        while end < len(lines) and kinds[end] is _Is.OWN:
            end += 1
        end_of_words = _signature(lines, start, end)
        for i in range(end_of_words - 1, start - 1, -1):
            if lines[i].text.strip():
                if not _is_footer(lines[i].text):
                    break
                end_of_words = i
        kinds[end_of_words:end] = [_Is.SIGNATURE] * (end - end_of_words)
        start = end


def _signature(lines: Sequence[Line], start: int, end: int) -> int:
    """Where the signature begins (RFC 3676 §4.3); `end` where there is none."""
    for i in range(start, end):
        if lines[i].text == "-- " or (lines[i].text == "--" and end - i <= _LONGEST_SIGNATURE):
            return i
    return end


def _is_footer(text: str) -> bool:
    return len(text) < 250 and SENT_FROM.fullmatch(text.strip()) is not None


def _spoken(lines: Sequence[Line], kinds: Sequence[_Is], kind: _Is) -> list[int]:
    return [i for i, of in enumerate(kinds) if of is kind and lines[i].text.strip()]


def _own(lines: Sequence[Line], kinds: Sequence[_Is]) -> list[int]:
    return _spoken(lines, kinds, _Is.OWN)


def _is_interleaved(lines: Sequence[Line], kinds: Sequence[_Is]) -> bool:
    """Whether own words stand between quoted lines."""
    quoted = [i for i, kind in enumerate(kinds) if kind is _Is.QUOTED]
    return bool(quoted) and any(quoted[0] < i < quoted[-1] for i in _own(lines, kinds))


def _tidy(text: str) -> str:
    """Without spaces at line ends, blank lines at the ends, and more than one blank line in a row."""
    stripped = "\n".join(line.rstrip() for line in text.split("\n"))
    return _BLANKS.sub("\n\n", stripped).strip("\n")


def _capped(words: str) -> tuple[str, bool]:
    if len(words) <= MAX_WORDS:
        return words, True
    return words[:MAX_WORDS].rstrip() + " […]", False
