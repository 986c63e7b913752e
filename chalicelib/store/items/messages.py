"""Messages, with what they looked like."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any

from chalicelib.model import Channel, Delivery, Message, Purpose, Rendered
from chalicelib.store import keys
from chalicelib.store.items import columns
from chalicelib.store.items.columns import Item
from chalicelib.store.items.names import ATTEMPTS, DELIVERY, FEEDBACK_ID, IS_ERASED
from chalicelib.store.items.whole import due, item

ALONE_FOR = timedelta(days=60)
"""How long a message that stands alone is kept: longer than receipts come, and it belongs to nothing."""
LARGEST_RENDERING = 200_000
"""Bytes of a compressed rendering. A longer one is not kept: that the message left matters more."""


def _compress(rendered: Rendered) -> Item:
    said = {name.name: getattr(rendered, name.name) for name in fields(Rendered)}
    return {"B": zlib.compress(json.dumps(said, separators=(",", ":"), default=dict).encode())}


def _decompress(attribute: Item) -> Rendered:
    return Rendered(**json.loads(zlib.decompress(attribute["B"])))


_MESSAGE: Mapping[str, columns.Column] = {
    "id": columns.TEXT,
    FEEDBACK_ID: columns.TEXT,
    "entry": columns.NUMBER,
    "purpose": columns.enum(Purpose),
    "channel": columns.enum(Channel),
    "to": columns.TEXT,
    "team": columns.TEXT,
    "part": columns.TUPLE,
    DELIVERY: columns.enum(Delivery),
    "created_at": columns.INSTANT,
    keys.WAKE_AT: columns.INSTANT,
    ATTEMPTS: columns.NUMBER,
    "unsure": columns.NUMBER,
    "provider_id": columns.TEXT,
    "sent_at": columns.INSTANT,
    "settled_at": columns.INSTANT,
    "error": columns.TEXT,
    "rendered": columns.Column(_compress, _decompress),
    "shows": columns.NUMBER,
    IS_ERASED: columns.JSON,
}


def is_swept(message: Message) -> bool:
    """Whether no tick comes for a message: only one that waits for its next try has armed one."""
    return message.delivery is not Delivery.RETRY


def message_to_item(message: Message) -> Item:
    """The message; in the work list while it has a `wake_at`."""
    written = columns.write(message, _MESSAGE)
    if not message.is_erased:
        del written[IS_ERASED]
    if "rendered" in written and len(written["rendered"]["B"]) > LARGEST_RENDERING:
        del written["rendered"]
    if message.purpose.stands_alone:
        forgotten_at = message.created_at + ALONE_FOR
        written[keys.EXPIRES_AT] = {"N": str(int(forgotten_at.timestamp()))}
    return item(
        "message",
        keys.message(message.feedback_id, message.id),
        {**written, **due(message.feedback_id, message.wake_at, swept=is_swept(message))},
    )


message_from_item = columns.reader(Message, _MESSAGE)
"""The message that `message_to_item` wrote."""


def message_from_stream(image: Mapping[str, Any]) -> Message:
    """The message in `dynamodb.NewImage` of a stream's record, without its rendering."""
    return message_from_item({name: one for name, one in image.items() if name != "rendered"})
