"""What stands above a quoted mail: our marker line, "On … wrote:", a header block, a separator. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from chalicelib.intake.html_text import Line
from chalicelib.intake.phrases import (
    DATE,
    LABELS,
    OPENERS,
    QUOTING,
    RECIPIENT,
    SENDER,
    SENT,
    SEPARATORS,
    SUBJECT,
    WROTE,
)

_MARKER = re.compile(r"##-.{0,200}?-##", re.DOTALL)
_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_TIME = re.compile(r"(?<!\d)\d{1,2}[:.h時时]\s?\d{2}(?!\d)")
_GROUPWISE = re.compile(r">>> .{1,200}[^\s<>@]@[^\s<>@].{1,200} >>>\s*")
_UNSEEN = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_DIGITS = {start + n: str(n) for start in (0x660, 0x6F0, 0x966) for n in range(10)}
_RULE = re.compile(r"\s*[_=*\-–—]{5,}\s*")
_DASHED = re.compile(r"\s*[-–—_*]{2,}\s*([^-–—_*\s][^_*]{0,60}?)\s*[-–—_*]{2,}\s*")
_DASHES = re.compile(r"\s*-{2,}\s")
_ENDS_WITH_ADDRESS = re.compile(r"[^\s<>@]@[^\s<>@]+[>)]{1,2}\s*[:：]$")
_LABELLED = re.compile(r"[\s*_|]*([^\s:：*_|][^:：*_|]{0,30}?)[\s*_|]*[:：](.*)")
_LONGEST_LINE = 500
_LONGEST_ATTRIBUTION = 4
_LONGEST_BLOCK = 16
_LONGEST_CHAIN = 6


class Above(IntEnum):
    """What must follow for a line to be a heading."""

    A_HEADING = 1
    A_MARKED_QUOTE = 2
    ANYTHING = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines `start` to `end` (exclusive) above a quote."""

    start: int
    end: int
    marks_quote: bool
    """Whether the quote below is marked line by line; otherwise it goes on to the end."""
    is_marker: bool
    """Whether it begins with our own marker line."""


def is_groupwise(text: str) -> bool:
    """Whether a line is what GroupWise puts above a quote, which begins as marked quotes do."""
    return text.startswith(">>> ") and _GROUPWISE.fullmatch(text) is not None


def _as_read(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines without marks that turn their direction, their digits those of ASCII.

    Hebrew and Arabic programs put both into the line above a quote.
    """
    return [
        line if line.text.isascii() else line._replace(text=line.text.translate(_UNSEEN | _DIGITS))
        for line in lines
    ]


def has_marker(lines: Sequence[Line], at: int) -> bool:
    """Whether our own marker line begins here, wrapped and quoted or not."""
    text = lines[at].text
    if "##-" not in text:
        return False
    return _MARKER.search("\n".join(line.text for line in lines[at : at + 3])) is not None


def headings(lines: Sequence[Line]) -> Iterator[Heading]:
    """The headings among the lines that are not quoted, in their order; nothing follows an unmarked one."""
    lines = _as_read(lines)
    attributions = dict(_attributions(lines))
    position = 0
    while position < len(lines):
        heading = None if lines[position].quoted else _heading(lines, position, attributions)
        if heading is not None:
            yield heading
            if not heading.marks_quote:
                return
        position = heading.end if heading else position + 1


def _heading(
    lines: Sequence[Line], start: int, attributions: dict[int, tuple[int, Above]]
) -> Heading | None:
    """One heading after another, and whether what follows makes them headings."""
    position, strongest, last = start, None, None
    for _ in range(_LONGEST_CHAIN):
        piece = _piece(lines, position, attributions)
        if piece is None:
            break
        position, last = piece
        strongest = last if strongest is None else max(strongest, last)
        position = _skip_blank(lines, position)
    if strongest is None:
        return None
    is_marker = has_marker(lines, start)
    if position < len(lines) and lines[position].quoted and last is not Above.A_HEADING:
        return Heading(start, position, marks_quote=True, is_marker=is_marker)
    if strongest is Above.ANYTHING:
        return Heading(start, position, marks_quote=False, is_marker=is_marker)
    return None


def _skip_blank(lines: Sequence[Line], position: int) -> int:
    while position < len(lines) and not lines[position].text.strip("> \t"):
        if lines[position].quoted:
            break
        position += 1
    return position


def _piece(
    lines: Sequence[Line], at: int, attributions: dict[int, tuple[int, Above]]
) -> tuple[int, Above] | None:
    """The end of the single heading that begins here."""
    if at >= len(lines) or lines[at].quoted:
        return None
    text = lines[at].text[:_LONGEST_LINE]
    if has_marker(lines, at):
        end = at + 1
        while "-##" not in lines[end - 1].text:
            end += 1
        return end, Above.ANYTHING
    if (block_end := _header_block(lines, at)) is not None:
        return block_end, Above.ANYTHING
    above = _above(text)
    return (at + 1, above) if above is not None else attributions.get(at)


def _above(text: str) -> Above | None:
    """What must follow a line that is a heading by itself; None where it is none."""
    if _RULE.fullmatch(text):
        return Above.A_HEADING
    if _DASHES.match(text) and WROTE.search(text) and _DAY.search(text) and _ADDRESS.search(text):
        return Above.ANYTHING
    if dashed := _DASHED.fullmatch(text):
        known = dashed[1].casefold().rstrip(": ") in SEPARATORS
        return Above.ANYTHING if known else Above.A_HEADING
    if text.strip(" \t:：*").casefold() in SEPARATORS:
        is_said = text.rstrip().endswith((":", "："))
        return Above.A_MARKED_QUOTE if is_said else Above.A_HEADING
    if is_groupwise(text):
        return Above.ANYTHING
    if QUOTING.fullmatch(text):
        return Above.A_MARKED_QUOTE
    return None


def _header_block(lines: Sequence[Line], at: int) -> int | None:
    """Where the copied header (From, Sent, To, Subject) that begins here ends."""
    if _role(lines[at].text) is None:
        return None
    roles: set[str] = set()
    proof, end, between = False, at, 0
    for position in range(at, min(len(lines), at + _LONGEST_BLOCK)):
        line = lines[position]
        if line.quoted:
            break
        role = _role(line.text)
        if role is None:
            between += 1  # a blank line, or a long line of recipients that was wrapped
            if between > 3:
                break
            continue
        if role in roles and role in (SENDER, SUBJECT):
            break
        roles.add(role)
        text = line.text[:_LONGEST_LINE]
        proof = proof or bool(_ADDRESS.search(text))
        proof = proof or (role in (SENT, DATE) and bool(_DAY.search(text) and _TIME.search(text)))
        end, between = position + 1, 0
    # A customer may well write From, To and Date of a journey, but hardly Sent or Subject.
    is_mail = SENDER in roles and (
        (SUBJECT in roles and not roles.isdisjoint({SENT, DATE, RECIPIENT}))
        or {SENT, RECIPIENT} <= roles
    )
    return end if is_mail and proof else None


def _role(text: str) -> str | None:
    labelled = _LABELLED.match(text[:_LONGEST_LINE])
    return LABELS.get(labelled[1].strip().casefold()) if labelled else None


def _attributions(lines: Sequence[Line]) -> Iterator[tuple[int, tuple[int, Above]]]:
    """Every "On … wrote:" by its first line: its end, and what must follow."""
    for last, line in enumerate(lines):
        if line.quoted or not line.text.rstrip(" *_\t").endswith((":", "：")):
            continue
        run = [last]
        while len(run) < _LONGEST_ATTRIBUTION and run[0] > 0:
            before = lines[run[0] - 1]
            if before.quoted or not before.text.strip():
                break
            run.insert(0, run[0] - 1)
        if found := _attribution(lines, run):
            yield found[0], (last + 1, found[1])


def _attribution(lines: Sequence[Line], run: Sequence[int]) -> tuple[int, Above] | None:
    for first in reversed(run):
        text = " ".join(lines[i].text.strip()[:_LONGEST_LINE] for i in range(first, run[-1] + 1))
        day, time, address = _DAY.search(text), _TIME.search(text), _ADDRESS.search(text)
        if day and (time or address):
            is_wrapped = first > run[0] and _is_cut_off(lines[first - 1].text, text)
            unmarked = address and (WROTE.search(text) or _ENDS_WITH_ADDRESS.search(text))
            return first - is_wrapped, Above.ANYTHING if unmarked else Above.A_MARKED_QUOTE
    if not WROTE.search(lines[run[-1]].text[:_LONGEST_LINE]):
        return None
    for first in reversed(run):
        text = lines[first].text[:_LONGEST_LINE]
        if OPENERS.match(text) and any(character.isdigit() for character in text):
            return first, Above.A_MARKED_QUOTE
    return run[-1], Above.A_MARKED_QUOTE


def _is_cut_off(before: str, text: str) -> bool:
    """Whether the line before an attribution is its beginning, wrapped in the middle of the date."""
    before = before.strip()[:_LONGEST_LINE]
    if _ADDRESS.search(before):
        return not _ADDRESS.search(text) and not WROTE.search(text)
    return (
        OPENERS.match(before) is not None
        and OPENERS.match(text) is None
        and any(character.isdigit() for character in before)
        and before[-1] not in ".!?:"
    )


def strange_heading(lines: Sequence[Line], end: int) -> int:
    """Where a heading in an unknown language begins that stands directly above line `end`, our marker."""
    lines = _as_read(lines[:end])
    last = end - 1
    while last >= 0 and not lines[last].text.strip():
        last -= 1
    first = last
    while first >= 0 and last - first < 8 and lines[first].text.strip() and not lines[first].quoted:
        first -= 1
    run = range(first + 1, last + 1)
    labelled = [i for i in run if _LABELLED.match(lines[i].text[:_LONGEST_LINE])]
    if len(labelled) >= 3 and any(_ADDRESS.search(lines[i].text) for i in labelled):
        return _over_rules(lines, labelled[0])
    if run and lines[last].text.rstrip().endswith((":", "：")):
        found = _attribution(lines, run[-_LONGEST_ATTRIBUTION:])
        if found is None and _ADDRESS.search(lines[last].text):
            found = last, Above.A_MARKED_QUOTE
        if found is not None:
            return _over_rules(lines, found[0])
    return end


def _over_rules(lines: Sequence[Line], start: int) -> int:
    above = start - 1
    while above >= 0 and not lines[above].text.strip():
        above -= 1
    return above if above >= 0 and _RULE.fullmatch(lines[above].text[:_LONGEST_LINE]) else start
