"""Webhooks on the table: each event on its way to each of them, and how each of them does.

What became of an event is one item; that it waits for an attempt is a second one, whose key is the instant,
written and taken away in the same transaction. So what is due is read consistently, without an index.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.errors import ConflictError, DuplicateError
from chalicelib.events.records import EventDelivery, Fate, Lane, Why
from chalicelib.instants import from_text, to_text
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

KEPT = timedelta(days=30)
"""How long the table keeps what became of an event."""

_EVENT = "event"
_AT = "at"
_FATE = "fate"
_ATTEMPTS = "attempts"
_LEASE = "lease_until"
_KNOCKS = "knocks"


class DynamoWebhooks:
    """ports.WebhookStore on the one table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def add(self, delivery: EventDelivery) -> bool:
        """See the port. One call."""
        put = Put(delivery_to_item(delivery), IS_NEW, otherwise=DuplicateError)
        try:
            self._table.transact([put, *_waits(delivery)])
        except DuplicateError:
            return False
        return True

    def change(self, before: EventDelivery, after: EventDelivery) -> None:
        """See the port. One call."""
        put = Put(
            delivery_to_item(after),
            f"{_FATE} = :fate AND {_ATTEMPTS} = :attempts",
            {":fate": {"S": before.fate}, ":attempts": {"N": str(before.attempts)}},
        )
        old = [keys.waiting(before.webhook, before.next_at, before.event)] if before.next_at else []
        new = _waits(after)
        kept = [one for one in old if not any(one == _key_of(put.item) for put in new)]
        self._table.transact([put, *new], deletes=kept)

    def due(self, webhook: str, now: datetime, limit: int) -> list[EventDelivery]:
        """See the port. Two calls."""
        found = self._pointers(webhook, f"{keys.WAITING}{to_text(now)}$", limit)
        wanted = [
            keys.event_delivery(webhook, from_text(one[_AT]["S"]), one[_EVENT]["S"])
            for one in found
        ]
        known = {one.event: one for one in self._read(wanted)}
        return [known[one[_EVENT]["S"]] for one in found if one[_EVENT]["S"] in known]

    def _read(self, wanted: Sequence[keys.Key]) -> list[EventDelivery]:
        return [delivery_from_item(one) for one in self._table.get_many(wanted)] if wanted else []

    def waiting(self, webhook: str, limit: int) -> list[datetime]:
        """See the port. One call for each megabyte, which is some 5,000 of them."""
        found = self._pointers(webhook, f"{keys.WAITING}~", limit)
        return [from_text(_next_at(one)) for one in found]

    def _pointers(self, webhook: str, last: str, limit: int) -> list[Item]:
        return list(
            self._table.query(
                f"{keys.PK} = :pk AND {keys.SK} BETWEEN :first AND :last",
                {
                    ":pk": {"S": keys.webhook_pk(webhook)},
                    ":first": {"S": keys.WAITING},
                    ":last": {"S": last},
                },
                limit=limit,
            )
        )

    def newest(
        self, webhook: str, limit: int, before: datetime | None = None
    ) -> list[EventDelivery]:
        """See the port. One call for each megabyte."""
        last = to_text(before) if before else "~"
        return self._happened(webhook, "", last, limit, backwards=True)

    def between(
        self, webhook: str, since: datetime, until: datetime, limit: int
    ) -> list[EventDelivery]:
        """See the port. One call for each megabyte."""
        return self._happened(webhook, to_text(since), to_text(until), limit, backwards=False)

    def _happened(
        self, webhook: str, first: str, last: str, limit: int, *, backwards: bool
    ) -> list[EventDelivery]:
        found = self._table.query(
            f"{keys.PK} = :pk AND {keys.SK} BETWEEN :first AND :last",
            {
                ":pk": {"S": keys.webhook_pk(webhook)},
                ":first": {"S": f"{keys.EVENTS}{first}"},
                ":last": {"S": f"{keys.EVENTS}{last}"},
            },
            limit=limit,
            backwards=backwards,
        )
        return [delivery_from_item(one) for one in found]

    def lane(self, webhook: str) -> Lane:
        """See the port. One call."""
        found = self._table.get(keys.lane(webhook))
        return lane_from_item(found) if found else Lane(webhook=webhook)

    def take(self, webhook: str, now: datetime, until: datetime) -> Lane | None:
        """See the port. One call, or two."""
        key = keys.lane(webhook)
        said = {
            ":entity": {"S": "lane"},
            ":one": {"N": "1"},
            ":webhook": {"S": webhook},
        }
        try:
            taken = self._table.update(
                key,
                f"SET {items.ENTITY} = :entity, #schema = :one, webhook = :webhook,"
                f" {_LEASE} = :until, {keys.WAKE_AT} = :until, {keys.DUE_SHARD} = :shard",
                f"attribute_not_exists({_LEASE}) OR {_LEASE} <= :now",
                {
                    **said,
                    ":now": {"S": to_text(now)},
                    ":until": {"S": to_text(until)},
                    ":shard": {"S": keys.shard(webhook, swept=True)},
                },
                {"#schema": items.SCHEMA},
            )
        except ConflictError:
            knock = {":one": {"N": "1"}}
            self._table.update(key, f"ADD {_KNOCKS} :one", f"attribute_exists({keys.PK})", knock)
            return None
        return lane_from_item(taken)

    def keep(self, before: Lane, after: Lane) -> bool:
        """See the port. One call, or two."""
        held, values = _is_held_as(before)
        unknocked = f"{_KNOCKS} = :knocks"
        if before.knocks == 0:
            unknocked = f"(attribute_not_exists({_KNOCKS}) OR {unknocked})"
        values[":knocks"] = {"N": str(before.knocks)}
        try:
            self._table.put(Put(lane_to_item(after), f"{held} AND {unknocked}", values))
        except ConflictError:
            if self.lane(before.webhook).lease_until != before.lease_until:
                raise
            return False
        return True


def _is_held_as(lane: Lane) -> tuple[str, Item]:
    if lane.lease_until is None:
        return f"attribute_not_exists({_LEASE})", {}
    return f"{_LEASE} = :lease", {":lease": {"S": to_text(lane.lease_until)}}


def _waits(delivery: EventDelivery) -> list[Put]:
    """That one waits for its next attempt, where it does."""
    if delivery.next_at is None:
        return []
    return [
        Put(
            items.item(
                "event_waiting",
                keys.waiting(delivery.webhook, delivery.next_at, delivery.event),
                {
                    _EVENT: {"S": delivery.event},
                    _AT: {"S": to_text(delivery.at)},
                    keys.EXPIRES_AT: _expires(delivery),
                },
            )
        )
    ]


def _key_of(item: Item) -> keys.Key:
    return {name: item[name] for name in (keys.PK, keys.SK)}


def _next_at(pointer: Item) -> str:
    sk: str = pointer[keys.SK]["S"]
    return sk.removeprefix(keys.WAITING).partition("#")[0]


def _expires(delivery: EventDelivery) -> Item:
    return {"N": str(int((delivery.made_at + KEPT).timestamp()))}


_INSTANTS = {
    "at", "made_at", "next_at", "tried_at", _LEASE, keys.WAKE_AT, "failing_since", "rest_until",
    "delivered_at", "disabled_at",
}  # fmt: skip


def _written(record: EventDelivery | Lane) -> Item:
    """What is there of a record, in DynamoDB's form."""
    said = ((one.name, getattr(record, one.name)) for one in fields(record))
    return {
        name: items.plain(to_text(value) if name in _INSTANTS else value)
        for name, value in said
        if value is not None
    }


def _read(item: Item, cls: type[EventDelivery] | type[Lane]) -> dict[str, object]:
    said = {
        one.name: items.from_plain(item[one.name]) for one in fields(cls) if one.name in item
    }
    return {name: from_text(v) if name in _INSTANTS else v for name, v in said.items()}


def delivery_to_item(delivery: EventDelivery) -> Item:
    """An event for a webhook; the table forgets it a month after it was made."""
    return items.item(
        "event_delivery",
        keys.event_delivery(delivery.webhook, delivery.at, delivery.event),
        {**_written(delivery), keys.EXPIRES_AT: _expires(delivery)},
    )


def delivery_from_item(item: Item) -> EventDelivery:
    """What `delivery_to_item` wrote."""
    said = {"feedback_id": None, **_read(item, EventDelivery)}
    return EventDelivery(**{**said, "fate": Fate(str(said["fate"]))})  # type: ignore[arg-type]


def lane_to_item(lane: Lane) -> Item:
    """How a webhook does; in the work list while it has a `wake_at`.

    While somebody holds it only the sweep looks for it: it is there in case they died.
    """
    due: Item = {}
    if lane.wake_at is not None:
        shard = keys.shard(lane.webhook, swept=lane.lease_until is not None)
        due = {keys.DUE_SHARD: {"S": shard}}
    return items.item("lane", keys.lane(lane.webhook), {**_written(lane), **due})


def lane_from_item(item: Item) -> Lane:
    """What `lane_to_item` wrote."""
    said = _read(item, Lane)
    why = said.get("disabled_why")
    return Lane(**{**said, "disabled_why": Why(str(why)) if why else None})  # type: ignore[arg-type]
