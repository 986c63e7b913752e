"""Single values: from what TOML gives to what the document needs.

A reader takes what TOML gave and returns it in its normalised form, or raises `WrongValueError`.
"""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from chalicelib.administration.report import suggestion
from chalicelib.configuration import WEEKDAYS
from chalicelib.instants import parse_duration
from chalicelib.routing import KEYWORD_LENGTH, fold
from chalicelib.wording import LOCALES

Reader = Callable[[Any], Any]

_LONGEST_DAYS = 3650
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_SHARE = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,9})?\s*%")
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})\s*[-\u2013]\s*([0-9]{1,2}):([0-9]{2})")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_DAY_MINUTES = 24 * 60


class WrongValueError(ValueError):
    """A value cannot be used as it is."""

    def __init__(self, what: str, instead: str = "") -> None:
        super().__init__(what, instead)
        self.what = what
        self.instead = instead


def type_name(value: Any) -> str:
    """What TOML calls the type of a value."""
    names: tuple[tuple[type, str], ...] = (
        (bool, "true or false"),
        (str, "text"),
        (int, "a number"),
        (float, "a number"),
        (date, "a date"),
        (list, "a list"),
        (dict, "a table"),
    )
    return next((name for kind, name in names if isinstance(value, kind)), "a time")


def text(value: Any) -> str:
    """One line of text, not empty. Line ends would become headers in a mail."""
    if not isinstance(value, str):
        quoted = f'write "{value}" in quotes' if isinstance(value, int | float) else "write text"
        raise WrongValueError(f"is {type_name(value)}, not text", quoted)
    if not value.strip():
        raise WrongValueError("is empty", "write something, or leave the key out")
    if not value.isprintable():
        raise WrongValueError("has a line end or control character", "write it on one line")
    return value.strip()


def identifier(value: Any) -> str:
    """An id: it also stands in web addresses, in `t-<touchpoint>@` and in queries."""
    name = text(value)
    if not _ID.fullmatch(name):
        good = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:60]
        raise WrongValueError(
            f'"{name}" is not an id: small letters, digits, - and _, at most 60',
            f'write "{good}"' if good else "",
        )
    return name


def keyword(value: Any) -> str:
    """One word that a customer can begin a text with."""
    word = text(value)
    if len(word.split()) > 1:
        good = "".join(word.split())
        raise WrongValueError(f'"{word}" is more than one word', f'write "{good}"')
    if not 1 <= len(fold(word)) <= KEYWORD_LENGTH:
        what = f'"{word}" has no letter or digit, or more than {KEYWORD_LENGTH}'
        raise WrongValueError(what, "write a short word or a number")
    return word


def locale(value: Any) -> str:
    """A language in which every message exists."""
    name = text(value)
    if name not in LOCALES:
        raise WrongValueError(f'"{name}" is no locale of ours', suggestion(name, LOCALES))
    return name


@cache
def _zones() -> set[str]:
    return available_timezones()


def time_zone(value: Any) -> str:
    """An IANA zone, `Europe/London`."""
    name = text(value)
    zones = _zones()
    if name not in zones:
        near = suggestion(name, sorted(zones)) or 'write one such as "Europe/London"'
        raise WrongValueError(f'"{name}" is no IANA time zone', near)
    return name


def duration(value: Any) -> int:
    """Seconds: longer than nothing and at most ten years."""
    words = text(value)
    try:
        seconds = parse_duration(words).total_seconds()
    except OverflowError:
        seconds = float("inf")
    except ValueError:
        instead = 'write a number and s, m, h or d, like "90s", "24h", "2d"'
        raise WrongValueError(f'"{words}" is no duration', instead) from None
    if seconds == 0:
        raise WrongValueError(f'"{words}" is not longer than nothing', 'write at least "1s"')
    if seconds > _LONGEST_DAYS * 86400:
        raise WrongValueError(f'"{words}" is more than ten years', "write a shorter one")
    return int(seconds)


def share_or_duration(value: Any) -> Fraction | int:
    """A share (a Fraction, 0 to 1) of `respond_within`, or seconds."""
    words = text(value)
    if not words.endswith("%"):
        return duration(words)
    if not _SHARE.fullmatch(words):
        raise WrongValueError(f'"{words}" is no share', 'write one like "75%"')
    share = Fraction(Decimal(words[:-1].strip())) / 100
    if not 0 <= share <= 1:
        raise WrongValueError(f'"{words}" is outside 0% to 100%', 'write one like "75%"')
    return share


def target(value: Any) -> int:
    """A share to be reached, in hundredths of a percent."""
    words = text(value)
    if not _SHARE.fullmatch(words):
        raise WrongValueError(f'"{words}" is no share', 'write one like "95%"')
    hundredths = Decimal(words[:-1].strip()) * 100
    if hundredths != int(hundredths) or not 1 <= hundredths <= 10_000:
        what = f'"{words}" is outside 0.01% to 100%, or finer than a hundredth of a percent'
        raise WrongValueError(what, 'write one like "95%"')
    return int(hundredths)


def span(value: Any) -> tuple[int, int]:
    """Minutes after midnight, from and to; one that ends past midnight ends after 1440."""
    words = text(value)
    match = _SPAN.fullmatch(words)
    hour, minute, to_hour, to_minute = map(int, match.groups()) if match else (99, 99, 99, 99)
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    if max(minute, to_minute) > 59 or start >= _DAY_MINUTES or end > _DAY_MINUTES:
        good = 'write it like "08:00-18:00", 24:00 at the latest'
        raise WrongValueError(f'"{words}" is no span of a day', good)
    if start == end:
        good = 'write "00:00-24:00" for the whole day, or leave it out'
        raise WrongValueError(f'"{words}" begins and ends at the same time', good)
    return start, end if end > start else end + _DAY_MINUTES


def time_of_day(value: Any) -> int:
    """Minutes after midnight; 24:00 is midnight, 0."""
    words = text(value)
    match = _TIME.fullmatch(words)
    hour, minute = map(int, match.groups()) if match else (99, 99)
    minutes = hour * 60 + minute
    if minute > 59 or minutes > _DAY_MINUTES:
        raise WrongValueError(f'"{words}" is no time of day', 'write it like "07:00"')
    return minutes % _DAY_MINUTES


def day(value: Any) -> str:
    """A day as ISO 8601 text, `2026-12-24`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    words = text(value)
    try:
        return datetime.strptime(words, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        instead = 'write year, month and day, like "2026-12-24"'
        raise WrongValueError(f'"{words}" is no day of the calendar', instead) from None


def weekday(value: Any) -> str:
    """One of `mon` to `sun`."""
    if value not in WEEKDAYS:
        raise WrongValueError(f'"{value}" is no weekday', suggestion(str(value), WEEKDAYS))
    return str(value)


def yes_or_no(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise WrongValueError(f"is {type_name(value)}", "write true or false, without quotes")
    return value


def number(least: int) -> Reader:
    """A reader of whole numbers from `least` on."""

    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            what = f"is {type_name(value)}, not a whole number"
            raise WrongValueError(what, f"write {least} or more, without quotes")
        if not least <= value <= 1_000_000:
            raise WrongValueError(f"is {value}", f"write {least} to 1000000")
        return value

    return read


def one_of(known: Sequence[str]) -> Reader:
    """A reader of one of a closed list of names."""

    def read(value: Any) -> str:
        name = text(value)
        if name not in known:
            raise WrongValueError(f'"{name}" is not known here', suggestion(name, known))
        return name

    return read
