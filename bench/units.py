"""AWS calls as they leave boto3, each with the units that DynamoDB would bill for it.

Item sizes and units: "DynamoDB read and write operations" and "Item sizes and formats" in the
DynamoDB developer guide. The item before and after each write is read through a client of our own,
which nobody counts.
"""

import math
import time
from collections.abc import Mapping
from typing import Any

import boto3
import botocore.session

_INDEX_KEYS = (("due_shard", "wake_at"), ("queue", "queue_by"), ("touchpoint", "captured_at"))
"""The keys of the table's indexes, which project keys only."""
_WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
_READS = ("GetItem", "Query", "BatchGetItem")

Item = Mapping[str, Any]


class Recorder:
    """Notes every call of clients that are made from now on, of boto3's default session or botocore's."""

    def __init__(self) -> None:
        self._calls: list[dict[str, Any]] = []
        self._own_ns = 0
        self._own: Any = None
        boto3.setup_default_session()
        session = boto3.DEFAULT_SESSION
        assert session is not None
        events = session.events  # clients take its handlers along
        events.register("provide-client-params.*.*", self._before)
        events.register("after-call.*.*", self._after)
        shared = session._session  # noqa: SLF001 - boto3 gives it out in no other way
        botocore.session.get_session = lambda *_: shared  # what the product makes its clients of

    def take(self) -> tuple[list[dict[str, Any]], int]:
        """The calls since the last time, and the CPU nanoseconds that noting them took.

        A call has `service`, `operation`, `status`, and DynamoDB's `wru` and `rru`.
        """
        taken, self._calls = self._calls, []
        own_ns, self._own_ns = self._own_ns, 0
        return taken, own_ns

    def _before(self, params: Any, model: Any, context: Any, **_: Any) -> None:
        started = time.process_time_ns()
        context["bench"] = params
        if model.name in _WRITES:
            context["bench_before"] = self._items(model.name, params)
        self._own_ns += time.process_time_ns() - started

    def _after(self, http_response: Any, parsed: Any, model: Any, context: Any, **_: Any) -> None:
        started = time.process_time_ns()
        service = model.service_model.service_name
        call = {
            "service": service,
            "operation": model.name,
            "status": http_response.status_code,
        }
        if service == "dynamodb":
            call |= self._units(model.name, context, parsed)
        self._calls.append(call)
        self._own_ns += time.process_time_ns() - started

    def _units(self, operation: str, context: Any, answer: Any) -> dict[str, float]:
        params = context["bench"]
        if operation in _READS:
            return {"wru": 0, "rru": read_units(params, answer)}
        if operation not in _WRITES:
            raise NotImplementedError(f"nobody has said what {operation} costs")
        is_transaction = operation == "TransactWriteItems"
        pairs = zip(context["bench_before"], self._items(operation, params), strict=True)
        return {"wru": sum(write_units(*pair, is_transaction) for pair in pairs), "rru": 0}

    def _items(self, operation: str, params: Any) -> list[Item | None]:
        """What stands at each key that a write touches."""
        if self._own is None:
            self._own = botocore.session.Session().create_client("dynamodb")
        if operation == "TransactWriteItems":
            writes = [next(iter(one.values())) for one in params["TransactItems"]]
        else:
            writes = [params]
        return [
            self._own.get_item(TableName=one["TableName"], Key=_key(one), ConsistentRead=True).get(
                "Item"
            )
            for one in writes
        ]


def _key(write: Mapping[str, Any]) -> Item:
    whole = write.get("Key") or write["Item"]
    return {name: whole[name] for name in ("pk", "sk")}


def write_units(before: Item | None, after: Item | None, is_transaction: bool) -> int:
    """Write units of one item: by the larger of before and after, twice that in a transaction."""
    size = max(item_size(one) if one else 0 for one in (before, after))
    units = max(1, math.ceil(size / 1024))
    return units * (2 if is_transaction else 1) + _index_units(before, after)


def _index_units(before: Item | None, after: Item | None) -> int:
    """Indexes follow by themselves: one unit for an entry that goes, one for an entry that comes."""
    units = 0
    for names in _INDEX_KEYS:
        was, now = (_index_entry(one, names) for one in (before, after))
        units += 0 if was == now else (was is not None) + (now is not None)
    return units


def _index_entry(item: Item | None, names: tuple[str, str]) -> tuple[str, ...] | None:
    if item is None or not all(name in item for name in names):
        return None
    return tuple(item[name]["S"] for name in names)


def read_units(params: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """Read units of one call: a unit for 4 kB, half of that where the read may lag."""
    if "RequestItems" in params:
        return _batch_units(params["RequestItems"], answer)
    found = [answer["Item"]] if "Item" in answer else answer.get("Items", [])
    blocks = max(1, math.ceil(sum(map(item_size, found)) / 4096))
    return blocks * (1 if params.get("ConsistentRead") else 0.5)


def _batch_units(tables: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """Each item of a batch is rounded up by itself, and one that is not there is paid for as well."""
    units = 0.0
    for name, asked in tables.items():
        found = answer["Responses"].get(name, [])
        blocks = sum(max(1, math.ceil(item_size(one) / 4096)) for one in found)
        blocks += len(asked["Keys"]) - len(found)
        units += blocks * (1 if asked.get("ConsistentRead") else 0.5)
    return units


def item_size(item: Item) -> int:
    """Bytes of an item: its names and its values."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(attribute: Mapping[str, Any]) -> int:
    [(tag, value)] = attribute.items()
    match tag:
        case "S":
            return len(value.encode())
        case "B":
            return len(value)
        case "N":
            return (len(value) + 1) // 2 + 1
        case "L":
            return 3 + sum(1 + _size(one) for one in value)
        case "M":
            return 3 + len(value) + item_size(value)
        case _:
            return 1
