"""Who wants no more messages: one item for each contact point that ever said so."""

from threading import Lock
from typing import TYPE_CHECKING

from chalicelib.errors import ConflictError
from chalicelib.instants import to_text
from chalicelib.model import OptOut
from chalicelib.store import items, keys
from chalicelib.store.checks import newest_word
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_TRIES = 10


class DynamoOptOuts:
    """ports.OptOuts on the table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def record(self, said: OptOut) -> OptOut:
        """See the port. Two calls, one where nothing changes; more where a race is lost."""
        said = items.opt_out_from_item(items.opt_out_to_item(said))
        for _ in range(_TRIES):
            known = self.of(said.contact)
            holds = newest_word(known, said)
            if holds == known:
                return holds
            condition, values = IS_NEW, {}
            if known is not None:
                condition = f"{items.SAID_AT} = :at AND {items.OPTED_OUT} = :opted_out"
                values = {
                    ":at": {"S": to_text(known.at)},
                    ":opted_out": {"BOOL": known.opted_out},
                }
            try:
                self._table.put(Put(items.opt_out_to_item(holds), condition, values))
            except ConflictError:
                continue
            return holds
        raise ConflictError("what this contact point wants kept changing under us")

    def of(self, contact: str) -> OptOut | None:
        """See the port. One call."""
        found = self._table.get(keys.opt_out(contact))
        return items.opt_out_from_item(found) if found else None


class MemoryOptOuts:
    """ports.OptOuts in memory. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._said: dict[str, OptOut] = {}

    def record(self, said: OptOut) -> OptOut:
        """See the port."""
        said = items.opt_out_from_item(items.opt_out_to_item(said))
        with self._lock:
            holds = newest_word(self._said.get(said.contact), said)
            self._said[said.contact] = holds
            return holds

    def of(self, contact: str) -> OptOut | None:
        """See the port."""
        with self._lock:
            return self._said.get(contact)
