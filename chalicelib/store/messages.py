"""Messages on the table: written once, claimed by one worker, settled by what became of them."""

from datetime import datetime

from chalicelib.errors import ConflictError
from chalicelib.instants import to_text
from chalicelib.model import Delivery, Message
from chalicelib.store import items, keys
from chalicelib.store.checks import is_claimable
from chalicelib.store.table import IS_NEW, OnTable, Put, looked_at

_AS_READ = f"{items.DELIVERY} = :delivery AND {items.ATTEMPTS} = :attempts"
_NOT_ERASED = f"attribute_not_exists({items.IS_ERASED})"


class DynamoMessages(OnTable):
    """The part of ports.FeedbackStore that is about messages."""

    def add_message(self, message: Message) -> bool:
        """See the port. One call."""
        try:
            with looked_at():
                self._table.put(Put(items.message_to_item(message), IS_NEW))
        except ConflictError:
            return False
        return True

    def message(self, feedback_id: str, message_id: str) -> Message:
        """See the port. One call."""
        found = self._needed(keys.message(feedback_id, message_id), "message")
        return items.message_from_item(found)

    def messages(self, feedback_id: str) -> list[Message]:
        """See the port. One call for each megabyte."""
        return [items.message_from_item(one) for one in self._under(feedback_id, keys.MESSAGES)]

    def claim(self, message: Message, now: datetime, lease_until: datetime) -> Message | None:
        """See the port. One call, none where the message as given cannot be claimed.

        It must still be as the caller read it: who decided upon a message that waits does not get
        one that another worker has meanwhile claimed and abandoned.
        """
        if not is_claimable(message, now):
            return None
        try:
            with looked_at():
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
        as_read = _AS_READ if before.is_erased else f"{_AS_READ} AND {_NOT_ERASED}"
        result = Put(items.message_to_item(after), as_read, _as_read(before))
        if after.provider_id is None or after.provider_id == before.provider_id:
            self._table.put(result)
            return
        sent = items.pointer("sent", keys.sent(after.provider_id), after.feedback_id, after.id)
        self._table.transact([result, Put(sent)])

    def by_provider_id(self, provider_id: str) -> tuple[str, str] | None:
        """See the port. One call."""
        found = self._table.get(keys.sent(provider_id))
        return (found[items.FEEDBACK_ID]["S"], found[items.MESSAGE_ID]["S"]) if found else None


def _as_read(message: Message) -> items.Item:
    return {
        ":delivery": {"S": message.delivery.value},
        ":attempts": {"N": str(message.attempts)},
    }
