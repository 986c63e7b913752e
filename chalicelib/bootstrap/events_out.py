"""Other systems: the event bus, and webhooks."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores

if TYPE_CHECKING:
    from chalicelib.ports import WebhookStore
    from chalicelib.services.notify_webhooks import NotifyWebhooks
    from chalicelib.services.publish import Publish
    from chalicelib.services.webhooks import Webhooks


@cache
def webhook_store() -> "WebhookStore":
    """What is known of webhooks."""
    from chalicelib.store.webhooks import DynamoWebhooks

    return DynamoWebhooks(*stores.table())


@cache
def publish() -> "Publish":
    """Changes as events."""
    from chalicelib.notify.event_bus import EventBridge
    from chalicelib.services.publish import Publish

    bus = EventBridge(core.client("events"), core.settings().required("event_bus"))
    return Publish(
        stores.store(),
        stores.configurations(),
        bus,
        webhook_store(),
        stores.queue("webhook_queue_url"),
    )


@cache
def notify_webhooks() -> "NotifyWebhooks":
    """Events to webhooks."""
    from chalicelib.notify.receivers import WebReceivers
    from chalicelib.notify.webhook_mail import WebhookMail
    from chalicelib.services.alone import Alone
    from chalicelib.services.notify_webhooks import NotifyWebhooks
    from chalicelib.store.webhook_secrets import ParameterSecrets

    chosen = core.settings()
    return NotifyWebhooks(
        store=stores.store(),
        configurations=stores.configurations(),
        webhooks=webhook_store(),
        receivers=WebReceivers(allows_local=chosen.allows_local_webhooks),
        secrets=ParameterSecrets(
            core.client("ssm"), chosen.required("webhook_secrets"), core.seconds
        ),
        ticker=stores.ticker(),
        webhook_queue=stores.queue("webhook_queue_url"),
        alone=Alone(stores.store(), stores.queue("send_queue_url")),
        renderer=WebhookMail(stores.configurations()),
        clock=core.now,
    )


@cache
def webhooks() -> "Webhooks":
    """What administrators do with webhooks."""
    from chalicelib.services.webhooks import Webhooks

    return Webhooks(stores.configurations(), webhook_store(), stores.queue("webhook_queue_url"))
