"""Primary keys, and texts that come from outside as parts of them."""

import hashlib
from typing import Any

PK = "pk"
SK = "sk"
EXPIRES_AT = "expires_at"
"""Seconds since 1970, after which the table may delete the item."""

_LONGEST = 900
"""Bytes of a key that comes from outside; DynamoDB takes 2,048 and keys should be short."""

Key = dict[str, Any]
"""Key attributes in DynamoDB's JSON form."""


def key(pk: str, sk: str) -> Key:
    """The primary key of one item."""
    return {PK: {"S": pk}, SK: {"S": sk}}


def pointer(kind: str, text: str) -> Key:
    """An item that stands alone under a text, such as a reference."""
    return key(f"{kind}#{bounded(text)}", kind)


def bounded(text: str) -> str:
    """The text, or its hash where it is too long or odd for a key: a mail header may hold anything.

    >>> bounded("sms:1")
    'sms:1'
    """
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) <= _LONGEST and text.isprintable():
        return text
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"


def to_place(item: Key) -> str:
    """Where an item stands in the order in which the table is read."""
    return f"{item[PK]['S']}|{item[SK]['S']}"


def from_place(place: str) -> Key:
    """The key that `to_place` was made of."""
    pk, _, sk = place.partition("|")
    return key(pk, sk)
