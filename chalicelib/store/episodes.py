"""Episodes on the table and in memory. See `ports.Episodes`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from chalicelib.early_warning import Episode, Sort
from chalicelib.errors import ConflictError
from chalicelib.instants import from_text, to_text
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST = 100
_EPISODE = "episode"
_WARNINGS = "warnings"
_LAST_AT = "last_at"


class DynamoEpisodes:
    """ports.Episodes on the one table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def of(self, touchpoint_id: str) -> Episode | None:
        """See the port. One call."""
        found = self._table.get(keys.episode(touchpoint_id))
        return _from_item(found) if found else None

    def put(self, before: Episode | None, after: Episode) -> None:
        """See the port. One call."""
        if before is None:
            self._table.put(Put(_to_item(after), IS_NEW))
            return
        still = {
            ":warnings": {"N": str(before.warnings)},
            ":last": {"S": to_text(before.last_at)},
        }
        condition = f"{_WARNINGS} = :warnings AND {_LAST_AT} = :last"
        self._table.put(Put(_to_item(after), condition, still))

    def of_team(self, team_id: str, since: datetime) -> list[Episode]:
        """See the port. Two calls, or one where there is none."""
        found = self._table.query(
            f"{keys.QUEUE} = :team AND {keys.QUEUE_BY} >= :since",
            {":team": {"S": keys.episodes_of(team_id)}, ":since": {"S": to_text(since)}},
            index=keys.QUEUE_INDEX,
            limit=MOST,
            backwards=True,
        )
        wanted = [keys.key(one[keys.PK]["S"], one[keys.SK]["S"]) for one in found]
        return _newest_first(map(_from_item, self._table.get_many(wanted)), since)


class MemoryEpisodes:
    """ports.Episodes for one process. Thread-safe. Episodes pass through their stored form."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._items: dict[str, Item] = {}

    def of(self, touchpoint_id: str) -> Episode | None:
        """See the port."""
        with self._lock:
            found = self._items.get(touchpoint_id)
        return _from_item(found) if found else None

    def put(self, before: Episode | None, after: Episode) -> None:
        """See the port."""
        with self._lock:
            if self.of(after.touchpoint) != before:
                raise ConflictError
            self._items[after.touchpoint] = _to_item(after)

    def of_team(self, team_id: str, since: datetime) -> list[Episode]:
        """See the port."""
        with self._lock:
            found = [_from_item(one) for one in self._items.values()]
        return _newest_first((one for one in found if one.team == team_id), since)[:MOST]


def _newest_first(found: Iterable[Episode], since: datetime) -> list[Episode]:
    still = (one for one in found if one.last_at >= since)
    return sorted(still, key=lambda one: (one.last_at, one.touchpoint), reverse=True)


def _to_item(episode: Episode) -> Item:
    said = {
        "touchpoint": episode.touchpoint,
        "team": episode.team,
        "sort": episode.sort.value,
        "count": episode.count,
        "usual": episode.usual,
        "within": int(episode.within.total_seconds()),
        "began_at": to_text(episode.began_at),
        "told_at": to_text(episode.told_at),
        "feedback_id": episode.feedback_id,
        "came": episode.came,
        "serious": episode.serious,
    }
    return items.item(
        "episode",
        keys.episode(episode.touchpoint),
        {
            _EPISODE: items.plain(said),
            _WARNINGS: items.plain(episode.warnings),
            _LAST_AT: items.plain(to_text(episode.last_at)),
            keys.QUEUE: {"S": keys.episodes_of(episode.team)},
            keys.QUEUE_BY: items.plain(to_text(episode.last_at)),
        },
    )


def _from_item(item: Item) -> Episode:
    said = items.from_plain(item[_EPISODE])
    return Episode(
        **{
            **said,
            "sort": Sort(said["sort"]),
            "within": timedelta(seconds=said["within"]),
            "began_at": from_text(said["began_at"]),
            "told_at": from_text(said["told_at"]),
        },
        warnings=items.from_plain(item[_WARNINGS]),
        last_at=from_text(items.from_plain(item[_LAST_AT])),
    )
