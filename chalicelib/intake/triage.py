"""The first assessment of a feedback: kind, severity and difficulty, each with a reason that staff see.

A phrase is found where its words follow each other; case and accents do not matter. Its kind is told by
words of its own language alone, where "no" does not mean "in the". What makes it severe or hard counts in
every language, since a tourist writes in their own, and so is compared closely (`forms`): by their
stems the English "policies" would be the police in Portuguese. An organisation lists its words of danger
in one form each, so they are compared by their stems (the Snowball algorithms) as well, "smoking" is
found by "smoke", in the language of the text; in any language where that is not known.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from chalicelib.intake import triage_words as words_for
from chalicelib.intake.forms import is_form
from chalicelib.intake.language import language_of
from chalicelib.model import Difficulty, Kind, Severity
from chalicelib.routing import fold

_STEMMERS = {"en": "english", "pt": "portuguese", "es": "spanish"}
_WORD = re.compile(r"\w+")
_READ = 5_000
"""Characters that are looked at: nobody writes the reason for writing after ten screens."""

_KINDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.COMPLIMENT: words_for.COMPLIMENT,
    Kind.SUGGESTION: words_for.SUGGESTION,
    Kind.ENQUIRY: words_for.ENQUIRY,
}
_LONG = 1_200
"""Characters above which a feedback is taken to be more than one matter."""

_SHORTEST_STEM = 4
"""Letters by which a word can still be told from another language's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """What a feedback is taken for, until a person says otherwise."""

    kind: Kind
    severity: Severity
    difficulty: Difficulty
    reasons: tuple[tuple[str, str, str], ...]
    """Field, value, and the word or fact that it was decided by."""


def triage(
    words: str,
    *,
    locale: str,
    named: Kind | None,
    rating: int | None,
    safety_words: Mapping[str, Sequence[str]],
) -> Triage:
    """Assess a feedback. `named` is the kind that the customer chose, which always stands.

    `locale` is of the place or the form: it holds where the words do not tell their own language.
    """
    text = _Text(words[:_READ])
    kind, kind_reason = _kind(text, text.language or locale, named, rating)
    severity, severity_reason = _severity(text, kind, rating, safety_words)
    difficulty, difficulty_reason = _difficulty(text, words)
    return Triage(
        kind=kind,
        severity=severity,
        difficulty=difficulty,
        reasons=(
            ("kind", kind.value, kind_reason),
            ("severity", severity.value, severity_reason),
            ("difficulty", difficulty.value, difficulty_reason),
        ),
    )


def _kind(text: "_Text", locale: str, named: Kind | None, rating: int | None) -> tuple[Kind, str]:
    if named is not None:
        return named, "the customer's choice"
    if rating is not None and rating <= 2:
        return Kind.COMPLAINT, f"rating {rating}"
    if trouble := text.first(_phrases(words_for.TROUBLE, locale)):
        return Kind.COMPLAINT, trouble
    for kind, phrases in _KINDS.items():
        if found := text.first(_phrases(phrases, locale)):
            return kind, found
    if rating is not None and rating >= 4:
        return Kind.COMPLIMENT, f"rating {rating}"
    return Kind.COMPLAINT, "nothing says otherwise"


def _severity(
    text: "_Text", kind: Kind, rating: int | None, safety_words: Mapping[str, Sequence[str]]
) -> tuple[Severity, str]:
    safety = [(locale, word) for locale, listed in safety_words.items() for word in listed]
    known = [each for each in safety if text.language in (None, each[0])]
    if found := text.closely(safety) or text.first(known):
        return Severity.CRITICAL, found
    if found := text.closely(_phrases(words_for.HIGH)):
        return Severity.HIGH, found
    if rating == 1:
        return Severity.HIGH, "rating 1"
    if kind is Kind.COMPLIMENT:
        return Severity.LOW, "a compliment"
    return Severity.NORMAL, "nothing says otherwise"


def _difficulty(text: "_Text", words: str) -> tuple[Difficulty, str]:
    if found := text.closely(_phrases(words_for.COMPLEX)):
        return Difficulty.COMPLEX, found
    if len(words) > _LONG:
        return Difficulty.COMPLEX, f"more than {_LONG:,} characters"
    return Difficulty.SIMPLE, "nothing says otherwise"


def _phrases(listed: Mapping[str, str], only: str | None = None) -> list[tuple[str, str]]:
    return [
        (locale, phrase)
        for locale, text in listed.items()
        if only in (None, locale)
        for phrase in text.split(", ")
    ]


class _Text:
    """A text in which phrases are looked for, in the language of each."""

    def __init__(self, words: str) -> None:
        self.language = language_of(words)
        self._words = _WORD.findall(words)
        heads = {word: _head(word) for word in set(self._words)}
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[heads[word]].append(place)

    def first(self, phrases: Iterable[tuple[str, str]]) -> str | None:
        """The first phrase, of (locale, phrase), that stands in the text."""
        return next((phrase for locale, phrase in phrases if self._has(locale, phrase)), None)

    def closely(self, phrases: Iterable[tuple[str, str]]) -> str | None:
        """The first phrase that stands in the text, but for number and gender."""
        return next((phrase for locale, phrase in phrases if self._has_forms(locale, phrase)), None)

    def _has_forms(self, locale: str, phrase: str) -> bool:
        heads, wanted = _phrase_heads(phrase), _WORD.findall(phrase)
        language = locale.partition("-")[0]
        return bool(heads) and any(
            len(here := self._words[at : at + len(wanted)]) == len(wanted)
            and all(is_form(word, of, language) for word, of in zip(here, wanted, strict=True))
            for at in self._places.get(heads[0], ())
        )

    def _has(self, locale: str, phrase: str) -> bool:
        # Stemming is slow and changes no beginning: only words that begin alike are compared.
        heads = _phrase_heads(phrase)
        if not heads or not self._places.keys() >= set(heads):
            return False
        language = locale.partition("-")[0]
        wanted = _phrase_stems(language, phrase)
        return any(self._stands(wanted, at, language) for at in self._places[heads[0]])

    def _stands(self, wanted: Sequence[str], at: int, language: str) -> bool:
        here = self._words[at : at + len(wanted)]
        return len(here) == len(wanted) and all(
            stem_of(language, word) == stem for word, stem in zip(here, wanted, strict=True)
        )


def _head(word: str) -> str:
    return word[:3].lower() if word.isascii() and word.isalnum() else fold(word)[:3]


@cache
def _phrase_heads(phrase: str) -> tuple[str, ...]:
    return tuple(map(_head, _WORD.findall(phrase)))


@cache
def _phrase_stems(language: str, phrase: str) -> list[str]:
    return [stem_of(language, word) for word in _WORD.findall(phrase)]


@cache
def _stemmer(language: str):  # type: ignore[no-untyped-def]
    import snowballstemmer

    return snowballstemmer.stemmer(_STEMMERS.get(language, "english"))


@lru_cache(maxsize=20_000)  # people use few different words; a stem takes 30 microseconds
def stem_of(language: str, word: str) -> str:
    """The word's stem, folded; where too little is left of it, the word without plural and gender.

    An organisation's words of danger may be looked for in every text: by its stem "her", "herido" would
    be found in the English "here", and "fogo" in "fog".
    """
    stem = fold(_stemmer(language).stemWord(word.lower()))
    if len(stem) >= _SHORTEST_STEM:
        return stem
    whole = fold(word)
    if len(whole) < _SHORTEST_STEM:
        return whole
    single = whole.removesuffix("s")
    return f"{single[:-1]}o" if single.endswith("a") else single
