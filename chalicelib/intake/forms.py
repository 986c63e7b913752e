"""Whether two words are one but for number and gender, in a language. Pure.

Closer than comparing stems, which also takes away what makes a verb of a noun and one noun of another:
by its stem a "cadeirante", who sits in a wheelchair, would be a "cadeira", any chair.
"""

from collections.abc import Mapping
from functools import cache

from chalicelib.routing import fold

_SHORTEST = 3
"""Letters that are left of a word without its ending."""
_PLURALS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (("ies", "y"), ("es", ""), ("s", "")),
    "pt": (("oes", "ao"), ("ais", "al"), ("eis", "el"), ("ns", "m"), ("es", ""), ("s", "")),
    "es": (("ces", "z"), ("es", ""), ("s", "")),
}
"""By language: endings of the plural, folded, and what stands there in the singular."""
_GENDERED = {"pt", "es"}


def is_form(word: str, of: str, language: str) -> bool:
    """Whether a word is `of`, in its plural or other gender perhaps; case and accents do not matter.

    >>> is_form("Feridas", "ferido", "pt"), is_form("policies", "policía", "es")
    (True, False)
    """
    return not _bare(language, of).isdisjoint(_singulars(language, word))


@cache
def _bare(language: str, word: str) -> frozenset[str]:
    return _either_gender(language, fold(word))


def _singulars(language: str, word: str) -> set[str]:
    """The word, and whatever it may be the plural of."""
    whole = fold(word)
    found = set(_either_gender(language, whole))
    for ending, instead in _PLURALS.get(language, ()):
        single = f"{whole.removesuffix(ending)}{instead}"
        if whole.endswith(ending) and len(single) >= _SHORTEST:
            found |= _either_gender(language, single)
    return found


def _either_gender(language: str, word: str) -> frozenset[str]:
    if language in _GENDERED and len(word) > _SHORTEST and word.endswith("a"):
        return frozenset((word, f"{word[:-1]}o"))
    return frozenset((word,))
