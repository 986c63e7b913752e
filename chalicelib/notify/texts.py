"""Text messages to customers: short, plain, and charged as few SMS as can be."""

from functools import partial

from chalicelib.model import Purpose, Rendered
from chalicelib.notify.telling import Telling, newest_promise, thanks
from chalicelib.sms_text import (
    ANSWER_OPENING,
    answer_parts,
    cut,
    fitted,
    is_gsm,
    length,
    to_gsm,
)


def text_for(telling: Telling) -> Rendered:
    """The text to a customer. ValueError for a purpose that has none."""
    match telling.message.purpose:
        case Purpose.ACKNOWLEDGEMENT:
            text = _acknowledgement(telling)
        case Purpose.LATE_NOTICE:
            text = _late_notice(telling)
        case Purpose.ANSWER:
            text = _answer(telling)
        case purpose:
            raise ValueError(f"{purpose} never leaves as a text")
    return Rendered(text=text, sender=telling.configuration.organisation.sms_number)


def _acknowledgement(telling: Telling) -> str:
    promise = newest_promise(telling)
    write = partial(
        telling.words.say,
        "acknowledgement_sms" if promise else "acknowledgement_sms_without_promise",
        thanks=thanks(telling),
        reference=telling.reference,
        **({"promise": promise} if promise else {}),
    )
    return fitted(lambda name: write(organisation=name).rstrip(), telling.organisation)


def _late_notice(telling: Telling) -> str:
    promise = telling.promised(telling.instant("promise_by"))
    team = telling.team(telling.data["to"])
    write = partial(
        telling.words.say,
        "late_notice_sms" if promise else "late_notice_sms_without_promise",
        reference=telling.reference,
        **({"promise": promise} if promise else {}),
    )
    longest = max(len(team), len(telling.organisation))

    def with_names(size: int) -> str:
        return write(team=cut(team, size), organisation=cut(telling.organisation, size)).rstrip()

    return fitted(lambda name: with_names(len(name)), "x" * longest)


def _answer(telling: Telling) -> str:
    """One part of a member's words, to the letter, below whom they are from."""
    part, parts = telling.message.part
    words = answer_parts(telling.entry.words or "")
    if len(words) != parts:
        raise ValueError(f"the words take {len(words)} texts, not {parts}")
    return f"{_opening(telling, part, parts, words[part - 1])}\n{words[part - 1]}"


def _opening(telling: Telling, part: int, parts: int, words: str) -> str:
    """Whom an answer is from, never so long or so written that the words no longer fit."""
    numbered = {"part": part, "parts": parts} if parts > 1 else {}
    write = partial(
        telling.words.say,
        "answer_sms_part" if numbered else "answer_sms",
        reference=telling.reference,
        **numbered,
    )
    team, organisation = telling.team(telling.data["team"]), telling.organisation
    for size in range(max(len(team), len(organisation)), 0, -1):
        opening = write(team=cut(team, size), organisation=cut(organisation, size))
        if is_gsm(words):
            opening = to_gsm(opening)
            if not is_gsm(opening):
                break
        if length(opening) < ANSWER_OPENING:
            return opening
    return f"{telling.reference}:"
