"""Events onto EventBridge, and the secrets of webhooks in the Parameter Store."""

import json
from typing import Any

import pytest
from botocore.stub import ANY, Stubber

from chalicelib.errors import ConfigurationError, UnavailableError
from chalicelib.events import making
from chalicelib.events.signature import secret_of
from chalicelib.notify.event_bus import EventBridge
from chalicelib.store.webhook_secrets import ParameterSecrets
from tests.builders import entry, feedback
from tests.contracts.conftest import AWS_PLACES

EVENT = making.make(entry(), feedback(), words=False)


@pytest.mark.parametrize("place", AWS_PLACES)
def test_an_event_reaches_a_rule_on_the_bus(make_client: Any, place: str) -> None:
    events, sqs = make_client("events", place), make_client("sqs", place)
    events.create_event_bus(Name="ours")
    url = sqs.create_queue(QueueName="bi")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    pattern = {
        "source": ["ouvido"],
        "detail-type": ["feedback.captured"],
        "detail": {"data": {"feedback": {"kind": ["complaint"]}}},
    }
    events.put_rule(Name="bi", EventBusName="ours", EventPattern=json.dumps(pattern))
    events.put_targets(
        Rule="bi", EventBusName="ours", Targets=[{"Id": "bi", "Arn": arn["QueueArn"]}]
    )
    EventBridge(events, "ours").put(EVENT)
    [message] = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=2)["Messages"]
    came = json.loads(message["Body"])
    assert came["detail-type"] == "feedback.captured"
    assert came["detail"] == json.loads(making.encoded(EVENT))


def test_a_bus_that_refuses_says_so(make_client: Any) -> None:
    client = make_client("events", "moto")
    refused = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "ThrottlingException"}]}
    with Stubber(client) as answers:
        answers.add_response("put_events", refused, {"Entries": ANY})
        with pytest.raises(UnavailableError, match="ThrottlingException"):
            EventBridge(client, "ours").put(EVENT)
        answers.add_client_error("put_events", "InternalException")
        with pytest.raises(UnavailableError):
            EventBridge(client, "ours").put(EVENT)


def test_secrets_are_read_newest_first_and_what_is_none_is_a_mistake(make_client: Any) -> None:
    ssm = make_client("ssm", "moto")
    now = [0.0]
    secrets = ParameterSecrets(ssm, "/ouvido/webhooks", lambda: now[0])
    with pytest.raises(ConfigurationError):
        secrets.keys("crm")

    def keep(value: str) -> None:
        ssm.put_parameter(
            Name="/ouvido/webhooks/crm", Value=value, Type="SecureString", Overwrite=True
        )

    keep(f"{secret_of(b'n' * 32)},{secret_of(b'o' * 32)}")
    assert secrets.keys("crm") == [b"n" * 32, b"o" * 32]
    keep("whsec_tooshort")
    assert secrets.keys("crm") == [b"n" * 32, b"o" * 32], "what was read is kept for a while"
    now[0] = 301.0
    with pytest.raises(ConfigurationError, match="crm"):
        secrets.keys("crm")
