"""Feedback as whole records, on the table and in memory. See `ports.Records`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from chalicelib.errors import ConflictError, NotFoundError
from chalicelib.model import Entry, Feedback, Message
from chalicelib.ports import MeasureStore, Record
from chalicelib.store import items, keys
from chalicelib.store.items import Item
from chalicelib.store.measures import facts_from_item
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.table import Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from chalicelib.measures.facts import EntryFacts

_PLACE = "place_after"
_IS_THERE = f"attribute_exists({keys.PK})"


class DynamoRecords:
    """ports.Records on the one table."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def everything(self) -> Iterator[Record]:
        """See the port. It reads the whole table, and holds one feedback at a time."""
        found = _placed(self._table.scan_pages())
        return (record for record, _ in found if record is not None)

    def after(self, place: str | None) -> Iterator[tuple[Record | None, str]]:
        """See the port. One call for each megabyte of the table, whoever's items are in it."""
        found = _placed(self._table.scan_pages(keys.from_place(place) if place else None))
        return ((record, at) for record, at in found if at is not None)

    def part(
        self, number: int, of: int, after: str | None = None
    ) -> Iterator[tuple[Record | None, str | None]]:
        """See the port. As `after`, of a part of the table's partitions."""
        start = keys.from_place(after) if after else None
        return _placed(self._table.scan_pages(start, (number, of)))

    def bookmark(self, part: int) -> str | None:
        """See the port. One call."""
        found = self._table.get(keys.bookmark(part))
        return found[_PLACE]["S"] if found and _PLACE in found else None

    def keep_bookmark(self, part: int, place: str | None) -> None:
        """See the port. One call."""
        kept = {_PLACE: {"S": place}} if place else {}
        self._table.put(Put(items.item("bookmark", keys.bookmark(part), kept)))

    def of(self, feedback_id: str) -> Record:
        """See the port. One call for each megabyte."""
        found = self._table.query(f"{keys.PK} = :pk", {":pk": {"S": keys.feedback_pk(feedback_id)}})
        for record in _records([one for one in found if one[items.ENTITY]["S"] in _KEPT]):
            return record
        raise NotFoundError("there is no such feedback")

    def blank_entry(self, entry: Entry) -> None:
        """See the port. One call."""
        written = items.entry_to_item(entry, None)
        has_words = "words" in written
        self._table.update(
            keys.entry(entry.feedback_id, entry.number),
            "SET #data = :data" + (", #words = :words" if has_words else " REMOVE #words"),
            _IS_THERE,
            {":data": written["data"], **({":words": written["words"]} if has_words else {})},
            {"#data": "data", "#words": "words"},
        )

    def blank_message(self, message: Message) -> None:
        """See the port. One call."""
        self._table.update(
            keys.message(message.feedback_id, message.id),
            f"SET #to = :to, {items.IS_ERASED} = :erased REMOVE #rendered, #error",
            _IS_THERE,
            {":to": {"S": message.to}, ":erased": {"BOOL": True}},
            {"#to": "to", "#rendered": "rendered", "#error": "error"},
        )

    def forget(self, contact: str, feedback: Feedback) -> None:
        """See the port. Two calls."""
        self._table.delete(keys.of_contact(contact, feedback.captured_at, feedback.id))
        try:
            self._table.delete(
                keys.contact(contact),
                f"{items.FEEDBACK_ID} = :id",
                {":id": {"S": feedback.id}},
            )
        except ConflictError:  # it wrote about another one since, or is gone
            return


class MemoryRecords:
    """ports.Records over a store in memory, with what was measured beside it."""

    def __init__(self, store: MemoryFeedbackStore, measures: MeasureStore | None = None) -> None:
        self._store = store
        self._measures = measures
        self._bookmarks: dict[int, str | None] = {}
        self.blank_entry = store.blank_entry
        self.blank_message = store.blank_message
        self.forget = store.forget

    def everything(self) -> Iterator[Record]:
        """See the port."""
        for state in self._store.all_states():
            yield self.of(state.id)

    def after(self, place: str | None) -> Iterator[tuple[Record | None, str]]:
        """See the port. In the order of their ids."""
        for one in sorted(state.id for state in self._store.all_states()):
            if place is None or one > place:
                yield self.of(one), one

    def part(
        self, number: int, of: int, after: str | None = None
    ) -> Iterator[tuple[Record | None, str | None]]:
        """See the port."""
        for record, place in self.after(after):
            if record is not None and crc32(record.feedback.id.encode()) % of == number:
                yield record, place

    def bookmark(self, part: int) -> str | None:
        """See the port."""
        return self._bookmarks.get(part)

    def keep_bookmark(self, part: int, place: str | None) -> None:
        """See the port."""
        self._bookmarks[part] = place

    def of(self, feedback_id: str) -> Record:
        """See the port."""
        recorded = self._measures.recorded(feedback_id) if self._measures else {}
        return Record(
            feedback=self._store.get(feedback_id),
            timeline=tuple(self._store.timeline(feedback_id)),
            messages=tuple(self._store.messages(feedback_id)),
            facts=tuple(recorded.values()),
        )


_KEPT = {"feedback", "entry", "message", "facts"}


def _placed(pages: Iterable[Sequence[Item]]) -> Iterator[tuple[Record | None, str | None]]:
    """The records that items make which come partition by partition, each with its place.

    After each page None, with the last place in it at which reading can go on; None where there is none.
    """
    of_one: list[Item] = []
    for page in pages:
        place: str | None = None
        for one in page:
            if of_one and of_one[0][keys.PK] != one[keys.PK]:
                for record, place in _with_place(of_one):
                    yield record, place
                of_one = []
            if one[items.ENTITY]["S"] in _KEPT:
                of_one.append(one)
            elif keys.is_place(one):
                place = keys.to_place(one)
        yield None, place
    yield from _with_place(of_one)


def _with_place(of_one: Sequence[Item]) -> Iterator[tuple[Record, str]]:
    # Of a feedback's items its state and its facts come last: after them nothing of it is left.
    return ((record, keys.to_place(of_one[-1])) for record in _records(of_one))


def _records(of_one: Sequence[Item]) -> Iterator[Record]:
    """The record that the items of one partition make; none where the state is not among them."""
    feedback: Feedback | None = None
    timeline: list[Entry] = []
    messages: list[Message] = []
    facts: list[EntryFacts] = []
    for one in of_one:
        match one[items.ENTITY]["S"]:
            case "feedback":
                feedback = items.feedback_from_item(one)
            case "entry":
                timeline.append(items.entry_from_item(one))
            case "message":
                messages.append(items.message_from_item(one))
            case _:
                facts.append(facts_from_item(one))
    if feedback is not None:
        yield Record(
            feedback=feedback,
            timeline=tuple(sorted(timeline, key=lambda entry: entry.number)),
            messages=tuple(messages),
            facts=tuple(facts),
        )
