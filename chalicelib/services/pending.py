"""Undo: what a member says to a customer waits some seconds before it leaves, and can be taken back.

It waits in the table, not in a browser that may be closed. The job that lets it leave is in the queue of
`act`, and the sweep stands behind that. Under its own key it becomes exactly one entry: what was said, or,
where somebody was quicker, a set-aside one with the words, which the member is sent.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.errors import DuplicateError, RefusedError
from chalicelib.model import Entry, Feedback, PendingMove, What
from chalicelib.ports import FeedbackStore, Inbound, PendingMoves, Queue
from chalicelib.services.commit import commit
from chalicelib.services.staff import Said, Staff

LONGEST = timedelta(seconds=60)
"""For which the customer may be kept waiting so that a member can think again."""
STUCK = timedelta(minutes=1)
"""How long after its instant one that has not left stands in nobody's way any more."""
_LATER = timedelta(seconds=1)
"""How much later than it is to leave its job comes: another machine's clock may be behind."""


class TakenBack(StrEnum):
    """What became of the wish to take something back."""

    IN_TIME = "in_time"
    LEFT = "left"
    """It was too late."""


def inbound_key(feedback_id: str, key: str) -> str:
    """What makes a move through the API unique, whether it waited or not."""
    return f"api:{feedback_id}:{key}"


@dataclass(frozen=True, slots=True)
class Hold:
    """Keeps moves back, and gives them back."""

    store: FeedbackStore
    moves: PendingMoves
    staff: Staff
    act_queue: Queue

    def keep(
        self,
        feedback: Feedback,
        what: What,
        words: str,
        said: Said,
        key: str,
        *,
        wait: timedelta,
        now: datetime,
    ) -> PendingMove | None:
        """Let it leave after `wait`; None where it has left already, so this is a repetition.

        RefusedError as if it left now, with nothing kept; `overtaken` also where a colleague's waits to
        leave, of which `said.seen` cannot know. `said.key` is not looked at.
        """
        if self.store.by_inbound(inbound_key(feedback.id, key)) is not None:
            return None
        self.staff.refuse(feedback, what, words, said, now)
        if said.seen is not None:
            self._refuse_beside(feedback.id, said.member, key, now)
        move = PendingMove(
            feedback_id=feedback.id, key=key, what=what, words=words, member=said.member,
            team=said.team, seen=said.seen, said_at=now, leaves_at=now + min(wait, LONGEST),
        )  # fmt: skip
        if not self.moves.add(move):
            known = (one for one in self.moves.of(feedback.id) if one.key == key)
            move = next(known, move)
        job = {"feedback": feedback.id, "item": f"pending:{key}"}
        self.act_queue.put([job], delay=move.leaves_at - now + _LATER)
        return move

    def _refuse_beside(self, feedback_id: str, member: str, key: str, now: datetime) -> None:
        """RefusedError `overtaken` where a colleague's is about to leave and this one is not kept yet."""
        waiting = self.moves.of(feedback_id)
        if any(one.key == key for one in waiting):
            return
        if any(one.member != member and one.leaves_at + STUCK > now for one in waiting):
            raise RefusedError("overtaken")

    def take_back(self, feedback: Feedback, key: str, member: str) -> tuple[TakenBack, str]:
        """Take one back; whether that was in time, and the words. Done again, it was in time as well.

        RefusedError `not_yours`: a colleague said it.
        """
        known = next((one for one in self.moves.of(feedback.id) if one.key == key), None)
        if known is not None and known.member != member:
            raise RefusedError("not_yours")
        if known is not None and self.moves.take_back(feedback.id, key):
            return TakenBack.IN_TIME, known.words
        words = known.words if known else ""
        if known is None and self.store.by_inbound(inbound_key(feedback.id, key)) is None:
            return TakenBack.IN_TIME, words
        return TakenBack.LEFT, words

    def of(self, feedback_id: str) -> list[PendingMove]:
        """What waits to leave, the next one first."""
        return sorted(self.moves.of(feedback_id), key=lambda one: one.leaves_at)


@dataclass(frozen=True, slots=True)
class Leave:
    """Lets moves leave."""

    store: FeedbackStore
    moves: PendingMoves
    staff: Staff

    def leave(self, feedback_id: str, key: str, now: datetime) -> None:
        """Do what a member said, unless it was taken back. Done again, or late, it is done once."""
        known = next((one for one in self.moves.of(feedback_id) if one.key == key), None)
        if known is None or known.leaves_at > now + _LATER:
            return
        move = self.moves.claim(feedback_id, key)
        if move is None:
            return
        feedback = self.store.get(feedback_id)
        said = Said(
            key=inbound_key(feedback_id, key), member=move.member, team=move.team,
            at=move.leaves_at, channel=None, seen=move.seen,
        )  # fmt: skip
        try:
            self.staff.say(feedback, move.what, move.words, said, now)
        except DuplicateError:
            pass
        except RefusedError:
            self._set_aside(feedback, move, said.key, now)
        self.moves.done(feedback_id, key)

    def _set_aside(self, feedback: Feedback, move: PendingMove, key: str, now: datetime) -> None:
        """Whatever stands in its way now did not when it was said: somebody was quicker.

        Where it was its own entry, which another run wrote, this is a duplicate and changes nothing.
        """
        facts = {
            "reason": "overtaken",
            "sender": move.member,
            "tell": [move.member],
            "team": move.team,
        }

        def kept(before: Feedback, blank: Entry) -> tuple[Feedback, Entry]:
            return before, replace(blank, words=move.words or None, data=facts)

        try:
            commit(
                self.store, feedback, kept, what=What.SET_ASIDE, actor=move.member, channel=None,
                at=now, now=now, inbound=Inbound(key=key),
            )  # fmt: skip
        except DuplicateError:
            return
