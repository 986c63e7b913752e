"""What a sentence of evidence is: the name of its wording, and the values in it with what they are called."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from chalicelib.configuration import Target
from chalicelib.evidence.material import Material
from chalicelib.measures.report import Row
from chalicelib.measures.rollups import NOWHERE, Dimension
from chalicelib.measures.statistics import Estimate

MOST = 8
"""Values that one sentence names."""


@dataclass(frozen=True, slots=True)
class Seconds:
    """A duration."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Name:
    """Something that the wording has a name for, such as a channel: `channel_sms`."""

    key: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Something and how much of it."""

    what: "Value"
    n: "Value"


Value = int | str | date | Estimate | Seconds | Name | Counted | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: the name of its wording, and what stands in it."""

    name: str
    values: dict[str, Value] = field(default_factory=dict)
    is_gap: bool = False
    """Whether it says that something is not known: that shows no clause."""


Maker = Callable[[Material], Iterator[Line]]
"""Says nothing where there is nothing of the kind in the period."""


def came(row: Row) -> int:
    """How much came in."""
    first = row.figures.first_response
    return first.n + first.running + first.without


def named(of: Material, dimension: Dimension, value: str) -> Value:
    """A row's value, for people."""
    if dimension is Dimension.TEAM:
        team = of.configuration.teams.get(value)
        return team.name if team else value
    if dimension is Dimension.TOUCHPOINT:
        return place(of, value)
    return Name(f"{dimension}_{value}")


def place(of: Material, value: str) -> Value:
    """A touchpoint, for people."""
    if value == NOWHERE:
        return Name("nowhere")
    found = of.configuration.place(value)
    return found.name if found else value


def target_name(of: Material, target: Target) -> str:
    """Whose target it is, for people."""
    found: Value = of.configuration.organisation.name
    if target.team:
        found = named(of, Dimension.TEAM, target.team)
    elif target.touchpoint:
        found = named(of, Dimension.TOUCHPOINT, target.touchpoint)
    return str(found)
