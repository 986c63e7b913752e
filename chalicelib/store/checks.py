"""What both stores look at before they write. Pure."""

from datetime import datetime

from chalicelib.model import Delivery, Entry, Feedback, Message


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


def is_claimable(message: Message, now: datetime) -> bool:
    """Whether a message waits to be sent, or its worker has let its lease end."""
    if message.delivery is Delivery.CLAIMED:
        return message.wake_at is None or message.wake_at <= now
    return message.delivery in (Delivery.PENDING, Delivery.RETRY)
