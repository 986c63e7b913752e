"""Where feedback belongs: which touchpoint, which team, which policy. Pure.

Nothing is refused here: what cannot be placed belongs to the default team and the first policy.
"""

import re
import unicodedata

from chalicelib import addresses
from chalicelib.configuration import Configuration, Policy
from chalicelib.model import Difficulty

KEYWORD_LENGTH = 30
"""The longest keyword, folded."""

_LETTERS = re.compile(r"[^\W_]+")
_WORD = re.compile(r"\S+")


def fold(text: str) -> str:
    """The text without what people get wrong: case, accents, punctuation, spaces, width.

    Width and other forms of the same letter follow Unicode's compatibility decomposition (UAX 15).

    >>> fold("#Ônibus-420!")
    'onibus420'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(_LETTERS.findall(text.casefold()))


def touchpoint_for_text(configuration: Configuration, body: str, to_number: str) -> str | None:
    """The touchpoint of a text message: its first word where that is a keyword, else a default.

    The default is that of the number it was sent to, else the organisation's; None without either.
    """
    return (
        touchpoint_by_keyword(configuration, body)
        or configuration.numbers.get(to_number)
        or configuration.organisation.default_touchpoint
    )


def touchpoint_by_keyword(configuration: Configuration, body: str) -> str | None:
    """The touchpoint whose keyword is the first word of a text, if it is one."""
    found = (configuration.keywords.get(word) for word in _first_words(body))
    return next((touchpoint for touchpoint in found if touchpoint), None)


def without_keyword(configuration: Configuration, body: str) -> str:
    """What a text says after the keyword that it begins with; all of it where it begins with none.

    The keyword says where, not what: it is no more alike in two texts than their place is.
    """
    for word in _WORD.finditer(body):
        head = _LETTERS.search(word.group())
        if head is None:
            continue
        if fold(word.group()) in configuration.keywords:
            return body[word.end() :].lstrip()
        if fold(head.group()) in configuration.keywords:
            return body[word.start() + head.end() :].lstrip(" :,.;!?-")
        break
    return body


def _first_words(body: str) -> list[str]:
    """The first word, folded; then the part of it before any punctuation, for `420: cold`."""
    for word in unicodedata.normalize("NFKC", body[:1000]).split():
        head = _LETTERS.search(word)
        if head:
            return [fold(word), fold(head.group())]
    return []


def touchpoint_for_address(configuration: Configuration, address: str) -> str | None:
    """The touchpoint that one of our `t-<touchpoint>@` addresses names, if we have it."""
    touchpoint = addresses.touchpoint_of(address)
    return touchpoint if touchpoint in configuration.touchpoints else None


def owner_of(
    configuration: Configuration,
    touchpoint_id: str | None,
    *,
    kind: str | None = None,
    difficulty: str | None = None,
) -> str:
    """Id of the team that owns such feedback from a touchpoint; the default team where unknown.

    Complex feedback is the complex team's, where there is one, whatever the touchpoint.
    """
    organisation = configuration.organisation
    if difficulty == Difficulty.COMPLEX and organisation.complex_team:
        return organisation.complex_team
    touchpoint = configuration.place(touchpoint_id)
    return touchpoint.owner_of(kind) if touchpoint else organisation.default_team


def policy_for(
    configuration: Configuration,
    *,
    kind: str,
    severity: str,
    difficulty: str | None,
    channel: str,
    touchpoint: str | None,
    owner: str,
) -> Policy:
    """The first policy that matches; the first of all where none does, so that a promise holds."""
    facts = {
        "kind": kind,
        "severity": severity,
        "difficulty": difficulty,
        "channel": channel,
        "touchpoint": touchpoint,
        "owner": owner,
    }
    policies = configuration.policies
    matching = (
        policy
        for policy in policies
        if all(facts[field] in values for field, values in policy.match.items())
    )
    return next(matching, policies[0])
