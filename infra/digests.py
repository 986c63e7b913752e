"""A digest as it would be sent, read from a stage's table."""

from datetime import date

from chalicelib.model import Rendered
from chalicelib.notify.digest_mail import DigestMail
from chalicelib.services.alone import Alone
from chalicelib.services.digests import assembled
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.incidents import DynamoIncidents
from chalicelib.store.lists import DynamoLists
from chalicelib.store.measures import DynamoMeasureStore
from chalicelib.store.queue import SqsQueue
from chalicelib.store.ratings import DynamoRatings
from chalicelib.store.reconciliations import DynamoReconciliations
from infra.site import address_of
from infra.stage import Stage


def preview(stage: Stage, team: str, day: date, *, week: bool = False) -> Rendered | None:
    """What a team would be told on the morning of a day; None: nothing. KeyError: no such team."""
    table = stage.client("dynamodb"), stage.outputs["TableName"]
    store = DynamoFeedbackStore(*table)
    configurations = DynamoConfigurationStore(*table, monotonic=lambda: 0.0)
    digests = assembled(
        store,
        configurations,
        DigestMail(configurations, address_of(stage)),
        Alone(store, SqsQueue(stage.client("sqs"), stage.outputs["SendQueueUrl"])),
        lists=DynamoLists(*table),
        measures=DynamoMeasureStore(*table),
        ratings=DynamoRatings(*table),
        incidents=DynamoIncidents(*table),
        reconciliations=DynamoReconciliations(*table),
    )
    return digests.preview(team, day, week=week)
