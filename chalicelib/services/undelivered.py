"""A message of ours that reached nobody: the timeline says so, and somebody else is tried."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import policy as policies
from chalicelib.errors import ConflictError
from chalicelib.model import ContactPoint, Delivery, Entry, Feedback, Message, Purpose, What
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.services import moves
from chalicelib.services.begin import REACT_WITHIN, armed

_TRIES = 10
_LOST = {Delivery.FAILED, Delivery.BOUNCED}
_FOR_LEVEL = {
    Purpose.TEAM_NEW,
    Purpose.TEAM_REMINDER,
    Purpose.TEAM_ESCALATION,
    Purpose.TEAM_HANDED_OVER,
    Purpose.TEAM_FURTHER,
}

_ANSWERS = {Purpose.ANSWER, Purpose.RESOLUTION}
_IN_MEMBERS_WORDS = {*_ANSWERS, Purpose.QUESTION}
_ANSWERING = {What.ANSWERED, What.RESOLVED}


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Makes sure that a message which did not arrive is somebody's business.

    The customer's: the holder is told, and the customer's next contact point is tried; an answer that
    reached them nowhere leaves the feedback with its team. Staff's: when nobody of that level was
    reached, the next level has it now.
    """

    store: FeedbackStore
    configurations: ConfigurationStore

    def tell(self, message: Message, reason: str, now: datetime) -> None:
        """Put it on the timeline, once for each message.

        What stands alone has no timeline: its bounces are counted, for the next digest and `doctor`.
        """
        if message.purpose.stands_alone:
            return
        for _ in range(_TRIES):
            before = self.store.get(message.feedback_id)
            if any(_tells_of(entry, message) for entry in self.store.timeline(before.id)):
                return
            is_asked_once = message.purpose.is_for_staff or message.purpose is Purpose.SURVEY
            other = None if is_asked_once else _other(before, self._tried(message))
            about = self.store.entry(before.id, message.entry)
            after = self._after(before, message, about)
            is_lost = other is None and self._is_lost(message)
            if is_lost:
                after = self._unreached(after, about, now)
            is_new = after.unreached_at is not None and before.unreached_at is None
            data = {
                "message": message.id,
                "entry": message.entry,
                "purpose": message.purpose,
                "to": message.to,
                "reason": reason,
                **({"team": message.team} if message.team else {}),
                **({"other": other.address} if other else {}),
                **({"member": about.actor} if message.purpose in _IN_MEMBERS_WORDS else {}),
                **({"lost": True} if is_lost else {}),
                **({"unreached": True} if is_new else {}),
            }
            entry = Entry(
                feedback_id=before.id, number=after.entries, what=What.UNDELIVERED, at=now,
                actor="system", channel=message.channel, cycle=before.cycle, data=data,
            )  # fmt: skip
            try:
                self.store.change(before, after, entry, react_by=now + REACT_WITHIN)
            except ConflictError:
                continue
            return
        raise ConflictError(f"feedback {message.feedback_id} kept changing under us")

    def _after(self, before: Feedback, message: Message, about: Entry) -> Feedback:
        after = replace(before, entries=before.entries + 1)
        if message.purpose not in _FOR_LEVEL or not before.is_open:
            return after
        if any(m.delivery not in _LOST for m in self._beside(message)):
            return after
        level = int(about.data.get("level", before.level if message.entry > 1 else 0))
        gap = policies.gap_key(level)
        if gap in before.done or about.cycle != before.cycle or level < before.level:
            return after
        captured_under = self.configurations.version(before.config_version)
        return armed(replace(after, done=(*before.done, gap)), captured_under)

    def _is_lost(self, message: Message) -> bool:
        """Whether nothing of an answer reached the customer, or may still do so."""
        gone = _LOST | {Delivery.WITHHELD}
        return message.purpose in _ANSWERS and all(
            m.delivery in gone for m in self._beside(message)
        )

    def _unreached(self, after: Feedback, about: Entry, now: datetime) -> Feedback:
        """The feedback once its newest answer is lost; as it was where the team is done with that."""
        is_past = about.cycle != after.cycle or any(
            entry.number > about.number and (entry.what in _ANSWERING or _is_seen_to(entry))
            for entry in self.store.timeline(after.id)
        )
        if is_past:
            return after
        captured_under = self.configurations.version(after.config_version)
        return moves.unreached(after, captured_under, now)

    def _beside(self, message: Message) -> list[Message]:
        """The other messages of the same entry and purpose: to others, elsewhere, or further parts."""
        return [
            m
            for m in self.store.messages(message.feedback_id)
            if m.entry == message.entry and m.purpose is message.purpose and m.id != message.id
        ]

    def _tried(self, message: Message) -> set[str]:
        return {message.to, *(m.to for m in self._beside(message))}


def _tells_of(entry: Entry, message: Message) -> bool:
    return entry.what is What.UNDELIVERED and entry.data.get("message") == message.id


def _is_seen_to(entry: Entry) -> bool:
    """Whether a member told the customer on another way, or found that there is none."""
    return bool(entry.data.get("told") or entry.data.get("unreachable"))


def _other(feedback: Feedback, tried: Iterable[str]) -> ContactPoint | None:
    return next((c for c in feedback.contacts if c.address not in tried), None)
