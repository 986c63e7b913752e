"""The weekly digest: what came to a team or to everybody, what was done about it, how it was rated. Pure."""

from dataclasses import dataclass
from datetime import date

from chalicelib.configuration import Configuration
from chalicelib.digest import Poor
from chalicelib.digest_days import Span
from chalicelib.measures.figures import Figures
from chalicelib.measures.report import Standard
from chalicelib.measures.rising import Rise
from chalicelib.model import Feedback
from chalicelib.reconciliation import Reconciliation

PARTS = 12
"""Touchpoints, or teams, that a digest has a line for; of the rest it says how many there are."""
EXAMPLES = 6
"""Feedback that a digest quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A touchpoint's, a team's or a kind's share of the week."""

    value: str
    """Its id; `rollups.NOWHERE` for feedback of no touchpoint."""
    came: int
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One feedback of the week."""

    feedback: Feedback
    words: str
    """The customer's first words, as they came; empty where there were none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Risen:
    """Words that customers of a touchpoint use more often than before."""

    touchpoint: str
    words: tuple[Rise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A touchpoint of which nothing was heard, and that is more than chance."""

    touchpoint: str
    usual: int
    """Feedback of a usual week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDigest:
    """What a team is told of the days of `span`."""

    team: str
    """Who reads it."""
    is_of_all: bool
    """Whether it is about everything, for those who manage it; else about what the team owns."""
    span: Span
    total: Figures
    before: Figures
    """Of as many days before the span."""
    days: tuple[tuple[date, int], ...]
    """How many came on each day."""
    places: tuple[Part, ...] = ()
    """The touchpoints, those with the most feedback first."""
    more_places: int = 0
    teams: tuple[Part, ...] = ()
    more_teams: int = 0
    kinds: tuple[Part, ...] = ()
    standards: tuple[Standard, ...] = ()
    examples: tuple[Example, ...] = ()
    poor: tuple[Poor, ...] = ()
    risen: tuple[Risen, ...] = ()
    silent: tuple[Silent, ...] = ()
    arrived: tuple[Reconciliation, ...] = ()
    """What came of comparing each day of the span with what the providers say arrived."""
    overdue: int = 0
    """How many are overdue now."""

    @property
    def came(self) -> int:
        """How many feedback began on the days of the span."""
        return begun(self.total)

    @property
    def says_something(self) -> bool:
        """Whether the team is named in anything that came; those who manage it hear of silence too."""
        return self.is_of_all or bool(self.came or self.poor or self.overdue or self.silent)


def begun(figures: Figures) -> int:
    """How many feedback began: answered, not yet answered, or closed without an answer."""
    first = figures.first_response
    return first.n + first.running + first.without


def managers(configuration: Configuration) -> str:
    """Id of the team that gets the digest of everything."""
    organisation = configuration.organisation
    return organisation.managers or organisation.default_team


def owners(configuration: Configuration, touchpoint: str) -> frozenset[str]:
    """Ids of the teams that own feedback of some kind from a touchpoint; none where it is unknown."""
    place = configuration.place(touchpoint)
    return frozenset((place.owner, *place.owners.values())) if place else frozenset()
