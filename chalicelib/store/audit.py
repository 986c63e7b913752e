"""The audit log: an item for each entry, a partition for each month. Nothing takes one away."""

import json
from collections.abc import Iterator
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.audit import Audited, Deed
from chalicelib.errors import ConflictError
from chalicelib.instants import from_text, to_text
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoAuditLog:
    """ports.AuditLog on the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def record(self, one: Audited) -> None:
        """See the port. One call."""
        try:
            self._table.put(Put(_to_item(one), IS_NEW))
        except ConflictError:
            return

    def between(self, since: datetime, until: datetime) -> list[Audited]:
        """See the port. A call for each month, or more for each megabyte of it."""
        found: list[Audited] = []
        for month in keys.audit_months(since, until):
            read = self._table.query(
                f"{keys.PK} = :pk AND {keys.SK} BETWEEN :since AND :until",
                {
                    ":pk": {"S": month},
                    ":since": {"S": to_text(since)},
                    ":until": {"S": to_text(until)},
                },
            )
            found += map(_from_item, read)
        return found


class MemoryAuditLog:
    """ports.AuditLog in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._items: dict[tuple[str, str], Item] = {}

    def record(self, one: Audited) -> None:
        """See the port."""
        item = _to_item(one)
        with self._lock:
            self._items.setdefault((item[keys.PK]["S"], item[keys.SK]["S"]), item)

    def between(self, since: datetime, until: datetime) -> list[Audited]:
        """See the port."""
        return [one for one in self._all() if since <= one.at < until]

    def _all(self) -> Iterator[Audited]:
        with self._lock:
            found = sorted(self._items.items())
        return (_from_item(item) for _, item in found)


def _to_item(one: Audited) -> Item:
    said = {"id": one.id, "by": one.by, "deed": one.deed.value, "data": dict(one.data)}
    return items.item(
        "audit",
        keys.audit(one.at, one.id),
        {
            items.AUDITED: {"S": json.dumps(said, ensure_ascii=False, separators=(",", ":"))},
            items.SAID_AT: {"S": to_text(one.at)},
        },
    )


def _from_item(item: Item) -> Audited:
    said = json.loads(item[items.AUDITED]["S"])
    return Audited(
        id=said["id"],
        at=from_text(item[items.SAID_AT]["S"]),
        by=said["by"],
        deed=Deed(said["deed"]),
        data=said["data"],
    )
