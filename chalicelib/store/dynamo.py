"""The feedback store on DynamoDB: each operation, its condition, and what it costs in calls.

Reads are consistent; only the lists (`due`, `waking`, `held`) are indexes and may lag. A write that
many may attempt carries the condition that lets exactly one of them win.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.errors import (
    ConflictError,
    DuplicateError,
    NotFoundError,
    ReferenceTakenError,
    UnavailableError,
)
from chalicelib.instants import to_text
from chalicelib.model import Delivery, Entry, Feedback, Message
from chalicelib.ports import Due, Inbound
from chalicelib.store import items, keys
from chalicelib.store.checks import check_change, check_opening, contacts_of, is_claimable
from chalicelib.store.failures import HeldError
from chalicelib.store.table import IS_NEW, Put, Table

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_AS_READ = f"{items.DELIVERY} = :delivery AND {items.ATTEMPTS} = :attempts"


class DynamoFeedbackStore:
    """ports.FeedbackStore on one table, as thread-safe as the client (a low-level client is)."""

    def __init__(self, client: "DynamoDBClient", table_name: str) -> None:
        self._table = Table(client, table_name)

    def open(
        self, feedback: Feedback, entry: Entry, inbound: Inbound, *, react_by: datetime
    ) -> None:
        """See the port. One call: a transaction of four items, and one for each contact point.

        And one more where the contact point is proven.
        """
        check_opening(feedback, entry)
        reference = keys.reference(feedback.reference)
        self._table.transact(
            [
                # The order decides: what arrived before is a duplicate, whatever else is wrong.
                _marker(inbound, feedback.id),
                Put(
                    items.pointer("reference", reference, feedback.id),
                    IS_NEW,
                    otherwise=ReferenceTakenError,
                ),
                Put(items.feedback_to_item(feedback), IS_NEW),
                Put(items.entry_to_item(entry, react_by), IS_NEW),
                *_contact(inbound, feedback.id),
                *_listed(feedback, contacts_of(feedback)),
            ]
        )

    def change(
        self,
        before: Feedback,
        after: Feedback,
        entry: Entry,
        inbound: Inbound | None = None,
        *,
        react_by: datetime,
    ) -> None:
        """See the port. One call: a transaction of two items, up to four with an inbound message.

        And one for each contact point that is new. The number of entries is the version: each change
        adds exactly one.
        """
        check_change(before, after, entry)
        known = contacts_of(before)
        self._table.transact(
            [
                *([_marker(inbound, after.id)] if inbound else []),
                Put(
                    items.feedback_to_item(after),
                    f"{items.ENTRIES} = :entries",
                    {":entries": {"N": str(before.entries)}},
                ),
                Put(items.entry_to_item(entry, react_by), IS_NEW),
                *(_contact(inbound, after.id) if inbound else []),
                *_listed(after, [one for one in contacts_of(after) if one not in known]),
            ]
        )

    def rearm(self, before: Feedback, wake_at: datetime | None) -> None:
        """See the port. One call. What did not change is no version: `before` still holds but for it."""
        as_read = {":entries": {"N": str(before.entries)}}
        condition = f"{items.ENTRIES} = :entries AND attribute_not_exists({keys.WAKE_AT})"
        if before.wake_at is not None:
            as_read[":before"] = {"S": to_text(before.wake_at)}
            condition = f"{items.ENTRIES} = :entries AND {keys.WAKE_AT} = :before"
        if wake_at is None:
            change = f"REMOVE {keys.WAKE_AT}, {keys.DUE_SHARD}"
        else:
            change = f"SET {keys.WAKE_AT} = :wake_at, {keys.DUE_SHARD} = :shard"
            as_read[":wake_at"] = {"S": to_text(wake_at)}
            as_read[":shard"] = {"S": keys.shard(before.id)}
        self._table.update(keys.state(before.id), change, condition, as_read)

    def get(self, feedback_id: str) -> Feedback:
        """See the port. One call."""
        return items.feedback_from_item(self._needed(keys.state(feedback_id), "feedback"))

    def entry(self, feedback_id: str, number: int) -> Entry:
        """See the port. One call."""
        return items.entry_from_item(self._needed(keys.entry(feedback_id, number), "entry"))

    def timeline(self, feedback_id: str) -> list[Entry]:
        """See the port. One call for each megabyte."""
        return [items.entry_from_item(one) for one in self._under(feedback_id, keys.ENTRIES)]

    def messages(self, feedback_id: str) -> list[Message]:
        """See the port. One call for each megabyte."""
        return [items.message_from_item(one) for one in self._under(feedback_id, keys.MESSAGES)]

    def by_reference(self, reference: str) -> str | None:
        """See the port. One call."""
        return self._led_to(keys.reference(reference))

    def by_inbound(self, key: str) -> str | None:
        """See the port. One call."""
        return self._led_to(keys.inbound(key))

    def newest_of(self, contact: str) -> str | None:
        """See the port. One call."""
        return self._led_to(keys.contact(contact))

    def of_contact(self, contact: str, limit: int) -> list[str]:
        """See the port. One call."""
        return self.standing_of(contact, limit)[1][:limit]

    def standing_of(self, contact: str, limit: int) -> tuple[str | None, list[str]]:
        """See the port. One call: both stand in the contact point's partition, side by side."""
        found = list(
            self._table.query(
                f"{keys.PK} = :pk",
                {":pk": {"S": keys.contact_pk(contact)}},
                limit=limit + 1,
                backwards=True,
            )
        )
        newest = [one[items.FEEDBACK_ID]["S"] for one in found if keys.is_newest(one)]
        listed = [one[items.FEEDBACK_ID]["S"] for one in found if not keys.is_newest(one)]
        return (newest[0] if newest else None), listed[:limit]

    def by_provider_id(self, provider_id: str) -> tuple[str, str] | None:
        """See the port. One call."""
        found = self._table.get(keys.sent(provider_id))
        return (found[items.FEEDBACK_ID]["S"], found[items.MESSAGE_ID]["S"]) if found else None

    def reacted(self, feedback_id: str, number: int) -> None:
        """See the port. One call; done twice, or for an entry that is gone, it changes nothing."""
        try:
            with _looked_at():
                self._table.update(
                    keys.entry(feedback_id, number),
                    f"REMOVE {keys.DUE_SHARD}, {keys.WAKE_AT}",
                    f"attribute_exists({keys.DUE_SHARD})",
                )
        except ConflictError:
            return

    def add_message(self, message: Message) -> bool:
        """See the port. One call."""
        try:
            with _looked_at():
                self._table.put(Put(items.message_to_item(message), IS_NEW))
        except ConflictError:
            return False
        return True

    def message(self, feedback_id: str, message_id: str) -> Message:
        """See the port. One call."""
        found = self._needed(keys.message(feedback_id, message_id), "message")
        return items.message_from_item(found)

    def claim(self, message: Message, now: datetime, lease_until: datetime) -> Message | None:
        """See the port. One call, none where the message as given cannot be claimed.

        It must still be as the caller read it: who decided upon a message that waits does not get
        one that another worker has meanwhile claimed and abandoned.
        """
        if not is_claimable(message, now):
            return None
        try:
            with _looked_at():
                claimed = self._table.update(
                    keys.message(message.feedback_id, message.id),
                    f"SET {items.DELIVERY} = :claimed, {items.ATTEMPTS} = :next,"
                    f" {keys.WAKE_AT} = :lease, {keys.DUE_SHARD} = :shard",
                    _AS_READ,
                    {
                        **_as_read(message),
                        ":claimed": {"S": Delivery.CLAIMED.value},
                        ":next": {"N": str(message.attempts + 1)},
                        ":lease": {"S": to_text(lease_until)},
                        ":shard": {"S": keys.shard(message.feedback_id, swept=True)},
                    },
                )
        except ConflictError:
            return None
        return items.message_from_item(claimed)

    def settle(self, before: Message, after: Message) -> None:
        """See the port. One call; a transaction of two items where the provider's id is new."""
        result = Put(items.message_to_item(after), _AS_READ, _as_read(before))
        if after.provider_id is None or after.provider_id == before.provider_id:
            self._table.put(result)
            return
        sent = items.pointer("sent", keys.sent(after.provider_id), after.feedback_id, after.id)
        self._table.transact([result, Put(sent)])

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
            with _looked_at():
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

    def _needed(self, key: keys.Key, what: str) -> items.Item:
        found = self._table.get(key)
        if found is None:
            raise NotFoundError(f"there is no such {what}")
        return found

    def _led_to(self, key: keys.Key) -> str | None:
        found = self._table.get(key)
        return found[items.FEEDBACK_ID]["S"] if found else None

    def _under(self, feedback_id: str, prefix: str) -> Iterator[items.Item]:
        return self._table.query(
            f"{keys.PK} = :pk AND begins_with({keys.SK}, :prefix)",
            {":pk": {"S": keys.feedback_pk(feedback_id)}, ":prefix": {"S": prefix}},
        )

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


@contextmanager
def _looked_at() -> Iterator[None]:
    """For a write whose lost condition means "done already": a transaction in its way does not."""
    try:
        yield
    except HeldError as error:
        raise UnavailableError("a transaction has the item now") from error


def _marker(inbound: Inbound, feedback_id: str) -> Put:
    marker = items.pointer("inbound", keys.inbound(inbound.key), feedback_id)
    return Put(marker, IS_NEW, otherwise=DuplicateError)


def _contact(inbound: Inbound, feedback_id: str) -> list[Put]:
    """The contact point leads here from now on, if it still leads to where the caller saw it."""
    if inbound.contact is None:
        return []
    pointer = items.pointer("contact", keys.contact(inbound.contact), feedback_id)
    if inbound.seen is None:
        return [Put(pointer, IS_NEW)]
    return [Put(pointer, f"{items.FEEDBACK_ID} = :seen", {":seen": {"S": inbound.seen}})]


def _listed(feedback: Feedback, contacts: list[str]) -> list[Put]:
    """What leads from contact points to this feedback, for good."""
    return [
        Put(
            items.pointer(
                "contact_feedback",
                keys.of_contact(contact, feedback.captured_at, feedback.id),
                feedback.id,
            )
        )
        for contact in dict.fromkeys(contacts)
    ]


def _as_read(message: Message) -> items.Item:
    return {
        ":delivery": {"S": message.delivery.value},
        ":attempts": {"N": str(message.attempts)},
    }
