"""Public holidays by country, from the library `holidays`, which only this module knows.

They are worked out when a configuration is applied, so that no Lambda carries the library and no
deadline moves because the library learned something.
"""

import warnings
from collections.abc import Mapping
from datetime import date
from functools import cache

import holidays as library

from chalicelib.administration.report import suggestion

YEARS_BACK = 1
YEARS_AHEAD = 12
_LANGUAGES = {"pt-BR": ("pt_BR", "pt_PT"), "en-GB": ("en_GB", "en_US"), "es": ("es",)}


@cache
def countries() -> Mapping[str, list[str]]:
    """ISO 3166 codes of every country that is known, to the codes of its subdivisions."""
    return library.list_supported_countries(include_aliases=False)


def expand(code: str, locale: str, today: date) -> dict[str, str]:
    """Each public holiday, ISO 8601 day to name, from last year on and for twelve years ahead.

    Names are in the locale's language where the library has them, else in the country's own.
    `code` is a country or country-subdivision that `countries` has.
    """
    entity = getattr(library, code.partition("-")[0])
    # A language is always named: without one the library goes by this machine's.
    language = next(
        (name for name in _LANGUAGES[locale] if name in entity.supported_languages),
        entity.default_language,
    )
    return dict(_expanded(code, language, today.year)[0])


def doubts(code: str, today: date) -> tuple[str, ...]:
    """What the library does not know about those years, in its own words; mostly nothing."""
    return _expanded(code, None, today.year)[1]


@cache
def _expanded(
    code: str, language: str | None, year: int
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    country, _, subdivision = code.partition("-")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        days = library.country_holidays(
            country,
            subdiv=subdivision or None,
            years=range(year - YEARS_BACK, year + YEARS_AHEAD + 1),
            language=language,
        )
    expanded = {day.isoformat(): days[day] for day in sorted(days)}
    return expanded, tuple(dict.fromkeys(str(warning.message) for warning in caught))


class EveryCountry:
    """All that the library knows, as `administration.public_holidays.PublicHolidays`."""

    def countries(self) -> Mapping[str, list[str]]:
        """Every country."""
        return countries()

    def has(self, code: str) -> bool:
        """Whether the library has the country, and its subdivision."""
        country, _, subdivision = code.partition("-")
        return not subdivision or subdivision in countries().get(country, [])

    def instead(self, code: str) -> str:
        """The nearest code, or what one looks like."""
        return suggestion(code, [*countries()]) or 'write a code like "BR" or "GB"'

    def expand(self, code: str, locale: str, today: date) -> dict[str, str]:
        """From last year on and for twelve years ahead."""
        return expand(code, locale, today)

    def doubts(self, code: str, today: date) -> tuple[str, ...]:
        """In the library's words."""
        return doubts(code, today)


EVERY_COUNTRY = EveryCountry()
