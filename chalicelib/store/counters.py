"""Counters on the table, which keep caps."""

from datetime import datetime

from chalicelib.errors import ConflictError
from chalicelib.store import items, keys
from chalicelib.store.table import IS_NEW, OnTable, looked_at


class DynamoCounters(OnTable):
    """The part of ports.FeedbackStore that counts."""

    def count(self, key: str, cap: int, expires_at: datetime, *, by: str | None = None) -> bool:
        """See the port. One call. The key names its own window of time: a counter never goes back.

        A call repeated by botocore because its answer was lost may count twice: the cap is kept.
        """
        if cap < 1:
            return False
        more, has_room, counted = ":one", f"{items.COUNTED} < :cap", {}
        if by is not None:  # a set counts each of its members once
            more, counted = ":by", {":by": {"SS": [by]}, ":who": {"S": by}}
            has_room = f"size({items.COUNTED}) < :cap OR contains({items.COUNTED}, :who)"
        try:
            with looked_at():
                self._table.update(
                    keys.counter(key),
                    f"ADD {items.COUNTED} {more} SET {items.ENTITY} = :entity, #schema = :one,"
                    f" {keys.EXPIRES_AT} = :expires",
                    f"{IS_NEW} OR {has_room}",
                    {
                        **counted,
                        ":one": {"N": "1"},
                        ":cap": {"N": str(cap)},
                        ":entity": {"S": "counter"},
                        ":expires": {"N": str(int(expires_at.timestamp()))},
                    },
                    {"#schema": items.SCHEMA},
                )
        except ConflictError:
            return False
        return True

    def is_full(self, key: str, cap: int) -> bool:
        """See the port. One call."""
        found = self._table.get(keys.counter(key))
        if found is None:
            return cap < 1
        counted = found[items.COUNTED]
        return (len(counted["SS"]) if "SS" in counted else int(counted["N"])) >= cap
