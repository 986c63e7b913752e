"""Views of webhooks, for administrators."""

from chalicelib.api import models
from chalicelib.api.call import Call
from chalicelib.events.records import EventDelivery
from chalicelib.services.webhooks import Standing

_PAGE = 50


def webhooks(call: Call) -> models.WebhookStandings:
    """All of them."""
    return models.WebhookStandings(items=[_standing(one) for one in call.services.webhooks().all()])


def event_deliveries(call: Call) -> models.EventDeliveries:
    """The newest events of one."""
    query: models.EventDeliveriesQuery = call.query
    found = call.services.webhooks().log(call.path["webhook"], _PAGE, query.before, query.event)
    return models.EventDeliveries(items=[_delivery(one) for one in found])


def ping_webhook(call: Call) -> models.EventDelivery:
    """A test event."""
    ping_id = call.services.new_id()
    return _delivery(call.services.webhooks().ping(call.path["webhook"], ping_id, call.now))


def enable_webhook(call: Call) -> models.WebhookStanding:
    """Try one again."""
    service = call.services.webhooks()
    service.enable(call.path["webhook"])
    return _standing(service.one(call.path["webhook"]))


def replay_webhook(call: Call) -> models.Replayed:
    """Deliver again."""
    body: models.Replay = call.body
    done = call.services.webhooks().replay(
        call.path["webhook"],
        body.since,
        body.until or call.now,
        call.now,
        missed=body.missed,
        after=body.after,
    )
    return models.Replayed(
        again=done.again, goes_on_at=done.goes_on_at, goes_on_after=done.goes_on_after
    )


def _standing(one: Standing) -> models.WebhookStanding:
    lane = one.lane
    return models.WebhookStanding(
        id=one.webhook.id,
        url=one.webhook.url,
        events=sorted(one.webhook.events),
        waiting=one.waiting,
        failures=lane.failures,
        failing_since=lane.failing_since,
        rest_until=lane.rest_until,
        delivered_at=lane.delivered_at,
        disabled_at=lane.disabled_at,
        disabled_why=lane.disabled_why,
    )


def _delivery(one: EventDelivery) -> models.EventDelivery:
    said = {name: getattr(one, name) for name in models.EventDelivery.__struct_fields__}
    return models.EventDelivery(**said)
