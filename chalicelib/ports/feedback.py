"""Feedback on the table: its state, its timeline, its messages, and who looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.model import Entry, Feedback, Here, Message, PendingMove


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing in the work list whose time has come."""

    feedback_id: str
    item: str
    """`state`, `entry:<number>`, `message:<message id>` or `pending:<key>`; or `task:<number>` of the
    incident whose id stands in the feedback's place."""
    wake_at: datetime
    swept: bool = False
    """Whether only the sweep looks for it, since no tick was armed for it: entries, and messages
    that do not wait for a next try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """What makes the arrival of one message unique, and whom it came from."""

    key: str
    """Channel and the provider's id; one that was seen before changes nothing."""
    contact: str | None = None
    """`sms:+44…` or `email:…`: who wrote, where that is proven."""
    seen: str | None = None
    """The contact's newest feedback as it was read; a change in between is a conflict."""


class FeedbackStore(Protocol):
    """The table. Every write is conditional; a lost race is a ConflictError and changes nothing."""

    def open(
        self, feedback: Feedback, entry: Entry, inbound: Inbound, *, react_by: datetime
    ) -> None:
        """Write a new feedback with its first entry and its reference, in one transaction.

        The entry stands in the work list with `react_by` until it is `reacted` to.
        DuplicateError: this inbound was stored before. ReferenceTakenError: choose another one.
        """

    def change(
        self,
        before: Feedback,
        after: Feedback,
        entry: Entry,
        inbound: Inbound | None = None,
        *,
        react_by: datetime,
    ) -> None:
        """Write the next state and its entry, if the state is still `before`.

        DuplicateError: this inbound was stored before.
        """

    def rearm(self, before: Feedback, wake_at: datetime | None) -> None:
        """Move the wake-up alone, without an entry, if state and wake-up are still as in `before`."""

    def get(self, feedback_id: str) -> Feedback:
        """The state, consistently read. NotFoundError."""

    def entry(self, feedback_id: str, number: int) -> Entry:
        """One entry. NotFoundError."""

    def timeline(self, feedback_id: str) -> list[Entry]:
        """All entries, oldest first."""

    def messages(self, feedback_id: str) -> list[Message]:
        """All messages, in the order of their ids."""

    def by_reference(self, reference: str) -> str | None:
        """The id behind a reference."""

    def by_inbound(self, key: str) -> str | None:
        """The id that an inbound message was stored under."""

    def newest_of(self, contact: str) -> str | None:
        """The id of the feedback that a contact point wrote about last, consistently read."""

    def of_contact(self, contact: str, limit: int) -> list[str]:
        """Ids of a contact point's feedback, newest capture first, consistently read.

        Also where the contact point was only typed into a form.
        """

    def standing_of(self, contact: str, limit: int) -> tuple[str | None, list[str]]:
        """`newest_of` and `of_contact` in one read."""

    def by_provider_id(self, provider_id: str) -> tuple[str, str] | None:
        """Feedback id and message id of a message that left."""

    def reacted(self, feedback_id: str, number: int) -> None:
        """Take an entry off the work list: everything that follows from it is written."""

    def add_message(self, message: Message) -> bool:
        """Write a pending message; False where it is there already."""

    def message(self, feedback_id: str, message_id: str) -> Message:
        """One message. NotFoundError."""

    def claim(self, message: Message, now: datetime, lease_until: datetime) -> Message | None:
        """Make one pending, retryable or abandoned message ours until `lease_until`; else None."""

    def settle(self, before: Message, after: Message) -> None:
        """Write what became of a message, if its delivery is still as in `before`; ConflictError."""

    def due(
        self, now: datetime, limit: int, after: Due | None = None, *, swept: bool = True
    ) -> tuple[list[Due], bool]:
        """Up to `limit` things whose time has come, oldest first by shard, and whether there is more.

        First what ticks come for, then, with `swept`, what only the sweep looks for. A thing stays in
        the list until its worker moves it, so the next page is asked for with the last thing of this
        one as `after`. The list may lag a moment behind the writes.
        """

    def waking(self, after: datetime, until: datetime) -> Iterable[datetime]:
        """The distinct `wake_at`s of states, later than `after` and not later than `until`."""

    def held(self, team_id: str, until: datetime, limit: int) -> list[str]:
        """Ids of up to `limit` feedback that a team has to answer and promised to by `until`.

        And of those whose answer was known by then to have reached nobody. The oldest promise, or
        knowledge, first. The list may lag a moment behind the writes.
        """

    def count(self, key: str, cap: int, expires_at: datetime, *, by: str | None = None) -> bool:
        """Count one more against `key`; False, and nothing counted, where `cap` is reached.

        `by` is what is counted, a few characters long: the same again is let through, and counted once.
        """

    def is_full(self, key: str, cap: int) -> bool:
        """Whether as many as `cap` were counted against `key`."""


class PendingMoves(Protocol):
    """What members said that has not left yet. Each stands in the work list as `pending:<key>`."""

    def add(self, move: PendingMove) -> bool:
        """Keep it until it leaves; False where that feedback has one under its key already."""

    def of(self, feedback_id: str) -> list[PendingMove]:
        """What waits to leave about one feedback, consistently read, in the order of their keys."""

    def claim(self, feedback_id: str, key: str) -> PendingMove | None:
        """Make it too late to take one back; also where it was already. None where there is none."""

    def take_back(self, feedback_id: str, key: str) -> bool:
        """Take one away unless it was claimed; whether it is gone by this call."""

    def done(self, feedback_id: str, key: str) -> None:
        """Take one away: what it said is on the timeline. Also where it is gone."""


class Presence(Protocol):
    """Who has a feedback open. It expires by itself: who says nothing for a while has left."""

    def record(self, feedback_id: str, here: Here, expires_at: datetime) -> None:
        """Keep the newest that somebody's page said."""

    def leave(self, feedback_id: str, email: str) -> None:
        """Somebody closed it; also where they had not opened it."""

    def of(self, feedback_id: str, since: datetime) -> list[Here]:
        """Who has said so at or after `since`, by mail address."""
