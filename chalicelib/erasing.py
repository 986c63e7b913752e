"""What is left of a feedback once everything personal in it is gone. Pure.

Kept is a list of what is known to be without content, so that a fact that is added later is erased
until somebody says otherwise. Whatever the measurements are made of is kept: they stay as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.model import Difficulty, Entry, Feedback, Kind, Message, Severity, Status, What

ERASED = "[erased]"
"""In the place of words, and of a recipient. That there were words is a fact: some are a response."""

_KEPT = frozenset(
    {
        "acknowledge", "assignee", "automatic", "changes", "closes", "command", "configuration", "cycle",
        "holder", "incident", "kind", "level", "missed_by", "owner", "placed", "policy", "promise_by",
        "rating", "recommend", "reopens", "repeats", "respond_by", "score", "severity", "suspect",
        "team", "tell", "tells_customer", "touchpoint", "until",
    }
)  # fmt: skip
_TEAMS = frozenset({"from", "to"})
"""Ids of teams, but for what was not delivered, which names an address."""
_CODES = {
    "reason": frozenset({What.SET_ASIDE}),
    "why": frozenset(
        {
            What.APPEALED, What.CLOSED, What.ERASED, What.ESCALATED, What.LATE, What.OVERDUE,
            What.REPLANNED, What.RESUMED, What.SURVEY_SKIPPED,
        }
    ),
}  # fmt: skip
"""Where each is one word of ours; in other entries it is anybody's words."""
_ABOUT_WORDS = {
    What.NOTED: frozenset({"told", "unreachable"}),
    What.UNDELIVERED: frozenset({"entry", "lost", "purpose", "unreached"}),
}
"""What became of words: whether they reached anybody is measured."""
_REASONS = "reasons"
_ASSESSED: dict[str, frozenset[StrEnum]] = {
    "kind": frozenset(Kind),
    "severity": frozenset(Severity),
    "difficulty": frozenset(Difficulty),
}


def is_erased(feedback: Feedback) -> bool:
    """Whether nothing personal is left in the state."""
    return not feedback.contacts and feedback.name is None and feedback.thread is None


def erased(feedback: Feedback, why: str, now: datetime) -> tuple[Feedback, Entry]:
    """The state without the person, and the entry that says so, which holds nothing of them.

    What is still open is closed by it: nobody can be answered any more.
    """
    number = feedback.entries + 1
    entry = Entry(
        feedback_id=feedback.id,
        number=number,
        what=What.ERASED,
        at=now,
        actor="system",
        cycle=feedback.cycle,
        data={"why": why, "closes": True} if feedback.is_open else {"why": why},
    )
    after = replace(feedback, contacts=(), name=None, thread=None, entries=number)
    if feedback.is_open:
        after = replace(after, status=Status.CLOSED, closed_at=now, wake_at=None)
    return after, entry


def blank(entry: Entry) -> Entry:
    """The entry without content."""
    data = {name: value for name, value in entry.data.items() if _is_kept(entry.what, name, value)}
    if _REASONS in entry.data:
        data[_REASONS] = list(_taken_for(entry.data[_REASONS]))
    return replace(entry, words=None if entry.words is None else ERASED, data=data)


def _is_kept(what: What, name: str, value: Any) -> bool:
    if name in _TEAMS:
        return what is not What.UNDELIVERED
    if name in _CODES:
        is_code = isinstance(value, str) and value.replace("_", "").isalnum()
        return what in _CODES[name] and is_code
    return name in _KEPT or name in _ABOUT_WORDS.get(what, ())


def _taken_for(reasons: Iterable[Any]) -> Iterator[list[str]]:
    """What words were taken for, [field, value], without the word of theirs that decided it."""
    for field, value, *_ in reasons:
        if value in _ASSESSED.get(field, ()):
            yield [field, value]


def blank_message(message: Message) -> Message:
    """The message without its recipient, where that is the customer, and without what it said."""
    to = message.to if message.purpose.is_for_staff else ERASED
    return replace(message, to=to, rendered=None, error=None, is_erased=True)


def is_message_blank(message: Message) -> bool:
    """Whether there is nothing left to erase in it."""
    return replace(blank_message(message), is_erased=message.is_erased) == message


def originals(entry: Entry) -> Iterator[str]:
    """Keys of the mails that an entry was made of."""
    original = entry.data.get("original")
    if isinstance(original, str):
        yield original


def is_blank(entry: Entry) -> bool:
    """Whether there is nothing left to erase."""
    return blank(entry) == entry
