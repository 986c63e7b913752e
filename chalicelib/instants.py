"""Instants and durations as text. An instant is an aware datetime; stored ones are UTC with a Z."""

import re
from datetime import UTC, datetime, timedelta

_DURATION = re.compile(r"(\d+)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def to_text(at: datetime) -> str:
    """The instant in UTC, milliseconds, fixed width, so that text order is time order.

    >>> to_text(datetime(2026, 11, 21, 18, 5, tzinfo=UTC))
    '2026-11-21T18:05:00.000Z'
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The aware instant that an ISO 8601 text names; a text without a zone is refused.

    >>> from_text("2026-11-21T18:05:00.000Z").hour
    18
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone")
    return at.astimezone(UTC)


def parse_duration(text: str) -> timedelta:
    """A duration as the configuration writes it: `90s`, `15m`, `24h`, `2d`, or joined: `1h30m`.

    >>> parse_duration("1h30m")
    datetime.timedelta(seconds=5400)
    """
    if not re.fullmatch(rf"(?:{_DURATION.pattern})+", text):
        raise ValueError(f"{text!r} is not a duration such as 90s, 15m, 24h or 2d")
    return sum(
        (timedelta(**{_UNITS[unit]: int(n)}) for n, unit in _DURATION.findall(text)), timedelta()
    )
