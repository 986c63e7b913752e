"""Data out, as files for other programs."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, field

from chalicelib.api.shape import Model


class ExportQuery(Model):
    """What is wanted; docs/export.md has the columns. With `next`, the part that it names, and no more."""

    what: Literal["feedback", "timeline", "facts", "surveys"] = "feedback"
    format: Literal["csv", "jsonl"] = "csv"
    first: date | None = field(name="from", default=None)
    """Captured on this day or later, on the organisation's clock."""
    last: date | None = field(name="to", default=None)
    personal: bool = False
    """With words, names and contact points: for administrators."""
    next: Annotated[str, Meta(max_length=2_000)] | None = None
    """Of the part before. It is good for six hours, and for who began."""


class Export(Model):
    """A part of a file: put behind the parts before it."""

    name: str
    """Of the whole file."""
    media_type: str
    text: str
    rows: int
    next: str | None
    """What the next part is asked for with; null at the end."""
