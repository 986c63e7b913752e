"""A feedback's own partition, and what leads to it."""

from datetime import datetime

from chalicelib.instants import to_text
from chalicelib.store.keys.primary import PK, SK, Key, key, pointer

STATE = "STATE"
ENTRIES = "E#"
MESSAGES = "M#"
PENDING = "P#"
HERE = "HERE#"
CAPTURED = "AT#"
"""Sorts before `CONTACT`: backwards, a contact point's newest comes first, then all, newest first."""
FACTS = "X#"


def feedback_pk(feedback_id: str) -> str:
    """The partition that holds a feedback's state, entries and messages."""
    return f"F#{feedback_id}"


def state(feedback_id: str) -> Key:
    """A feedback's state."""
    return key(feedback_pk(feedback_id), STATE)


def entry(feedback_id: str, number: int) -> Key:
    """One timeline entry; up to 999,999 sort by their number."""
    return key(feedback_pk(feedback_id), f"{ENTRIES}{number:06d}")


def message(feedback_id: str, message_id: str) -> Key:
    """One message."""
    return key(feedback_pk(feedback_id), f"{MESSAGES}{message_id}")


def pending(feedback_id: str, move_key: str) -> Key:
    """What a member said that has not left; they sort by their keys."""
    return key(feedback_pk(feedback_id), f"{PENDING}{move_key}")


def here(feedback_id: str, email: str) -> Key:
    """Somebody who has a feedback open."""
    return key(feedback_pk(feedback_id), f"{HERE}{email}")


def facts(feedback_id: str, source: str) -> Key:
    """What one entry or message changes in the measurements."""
    return key(feedback_pk(feedback_id), f"{FACTS}{source}")


def inbound(inbound_key: str) -> Key:
    """The marker of an inbound message that was stored."""
    return pointer("IN", inbound_key)


def reference(text: str) -> Key:
    """What leads from a reference to its feedback."""
    return pointer("REF", text)


def contact(text: str) -> Key:
    """What leads from a contact point to the feedback that it wrote about last."""
    return pointer("CONTACT", text)


def contact_pk(text: str) -> str:
    """The partition that holds a contact point's newest feedback, and each of its feedback."""
    return str(contact(text)[PK]["S"])


def of_contact(text: str, captured_at: datetime, feedback_id: str) -> Key:
    """What leads from a contact point to one of its feedback; they sort by their capture."""
    return key(contact_pk(text), f"{CAPTURED}{to_text(captured_at)}#{feedback_id}")


def is_newest(contact_key: Key) -> bool:
    """Whether a key of a contact point's partition is that of its newest feedback."""
    return bool(contact_key[SK]["S"] == "CONTACT")


def opt_out(contact_text: str) -> Key:
    """Whether a contact point wants messages."""
    return pointer("OPTOUT", contact_text)


def sent(provider_id: str) -> Key:
    """What leads from a provider's id to our message."""
    return pointer("SENT", provider_id)


def counter(counter_key: str) -> Key:
    """One counter."""
    return pointer("COUNT", counter_key)


def feedback_of(item_key: Key) -> str:
    """Id of the feedback whose state, entry or message has this key."""
    return str(item_key[PK]["S"]).removeprefix("F#")
