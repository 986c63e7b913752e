"""The daily digest of one team: for which day it is due, what it lists, and who is not there. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.calendars.clock import zone_of
from chalicelib.configuration import Configuration
from chalicelib.model import Feedback

LISTED = 50
"""Feedback of each list that a digest names; of the rest it says how many there are."""

_LATE_MINUTES = 6 * 60
"""A digest that comes later than this after its time is left to the next morning."""
_DAY_MINUTES = 24 * 60
_INSTANT = timedelta(milliseconds=1)
"""How exactly the store keeps an instant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One feedback of a digest."""

    feedback: Feedback
    words: str
    """The customer's first words, as they came; empty where there were none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A team that should answer and has nobody who gets mail."""

    team: str
    overdue: int
    """How many overdue feedback it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What one team is told on one day."""

    team: str
    overdue: tuple[Row, ...] = ()
    """The oldest promise first."""
    more_overdue: int = 0
    """How many are overdue beside those in `overdue`."""
    today: tuple[Row, ...] = ()
    """What was promised for what is left of the day, soonest first."""
    more_today: int = 0
    unreached: tuple[Row, ...] = ()
    """What was answered, and the answer reached the customer on no way."""
    gaps: tuple[Gap, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.overdue or self.today or self.unreached or self.gaps)


def due_day(now: datetime, digest_at: int, time_zone: str) -> date | None:
    """The day whose digest may be sent now; None where it is not time.

    `digest_at` is in minutes after midnight on the clock of an IANA time zone. The digest of a day may
    be sent from the first reading of that time on, or of a later one where the clock skips it, and for
    six hours: runs come on a schedule, one of them may be late, and the six hours may pass midnight.
    """
    local = now.astimezone(zone_of(time_zone))
    since = local.hour * 60 + local.minute - digest_at
    if since % _DAY_MINUTES >= _LATE_MINUTES:
        return None
    return local.date() if since >= 0 else local.date() - timedelta(days=1)


def end_of_day(now: datetime, time_zone: str) -> datetime:
    """The last millisecond of the day that it is now on the clock of an IANA time zone."""
    zone = zone_of(time_zone)
    following = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(following, time(), zone).astimezone(UTC) - _INSTANT


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
    """Id of the team that is told who is not there: the default team, or the first that is there."""
    default = configuration.organisation.default_team
    found = (team for team in (default, *configuration.teams) if readers(configuration, team, now))
    return next(found, None)
