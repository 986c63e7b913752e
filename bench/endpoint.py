"""The AWS that the handlers call: the emulator in its own process, with what a stack would have.

What answers costs CPU time in that process, not in the measured one. It keeps connections open, as
AWS does; there is no TLS.
"""

import base64
import json
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3

from bench import samples
from chalicelib.store.configuration import DynamoConfigurationStore
from infra.local.emulator import Emulator
from infra.stage import REGION

TABLE = "ouvido"
BUCKET = "mails"
ATTACHMENTS = "attachments"
QUEUES = ("act", "send", "attachments", "events", "webhook")
KEY = b"k" * 32
BUS = "feedback"
WEBHOOK = "crm"
_SECRETS = "/bench/webhooks"
_SECRET = "whsec_" + base64.b64encode(KEY).decode()
_WAITS = {
    "StartAt": "UntilTick",
    "States": {"UntilTick": {"Type": "Wait", "TimestampPath": "$.tick", "End": True}},
}
"""The wheel without its Lambda: this run turns it by hand."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One emulated account."""

    url: str
    queues: Mapping[str, str]
    """Of `QUEUES` each to its address."""
    variables: Mapping[str, str]
    """What a handler's environment says of it."""

    def client(self, service: str) -> Any:
        """A client of ours, which nothing counts."""
        return boto3.client(  # type: ignore[call-overload]
            service,
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="000000000000",
            aws_secret_access_key="bench",
        )

    def apply(self, document: Mapping[str, Any]) -> None:
        """Put another configuration in force, for processes that start from now on."""
        DynamoConfigurationStore(self.client("dynamodb"), TABLE, time.monotonic).apply(
            document, now=datetime.now(UTC), new_key=KEY
        )


@contextmanager
def running(table: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Endpoint]:
    """Start it with a table of these properties and this configuration; stop it at the end."""
    with tempfile.TemporaryDirectory(prefix="ouvido-bench-") as folder:
        emulator = Emulator(Path(folder), egress_url="http://127.0.0.1:9")
        emulator.start()
        try:
            yield _furnished(emulator.endpoint_url, table, document)
        finally:
            emulator.stop()


def _furnished(url: str, table: Mapping[str, Any], document: Mapping[str, Any]) -> Endpoint:
    client = Endpoint(url, {}, {}).client
    client("dynamodb").create_table(
        TableName=TABLE,
        **{
            name: table[name]
            for name in (
                "BillingMode",
                "AttributeDefinitions",
                "KeySchema",
                "GlobalSecondaryIndexes",
            )
        },
    )
    for bucket in (BUCKET, ATTACHMENTS):
        client("s3").create_bucket(
            Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
    queues = {name: client("sqs").create_queue(QueueName=name)["QueueUrl"] for name in QUEUES}
    client("sesv2").create_email_identity(EmailIdentity=samples.DOMAIN)
    wheel = client("stepfunctions").create_state_machine(
        name="wheel",
        definition=json.dumps(_WAITS),
        roleArn="arn:aws:iam::000000000000:role/wheel",
    )["stateMachineArn"]
    client("events").create_event_bus(Name=BUS)
    client("ssm").put_parameter(Name=f"{_SECRETS}/{WEBHOOK}", Value=_SECRET, Type="SecureString")
    variables = {
        "AWS_ENDPOINT_URL": url,
        "TABLE_NAME": TABLE,
        "MAIL_BUCKET": BUCKET,
        "ATTACHMENTS_BUCKET": ATTACHMENTS,
        **{f"{name.upper()}_QUEUE_URL": url for name, url in queues.items()},
        "WHEEL_ARN": wheel,
        "SMS_TRANSPORT": "sns",  # the emulator has no End User Messaging
        "PUBLIC_URL": "https://feedback.example.com",
        "EVENT_BUS": BUS,
        "WEBHOOK_SECRETS": _SECRETS,
        "LOCAL_WEBHOOKS": "true",
    }
    made = Endpoint(url, queues, variables)
    made.apply(document)
    return made
