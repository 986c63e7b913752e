"""A real emulator with a table, topics, queues, a bucket and the demo configuration; no stack."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.store.configuration import DynamoConfigurationStore
from infra.configfile import check_file
from infra.local.context import LocalStack

ROOT = Path(__file__).parent.parent
REGION = "eu-west-2"
DEMO = ROOT / "config" / "demo.toml"


@dataclass(frozen=True)
class Emulated:
    """The emulator's stack, and queues that hear what its topics are told."""

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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def emulator() -> Iterator[str]:
    """Run ministack in memory; its address."""
    program = ROOT / ".venv-emulator" / "bin" / "ministack"
    if not program.exists():
        pytest.skip("no emulator: make sets it up")
    port = free_port()
    environment = {**os.environ, "GATEWAY_PORT": str(port), "MINISTACK_REGION": REGION}  # noqa: TID251
    environment |= {"PERSIST_STATE": "0", "MINISTACK_HOST": "127.0.0.1", "LOG_LEVEL": "WARNING"}
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(
        [program], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(f"{url}/_ministack/health")
            yield url
        finally:
            process.terminate()


def _wait_for(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"{url} never answered")


def furnish(endpoint_url: str) -> Emulated:
    """Make what a stack would have, and apply the demo configuration."""
    bare = LocalStack(
        endpoint_url=endpoint_url,
        region=REGION,
        api_url=endpoint_url + "/_aws/execute-api/none/api",
        sms_topic_arn="",
        mail_topic_arn="",
        receipt_topic_arn="",
        mail_bucket="mails",
        table_name="ouvido",
    )
    client = Emulated(bare, {}).client
    topics, queues = {}, {}
    for name in ("sms", "mail", "receipt"):
        topics[name] = client("sns").create_topic(Name=name)["TopicArn"]
        queues[name] = client("sqs").create_queue(QueueName=name)["QueueUrl"]
        client("sns").subscribe(
            TopicArn=topics[name],
            Protocol="sqs",
            Endpoint=f"arn:aws:sqs:{REGION}:000000000000:{name}",
        )
    client("s3").create_bucket(
        Bucket="mails", CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    client("sesv2").create_email_identity(EmailIdentity="feedback.example.com")
    client("sesv2").put_account_details(
        MailType="TRANSACTIONAL",
        WebsiteURL="https://example.com",
        ProductionAccessEnabled=True,
    )
    _make_table(client("dynamodb"))
    document = check_file(DEMO, date(2026, 11, 21)).document
    assert document is not None
    DynamoConfigurationStore(client("dynamodb"), "ouvido", time.monotonic).apply(
        document, now=datetime(2026, 11, 21, tzinfo=UTC), new_key=b"k" * 32
    )
    arns = {f"{name}_topic_arn": arn for name, arn in topics.items()}
    fields = {name: getattr(bare, name) for name in LocalStack.__slots__}
    return Emulated(LocalStack(**{**fields, **arns}), queues)


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
