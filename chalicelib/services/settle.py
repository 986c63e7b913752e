"""What a try to send came to, stored on its message; a failure is told to a person."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib import erasing
from chalicelib.errors import ConflictError
from chalicelib.model import Delivery, Message, Purpose
from chalicelib.ports import FeedbackStore, Ticker
from chalicelib.sending import BACK_OFF, LEASE, SETTLED, UNSURE_AFTER, Outcome, as_kept
from chalicelib.services.undelivered import Undelivered
from chalicelib.services.unwanted import OPTED_OUT, UNTOLD, Unwanted


@dataclass(frozen=True, slots=True)
class Settle:
    """Stores what became of a claimed message. ConflictError where somebody else has it now."""

    store: FeedbackStore
    ticker: Ticker
    undelivered: Undelivered
    unwanted: Unwanted

    def sent(self, message: Message, provider_id: str, now: datetime) -> Outcome:
        """It left. The reply to a command has effects once it has."""
        is_followed = message.purpose is Purpose.COMMAND_REPLY
        sent = replace(
            message,
            delivery=Delivery.SENT,
            provider_id=provider_id,
            sent_at=now,
            wake_at=now + LEASE if is_followed else None,
            error=None,
        )
        try:
            self.store.settle(message, as_kept(sent))
        except ConflictError:
            self._beside_a_receipt(sent)
        if is_followed:
            self.tell(self.store.message(sent.feedback_id, sent.id), now)
        return Outcome.SENT

    def unsure(self, message: Message, why: str, now: datetime) -> Outcome:
        """It may have left; a receipt has some time to say so."""
        unsure = replace(
            message,
            unsure=message.unsure + 1,
            error=why,
            wake_at=now + UNSURE_AFTER,
        )
        self.store.settle(message, unsure)
        return Outcome.UNSURE

    def _beside_a_receipt(self, sent: Message) -> None:
        """Store that a message left where its receipt was quicker than we are: what it says stands."""
        now = self.store.message(sent.feedback_id, sent.id)
        if now.attempts != sent.attempts:
            raise ConflictError("another worker has the message now")
        if now.is_erased and not sent.is_erased:  # while it left
            sent = erasing.blank_message(sent)
        if now.delivery in SETTLED:
            sent = replace(sent, delivery=now.delivery, settled_at=now.settled_at, error=now.error)
        self.store.settle(now, as_kept(sent))

    def again(
        self, message: Message, why: str | None, now: datetime, *, after: timedelta | None = None
    ) -> Outcome:
        """It is tried again: after `after`, or the next wait of the back-off."""
        again_at = now + (after or BACK_OFF[message.attempts - 1])
        again = replace(message, delivery=Delivery.RETRY, error=why, wake_at=again_at)
        self.store.settle(message, again)
        self.ticker.ensure(again_at, now)
        return Outcome.RETRY

    def withheld(self, message: Message, why: str, outcome: Outcome, now: datetime) -> Outcome:
        """It is not sent, and nobody needs to hear of it."""
        withheld = replace(
            message, delivery=Delivery.WITHHELD, error=why, wake_at=None, settled_at=now
        )
        self.store.settle(message, as_kept(withheld))
        return outcome

    def kept_back(self, message: Message, now: datetime) -> Outcome:
        """It is not sent, for the customer wants no messages: somebody else's business as a failure is."""
        kept = replace(
            message,
            delivery=Delivery.WITHHELD,
            error=OPTED_OUT,
            wake_at=now + LEASE,
            settled_at=now,
        )
        self.store.settle(message, kept)
        self.tell(kept, now)
        return Outcome.OPTED_OUT

    def failed(self, message: Message, why: str, now: datetime) -> Outcome:
        """It is given up. Settled first, so that of two that fail side by side the second tells of both."""
        failed = replace(
            message, delivery=Delivery.FAILED, error=why, wake_at=now + LEASE, settled_at=now
        )
        self.store.settle(message, as_kept(failed))
        self.tell(failed, now)
        return Outcome.FAILED

    def tell(self, failed: Message, now: datetime) -> None:
        """What a settled message asks for, then it leaves the list of what the sweep looks for."""
        if failed.purpose is Purpose.COMMAND_REPLY:
            self.unwanted.after(failed, self.store.entry(failed.feedback_id, failed.entry))
        elif failed.error != OPTED_OUT or failed.purpose not in UNTOLD:
            self.undelivered.tell(failed, failed.error or str(failed.delivery), now)
        if failed.wake_at is not None:
            with suppress(ConflictError):  # a receipt took it off
                self.store.settle(failed, as_kept(replace(failed, wake_at=None)))
