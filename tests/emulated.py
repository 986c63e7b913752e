"""A real emulator with a table, topics, queues, a bucket and the demo configuration; no stack."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import boto3

from chalicelib.store.configuration import DynamoConfigurationStore
from infra.configfile import check_file
from infra.local.context import LocalStack
from infra.local.emulator import Emulator
from infra.stage import REGION

DEMO = Path(__file__).parent.parent / "config" / "demo.toml"


@dataclass(frozen=True)
class Emulated:
    """What a stack would have on the emulator, and queues that hear what its topics are told."""

    stack: LocalStack
    queues: dict[str, str]
    """`sms`, `mail`, `receipt` to the address of a queue."""

    def client(self, service: str, endpoint_url: str | None = None) -> Any:
        return boto3.client(
            service,
            endpoint_url=endpoint_url or self.stack.endpoint_url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def told(self, topic: str) -> tuple[dict[str, Any], str | None]:
        """The next document that a topic was told, with its subject."""
        sqs = self.client("sqs")
        url = self.queues[topic]
        for _ in range(20):
            for message in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1).get("Messages", ()):
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                envelope = json.loads(message["Body"])
                return json.loads(envelope["Message"]), envelope.get("Subject")
        raise AssertionError(f"the {topic} topic was told nothing")


@contextmanager
def furnished(folder: Path) -> Iterator[Emulated]:
    """Run an emulator with its state in a folder, and make what a stack would have."""
    emulator = Emulator(folder, egress_url="http://127.0.0.1:9")  # no Lambda runs that would send
    emulator.start()
    try:
        yield _furnish(emulator.endpoint_url)
    finally:
        emulator.stop()


def _furnish(endpoint_url: str) -> Emulated:
    bare = LocalStack(
        endpoint_url=endpoint_url,
        region=REGION,
        api_url=f"{endpoint_url}/_aws/execute-api/none/api",
        sms_topic_arn="",
        mail_topic_arn="",
        receipt_topic_arn="",
        mail_bucket="mails",
        table_name="ouvido",
    )
    client = Emulated(bare, {}).client
    topics, queues = {}, {}
    for name in ("sms", "mail", "receipt"):
        topics[f"{name}_topic_arn"] = client("sns").create_topic(Name=name)["TopicArn"]
        queues[name] = client("sqs").create_queue(QueueName=name)["QueueUrl"]
        client("sns").subscribe(
            TopicArn=topics[f"{name}_topic_arn"],
            Protocol="sqs",
            Endpoint=f"arn:aws:sqs:{REGION}:000000000000:{name}",
        )
    client("s3").create_bucket(
        Bucket="mails", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    client("sesv2").create_email_identity(EmailIdentity="feedback.example.com")
    _make_table(client("dynamodb"))
    document = check_file(DEMO, date(2026, 11, 21)).document
    assert document is not None
    DynamoConfigurationStore(client("dynamodb"), "ouvido", time.monotonic).apply(
        document, now=datetime(2026, 11, 21, tzinfo=UTC), new_key=b"k" * 32
    )
    return Emulated(replace(bare, **topics), queues)


def _make_table(dynamodb: Any) -> None:
    def schema(partition: str, sort: str) -> list[dict[str, str]]:
        return [
            {"AttributeName": partition, "KeyType": "HASH"},
            {"AttributeName": sort, "KeyType": "RANGE"},
        ]

    dynamodb.create_table(
        TableName="ouvido",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[
            {"AttributeName": name, "AttributeType": "S"}
            for name in ("pk", "sk", "due_shard", "wake_at")
        ],
        KeySchema=schema("pk", "sk"),
        GlobalSecondaryIndexes=[
            {
                "IndexName": "due",
                "KeySchema": schema("due_shard", "wake_at"),
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
    )
