"""What follows from a timeline entry: messages, and a tick that will wake the feedback."""

from datetime import datetime

from chalicelib.model import Delivery, Entry, What
from chalicelib.outbox import holder, messages_for
from chalicelib.ports import ConfigurationStore, FeedbackStore, Queue, Ticker


class React:
    """Follows entries. Running it again, late, or out of order changes nothing."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        ticker: Ticker,
        send_queue: Queue,
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._ticker = ticker
        self._send_queue = send_queue

    def follow(self, entry: Entry, now: datetime) -> None:
        """Write the entry's messages, hand them to be sent, arm the timer, tick the entry off."""
        feedback = self._store.get(entry.feedback_id)
        captured_under = self._configurations.version(feedback.config_version)
        messages = messages_for(
            entry,
            feedback,
            self._configurations.current(),
            holder(feedback, captured_under),
            now,
            about=self._about(entry),
        )
        for message in messages:
            self._store.add_message(message)
        # Also those that were there already: the run that wrote them may have died before this line,
        # and a message is claimed before it is sent, so a second job does nothing.
        soon = [message for message in messages if message.delivery is Delivery.PENDING]
        self._send_queue.put([{"feedback": m.feedback_id, "message": m.id} for m in soon])
        for message in messages:
            if message.delivery is Delivery.RETRY and message.wake_at is not None:
                self._ticker.ensure(message.wake_at, now)
        if feedback.wake_at is not None:
            self._ticker.ensure(feedback.wake_at, now)
        self._store.reacted(entry.feedback_id, entry.number)

    def _about(self, entry: Entry) -> Entry | None:
        if entry.what is not What.UNDELIVERED or not entry.data.get("other"):
            return None
        return self._store.entry(entry.feedback_id, int(entry.data["entry"]))
