"""A text that arrived: which feedback it belongs to, and into the table with it.

In this order: the text of ours that the carrier says it answers; a reference in it; the number's newest
feedback. The keyword of another touchpoint begins a new one whatever else holds, and so does its own
keyword once the burst of the first texts is over. A feedback is only joined by a number that is one of
its contact points, so that nobody writes into another's by knowing a reference.
"""

from datetime import datetime, timedelta

from chalicelib import reference
from chalicelib.errors import ConflictError, DuplicateError, NotFoundError
from chalicelib.intake.appeal import asks_for_ombudsman
from chalicelib.intake.opt_out import is_opt_out
from chalicelib.intake.sms import InboundSms
from chalicelib.model import Channel, ContactPoint, Feedback, Status
from chalicelib.ports import ConfigurationStore, FeedbackStore
from chalicelib.routing import touchpoint_by_keyword, touchpoint_for_text
from chalicelib.services.capture import Capture
from chalicelib.services.words import Words

BURST = timedelta(minutes=1)
"""Texts with the same keyword within this belong together."""
WINDOW = timedelta(days=7)
"""How long a number's further texts belong to its newest feedback."""
_TRIES = 40


class Texts:
    """Takes in texts."""

    def __init__(
        self, store: FeedbackStore, configurations: ConfigurationStore, capture: Capture
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._capture = capture

    def receive(self, sms: InboundSms, now: datetime) -> None:
        """Store one text. A text that was stored before changes nothing."""
        for _ in range(_TRIES):
            contact = f"sms:{sms.sender}" if sms.can_be_answered else None
            newest = self._store.newest_of(contact) if contact else None
            try:
                joined = self._joined(sms, newest)
                if joined is not None:
                    self._capture.append(joined.id, self._words(sms, joined), now)
                else:
                    self._capture.open(self._words(sms), now, seen=newest)
            except DuplicateError:
                return
            except ConflictError:
                continue
            return
        raise ConflictError(f"text {sms.message_id} lost every race")

    def _joined(self, sms: InboundSms, newest: str | None) -> Feedback | None:
        if not sms.can_be_answered:
            return None
        candidates = (self._answered_by(sms), *self._named_in(sms), newest)
        own = (self._own(sms, candidate) for candidate in candidates)
        joined = next((feedback for feedback in own if feedback is not None), None)
        if joined is None:
            return None
        named = touchpoint_by_keyword(self._configurations.current(), sms.body)
        if named is not None and (
            named != joined.touchpoint or sms.received_at - joined.captured_at > BURST
        ):
            return None
        if joined.id in candidates[:-1]:
            return joined
        if asks_for_ombudsman(sms.body):
            return joined
        recent = sms.received_at - joined.captured_at < WINDOW
        return joined if recent and joined.status is not Status.CLOSED else None

    def _answered_by(self, sms: InboundSms) -> str | None:
        sent = self._store.by_provider_id(sms.in_reply_to) if sms.in_reply_to else None
        return sent[0] if sent else None

    def _named_in(self, sms: InboundSms) -> list[str | None]:
        return [self._store.by_reference(found) for found in reference.find(sms.body)]

    def _own(self, sms: InboundSms, feedback_id: str | None) -> Feedback | None:
        """The feedback, if the sender is one of its contact points."""
        if feedback_id is None:
            return None
        try:
            feedback = self._store.get(feedback_id)
        except NotFoundError:
            return None
        return feedback if any(c.address == sms.sender for c in feedback.contacts) else None

    def _words(self, sms: InboundSms, joined: Feedback | None = None) -> Words:
        contact = ContactPoint(channel=Channel.SMS, address=sms.sender, proven=True)
        return Words(
            key=f"sms:{sms.message_id}",
            channel=Channel.SMS,
            text=sms.body,
            received_at=sms.received_at,
            contacts=(contact,) if sms.can_be_answered else (),
            touchpoint=None
            if joined
            else touchpoint_for_text(self._configurations.current(), sms.body, sms.to),
            automatic="opt_out" if is_opt_out(sms.body) else None,
            data=None if sms.can_be_answered else {"sender": sms.sender},
        )
