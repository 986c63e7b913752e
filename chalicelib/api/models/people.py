"""Who is signed in, and teams as people see them."""

from chalicelib.api.shape import Model


class TeamName(Model):
    """A team, for people."""

    id: str
    name: str


class Me(Model):
    """Who is signed in."""

    email: str
    name: str
    roles: list[str]
    teams: list[TeamName]
    """The teams that they may answer for now."""
