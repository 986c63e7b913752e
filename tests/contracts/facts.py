"""What the contract suites are about: feedback with chosen ids, and changes to them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.model import Channel, Entry, Feedback, Message, Purpose, What
from chalicelib.ports import FeedbackStore, Inbound
from tests import builders

ID = "0123456789abcdef"
NOW = builders.NOON
MINUTE = timedelta(minutes=1)
REACT_BY = NOW + 2 * MINUTE


def a_feedback(feedback_id: str = ID, **said: Any) -> Feedback:
    return builders.feedback(**{"id": feedback_id, "reference": f"REF-{feedback_id}"} | said)


def an_entry(feedback_id: str = ID, number: int = 1, **said: Any) -> Entry:
    what = What.CAPTURED if number == 1 else What.CUSTOMER_WROTE
    return builders.entry(**{"feedback_id": feedback_id, "number": number, "what": what} | said)


def a_message(feedback_id: str = ID, **said: Any) -> Message:
    defaults: dict[str, Any] = {
        "id": "000001-acknowledgement-1a2b3c4d-1",
        "feedback_id": feedback_id,
        "entry": 1,
        "purpose": Purpose.ACKNOWLEDGEMENT,
        "channel": Channel.SMS,
        "to": builders.PHONE,
        "created_at": NOW,
        "wake_at": REACT_BY,
    }
    return Message(**defaults | said)


def opened(store: FeedbackStore, feedback_id: str = ID, **said: Any) -> Feedback:
    """A feedback that stands in the store."""
    feedback = a_feedback(feedback_id, **said)
    inbound = Inbound(key=f"sms:{feedback_id}")
    store.open(feedback, an_entry(feedback_id), inbound, react_by=REACT_BY)
    return feedback


def next_of(before: Feedback, **said: Any) -> tuple[Feedback, Entry]:
    """The state and the entry of one more change."""
    number = before.entries + 1
    return replace(before, entries=number, **said), an_entry(before.id, number)
