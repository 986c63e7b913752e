"""Who is signed in, and teams as people see them."""

from chalicelib.api.shape import Model


class TeamName(Model):
    """A team, for people."""

    id: str
    name: str


class MemberName(Model):
    """A member of staff, for people."""

    email: str
    name: str
    """What colleagues call them; the address where the configuration has no name."""


class Me(Model):
    """Who is signed in."""

    email: str
    name: str
    roles: list[str]
    teams: list[TeamName]
    """The teams that they may answer for now."""
    sees: list[TeamName]
    """The teams whose queues they may look at."""
