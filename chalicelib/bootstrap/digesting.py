"""The digests of a morning."""

from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores

if TYPE_CHECKING:
    from chalicelib.services.digests import Digests


@cache
def digests() -> "Digests":
    """Digests into the outbox."""
    from chalicelib.notify.digest_mail import DigestMail
    from chalicelib.services.alone import Alone
    from chalicelib.services.digests import assembled
    from chalicelib.store.lists import DynamoLists

    return assembled(
        stores.store(),
        stores.configurations(),
        DigestMail(stores.configurations(), core.settings().public_url),
        Alone(stores.store(), stores.queue("send_queue_url")),
        lists=DynamoLists(*stores.table()),
        measures=stores.measures(),
        ratings=stores.ratings(),
        incidents=stores.incident_store(),
        reconciliations=stores.reconciliations(),
    )
