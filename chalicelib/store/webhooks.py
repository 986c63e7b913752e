"""Webhooks on the table: each event on its way to each of them, and how each of them does.

What became of an event is one item; that it waits for an attempt is a second one, whose key is the instant,
written and taken away in the same transaction. So what is due is read consistently, without an index.
"""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.errors import ConflictError, DuplicateError
from chalicelib.events.records import EventDelivery, Lane
from chalicelib.instants import to_text
from chalicelib.store import items, keys
from chalicelib.store.items import Item, webhooks
from chalicelib.store.table import IS_NEW, Check, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoWebhooks:
    """ports.WebhookStore on the one table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def add(self, delivery: EventDelivery) -> bool:
        """See the port. One call."""
        put = Put(webhooks.delivery_to_item(delivery), IS_NEW, otherwise=DuplicateError)
        try:
            self._table.transact([put, *_waits(delivery)])
        except DuplicateError:
            return False
        return True

    def change(self, before: EventDelivery, after: EventDelivery) -> None:
        """See the port. One call."""
        condition, values = _is_as(before)
        put = Put(webhooks.delivery_to_item(after), condition, values)
        new = _waits(after)
        gone = _waits(before) if before.next_at != after.next_at else []
        self._table.transact([put, *new], deletes=[_key_of(one.item) for one in gone])

    def due(self, webhook: str, now: datetime, limit: int) -> list[EventDelivery]:
        """See the port. Two calls, and one for each that leads to nothing that waits for that instant."""
        found = self._pointers(webhook, f"{keys.WAITING}{to_text(now)}$", limit)
        read = self._table.get_many([webhooks.key_behind(webhook, one) for one in found])
        known = {(one.event, one.next_at): one for one in map(webhooks.delivery_from_item, read)}
        due: list[EventDelivery] = []
        for one in found:
            delivery = known.get((one[webhooks.EVENT]["S"], webhooks.next_at(one)))
            if delivery is None:
                self._forget(webhook, one)
            else:
                due.append(delivery)
        return due

    def _forget(self, webhook: str, waiting: Item) -> None:
        """Take away what leads to nothing: of what it led to the month may be over a little sooner.

        A read may also have fallen into the middle of a transaction, which a second look does not.
        """
        check = Check(
            webhooks.key_behind(webhook, waiting),
            f"attribute_not_exists({webhooks.NEXT_AT}) OR {webhooks.NEXT_AT} <> :next_at",
            {":next_at": {"S": to_text(webhooks.next_at(waiting))}},
        )
        with suppress(ConflictError):
            self._table.transact([], deletes=[_key_of(waiting)], checks=[check])

    def waiting(self, webhook: str, limit: int) -> list[datetime]:
        """See the port. One call for each megabyte, which is some 5,000 of them."""
        found = self._pointers(webhook, f"{keys.WAITING}~", limit)
        return [webhooks.next_at(one) for one in found]

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
        self,
        webhook: str,
        limit: int,
        before: datetime | None = None,
        event: str | None = None,
    ) -> list[EventDelivery]:
        """See the port. One call for each megabyte."""
        if before is None or event is None:
            last = to_text(before) if before else "~"
            return self._happened(webhook, "", last, limit, backwards=True)
        found = self._happened(webhook, "", f"{to_text(before)}#{event}", limit + 1, backwards=True)
        return [one for one in found if one.event != event][:limit]

    def between(
        self, webhook: str, since: datetime, until: datetime, limit: int, event: str | None = None
    ) -> list[EventDelivery]:
        """See the port. One call for each megabyte."""
        first = to_text(since) + (f"#{event} " if event else "")  # what sorts next after that key
        return self._happened(webhook, first, to_text(until), limit, backwards=False)

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
        return [webhooks.delivery_from_item(one) for one in found]

    def lane(self, webhook: str) -> Lane:
        """See the port. One call."""
        found = self._table.get(keys.lane(webhook))
        return webhooks.lane_from_item(found) if found else Lane(webhook=webhook)

    def take(self, webhook: str, now: datetime, until: datetime) -> Lane | None:
        """See the port. One call, or two; two more for each time that it was freed in between."""
        while True:
            try:
                return self._taken(webhook, now, until)
            except ConflictError:
                lane = self._knock(webhook)
            # Who had it may have freed it before they could hear the knock: then nobody will look.
            if lane.lease_until is not None and to_text(lane.lease_until) > to_text(now):
                return None

    def _taken(self, webhook: str, now: datetime, until: datetime) -> Lane:
        taken = self._table.update(
            keys.lane(webhook),
            f"SET {items.ENTITY} = :entity, #schema = :one, {webhooks.WEBHOOK} = :webhook,"
            f" {webhooks.LEASE} = :until, {keys.WAKE_AT} = :until, {keys.DUE_SHARD} = :shard",
            f"attribute_not_exists({webhooks.LEASE}) OR {webhooks.LEASE} <= :now",
            {
                ":entity": {"S": "lane"},
                ":one": {"N": "1"},
                ":webhook": {"S": webhook},
                ":now": {"S": to_text(now)},
                ":until": {"S": to_text(until)},
                ":shard": {"S": keys.shard(webhook, swept=True)},
            },
            {"#schema": items.SCHEMA},
        )
        return webhooks.lane_from_item(taken)

    def _knock(self, webhook: str) -> Lane:
        """Leave word that there is something new; the lane as it is then."""
        knocked = self._table.update(
            keys.lane(webhook),
            f"ADD {webhooks.KNOCKS} :one",
            f"attribute_exists({keys.PK})",
            {":one": {"N": "1"}},
        )
        return webhooks.lane_from_item(knocked)

    def keep(self, before: Lane, after: Lane) -> bool:
        """See the port. One call, or two."""
        held, values = _is_held_as(before)
        unknocked = f"{webhooks.KNOCKS} = :knocks"
        if before.knocks == 0:
            unknocked = f"(attribute_not_exists({webhooks.KNOCKS}) OR {unknocked})"
        values[":knocks"] = {"N": str(before.knocks)}
        try:
            self._table.put(Put(webhooks.lane_to_item(after), f"{held} AND {unknocked}", values))
        except ConflictError:
            if self.lane(before.webhook).lease_until != before.lease_until:
                raise
            return False
        return True


def _is_as(delivery: EventDelivery) -> tuple[str, Item]:
    """That nobody has changed one since: by an attempt, or by a replay, which may move it alone."""
    same = f"{webhooks.FATE} = :fate AND {webhooks.TRIES} = :attempts"
    values: Item = {":fate": {"S": delivery.fate}, ":attempts": {"N": str(delivery.attempts)}}
    if delivery.next_at is None:
        return f"{same} AND attribute_not_exists({webhooks.NEXT_AT})", values
    values[":next_at"] = {"S": to_text(delivery.next_at)}
    return f"{same} AND {webhooks.NEXT_AT} = :next_at", values


def _is_held_as(lane: Lane) -> tuple[str, Item]:
    if lane.lease_until is None:
        return f"attribute_not_exists({webhooks.LEASE})", {}
    return f"{webhooks.LEASE} = :lease", {":lease": {"S": to_text(lane.lease_until)}}


def _waits(delivery: EventDelivery) -> list[Put]:
    """That one waits for its next attempt, where it does."""
    if delivery.next_at is None:
        return []
    return [Put(webhooks.waiting_to_item(delivery, delivery.next_at))]


def _key_of(item: Item) -> keys.Key:
    return {name: item[name] for name in (keys.PK, keys.SK)}
