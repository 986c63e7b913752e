"""Versions of the configuration in the table, compressed, and a cache of those in use.

A version is written once, in one transaction with the item that says which version is in force, so
that nobody ever sees half of one. Only that small item is read again, every few seconds.
"""

import json
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from chalicelib.configuration import Configuration, from_document
from chalicelib.errors import ConflictError, NotFoundError, TooLargeError, UnavailableError
from chalicelib.instants import from_text, to_text
from chalicelib.ports import Applied
from chalicelib.store import items, keys
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_PART = 340_000
"""Bytes of compressed document in one item."""
_MOST_PARTS = 10
"""What one transaction can hold: DynamoDB takes 4 MB."""
_KEPT = 8
"""Versions that are kept in memory: each may be megabytes."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""When versions were applied of which no more is kept than their document."""

T = TypeVar("T")


class DynamoConfigurationStore:
    """ports.ConfigurationStore on the table, with a cache.

    `monotonic` is a clock in seconds that never goes back; the version in force and the keys are
    `max_age_seconds` old at most.
    """

    def __init__(
        self,
        client: "DynamoDBClient",
        table_name: str,
        monotonic: Callable[[], float],
        max_age_seconds: float = 15,
    ) -> None:
        self._table = Table(client, table_name)
        self._in_force = _Aging(self._read_in_force, monotonic, max_age_seconds)
        self._keys = _Aging(self._read_keys, monotonic, max_age_seconds)
        self._versions: OrderedDict[int, Configuration] = OrderedDict()

    def current(self) -> Configuration:
        """See the port. One call when the cache is old, one more for a version not seen before."""
        number = self._in_force.get()
        if number is None:
            raise UnavailableError("no configuration was ever applied")
        return self.version(number)

    def version(self, number: int) -> Configuration:
        """See the port. One call for each megabyte, none for a version that is kept."""
        found = self._versions.get(number)
        if found is None:
            found = self._versions[number] = from_document(number, self._read(number))
        self._versions.move_to_end(number)
        if len(self._versions) > _KEPT:
            self._versions.popitem(last=False)
        return found

    def keys(self) -> Sequence[bytes]:
        """See the port. One call when the cache is old. UnavailableError where there are none."""
        found = self._keys.get()
        if not found:
            raise UnavailableError("there is no signing key: no configuration was ever applied")
        return found

    def in_force(self) -> Applied | None:
        """See the port. Two calls."""
        number = self._read_in_force()
        return None if number is None else self.applied(number)

    def applied(self, number: int) -> Applied:
        """See the port. One call."""
        found = self._table.get(keys.configuration_text(number))
        if found is None:
            self.version(number)  # NotFoundError where there is none
            return Applied(version=number, at=_LONG_AGO, by="", text=None)
        return _applied(found)

    def history(self, limit: int, before: int | None = None) -> list[Applied]:
        """See the port. Two calls."""
        newest = (before or (self._read_in_force() or 0) + 1) - 1
        wanted = range(newest, max(newest - limit, 0), -1)
        read = self._table.get_many([keys.configuration_text(number) for number in wanted])
        found = {one.version: one for one in map(_applied, read)}
        unknown = Applied(version=0, at=_LONG_AGO, by="", text=None)
        return [found.get(number) or replace(unknown, version=number) for number in wanted]

    def apply(
        self,
        document: Mapping[str, Any],
        *,
        now: datetime,
        new_key: bytes,
        text: str | None = None,
        by: str = "",
        base: int | None = None,
    ) -> int:
        """See the port. Two calls, three the first time."""
        in_force = self._read_in_force()
        if base is not None and base != in_force:
            raise ConflictError(f"version {in_force} was applied meanwhile")
        if in_force is None:
            self._make_key(new_key)
        number = (in_force or 0) + 1
        parts = [
            Put(_part(number, place, raw), IS_NEW) for place, raw in enumerate(_packed(document))
        ]
        current = items.item(
            "configuration",
            keys.current_configuration(),
            {items.VERSION: {"N": str(number)}, items.APPLIED_AT: {"S": to_text(now)}},
        )
        as_seen = (
            Put(current, f"{items.VERSION} = :seen", {":seen": {"N": str(in_force)}})
            if in_force
            else Put(current, IS_NEW)
        )
        self._table.transact([as_seen, _text_put(number, text, by, now), *parts])
        self._in_force.forget()
        return number

    def _make_key(self, new_key: bytes) -> None:
        secrets = {items.SECRETS: {"L": [{"B": new_key}]}}
        try:
            self._table.put(Put(items.item("keys", keys.signing_keys(), secrets), IS_NEW))
        except ConflictError:
            return
        self._keys.forget()

    def _read_in_force(self) -> int | None:
        found = self._table.get(keys.current_configuration())
        return int(found[items.VERSION]["N"]) if found else None

    def _read_keys(self) -> tuple[bytes, ...]:
        found = self._table.get(keys.signing_keys())
        return tuple(bytes(one["B"]) for one in found[items.SECRETS]["L"]) if found else ()

    def _read(self, number: int) -> Mapping[str, Any]:
        parts = self._table.query(
            f"{keys.PK} = :pk AND begins_with({keys.SK}, :prefix)",
            {":pk": {"S": keys.configuration_pk(number)}, ":prefix": {"S": keys.PARTS}},
        )
        packed = b"".join(part[items.DOCUMENT]["B"] for part in parts)
        if not packed:
            raise NotFoundError(f"there is no version {number} of the configuration")
        document: Mapping[str, Any] = json.loads(zlib.decompress(packed))
        return document


def _packed(document: Mapping[str, Any]) -> list[bytes]:
    text = json.dumps(document, separators=(",", ":"), ensure_ascii=False)
    packed = zlib.compress(text.encode())
    parts = [packed[start : start + _PART] for start in range(0, len(packed), _PART)]
    if len(parts) > _MOST_PARTS:
        raise TooLargeError(f"a configuration has {_PART * _MOST_PARTS} bytes compressed at most")
    return parts


def _text_put(number: int, text: str | None, by: str, now: datetime) -> Put:
    facts: items.Item = {
        items.VERSION: {"N": str(number)},
        items.APPLIED_AT: {"S": to_text(now)},
        items.APPLIED_BY: {"S": by},
    }
    if text is not None:
        packed = zlib.compress(text.encode())
        if len(packed) > _PART:
            raise TooLargeError(f"a configuration's text has {_PART} bytes compressed at most")
        facts[items.TEXT] = {"B": packed}
    return Put(items.item("configuration", keys.configuration_text(number), facts), IS_NEW)


def _applied(item: items.Item) -> Applied:
    packed = item.get(items.TEXT)
    return Applied(
        version=int(item[items.VERSION]["N"]),
        at=from_text(item[items.APPLIED_AT]["S"]),
        by=item[items.APPLIED_BY]["S"],
        text=zlib.decompress(bytes(packed["B"])).decode() if packed else None,
    )


def _part(number: int, place: int, raw: bytes) -> items.Item:
    key = keys.configuration_part(number, place)
    return items.item("configuration", key, {items.DOCUMENT: {"B": raw}})


class _Aging(Generic[T]):
    """One value that is read again when it is too old."""

    def __init__(self, read: Callable[[], T], monotonic: Callable[[], float], age: float) -> None:
        self._read = read
        self._monotonic = monotonic
        self._age = age
        self._kept: tuple[float, T] | None = None

    def get(self) -> T:
        now = self._monotonic()
        if self._kept is None or now - self._kept[0] > self._age:
            self._kept = (now, self._read())
        return self._kept[1]

    def forget(self) -> None:
        self._kept = None
