"""What both stores look at before they write. Pure."""

from dataclasses import replace
from datetime import datetime

from chalicelib.model import Delivery, Entry, Feedback, Message, OptOut


def check_change(before: Feedback, after: Feedback, entry: Entry) -> None:
    """ValueError unless the change adds exactly the next entry: their number is the version."""
    if not before.id == after.id == entry.feedback_id:
        raise ValueError("a change is about one feedback")
    if not before.entries + 1 == after.entries == entry.number:
        raise ValueError("a change adds exactly one entry, with the next number")


def check_opening(feedback: Feedback, entry: Entry) -> None:
    """ValueError unless the entry is the feedback's first."""
    if not (feedback.id == entry.feedback_id and feedback.entries == entry.number == 1):
        raise ValueError("a new feedback has exactly its own first entry")


def contacts_of(feedback: Feedback) -> list[str]:
    """Every contact point of a feedback, proven or typed, as the stores know it."""
    return [f"{contact.channel}:{contact.address}" for contact in feedback.contacts]


def newest_word(known: OptOut | None, said: OptOut) -> OptOut:
    """What holds of two things that one contact point said, whichever arrived first.

    At the same instant they want no messages: that mistake does less harm.
    """
    if known is None:
        return said
    if said.opted_out == known.opted_out:
        return replace(known, at=max(known.at, said.at))
    is_newer = said.at > known.at or (said.at == known.at and said.opted_out)
    return said if is_newer else known


def is_claimable(message: Message, now: datetime) -> bool:
    """Whether a message waits to be sent, or its worker has let its lease end."""
    if message.delivery is Delivery.CLAIMED:
        return message.wake_at is None or message.wake_at <= now
    return message.delivery in (Delivery.PENDING, Delivery.RETRY)
