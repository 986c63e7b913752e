"""What people hear of a webhook that was disabled."""

from collections.abc import Iterator

from chalicelib.configuration import Webhook
from chalicelib.events.records import Why
from chalicelib.model import Rendered
from chalicelib.notify.webhook_mail import WebhookMail
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from tests.builders import KEYS, NOON
from tests.golden.cases import organisation

CRM = Webhook(
    id="crm",
    url="https://crm.example.com/hooks/9f8c1b",
    events=frozenset(),
    secret="crm",
    tell=None,
)


def webhooks(locale: str) -> Iterator[tuple[str, Rendered]]:
    """Each reason."""
    renderer = WebhookMail(MemoryConfigurationStore(organisation(locale), KEYS))
    for why in Why:
        yield f"team_webhook.{why}", renderer.render(CRM, why, NOON)
