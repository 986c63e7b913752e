"""Whether a customer asks for the ombudsman, with the word of any of our languages and nothing else."""

import re

from chalicelib.routing import fold

_WORDS = frozenset(
    ["ombudsman", "ombudsperson", "ouvidoria", "ouvidor", "ouvidora", "defensor", "defensora"]
)
_POLITE = frozenset(
    [
        "please",
        "pls",
        "por",
        "favor",
        "to",
        "the",
        "a",
        "o",
        "al",
        "el",
        "la",
        "want",
        "quero",
        "quiero",
    ]
)


def asks_for_ombudsman(text: str) -> bool:
    """Whether the message is the request; not where the word stands in a longer one.

    >>> asks_for_ombudsman("Ouvidoria, por favor"), asks_for_ombudsman("your ombudsman is slow")
    (True, False)
    """
    words = [fold(word) for word in re.findall(r"\w+", text[:200])]
    return bool(_WORDS & set(words)) and set(words) <= _WORDS | _POLITE
