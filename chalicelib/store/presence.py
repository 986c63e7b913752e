"""Who has a feedback open: one item for each, which expires by itself."""

from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.model import Here
from chalicelib.store import items, keys
from chalicelib.store.table import Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoPresence:
    """ports.Presence on the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def record(self, feedback_id: str, here: Here, expires_at: datetime) -> None:
        """See the port. One call."""
        self._table.put(Put(items.here_to_item(feedback_id, here, expires_at)))

    def leave(self, feedback_id: str, email: str) -> None:
        """See the port. One call."""
        self._table.delete(keys.here(feedback_id, email))

    def of(self, feedback_id: str, since: datetime) -> list[Here]:
        """See the port. One call: what DynamoDB has not yet forgotten is left out here."""
        found = self._table.query(
            f"{keys.PK} = :pk AND begins_with({keys.SK}, :prefix)",
            {":pk": {"S": keys.feedback_pk(feedback_id)}, ":prefix": {"S": keys.HERE}},
        )
        return [here for here in map(items.here_from_item, found) if here.at >= since]


class MemoryPresence:
    """ports.Presence in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._here: dict[tuple[str, str], Here] = {}

    def record(self, feedback_id: str, here: Here, expires_at: datetime) -> None:
        """See the port. Nothing is forgotten here but by `since`."""
        stored = items.here_from_item(items.here_to_item(feedback_id, here, expires_at))
        with self._lock:
            self._here[feedback_id, here.email] = stored

    def leave(self, feedback_id: str, email: str) -> None:
        """See the port."""
        with self._lock:
            self._here.pop((feedback_id, email), None)

    def of(self, feedback_id: str, since: datetime) -> list[Here]:
        """See the port."""
        with self._lock:
            found = sorted(self._here.items())
        return [here for (one, _), here in found if one == feedback_id and here.at >= since]
