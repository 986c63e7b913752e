"""The daily digest of one team: what it tells, who reads it, and who is not there. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from chalicelib.configuration import Configuration
from chalicelib.model import Feedback, Incident

if TYPE_CHECKING:  # most Lambdas reconcile nothing
    from chalicelib.reconciliation import Reconciliation

LISTED = 50
"""Feedback of each list that a digest names; of the rest it says how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One feedback of a digest."""

    feedback: Feedback
    words: str
    """The customer's first words, as they came; empty where there were none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poor:
    """What a customer rated below 3."""

    feedback: Feedback
    score: int
    """1 or 2, the newest that they gave the cycle."""
    why: str
    """Their own words; empty where they gave none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A team that should answer and has nobody who gets mail."""

    team: str
    overdue: int
    """How many overdue feedback it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """A mail address of ours that mail did not reach since the digest before."""

    address: str
    team: str
    """Id of a team that it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one team is told on one day."""

    team: str
    first: date
    """Of the days that are told of as gone by: that of the digest before, or yesterday."""
    last: date
    """The last of the days for which what falls due is told of; the day itself, or before a weekend
    on which the team is not there the Sunday."""
    day: date
    overdue: tuple[Row, ...] = ()
    """The oldest promise first."""
    more_overdue: int = 0
    """How many are overdue beside those in `overdue`."""
    today: tuple[Row, ...] = ()
    """What was promised for what is left of the days until `last`, soonest first."""
    more_today: int = 0
    new: tuple[Row, ...] = ()
    """What came since the digest before and is still open, in neither list above; the newest first."""
    more_new: int = 0
    came: int = 0
    """How many came on the days from `first` until yesterday, whoever has them now."""
    answered: int = 0
    """How many of these have an answer."""
    unreached: tuple[Row, ...] = ()
    """What was answered, and the answer reached the customer on no way."""
    poor: tuple[Poor, ...] = ()
    """What was rated below 3 since the digest before, the newest first."""
    incidents: tuple[Incident, ...] = ()
    """Those that are open, the newest first."""
    gaps: tuple[Gap, ...] = ()
    bounced: tuple[Bounced, ...] = ()
    lost: "tuple[Reconciliation, ...]" = ()
    """Days on which not all that arrived is accounted for, by a look since the digest before."""

    @property
    def says_something(self) -> bool:
        """Whether anything asks for somebody: that all is well is no reason for a mail each day."""
        return any(
            (
                self.overdue, self.today, self.new, self.unreached, self.poor, self.incidents,
                self.gaps, self.bounced, self.lost,
            )
        )  # fmt: skip


def readers(configuration: Configuration, team_id: str, now: datetime) -> tuple[str, ...]:
    """Who gets a team's digest: whoever gets its mail, and its lead where it owns what is complex."""
    is_complex = team_id == configuration.organisation.complex_team
    return configuration.recipients(team_id, now, complex=is_complex)


def empty_teams(configuration: Configuration, now: datetime) -> tuple[str, ...]:
    """Ids of the teams that have to answer and have nobody who gets mail now, in the file's order."""
    organisation = configuration.organisation
    needed = {organisation.default_team, organisation.complex_team}
    for place in configuration.touchpoints.values():
        needed |= {place.owner, *place.owners.values()}
    for policy in configuration.policies:
        needed |= {level.to for level in policy.levels}
    return tuple(
        team_id
        for team_id in configuration.teams
        if team_id in needed and not readers(configuration, team_id, now)
    )


def told_of_gaps(configuration: Configuration, now: datetime) -> str | None:
    """Id of the team that is told whom mail does not reach: the default team, or the first there is."""
    default = configuration.organisation.default_team
    found = (team for team in (default, *configuration.teams) if readers(configuration, team, now))
    return next(found, None)
