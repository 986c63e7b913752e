"""One message out: claimed before it is sent, its result stored on it, its failure told to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib import sending
from chalicelib.errors import (
    AmbiguousDeliveryError,
    ConflictError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
    UnavailableError,
)
from chalicelib.model import Channel, Delivery, Entry, Feedback, Message, Purpose, Rendered
from chalicelib.ports import ConfigurationStore, FeedbackStore, Renderer, Transport
from chalicelib.sending import Outcome
from chalicelib.services.caps import Caps
from chalicelib.services.settle import Settle
from chalicelib.services.unwanted import OPTED_OUT, Unwanted


@dataclass(frozen=True, slots=True)
class Deliver:
    """Sends messages. The same job again does nothing."""

    store: FeedbackStore
    configurations: ConfigurationStore
    renderer: Renderer
    transports: Mapping[Channel, Transport]
    settle: Settle
    unwanted: Unwanted

    def deliver(self, feedback_id: str, message_id: str, now: datetime) -> Outcome:
        """Send one message, unless it is settled, not due, or being sent by somebody else.

        What the renderer raises comes out here once the message waits for its next try.
        """
        found = self.store.message(feedback_id, message_id)
        is_left_over = found.delivery in sending.SETTLED and found.wake_at is not None
        if found.delivery is Delivery.FAILED or is_left_over:
            self.settle.tell(found, now)  # the run that stored it may have died before it told
            return Outcome.NOTHING_TO_DO
        if found.delivery in sending.SETTLED or sending.is_early(found, now):
            return Outcome.NOTHING_TO_DO
        if sending.is_hopeless(found):
            return self.settle.failed(found, sending.UNSURE, now)
        if told := self._told_beside(found, now):
            return told
        claimed = self.store.claim(found, now, lease_until=now + sending.LEASE)
        if claimed is None:
            return Outcome.NOTHING_TO_DO
        was_abandoned = found.delivery is Delivery.CLAIMED
        is_new = not found.attempts or (was_abandoned and not found.unsure)
        if claimed.purpose.stands_alone:
            outcome = self._send_as_written(claimed, now)
        else:
            outcome = self._deliver(claimed, now, is_new=is_new)
        return Outcome.SENT_AGAIN if outcome is Outcome.SENT and was_abandoned else outcome

    def _send_as_written(self, message: Message, now: datetime) -> Outcome:
        if message.rendered is None:
            return self.settle.failed(message, sending.RENDERING, now)
        return self._send(message, message.rendered, now)

    def _deliver(self, message: Message, now: datetime, *, is_new: bool) -> Outcome:
        """Send a message that is ours. `is_new`: no try before this one came to a result."""
        feedback = self.store.get(message.feedback_id)
        timeline = self.store.timeline(message.feedback_id)
        overtaken_by = sending.overtaken_by(message, feedback, timeline)
        if overtaken_by is not None:
            return self.settle.withheld(message, overtaken_by, Outcome.NOT_NEEDED, now)
        about = next((entry for entry in timeline if entry.number == message.entry), None)
        if self.unwanted.is_unwanted(message, about):
            return self.settle.kept_back(message, now)
        caps = Caps(self.store, self.configurations)
        if caps.is_barred(message, feedback):
            return self.settle.failed(message, sending.BARRED, now)
        if is_new and not caps.allow(message, feedback, now):
            return self.settle.withheld(message, "cap", Outcome.WITHHELD, now)
        beside = self._beside(message, now)
        if message.attempts <= sending.RECEIPT_WAITS and any(
            m.delivery not in sending.SETTLED for m in beside
        ):
            return self.settle.again(message, "waits", now)
        if sending.is_another_way_open(beside, feedback, now):
            return self.settle.again(message, "waits", now, after=sending.BESIDE)
        rendered = self._rendered(message, feedback, timeline, beside, now)
        if rendered is None:
            return Outcome.FAILED
        try:
            self.unwanted.before(message, about)
        except UnavailableError:
            return self.settle.again(message, "unreachable", now)
        message = replace(message, rendered=rendered, shows=timeline[-1].number)
        return self._send(message, rendered, now)

    def _beside(self, message: Message, now: datetime) -> Sequence[Message]:
        """For a receipt: the messages to the customer that it tells of.

        One whose worker died over it is sent first, before its sender reads that it is on its way.
        """
        if message.purpose is not Purpose.TEAM_RECEIPT:
            return ()
        found = self._told_of(message)
        abandoned = [
            m for m in found if m.delivery is Delivery.CLAIMED and not sending.is_early(m, now)
        ]
        for one in abandoned:
            self.deliver(one.feedback_id, one.id, now)
        return self._told_of(message) if abandoned else found

    def _told_of(self, receipt: Message) -> Sequence[Message]:
        return [
            m
            for m in self.store.messages(receipt.feedback_id)
            if m.entry == receipt.entry and not m.purpose.is_for_staff
        ]

    def _as_it_left(
        self, message: Message, feedback: Feedback, timeline: Sequence[Entry], now: datetime
    ) -> Message:
        """A message with its words, also where the worker died that would have stored them."""
        if message.rendered is not None or message.sent_at is None:
            return message
        rendered = self.renderer.render(message, feedback, timeline, now, beside=())
        return replace(message, rendered=rendered)

    def _rendered(
        self,
        message: Message,
        feedback: Feedback,
        timeline: Sequence[Entry],
        beside: Sequence[Message],
        now: datetime,
    ) -> Rendered | None:
        """The words; None where they could not be made so often that the message has failed."""
        try:
            told_of = [self._as_it_left(one, feedback, timeline, now) for one in beside]
            return self.renderer.render(message, feedback, timeline, now, beside=told_of)
        except UnavailableError:
            raise
        except Exception:
            if message.attempts < sending.MOST_LOST:
                self.settle.again(message, sending.RENDERING, now)
                raise
            self.settle.failed(message, sending.RENDERING, now)
            return None

    def _send(self, message: Message, rendered: Rendered, now: datetime) -> Outcome:
        try:
            provider_id = self.transports[message.channel].send(message, rendered)
        except AmbiguousDeliveryError as error:
            return self.settle.unsure(message, str(error), now)
        except TemporaryDeliveryError as error:
            if message.attempts > len(sending.BACK_OFF):
                return self.settle.failed(message, str(error), now)
            return self.settle.again(message, str(error), now)
        except PermanentDeliveryError as error:
            if str(error) == OPTED_OUT and self.unwanted.refused(message, now):
                return self.settle.again(message, OPTED_OUT, now)
            return self.settle.failed(message, str(error), now)
        return self.settle.sent(message, provider_id, now)

    def _told_beside(self, message: Message, now: datetime) -> Outcome | None:
        """What becomes of a mail to a team whose words another one to the same recipient has, or will.

        One that still waits will be made of a timeline that has them: it is claimed before it is read.
        """
        if message.purpose not in sending.SHOWING_ALL or message.entry == 1:
            return None
        if self.store.entry(message.feedback_id, message.entry).data.get("reasons"):
            return None  # the words speak of danger
        beside = [
            m
            for m in self.store.messages(message.feedback_id)
            if m.to == message.to and m.entry < message.entry and m.purpose.is_for_staff
        ]
        shown = (m for m in beside if m.delivery in sending.LEFT and m.shows is not None)
        is_shown = any(m.shows is not None and m.shows >= message.entry for m in shown)
        showing = [m for m in beside if m.purpose in sending.SHOWING_ALL]
        try:
            if is_shown or any(sending.is_imminent(m, now) for m in showing):
                return self.settle.withheld(message, "told", Outcome.NOT_NEEDED, now)
            if any(m.delivery is Delivery.CLAIMED and sending.is_early(m, now) for m in showing):
                return self.settle.again(message, message.error, now, after=sending.BESIDE)
        except ConflictError:
            return Outcome.NOTHING_TO_DO
        return None
