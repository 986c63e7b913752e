"""Events on their way to webhooks, and how webhooks do, as items and back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.events.records import EventDelivery, Fate, Lane, Why
from chalicelib.instants import from_text
from chalicelib.store import keys
from chalicelib.store.items import columns
from chalicelib.store.items.columns import Item
from chalicelib.store.items.whole import due, item

KEPT = timedelta(days=30)
"""How long the table keeps what became of an event."""
FATE = "fate"
TRIES = "attempts"
NEXT_AT = "next_at"
EVENT = "event"
HAPPENED_AT = "at"
LEASE = "lease_until"
KNOCKS = "knocks"
WEBHOOK = "webhook"

_DELIVERY: Mapping[str, columns.Column] = {
    WEBHOOK: columns.TEXT,
    EVENT: columns.TEXT,
    "type": columns.TEXT,
    "feedback_id": columns.TEXT,
    "entry": columns.NUMBER,
    HAPPENED_AT: columns.INSTANT,
    "made_at": columns.INSTANT,
    FATE: columns.enum(Fate),
    NEXT_AT: columns.INSTANT,
    TRIES: columns.NUMBER,
    "tried_at": columns.INSTANT,
    "status": columns.NUMBER,
    "error": columns.TEXT,
    "milliseconds": columns.NUMBER,
}
_LANE: Mapping[str, columns.Column] = {
    WEBHOOK: columns.TEXT,
    LEASE: columns.INSTANT,
    keys.WAKE_AT: columns.INSTANT,
    KNOCKS: columns.NUMBER,
    "failures": columns.NUMBER,
    "failing_since": columns.INSTANT,
    "rest_until": columns.INSTANT,
    "delivered_at": columns.INSTANT,
    "disabled_at": columns.INSTANT,
    "disabled_why": columns.enum(Why),
    "is_told": columns.JSON,
}


def delivery_to_item(delivery: EventDelivery) -> Item:
    """An event for a webhook; the table forgets it a month after it was made."""
    return item(
        "event_delivery",
        keys.event_delivery(delivery.webhook, delivery.at, delivery.event),
        {**columns.write(delivery, _DELIVERY), keys.EXPIRES_AT: _expires(delivery)},
    )


delivery_from_item = columns.reader(EventDelivery, _DELIVERY)
"""What `delivery_to_item` wrote."""


def waiting_to_item(delivery: EventDelivery, next_at: datetime) -> Item:
    """That an event waits for its next attempt, which leads to what is known of it."""
    return item(
        "event_waiting",
        keys.waiting(delivery.webhook, next_at, delivery.event),
        {
            EVENT: columns.TEXT.write(delivery.event),
            HAPPENED_AT: columns.INSTANT.write(delivery.at),
            keys.EXPIRES_AT: _expires(delivery),
        },
    )


def key_behind(webhook: str, waiting: Item) -> keys.Key:
    """The key of what is known of an event that waits."""
    at = columns.INSTANT.read(waiting[HAPPENED_AT])
    return keys.event_delivery(webhook, at, waiting[EVENT]["S"])


def next_at(waiting: Item) -> datetime:
    """When an event that waits is tried next."""
    sk: str = waiting[keys.SK]["S"]
    return from_text(sk.removeprefix(keys.WAITING).partition("#")[0])


def _expires(delivery: EventDelivery) -> Item:
    return {"N": str(int((delivery.made_at + KEPT).timestamp()))}


def lane_to_item(lane: Lane) -> Item:
    """How a webhook does; in the work list while it has a `wake_at`.

    While somebody holds it only the sweep looks for it: it is there in case they died.
    """
    return item(
        "lane",
        keys.lane(lane.webhook),
        {
            **columns.write(lane, _LANE),
            **due(lane.webhook, lane.wake_at, swept=lane.lease_until is not None),
        },
    )


lane_from_item = columns.reader(Lane, _LANE)
"""What `lane_to_item` wrote."""
