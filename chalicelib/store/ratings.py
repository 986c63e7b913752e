"""What customers rated, by team: one item for each entry that says how it went."""

from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.instants import to_text
from chalicelib.model import Rated
from chalicelib.store import items, keys
from chalicelib.store.table import Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoRatings:
    """ports.Ratings on the one table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def note(self, rated: Rated) -> None:
        """See the port. One call."""
        self._table.put(Put(items.rated_to_item(rated)))

    def of(self, team_id: str, since: datetime, until: datetime, limit: int) -> list[Rated]:
        """See the port. One call for each megabyte."""
        found = self._table.query(
            f"{keys.PK} = :team AND {keys.SK} BETWEEN :since AND :until",
            {
                ":team": {"S": keys.rated_pk(team_id)},
                ":since": {"S": to_text(since)},
                ":until": {"S": to_text(until)},
            },
            limit=limit,
            backwards=True,
        )
        return [items.rated_from_item(one) for one in found]


class MemoryRatings:
    """ports.Ratings in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rated: dict[tuple[str, str], Rated] = {}

    def note(self, rated: Rated) -> None:
        """See the port."""
        stored = items.rated_to_item(rated)
        with self._lock:
            place = stored[keys.PK]["S"], stored[keys.SK]["S"]
            self._rated[place] = items.rated_from_item(stored)

    def of(self, team_id: str, since: datetime, until: datetime, limit: int) -> list[Rated]:
        """See the port."""
        first, last = to_text(since), to_text(until)
        with self._lock:
            found = sorted(
                place
                for place in self._rated
                if place[0] == keys.rated_pk(team_id) and first <= place[1] <= last
            )
            return [self._rated[place] for place in reversed(found)][:limit]
