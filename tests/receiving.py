"""Webhooks in memory: what other systems are told by the world of `tests.world`, and how they take it."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.errors import ConfigurationError, UnavailableError
from chalicelib.events.schema import FeedbackEvent
from chalicelib.events.signature import secret_of
from chalicelib.events.trying import Answer
from chalicelib.notify.webhook_mail import WebhookMail
from chalicelib.services.alone import Alone
from chalicelib.services.notify_webhooks import Notified, NotifyWebhooks
from chalicelib.services.publish import Publish
from chalicelib.services.webhooks import Webhooks
from tests.builders import configuration
from tests.world import World

KEY = b"w" * 32
SECRET = secret_of(KEY)
CRM = "https://crm.example.com/hooks/ouvido"
CHAT = "https://chat.example.com/in"
TAKEN = Answer(status=204, milliseconds=80)
BROKEN = Answer(status=500, milliseconds=90)
GONE = Answer(status=410, milliseconds=70)


def webhook_row(webhook: str = "crm", **changes: Any) -> dict[str, Any]:
    """A webhook of a document, which is told of everything."""
    base = {"id": webhook, "url": CRM, "events": [], "secret": webhook, "tell": None}
    return base | changes


def told(*webhooks: dict[str, Any], version: int = 1, **changes: Any) -> Configuration:
    """A configuration with these webhooks."""
    return configuration(version, webhooks=list(webhooks) or [webhook_row()], **changes)


@dataclass(frozen=True)
class Got:
    """One request that reached a receiver."""

    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        """What it says."""
        said: dict[str, Any] = json.loads(self.body)
        return said


class MemoryReceivers:
    """ports.Receivers in memory: each address answers as it is told to."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.answers: dict[str, Answer] = defaultdict(lambda: TAKEN)
        self.next: list[Answer] = []
        """Answers of the next requests, whatever their address."""
        self.before: Callable[[], None] = lambda: None
        """What happens while a request is on its way."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """See the port."""
        self.before()
        self.got.append(Got(url, headers, body))
        return self.next.pop(0) if self.next else self.answers[url]


class MemorySecrets:
    """ports.WebhookSecrets in memory."""

    def __init__(self) -> None:
        self.known: dict[str, Sequence[bytes]] = {}

    def keys(self, name: str) -> Sequence[bytes]:
        """See the port."""
        if name not in self.known:
            raise ConfigurationError(f"there is no secret {name}")
        return self.known[name]


@dataclass
class MemoryBus:
    """ports.EventBus in memory."""

    events: list[FeedbackEvent] = field(default_factory=list)
    refuses: int = 0

    def put(self, event: FeedbackEvent) -> None:
        """See the port."""
        if self.refuses:
            self.refuses -= 1
            raise UnavailableError("the bus refused an event")
        self.events.append(event)


class Elsewhere:
    """A world, and the other systems that it tells."""

    def __init__(self, first: Configuration | None = None) -> None:
        self.world = World(first=first or told())
        world = self.world
        self.store = world.webhooks
        self.bus = MemoryBus()
        self.receivers = MemoryReceivers()
        self.secrets = MemorySecrets()
        self.secrets.known = {"crm": [KEY], "chat": [KEY]}
        self.publish = Publish(
            world.store, world.configurations, self.bus, self.store, world.webhook_queue
        )
        self.notify = NotifyWebhooks(
            store=world.store,
            configurations=world.configurations,
            webhooks=self.store,
            receivers=self.receivers,
            secrets=self.secrets,
            ticker=world.ticker,
            webhook_queue=world.webhook_queue,
            alone=Alone(world.store, world.send_queue),
            renderer=WebhookMail(world.configurations),
            clock=lambda: self.world.now,
        )
        self.administer = Webhooks(world.configurations, self.store, world.webhook_queue)

    def go(self) -> list[Notified]:
        """Everything that is due now reaches the other systems, or does not."""
        done: list[Notified] = []
        while True:
            self.world.settle()
            events = self.world.events_queue.take()
            for job in events:
                self.publish.publish(job["feedback"], int(job["entry"]), self.world.now)
            lanes = self.world.webhook_queue.take()
            done += [self.notify.work(job["webhook"]) for job in lanes]
            if not events and not lanes:
                return done

    def until(self, at: datetime) -> None:
        """Time passes; each tick wakes what is due, lanes among it."""
        while (ticks := self.world.ticker.ticks) and ticks[0] <= at:
            self.world.until(ticks[0])
            self.go()
        self.world.now = at

    def hours(self, hours: float) -> None:
        """So many hours pass."""
        self.until(self.world.now + timedelta(hours=hours))

    def types(self, url: str = CRM) -> list[str]:
        """What a receiver was told of, in order."""
        return [one.event["type"] for one in self.receivers.got if one.url == url]
