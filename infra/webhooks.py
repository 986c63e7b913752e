"""A stage's webhooks, for operators: their services, their secrets, and the events of its timelines."""

from collections.abc import Iterator
from datetime import datetime
from time import monotonic

from chalicelib.events.signature import secret_of
from chalicelib.model import Entry
from chalicelib.services.webhooks import Webhooks
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.queue import SqsQueue
from chalicelib.store.records import DynamoRecords
from chalicelib.store.webhooks import DynamoWebhooks
from infra.stage import Stage


def of(stage: Stage) -> Webhooks:
    """What administrators do with a stage's webhooks."""
    client, table = stage.client("dynamodb"), stage.outputs["TableName"]
    return Webhooks(
        DynamoConfigurationStore(client, table, monotonic),
        DynamoWebhooks(client, table),
        SqsQueue(stage.client("sqs"), stage.outputs["WebhookQueueUrl"]),
    )


def entries(stage: Stage, since: datetime, until: datetime) -> Iterator[Entry]:
    """What happened from `since` on and before `until`. It reads the whole table."""
    records = DynamoRecords(stage.client("dynamodb"), stage.outputs["TableName"])
    for record in records.everything():
        yield from (entry for entry in record.timeline if since <= entry.at < until)


def renew(stage: Stage, name: str, key: bytes, *, keep: int) -> str:
    """Put a new secret before the newest `keep` of those that there are; the new one."""
    client, parameter = stage.client("ssm"), parameter_of(stage, name)
    try:
        found = client.get_parameter(Name=parameter, WithDecryption=True)["Parameter"]["Value"]
    except client.exceptions.ParameterNotFound:
        found = ""
    old = [one for one in found.split(",") if one][:keep]
    made = secret_of(key)
    client.put_parameter(
        Name=parameter, Value=",".join([made, *old]), Type="SecureString", Overwrite=True
    )
    return made


def parameter_of(stage: Stage, name: str) -> str:
    """Where a secret is kept."""
    return f"/{stage.stack_name}/webhooks/{name}"
