"""Incidents on the table and in memory. See `ports.IncidentStore`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING

from chalicelib.errors import ConflictError, DuplicateError, NotFoundError
from chalicelib.instants import to_text
from chalicelib.model import Incident, IncidentTask
from chalicelib.ports import Due
from chalicelib.store import items, keys
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_WHY = "why"
_CHANGES = "changes"


class DynamoIncidents:
    """ports.IncidentStore on the feedback store's table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def open(self, incident: Incident, task: IncidentTask, key: str) -> None:
        """See the port. One call: a transaction of three items."""
        self._table.transact(
            [
                _marker(key, incident.id),
                Put(items.incident_to_item(incident), IS_NEW),
                Put(items.task_to_item(task), IS_NEW),
            ]
        )

    def change(
        self, before: Incident, after: Incident, task: IncidentTask | None, key: str
    ) -> None:
        """See the port. One call: a transaction of two items or three."""
        self._table.transact(
            [
                _marker(key, after.id),
                Put(
                    items.incident_to_item(after),
                    f"{_CHANGES} = :changes",
                    {":changes": {"N": str(before.changes)}},
                ),
                *([Put(items.task_to_item(task), IS_NEW)] if task else []),
            ]
        )

    def get(self, incident_id: str) -> Incident:
        """See the port. One call."""
        found = self._table.get(keys.incident(incident_id))
        if found is None:
            raise NotFoundError("there is no such incident")
        return items.incident_from_item(found)

    def by_key(self, key: str) -> str | None:
        """See the port. One call."""
        found = self._table.get(keys.inbound(key))
        return found[items.FEEDBACK_ID]["S"] if found else None

    def of_team(self, team_id: str, limit: int) -> list[Incident]:
        """See the port. Two calls, and one more for each further hundred."""
        found = self._table.query(
            f"{keys.QUEUE} = :team",
            {":team": {"S": keys.incidents_of(team_id)}},
            index=keys.QUEUE_INDEX,
            limit=limit,
            backwards=True,
        )
        wanted = [keys.key(one[keys.PK]["S"], one[keys.SK]["S"]) for one in found]
        read = [items.incident_from_item(one) for one in self._table.get_many(wanted)]
        still = (one for one in read if one.closed_at is None)
        return sorted(still, key=lambda one: one.opened_at, reverse=True)

    def tasks(self, incident_id: str) -> list[IncidentTask]:
        """See the port. One call for each megabyte."""
        return [items.task_from_item(one) for one in self._under(incident_id, keys.TASKS)]

    def task(self, incident_id: str, number: int) -> IncidentTask:
        """See the port. One call."""
        found = self._table.get(keys.task(incident_id, number))
        if found is None:
            raise NotFoundError("there is no such task")
        return items.task_from_item(found)

    def rearm(self, task: IncidentTask, wake_at: datetime | None) -> None:
        """See the port. One call."""
        key = keys.task(task.incident_id, task.number)
        there = f"attribute_exists({keys.PK})"
        if wake_at is None:
            self._table.update(key, f"REMOVE {keys.WAKE_AT}, {keys.DUE_SHARD}", there)
            return
        self._table.update(
            key,
            f"SET {keys.WAKE_AT} = :at, {keys.DUE_SHARD} = :shard",
            there,
            {
                ":at": {"S": to_text(wake_at)},
                ":shard": {"S": keys.shard(task.incident_id, swept=True)},
            },
        )

    def settle(self, incident_id: str, number: int, feedback_id: str, why: str) -> None:
        """See the port. One call."""
        share = items.item(
            "share",
            keys.share(incident_id, number, feedback_id),
            {items.FEEDBACK_ID: {"S": feedback_id}, _WHY: {"S": why}},
        )
        try:
            self._table.put(Put(share, IS_NEW))
        except ConflictError:
            return

    def settled(self, incident_id: str, number: int) -> dict[str, str]:
        """See the port. One call for each megabyte, which is some 8,000 feedback."""
        found = self._under(incident_id, keys.shares(number))
        return {one[items.FEEDBACK_ID]["S"]: one[_WHY]["S"] for one in found}

    def dismiss(self, touchpoint: str, feedback_ids: Sequence[str], expires_at: datetime) -> None:
        """See the port. One call."""
        apart = items.item(
            "apart",
            keys.apart(touchpoint, feedback_ids),
            {
                "ids": items.plain(sorted(feedback_ids)),
                keys.EXPIRES_AT: {"N": str(int(expires_at.timestamp()))},
            },
        )
        self._table.put(Put(apart))

    def dismissed(self, touchpoint: str) -> list[list[str]]:
        """See the port. One call."""
        found = self._table.query(
            f"{keys.PK} = :pk", {":pk": {"S": keys.apart_pk(touchpoint)}}, limit=200
        )
        return [items.from_plain(one["ids"]) for one in found]

    def _under(self, incident_id: str, prefix: str) -> Iterable[items.Item]:
        return self._table.query(
            f"{keys.PK} = :pk AND begins_with({keys.SK}, :prefix)",
            {":pk": {"S": keys.incident_pk(incident_id)}, ":prefix": {"S": prefix}},
        )


def _marker(key: str, incident_id: str) -> Put:
    marker = items.pointer("inbound", keys.inbound(key), incident_id)
    return Put(marker, IS_NEW, otherwise=DuplicateError)


class MemoryIncidents:
    """ports.IncidentStore in memory, beside the store whose work list its tasks are in. Thread-safe."""

    def __init__(self, store: MemoryFeedbackStore) -> None:
        self._lock = RLock()
        self._incidents: dict[str, Incident] = {}
        self._tasks: dict[tuple[str, int], IncidentTask] = {}
        self._shares: dict[tuple[str, int], dict[str, str]] = {}
        self._apart: dict[str, list[list[str]]] = {}
        self._keys: dict[str, str] = {}
        store.list_also(self._due)

    def _due(self) -> Iterable[Due]:
        with self._lock:
            return [
                Due(
                    feedback_id=task.incident_id,
                    item=f"task:{task.number}",
                    wake_at=task.wake_at,
                    swept=True,
                )
                for task in self._tasks.values()
                if task.wake_at is not None
            ]

    def open(self, incident: Incident, task: IncidentTask, key: str) -> None:
        """See the port."""
        with self._lock:
            if key in self._keys:
                raise DuplicateError
            if incident.id in self._incidents:
                raise ConflictError
            self._write(incident, task, key)

    def change(
        self, before: Incident, after: Incident, task: IncidentTask | None, key: str
    ) -> None:
        """See the port."""
        with self._lock:
            if key in self._keys:
                raise DuplicateError
            known = self._incidents.get(before.id)
            if known is None or known.changes != before.changes:
                raise ConflictError
            self._write(after, task, key)

    def _write(self, incident: Incident, task: IncidentTask | None, key: str) -> None:
        stored = items.incident_from_item(items.incident_to_item(incident))
        self._keys[key] = incident.id
        self._incidents[incident.id] = stored
        if task is not None:
            kept = items.task_from_item(items.task_to_item(task))
            self._tasks[task.incident_id, task.number] = kept

    def get(self, incident_id: str) -> Incident:
        """See the port."""
        with self._lock:
            if incident_id not in self._incidents:
                raise NotFoundError("there is no such incident")
            return self._incidents[incident_id]

    def by_key(self, key: str) -> str | None:
        """See the port."""
        with self._lock:
            return self._keys.get(key)

    def of_team(self, team_id: str, limit: int) -> list[Incident]:
        """See the port."""
        with self._lock:
            found = [
                one
                for one in self._incidents.values()
                if one.team == team_id and one.closed_at is None
            ]
        return sorted(found, key=lambda one: one.opened_at, reverse=True)[:limit]

    def tasks(self, incident_id: str) -> list[IncidentTask]:
        """See the port."""
        with self._lock:
            return [task for (one, _), task in sorted(self._tasks.items()) if one == incident_id]

    def task(self, incident_id: str, number: int) -> IncidentTask:
        """See the port."""
        with self._lock:
            if (incident_id, number) not in self._tasks:
                raise NotFoundError("there is no such task")
            return self._tasks[incident_id, number]

    def rearm(self, task: IncidentTask, wake_at: datetime | None) -> None:
        """See the port."""
        with self._lock:
            known = self.task(task.incident_id, task.number)
            moved = items.task_from_item(items.task_to_item(replace(known, wake_at=wake_at)))
            self._tasks[task.incident_id, task.number] = moved

    def settle(self, incident_id: str, number: int, feedback_id: str, why: str) -> None:
        """See the port."""
        with self._lock:
            self._shares.setdefault((incident_id, number), {}).setdefault(feedback_id, why)

    def settled(self, incident_id: str, number: int) -> dict[str, str]:
        """See the port."""
        with self._lock:
            return dict(self._shares.get((incident_id, number), {}))

    def dismiss(
        self,
        touchpoint: str,
        feedback_ids: Sequence[str],
        expires_at: datetime,  # noqa: ARG002 - a process ends before it would have to forget
    ) -> None:
        """See the port."""
        with self._lock:
            known = self._apart.setdefault(touchpoint, [])
            if sorted(feedback_ids) not in known:
                known.append(sorted(feedback_ids))

    def dismissed(self, touchpoint: str) -> list[list[str]]:
        """See the port."""
        with self._lock:
            return list(self._apart.get(touchpoint, []))
