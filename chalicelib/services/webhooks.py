"""What administrators see of webhooks and do with them: the log, a test, again, enabled again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.configuration import Webhook
from chalicelib.errors import ConflictError, NotFoundError, RefusedError
from chalicelib.events.making import PING
from chalicelib.events.records import EventDelivery, Fate, Lane
from chalicelib.model import Entry
from chalicelib.ports import ConfigurationStore, Queue, WebhookStore
from chalicelib.services.notify_webhooks import enabled
from chalicelib.services.publish import delivery_of

COUNTED = 1_000
"""Waiting events that are counted; more are not told apart."""
AT_ONCE = 500
"""Events of one replay from the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one webhook does."""

    webhook: Webhook
    lane: Lane
    waiting: int
    """Events that wait, `COUNTED` at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay from the log did."""

    again: int
    """Events that are delivered again."""
    goes_on_at: datetime | None
    """Where the next replay begins; None at the end."""
    goes_on_after: str | None = None
    """The event of that instant after which it begins."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    """What administrators do with webhooks."""

    configurations: ConfigurationStore
    webhooks: WebhookStore
    webhook_queue: Queue

    def all(self) -> list[Standing]:
        """Every webhook of the configuration in force, in its order."""
        return [self._standing(one) for one in self.configurations.current().webhooks.values()]

    def one(self, webhook_id: str) -> Standing:
        """One of them. NotFoundError."""
        return self._standing(self._known(webhook_id))

    def _standing(self, webhook: Webhook) -> Standing:
        return Standing(
            webhook=webhook,
            lane=self.webhooks.lane(webhook.id),
            waiting=len(self.webhooks.waiting(webhook.id, COUNTED)),
        )

    def _known(self, webhook_id: str) -> Webhook:
        found = self.configurations.current().webhooks.get(webhook_id)
        if found is None:
            raise NotFoundError("there is no such webhook")
        return found

    def log(
        self,
        webhook_id: str,
        limit: int,
        before: datetime | None = None,
        event: str | None = None,
    ) -> list[EventDelivery]:
        """What became of its newest events, or of those before one. NotFoundError."""
        return self.webhooks.newest(self._known(webhook_id).id, limit, before, event)

    def ping(self, webhook_id: str, ping_id: str, now: datetime) -> EventDelivery:
        """Send a test event. NotFoundError; RefusedError where it is disabled."""
        self._enabled(webhook_id)
        test = EventDelivery(
            webhook=webhook_id,
            event=f"{PING}_{ping_id}",
            type=PING,
            feedback_id=None,
            entry=0,
            at=now,
            made_at=now,
            next_at=now,
        )
        self.webhooks.add(test)
        self._go(webhook_id)
        return test

    def enable(self, webhook_id: str) -> None:
        """Try a webhook again from now on; what it missed waits for a replay. NotFoundError."""
        enabled(self.webhooks, self._known(webhook_id).id)
        self._go(webhook_id)

    def replay(
        self,
        webhook_id: str,
        since: datetime,
        until: datetime,
        now: datetime,
        *,
        missed: bool,
        after: str | None = None,
    ) -> Replayed:
        """Deliver again what the log has from `since` on and before `until`, 500 events at a time.

        `after`: of what happened at `since` only what comes after that event.
        `missed`: only what never arrived. What waits for its next attempt is tried at once.
        NotFoundError; RefusedError where it is disabled.
        """
        self._enabled(webhook_id)
        found = self.webhooks.between(webhook_id, since, until, AT_ONCE, after)
        wanted = [one for one in found if not (missed and one.fate is Fate.DELIVERED)]
        again = sum(self._again(one, now) for one in wanted)
        self._go(webhook_id)
        if len(found) < AT_ONCE:
            return Replayed(again=again, goes_on_at=None)
        return Replayed(again=again, goes_on_at=found[-1].at, goes_on_after=found[-1].event)

    def replay_entries(self, webhook_id: str, entries: Iterable[Entry], now: datetime) -> int:
        """Deliver the events of these entries, whether or not the log has them; how many.

        NotFoundError; RefusedError where it is disabled.
        """
        webhook = self._enabled(webhook_id)
        count = 0
        for entry in entries:
            if webhook.wants(entry.what):
                delivery = delivery_of(entry, webhook_id, now)
                count += self.webhooks.add(delivery) or self._again_from_log(delivery, now)
        self._go(webhook_id)
        return count

    def _again_from_log(self, delivery: EventDelivery, now: datetime) -> bool:
        after: str | None = None
        while known := self.webhooks.between(
            delivery.webhook, delivery.at, _just_after(delivery.at), AT_ONCE, after
        ):
            for one in known:
                if one.event == delivery.event:
                    return self._again(one, now)
            after = known[-1].event
        return False

    def _again(self, before: EventDelivery, now: datetime) -> bool:
        after = replace(before, fate=Fate.PENDING, attempts=0, made_at=now, next_at=now)
        try:
            self.webhooks.change(before, after)
        except ConflictError:  # it is being delivered this moment
            return False
        return True

    def _enabled(self, webhook_id: str) -> Webhook:
        webhook = self._known(webhook_id)
        if self.webhooks.lane(webhook_id).disabled_at is not None:
            raise RefusedError("disabled")
        return webhook

    def _go(self, webhook_id: str) -> None:
        self.webhook_queue.put([{"webhook": webhook_id}])


def _just_after(at: datetime) -> datetime:
    return at + timedelta(milliseconds=1)
