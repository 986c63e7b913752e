"""Delivers to one webhook at a time: whoever holds its lane sends what is due, until nothing is.

So a receiver that is slow, or gone, has at most one worker, and delays no other. The event is made of the
table at each attempt: what was erased meanwhile does not leave, and an id stays one event's for ever.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from chalicelib.configuration import Configuration, Webhook
from chalicelib.errors import ConfigurationError, ConflictError, NotFoundError, UnavailableError
from chalicelib.events import making, signature, trying
from chalicelib.events.records import EventDelivery, Fate, Lane
from chalicelib.events.trying import Answer
from chalicelib.model import Purpose
from chalicelib.ports import (
    ConfigurationStore,
    FeedbackStore,
    Queue,
    Receivers,
    Ticker,
    WebhookRenderer,
    WebhookSecrets,
    WebhookStore,
)
from chalicelib.services.alone import Alone

LEASE = timedelta(seconds=90)
"""Longer than a Lambda of this may run."""
RUN = timedelta(seconds=30)
"""After which a worker hands on what is left."""
PAGE = 40
SIDE_BY_SIDE = 8
"""Events that are on their way to one receiver at the same time; those of one feedback never are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notified:
    """What one worker did."""

    delivered: int = 0
    failed: int = 0
    """Attempts that failed."""
    given_up: int = 0
    """Events that nothing tries again."""
    disabled: int = 0
    """1 where the webhook was disabled just now."""


@dataclass(frozen=True, slots=True)
class NotifyWebhooks:
    """Works one webhook's lane off."""

    store: FeedbackStore
    configurations: ConfigurationStore
    webhooks: WebhookStore
    receivers: Receivers
    secrets: WebhookSecrets
    ticker: Ticker
    webhook_queue: Queue
    alone: Alone
    renderer: WebhookRenderer
    clock: Callable[[], datetime]

    def work(self, webhook_id: str) -> Notified:
        """Deliver what is due. Where another worker is at it, that one will find it."""
        began = self.clock()
        configuration = self.configurations.current()
        webhook = configuration.webhooks.get(webhook_id)
        if webhook is None:  # the configuration has it no more: what waited is forgotten in a month
            return Notified()
        held = self.webhooks.take(webhook_id, began, began + LEASE)
        if held is None:
            return Notified()
        try:
            return self._worked(webhook, configuration, held, began)
        except Exception:
            # Whoever is given the job once more need not wait for the lease to end.
            with suppress(ConflictError, UnavailableError):
                self.webhooks.keep(held, replace(held, lease_until=None, wake_at=self.clock()))
            raise

    def _worked(
        self, webhook: Webhook, configuration: Configuration, held: Lane, began: datetime
    ) -> Notified:
        lane, done = held, Notified()
        while True:
            if lane.disabled_at is None:
                lane, done = self._round(webhook, configuration, lane, done, began + RUN)
            if lane.disabled_at is not None and not lane.is_told:
                held, lane = self._tell(webhook, configuration, held, lane)
                done = replace(done, disabled=1)
            free = self._freed(lane)
            if self.webhooks.keep(held, free):
                self._wake(free)
                return done
            held = self.webhooks.lane(webhook.id)  # somebody brought something new meanwhile
            lane = replace(lane, knocks=held.knocks)

    def _round(
        self,
        webhook: Webhook,
        configuration: Configuration,
        lane: Lane,
        done: Notified,
        until: datetime,
    ) -> tuple[Lane, Notified]:
        """Send what is due, page by page, while the receiver takes it and there is time."""
        while (now := self.clock()) < until and not _rests(lane, now):
            # One that has failed is felt for with a single event.
            due = self.webhooks.due(webhook.id, now, 1 if lane.failures else PAGE)
            if not due:
                break
            for before, answer in self._send(webhook, configuration, due, until):
                after = trying.after(before, answer, self.clock())
                with suppress(ConflictError):  # a replay came first, and will have it sent again
                    self.webhooks.change(before, after)
                lane = trying.fared(lane, answer, self.clock())
                done = _counted(done, after)
            if lane.disabled_at is not None:
                break
        return lane, done

    def _send(
        self,
        webhook: Webhook,
        configuration: Configuration,
        due: Sequence[EventDelivery],
        until: datetime,
    ) -> list[tuple[EventDelivery, Answer]]:
        """One attempt for each; those about one feedback after each other, in the order of their entries.

        What comes after one that failed, or after `until`, is left for later.
        """
        in_order = sorted(due, key=lambda one: (one.feedback_id or "", one.entry))
        groups = [list(of_one) for _, of_one in groupby(in_order, key=lambda one: one.feedback_id)]

        def send(group: list[EventDelivery]) -> list[tuple[EventDelivery, Answer]]:
            tried: list[tuple[EventDelivery, Answer]] = []
            for one in group:
                if tried and (self.clock() >= until or not tried[-1][1].is_taken):
                    break
                tried.append((one, self._attempt(webhook, configuration, one)))
            return tried

        if len(groups) == 1:
            return send(groups[0])
        with ThreadPoolExecutor(SIDE_BY_SIDE) as workers:
            return [pair for pairs in workers.map(send, groups) for pair in pairs]

    def _attempt(
        self, webhook: Webhook, configuration: Configuration, delivery: EventDelivery
    ) -> Answer:
        try:
            keys = self.secrets.keys(webhook.secret)
            body = self._body(delivery, words=configuration.events.words)
        except ConfigurationError:
            return Answer(status=None, error="no_secret")
        except NotFoundError:
            return Answer(status=None, error="no_event")
        seconds = int(self.clock().timestamp())
        headers = signature.headers(keys, delivery.event, seconds, body)
        return self.receivers.post(webhook.url, headers, body)

    def _body(self, delivery: EventDelivery, *, words: bool) -> bytes:
        if delivery.feedback_id is None:
            return making.encoded(making.ping(delivery.event, delivery.webhook, delivery.at))
        entry = self.store.entry(delivery.feedback_id, delivery.entry)
        feedback = self.store.get(delivery.feedback_id)
        return making.encoded(making.make(entry, feedback, words=words))

    def _tell(
        self, webhook: Webhook, configuration: Configuration, held: Lane, lane: Lane
    ) -> tuple[Lane, Lane]:
        """Let people know that it is disabled, once; the lane as it is held then, and as it is."""
        stays = replace(lane, lease_until=held.lease_until, wake_at=held.wake_at)
        while not self.webhooks.keep(held, stays):
            held = self.webhooks.lane(webhook.id)
            stays = replace(stays, knocks=held.knocks)
        if lane.disabled_at is not None and lane.disabled_why is not None:
            now, team = self.clock(), configuration.organisation.default_team
            rendered = self.renderer.render(webhook, lane.disabled_why, now)
            about = f"webhook-{webhook.id}-{int(lane.disabled_at.timestamp())}"
            to = (webhook.tell,) if webhook.tell else configuration.recipients(team, now)
            for address in to:
                self.alone.write(about, Purpose.TEAM_WEBHOOK, address, rendered, now, team=team)
        return stays, replace(stays, is_told=True)

    def _freed(self, lane: Lane) -> Lane:
        """The lane for the next one, and when that one has to come."""
        wake_at = None
        waiting = [] if lane.disabled_at else self.webhooks.waiting(lane.webhook, 1)
        if waiting:
            wake_at = max(waiting[0], lane.rest_until or waiting[0])
        return replace(lane, lease_until=None, wake_at=wake_at)

    def _wake(self, lane: Lane) -> None:
        """See to it that somebody comes: at once where something is due, else by the wheel."""
        if lane.wake_at is None:
            return
        now = self.clock()
        if lane.wake_at <= now:
            self.webhook_queue.put([{"webhook": lane.webhook}])
        else:
            self.ticker.ensure(lane.wake_at, now)


def _rests(lane: Lane, now: datetime) -> bool:
    return lane.rest_until is not None and now < lane.rest_until


def _counted(done: Notified, after: EventDelivery) -> Notified:
    if after.fate is Fate.DELIVERED:
        return replace(done, delivered=done.delivered + 1)
    given_up = done.given_up + (after.fate is Fate.FAILED)
    return replace(done, failed=done.failed + 1, given_up=given_up)


def enabled(webhooks: WebhookStore, webhook: str) -> None:
    """Let a webhook be tried again as if nothing had been. ConflictError: it kept being in use."""
    for _ in range(5):
        lane = webhooks.lane(webhook)
        fresh = replace(
            lane,
            failures=0,
            failing_since=None,
            rest_until=None,
            disabled_at=None,
            disabled_why=None,
            is_told=False,
        )
        if webhooks.keep(lane, fresh):
            return
    raise ConflictError("the webhook kept being in use")
