"""A customer's data gone: words, names, contact points, files, originals. What was measured stays.

Each feedback ends with its state, so whatever breaks off before is found again by the next run; each
step may be taken twice. What is being sent at this moment may still leave.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from chalicelib import erasing
from chalicelib.errors import ConflictError, OuvidoError
from chalicelib.model import Delivery, Feedback
from chalicelib.ports import FeedbackStore, Files, MailStore, PendingMoves, Record, Records

_REACT_WITHIN = timedelta(minutes=5)
_TRIES = 10
_MOST = 10_000
"""Feedback of one contact point: more than anybody has."""
_WAITS = frozenset({Delivery.PENDING, Delivery.RETRY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How much was erased."""

    feedback: int = 0
    entries: int = 0
    messages: int = 0
    withheld: int = 0
    """Of these, what had not left yet, and now does not."""
    files: int = 0
    mails: int = 0
    left: int = 0
    """Feedback that could not be erased now: it kept changing under us, or a file or mail stayed."""

    def __add__(self, other: "Erased") -> "Erased":
        """Both together."""
        return Erased(
            feedback=self.feedback + other.feedback,
            entries=self.entries + other.entries,
            messages=self.messages + other.messages,
            withheld=self.withheld + other.withheld,
            files=self.files + other.files,
            mails=self.mails + other.mails,
            left=self.left + other.left,
        )


class Erase:
    """Erases what is kept about people."""

    def __init__(
        self,
        store: FeedbackStore,
        records: Records,
        files: Files,
        originals: MailStore,
        pending: PendingMoves,
    ) -> None:
        self._store = store
        self._pending = pending
        self._records = records
        self._files = files
        self._originals = originals

    def found(self, contact: str) -> list[Record]:
        """Everything of a contact point, `sms:+44…` or `email:…`, newest first."""
        return [self._records.of(one) for one in self._store.of_contact(contact, _MOST)]

    def older(self, than: datetime) -> Iterator[Record]:
        """What ended before an instant and is not erased yet. It reads the whole table."""
        return (record for record in self._records.everything() if is_over(record, than))

    def contact(self, contact: str, now: datetime) -> Erased:
        """Erase everything of a contact point; what it came to. One that stays is in nobody's way."""
        done = Erased()
        for record in self.found(contact):
            try:
                done += self.one(record.feedback.id, "asked", now, found_by=contact)
                self._records.forget(contact, record.feedback)
            except OuvidoError:
                done += Erased(left=1)
        return done

    def aged(
        self, than: datetime, now: datetime, wanted: Callable[[Feedback], bool]
    ) -> Iterator[Erased]:
        """Erase what ended before an instant and is wanted; what each came to, once it is asked for."""
        for record in self.older(than):
            if wanted(record.feedback):
                try:
                    is_due = partial(is_over, than=than)
                    yield self.one(record.feedback.id, "age", now, only_if=is_due)
                except OuvidoError:
                    yield Erased(left=1)

    def one(
        self,
        feedback_id: str,
        why: str,
        now: datetime,
        *,
        found_by: str | None = None,
        only_if: Callable[[Record], bool] = lambda _: True,
    ) -> Erased:
        """Erase one feedback. ConflictError where it kept changing under us.

        The contact point that it was found by still leads to it afterwards, so that a run that breaks
        off can be repeated. `only_if` is asked of every reading: what whoever chose it saw may be past,
        and a feedback that was opened again meanwhile is not closed.
        """
        done = Erased()
        for _ in range(_TRIES):
            record = self._records.of(feedback_id)
            if not only_if(record):
                return done
            done += self._around(record, now)
            try:
                self._state(record.feedback, why, now, found_by)
            except ConflictError:  # something was said meanwhile
                continue
            return done + Erased(feedback=1)
        raise ConflictError("the feedback kept changing under us")

    def _around(self, record: Record, now: datetime) -> Erased:
        """Everything but the state."""
        for move in self._pending.of(record.feedback.id):
            self._pending.done(record.feedback.id, move.key)  # what was held would still leave
        keys = [key for entry in record.timeline for key in erasing.originals(entry)]
        for key in keys:
            self._originals.remove(key)
        files = self._files.remove_all(record.feedback.id)
        withheld = sum(self._withhold(record, now))
        entries = [one for one in record.timeline if not erasing.is_blank(one)]
        for entry in entries:
            self._records.blank_entry(erasing.blank(entry))
        messages = [
            one
            for one in record.messages
            if not erasing.is_message_blank(one) or one.delivery is Delivery.CLAIMED
        ]
        for message in messages:
            self._records.blank_message(erasing.blank_message(message))
        return Erased(
            entries=len(entries),
            messages=len(messages),
            withheld=withheld,
            files=files,
            mails=len(keys),
        )

    def _withhold(self, record: Record, now: datetime) -> Iterator[bool]:
        for message in record.messages:
            if message.delivery in _WAITS and not message.purpose.is_for_staff:
                after = replace(
                    message, delivery=Delivery.WITHHELD, wake_at=None, settled_at=now, error=None
                )
                try:
                    self._store.settle(message, after)
                except ConflictError:  # a worker has it
                    continue
                yield True

    def _state(self, feedback: Feedback, why: str, now: datetime, found_by: str | None) -> None:
        for point in feedback.contacts:
            contact = f"{point.channel}:{point.address}"
            if contact != found_by:
                self._records.forget(contact, feedback)
        if erasing.is_erased(feedback):
            return
        after, entry = erasing.erased(feedback, why, now)
        self._store.change(feedback, after, entry, react_by=now + _REACT_WITHIN)


def is_over(record: Record, than: datetime) -> bool:
    """Whether a feedback ended before an instant and is not erased yet."""
    feedback = record.feedback
    ended = feedback.closed_at or feedback.answered_at
    return not feedback.is_open and ended is not None and ended < than and _is_left(record)


def _is_left(record: Record) -> bool:
    return (
        not erasing.is_erased(record.feedback)
        or not all(map(erasing.is_blank, record.timeline))
        or not all(map(erasing.is_message_blank, record.messages))
    )
