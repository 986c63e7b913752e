"""What came of comparing each day: one item a day, which is written anew with each check."""

from datetime import date, datetime, time
from threading import Lock
from typing import TYPE_CHECKING, Any

from chalicelib.reconciliation import RESULTS_KEPT, Reconciliation
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.table import Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoReconciliations:
    """ports.Reconciliations on the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def save(self, result: Reconciliation) -> None:
        """See the port. One call."""
        self._table.put(Put(_to_item(result)))

    def of(self, day: date) -> Reconciliation | None:
        """See the port. One call."""
        found = self._table.get(keys.reconciliation(day))
        return _from_item(found) if found else None

    def latest(self, limit: int) -> list[Reconciliation]:
        """See the port. One call for each megabyte, which is months of quiet days."""
        found = self._table.query(
            f"{keys.PK} = :pk", {":pk": {"S": keys.RECONCILED}}, limit=limit, backwards=True
        )
        return [_from_item(one) for one in found]


class MemoryReconciliations:
    """ports.Reconciliations in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._items: dict[date, Item] = {}

    def save(self, result: Reconciliation) -> None:
        """See the port."""
        with self._lock:
            self._items[result.day] = _to_item(result)

    def of(self, day: date) -> Reconciliation | None:
        """See the port."""
        with self._lock:
            found = self._items.get(day)
        return _from_item(found) if found else None

    def latest(self, limit: int) -> list[Reconciliation]:
        """See the port."""
        with self._lock:
            found = sorted(self._items.items(), reverse=True)[:limit]
        return [_from_item(one) for _, one in found]


def _to_item(result: Reconciliation) -> Item:
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(result)
    end = datetime.combine(result.day, time(), result.checked_at.tzinfo) + RESULTS_KEPT
    return items.item(
        "reconciliation",
        keys.reconciliation(result.day),
        {
            items.RESULT: items.plain(plain),
            keys.EXPIRES_AT: {"N": str(int(end.timestamp()))},
        },
    )


def _from_item(stored: Item) -> Reconciliation:
    import msgspec

    return msgspec.convert(items.from_plain(stored[items.RESULT]), Reconciliation)
