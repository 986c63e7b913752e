"""What AWS's failures become: one of our errors, whatever was being done."""

import inspect
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.stub import Stubber

from chalicelib.errors import (
    ConflictError,
    DuplicateError,
    OuvidoError,
    ReferenceTakenError,
    UnavailableError,
)
from chalicelib.ports import FeedbackStore, Inbound
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.mails import S3Mails
from chalicelib.store.queue import SqsQueue
from chalicelib.store.table import Table
from chalicelib.timers import StepFunctionsTicker
from tests.builders import PHONE, document
from tests.contracts.facts import (
    ID,
    MINUTE,
    NOW,
    REACT_BY,
    a_feedback,
    a_message,
    an_entry,
    next_of,
)

CLOSED_PORT = "http://127.0.0.1:9"  # "discard": nobody listens there

OPERATIONS: dict[str, Callable[[FeedbackStore], object]] = {
    "open": lambda store: store.open(
        a_feedback(), an_entry(), Inbound(key="sms:1", contact=f"sms:{PHONE}"), react_by=REACT_BY
    ),
    "change": lambda store: store.change(
        a_feedback(), *next_of(a_feedback()), Inbound(key="sms:2"), react_by=REACT_BY
    ),
    "rearm": lambda store: store.rearm(a_feedback(), NOW),
    "get": lambda store: store.get(ID),
    "entry": lambda store: store.entry(ID, 1),
    "timeline": lambda store: store.timeline(ID),
    "messages": lambda store: store.messages(ID),
    "by_reference": lambda store: store.by_reference("K7Q-4MDX"),
    "by_inbound": lambda store: store.by_inbound("sms:1"),
    "newest_of": lambda store: store.newest_of("sms:1"),
    "of_contact": lambda store: store.of_contact(f"sms:{PHONE}", 6),
    "standing_of": lambda store: store.standing_of(f"sms:{PHONE}", 6),
    "by_provider_id": lambda store: store.by_provider_id("p-1"),
    "reacted": lambda store: store.reacted(ID, 1),
    "add_message": lambda store: store.add_message(a_message()),
    "message": lambda store: store.message(ID, "000001-answer"),
    "claim": lambda store: store.claim(a_message(), NOW, NOW + MINUTE),
    "settle": lambda store: store.settle(a_message(), a_message(provider_id="p-1")),
    "due": lambda store: store.due(NOW, 10),
    "waking": lambda store: list(store.waking(NOW, NOW + MINUTE)),
    "held": lambda store: store.held("coaches", NOW, 10),
    "count": lambda store: store.count("k", 1, NOW),
    "is_full": lambda store: store.is_full("k", 1),
}
CALLS = {
    "open": "transact_write_items",
    "change": "transact_write_items",
    "settle": "transact_write_items",
    "timeline": "query",
    "messages": "query",
    "due": "query",
    "waking": "query",
    "held": "query",
    "of_contact": "query",
    "standing_of": "query",
    "rearm": "update_item",
    "reacted": "update_item",
    "claim": "update_item",
    "count": "update_item",
    "add_message": "put_item",
}


def client(service: str, endpoint: str | None = None) -> Any:
    return boto3.client(
        service,
        region_name="eu-west-1",
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 0}, connect_timeout=1, read_timeout=1),
    )


@pytest.fixture(scope="module")
def dynamodb() -> Any:
    return client("dynamodb")


def test_every_operation_of_the_port_is_tried_here() -> None:
    port = {name for name, _ in inspect.getmembers(FeedbackStore, inspect.isfunction)}
    assert set(OPERATIONS) == {name for name in port if not name.startswith("_")}


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize(
    "code", ["ProvisionedThroughputExceededException", "InternalServerError", "AccessDenied"]
)
def test_a_table_that_cannot_answer_is_unavailable(
    dynamodb: Any, operation: str, code: str
) -> None:
    with Stubber(dynamodb) as answers:
        answers.add_client_error(CALLS.get(operation, "get_item"), code)
        with pytest.raises(UnavailableError, match=code) as caught:
            OPERATIONS[operation](DynamoFeedbackStore(dynamodb, "table"))
    assert isinstance(caught.value.__cause__, ClientError)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_request_that_is_wrong_is_not_worth_trying_again(dynamodb: Any, operation: str) -> None:
    with Stubber(dynamodb) as answers:
        answers.add_client_error(CALLS.get(operation, "get_item"), "ValidationException", PHONE)
        with pytest.raises(OuvidoError) as caught:
            OPERATIONS[operation](DynamoFeedbackStore(dynamodb, "table"))
    assert not isinstance(caught.value, UnavailableError | ConflictError)
    assert PHONE not in str(caught.value)  # AWS's own words may quote what was written


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_table_that_cannot_be_reached_is_unavailable(operation: str) -> None:
    nobody = DynamoFeedbackStore(client("dynamodb", CLOSED_PORT), "table")
    with pytest.raises(UnavailableError) as caught:
        OPERATIONS[operation](nobody)
    assert isinstance(caught.value.__cause__, BotoCoreError)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: S3Mails(client("s3", CLOSED_PORT), "mails").read("inbound/abc"),
        lambda: SqsQueue(client("sqs", CLOSED_PORT), f"{CLOSED_PORT}/1/act").put([{"n": "1"}]),
        lambda: StepFunctionsTicker(
            client("stepfunctions", CLOSED_PORT), "arn:aws:states:r:1:stateMachine:W", 60
        ).ensure(NOW, NOW),
        lambda: DynamoConfigurationStore(
            client("dynamodb", CLOSED_PORT), "table", monotonic=lambda: 0
        ).current(),
        lambda: DynamoConfigurationStore(
            client("dynamodb", CLOSED_PORT), "table", monotonic=lambda: 0
        ).apply(document(), now=NOW, new_key=b"k" * 32),
    ],
    ids=["S3", "SQS", "Step Functions", "configuration", "apply"],
)
def test_whatever_cannot_be_reached_is_unavailable(attempt: Callable[[], object]) -> None:
    with pytest.raises(UnavailableError) as caught:
        attempt()
    assert isinstance(caught.value.__cause__, BotoCoreError)


def test_a_list_cut_short_by_its_size_is_read_on_to_what_was_asked_for(dynamodb: Any) -> None:
    here = [{"pk": {"S": f"F#{n}"}, "sk": {"S": "STATE"}} for n in range(5)]
    with Stubber(dynamodb) as answers:
        for asked, start, stop in ((5, 0, 3), (2, 3, 5)):
            answers.add_response(
                "query",
                {"Items": here[start:stop], "LastEvaluatedKey": here[stop - 1]},
                {
                    "TableName": "table",
                    "IndexName": "due",
                    "KeyConditionExpression": "due_shard = :shard",
                    "ExpressionAttributeValues": {":shard": {"S": "DUE#00"}},
                    "Limit": asked,
                    **({"ExclusiveStartKey": here[start - 1]} if start else {}),
                },
            )
        found = Table(dynamodb, "table").query(
            "due_shard = :shard", {":shard": {"S": "DUE#00"}}, index="due", limit=5
        )
        assert list(found) == here
        answers.assert_no_pending_responses()


# The actions of `open`, in this order: inbound marker, reference, state, entry, contact.
@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        ("ConditionalCheckFailed None None None None", DuplicateError),
        ("ConditionalCheckFailed ConditionalCheckFailed None None None", DuplicateError),
        ("ConditionalCheckFailed None None None TransactionConflict", DuplicateError),
        ("None ConditionalCheckFailed None None None", ReferenceTakenError),
        ("None ConditionalCheckFailed ConditionalCheckFailed None None", ReferenceTakenError),
        ("None None ConditionalCheckFailed None None", ConflictError),
        ("None None None None ConditionalCheckFailed", ConflictError),
        ("TransactionConflict None None None None", ConflictError),
        ("None None None None TransactionConflict", ConflictError),
        ("None None TransactionConflict ThrottlingError None", ConflictError),
        ("None None None ThrottlingError None", UnavailableError),
        ("None ProvisionedThroughputExceeded None None None", UnavailableError),
        ("None None None ValidationError None", OuvidoError),
    ],
)
def test_why_a_transaction_was_cancelled_decides_what_the_caller_does(
    dynamodb: Any, reasons: str, expected: type[OuvidoError]
) -> None:
    with Stubber(dynamodb) as answers:
        answers.add_client_error(
            "transact_write_items",
            "TransactionCanceledException",
            modeled_fields={"CancellationReasons": [{"Code": code} for code in reasons.split()]},
        )
        with pytest.raises(OuvidoError) as caught:
            OPERATIONS["open"](DynamoFeedbackStore(dynamodb, "table"))
    assert type(caught.value) is expected


def test_a_write_that_meets_a_transaction_is_a_conflict(dynamodb: Any) -> None:
    with Stubber(dynamodb) as answers:
        answers.add_client_error("put_item", "TransactionConflictException")
        with pytest.raises(ConflictError):
            DynamoFeedbackStore(dynamodb, "table").settle(a_message(), a_message(attempts=1))


@pytest.mark.parametrize("operation", ["reacted", "add_message", "claim"])
def test_a_write_that_meets_a_transaction_is_not_taken_for_done_already(
    dynamodb: Any, operation: str
) -> None:
    with Stubber(dynamodb) as answers:
        answers.add_client_error(CALLS[operation], "TransactionConflictException")
        with pytest.raises(UnavailableError):
            OPERATIONS[operation](DynamoFeedbackStore(dynamodb, "table"))


def test_a_counter_that_is_held_has_not_reached_its_cap(dynamodb: Any) -> None:
    with Stubber(dynamodb) as answers:
        answers.add_client_error("update_item", "TransactionConflictException")
        with pytest.raises(UnavailableError):
            DynamoFeedbackStore(dynamodb, "table").count("k", 9, NOW)
