"""Evidence of a period as a document: words only, ready to be shown, printed or sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.evidence import lines
from chalicelib.evidence.clauses import CLAUSES, Clause
from chalicelib.evidence.lines import Name, Value
from chalicelib.evidence.material import Material
from chalicelib.evidence.speech import Speech
from chalicelib.measures.figures import Figures
from chalicelib.measures.rollups import Dimension

_MOST_ROWS = 200


class Shown(StrEnum):
    """How far the data shows a clause."""

    DATA = "data"
    """The data shows it."""
    PARTLY = "partly"
    """The data shows a part; the rest a person has to add, or is not known."""
    NO_DATA = "no_data"
    """The data could show it, and there was nothing of the kind in the period."""
    PEOPLE = "people"
    """No data shows it: a person has to."""


_SHOWN = {
    (False, True): Shown.DATA,
    (False, False): Shown.NO_DATA,
    (True, True): Shown.PARTLY,
    (True, False): Shown.PEOPLE,
}
"""By whether something is left to add or to find out, and whether the data says anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is shown of one clause."""

    standard: str
    number: str
    title: str
    shown: Shown
    status: str
    """`shown` in words."""
    lines: tuple[str, ...]
    to_add: str | None
    """What a person has to add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under their heads."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    """What stands below, or in the place of rows; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole of it."""

    locale: str
    title: str
    organisation: str
    first: date
    last: date
    made_on: date
    lead: tuple[str, ...]
    """What it is, of when, and how far it reaches."""
    to_add: str
    """What stands before what a person has to add."""
    findings: tuple[Finding, ...]
    tables: tuple[Table, ...]


def document(of: Material, locale: str) -> Document:
    """Evidence in a language."""
    speech, report = Speech(locale), of.report
    findings = tuple(_finding(clause, of, speech) for clause in CLAUSES)
    counts = {one: sum(1 for f in findings if f.shown is one) for one in Shown}
    return Document(
        locale=speech.locale,
        title=speech.say("title"),
        organisation=of.configuration.organisation.name,
        first=report.first,
        last=report.last,
        made_on=report.made_on,
        lead=(
            speech.say("period", first=report.first, last=report.last, made_on=report.made_on),
            speech.say("what_it_is"),
            speech.say("summary", n=len(findings), **{one.value: counts[one] for one in Shown}),
        ),
        to_add=speech.say("to_add"),
        findings=findings,
        tables=(
            _compliance(of, speech),
            _escalated(of, speech),
            _reconciled(of, speech),
        ),
    )


def _finding(clause: Clause, of: Material, speech: Speech) -> Finding:
    lines_of = [line for maker in clause.makers for line in maker(of)]
    is_partial = clause.adds or any(line.is_gap for line in lines_of)
    has_data = any(not line.is_gap for line in lines_of)
    shown = _SHOWN[is_partial, has_data]
    if shown is Shown.PEOPLE and not clause.adds:
        shown = Shown.NO_DATA
    return Finding(
        standard=clause.standard,
        number=clause.number,
        title=speech.say(f"clause_{clause.key}"),
        shown=shown,
        status=speech.say(f"status_{shown}"),
        lines=tuple(map(speech.line, lines_of)),
        to_add=speech.say(f"add_{clause.key}") if clause.adds else None,
    )


def _compliance(of: Material, speech: Speech) -> Table:
    """Promises kept: altogether, by team, by kind, by touchpoint."""

    def rows() -> Iterator[tuple[str, ...]]:
        yield _kept(speech.say("everything"), of.report.total, speech)
        for dimension in (Dimension.TEAM, Dimension.KIND, Dimension.TOUCHPOINT):
            for row in of.rows[dimension]:
                if row.figures.promises.in_time is not None:
                    name = speech.value(lines.named(of, dimension, row.value))
                    yield _kept(name, row.figures, speech)

    found = tuple(rows())
    return Table(
        title=speech.say("compliance"),
        head=tuple(
            speech.say(f"head_{name}")
            for name in ("of", "kept", "missed", "share", "unreached", "median", "p90")
        ),
        rows=found[:_MOST_ROWS],
        note=speech.say("interval_note"),
    )


def _kept(name: str, figures: Figures, speech: Speech) -> tuple[str, ...]:
    promises, times = figures.promises, figures.first_response.wall
    none = speech.say("no_data")
    return (
        name,
        speech.number(promises.kept),
        speech.number(promises.missed),
        speech.share(promises.in_time) if promises.in_time else none,
        speech.number(figures.unreached.all),
        none if times.median is None else speech.duration(times.median),
        none if times.p90 is None else speech.duration(times.p90),
    )


def _escalated(of: Material, speech: Speech) -> Table:
    notes = [speech.say("raised_day")] if of.escalated else []
    if of.placeless:
        notes.append(speech.say("raised_placeless", n=of.placeless))
    if of.is_cut:
        notes.append(speech.say("raised_cut"))
    return Table(
        title=speech.say("escalated"),
        head=tuple(
            speech.say(f"head_{name}") for name in ("reference", "day", "level", "team", "why")
        ),
        rows=tuple(
            (
                one.reference,
                speech.value(one.day),
                speech.number(one.level),
                speech.value(lines.named(of, Dimension.TEAM, one.team)) if one.team else "",
                speech.value(Name(f"why_{one.why}")),
            )
            for one in of.escalated
        ),
        note=" ".join(notes) or speech.say("none_raised"),
    )


def _reconciled(of: Material, speech: Speech) -> Table:
    rows = []
    for one in of.compared:
        channels: tuple[Value, ...] = tuple(Name(f"channel_{name}") for name in one.unknown)
        rows.append(
            (
                speech.value(one.day),
                speech.number(sum(channel.arrived or 0 for channel in one.channels)),
                speech.number(one.unaccounted),
                speech.value(channels),
                speech.number(one.problems),
                speech.number(sum(n or 0 for n in one.dead_letters.values())),
            )
        )
    return Table(
        title=speech.say("reconciliation"),
        head=tuple(
            speech.say(f"head_{name}")
            for name in ("day", "arrived", "missing", "unknown", "problems", "dead_letters")
        ),
        rows=tuple(rows),
        note=speech.say("reconciled_note" if rows else "line_not_reconciled"),
    )
