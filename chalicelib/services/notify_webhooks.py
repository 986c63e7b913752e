"""Delivers to one webhook at a time: whoever holds its lane sends what is due, until nothing is.

So a receiver that is slow, or gone, has at most one worker, and delays no other. The event is made of the
table at each attempt: what was erased meanwhile does not leave, and an id stays one event's for ever.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
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
from chalicelib.services.side_by_side import side_by_side

LEASE = timedelta(seconds=90)
"""Longer than a Lambda of this may run."""
RUN = timedelta(seconds=30)
"""After which a worker begins nothing new and hands on what is left; its Lambda has another half minute."""
PAGE = 40
SIDE_BY_SIDE = 8
"""Events that are on their way to one receiver at the same time; those of one feedback never are."""
UNHEARD_OF = timedelta(minutes=10)
"""Within which every Lambda has heard of another configuration."""


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
        """Deliver what is due. Where another worker is at it, that one will find it.

        UnavailableError once what else could be delivered was: somebody has to come again.
        """
        began = self.clock()
        configuration = self.configurations.current()
        webhook = configuration.webhooks.get(webhook_id)
        if webhook is None:
            self._set_aside(webhook_id, began)
            return Notified()
        held = self.webhooks.take(webhook_id, began, began + LEASE)
        if held is None:
            return Notified()
        run = _Run(webhook, configuration, began + RUN, held, held)
        try:
            self._work_off(run)
        except Exception:
            # Whoever is given the job once more need not wait for the lease to end.
            with suppress(ConflictError, UnavailableError):
                self.webhooks.keep(
                    run.held, replace(run.lane, lease_until=None, wake_at=self.clock())
                )
            raise
        return run.done

    def _set_aside(self, webhook_id: str, now: datetime) -> None:
        """Have nobody look at the lane of a webhook that the configuration has no more.

        What waits in it is kept until its month is over, and goes to the webhook if that is put in again
        meanwhile; how it failed before is forgotten by then. Where something has just come for it, it may
        be a new one of which this Lambda has not heard: then somebody looks once more.
        """
        held = self.webhooks.take(webhook_id, now, now + LEASE)
        while held is not None:
            came = self.webhooks.newest(webhook_id, 1)
            is_recent = bool(came) and now - came[0].made_at < UNHEARD_OF
            free = replace(
                held,
                lease_until=None,
                wake_at=now + UNHEARD_OF if is_recent else None,
                failures=0,
                failing_since=None,
                rest_until=None,
            )
            if self.webhooks.keep(held, free):
                self._wake(free)
                return
            held = self.webhooks.lane(webhook_id)  # somebody brought something new meanwhile

    def _work_off(self, run: "_Run") -> None:
        while True:
            if run.lane.disabled_at is None:
                self._round(run)
            if run.lane.disabled_at is not None and not run.lane.is_told:
                self._tell(run)
            free = self._freed(run.lane)
            if self.webhooks.keep(run.held, free):
                self._wake(free)
                return
            self._look_again(run)  # somebody brought something new meanwhile

    def _look_again(self, run: "_Run") -> None:
        run.held = self.webhooks.lane(run.webhook.id)
        run.lane = replace(run.lane, knocks=run.held.knocks)

    def _round(self, run: "_Run") -> None:
        """Send what is due, page by page, while the receiver takes it and there is time."""

        def attempt(delivery: EventDelivery) -> Answer:
            return self._attempt(run.webhook, run.configuration, delivery)

        def then(before: EventDelivery, answer: Answer) -> bool:
            now = self.clock()
            after = trying.after(before, answer, now)
            run.lane = trying.fared(run.lane, answer, now)
            run.done = _counted(run.done, after)
            with suppress(ConflictError):  # a replay came first, and will have it sent again
                self.webhooks.change(before, after)
            return answer.is_taken  # what comes after one that failed is left for later

        def room() -> int:
            return _room(run, self.clock())

        while room():
            # One that has failed is felt for with a single event.
            limit = 1 if run.lane.failures else PAGE
            due = self.webhooks.due(run.webhook.id, self.clock(), limit)
            if not due:
                return
            side_by_side(_by_feedback(due), attempt, then, room)

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

    def _tell(self, run: "_Run") -> None:
        """Let people know that it is disabled, once."""
        stays = replace(run.lane, lease_until=run.held.lease_until, wake_at=run.held.wake_at)
        while not self.webhooks.keep(run.held, stays):
            self._look_again(run)
            stays = replace(stays, knocks=run.held.knocks)
        webhook, configuration = run.webhook, run.configuration
        if stays.disabled_at is not None and stays.disabled_why is not None:
            now, team = self.clock(), configuration.organisation.default_team
            rendered = self.renderer.render(webhook, stays.disabled_why, now)
            about = f"webhook-{webhook.id}-{int(stays.disabled_at.timestamp())}"
            to = (webhook.tell,) if webhook.tell else configuration.recipients(team, now)
            for address in to:
                self.alone.write(about, Purpose.TEAM_WEBHOOK, address, rendered, now, team=team)
        run.held, run.lane = stays, replace(stays, is_told=True)
        run.done = replace(run.done, disabled=1)

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


@dataclass(slots=True)
class _Run:
    """What one worker has come to; only the worker's own thread changes it."""

    webhook: Webhook
    configuration: Configuration
    until: datetime
    """From then on nothing new is begun."""
    held: Lane
    """As it is on the table."""
    lane: Lane
    """How the webhook does by now."""
    done: Notified = field(default_factory=Notified)


def _room(run: _Run, now: datetime) -> int:
    """How many events may be on their way now; one that has failed is felt for with a single one."""
    lane = run.lane
    rests = lane.rest_until is not None and now < lane.rest_until
    if rests or now >= run.until or lane.disabled_at is not None:
        return 0
    return 1 if lane.failures else SIDE_BY_SIDE


def _by_feedback(due: Iterable[EventDelivery]) -> list[list[EventDelivery]]:
    """Those about one feedback together, in the order of their entries."""
    in_order = sorted(due, key=lambda one: (one.feedback_id or "", one.entry))
    return [list(of_one) for _, of_one in groupby(in_order, key=lambda one: one.feedback_id)]


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
