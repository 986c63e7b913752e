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

from chalicelib.administration.report import nearest, suggestion
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

    def __init__(self, what: str, instead: str = "", code: str = "", **values: str) -> None:
        super().__init__(what, instead)
        self.what = what
        self.instead = instead
        self.code = code
        self.values = values


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
        raise WrongValueError("is empty", "write something, or leave the key out", "empty")
    if not value.isprintable():
        what = "has a line end or control character"
        raise WrongValueError(what, "write it on one line", "line_end")
    return value.strip()


def identifier(value: Any) -> str:
    """An id: it also stands in web addresses, in `t-<touchpoint>@` and in queries."""
    name = text(value)
    if not _ID.fullmatch(name):
        good = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")[:60]
        raise WrongValueError(
            f'"{name}" is not an id: small letters, digits, - and _, at most 60',
            f'write "{good}"' if good else "",
            "no_id",
            value=name,
            near=good,
        )
    return name


def keyword(value: Any) -> str:
    """One word that a customer can begin a text with."""
    word = text(value)
    if len(word.split()) > 1:
        good = "".join(word.split())
        what = f'"{word}" is more than one word'
        raise WrongValueError(what, f'write "{good}"', "many_words", value=word, near=good)
    if not 1 <= len(fold(word)) <= KEYWORD_LENGTH:
        what = f'"{word}" has no letter or digit, or more than {KEYWORD_LENGTH}'
        raise WrongValueError(what, "write a short word or a number", "no_keyword", value=word)
    return word


def locale(value: Any) -> str:
    """A language in which every message exists."""
    name = text(value)
    if name not in LOCALES:
        what = f'"{name}" is no locale of ours'
        raise WrongValueError(what, suggestion(name, LOCALES), "no_locale", value=name)
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
        what, meant = f'"{name}" is no IANA time zone', nearest(name, sorted(zones))
        raise WrongValueError(what, near, "no_time_zone", value=name, near=meant)
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
        what = f'"{words}" is no duration'
        raise WrongValueError(what, instead, "no_duration", value=words) from None
    if seconds == 0:
        what = f'"{words}" is not longer than nothing'
        raise WrongValueError(what, 'write at least "1s"', "no_time_at_all", value=words)
    if seconds > _LONGEST_DAYS * 86400:
        what = f'"{words}" is more than ten years'
        raise WrongValueError(what, "write a shorter one", "too_long", value=words)
    return int(seconds)


def share_or_duration(value: Any) -> Fraction | int:
    """A share (a Fraction, 0 to 1) of `respond_within`, or seconds."""
    words = text(value)
    if not words.endswith("%"):
        return duration(words)
    if not _SHARE.fullmatch(words):
        what = f'"{words}" is no share'
        raise WrongValueError(what, 'write one like "75%"', "no_share", value=words)
    share = Fraction(Decimal(words[:-1].strip())) / 100
    if not 0 <= share <= 1:
        what = f'"{words}" is outside 0% to 100%'
        raise WrongValueError(what, 'write one like "75%"', "share_range", value=words)
    return share


def target(value: Any) -> int:
    """A share to be reached, in hundredths of a percent."""
    words = text(value)
    if not _SHARE.fullmatch(words):
        what = f'"{words}" is no share'
        raise WrongValueError(what, 'write one like "95%"', "no_share", value=words)
    hundredths = Decimal(words[:-1].strip()) * 100
    if hundredths != int(hundredths) or not 1 <= hundredths <= 10_000:
        what = f'"{words}" is outside 0.01% to 100%, or finer than a hundredth of a percent'
        raise WrongValueError(what, 'write one like "95%"', "target_range", value=words)
    return int(hundredths)


def span(value: Any) -> tuple[int, int]:
    """Minutes after midnight, from and to; one that ends past midnight ends after 1440."""
    words = text(value)
    match = _SPAN.fullmatch(words)
    hour, minute, to_hour, to_minute = map(int, match.groups()) if match else (99, 99, 99, 99)
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    if max(minute, to_minute) > 59 or start >= _DAY_MINUTES or end > _DAY_MINUTES:
        good = 'write it like "08:00-18:00", 24:00 at the latest'
        raise WrongValueError(f'"{words}" is no span of a day', good, "no_span", value=words)
    if start == end:
        good = 'write "00:00-24:00" for the whole day, or leave it out'
        what = f'"{words}" begins and ends at the same time'
        raise WrongValueError(what, good, "empty_span", value=words)
    return start, end if end > start else end + _DAY_MINUTES


def time_of_day(value: Any) -> int:
    """Minutes after midnight; 24:00 is midnight, 0."""
    words = text(value)
    match = _TIME.fullmatch(words)
    hour, minute = map(int, match.groups()) if match else (99, 99)
    minutes = hour * 60 + minute
    if minute > 59 or minutes > _DAY_MINUTES:
        what = f'"{words}" is no time of day'
        raise WrongValueError(what, 'write it like "07:00"', "no_time_of_day", value=words)
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
        what = f'"{words}" is no day of the calendar'
        raise WrongValueError(what, instead, "no_day", value=words) from None


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
            instead = f"write {least} to 1000000"
            raise WrongValueError(
                f"is {value}", instead, "number_range", value=str(value), least=str(least)
            )
        return value

    return read


def one_of(known: Sequence[str]) -> Reader:
    """A reader of one of a closed list of names."""

    def read(value: Any) -> str:
        name = text(value)
        if name not in known:
            raise WrongValueError(
                f'"{name}" is not known here',
                suggestion(name, known),
                "not_known",
                value=name,
                near=nearest(name, known),
            )
        return name

    return read
