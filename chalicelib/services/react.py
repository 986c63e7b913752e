"""What follows from a timeline entry: messages, and a tick that will wake the feedback."""

from datetime import datetime, timedelta

from chalicelib.model import Delivery, Entry, Feedback, Message, Rated, What
from chalicelib.outbox import holder, is_held_back, messages_for
from chalicelib.ports import ConfigurationStore, FeedbackStore, Queue, Ratings, Ticker
from chalicelib.services.attachments import has_to_be_kept

HOLD_BACK = timedelta(seconds=8)
"""Longer than the parts of a long text, or a few quick ones, take to arrive."""


class React:
    """Follows entries. Running it again, late, or out of order changes nothing."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        ticker: Ticker,
        send_queue: Queue,
        hold_back: timedelta = HOLD_BACK,
        *,
        attachments_queue: Queue,
        events_queue: Queue,
        ratings: Ratings,
    ) -> None:
        """`hold_back` is how long a team's mail about a text waits for more of them."""
        self._store = store
        self._configurations = configurations
        self._ticker = ticker
        self._send_queue = send_queue
        self._attachments_queue = attachments_queue
        self._events_queue = events_queue
        self._ratings = ratings
        self._hold_back = hold_back

    def follow(self, entry: Entry, now: datetime) -> None:
        """Write the entry's messages, hand them to be sent, arm the timer, tick the entry off.

        What a mail brought along is asked for first, so that it is there when the mail about it is read.
        """
        job = {"feedback": entry.feedback_id, "entry": str(entry.number)}
        if has_to_be_kept(entry):
            self._attachments_queue.put([job])
        feedback = self._store.get(entry.feedback_id)
        if entry.what is What.RATED:
            self._ratings.note(_rated(entry, feedback))
        captured_under = self._configurations.version(feedback.config_version)
        configuration = self._configurations.current()
        messages = messages_for(
            entry,
            feedback,
            configuration,
            holder(feedback, captured_under),
            now,
            about=self._about(entry),
        )
        for message in messages:
            self._store.add_message(message)
        # Also those that were there already: the run that wrote them may have died before this line,
        # and a message is claimed before it is sent, so a second job does nothing.
        soon = [message for message in messages if message.delivery is Delivery.PENDING]
        held = [message for message in soon if is_held_back(message, entry, feedback)]
        self._send_queue.put([_job(message) for message in soon if message not in held])
        self._send_queue.put([_job(message) for message in held], delay=self._hold_back)
        for message in messages:
            if message.delivery is Delivery.RETRY and message.wake_at is not None:
                self._ticker.ensure(message.wake_at, now)
        if feedback.wake_at is not None:
            self._ticker.ensure(feedback.wake_at, now)
        if configuration.tells_others:
            self._events_queue.put([job])
        self._store.reacted(entry.feedback_id, entry.number)

    def _about(self, entry: Entry) -> Entry | None:
        if entry.what is not What.UNDELIVERED or not entry.data.get("other"):
            return None
        return self._store.entry(entry.feedback_id, int(entry.data["entry"]))


def _rated(entry: Entry, feedback: Feedback) -> Rated:
    return Rated(
        feedback_id=entry.feedback_id,
        entry=entry.number,
        cycle=entry.cycle,
        team=feedback.owner,
        at=entry.at,
    )


def _job(message: Message) -> dict[str, str]:
    return {"feedback": message.feedback_id, "message": message.id}
