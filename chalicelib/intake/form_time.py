"""When a form was opened, in a hidden field that we sign: nobody types a feedback in two seconds. Pure.

A program that fills in whatever forms it finds sends at once. What it sends is kept, as everybody's
words are, but nothing goes out to the number or address that it typed.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.signing import sign, verify

LEAST = timedelta(seconds=2)
"""What comes sooner after its form was opened was not typed by a person."""

_PURPOSE = "form"
_BYTES = 6


def stamp(keys: Sequence[bytes], opened_at: datetime) -> str:
    """The field's value, to the millisecond."""
    return sign(keys, _PURPOSE, int(opened_at.timestamp() * 1000).to_bytes(_BYTES))


def opened_at(keys: Sequence[bytes], text: str | None) -> datetime | None:
    """When the form was opened; None where there is no field, or it is not ours."""
    payload = verify(keys, _PURPOSE, text) if text else None
    if payload is None or len(payload) != _BYTES:
        return None
    return datetime.fromtimestamp(int.from_bytes(payload) / 1000, UTC)


def is_too_fast(opened: datetime | None, now: datetime) -> bool:
    """Whether no person can have typed it. A form without its time is not judged."""
    return opened is not None and timedelta(0) <= now - opened < LEAST
