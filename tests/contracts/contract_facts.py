"""Facts with defaults, for the contract suites: name only what the test is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.model import Channel, Entry, Feedback, Kind, Message, Purpose, Severity, What
from chalicelib.ports import Inbound

NOW = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
REACT_BY = NOW + timedelta(minutes=2)
MINUTE = timedelta(minutes=1)


def a_feedback(feedback_id: str = "0123456789abcdef", **said: Any) -> Feedback:
    defaults: dict[str, Any] = {
        "id": feedback_id,
        "reference": f"REF-{feedback_id}",
        "kind": Kind.COMPLAINT,
        "severity": Severity.NORMAL,
        "channel": Channel.SMS,
        "touchpoint": "coach-420",
        "owner": "coaches",
        "locale": "en-GB",
        "captured_at": NOW,
        "cycle_at": NOW,
        "respond_by": NOW + timedelta(days=1),
        "promise_by": NOW + timedelta(days=1),
        "policy": "complaint",
        "config_version": 1,
        "wake_at": NOW + timedelta(hours=18),
        "entries": 1,
    }
    return Feedback(**{**defaults, **said})


def an_entry(feedback_id: str = "0123456789abcdef", number: int = 1, **said: Any) -> Entry:
    defaults: dict[str, Any] = {
        "feedback_id": feedback_id,
        "number": number,
        "what": What.CAPTURED if number == 1 else What.CUSTOMER_WROTE,
        "at": NOW,
        "actor": "customer",
        "channel": Channel.SMS,
        "words": "heating broken, we are freezing",
    }
    return Entry(**{**defaults, **said})


def a_message(feedback_id: str = "0123456789abcdef", **said: Any) -> Message:
    defaults: dict[str, Any] = {
        "id": "000001-acknowledgement-1a2b3c4d-1",
        "feedback_id": feedback_id,
        "entry": 1,
        "purpose": Purpose.ACKNOWLEDGEMENT,
        "channel": Channel.SMS,
        "to": "+447700900123",
        "created_at": NOW,
        "wake_at": NOW + timedelta(minutes=2),
    }
    return Message(**{**defaults, **said})


def opened(store: Any, feedback_id: str = "0123456789abcdef", **said: Any) -> Feedback:
    """A feedback that stands in the store."""
    feedback = a_feedback(feedback_id, **said)
    inbound = Inbound(key=f"sms:{feedback_id}")
    store.open(feedback, an_entry(feedback_id), inbound, react_by=REACT_BY)
    return feedback


def next_of(before: Feedback, **said: Any) -> tuple[Feedback, Entry]:
    """The state and the entry of one more change."""
    number = before.entries + 1
    return replace(before, entries=number, **said), an_entry(before.id, number)
