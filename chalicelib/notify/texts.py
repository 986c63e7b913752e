"""Text messages to customers: short, plain, and charged as few SMS as can be."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

from chalicelib import attachments
from chalicelib.addresses import status_token
from chalicelib.model import Purpose, Rendered
from chalicelib.notify.command_reply import command_reply_text
from chalicelib.notify.outcomes import resolution_text, survey_text
from chalicelib.notify.telling import Telling, newest_promise, thanks
from chalicelib.sms_text import (
    ANSWER_OPENING,
    answer_parts,
    cut,
    fitted,
    is_gsm,
    length,
    parts,
    to_gsm,
)
from chalicelib.wording import Words

_IN_MEMBERS_WORDS = (Purpose.ANSWER, Purpose.RESOLUTION, Purpose.QUESTION)
_CLOSING_LIMIT = 100
"""Of the last line, so that it and an opening fit beside the words."""
_MOST_AROUND = 2
"""SMS that a member's words cost more for what stands around them."""


def text_for(telling: Telling, keys: Sequence[bytes], public_url: str) -> Rendered:
    """The text to a customer. ValueError for a purpose that has none."""
    files = _files(telling, keys, public_url)
    match telling.message.purpose:
        case Purpose.ACKNOWLEDGEMENT:
            text = _acknowledgement(telling)
        case Purpose.LATE_NOTICE | Purpose.APPEAL_TAKEN:
            text = _now_with_team(telling)
        case Purpose.RESUMED:
            text = _resumed(telling)
        case Purpose.RESOLUTION if not telling.said:
            text = resolution_text(telling, _if_not_settled(telling))
        case Purpose.COMMAND_REPLY:
            text = command_reply_text(telling, keys, public_url)
        case Purpose.SURVEY:
            text = survey_text(telling, keys, public_url)
        case Purpose.ANSWER | Purpose.RESOLUTION:
            text = _answer(telling, files)
        case Purpose.QUESTION:
            text = _question(telling, files)
        case purpose:
            raise ValueError(f"{purpose} never leaves as a text")
    return Rendered(text=text + files, sender=telling.configuration.organisation.sms_number)


def _files(telling: Telling, keys: Sequence[bytes], public_url: str) -> str:
    """A last line on files that came with a member's words: where the customer finds them."""
    part, count = telling.message.part
    is_told = telling.message.purpose in _IN_MEMBERS_WORDS and part == count
    files = attachments.kept(telling.entry) if is_told and public_url else []
    if not files:
        return ""
    link = f"{public_url}/s/{status_token(keys, telling.feedback.id)}"
    return "\n" + telling.words.say("answer_sms_files", count=len(files), link=link)


def _writer(telling: Telling, promise: str | None) -> Callable[..., str]:
    """The purpose's own wording, with the promise where there is one."""
    name = f"{telling.message.purpose}_sms"
    write = partial(telling.words.say, reference=telling.reference)
    if promise:
        return partial(write, name, promise=promise)
    return partial(write, f"{name}_without_promise")


def _acknowledgement(telling: Telling) -> str:
    write = partial(_writer(telling, newest_promise(telling)), thanks=thanks(telling))
    return fitted(lambda name: write(organisation=name).rstrip(), telling.organisation)


def _resumed(telling: Telling) -> str:
    write = _writer(telling, telling.promised(telling.instant("promise_by")))
    return fitted(lambda name: write(organisation=name).rstrip(), telling.organisation)


def _now_with_team(telling: Telling) -> str:
    write = _writer(telling, telling.promised(telling.instant("promise_by")))
    team = telling.team(telling.data["to"])
    longest = max(len(team), len(telling.organisation))

    def with_names(size: int) -> str:
        return write(team=cut(team, size), organisation=cut(telling.organisation, size)).rstrip()

    return fitted(lambda name: with_names(len(name)), "x" * longest)


def _answer(telling: Telling, files: str) -> str:
    """The member's words; on the last part the customer's right to go to the ombudsman as well."""
    words, is_last = _said(telling)
    closing = _closing(telling, words) if is_last else ""
    return f"{_opening(telling, words, closing, files)}\n{words}{closing}"


def _closing(telling: Telling, words: str) -> str:
    """A last line on what to do if it is not solved, never so written that the words no longer fit."""
    plain = to_gsm if is_gsm(words) else str
    own = plain(_if_not_settled(telling))
    if length(own) > _CLOSING_LIMIT or (is_gsm(words) and not is_gsm(own)):
        ours = replace(telling, words=Words(telling.words.locale))
        own = plain(_if_not_settled(ours))
    return f"\n{own}" if own else ""


def _if_not_settled(telling: Telling) -> str:
    """That a reply opens it again, after the outcome, and the right to go to the ombudsman, if any."""
    say, right = telling.words.say, telling.appeal
    is_outcome = telling.message.purpose is Purpose.RESOLUTION
    if right is None:
        return say("resolution_sms_reopen") if is_outcome else ""
    name = "resolution_sms_appeal" if is_outcome else "appeal_sms"
    days = right.within // timedelta(days=1)
    is_fresh = not is_outcome or right.by - telling.now > right.within - timedelta(days=1)
    if days > 1 and is_fresh:
        return say(name, word=right.word, days=days)
    return say(f"{name}_soon", word=right.word, promise=telling.by(right.by))


def _question(telling: Telling, files: str) -> str:
    """The member's words; that we wait for the reply only where saying so costs no further SMS."""
    words, is_last = _said(telling)
    text = f"{_opening(telling, words, '', files)}\n{words}"
    if not is_last or telling.promised(telling.instant("until")) is None:
        return text
    hint = telling.words.say("question_sms_waits")
    hinted = f"{text}\n{to_gsm(hint) if is_gsm(text) else hint}"
    return hinted if parts(hinted + files) == parts(text + files) else text


def _said(telling: Telling) -> tuple[str, bool]:
    """This part of a member's words, to the letter, and whether it is the last one."""
    part, count = telling.message.part
    words = answer_parts(telling.entry.words or "")
    if len(words) != count:
        raise ValueError(f"the words take {len(words)} texts, not {count}")
    return words[part - 1], part == count


def _opening(telling: Telling, words: str, closing: str, files: str) -> str:
    """Whom the words are from, never so long or so written that they no longer fit.

    The address of files is long: with it as well, what stands around the words stays within two SMS.
    """
    room, most = ANSWER_OPENING - length(closing), parts(words) + _MOST_AROUND
    part, count = telling.message.part
    is_question = telling.message.purpose is Purpose.QUESTION
    name = "question_sms" if is_question else "answer_sms"
    numbered = {"part": part, "parts": count} if count > 1 else {}
    write = partial(
        telling.words.say,
        f"{name}_part" if numbered else name,
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
        if length(opening) < room and parts(f"{opening}\n{words}{closing}{files}") <= most:
            return opening
    return f"{telling.reference}:"
