"""What is kept of something that arrived, once it was taken in. Pure, and light: each capture loads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.model import Channel

ARRIVALS_KEPT = timedelta(days=40)
"""How long it is kept that something was taken in: longer than anybody asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One thing that a provider handed over and that was taken in to the end."""

    channel: Channel
    id: str
    """The provider's: a mail's key in the bucket, the id of a text's notification."""
    at: datetime
    """When it arrived, by the provider."""
    keys: tuple[str, ...]
    """What its words are stored under (see `ports.Inbound.key`): one for each feedback they belong to."""
