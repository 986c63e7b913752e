"""Events for webhooks."""

from datetime import datetime

from chalicelib.instants import to_text
from chalicelib.store.keys.primary import Key, key

WEBHOOKS = "HOOK#"
LANE = "LANE"
EVENTS = "D#"
WAITING = "Q#"


def webhook_pk(webhook: str) -> str:
    """The partition that holds how a webhook does, and every event for it."""
    return f"{WEBHOOKS}{webhook}"


def lane(webhook: str) -> Key:
    """How a webhook does."""
    return key(webhook_pk(webhook), LANE)


def event_delivery(webhook: str, at: datetime, event: str) -> Key:
    """An event for a webhook; they sort by when what they tell of happened."""
    return key(webhook_pk(webhook), f"{EVENTS}{to_text(at)}#{event}")


def waiting(webhook: str, next_at: datetime, event: str) -> Key:
    """That an event waits for its next attempt; they sort by when that is."""
    return key(webhook_pk(webhook), f"{WAITING}{to_text(next_at)}#{event}")
