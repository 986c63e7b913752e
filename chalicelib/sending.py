"""The rules of sending, pure: how often, how far apart, and what no longer needs to be said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.model import Delivery, Entry, Feedback, Message, Purpose, What
from chalicelib.outbox import UNSENT_AFTER

LEASE = timedelta(seconds=90)
"""Longer than the Lambda that sends may run: a claim that is older was abandoned."""
UNSURE_AFTER = timedelta(minutes=5)
"""How long a receipt may resolve whether a message left before it is sent again, or given up."""
BACK_OFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 1800, 7200, 21600, 43200))
"""Waits between tries of a message that the provider did not take: a day in all, then it has failed."""
MOST_UNSURE = 2
"""Attempts that may have left. Whatever a message is for, a third copy is worse than asking a person."""
RECEIPT_WAITS = 3
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

SHOWING_ALL = {Purpose.TEAM_NEW, Purpose.TEAM_FURTHER}
"""Mails to a team about words of the customer's: each shows all that were said."""
LEFT = {Delivery.SENT, Delivery.DELIVERED}
"""What a message is that some provider took, as far as we know."""
SETTLED = frozenset(Delivery) - {Delivery.PENDING, Delivery.CLAIMED, Delivery.RETRY}
"""What a message is that nobody will try to send."""
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


def as_kept(message: Message) -> Message:
    """A message as it is stored: one that stands alone without its words, once it is settled.

    They are never sent again, and the words of customers that they quote belong to feedback of which
    erasing would not find them.
    """
    if message.purpose.stands_alone and message.delivery in SETTLED:
        return replace(message, rendered=None)
    return message


def is_hopeless(message: Message) -> bool:
    """Whether a message that was not sent yet, as far as we know, is not to be sent again."""
    if message.purpose is Purpose.SURVEY:
        return message.delivery is Delivery.CLAIMED
    abandoned = message.delivery is Delivery.CLAIMED and message.attempts >= MOST_LOST
    return abandoned or message.unsure >= MOST_UNSURE


def overtaken_by(message: Message, feedback: Feedback, timeline: Sequence[Entry]) -> str | None:
    """Why a message has nothing to say any more, as one word; None where it has."""
    if any(e.what is What.ERASED and e.number > message.entry for e in timeline):
        return "erased"
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


def is_imminent(message: Message, now: datetime) -> bool:
    """Whether a message will be made later than now, but not much later."""
    if message.delivery is Delivery.RETRY:
        return message.wake_at is not None and message.wake_at <= now + UNSENT_AFTER
    return message.delivery is Delivery.PENDING


def is_another_way_open(beside: Sequence[Message], feedback: Feedback, now: datetime) -> bool:
    """Whether a message has only just failed, and another contact point is about to be tried."""
    failed = (m.settled_at for m in beside if m.delivery in _LOST)
    is_news = any(at is not None and now - at < BESIDE for at in failed)
    return is_news and bool({c.address for c in feedback.contacts} - {m.to for m in beside})


def is_early(message: Message, now: datetime) -> bool:
    """Whether a message waits for a later try, or its claim still holds."""
    waits = message.delivery in (Delivery.RETRY, Delivery.CLAIMED)
    return waits and message.wake_at is not None and message.wake_at > now
