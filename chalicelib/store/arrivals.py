"""What was taken in of what the providers handed over: one item for each, which expires by itself."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date
from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.arrivals import ARRIVALS_KEPT, Arrival
from chalicelib.instants import from_text, to_text
from chalicelib.model import Channel
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.table import Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from chalicelib.store.memory import MemoryFeedbackStore


class DynamoArrivals:
    """ports.Arrivals on the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def record(self, arrival: Arrival) -> None:
        """See the port. One call."""
        self._table.put(Put(_to_item(arrival)))

    def of_day(self, channel: Channel, day: date) -> Iterator[Arrival]:
        """See the port. One call for each of four shards, and for each further megabyte."""
        for pk in keys.arrivals(channel, day):
            found = self._table.query(f"{keys.PK} = :pk", {":pk": {"S": pk}})
            yield from (_from_item(channel, one) for one in found)

    def stored(self, inbound: Sequence[str]) -> dict[str, str]:
        """See the port. One call for each hundred."""
        asked = {keys.inbound(one)[keys.PK]["S"]: one for one in inbound}
        found = self._table.get_many([keys.inbound(one) for one in asked.values()])
        return {asked[one[keys.PK]["S"]]: one[items.FEEDBACK_ID]["S"] for one in found}


class MemoryArrivals:
    """ports.Arrivals beside a feedback store in memory. Thread-safe; nothing expires here."""

    def __init__(self, feedback: "MemoryFeedbackStore") -> None:
        self._feedback = feedback
        self._lock = Lock()
        self._items: dict[tuple[str, str], Item] = {}

    def record(self, arrival: Arrival) -> None:
        """See the port."""
        stored = _to_item(arrival)
        with self._lock:
            self._items[stored[keys.PK]["S"], stored[keys.SK]["S"]] = stored

    def of_day(self, channel: Channel, day: date) -> Iterator[Arrival]:
        """See the port."""
        wanted = set(keys.arrivals(channel, day))
        with self._lock:
            found = [one for (pk, _), one in self._items.items() if pk in wanted]
        return (_from_item(channel, one) for one in found)

    def stored(self, inbound: Sequence[str]) -> dict[str, str]:
        """See the port."""
        found = {one: self._feedback.by_inbound(one) for one in inbound}
        return {one: feedback_id for one, feedback_id in found.items() if feedback_id is not None}


def _to_item(arrival: Arrival) -> Item:
    expires_at = arrival.at + ARRIVALS_KEPT
    return items.item(
        "arrival",
        keys.arrival(arrival.channel, arrival.at.astimezone(UTC).date(), arrival.id),
        {
            items.ARRIVAL_ID: {"S": arrival.id},
            items.ARRIVED_AT: {"S": to_text(arrival.at)},
            items.INBOUND_KEYS: items.plain(list(arrival.keys)),
            keys.EXPIRES_AT: {"N": str(int(expires_at.timestamp()))},
        },
    )


def _from_item(channel: Channel, stored: Item) -> Arrival:
    return Arrival(
        channel=channel,
        id=stored[items.ARRIVAL_ID]["S"],
        at=from_text(stored[items.ARRIVED_AT]["S"]),
        keys=tuple(items.from_plain(stored[items.INBOUND_KEYS])),
    )
