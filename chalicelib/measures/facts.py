"""One measured interval of one feedback, with everything that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from chalicelib.instants import from_text, to_text
from chalicelib.model import Channel, Kind, Severity


class Measure(StrEnum):
    """What is measured."""

    FIRST_RESPONSE = "first_response"
    """From the capture to the first human answer of the first cycle. One that reached nobody is none."""
    FURTHER_RESPONSE = "further_response"
    """From the words that began a later cycle, the first that nobody had answered, to the answer."""
    PROMISE = "promise"
    """Whether a cycle's first response came by the deadline that it was promised for."""
    RESOLUTION = "resolution"
    """From the start of a cycle to the outcome; where it was closed with nothing more said, to the last
    answer, with which the customer was content."""
    HANDLING = "handling"
    """All cycles of a feedback, without the time for which we waited for the customer."""
    PAUSE = "pause"
    """From a question to the customer until the clock went on."""
    LEVEL = "level"
    """How long a level had it, until somebody answered."""
    SURVEY = "survey"
    """From the question how it went to the newest rating."""
    ACKNOWLEDGEMENT = "acknowledgement"
    """From words that arrived to the message that acknowledged them. Never a response."""
    UNREACHED = "unreached"
    """From an answer or outcome that reached nobody to what the customer heard after all."""


class State(StrEnum):
    """How a measured interval ended, or that it has not."""

    RUNNING = "running"
    DONE = "done"
    WITHOUT = "without"
    """It ended without what was measured: closed without an answer, reopened without an outcome."""
    KEPT = "kept"
    MISSED = "missed"
    WAITING = "waiting"
    """The deadline stands still: we wait for the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One interval. Of two facts with the same `identity` the later entry's one holds."""

    feedback_id: str
    cycle: int
    measure: Measure
    number: int = 1
    """Which of the cycle's pauses or levels, from 1; of `unreached` and acknowledgements its entry."""
    state: State
    start: datetime
    end: datetime | None
    """None where it is still running."""
    seconds: int | None
    """Whole seconds by the wall clock, rounded down; of `handling` without the `pauses`."""
    open_seconds: int | None
    """Whole seconds in which the policy's calendar was open, without the `pauses`."""
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    """What was left out: the clock stood still, waiting for the customer."""
    policy: str
    configuration: int
    """The version that the policy and its calendar are of."""
    calendar: str
    day: date
    """What it is counted on, on the organisation's clock; docs/measures.md says which day."""
    touchpoint: str | None
    team: str
    """The owner: when it ended, or now."""
    holder: str | None = None
    """Who had it when it ended; of a level whose it is."""
    channel: Channel
    kind: Kind
    severity: Severity
    level: int | None = None
    why: str | None = None
    """Of a level: why it was raised. Of a survey: `unasked` where nobody had asked."""
    due: datetime | None = None
    """Of a promise: the deadline. Of a level: the promise that was missed."""
    score: int | None = None
    recommend: int | None = None

    @property
    def identity(self) -> tuple[Measure, int, int]:
        """What it is a fact of, within its feedback."""
        return self.measure, self.cycle, self.number


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a feedback's ledger: a fact that an entry adds (1) or withdraws (-1)."""

    sign: int
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What one timeline entry, or one message that left, changes in the measurements. Append-only."""

    feedback_id: str
    source: str
    """`entry:<number in six digits>` or `message:<id>`: written once, whatever is delivered again."""
    lines: tuple[Line, ...]


def withdrawn(facts: EntryFacts) -> EntryFacts:
    """The same lines taken back."""
    return replace(facts, lines=tuple(replace(one, sign=-one.sign) for one in facts.lines))


def to_plain(facts: EntryFacts) -> list[dict[str, Any]]:
    """The lines as plain JSON values; what is None is left out."""
    return [{"sign": line.sign, **_plain(line.fact)} for line in facts.lines]


def _plain(fact: Fact) -> dict[str, Any]:
    said = {one.name: getattr(fact, one.name) for one in fields(fact)}
    return {name: _value(value) for name, value in said.items() if value not in (None, ())}


def _value(value: Any) -> Any:
    match value:
        case StrEnum():
            return value.value
        case datetime():
            return to_text(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_value(one) for one in value]
    return value


def lines_from_plain(rows: list[Mapping[str, Any]]) -> tuple[Line, ...]:
    """The lines that `to_plain` wrote."""
    return tuple(Line(sign=row["sign"], fact=_fact(row)) for row in rows)


def _fact(row: Mapping[str, Any]) -> Fact:
    said = {name: value for name, value in row.items() if name != "sign"}
    needed = dict.fromkeys(("end", "seconds", "open_seconds", "touchpoint"))
    read = {name: _READ[name](value) for name, value in said.items() if name in _READ}
    return Fact(**{**needed, **said, **read})


def _pauses(rows: list[list[str]]) -> tuple[tuple[datetime, datetime], ...]:
    return tuple((from_text(begin), from_text(end)) for begin, end in rows)


_READ: Mapping[str, Any] = {
    "measure": Measure,
    "state": State,
    "start": from_text,
    "end": from_text,
    "due": from_text,
    "day": date.fromisoformat,
    "pauses": _pauses,
    "channel": Channel,
    "kind": Kind,
    "severity": Severity,
}
