"""One DynamoDB table: the calls that the stores are made of, failing in our own words."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.errors import ConflictError, NotFoundError, OuvidoError, UnavailableError
from chalicelib.store.failures import HeldError, code_of, in_our_words, reasons_of
from chalicelib.store.items import Item
from chalicelib.store.keys import PK, SK, Key, feedback_pk

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

IS_NEW = f"attribute_not_exists({PK})"
"""The condition that nothing has this key yet."""

_DYNAMODB = "DynamoDB"
_THROTTLED = {"ThrottlingError", "ProvisionedThroughputExceeded"}


@dataclass(frozen=True, slots=True)
class Put:
    """An item to write, the condition that must hold, and what it means when it does not."""

    item: Item
    condition: str | None = None
    values: Item = field(default_factory=dict)
    otherwise: type[ConflictError] = ConflictError


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold of an item that a transaction only looks at, and what it means when it does not."""

    key: Key
    condition: str
    values: Item = field(default_factory=dict)
    otherwise: type[ConflictError] = ConflictError


@dataclass(frozen=True, slots=True)
class Add:
    """Whole numbers to add to an item, which is made where it is not there."""

    key: Key
    numbers: dict[str, int]
    texts: dict[str, str]
    """Attributes that are the same each time."""
    was: dict[str, int] = field(default_factory=dict)
    """What numbers have to come to before; what is not there is 0."""
    otherwise: type[ConflictError] = ConflictError


class Table:
    """Every method is one call, but for `query`. The client is thread-safe, and so is this."""

    def __init__(self, client: "DynamoDBClient", name: str) -> None:
        self._client = client
        self._name = name

    def get(self, key: Key) -> Item | None:
        """One item, consistently read."""
        with in_our_words(_DYNAMODB):
            answer = self._client.get_item(TableName=self._name, Key=key, ConsistentRead=True)
        return answer.get("Item")

    def get_many(self, wanted: Sequence[Key]) -> Iterator[Item]:
        """Those of different items that are there, in no order; one call for each hundred.

        More where DynamoDB hands keys back unread, as it does beyond 16 MB or under load.
        UnavailableError where it does so ten times running.
        """
        for begin in range(0, len(wanted), 100):
            left: Sequence[Any] = wanted[begin : begin + 100]
            for _ in range(10):
                with in_our_words(_DYNAMODB):
                    answer = self._client.batch_get_item(
                        RequestItems={self._name: {"Keys": left, "ConsistentRead": True}}
                    )
                yield from answer["Responses"].get(self._name, [])
                unread: dict[str, Any] = dict(answer.get("UnprocessedKeys", {}))
                left = unread.get(self._name, {}).get("Keys", [])
                if not left:
                    break
            else:
                raise UnavailableError(f"{_DYNAMODB} has too much to do")

    def put(self, put: Put) -> None:
        """Write one item. `put.otherwise` where the condition does not hold; HeldError."""
        try:
            with in_our_words(_DYNAMODB):
                self._client.put_item(**self._request(put))
        except HeldError:
            raise
        except ConflictError as error:
            raise put.otherwise from error

    def update(
        self,
        key: Key,
        change: str,
        condition: str,
        values: Item | None = None,
        names: dict[str, str] | None = None,
    ) -> Item:
        """Change one item's attributes; the item as it is then. ConflictError, HeldError.

        `names` are the `#names` of attributes whose own name is one of DynamoDB's reserved words.
        """
        given: dict[str, Any] = {"ExpressionAttributeValues": values} if values else {}
        if names:
            given["ExpressionAttributeNames"] = names
        with in_our_words(_DYNAMODB):
            answer = self._client.update_item(
                TableName=self._name,
                Key=key,
                UpdateExpression=change,
                ConditionExpression=condition,
                ReturnValues="ALL_NEW",
                **given,
            )
        return answer["Attributes"]

    def delete(self, key: Key, condition: str | None = None, values: Item | None = None) -> None:
        """Take one item away; also where it is not there. ConflictError, HeldError."""
        given: dict[str, Any] = {"ConditionExpression": condition} if condition else {}
        if values:
            given["ExpressionAttributeValues"] = values
        with in_our_words(_DYNAMODB):
            self._client.delete_item(TableName=self._name, Key=key, **given)

    def transact(
        self,
        puts: Sequence[Put],
        adds: Sequence[Add] = (),
        deletes: Sequence[Key] = (),
        checks: Sequence[Check] = (),
    ) -> None:
        """All or nothing. Of several conditions that do not hold, the first one's error is raised.

        botocore gives each call a token, so its own retries do not meet their own result.
        """
        wanted: list[Any] = [{"ConditionCheck": self._look(check)} for check in checks]
        wanted += [{"Put": self._request(put)} for put in puts]
        wanted += [{"Update": self._addition(add)} for add in adds]
        wanted += [{"Delete": {"TableName": self._name, "Key": key}} for key in deletes]
        with in_our_words(_DYNAMODB):
            try:
                self._client.transact_write_items(TransactItems=wanted)
            except ClientError as error:
                if code_of(error) != "TransactionCanceledException":
                    raise
                raise _why_cancelled(reasons_of(error), [*checks, *puts, *adds]) from error

    def query(
        self,
        condition: str,
        values: Item,
        *,
        index: str | None = None,
        limit: int | None = None,
        start: Key | None = None,
        backwards: bool = False,
    ) -> Iterator[Item]:
        """Items in the order of their keys, or `backwards`; one call for each megabyte, when needed.

        Without an index the read is consistent. `start` is the key of the last item before these.
        """
        source: dict[str, Any] = {"IndexName": index} if index else {"ConsistentRead": True}
        if backwards:
            source["ScanIndexForward"] = False
        left = limit
        while left is None or left > 0:
            given = {**source, "Limit": left} if left is not None else {**source}
            if start:
                given["ExclusiveStartKey"] = start
            with in_our_words(_DYNAMODB):
                page = self._client.query(
                    TableName=self._name,
                    KeyConditionExpression=condition,
                    ExpressionAttributeValues=values,
                    **given,
                )
            yield from page["Items"]
            start = page.get("LastEvaluatedKey")
            if not start:
                return
            if left is not None:
                left -= len(page["Items"])

    def add(self, add: Add) -> None:
        """Add to one item's numbers. Not for what may come twice: it would be added twice."""
        with in_our_words(_DYNAMODB):
            self._client.update_item(**self._addition(add))

    def scan(self, start: Key | None = None, part: tuple[int, int] = (0, 1)) -> Iterator[Item]:
        """Every item there is, each partition's together; one call for each megabyte, all to be paid.

        `start` is the key of the last item before these. `part`: only one of so many parts, from 0.
        """
        return (one for page in self.scan_pages(start, part) for one in page)

    def scan_pages(
        self, start: Key | None = None, part: tuple[int, int] = (0, 1)
    ) -> Iterator[Sequence[Item]]:
        """As `scan`, what each call brings together."""
        number, of = part
        given: dict[str, Any] = {"Segment": number, "TotalSegments": of} if of > 1 else {}
        if start:
            given["ExclusiveStartKey"] = start
        while True:
            with in_our_words(_DYNAMODB):
                page = self._client.scan(TableName=self._name, ConsistentRead=True, **given)
            yield page["Items"]
            if not (start := page.get("LastEvaluatedKey")):
                return
            given["ExclusiveStartKey"] = start

    def _addition(self, add: Add) -> Any:
        values: Item = {f":n{i}": {"N": str(n)} for i, n in enumerate(add.numbers.values())}
        values |= {f":t{i}": {"S": text} for i, text in enumerate(add.texts.values())}
        numbers = ", ".join(f"{name} :n{i}" for i, name in enumerate(add.numbers))
        texts = ", ".join(f"#t{i} = :t{i}" for i in range(len(add.texts)))
        values |= {f":w{i}": {"N": str(n)} for i, n in enumerate(add.was.values())}
        condition = " AND ".join(
            f"{name} = :w{i}" if n else f"(attribute_not_exists({name}) OR {name} = :w{i})"
            for i, (name, n) in enumerate(add.was.items())
        )
        return {
            "TableName": self._name,
            "Key": add.key,
            "UpdateExpression": f"ADD {numbers} SET {texts}",
            **({"ConditionExpression": condition} if condition else {}),
            "ExpressionAttributeNames": {f"#t{i}": name for i, name in enumerate(add.texts)},
            "ExpressionAttributeValues": values,
        }

    def _look(self, check: Check) -> Any:
        values = {"ExpressionAttributeValues": check.values} if check.values else {}
        condition = {"ConditionExpression": check.condition}
        return {"TableName": self._name, "Key": check.key, **condition, **values}

    def _request(self, put: Put) -> Any:
        condition = {"ConditionExpression": put.condition} if put.condition else {}
        values = {"ExpressionAttributeValues": put.values} if put.values else {}
        return {"TableName": self._name, "Item": put.item, **condition, **values}


class OnTable:
    """A store, or a part of one, on a table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def _needed(self, key: Key, what: str) -> Item:
        found = self._table.get(key)
        if found is None:
            raise NotFoundError(f"there is no such {what}")
        return found

    def _under(self, feedback_id: str, prefix: str) -> Iterator[Item]:
        return self._table.query(
            f"{PK} = :pk AND begins_with({SK}, :prefix)",
            {":pk": {"S": feedback_pk(feedback_id)}, ":prefix": {"S": prefix}},
        )


@contextmanager
def looked_at() -> Iterator[None]:
    """For a write whose lost condition means "done already": a transaction in its way does not."""
    try:
        yield
    except HeldError as error:
        raise UnavailableError("a transaction has the item now") from error


def _why_cancelled(reasons: list[str], conditions: Sequence[Check | Put | Add]) -> OuvidoError:
    for reason, one in zip(reasons, conditions, strict=False):
        if reason == "ConditionalCheckFailed":
            return one.otherwise()
    if "TransactionConflict" in reasons:
        return ConflictError()
    if _THROTTLED.intersection(reasons):
        return UnavailableError(f"{_DYNAMODB} has too much to do")
    return OuvidoError(f"{_DYNAMODB} cancelled the transaction: {', '.join(reasons)}")
