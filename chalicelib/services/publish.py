"""A change of a feedback becomes an event: onto the bus, and into the lane of each webhook that wants it.

Running it again puts the same event under the same id onto the bus, and changes nothing for webhooks.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.events.making import event_id, make, type_of
from chalicelib.events.records import EventDelivery, Fate
from chalicelib.model import Entry
from chalicelib.ports import ConfigurationStore, EventBus, FeedbackStore, Queue, WebhookStore


@dataclass(frozen=True, slots=True)
class Publish:
    """Tells other systems of entries."""

    store: FeedbackStore
    configurations: ConfigurationStore
    bus: EventBus
    webhooks: WebhookStore
    webhook_queue: Queue

    def publish(self, feedback_id: str, number: int, now: datetime) -> None:
        """Tell of one entry. UnavailableError where not everybody could be told: it comes again."""
        configuration = self.configurations.current()
        entry = self.store.entry(feedback_id, number)
        for webhook in configuration.webhooks.values():
            if webhook.wants(entry.what):
                self._hand_over(webhook.id, entry, now)
        if configuration.events.bus:
            feedback = self.store.get(feedback_id)
            self.bus.put(make(entry, feedback, words=configuration.events.words))

    def _hand_over(self, webhook: str, entry: Entry, now: datetime) -> None:
        delivery = delivery_of(entry, webhook, now)
        if self.webhooks.lane(webhook).disabled_at is not None:
            self.webhooks.add(skipped(delivery))
            return
        self.webhooks.add(delivery)
        # Also where it was there already: the run that wrote it may have died before this line.
        self.webhook_queue.put([{"webhook": webhook}])


def delivery_of(entry: Entry, webhook: str, now: datetime) -> EventDelivery:
    """The event of an entry on its way to a webhook."""
    return EventDelivery(
        webhook=webhook,
        event=event_id(entry.feedback_id, entry.number),
        type=type_of(entry.what),
        feedback_id=entry.feedback_id,
        entry=entry.number,
        at=entry.at,
        made_at=now,
        next_at=now,
    )


def skipped(delivery: EventDelivery) -> EventDelivery:
    """A delivery that nobody tries; a replay finds it."""
    return replace(delivery, fate=Fate.SKIPPED, next_at=None)
