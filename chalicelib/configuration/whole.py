"""One version of everything that an organisation decides, and what follows from it for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from chalicelib import absences as away
from chalicelib.absences import Absences
from chalicelib.calendars import Calendar
from chalicelib.calendars.clock import zone_of
from chalicelib.configuration.parts import (
    ALWAYS,
    EarlyWarning,
    Events,
    Likeness,
    Limits,
    Organisation,
    Policy,
    ReplyTemplate,
    Target,
    Team,
    Touchpoint,
    Webhook,
    each_once,
)
from chalicelib.model import Channel, Difficulty, Kind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One version of everything that an organisation decides."""

    version: int
    organisation: Organisation
    teams: Mapping[str, Team]
    touchpoints: Mapping[str, Touchpoint]
    keywords: Mapping[str, str]
    """Folded keyword (see `routing.fold`) to touchpoint id."""
    numbers: Mapping[str, str]
    """Our own E.164 numbers to the touchpoint that a text without a keyword belongs to."""
    calendars: Mapping[str, Calendar]
    policies: tuple[Policy, ...]
    safety_words: Mapping[str, tuple[str, ...]]
    """By locale."""
    targets: tuple[Target, ...]
    templates: tuple[ReplyTemplate, ...]
    """Replies that were written once, in the order in which they are offered."""
    wording: Mapping[str, Mapping[str, str]]
    """Overrides: locale to message name to text."""
    limits: Limits
    events: Events
    webhooks: Mapping[str, Webhook]
    early_warning: EarlyWarning
    incidents: Likeness
    names: Mapping[str, str]
    """A member's mail address, lower case, to what colleagues call them. Customers never see it."""
    retention: timedelta | None
    """How long after its end a feedback's personal data is kept; None: until somebody erases it."""
    absences: Absences
    """When members are away, by the organisation's days, and who stands in."""
    quiet_hours: tuple[int, int] | None
    """Minutes after the organisation's midnight, from and until, in which no late notice is sent."""
    document: Mapping[str, Any] = field(repr=False)
    """What this was made from."""

    def team(self, team_id: str) -> Team:
        """The team, or the default team where the id is of an earlier configuration."""
        return self.teams.get(team_id) or self.teams[self.organisation.default_team]

    @property
    def tells_others(self) -> bool:
        """Whether any other system is told of changes."""
        return self.events.bus or bool(self.webhooks)

    def policy(self, policy_id: str) -> Policy:
        """The policy of that id; KeyError where this version has none."""
        for policy in self.policies:
            if policy.id == policy_id:
                return policy
        raise KeyError(policy_id)

    def calendar(self, policy: Policy) -> Calendar | None:
        """The policy's calendar; None is the wall clock."""
        return self.calendars.get(policy.calendar)

    def locale_of(self, team_id: str) -> str:
        """The language of a team's mails."""
        return self.team(team_id).locale or self.organisation.locale

    def calendar_of(self, team_id: str) -> Calendar | None:
        """The calendar of the days on which a team is there; None where it is on every day."""
        return self.calendars.get(self.team(team_id).calendar or ALWAYS)

    def zone_of(self, team_id: str) -> str:
        """The IANA name of a team's time zone."""
        calendar = self.calendar_of(team_id)
        of_calendar = calendar.time_zone if calendar else self.organisation.time_zone
        return self.team(team_id).time_zone or of_calendar

    def name_of(self, address: str) -> str:
        """What colleagues call a member; the address where no name was written."""
        return self.names.get(address.lower(), address)

    def place(self, touchpoint_id: str | None) -> Touchpoint | None:
        """The touchpoint, if this version has it."""
        return self.touchpoints.get(touchpoint_id) if touchpoint_id else None

    def day_of(self, at: datetime) -> date:
        """The day in the organisation's time zone. ValueError: an instant without a zone."""
        if at.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return at.astimezone(zone_of(self.organisation.time_zone)).date()

    def recipients(
        self,
        team_id: str,
        at: datetime,
        *,
        complex: bool = False,  # noqa: A002 - DESIGN's word
    ) -> tuple[str, ...]:
        """Who gets a team's mail at an instant, each address once; empty where nobody is there.

        Its mailbox, which is never away, or else each member; of complex feedback its lead as well.
        Who is away is replaced by whoever stands in, and left out where nobody does.
        """
        team, day = self.team(team_id), self.day_of(at)
        people = [*(() if team.mailbox else team.members), team.lead if complex else None]
        there = (away.stand_in(self.absences, one, day) for one in people if one)
        return each_once(team.mailbox, *there)

    def addresses(
        self, team_id: str, at: datetime, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Everyone whom a team's mail can have been given to at an instant, or from `since` to it.

        Its mailbox, members and lead, there or away, and everyone who stands in for one of them.
        """
        team = self.team(team_id)
        days = away.differing_days(self.absences, self.day_of(since or at), self.day_of(at))
        people = each_once(*team.members, team.lead)
        chains = (away.chain(self.absences, one, day) for day in days for one in people)
        return each_once(*team.addresses, *chain.from_iterable(chains))

    def may_answer(
        self, team_id: str, address: str, at: datetime, *, since: datetime | None = None
    ) -> bool:
        """Whether a mail address may answer for a team: whether it is one of its `addresses`.

        With `since`, the beginning of the feedback's cycle, so may who stood in until yesterday: the
        mail that is being answered may be of then.
        """
        return address.strip().lower() in self.addresses(team_id, at, since=since)


MATCHABLE = {
    "kind": tuple(Kind),
    "severity": tuple(Severity),
    "difficulty": tuple(Difficulty),
    "channel": tuple(Channel),
    "touchpoint": None,
    "owner": None,
}
"""What a policy can match, and the closed list of values where there is one."""
