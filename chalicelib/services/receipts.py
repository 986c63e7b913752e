"""What providers say became of our messages, in any order, twice, early or days late."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.errors import ConflictError, NotFoundError, UnavailableError
from chalicelib.intake.receipts import Receipt
from chalicelib.model import Delivery, Message, Purpose
from chalicelib.ports import FeedbackStore
from chalicelib.sending import UNSURE, as_kept
from chalicelib.services.undelivered import Undelivered

YOUNG = timedelta(seconds=20)
"""A receipt may come before our own record of the sending; one older than this is not ours."""
_RANK = {
    Delivery.SENT: 1,
    Delivery.DELIVERED: 2,
    Delivery.FAILED: 3,
    Delivery.BOUNCED: 4,
    Delivery.SPAM_REPORT: 5,
}
_LOST = (Delivery.FAILED, Delivery.BOUNCED)
_TRIES = 10
_MOST_COUNTED = 50
BOUNCES_WITHIN = timedelta(days=3)
"""How long the bounces of a member's address are looked at together."""


def bounces_of(address: str, at: datetime) -> str:
    """What the bounces of one address are counted under on one day."""
    return f"bounced:{address}:{at.date()}"


@dataclass(frozen=True, slots=True)
class Receipts:
    """Stores receipts on the messages that they are about."""

    store: FeedbackStore
    undelivered: Undelivered

    def record(self, receipt: Receipt, now: datetime) -> bool:
        """Store one receipt; False where it is about no message of ours.

        Only worse news replaces news: a bounce after "delivered" counts, "delivered" after a bounce
        does not; of the same news the earliest stands. So the order in which receipts come makes no
        difference, but for a bounce that may be an out-of-office reply: before "delivered" it was told
        already. UnavailableError: too early to know, try again.
        """
        pointer = self.store.by_provider_id(receipt.provider_id) or receipt.about
        if pointer is None:
            if now - receipt.at < YOUNG:
                raise UnavailableError("a receipt came before the message's own record")
            return False
        try:
            message = self._settled(pointer, receipt)
        except NotFoundError:
            return False
        # Also when this receipt changed nothing: the run that stored it may have died before this line.
        if receipt.delivery is Delivery.BOUNCED and message.purpose.is_for_staff:
            self._count_bounce(message, now)
        is_lost = receipt.delivery in _LOST and not _may_be_an_absence(receipt, message)
        if is_lost or message.delivery in _LOST:
            self.undelivered.tell(message, message.error or str(message.delivery), now)
        return True

    def _count_bounce(self, message: Message, now: datetime) -> None:
        """For whoever looks after the stage: somebody's address may not exist any more."""
        key = bounces_of(message.to, now)
        by = f"{message.feedback_id}:{message.id}"
        self.store.count(key, _MOST_COUNTED, now + 2 * BOUNCES_WITHIN, by=by)

    def _settled(self, pointer: tuple[str, str], receipt: Receipt) -> Message:
        """The message as it is with this receipt. NotFoundError.

        Also one of which we do not know that it left: its worker died, or hears no answer.
        """
        for _ in range(_TRIES):
            message = self.store.message(*pointer)
            if not _is_news(receipt, message):
                return message
            after = replace(
                message,
                delivery=receipt.delivery,
                provider_id=message.provider_id or receipt.provider_id,
                sent_at=message.sent_at or receipt.at,
                settled_at=receipt.at,
                error=receipt.reason,
                wake_at=message.wake_at if message.purpose is Purpose.COMMAND_REPLY else None,
            )
            try:
                self.store.settle(message, as_kept(after))
            except ConflictError:
                continue
            return after
        raise ConflictError(f"a message of feedback {pointer[0]} kept changing under us")


def _is_news(receipt: Receipt, message: Message) -> bool:
    if _may_be_an_absence(receipt, message):
        return False
    known = 0 if message.error == UNSURE else _RANK.get(message.delivery, 0)
    news = _RANK.get(receipt.delivery, 0)
    is_earlier = message.settled_at is not None and receipt.at < message.settled_at
    return news > known or (news == known > 0 and is_earlier)


def _may_be_an_absence(receipt: Receipt, message: Message) -> bool:
    """Whether a bounce is no bad news: the message arrived, and a machine answered."""
    return receipt.may_be_automatic and message.delivery is Delivery.DELIVERED
