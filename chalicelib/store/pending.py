"""What members said that has not left yet: one item each, in the work list until it is done."""

from collections.abc import Iterable
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.errors import ConflictError
from chalicelib.model import PendingMove
from chalicelib.ports import Due
from chalicelib.store import items, keys
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_IS_THERE = f"attribute_exists({keys.PK})"
_TAKEN_BACK_IN_TIME = f"{_IS_THERE} AND {items.IS_LEAVING} = :no"


class DynamoPendingMoves:
    """ports.PendingMoves on the feedback store's table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def add(self, move: PendingMove) -> bool:
        """See the port. One call."""
        try:
            self._table.put(Put(items.pending_to_item(move), IS_NEW))
        except ConflictError:
            return False
        return True

    def of(self, feedback_id: str) -> list[PendingMove]:
        """See the port. One call for each megabyte."""
        found = self._table.query(
            f"{keys.PK} = :pk AND begins_with({keys.SK}, :prefix)",
            {":pk": {"S": keys.feedback_pk(feedback_id)}, ":prefix": {"S": keys.PENDING}},
        )
        return [items.pending_from_item(one) for one in found]

    def claim(self, feedback_id: str, key: str) -> PendingMove | None:
        """See the port. One call."""
        try:
            claimed = self._table.update(
                keys.pending(feedback_id, key),
                f"SET {items.IS_LEAVING} = :yes",
                _IS_THERE,
                {":yes": {"BOOL": True}},
            )
        except ConflictError:
            return None
        return items.pending_from_item(claimed)

    def take_back(self, feedback_id: str, key: str) -> bool:
        """See the port. One call."""
        try:
            self._table.delete(
                keys.pending(feedback_id, key), _TAKEN_BACK_IN_TIME, {":no": {"BOOL": False}}
            )
        except ConflictError:
            return False
        return True

    def done(self, feedback_id: str, key: str) -> None:
        """See the port. One call."""
        self._table.delete(keys.pending(feedback_id, key))


class MemoryPendingMoves:
    """ports.PendingMoves in memory, beside the store whose work list it is in. Thread-safe."""

    def __init__(self, store: MemoryFeedbackStore) -> None:
        self._lock = Lock()
        self._moves: dict[tuple[str, str], PendingMove] = {}
        store.list_also(self._due)

    def _due(self) -> Iterable[Due]:
        with self._lock:
            return [
                Due(
                    feedback_id=feedback_id,
                    item=f"pending:{key}",
                    wake_at=move.leaves_at,
                    swept=True,
                )
                for (feedback_id, key), move in self._moves.items()
            ]

    def add(self, move: PendingMove) -> bool:
        """See the port."""
        stored = items.pending_from_item(items.pending_to_item(move))
        with self._lock:
            return self._moves.setdefault((move.feedback_id, move.key), stored) is stored

    def of(self, feedback_id: str) -> list[PendingMove]:
        """See the port."""
        with self._lock:
            return [move for (one, _), move in sorted(self._moves.items()) if one == feedback_id]

    def claim(self, feedback_id: str, key: str) -> PendingMove | None:
        """See the port."""
        with self._lock:
            move = self._moves.get((feedback_id, key))
            if move is None:
                return None
            claimed = self._moves[feedback_id, key] = replace(move, is_leaving=True)
            return claimed

    def take_back(self, feedback_id: str, key: str) -> bool:
        """See the port."""
        with self._lock:
            move = self._moves.get((feedback_id, key))
            if move is None or move.is_leaving:
                return False
            del self._moves[feedback_id, key]
            return True

    def done(self, feedback_id: str, key: str) -> None:
        """See the port."""
        with self._lock:
            self._moves.pop((feedback_id, key), None)
