"""The feedback store on DynamoDB: each operation, its condition, and what it costs in calls.

Reads are consistent; only the lists (`due`, `waking`, `held`) are indexes and may lag. A write that
many may attempt carries the condition that lets exactly one of them win.
"""

from datetime import datetime

from chalicelib.errors import DuplicateError, ReferenceTakenError
from chalicelib.instants import to_text
from chalicelib.model import Entry, Feedback
from chalicelib.ports import Inbound
from chalicelib.store import items, keys
from chalicelib.store.checks import check_change, check_opening, contacts_of
from chalicelib.store.counters import DynamoCounters
from chalicelib.store.messages import DynamoMessages
from chalicelib.store.table import IS_NEW, Put
from chalicelib.store.work_list import DynamoWorkList


class DynamoFeedbackStore(DynamoMessages, DynamoWorkList, DynamoCounters):
    """ports.FeedbackStore on one table, as thread-safe as the client (a low-level client is)."""

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

    def _led_to(self, key: keys.Key) -> str | None:
        found = self._table.get(key)
        return found[items.FEEDBACK_ID]["S"] if found else None


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
