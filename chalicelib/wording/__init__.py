"""What Ouvido says to people, in each language, or an organisation's own words for it. Pure.

A wording is a text with named fields, such as `{reference}`; nothing else in braces means anything.
Each language is a module of its own, and one for the digest, the outcome, texts that are commands, and
early warning each, loaded when it is first spoken.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

LOCALES = ("en-GB", "pt-BR", "es")
"""The languages that have every wording."""

_PARTS = ("", "digest_", "week_", "outcome_", "command_", "warning_", "webhook_")
"""Beginnings of the names of a language's modules."""
_FIELD = re.compile(r"\{([a-z_]+)\}")

_IS_TEXT = re.compile(r"_sms(_|$)|^command_")
"""Names of wordings that leave as a text."""
_MOST_SMS = 2
_LENGTHS = {"promise": 45, "thanks": 35, "link": 75}
_LENGTH = 8
"""Of a reference, a word, a number; names are cut until they fit."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an organisation's own wording."""

    locale: str
    name: str | None
    """Of the wording; None where the language itself is unknown."""
    what: str


@dataclass(frozen=True, slots=True)
class Words:
    """Every wording of one language."""

    locale: str
    overrides: Mapping[str, str] = field(default_factory=dict)

    def say(self, name: str, /, **fields: object) -> str:
        """The wording of that name, its fields filled in.

        KeyError: there is no such wording. ValueError: a field is missing or unknown.
        """
        text = self.overrides.get(name) or _texts(self.locale)[name]
        expected = fields_of(text)
        if expected != fields.keys():
            wrong = ", ".join(sorted(expected ^ fields.keys()))
            raise ValueError(f"{self.locale} {name}: {wrong} is missing or unknown")
        return _FIELD.sub(lambda found: str(fields[found[1]]), text)

    def knows(self, name: str) -> bool:
        """Whether there is a wording of that name."""
        return name in _texts(self.locale)


def nearest(locale: str | None, otherwise: str = LOCALES[0]) -> str:
    """The language of ours that is nearest to a locale (RFC 5646), or else to another one.

    >>> nearest("es-MX"), nearest("pt"), nearest("EN-us"), nearest("de", "pt-BR")
    ('es', 'pt-BR', 'en-GB', 'pt-BR')
    """
    for wanted in (locale or "", otherwise):
        language = re.split("[-_]", wanted, maxsplit=1)[0].lower()
        found = next((ours for ours in LOCALES if ours.partition("-")[0] == language), None)
        if found:
            return found
    return LOCALES[0]


def lookup(locale: str | None, otherwise: str, overrides: Mapping[str, Mapping[str, str]]) -> Words:
    """The words for a customer's locale, or for the organisation's where we do not speak it.

    `overrides` is the configuration's: locale to name to text.
    """
    ours = nearest(locale, otherwise)
    return Words(ours, overrides.get(ours, {}))


def names(locale: str = LOCALES[0]) -> frozenset[str]:
    """The names of every wording of a language."""
    return frozenset(_texts(locale))


def ours(locale: str) -> Mapping[str, str]:
    """Our own wordings of a language by name, as nobody has changed them."""
    return _texts(locale)


def fields_of(text: str) -> frozenset[str]:
    """The names of the fields in a text."""
    return frozenset(_FIELD.findall(text))


def check_overrides(wording: Mapping[str, Mapping[str, str]]) -> list[Problem]:
    """Everything that is wrong with an organisation's own wording; empty where it can be used."""
    return [
        Problem(locale, name, what)
        for locale, texts in wording.items()
        for name, what in _problems(locale, texts)
    ]


def _problems(locale: str, texts: Mapping[str, str]) -> list[tuple[str | None, str]]:
    if locale not in LOCALES:
        return [(None, f"there is no wording in this language; there is {', '.join(LOCALES)}")]
    ours = _texts(locale)
    found: list[tuple[str | None, str]] = []
    for name, text in texts.items():
        if name not in ours:
            found.append((name, "there is no wording of this name"))
            continue
        expected, given = fields_of(ours[name]), fields_of(text)
        found += [(name, f"the field {{{f}}} is unknown") for f in sorted(given - expected)]
        found += [(name, f"the field {{{f}}} is missing") for f in sorted(expected - given)]
        if not text.strip():
            found.append((name, "the text is empty"))
        if re.search(r"[{}]", _FIELD.sub("", text)):
            found.append((name, "braces may only hold the name of a field"))
        if _IS_TEXT.search(name) and (taken := _sms_of(text)) > _MOST_SMS:
            what = f"it takes {taken} SMS even with short names; {_MOST_SMS} is the most"
            found.append((name, what))
    return found


def _sms_of(text: str) -> int:
    """SMS that a wording takes with fields of the length that they have at least, or usually."""
    from chalicelib.sms_text import parts, to_gsm

    filled = _FIELD.sub(lambda found: "x" * _LENGTHS.get(found[1], _LENGTH), text)
    return parts(to_gsm(filled))


@cache
def _texts(locale: str) -> Mapping[str, str]:
    language = locale.lower().replace("-", "_")
    modules = (import_module(f"{__name__}.{part}{language}") for part in _PARTS)
    return {name: text for module in modules for name, text in module.TEXTS.items()}
