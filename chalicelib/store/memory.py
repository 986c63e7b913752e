"""The stores in memory: the same promises as the table, for one process. Thread-safe.

Every record passes through its stored form, so that what the table could not hold, or would hold
with less precision, shows here too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import TypeVar

from chalicelib.errors import (
    ConflictError,
    DuplicateError,
    NotFoundError,
    ReferenceTakenError,
)
from chalicelib.instants import from_text, to_text
from chalicelib.model import Delivery, Entry, Feedback, Message
from chalicelib.ports import Due, Inbound
from chalicelib.store import items, keys
from chalicelib.store.checks import check_change, check_opening, contacts_of, is_claimable

T = TypeVar("T")


class MemoryFeedbackStore:
    """ports.FeedbackStore in memory."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._states: dict[str, Feedback] = {}
        self._timelines: dict[str, list[Entry]] = {}
        self._messages: dict[str, dict[str, Message]] = {}
        self._inbound: dict[str, str] = {}
        self._references: dict[str, str] = {}
        self._newest: dict[str, str] = {}
        self._of_contact: dict[str, dict[str, datetime]] = {}
        self._sent: dict[str, tuple[str, str]] = {}
        self._unreacted: dict[tuple[str, int], datetime] = {}
        self._counts: Counter[str] = Counter()
        self._counted: set[tuple[str, str]] = set()
        self._written: list[Entry] = []
        self._others_due: list[Callable[[], Iterable[Due]]] = []

    def entries_since(self, number: int) -> list[Entry]:
        """What the table's stream would say: all entries as they were written, from the n-th on."""
        with self._lock:
            return self._written[number:]

    def list_also(self, others: Callable[[], Iterable[Due]]) -> None:
        """What another store of the same table has in the work list."""
        self._others_due.append(others)

    def all_states(self) -> list[Feedback]:
        """Every feedback, in no order."""
        with self._lock:
            return list(self._states.values())

    def open(
        self, feedback: Feedback, entry: Entry, inbound: Inbound, *, react_by: datetime
    ) -> None:
        """See the port."""
        check_opening(feedback, entry)
        with self._lock:
            if inbound.key in self._inbound:
                raise DuplicateError
            if feedback.reference in self._references:
                raise ReferenceTakenError
            if feedback.id in self._states:
                raise ConflictError
            self._check_contact(inbound)
            self._write(feedback, entry, inbound, react_by)
            self._references[feedback.reference] = feedback.id

    def change(
        self,
        before: Feedback,
        after: Feedback,
        entry: Entry,
        inbound: Inbound | None = None,
        *,
        react_by: datetime,
    ) -> None:
        """See the port."""
        check_change(before, after, entry)
        with self._lock:
            if inbound and inbound.key in self._inbound:
                raise DuplicateError
            now = self._states.get(before.id)
            if now is None or now.entries != before.entries:
                raise ConflictError
            self._check_contact(inbound)
            self._write(after, entry, inbound, react_by)

    def _check_contact(self, inbound: Inbound | None) -> None:
        if inbound and inbound.contact and self._newest.get(inbound.contact) != inbound.seen:
            raise ConflictError

    def _write(
        self, feedback: Feedback, entry: Entry, inbound: Inbound | None, react_by: datetime
    ) -> None:
        state = items.feedback_from_item(items.feedback_to_item(feedback))
        written = items.entry_from_item(items.entry_to_item(entry, react_by))
        self._states[feedback.id] = state
        self._timelines.setdefault(feedback.id, []).append(written)
        self._unreacted[feedback.id, entry.number] = from_text(to_text(react_by))
        self._written.append(written)
        if inbound:
            self._inbound[inbound.key] = feedback.id
        if inbound and inbound.contact:
            self._newest[inbound.contact] = feedback.id
        for contact in contacts_of(feedback):
            self._of_contact.setdefault(contact, {})[feedback.id] = state.captured_at

    def rearm(self, before: Feedback, wake_at: datetime | None) -> None:
        """See the port."""
        with self._lock:
            now = self._states.get(before.id)
            if now is None or (now.entries, now.wake_at) != (before.entries, before.wake_at):
                raise ConflictError
            after = replace(now, wake_at=wake_at)
            self._states[before.id] = items.feedback_from_item(items.feedback_to_item(after))

    def get(self, feedback_id: str) -> Feedback:
        """See the port."""
        with self._lock:
            return _needed(self._states.get(feedback_id), "feedback")

    def entry(self, feedback_id: str, number: int) -> Entry:
        """See the port."""
        found = [one for one in self.timeline(feedback_id) if one.number == number]
        return _needed(found[0] if found else None, "entry")

    def timeline(self, feedback_id: str) -> list[Entry]:
        """See the port."""
        with self._lock:
            return list(self._timelines.get(feedback_id, []))

    def messages(self, feedback_id: str) -> list[Message]:
        """See the port."""
        with self._lock:
            return [one for _, one in sorted(self._messages.get(feedback_id, {}).items())]

    def by_reference(self, reference: str) -> str | None:
        """See the port."""
        with self._lock:
            return self._references.get(reference)

    def by_inbound(self, key: str) -> str | None:
        """See the port."""
        with self._lock:
            return self._inbound.get(key)

    def newest_of(self, contact: str) -> str | None:
        """See the port."""
        with self._lock:
            return self._newest.get(contact)

    def of_contact(self, contact: str, limit: int) -> list[str]:
        """See the port."""
        return self.standing_of(contact, limit)[1]

    def standing_of(self, contact: str, limit: int) -> tuple[str | None, list[str]]:
        """See the port."""
        with self._lock:
            found = self._of_contact.get(contact, {}).items()
            newest_first = sorted(((at, id_) for id_, at in found), reverse=True)
            return self._newest.get(contact), [id_ for _, id_ in newest_first[:limit]]

    def by_provider_id(self, provider_id: str) -> tuple[str, str] | None:
        """See the port."""
        with self._lock:
            return self._sent.get(provider_id)

    def reacted(self, feedback_id: str, number: int) -> None:
        """See the port."""
        with self._lock:
            self._unreacted.pop((feedback_id, number), None)

    def add_message(self, message: Message) -> bool:
        """See the port."""
        with self._lock:
            if message.id in self._messages.get(message.feedback_id, {}):
                return False
            self._keep(message)
            return True

    def message(self, feedback_id: str, message_id: str) -> Message:
        """See the port."""
        with self._lock:
            return _needed(self._messages.get(feedback_id, {}).get(message_id), "message")

    def claim(self, message: Message, now: datetime, lease_until: datetime) -> Message | None:
        """See the port."""
        with self._lock:
            if not (is_claimable(message, now) and self._is_as_read(message)):
                return None
            stored = self._messages[message.feedback_id][message.id]
            return self._keep(
                replace(
                    stored,
                    delivery=Delivery.CLAIMED,
                    attempts=message.attempts + 1,
                    wake_at=lease_until,
                )
            )

    def settle(self, before: Message, after: Message) -> None:
        """See the port."""
        with self._lock:
            if not self._is_as_read(before):
                raise ConflictError
            self._keep(after)
            if after.provider_id is not None and after.provider_id != before.provider_id:
                self._sent[after.provider_id] = (after.feedback_id, after.id)

    def blank_entry(self, entry: Entry) -> None:
        """See ports.Records."""
        with self._lock:
            of_one = self._timelines[entry.feedback_id]
            stored = replace(of_one[entry.number - 1], words=entry.words, data=entry.data)
            of_one[entry.number - 1] = stored
            self._written = [
                stored
                if (one.feedback_id, one.number) == (stored.feedback_id, stored.number)
                else one
                for one in self._written
            ]

    def blank_message(self, message: Message) -> None:
        """See ports.Records."""
        with self._lock:
            stored = self._messages[message.feedback_id][message.id]
            self._keep(replace(stored, to=message.to, rendered=None, error=None, is_erased=True))

    def forget(self, contact: str, feedback: Feedback) -> None:
        """See ports.Records."""
        with self._lock:
            self._of_contact.get(contact, {}).pop(feedback.id, None)
            if self._newest.get(contact) == feedback.id:
                del self._newest[contact]

    def _is_as_read(self, message: Message) -> bool:
        stored = self._messages.get(message.feedback_id, {}).get(message.id)
        return (
            stored is not None
            and stored.delivery is message.delivery
            and stored.attempts == message.attempts
            and (message.is_erased or not stored.is_erased)
        )

    def _keep(self, message: Message) -> Message:
        stored = items.message_from_item(items.message_to_item(message))
        self._messages.setdefault(message.feedback_id, {})[message.id] = stored
        return stored

    def due(
        self, now: datetime, limit: int, after: Due | None = None, *, swept: bool = True
    ) -> tuple[list[Due], bool]:
        """See the port."""
        until = from_text(to_text(now))
        listed = (one for one in self._work_list() if swept or not one.swept)
        found = sorted((one for one in listed if one.wake_at <= until), key=_place)
        if after:
            found = [one for one in found if _place(one) > _place(after)]
        return found[:limit], len(found) > limit

    def waking(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """See the port."""
        first, last = from_text(to_text(after)), from_text(to_text(until))
        states = (one.wake_at for one in self._work_list() if one.item == "state")
        return iter({at for at in states if first < at <= last})

    def _work_list(self) -> list[Due]:
        with self._lock:
            states = [(one.id, "state", one.wake_at, False) for one in self._states.values()]
            entries = [
                (feedback_id, f"entry:{number}", react_by, True)
                for (feedback_id, number), react_by in self._unreacted.items()
            ]
            messages = [
                (feedback_id, f"message:{one.id}", one.wake_at, items.is_swept(one))
                for feedback_id, of_one in self._messages.items()
                for one in of_one.values()
            ]
        others = [one for listed in self._others_due for one in listed()]
        return others + [
            Due(feedback_id=feedback_id, item=item, wake_at=at, swept=swept)
            for feedback_id, item, at, swept in [*states, *entries, *messages]
            if at is not None
        ]

    def held(self, team_id: str, until: datetime, limit: int) -> list[str]:
        """See the port."""
        last = to_text(until)
        with self._lock:
            found = sorted(
                (keys.queue_by(state), state.id)
                for state in self._states.values()
                if state.holder == team_id and keys.queue_by(state) <= last
            )
        return [feedback_id for _, feedback_id in found[:limit]]

    def count(self, key: str, cap: int, expires_at: datetime, *, by: str | None = None) -> bool:  # noqa: ARG002
        """See the port. Nothing expires here: the key names its own window of time."""
        with self._lock:
            if cap > 0 and by is not None and (key, by) in self._counted:
                return True
            if self._counts[key] >= cap:
                return False
            self._counts[key] += 1
            if by is not None:
                self._counted.add((key, by))
            return True

    def is_full(self, key: str, cap: int) -> bool:
        """See the port."""
        with self._lock:
            return self._counts[key] >= cap


def _place(due: Due) -> tuple[bool, str, datetime, str, str]:
    shard = keys.shard(due.feedback_id)
    return due.swept, shard, due.wake_at, due.feedback_id, due.item


def _needed(found: T | None, what: str) -> T:
    if found is None:
        raise NotFoundError(f"there is no such {what}")
    return found
