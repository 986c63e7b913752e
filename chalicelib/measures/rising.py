"""Words that customers write more often than before. Pure.

Each feedback counts a word once. How surprising a rise is, is told by the log-likelihood ratio G² of the
two shares (Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
Linguistics 19, 1993), which holds for rare words, where a chi-squared test does not. A word is shown from
G² = 10.83, the 0.1 % point of chi-squared with one degree of freedom: with a few hundred words looked at,
chance alone shows one now and then, not ten.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chalicelib.measures.stop_words import STOP_WORDS

LEAST = 3
"""Feedback that must have a word: of two nobody can say that it rises."""
SURPRISING = 10.83
MOST = 12
_WORD = re.compile(r"[^\W\d_]{3,30}")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """One word that rises."""

    word: str
    """As it was written most, in lower case."""
    n: int
    """Feedback of the newer days that have it."""
    of: int
    before: int
    """Feedback of the days before that have it."""
    of_before: int
    surprise: float
    """G²."""


def rising(newer: Sequence[str], before: Sequence[str]) -> tuple[Rise, ...]:
    """The words that rise from `before` to `newer`, first words of feedback each; most surprising first.

    Of nothing before nothing is said: everything would be new.
    """
    if not newer or not before:
        return ()
    spelt: dict[str, Counter[str]] = {}
    now = _counted(newer, spelt)
    then = _counted(before, {})
    found: list[Rise] = []
    for word, n in now.items():
        was = then.get(word, 0)
        if n < LEAST or n * len(before) <= was * len(newer):
            continue
        surprise = _g2(n, len(newer), was, len(before))
        if surprise >= SURPRISING:
            found.append(
                Rise(
                    word=spelt[word].most_common(1)[0][0],
                    n=n,
                    of=len(newer),
                    before=was,
                    of_before=len(before),
                    surprise=surprise,
                )
            )
    return tuple(sorted(found, key=lambda rise: (-rise.surprise, rise.word))[:MOST])


def words(text: str) -> dict[str, str]:
    """The words of a text that say something, folded, each with how it is spelt.

    >>> words("O Ônibus 420 está FRIO, frio! ana@example.com")
    {'onibus': 'ônibus', 'frio': 'frio'}
    """
    found: dict[str, str] = {}
    for match in _WORD.finditer(_ADDRESS.sub(" ", text.lower())):
        folded = _folded(match[0])
        if folded not in STOP_WORDS:
            found.setdefault(folded, match[0])
    return found


def _counted(texts: Iterable[str], spelt: dict[str, Counter[str]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        for folded, word in words(text).items():
            counted[folded] += 1
            spelt.setdefault(folded, Counter())[word] += 1
    return counted


def _folded(word: str) -> str:
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _g2(n: int, of: int, was: int, of_before: int) -> float:
    """Twice the log-likelihood ratio of two shares that differ against one that they have in common."""
    share = (n + was) / (of + of_before)
    cells = (
        (n, of * share),
        (of - n, of * (1 - share)),
        (was, of_before * share),
        (of_before - was, of_before * (1 - share)),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen)
