"""What stands outside, each behind its port: the table, the buckets, the queues, the wheel."""

from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.bootstrap import core

if TYPE_CHECKING:
    from chalicelib.ports import (
        Arrivals,
        AuditLog,
        ConfigurationArchive,
        FeedbackStore,
        Files,
        IncidentStore,
        MeasureStore,
        OptOuts,
        PendingMoves,
        Queue,
        Ratings,
        Reconciliations,
        Records,
        Ticker,
    )
    from chalicelib.twilio_account import TwilioAccount


def table() -> tuple[Any, str]:
    """What a store of the table is made with: a client, and the table's name."""
    return core.client("dynamodb"), core.settings().required("table_name")


@cache
def store() -> "FeedbackStore":
    """The table."""
    from chalicelib.store.dynamo import DynamoFeedbackStore

    return DynamoFeedbackStore(*table())


@cache
def configurations() -> "ConfigurationArchive":
    """The configuration, kept for some seconds."""
    from chalicelib.store.configuration import DynamoConfigurationStore

    return DynamoConfigurationStore(*table(), core.seconds, core.settings().configuration_seconds)


@cache
def measures() -> "MeasureStore":
    """What was measured."""
    from chalicelib.store.measures import DynamoMeasureStore

    return DynamoMeasureStore(*table())


@cache
def opt_outs() -> "OptOuts":
    """Who wants no more messages."""
    from chalicelib.store.opt_outs import DynamoOptOuts

    return DynamoOptOuts(*table())


@cache
def ratings() -> "Ratings":
    """Which feedback customers rated."""
    from chalicelib.store.ratings import DynamoRatings

    return DynamoRatings(*table())


@cache
def incident_store() -> "IncidentStore":
    """Incidents."""
    from chalicelib.store.incidents import DynamoIncidents

    return DynamoIncidents(*table())


@cache
def pending_moves() -> "PendingMoves":
    """What members said that has not left yet."""
    from chalicelib.store.pending import DynamoPendingMoves

    return DynamoPendingMoves(*table())


@cache
def records() -> "Records":
    """Feedback as whole records."""
    from chalicelib.store.records import DynamoRecords

    return DynamoRecords(*table())


@cache
def audit_log() -> "AuditLog":
    """What was done with the data as a whole."""
    from chalicelib.store.audit import DynamoAuditLog

    return DynamoAuditLog(*table())


@cache
def arrivals() -> "Arrivals":
    """What was taken in."""
    from chalicelib.store.arrivals import DynamoArrivals

    return DynamoArrivals(*table())


@cache
def reconciliations() -> "Reconciliations":
    """What came of comparing each day."""
    from chalicelib.store.reconciliations import DynamoReconciliations

    return DynamoReconciliations(*table())


@cache
def files() -> "Files":
    """Attachments. Their addresses are signed for the bucket's own region, in the only way it takes."""
    from chalicelib.store.attachments import S3Files

    return S3Files(core.client("s3"), core.settings().required("attachments_bucket"))


def queue(name: str) -> "Queue":
    """The queue whose address stands in this setting."""
    from chalicelib.store.queue import SqsQueue

    return SqsQueue(core.client("sqs"), core.settings().required(name))


@cache
def ticker() -> "Ticker":
    """The wheel."""
    from chalicelib.timers import StepFunctionsTicker

    return StepFunctionsTicker(
        core.client("stepfunctions"),
        core.settings().required("wheel_arn"),
        core.settings().tick_seconds,
    )


@cache
def twilio_account() -> "TwilioAccount":
    """Twilio's account, its auth tokens kept for some seconds."""
    from chalicelib.store.secrets import Secret
    from chalicelib.twilio_account import TwilioAccount

    chosen = core.settings()
    token = Secret(core.client("ssm"), chosen.required("twilio_token_parameter"), core.seconds)
    return TwilioAccount(
        pool=core.http(),
        url=chosen.twilio_url,
        sid=chosen.required("twilio_account"),
        tokens=token.values,
    )
