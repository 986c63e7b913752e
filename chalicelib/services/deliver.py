"""One message out: claimed before it is sent, its result stored on it, its failure told to a person."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.errors import (
    AmbiguousDeliveryError,
    ConflictError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
    UnavailableError,
)
from chalicelib.model import Channel, Delivery, Entry, Feedback, Message, Purpose, Rendered, What
from chalicelib.outbox import UNSENT_AFTER
from chalicelib.ports import ConfigurationStore, FeedbackStore, Renderer, Ticker, Transport
from chalicelib.services.caps import Caps
from chalicelib.services.undelivered import Undelivered
from chalicelib.services.unwanted import OPTED_OUT, UNTOLD, Unwanted

LEASE = timedelta(seconds=90)
"""Longer than the Lambda that sends may run: a claim that is older was abandoned."""
UNSURE_AFTER = timedelta(minutes=5)
"""How long a receipt may resolve whether a message left before it is sent again, or given up."""
BACK_OFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 1800, 7200, 21600, 43200))
"""Waits between tries of a message that the provider did not take: a day in all, then it has failed."""
MOST_UNSURE = 2
"""Attempts that may have left. Whatever a message is for, a third copy is worse than asking a person."""
_RECEIPT_WAITS = 3
"""How often a receipt waits for what it tells of: longer than an unsure message stays unsure."""
MOST_LOST = 5
"""Attempts of a message whose workers die over it, or whose words cannot be made."""
BARRED = "blocked"
"""Why a text has failed that would have gone to a country that we send none to."""
UNSURE = "unsure"
"""Why a message has failed that may have left all the same."""
RENDERING = "rendering"
"""Why a message has failed whose words could not be made."""

BESIDE = timedelta(seconds=15)
"""How long a team's mail waits for another one that is leaving now and may have its words."""

_SHOWING_ALL = {Purpose.TEAM_NEW, Purpose.TEAM_FURTHER}
"""Mails to a team about words of the customer's: each shows all that were said."""
_LEFT = {Delivery.SENT, Delivery.DELIVERED}
_ONLY_WHILE_OPEN = {
    Purpose.LATE_NOTICE,
    Purpose.RESUMED,
    Purpose.TEAM_REMINDER,
    Purpose.TEAM_ESCALATION,
}
_WITH_LATE_NOTICE = {What.ESCALATED, What.LATE, What.REPLANNED}
_GOES_ON = {What.RESUMED, What.CUSTOMER_WROTE}
"""After a wait for the customer, with the promise that holds then."""
_LOST = {Delivery.FAILED, Delivery.BOUNCED, Delivery.WITHHELD}
_SETTLED = frozenset(Delivery) - {Delivery.PENDING, Delivery.CLAIMED, Delivery.RETRY}


class Outcome(StrEnum):
    """What a try to deliver came to."""

    NOTHING_TO_DO = "nothing_to_do"
    SENT = "sent"
    SENT_AGAIN = "sent_again"
    """Sent after a claim that was abandoned or unsure: it may have left twice. Counted."""
    NOT_NEEDED = "not_needed"
    """Not sent: what it says was overtaken while it waited."""
    WITHHELD = "withheld"
    """Not sent: a cap. Counted and logged."""
    OPTED_OUT = "opted_out"
    """Not sent: the customer wants no messages."""
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
    unwanted: Unwanted

    def deliver(self, feedback_id: str, message_id: str, now: datetime) -> Outcome:
        """Send one message, unless it is settled, not due, or being sent by somebody else.

        What the renderer raises comes out here once the message waits for its next try.
        """
        found = self.store.message(feedback_id, message_id)
        is_left_over = found.delivery in _SETTLED and found.wake_at is not None
        if found.delivery is Delivery.FAILED or is_left_over:
            self._tell(found, now)  # the run that stored it may have died before it told
            return Outcome.NOTHING_TO_DO
        if found.delivery in _SETTLED or _is_early(found, now):
            return Outcome.NOTHING_TO_DO
        if _is_hopeless(found):
            return self._fail(found, UNSURE, now)
        if told := self._told_beside(found, now):
            return told
        claimed = self.store.claim(found, now, lease_until=now + LEASE)
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
            return self._fail(message, RENDERING, now)
        return self._send(message, message.rendered, now)

    def _deliver(self, message: Message, now: datetime, *, is_new: bool) -> Outcome:
        """Send a message that is ours. `is_new`: no try before this one came to a result."""
        feedback = self.store.get(message.feedback_id)
        timeline = self.store.timeline(message.feedback_id)
        overtaken_by = _overtaken_by(message, feedback, timeline)
        if overtaken_by is not None:
            return self._withhold(message, overtaken_by, Outcome.NOT_NEEDED, now)
        about = next((entry for entry in timeline if entry.number == message.entry), None)
        if self.unwanted.is_unwanted(message, about):
            return self._keep_back(message, now)
        caps = Caps(self.store, self.configurations)
        if caps.is_barred(message, feedback):
            return self._fail(message, BARRED, now)
        if is_new and not caps.allow(message, feedback, now):
            return self._withhold(message, "cap", Outcome.WITHHELD, now)
        beside = self._beside(message, now)
        if message.attempts <= _RECEIPT_WAITS and any(m.delivery not in _SETTLED for m in beside):
            self._try_again(message, "waits", now)
            return Outcome.RETRY
        if _is_another_way_open(beside, feedback, now):
            self._try_again(message, "waits", now, after=BESIDE)
            return Outcome.RETRY
        rendered = self._rendered(message, feedback, timeline, beside, now)
        if rendered is None:
            return Outcome.FAILED
        try:
            self.unwanted.before(message, about)
        except UnavailableError:
            self._try_again(message, "unreachable", now)
            return Outcome.RETRY
        message = replace(message, rendered=rendered, shows=timeline[-1].number)
        return self._send(message, rendered, now)

    def _beside(self, message: Message, now: datetime) -> Sequence[Message]:
        """For a receipt: the messages to the customer that it tells of.

        One whose worker died over it is sent first, before its sender reads that it is on its way.
        """
        if message.purpose is not Purpose.TEAM_RECEIPT:
            return ()
        found = self._told_of(message)
        abandoned = [m for m in found if m.delivery is Delivery.CLAIMED and not _is_early(m, now)]
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
            if message.attempts < MOST_LOST:
                self._try_again(message, RENDERING, now)
                raise
            self._fail(message, RENDERING, now)
            return None

    def _send(self, message: Message, rendered: Rendered, now: datetime) -> Outcome:
        try:
            provider_id = self.transports[message.channel].send(message, rendered)
        except AmbiguousDeliveryError as error:
            unsure = replace(
                message,
                unsure=message.unsure + 1,
                error=str(error),
                wake_at=now + UNSURE_AFTER,
            )
            self.store.settle(message, unsure)
            return Outcome.UNSURE
        except TemporaryDeliveryError as error:
            if message.attempts > len(BACK_OFF):
                return self._fail(message, str(error), now)
            self._try_again(message, str(error), now)
            return Outcome.RETRY
        except PermanentDeliveryError as error:
            if str(error) == OPTED_OUT and self.unwanted.refused(message, now):
                self._try_again(message, OPTED_OUT, now)
                return Outcome.RETRY
            return self._fail(message, str(error), now)
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
            self.store.settle(message, sent)
        except ConflictError:
            self._settle_beside_a_receipt(sent)
        if is_followed:
            self._tell(self.store.message(sent.feedback_id, sent.id), now)
        return Outcome.SENT

    def _settle_beside_a_receipt(self, sent: Message) -> None:
        """Store that a message left where its receipt was quicker than we are: what it says stands."""
        now = self.store.message(sent.feedback_id, sent.id)
        if now.attempts != sent.attempts:
            raise ConflictError("another worker has the message now")
        if now.delivery in _SETTLED:
            sent = replace(sent, delivery=now.delivery, settled_at=now.settled_at, error=now.error)
        self.store.settle(now, sent)

    def _try_again(
        self, message: Message, why: str, now: datetime, *, after: timedelta | None = None
    ) -> None:
        again_at = now + (after or BACK_OFF[message.attempts - 1])
        again = replace(message, delivery=Delivery.RETRY, error=why, wake_at=again_at)
        self.store.settle(message, again)
        self.ticker.ensure(again_at, now)

    def _withhold(self, message: Message, why: str, outcome: Outcome, now: datetime) -> Outcome:
        withheld = replace(
            message, delivery=Delivery.WITHHELD, error=why, wake_at=None, settled_at=now
        )
        self.store.settle(message, withheld)
        return outcome

    def _keep_back(self, message: Message, now: datetime) -> Outcome:
        """Not sent, for the customer wants no messages: somebody else's business as a failure is."""
        kept = replace(
            message,
            delivery=Delivery.WITHHELD,
            error=OPTED_OUT,
            wake_at=now + LEASE,
            settled_at=now,
        )
        self.store.settle(message, kept)
        self._tell(kept, now)
        return Outcome.OPTED_OUT

    def _told_beside(self, message: Message, now: datetime) -> Outcome | None:
        """What becomes of a mail to a team whose words another one to the same recipient has, or will.

        One that still waits will be made of a timeline that has them: it is claimed before it is read.
        """
        if message.purpose not in _SHOWING_ALL or message.entry == 1:
            return None
        if self.store.entry(message.feedback_id, message.entry).data.get("reasons"):
            return None  # the words speak of danger
        beside = [
            m
            for m in self.store.messages(message.feedback_id)
            if m.to == message.to and m.entry < message.entry and m.purpose.is_for_staff
        ]
        shown = (m for m in beside if m.delivery in _LEFT and m.shows is not None)
        is_shown = any(m.shows is not None and m.shows >= message.entry for m in shown)
        showing = [m for m in beside if m.purpose in _SHOWING_ALL]
        try:
            if is_shown or any(_is_imminent(m, now) for m in showing):
                return self._withhold(message, "told", Outcome.NOT_NEEDED, now)
            if any(m.delivery is Delivery.CLAIMED and _is_early(m, now) for m in showing):
                at = now + BESIDE
                self.store.settle(message, replace(message, delivery=Delivery.RETRY, wake_at=at))
                self.ticker.ensure(at, now)
                return Outcome.RETRY
        except ConflictError:
            return Outcome.NOTHING_TO_DO
        return None

    def _fail(self, message: Message, why: str, now: datetime) -> Outcome:
        """Settle first, so that of two that fail side by side the second to tell sees both."""
        failed = replace(
            message, delivery=Delivery.FAILED, error=why, wake_at=now + LEASE, settled_at=now
        )
        self.store.settle(message, failed)
        self._tell(failed, now)
        return Outcome.FAILED

    def _tell(self, failed: Message, now: datetime) -> None:
        """What a settled message asks for, then it leaves the list of what the sweep looks for."""
        if failed.purpose is Purpose.COMMAND_REPLY:
            self.unwanted.after(failed, self.store.entry(failed.feedback_id, failed.entry))
        elif failed.error != OPTED_OUT or failed.purpose not in UNTOLD:
            self.undelivered.tell(failed, failed.error or str(failed.delivery), now)
        if failed.wake_at is not None:
            with suppress(ConflictError):  # a receipt took it off
                self.store.settle(failed, replace(failed, wake_at=None))


def _is_hopeless(message: Message) -> bool:
    """Whether a message that was not sent yet, as far as we know, is not to be sent again."""
    if message.purpose is Purpose.SURVEY:
        return message.delivery is Delivery.CLAIMED
    abandoned = message.delivery is Delivery.CLAIMED and message.attempts >= MOST_LOST
    return abandoned or message.unsure >= MOST_UNSURE


def _overtaken_by(message: Message, feedback: Feedback, timeline: Sequence[Entry]) -> str | None:
    """Why a message has nothing to say any more, as one word; None where it has."""
    about = next((entry for entry in timeline if entry.number == message.entry), None)
    is_past = about is not None and about.cycle != feedback.cycle
    if message.purpose in _ONLY_WHILE_OPEN and (is_past or not feedback.is_open):
        return "answered"
    if message.purpose is Purpose.SURVEY and (is_past or feedback.score is not None):
        return "answered"
    if message.purpose is Purpose.TEAM_RATED and _is_rated_again(message, about, timeline):
        return "superseded"
    if message.purpose is Purpose.TEAM_NEW and message.entry == 1 and _is_placed(timeline, message):
        return "placed"
    if message.purpose is Purpose.LATE_NOTICE and _is_old_news(message, timeline):
        return "superseded"
    return None


def _is_placed(timeline: Sequence[Entry], message: Message) -> bool:
    """Whether words that came a moment later said where it happened: another team hears of it."""
    placed = [e for e in timeline if e.data.get("placed")]
    return any(e.data.get("holder") != message.team for e in placed)


def _is_old_news(notice: Message, timeline: Sequence[Entry]) -> bool:
    """Whether the customer hears a newer promise anyway, since this notice waited for the morning."""
    later = (entry for entry in timeline if entry.number > notice.entry)
    return any(
        entry.data["tells_customer"]
        if entry.what in _WITH_LATE_NOTICE
        else entry.what in _GOES_ON and entry.data.get("promise_by")
        for entry in later
    )


def _is_rated_again(message: Message, about: Entry | None, timeline: Sequence[Entry]) -> bool:
    """Whether a newer rating of the same cycle has a mail of its own, or takes the bad score back."""
    later = (e for e in timeline if e.number > message.entry and e.what is What.RATED)
    return about is not None and any(entry.cycle == about.cycle for entry in later)


def _is_imminent(message: Message, now: datetime) -> bool:
    """Whether a message will be made later than now, but not much later."""
    if message.delivery is Delivery.RETRY:
        return message.wake_at is not None and message.wake_at <= now + UNSENT_AFTER
    return message.delivery is Delivery.PENDING


def _is_another_way_open(beside: Sequence[Message], feedback: Feedback, now: datetime) -> bool:
    """Whether a message has only just failed, and another contact point is about to be tried."""
    failed = (m.settled_at for m in beside if m.delivery in _LOST)
    is_news = any(at is not None and now - at < BESIDE for at in failed)
    return is_news and bool({c.address for c in feedback.contacts} - {m.to for m in beside})


def _is_early(message: Message, now: datetime) -> bool:
    """Whether a message waits for a later try, or its claim still holds."""
    waits = message.delivery in (Delivery.RETRY, Delivery.CLAIMED)
    return waits and message.wake_at is not None and message.wake_at > now
