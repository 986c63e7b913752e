"""An item as a whole: its key, what it is, how large it may be, and when it is due."""

from datetime import datetime
from typing import Any

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.store import keys
from chalicelib.store.items import columns
from chalicelib.store.items.columns import Item
from chalicelib.store.items.names import ENTITY, FEEDBACK_ID, MESSAGE_ID, SCHEMA

LARGEST = 350_000
"""Bytes of one item; DynamoDB refuses 400 kB, keys and names included."""


def item(entity: str, key: keys.Key, attributes: Item) -> Item:
    """A whole item. TooLargeError; InvalidInputError where a text is no Unicode."""
    whole = {**key, ENTITY: {"S": entity}, SCHEMA: {"N": "1"}, **attributes}
    if _size(whole) > LARGEST:
        raise TooLargeError(f"a {entity} of more than {LARGEST} bytes cannot be stored")
    return whole


def _size(value: Any) -> int:
    """Bytes that a value takes, more or less; on the path of every write, so without ceremony."""
    if isinstance(value, dict):
        size = 0
        for name, one in value.items():
            size += len(name) + _size(one)
        return size
    if isinstance(value, str):
        if value.isascii():
            return len(value)
        try:
            return len(value.encode())
        except UnicodeEncodeError:
            raise InvalidInputError("a text holds half a surrogate pair") from None
    if isinstance(value, list):
        return sum(map(_size, value))
    return len(value) if isinstance(value, bytes) else 1


def due(feedback_id: str, wake_at: datetime | None, *, swept: bool) -> Item:
    """What puts an item in the work list; nothing where it never needs a look."""
    if wake_at is None:
        return {}
    shard = keys.shard(feedback_id, swept=swept)
    return {keys.DUE_SHARD: {"S": shard}, keys.WAKE_AT: columns.INSTANT.write(wake_at)}


def pointer(entity: str, key: keys.Key, feedback_id: str, message_id: str | None = None) -> Item:
    """An item that leads to a feedback, or to one of its messages."""
    attributes = {FEEDBACK_ID: {"S": feedback_id}}
    if message_id is not None:
        attributes[MESSAGE_ID] = {"S": message_id}
    return item(entity, key, attributes)
