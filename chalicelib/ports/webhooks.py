"""What telling other systems needs: the event bus, the web, secrets, and what is known of webhooks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # most Lambdas tell nobody
    from chalicelib.configuration import Webhook
    from chalicelib.events.records import EventDelivery, Lane, Why
    from chalicelib.events.schema import FeedbackEvent
    from chalicelib.events.trying import Answer
    from chalicelib.model import Rendered


class EventBus(Protocol):
    """Where other systems of the same account subscribe to events."""

    def put(self, event: "FeedbackEvent") -> None:
        """Hand one event over. UnavailableError where it was refused."""


class Receivers(Protocol):
    """The web, where webhooks are."""

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> "Answer":
        """One attempt: it follows no redirect, ends within its time, and raises nothing."""


class WebhookSecrets(Protocol):
    """The secrets that events are signed with."""

    def keys(self, name: str) -> Sequence[bytes]:
        """All keys of a secret, the newest first. ConfigurationError: there is none. UnavailableError."""


class WebhookRenderer(Protocol):
    """Words for who hears that a webhook was disabled."""

    def render(self, webhook: "Webhook", why: "Why", now: datetime) -> "Rendered":
        """The mail as it will leave."""


class WebhookStore(Protocol):
    """Every event on its way to each webhook, and how each webhook does."""

    def add(self, delivery: "EventDelivery") -> bool:
        """Keep a new one; False where that event is there for that webhook."""

    def change(self, before: "EventDelivery", after: "EventDelivery") -> None:
        """Write what became of one, if it is still as in `before`. ConflictError."""

    def due(self, webhook: str, now: datetime, limit: int) -> "list[EventDelivery]":
        """Up to `limit` whose next attempt's time has come, the longest due first, consistently read."""

    def waiting(self, webhook: str, limit: int) -> list[datetime]:
        """When up to `limit` pending ones are tried next, the soonest first, consistently read."""

    def newest(
        self,
        webhook: str,
        limit: int,
        before: datetime | None = None,
        event: str | None = None,
    ) -> "list[EventDelivery]":
        """Up to `limit` of what happened before an instant, the newest first.

        With `event` also what happened in that instant and comes before that event: much may share one.
        """

    def between(
        self, webhook: str, since: datetime, until: datetime, limit: int, event: str | None = None
    ) -> "list[EventDelivery]":
        """Up to `limit` of what happened from `since` on and before `until`, the oldest first.

        With `event`, of what happened at `since` only what comes after that event.
        """

    def lane(self, webhook: str) -> "Lane":
        """How a webhook does, consistently read."""

    def take(self, webhook: str, now: datetime, until: datetime) -> "Lane | None":
        """Make a lane ours until then. None: another has it, and will find that somebody knocked."""

    def keep(self, before: "Lane", after: "Lane") -> bool:
        """Write a lane if it is held as in `before`; False where somebody has knocked since.

        ConflictError: it is not held as in `before` any more.
        """
