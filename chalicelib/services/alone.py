"""Messages that stand alone, into the outbox: about no feedback, with their words from the start.

They leave as every message does: claimed, tried again, swept, and found by their receipts.
"""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.model import Channel, Message, Purpose, Rendered
from chalicelib.outbox import UNSENT_AFTER, message_id
from chalicelib.ports import FeedbackStore, Queue


@dataclass(frozen=True, slots=True)
class Alone:
    """Writes mails that stand alone, and hands them to be sent."""

    store: FeedbackStore
    send_queue: Queue

    def write(
        self, about: str, purpose: Purpose, to: str, rendered: Rendered, now: datetime, *, team: str
    ) -> bool:
        """Write one mail to one member or mailbox; False where it was written before.

        `about` names what it belongs to, such as a digest and its day, in what a provider's tag takes
        (letters, digits, `-`, `_`): the same purpose and recipient get one mail about it, ever. Where the
        run dies in between, the sweep hands it over.
        """
        message = Message(
            id=message_id(0, purpose, to),
            feedback_id=about,
            entry=0,
            purpose=purpose,
            channel=Channel.EMAIL,
            to=to,
            team=team,
            created_at=now,
            wake_at=now + UNSENT_AFTER,
            rendered=rendered,
        )
        is_new = self.store.add_message(message)
        if is_new:
            self.send_queue.put([{"feedback": about, "message": message.id}])
        return is_new
