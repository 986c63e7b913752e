"""Other systems: a real receiver that fails first, and a rule on the event bus."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from standardwebhooks import Webhook

from infra.stage import emulated
from tests.contracts.receiver_server import ReceiverServer
from tests.journeys.stack import Stack

WORDS = "420 heating broken, we are freezing"


@pytest.fixture
def receiver(stack: Stack) -> Iterator[ReceiverServer]:
    """Somebody's server, which the stack's configuration names while the test runs."""
    with ReceiverServer() as server:
        changed = stack.state / "with-webhook.toml"
        row = f'\n[[webhooks]]\nid = "crm"\nurl = "http://127.0.0.1:{server.port}/in"\n'
        changed.write_text(stack.config.read_text() + row)
        applied = stack.infra("config", "apply", str(changed))
        assert applied.returncode == 0, applied.stderr
        try:
            yield server
        finally:
            stack.infra("config", "apply", str(stack.config))


def got(server: ReceiverServer) -> list[tuple[dict[str, str], dict[str, Any]]]:
    """Headers, with small letters, and event of each request, in order."""
    return [
        ({name.lower(): value for name, value in headers.items()}, json.loads(body))
        for _, headers, body in server.taken
    ]


def rule_with_queue(stack: Stack) -> Any:
    """A rule for what is captured, as somebody in the same account puts it on the bus."""
    stage = emulated(json.loads((stack.state / "stack.json").read_text())["endpoint_url"])
    bus, sqs = stage.outputs["EventBusName"], stage.client("sqs")
    url = sqs.create_queue(QueueName="bi")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    events = stage.client("events")
    pattern = {"source": ["ouvido"], "detail-type": ["feedback.captured"]}
    events.put_rule(Name="bi", EventBusName=bus, EventPattern=json.dumps(pattern))
    events.put_targets(Rule="bi", EventBusName=bus, Targets=[{"Id": "bi", "Arn": arn["QueueArn"]}])
    return lambda: sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", [])


def test_a_receiver_that_fails_first_gets_the_event_signed_and_a_rule_gets_it_too(
    stack: Stack, receiver: ReceiverServer
) -> None:
    secret = stack.infra("webhooks", "secret", "crm").stdout.strip()
    receive = rule_with_queue(stack)
    receiver.status = 500
    sender = stack.number()
    stack.text(WORDS, sender)
    stack.wait_for("a first attempt", lambda: receiver.taken)
    receiver.status = 204
    stack.wait_for("a second attempt", lambda: len(receiver.taken) > 1)
    (first, event), (second, again) = got(receiver)[:2]
    assert first["webhook-id"] == second["webhook-id"] == event["id"] == again["id"]
    assert event["type"] == "feedback.captured"
    for headers, (_, _, body) in zip((first, second), receiver.taken, strict=False):
        Webhook(secret).verify(body, headers)
        assert sender.encode() not in body
        assert b"freezing" not in body
    [message] = stack.wait_for("the rule's event", receive)
    on_bus = json.loads(message["Body"])
    assert (on_bus["source"], on_bus["detail-type"]) == ("ouvido", "feedback.captured")
    assert on_bus["detail"]["id"] == event["id"]

    def taken() -> Any:
        shown = stack.infra("webhooks", "log", "crm", "--json")
        return [one for one in json.loads(shown.stdout) if one["fate"] == "delivered"]

    [delivery] = stack.wait_for("the log", taken)
    assert (delivery["event"], delivery["attempts"], delivery["status"]) == (event["id"], 2, 204)
    assert stack.infra("webhooks", "ping", "crm").returncode == 0
    stack.wait_for("a test", lambda: got(receiver)[-1][1]["type"] == "ping")
    before = len(receiver.taken)
    at = event["timestamp"]
    replayed = stack.infra("webhooks", "replay", "crm", "--from", at)
    assert replayed.stdout.startswith("1 events"), replayed.stdout + replayed.stderr
    stack.wait_for("the replay", lambda: len(receiver.taken) > before)
    assert got(receiver)[-1][1]["id"] == event["id"]
    healthy = stack.infra("doctor").stdout
    assert "ok  webhook crm" in healthy
