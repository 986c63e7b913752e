"""What other systems are told over the web."""

from chalicelib.access import ADMINS
from chalicelib.api.operations.operation import GET, POST, Operation

WEBHOOKS: tuple[Operation, ...] = (
    Operation(
        id="webhooks",
        view="webhooks",
        method=GET,
        path="/v1/webhooks",
        summary="The webhooks of the configuration in force, and how each of them does.",
        roles=ADMINS,
        answer="WebhookStandings",
    ),
    Operation(
        id="event_deliveries",
        view="webhooks",
        method=GET,
        path="/v1/webhooks/{webhook}/deliveries",
        summary="What became of a webhook's newest events: status, attempts, how long it took.",
        roles=ADMINS,
        query="EventDeliveriesQuery",
        answer="EventDeliveries",
        errors=(404,),
    ),
    Operation(
        id="ping_webhook",
        view="webhooks",
        method=POST,
        path="/v1/webhooks/{webhook}/ping",
        summary="Send a test event; what became of it is in the log a moment later.",
        roles=ADMINS,
        answer="EventDelivery",
        status=201,
        errors=(404, 409),
    ),
    Operation(
        id="enable_webhook",
        view="webhooks",
        method=POST,
        path="/v1/webhooks/{webhook}/enable",
        summary="Try a webhook again that was disabled, or that rests.",
        roles=ADMINS,
        answer="WebhookStanding",
        errors=(404, 409),
    ),
    Operation(
        id="replay_webhook",
        view="webhooks",
        method=POST,
        path="/v1/webhooks/{webhook}/replay",
        summary="Deliver again what the log of a month has, or only what never arrived.",
        roles=ADMINS,
        body="Replay",
        answer="Replayed",
        errors=(404, 409, 415),
    ),
)
