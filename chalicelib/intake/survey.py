"""A customer's answer to a survey: checked, and as it stands after several. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.errors import InvalidInputError
from chalicelib.model import Entry, What

SCORES = range(1, 6)
"""How content: 1, very bad, to 5, very good."""
RECOMMENDS = range(11)
"""How likely to recommend us: 0, not at all, to 10, surely."""
MAX_WHY = 2_000
"""Characters."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswer:
    """What a customer said at one time. None means that it was not said."""

    score: int | None = None
    recommend: int | None = None
    why: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return self.score is None and self.recommend is None and self.why is None


def survey_answer(said: Mapping[str, Any]) -> SurveyAnswer:
    """The answer in an object with `score`, `recommend` and `why`; other names are passed over.

    InvalidInputError, every field at once, where one of them cannot be taken.
    """
    problems: dict[str, str] = {}
    why = said.get("why")
    if why is not None and not isinstance(why, str):
        problems["why"] = "must be a text"
    elif why and len(why) > MAX_WHY:
        problems["why"] = f"is longer than {MAX_WHY:,} characters"
    for name, allowed in (("score", SCORES), ("recommend", RECOMMENDS)):
        value = said.get(name)
        if value is not None and (type(value) is not int or value not in allowed):
            problems[name] = f"must be a whole number from {allowed[0]} to {allowed[-1]}"
    if problems:
        raise InvalidInputError("some of what was sent cannot be taken", problems)
    return SurveyAnswer(
        score=said.get("score"),
        recommend=said.get("recommend"),
        why=_CONTROLS.sub("", (why or "").replace("\r\n", "\n")).strip() or None,
    )


def survey_answer_of_form(fields: Mapping[str, str]) -> SurveyAnswer:
    """The answer in a form's fields; an empty one was not filled in. InvalidInputError."""
    filled = {name: value for name, value in fields.items() if value.strip()}
    numbers: dict[str, Any] = {
        name: _number(filled[name]) for name in ("score", "recommend") if name in filled
    }
    return survey_answer({**filled, **numbers})


def score_of(text: str) -> int | None:
    """The score that an address names, None where it names none."""
    score = _number(text.strip())
    return score if isinstance(score, int) and score in SCORES else None


def _number(text: str) -> int | str:
    return int(text) if re.fullmatch(r"[0-9]{1,2}", text) else text


def said_of(timeline: Iterable[Entry], cycle: int) -> SurveyAnswer:
    """What a customer has said of a cycle, the newest of each."""
    said = SurveyAnswer()
    for entry in timeline:
        if entry.what is What.RATED and entry.cycle == cycle:
            score, recommend = entry.data["score"], entry.data["recommend"]
            newer = SurveyAnswer(score=score, recommend=recommend, why=entry.words)
            said = merged(said, newer)
    return said


def news(stands: SurveyAnswer, said: SurveyAnswer) -> SurveyAnswer:
    """Of what was said now, what does not stand already."""
    return SurveyAnswer(
        score=None if said.score == stands.score else said.score,
        recommend=None if said.recommend == stands.recommend else said.recommend,
        why=None if said.why == stands.why else said.why,
    )


def merged(before: SurveyAnswer, newer: SurveyAnswer) -> SurveyAnswer:
    """The newer answer, and of the one before what the newer leaves unsaid."""
    return SurveyAnswer(
        score=before.score if newer.score is None else newer.score,
        recommend=before.recommend if newer.recommend is None else newer.recommend,
        why=before.why if newer.why is None else newer.why,
    )
