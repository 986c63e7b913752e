"""One message out: claimed before it is sent, its result stored on it, its failure told to a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.errors import (
    AmbiguousDeliveryError,
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from chalicelib.model import Channel, Delivery, Entry, Feedback, Message, Purpose, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Renderer, Ticker, Transport
from chalicelib.services.undelivered import Undelivered

LEASE = timedelta(seconds=90)
"""Longer than the Lambda that sends may run: a claim that is older was abandoned."""
UNSURE_AFTER = timedelta(minutes=5)
"""How long a receipt may resolve whether a message left before it is sent again."""
BACK_OFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 1800, 7200, 21600, 43200))
"""Waits between tries of a message that the provider did not take: a day in all, then it has failed."""

_ONLY_WHILE_OPEN = {
    Purpose.LATE_NOTICE,
    Purpose.RESUMED,
    Purpose.TEAM_REMINDER,
    Purpose.TEAM_ESCALATION,
}
_BY_PEOPLE = {Purpose.ANSWER, Purpose.QUESTION}
_SETTLED = frozenset(Delivery) - {Delivery.PENDING, Delivery.CLAIMED, Delivery.RETRY}


class Outcome(StrEnum):
    """What a try to deliver came to."""

    NOTHING_TO_DO = "nothing_to_do"
    SENT = "sent"
    SENT_AGAIN = "sent_again"
    """Sent after a claim that was abandoned: it may have left twice. Counted."""
    WITHHELD = "withheld"
    RETRY = "retry"
    UNSURE = "unsure"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Deliver:
    """Sends messages. The same job again does nothing."""

    store: FeedbackStore
    configurations: ConfigurationStore
    renderer: Renderer
    transports: Mapping[Channel, Transport]
    ticker: Ticker
    undelivered: Undelivered

    def deliver(self, feedback_id: str, message_id: str, now: datetime) -> Outcome:
        """Send one message, unless it is settled, not due, or being sent by somebody else."""
        found = self.store.message(feedback_id, message_id)
        if found.delivery in _SETTLED or _is_early(found, now):
            return Outcome.NOTHING_TO_DO
        claimed = self.store.claim(found, now, lease_until=now + LEASE)
        if claimed is None:
            return Outcome.NOTHING_TO_DO
        feedback = self.store.get(feedback_id)
        timeline = self.store.timeline(feedback_id)
        why_not = self._why_not(claimed, feedback, timeline, now)
        if why_not is not None:
            self._settle(claimed, now, delivery=Delivery.WITHHELD, error=why_not)
            return Outcome.WITHHELD
        outcome = self._send(claimed, feedback, timeline, now)
        was_abandoned = found.delivery is Delivery.CLAIMED
        return Outcome.SENT_AGAIN if outcome is Outcome.SENT and was_abandoned else outcome

    def _send(
        self, message: Message, feedback: Feedback, timeline: Sequence[Entry], now: datetime
    ) -> Outcome:
        rendered = self.renderer.render(message, feedback, timeline, now)
        ready = replace(message, rendered=rendered)
        try:
            provider_id = self.transports[message.channel].send(message, rendered)
        except DeliveryError as error:
            return self._failed(ready, error, now)
        self.store.settle(
            message,
            replace(
                ready,
                delivery=Delivery.SENT,
                provider_id=provider_id,
                sent_at=now,
                wake_at=None,
                error=None,
            ),
        )
        return Outcome.SENT

    def _failed(self, message: Message, error: DeliveryError, now: datetime) -> Outcome:
        if isinstance(error, AmbiguousDeliveryError):
            unsure = replace(message, error=str(error), wake_at=now + UNSURE_AFTER)
            self.store.settle(message, unsure)
            return Outcome.UNSURE
        if isinstance(error, TemporaryDeliveryError) and message.attempts <= len(BACK_OFF):
            again_at = now + BACK_OFF[message.attempts - 1]
            self._settle(message, again_at, delivery=Delivery.RETRY, error=str(error))
            self.ticker.ensure(again_at, now)
            return Outcome.RETRY
        if isinstance(error, PermanentDeliveryError | TemporaryDeliveryError):
            self.undelivered.tell(message, str(error), now)  # first: a crash here tries again
            self._settle(message, now, delivery=Delivery.FAILED, error=str(error))
            return Outcome.FAILED
        raise error

    def _settle(self, message: Message, at: datetime, *, delivery: Delivery, error: str) -> None:
        wake_at = at if delivery is Delivery.RETRY else None
        settled_at = None if delivery is Delivery.RETRY else at
        after = replace(
            message, delivery=delivery, error=error, wake_at=wake_at, settled_at=settled_at
        )
        self.store.settle(message, after)

    def _why_not(
        self, message: Message, feedback: Feedback, timeline: Sequence[Entry], now: datetime
    ) -> str | None:
        """Why a message is not to leave after all, as one word; None where it is."""
        if message.purpose in _ONLY_WHILE_OPEN and not feedback.is_open:
            return "answered"
        if message.purpose is Purpose.LATE_NOTICE and _is_old_news(message, timeline):
            return "superseded"
        if message.purpose.is_for_staff or message.purpose in _BY_PEOPLE:
            return None
        return None if self._is_within_cap(message, feedback, now) else "cap"

    def _is_within_cap(self, message: Message, feedback: Feedback, now: datetime) -> bool:
        limits = self.configurations.current().limits
        proven = any(c.proven for c in feedback.contacts if c.address == message.to)
        if proven:
            span, cap = timedelta(hours=1), limits.automatic_per_hour
        else:
            span, cap = timedelta(days=1), limits.unproven_per_day
        bucket = int(now.timestamp() // span.total_seconds())
        key = f"{message.channel}:{message.to}:{'p' if proven else 'u'}{bucket}"
        return self.store.count(key, cap, expires_at=now + 2 * span)


def _is_old_news(notice: Message, timeline: Sequence[Entry]) -> bool:
    """Whether the customer hears of a higher level anyway, since this notice waited for the morning."""
    later = (entry for entry in timeline if entry.number > notice.entry)
    return any(e.what is What.ESCALATED and e.data["tells_customer"] for e in later)


def _is_early(message: Message, now: datetime) -> bool:
    """Whether a message waits for a later try, or its claim still holds."""
    waits = message.delivery in (Delivery.RETRY, Delivery.CLAIMED)
    return waits and message.wake_at is not None and message.wake_at > now
