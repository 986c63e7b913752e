"""What a customer said to a member of staff, recorded by hand."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.api.models.touchpoints import PlaceName
from chalicelib.api.shape import Model
from chalicelib.model import Channel, Kind, Severity


class Recording(Model):
    """What a customer said to a member of staff."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    """Random, made by the caller: the same key again changes nothing."""
    channel: Literal["phone", "in_person", "letter", "social"]
    words: Annotated[str, Meta(max_length=10_000)]
    """What they said, as far as can be in their own words."""
    came_at: Annotated[datetime, Meta(tz=True)] | None = None
    """When they said it, which is when the clocks start; 90 days ago at most. Null: now."""
    touchpoint: str | None = None
    kind: Kind | None = None
    rating: Annotated[int, Meta(ge=1, le=5)] | None = None
    phone: Annotated[str, Meta(max_length=100)] | None = None
    email: Annotated[str, Meta(max_length=300)] | None = None
    name: Annotated[str, Meta(max_length=100)] | None = None
    locale: Annotated[str, Meta(max_length=35)] | None = None
    """The language to answer in. Null: the touchpoint's."""
    may_write: bool | None = None
    """Whether they agreed to be written to there; without it phone and mail are not kept."""
    may_survey: bool | None = None
    """Whether they agreed to be asked how it went."""


class Recorded(Model):
    """What was recorded; the reference is to be read out."""

    reference: str
    kind: Kind
    severity: Severity
    touchpoint: PlaceName | None
    respond_by: datetime | None
    acknowledged_by: Channel | None
    """The way on which the customer gets an acknowledgement; null where there is none."""
    status_link: str
