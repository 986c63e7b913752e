"""Webhooks in memory: the same promises as the table, for one process."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from threading import RLock

from chalicelib.errors import ConflictError
from chalicelib.events.records import EventDelivery, Fate, Lane
from chalicelib.instants import from_text, to_text
from chalicelib.ports import Due
from chalicelib.store.items.webhooks import (
    delivery_from_item,
    delivery_to_item,
    lane_from_item,
    lane_to_item,
)
from chalicelib.store.memory import MemoryFeedbackStore


class MemoryWebhooks:
    """ports.WebhookStore in memory, beside the store whose work list its lanes are in. Thread-safe."""

    def __init__(self, store: MemoryFeedbackStore) -> None:
        self._lock = RLock()
        self._deliveries: dict[tuple[str, str], EventDelivery] = {}
        self._lanes: dict[str, Lane] = {}
        store.list_also(self._due)

    def _due(self) -> Iterable[Due]:
        with self._lock:
            return [
                Due(
                    feedback_id=lane.webhook,
                    item="lane",
                    wake_at=lane.wake_at,
                    swept=lane.lease_until is not None,
                )
                for lane in self._lanes.values()
                if lane.wake_at is not None
            ]

    def add(self, delivery: EventDelivery) -> bool:
        """See the port."""
        with self._lock:
            if (delivery.webhook, delivery.event) in self._deliveries:
                return False
            self._write(delivery)
            return True

    def _write(self, delivery: EventDelivery) -> None:
        stored = delivery_from_item(delivery_to_item(delivery))
        self._deliveries[delivery.webhook, delivery.event] = stored

    def change(self, before: EventDelivery, after: EventDelivery) -> None:
        """See the port."""
        with self._lock:
            known = self._deliveries.get((before.webhook, before.event))
            if known is None or _standing(known) != _standing(before):
                raise ConflictError
            self._write(after)

    def due(self, webhook: str, now: datetime, limit: int) -> list[EventDelivery]:
        """See the port."""
        until = from_text(to_text(now))
        found = [
            (one.next_at, one.event, one)
            for one in self._of(webhook)
            if one.next_at is not None and one.next_at <= until
        ]
        return [one for _, _, one in sorted(found, key=lambda row: row[:2])][:limit]

    def waiting(self, webhook: str, limit: int) -> list[datetime]:
        """See the port."""
        return sorted(one.next_at for one in self._of(webhook) if one.next_at)[:limit]

    def newest(
        self,
        webhook: str,
        limit: int,
        before: datetime | None = None,
        event: str | None = None,
    ) -> list[EventDelivery]:
        """See the port."""
        end = (before, event or "")
        found = [one for one in self._of(webhook) if before is None or (one.at, one.event) < end]
        return found[::-1][:limit]

    def between(
        self, webhook: str, since: datetime, until: datetime, limit: int, event: str | None = None
    ) -> list[EventDelivery]:
        """See the port."""
        begin = (since, event or "")
        found = [one for one in self._of(webhook) if begin < (one.at, one.event) and one.at < until]
        return found[:limit]

    def _of(self, webhook: str) -> list[EventDelivery]:
        with self._lock:
            found = [one for one in self._deliveries.values() if one.webhook == webhook]
        return sorted(found, key=lambda one: (one.at, one.event))

    def lane(self, webhook: str) -> Lane:
        """See the port."""
        with self._lock:
            return self._lanes.get(webhook, Lane(webhook=webhook))

    def take(self, webhook: str, now: datetime, until: datetime) -> Lane | None:
        """See the port."""
        with self._lock:
            lane = self.lane(webhook)
            if lane.lease_until is not None and lane.lease_until > from_text(to_text(now)):
                self._lanes[webhook] = replace(lane, knocks=lane.knocks + 1)
                return None
            return self._set(replace(lane, lease_until=until, wake_at=until))

    def _set(self, lane: Lane) -> Lane:
        self._lanes[lane.webhook] = stored = lane_from_item(lane_to_item(lane))
        return stored

    def keep(self, before: Lane, after: Lane) -> bool:
        """See the port."""
        with self._lock:
            known = self.lane(before.webhook)
            if known.lease_until != before.lease_until:
                raise ConflictError
            if known.knocks != before.knocks:
                return False
            self._set(after)
            return True


def _standing(delivery: EventDelivery) -> tuple[Fate, int, str | None]:
    """What each attempt and each replay changes; an instant as the table has it."""
    next_at = delivery.next_at
    return delivery.fate, delivery.attempts, to_text(next_at) if next_at else None
