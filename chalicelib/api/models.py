"""What the staff API takes and answers. Fields are named as in `chalicelib.model`; instants are UTC."""

from msgspec import Struct


class Model(Struct, kw_only=True, forbid_unknown_fields=True):
    """Of every model: a field that is not known is refused, so that a slip of the pen is seen."""


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
