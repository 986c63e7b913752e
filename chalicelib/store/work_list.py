"""The work list on the table: what is due, and which team holds what. Indexes, which may lag."""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.errors import ConflictError
from chalicelib.instants import to_text
from chalicelib.ports import Due
from chalicelib.store import items, keys
from chalicelib.store.table import OnTable, looked_at


class DynamoWorkList(OnTable):
    """The part of ports.FeedbackStore that is about what needs a look."""

    def reacted(self, feedback_id: str, number: int) -> None:
        """See the port. One call; done twice, or for an entry that is gone, it changes nothing."""
        try:
            with looked_at():
                self._table.update(
                    keys.entry(feedback_id, number),
                    f"REMOVE {keys.DUE_SHARD}, {keys.WAKE_AT}",
                    f"attribute_exists({keys.DUE_SHARD})",
                )
        except ConflictError:
            return

    def due(
        self, now: datetime, limit: int, after: Due | None = None, *, swept: bool = True
    ) -> tuple[list[Due], bool]:
        """See the port. One call for each shard, 16 of each list, and each further megabyte.

        A megabyte is some 8,000 things. With `after`, shards before its own are not asked again,
        and `now` must not be before the one that `after` was found with.
        """
        shards = (*keys.SHARDS, *keys.SWEPT_SHARDS) if swept else keys.SHARDS
        start = shards.index(keys.shard(after.feedback_id, swept=after.swept)) if after else 0
        found: list[Due] = []
        for number, shard in enumerate(shards[start:]):
            found += self._standing_in(
                shard,
                "<= :until",
                {":until": {"S": to_text(now)}},
                limit + 1 - len(found),  # one more than asked for tells whether there is more
                after if number == 0 else None,
            )
            if len(found) > limit:
                return found[:limit], True
        return found, False

    def waking(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """See the port. Calls as for `due`, each made when the instants before it are used up."""
        first, last = to_text(after), to_text(until)
        if last <= first:
            return
        seen = {first}
        between = {":first": {"S": first}, ":last": {"S": last}}
        for shard in keys.SHARDS:
            for thing in self._standing_in(shard, "BETWEEN :first AND :last", between):
                text = to_text(thing.wake_at)
                if thing.item == "state" and text not in seen:
                    seen.add(text)
                    yield thing.wake_at

    def held(self, team_id: str, until: datetime, limit: int) -> list[str]:
        """See the port. One call for each megabyte, which is some 8,000 feedback."""
        found = self._table.query(
            f"{keys.QUEUE} = :team AND {keys.QUEUE_BY} <= :until",
            {":team": {"S": team_id}, ":until": {"S": to_text(until)}},
            index=keys.QUEUE_INDEX,
            limit=limit,
        )
        return [keys.feedback_of(one) for one in found]

    def _standing_in(
        self,
        shard: str,
        when: str,
        values: items.Item,
        limit: int | None = None,
        after: Due | None = None,
    ) -> Iterator[Due]:
        found = self._table.query(
            f"{keys.DUE_SHARD} = :shard AND {keys.WAKE_AT} {when}",
            {":shard": {"S": shard}, **values},
            index=keys.DUE_INDEX,
            limit=limit,
            start=keys.due_key(after) if after else None,
        )
        return (keys.due_from(one) for one in found)
