"""Touchpoints: to choose one, what is printed for it, links that know the trip."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.api.shape import Model


class PlaceName(Model):
    """A touchpoint, for people."""

    id: str
    name: str


class PlacesQuery(Model):
    """Which touchpoints are looked for."""

    text: Annotated[str, Meta(max_length=100)] = ""
    """A number, or part of a name; case and accents do not matter."""


class Place(Model):
    """A touchpoint to choose."""

    id: str
    name: str
    keyword: str | None
    """The number that is written on it."""
    locale: str


class Places(Model):
    """Touchpoints, the one that fits best first."""

    items: list[Place]


class PosterQuery(Model):
    """What is to be printed."""

    size: Literal["a4", "a6-sheet", "seat-back"] = "a4"
    """A poster without a cut; four stickers; a card of 99 x 210 mm. Both with bleed and crop marks."""


class Poster(Model):
    """A file for the printer."""

    name: str
    media_type: str
    content: bytes
    """In base64."""


class LinkQuery(Model):
    """The trip that a link is to know: at least one of its parts."""

    valid_until: Annotated[datetime, Meta(tz=True)]
    vehicle: Annotated[str, Meta(max_length=40)] = ""
    line: Annotated[str, Meta(max_length=40)] = ""
    trip: Annotated[str, Meta(max_length=40)] = ""
    seat: Annotated[str, Meta(max_length=40)] = ""


class Link(Model):
    """An address of a form that knows the trip. Anybody who has it can read what it says."""

    address: str
    token: str
    valid_until: datetime
