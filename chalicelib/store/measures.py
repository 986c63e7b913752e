"""The measurements on the table: what each entry changed, once, and the sums that it changed.

An entry's facts and their additions are one transaction, whose condition is that the facts are not there
yet; so whatever comes twice is added once. Entries of a batch share transactions, and with them the items
that their sums stand in.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from chalicelib.errors import ConflictError, DuplicateError, OuvidoError
from chalicelib.measures.facts import EntryFacts, lines_from_plain, to_plain, withdrawn
from chalicelib.measures.rollups import Cell, Dimension, Tally, tallies, without_zeros
from chalicelib.model import Entry, Message, Purpose
from chalicelib.ports import Measured
from chalicelib.store import items, keys
from chalicelib.store.boards import Boards
from chalicelib.store.items import Item
from chalicelib.store.sums import additions, changes_of, sums_from_item, with_changes
from chalicelib.store.table import IS_NEW, Add, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MOST_ITEMS = 100
"""Of one transaction: DynamoDB's own limit."""
MOST_NUMBERS = 200
"""Numbers of one item that a transaction changes: the expression that names them may have 4 kB."""
_MOST_CONDITIONS = 50
"""The expression that says what numbers have to be may have 4 kB as well."""
_TRIES = 8
_LINES = "fact_lines"


class DynamoMeasureStore:
    """ports.MeasureStore on the one table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)
        self._boards = Boards(self._table)

    def record(self, facts: Sequence[EntryFacts]) -> int:
        """See the port. One call for each hundred items, of facts and sums together."""
        written = 0
        for batch in batches(facts):
            written += self._record(batch)
        return written

    def _record(self, batch: Sequence[EntryFacts]) -> int:
        left = list(batch)
        for _ in range(_TRIES):
            if not left:
                return 0
            adds = additions(left)
            try:
                puts = [Put(facts_to_item(one), IS_NEW, otherwise=DuplicateError) for one in left]
                self._table.transact(puts, adds)
            except DuplicateError:
                there = {one: self.recorded(one).keys() for one in {f.feedback_id for f in left}}
                left = [one for one in left if one.source not in there[one.feedback_id]]
            except ConflictError:  # another batch is adding to the same sums
                continue
            else:
                return len(left)
        raise ConflictError("the sums kept changing under us")

    def recorded(self, feedback_id: str) -> dict[str, EntryFacts]:
        """See the port. One call for each megabyte."""
        found = self._table.query(
            f"{keys.PK} = :pk AND begins_with({keys.SK}, :prefix)",
            {":pk": {"S": keys.feedback_pk(feedback_id)}, ":prefix": {"S": keys.FACTS}},
        )
        return {one.source: one for one in map(facts_from_item, found)}

    def rollup(self, dimension: Dimension, value: str, periods: Sequence[str]) -> dict[str, Tally]:
        """See the port. One call for each hundred periods."""
        wanted = [keys.rollup(dimension, period, value) for period in periods]
        return {
            cell.period: tally for cell, tally in map(sums_from_item, self._table.get_many(wanted))
        }

    def sums(self, cells: Sequence[Cell]) -> dict[Cell, Tally]:
        """See the port. One call for each hundred cells."""
        wanted = [keys.rollup(cell.dimension, cell.period, cell.value) for cell in cells]
        return dict(map(sums_from_item, self._table.get_many(wanted)))

    def rollups(self, dimension: Dimension, period: str) -> dict[str, Tally]:
        """See the port. One call for each megabyte."""
        found = self._table.query(
            f"{keys.PK} = :pk", {":pk": {"S": keys.rollup_pk(dimension, period)}}
        )
        return {cell.value: tally for cell, tally in map(sums_from_item, found)}

    def boards(self, dimension: Dimension, months: Sequence[str]) -> dict[str, dict[str, Tally]]:
        """See the port. One call for each fifty months; where something changed, a query and a write each."""
        return self._boards.read(dimension, months)

    def everything(self) -> Iterator[Measured | tuple[Cell, Tally]]:
        """See the port. It reads the whole table."""
        of_one: list[Item] = []
        for one in self._table.scan():
            pk = one[keys.PK]["S"]
            if of_one and of_one[0][keys.PK]["S"] != pk:
                yield from _measured(of_one)
                of_one = []
            if pk.startswith(keys.ROLLUPS):
                yield sums_from_item(one)
            elif one[items.ENTITY]["S"] in _MEASURED:
                of_one.append(one)
        if of_one:
            yield from _measured(of_one)

    def amend(self, was: EntryFacts, follows: EntryFacts) -> None:
        """See the port. One call."""
        put = Put(facts_to_item(follows), f"{_LINES} = :was", {":was": items.plain(to_plain(was))})
        self._insist([put], additions([withdrawn(was), follows]))

    def adjust(self, cell: Cell, difference: Tally, was: Tally | None = None) -> None:
        """See the port. One call for each 200 numbers, or 50 where they have to be as they were."""
        names = sorted(without_zeros(difference))
        together = MOST_NUMBERS if was is None else _MOST_CONDITIONS
        for begin in range(0, len(names), together):
            some = {name: difference[name] for name in names[begin : begin + together]}
            self._insist([], with_changes({cell: some}, {cell: was} if was is not None else {}))

    def _insist(self, puts: Sequence[Put], adds: Sequence[Add]) -> None:
        """A transaction, tried again where another one that adds to the same sums is in its way."""
        for _ in range(_TRIES - 1):
            with suppress(ConflictError):
                self._table.transact(puts, adds)
                return
        self._table.transact(puts, adds)


def batches(facts: Sequence[EntryFacts]) -> Iterator[list[EntryFacts]]:
    """The facts in their order, in batches of which each fits into one transaction.

    OuvidoError: one entry's facts alone do not, which no entry's can.
    """
    batch: list[EntryFacts] = []
    numbers: dict[Cell, set[str]] = {}
    for one in facts:
        added = {cell: set(tally) for cell, tally in tallies([one]).items()}
        added |= {cell: added.get(cell, set()) | set(c) for cell, c in changes_of(added).items()}
        together = {**numbers, **{c: numbers.get(c, set()) | names for c, names in added.items()}}
        if _fits(len(batch) + 1, together):
            batch, numbers = [*batch, one], together
            continue
        if not batch or not _fits(1, added):
            raise OuvidoError(f"{one.source} changes more sums than one transaction takes")
        yield batch
        batch, numbers = [one], added
    if batch:
        yield batch


def _fits(entries: int, numbers: dict[Cell, set[str]]) -> bool:
    most = max(map(len, numbers.values()), default=0)
    return entries + len(numbers) <= MOST_ITEMS and most <= MOST_NUMBERS


_MEASURED = {"entry", "facts", "message"}


def _measured(of_one: list[Item]) -> Iterator[Measured]:
    """What a partition holds of one feedback; nothing where its messages stand alone."""
    entries: list[Entry] = []
    sent: list[Message] = []
    recorded: dict[str, EntryFacts] = {}
    for one in of_one:
        match one[items.ENTITY]["S"]:
            case "entry":
                entries.append(items.entry_from_item(one))
            case "facts":
                facts = facts_from_item(one)
                recorded[facts.source] = facts
            case _ if one["purpose"]["S"] == Purpose.ACKNOWLEDGEMENT:
                sent.append(items.message_from_item(one))
    if entries or recorded:
        yield Measured(
            feedback_id=keys.feedback_of(of_one[0]),
            timeline=sorted(entries, key=lambda entry: entry.number),
            acknowledgements=sent,
            recorded=recorded,
        )


def facts_to_item(facts: EntryFacts) -> Item:
    """The item that keeps what an entry changes."""
    return items.item(
        "facts",
        keys.facts(facts.feedback_id, facts.source),
        {items.FEEDBACK_ID: {"S": facts.feedback_id}, _LINES: items.plain(to_plain(facts))},
    )


def facts_from_item(item: Item) -> EntryFacts:
    """What an entry or message changes in the measurements, as `record` wrote it."""
    return EntryFacts(
        feedback_id=item[items.FEEDBACK_ID]["S"],
        source=item[keys.SK]["S"].removeprefix(keys.FACTS),
        lines=lines_from_plain(items.from_plain(item[_LINES])),
    )
