"""Replies that an organisation wrote once, filled for one feedback. Pure.

A text may hold the fields `{name}`, `{reference}`, `{touchpoint}` and `{team}`. A template that names the
touchpoint is not for feedback without one. A customer's name is left out with the space before it where
it is not known: `Hello {name},` becomes `Hello,`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.configuration import Configuration, ReplyTemplate
from chalicelib.model import Feedback

FIELDS = ("name", "reference", "touchpoint", "team")
_FIELD = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"\s*\{name\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """One template for one feedback."""

    id: str
    name: str
    text: str


def unknown_fields(text: str) -> list[str]:
    """What stands in braces and is no field, and braces that stand alone.

    >>> unknown_fields("Hello {name}, see {refrence} }")
    ['refrence', '}']
    """
    wrong = [field for field in _FIELD.findall(text) if field not in FIELDS]
    return wrong + re.findall(r"[{}]", _FIELD.sub("", text))


def for_feedback(
    feedback: Feedback, team: str, configuration: Configuration
) -> tuple[str, list[Filled]]:
    """The language that is wanted, and every template that fits, in the configuration's order.

    Each in the customer's language, else in the organisation's; one that has neither is left out.
    `team` is the id of the team that answers.
    """
    place = configuration.place(feedback.touchpoint)
    values = {
        "name": feedback.name or "",
        "reference": feedback.reference,
        "touchpoint": place.name if place else "",
        "team": configuration.team(team).name,
    }
    locales = (feedback.locale, configuration.organisation.locale)
    found: list[Filled] = []
    for one in configuration.templates:
        text = next((one.text[locale] for locale in locales if locale in one.text), None)
        if text is None or not _fits(one, feedback):
            continue
        if "{touchpoint}" in text and place is None:
            continue
        found.append(Filled(id=one.id, name=one.name, text=filled(text, values)))
    return feedback.locale, found


def _fits(one: ReplyTemplate, feedback: Feedback) -> bool:
    is_kind = not one.kinds or feedback.kind in one.kinds
    return is_kind and (not one.touchpoints or feedback.touchpoint in one.touchpoints)


def filled(text: str, values: Mapping[str, str]) -> str:
    """A template's text with its fields filled in; KeyError for one that is none."""
    if not values["name"]:
        text = _NAME.sub("", text)
    return _FIELD.sub(lambda field: values[field[1]], text)
