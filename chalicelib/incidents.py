"""Which feedback may be one incident: said of one place, within a time, in similar words. Pure.

Two feedback are as similar as the share of the smaller one's terms that stand in the other one too. A
term is a topic of `intake.incident_words`, which is the same in every language and weighs more, or the
stem of a word. A group takes in whatever is similar to it on average. The same feedback always make the
same groups, and a group says by which of the customers' own words it came about.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from chalicelib.configuration import Likeness
from chalicelib.intake import incident_words
from chalicelib.intake.triage import stem_of
from chalicelib.routing import fold

USUAL = Likeness()

_TOPIC_WEIGHS = 3
_NAMED = 3
"""Words that a group is called by."""
_READ = 1_000
_COMPARED = 30
"""Of a group, the newest that another feedback is compared with."""
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 2
"""Letters of words that tell nothing apart by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one customer said, as far as it matters here."""

    id: str
    at: datetime
    words: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Feedback that may be one incident."""

    ids: tuple[str, ...]
    """Oldest first."""
    words: tuple[str, ...]
    """What most of them speak of, in the customers' own words."""


@dataclass(frozen=True, slots=True)
class _Heard:
    spoken: Spoken
    terms: Mapping[str, str]
    """Term to the word that it was in."""

    @property
    def weight(self) -> int:
        return sum(map(_weight, self.terms))


def groups(spoken: Collection[Spoken], likeness: Likeness = USUAL) -> list[Group]:
    """The groups that make a suggestion among what was said of one place, the largest first."""
    made: list[list[_Heard]] = []
    for one in sorted(map(_hear, spoken), key=lambda each: (each.spoken.at, each.spoken.id)):
        near = [group for group in made if one.spoken.at - group[-1].spoken.at <= likeness.within]
        best = max(near, key=lambda group: _similarity(one, group), default=None)
        if best is not None and _are_alike(one, best, likeness):
            best.append(one)
        else:
            made.append([one])
    large = [group for group in made if len(group) >= likeness.least]
    large.sort(key=lambda group: (-len(group), group[0].spoken.at, group[0].spoken.id))
    return [_group(group) for group in large]


def fits(one: Spoken, others: Sequence[Spoken], likeness: Likeness = USUAL) -> bool:
    """Whether a feedback is like those of an incident and came within the time of one of them."""
    if not any(abs(one.at - other.at) <= likeness.within for other in others):
        return False
    return _are_alike(_hear(one), [_hear(other) for other in others], likeness)


def spoken_of(spoken: Sequence[Spoken]) -> tuple[str, ...]:
    """What most of some feedback speak of, in the customers' own words."""
    return _named([_hear(one) for one in spoken])


def is_dismissed(
    ids: Collection[str], dismissed: Sequence[Collection[str]], likeness: Likeness = USUAL
) -> bool:
    """Whether somebody said already that this is no incident.

    It is asked again only once as many have come since as make a suggestion by themselves.
    """
    return any(
        len(set(ids) - set(before)) < likeness.least and not set(ids).isdisjoint(before)
        for before in dismissed
    )


def _are_alike(one: _Heard, group: Sequence[_Heard], likeness: Likeness) -> bool:
    return _similarity(one, group) * 10_000 >= likeness.alike


def _similarity(one: _Heard, group: Sequence[_Heard]) -> float:
    compared = group[-_COMPARED:]
    return sum(_overlap(one, other) for other in compared) / len(compared)


def _overlap(one: _Heard, other: _Heard) -> float:
    smaller = min(one.weight, other.weight)
    shared = one.terms.keys() & other.terms.keys()
    return sum(map(_weight, shared)) / smaller if smaller else 0.0


def _weight(term: str) -> int:
    return _TOPIC_WEIGHS if term.startswith("#") else 1


def _group(group: Sequence[_Heard]) -> Group:
    return Group(ids=tuple(one.spoken.id for one in group), words=_named(group))


def _named(group: Sequence[_Heard]) -> tuple[str, ...]:
    counted: Counter[str] = Counter()
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for one in group:
        counted.update(one.terms.keys())
        for term, word in one.terms.items():
            said[term][word] += 1
    most = [term for term, n in counted.items() if 2 * n >= len(group)]
    most.sort(key=lambda term: (-_weight(term) * counted[term], term))
    names: list[str] = []
    for term in most:
        words = sorted(said[term], key=lambda word: (-said[term][word], word))
        names += [word for word in words[:2] if word not in names]
    return tuple(names[:_NAMED])


def _hear(spoken: Spoken) -> _Heard:
    words = _words(spoken.words[:_READ])
    language = spoken.locale.partition("-")[0]
    terms: dict[str, str] = {}
    text = f" {' '.join(words)} "
    taken: set[str] = set()
    for topic, phrases in _topics().items():
        found = next((phrase for phrase in phrases if f" {phrase} " in text), None)
        if found:
            terms[f"#{topic}"] = found
            taken.update(word for phrase in phrases for word in phrase.split())
    for word in words:
        if len(word) > _SHORT and word not in taken and word not in _common():
            terms.setdefault(stem_of(language, word), word)
    return _Heard(spoken, terms)


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


@cache
def _topics() -> Mapping[str, tuple[str, ...]]:
    """Topic to its phrases in every language, as they stand in a text of folded words."""
    return {
        topic: tuple(
            " ".join(_words(phrase))
            for phrases in listed.values()
            for phrase in phrases.split(", ")
        )
        for topic, listed in incident_words.TOPICS.items()
    }


@cache
def _common() -> frozenset[str]:
    return frozenset(word for text in incident_words.COMMON.values() for word in _words(text))
