"""Who is signed in, and what they may do. Pure.

A session is a signed token of our own in a cookie that scripts cannot read. It says who somebody is and
which groups of the user pool they were in when they signed in; what they may do with one feedback is
asked of the configuration each time, so that a member who leaves a team loses it at once.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from chalicelib.configuration import Configuration
from chalicelib.model import Feedback
from chalicelib.signing import sign, verify

SESSION_LASTS = timedelta(hours=9)
"""A shift. Who comes back later signs in again, which the user pool's own session makes one click."""

_PURPOSE = "session"


class Role(StrEnum):
    """What somebody is to Ouvido: the names of the user pool's groups."""

    AGENT = "agent"
    """Answers for the teams that they are a member of."""
    LEAD = "lead"
    """An agent who also sees their teams' figures."""
    OMBUDSMAN = "ombudsman"
    """Sees everything, and answers what was raised to the ombudsman."""
    MANAGER = "manager"
    """Sees figures and feedback of all teams; answers nobody."""
    ADMIN = "admin"
    """Decides the configuration."""


EVERYONE = frozenset(Role)
WHO_ANSWER = frozenset({Role.AGENT, Role.LEAD, Role.OMBUDSMAN})
WHO_MEASURE = frozenset({Role.LEAD, Role.OMBUDSMAN, Role.MANAGER, Role.ADMIN})
WHO_EXPORT = frozenset({Role.MANAGER, Role.ADMIN})
ADMINS = frozenset({Role.ADMIN})
WHO_OVERSEE = frozenset({Role.OMBUDSMAN, Role.MANAGER, Role.ADMIN})
"""Who sees everything, of whichever team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is signed in."""

    email: str
    """Lower case; what the teams of the configuration know members by."""
    name: str
    roles: frozenset[Role]

    def is_one_of(self, roles: Collection[Role]) -> bool:
        """Whether one of their roles is among these."""
        return not self.roles.isdisjoint(roles)


def teams_of(person: Person, configuration: Configuration, at: datetime) -> list[str]:
    """Ids of the teams that somebody may answer for at an instant, as the configuration has them."""
    return [
        team for team in configuration.teams if configuration.may_answer(team, person.email, at)
    ]


def sees_all(person: Person) -> bool:
    """Whether somebody sees the feedback and the figures of every team."""
    return person.is_one_of(WHO_OVERSEE)


def may_see(person: Person, feedback: Feedback, configuration: Configuration, at: datetime) -> bool:
    """Whether somebody may read a feedback: their team owns it or has it now, or they see all."""
    if sees_all(person):
        return True
    return _is_in_team(person, feedback, configuration, at)


def may_act(person: Person, feedback: Feedback, configuration: Configuration, at: datetime) -> bool:
    """Whether somebody may answer, note, hand over, correct or resolve a feedback."""
    return person.is_one_of(WHO_ANSWER) and _is_in_team(person, feedback, configuration, at)


def _is_in_team(
    person: Person, feedback: Feedback, configuration: Configuration, at: datetime
) -> bool:
    teams = {feedback.owner, feedback.holder} - {None}
    return any(
        configuration.may_answer(team, person.email, at, since=feedback.cycle_at)
        for team in teams
        if team
    )


def new_session(keys: Sequence[bytes], person: Person, now: datetime) -> str:
    """The token of a session that begins now."""
    ends = int((now + SESSION_LASTS).timestamp())
    facts = [person.email, person.name, sorted(person.roles), ends]
    return sign(keys, _PURPOSE, json.dumps(facts, separators=(",", ":")).encode())


def person_of(keys: Sequence[bytes], token: str, now: datetime) -> Person | None:
    """Whose session a token is; None where it is none of ours, or has ended."""
    payload = verify(keys, _PURPOSE, token)
    if payload is None:
        return None
    email, name, roles, ends = json.loads(payload)
    if datetime.fromtimestamp(ends, UTC) <= now:
        return None
    return Person(email=email, name=name, roles=roles_in(roles))


def roles_in(groups: Collection[str]) -> frozenset[Role]:
    """The roles among the names of groups; others mean nothing to us."""
    return frozenset(role for role in Role if role.value in groups)
