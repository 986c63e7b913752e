"""The lists that staff look through, on the table's indexes. See `ports.Lists`."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.instants import from_text, to_text
from chalicelib.model import Entry, Feedback
from chalicelib.ports import QueuePlace
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.keys import Key
from chalicelib.store.table import Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoLists:
    """ports.Lists on the feedback store's table. Reads of up to 100 items are one call each."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def queue(self, team_id: str, limit: int, after: QueuePlace | None = None) -> list[QueuePlace]:
        """See the port."""
        condition, values = f"{keys.QUEUE} = :team", {":team": {"S": team_id}}
        start: Key | None = None
        if after and after.feedback_id:
            start = {
                **keys.state(after.feedback_id),
                keys.QUEUE: {"S": team_id},
                keys.QUEUE_BY: {"S": after.by},
            }
        elif after:
            condition += f" AND {keys.QUEUE_BY} >= :by"
            values[":by"] = {"S": after.by}
        found = self._table.query(
            condition, values, index=keys.QUEUE_INDEX, limit=limit, start=start
        )
        return [
            QueuePlace(by=one[keys.QUEUE_BY]["S"], feedback_id=keys.feedback_of(one))
            for one in found
        ]

    def at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[str]:
        """See the port."""
        found = self.captured_at_place(touchpoint_id, since, until, limit)
        return [feedback_id for feedback_id, _ in found]

    def captured_at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[tuple[str, datetime]]:
        """See the port. One call for each megabyte, which is some 9,000 feedback."""
        found = self._table.query(
            f"{keys.TOUCHPOINT} = :place AND {keys.CAPTURED_AT} BETWEEN :since AND :until",
            {
                ":place": {"S": touchpoint_id},
                ":since": {"S": to_text(since)},
                ":until": {"S": to_text(until)},
            },
            index=keys.PLACE_INDEX,
            limit=limit,
            backwards=True,
        )
        return [(keys.feedback_of(one), _captured_at(one)) for one in found]

    def first_at_place(self, touchpoint_id: str) -> datetime | None:
        """See the port. One call."""
        found = self._table.query(
            f"{keys.TOUCHPOINT} = :place",
            {":place": {"S": touchpoint_id}},
            index=keys.PLACE_INDEX,
            limit=1,
        )
        return next(map(_captured_at, found), None)

    def states(self, feedback_ids: Sequence[str]) -> list[Feedback]:
        """See the port."""
        found = self._each(feedback_ids, keys.state)
        return [items.feedback_from_item(found[one]) for one in feedback_ids if one in found]

    def entries(self, feedback_ids: Sequence[str], number: int = 1) -> dict[str, Entry]:
        """See the port."""
        found = self._each(feedback_ids, lambda one: keys.entry(one, number))
        return {one: items.entry_from_item(found[one]) for one in feedback_ids if one in found}

    def _each(self, feedback_ids: Sequence[str], key: Callable[[str], Key]) -> dict[str, Item]:
        wanted = list(dict.fromkeys(feedback_ids))
        found: Iterator[Item] = self._table.get_many([key(one) for one in wanted])
        return {keys.feedback_of(one): one for one in found}


def _captured_at(index_key: Item) -> datetime:
    return from_text(index_key[keys.CAPTURED_AT]["S"])
