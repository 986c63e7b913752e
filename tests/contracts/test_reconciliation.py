"""What everybody promises who is asked what arrived, what was taken in, and what came of comparing it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.arrivals import Arrival
from chalicelib.errors import UnavailableError
from chalicelib.intake.retold import mail_letter, text_letter
from chalicelib.intake.web import WEB_ARRIVED
from chalicelib.model import Channel
from chalicelib.ports import Arrivals, Reconciliations
from chalicelib.reconciliation import (
    Checked,
    Inside,
    Lack,
    Missing,
    Problem,
    Reconciliation,
    Source,
)
from chalicelib.store.arrivals import DynamoArrivals, MemoryArrivals
from chalicelib.store.dead_letters import MemoryDeadLetters, SqsDeadLetters
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.plumbing import AwsPlumbing
from chalicelib.store.provider_mails import BucketOfMails
from chalicelib.store.provider_posts import LogOfPosts
from chalicelib.store.provider_texts import TopicOfTexts
from chalicelib.store.reconciliations import DynamoReconciliations, MemoryReconciliations
from tests.contracts.conftest import AWS_PLACES, PLACES
from tests.contracts.facts import ID, NOW, opened

DAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def arrival(arrival_id: str = "m-1", at: datetime = AT, *keys: str) -> Arrival:
    return Arrival(channel=Channel.EMAIL, id=arrival_id, at=at, keys=keys or ("email:abc",))


@pytest.fixture(params=PLACES)
def both(request: pytest.FixtureRequest) -> Any:
    """A feedback store, and what was taken in beside it."""
    if request.param == "memory":
        memory = MemoryFeedbackStore()
        return memory, MemoryArrivals(memory)
    table = request.getfixturevalue("make_table")(request.param)
    return DynamoFeedbackStore(*table), DynamoArrivals(*table)


@pytest.fixture
def arrivals(both: Any) -> Arrivals:
    found: Arrivals = both[1]
    return found


@pytest.fixture(params=PLACES)
def results(request: pytest.FixtureRequest) -> Any:
    """No day was reconciled yet."""
    if request.param == "memory":
        return MemoryReconciliations()
    return DynamoReconciliations(*request.getfixturevalue("make_table")(request.param))


def test_what_was_taken_in_is_found_by_its_utc_day_and_channel(arrivals: Arrivals) -> None:
    late = AT.replace(hour=23, minute=59)
    many = [arrival(f"m-{n}", AT, "email:abc:1", "email:abc:2") for n in range(40)]
    for one in [*many, arrival("late", late), arrival("next", late + HOUR)]:
        arrivals.record(one)
    found = sorted(arrivals.of_day(Channel.EMAIL, DAY), key=lambda one: one.id)
    assert found == sorted([*many, arrival("late", late)], key=lambda one: one.id)
    assert [one.id for one in arrivals.of_day(Channel.EMAIL, DAY + timedelta(days=1))] == ["next"]
    assert not list(arrivals.of_day(Channel.SMS, DAY))


def test_the_same_again_is_there_once(arrivals: Arrivals) -> None:
    for _ in range(2):
        arrivals.record(arrival())
    assert list(arrivals.of_day(Channel.EMAIL, DAY)) == [arrival()]


def test_an_odd_id_is_kept_as_it_is(arrivals: Arrivals) -> None:
    odd = arrival("ã#\n" * 400)
    arrivals.record(odd)
    assert list(arrivals.of_day(Channel.EMAIL, DAY)) == [odd]


def test_what_is_stored_is_found_by_what_it_arrived_under(both: Any) -> None:
    store, arrivals = both
    opened(store)
    unknown = [f"email:{n}" for n in range(150)]
    assert arrivals.stored([f"sms:{ID}", *unknown]) == {f"sms:{ID}": ID}
    assert arrivals.stored([]) == {}


def result(day: date = DAY, **changes: Any) -> Reconciliation:
    base: dict[str, Any] = {
        "day": day,
        "checked_at": NOW,
        "times": 1,
        "channels": (
            Checked(
                channel=Channel.EMAIL,
                source=Source.MAIL_BUCKET,
                arrived=3,
                stored=1,
                missing=(
                    Missing(id="m-1", at=AT, is_dead_letter=True, is_redriven=True),
                    Missing(id="m-2", at=None),
                ),
                more_missing=4,
            ),
            Checked(channel=Channel.SMS, source=Source.TOPIC, arrived=None),
        ),
        "inside": Inside(
            feedback=2,
            looked_at=1,
            problems=(Problem(lack=Lack.FACTS, feedback_id=ID, about="entry:000001"),),
        ),
        "dead_letters": {"InboundMail": 2, "Act": None},
        "late_seconds": 3,
        "redriven": 1,
    }
    return Reconciliation(**base | changes)


def test_what_came_of_a_day_is_read_back_as_it_was_kept(results: Reconciliations) -> None:
    assert results.of(DAY) is None
    results.save(result())
    assert results.of(DAY) == result()


def test_the_newest_check_of_a_day_is_kept(results: Reconciliations) -> None:
    results.save(result())
    again = result(times=2, late_seconds=None, channels=(), dead_letters={}, inside=Inside())
    results.save(again)
    assert results.of(DAY) == again
    assert results.latest(5) == [again]


def test_the_newest_days_come_first(results: Reconciliations) -> None:
    days = [DAY - timedelta(days=n) for n in range(4)]
    for day in reversed(days):
        results.save(result(day))
    assert [one.day for one in results.latest(3)] == days[:3]


# Providers


def notification(key: str, at: str = "2026-11-22T10:00:00.000Z") -> str:
    notice = {
        "notificationType": "Received",
        "receipt": {
            "recipients": ["feedback@fale.example.com"],
            "action": {"type": "S3", "bucketName": "mails", "objectKey": key},
        },
        "mail": {"messageId": key, "source": "pat@example.net", "timestamp": at},
    }
    return json.dumps({"MessageId": f"n-{key}", "Message": json.dumps(notice), "Timestamp": at})


@pytest.fixture(params=PLACES)
def letters(request: pytest.FixtureRequest, make_client: Any) -> Any:
    """Dead letters, what puts one there, and what the queue has got that they came from."""
    if request.param == "memory":
        memory = MemoryDeadLetters(mail_letter)
        return memory, memory.dead.append, lambda: memory.given_back
    client = make_client("sqs", request.param)
    name = f"letters-{abs(hash(request.node.nodeid))}"
    dead = client.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
    queue = client.create_queue(QueueName=name)["QueueUrl"]

    def take() -> list[str]:
        taken: list[str] = []
        while found := client.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            taken += [one["Body"] for one in found]
        return taken

    return (
        SqsDeadLetters(client, dead=dead, queue=queue, id_of=mail_letter),
        lambda body: client.send_message(QueueUrl=dead, MessageBody=body),
        take,
    )


def test_dead_letters_are_looked_at_and_stay(letters: Any) -> None:
    dead, put, take = letters
    for body in [notification("m-1"), notification("m-2"), "no notification", "{}"]:
        put(body)
    for _ in range(2):
        assert dead.ids() == {"m-1": AT, "m-2": AT}
    assert take() == []


def test_only_the_letters_that_are_asked_for_go_back(letters: Any) -> None:
    dead, put, take = letters
    bodies = [notification(f"m-{n}") for n in range(3)]
    for body in bodies:
        put(body)
    assert dead.redrive({"m-0", "m-2", "m-9"}) == {"m-0", "m-2"}
    assert sorted(take()) == [bodies[0], bodies[2]]
    assert set(dead.ids()) == {"m-1"}
    assert dead.redrive(set()) == set()


def test_a_letter_that_tells_of_no_mail_is_known_by_its_notification() -> None:
    odd = json.dumps({"MessageId": "n-1", "Message": "??", "Timestamp": "2026-11-22T10:00:00.000Z"})
    assert mail_letter(odd) == text_letter(odd) == ("n-1", AT)


@pytest.fixture(params=AWS_PLACES)
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_mail_in_the_bucket_arrived_when_it_was_put_there(
    make_client: Any, place: str
) -> None:
    client, bucket = make_client("s3", place), f"mails-{place}"
    client.create_bucket(
        Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    mails = BucketOfMails(client, bucket, lambda: "fale.example.com")
    since = datetime.now(UTC) - timedelta(minutes=5)
    assert mails.told(since, since + HOUR).named == {}
    raw = b"From: pat@example.net\r\nTo: Feedback@fale.example.com\r\n\r\nCold"
    for key in ("m-1", "m-2", "AMAZON_SES_SETUP_NOTIFICATION"):
        client.put_object(Bucket=bucket, Key=key, Body=raw)
    told = mails.told(since, since + HOUR)
    assert (told.count, set(told.named or ())) == (2, {"m-1", "m-2"})
    assert mails.told(since - HOUR, since).count == 0

    job = mails.job("m-1")
    assert job is not None
    at = (told.named or {})["m-1"].replace(microsecond=0)
    assert mail_letter(json.dumps(job)) == ("m-1", at)
    assert json.loads(job["Message"])["receipt"]["recipients"] == ["feedback@fale.example.com"]
    assert mails.job("m-3") is None


def test_what_was_published_to_a_topic_is_counted_and_nothing_named(make_client: Any) -> None:
    client = make_client("cloudwatch", "emulator")  # moto refuses figures of AWS's own
    dimension = [{"Name": "TopicName", "Value": "texts"}]
    now = datetime.now(UTC)
    for minutes in (3, 3, 90):
        client.put_metric_data(
            Namespace="AWS/SNS",
            MetricData=[
                {
                    "MetricName": "NumberOfMessagesPublished",
                    "Dimensions": dimension,
                    "Timestamp": now - timedelta(minutes=minutes),
                    "Value": 1,
                }
            ],
        )
    told = TopicOfTexts(client, "texts").told(now - timedelta(hours=1), now)
    assert (told.count, told.named) == (2, None)
    assert TopicOfTexts(client, "another").told(now - timedelta(hours=1), now).count == 0
    assert TopicOfTexts(client, "texts").job("n-1") is None


def test_the_log_names_each_submission_once(make_client: Any, place: str) -> None:
    client, group = make_client("logs", place), f"/aws/lambda/api-{place}"
    client.create_log_group(logGroupName=group)
    client.create_log_stream(logGroupName=group, logStreamName="one")
    now = datetime.now(UTC)
    posts = LogOfPosts(client, group)
    lines = [
        {"action": WEB_ARRIVED, "feedback": "f-1"},
        {"action": WEB_ARRIVED, "feedback": "f-1"},
        {"action": WEB_ARRIVED, "feedback": "f-2"},
        {"action": "swept", "message": f"not {WEB_ARRIVED}", "feedback": "f-3"},
    ]
    client.put_log_events(
        logGroupName=group,
        logStreamName="one",
        logEvents=[
            {"timestamp": int(now.timestamp() * 1000) - 100 + n, "message": json.dumps(one)}
            for n, one in enumerate(lines)
        ],
    )
    told = posts.told(now - HOUR, now + HOUR)
    assert (told.count, sorted(told.named or ())) == (2, ["f-1", "f-2"])
    assert posts.told(now - 2 * HOUR, now - HOUR).count == 0
    assert posts.job("f-1") is None


def test_a_source_that_is_not_there_is_unavailable_and_not_empty(
    make_client: Any, place: str
) -> None:
    mails = BucketOfMails(make_client("s3", place), "no-such-bucket", lambda: "x.example")
    posts = LogOfPosts(make_client("logs", place), "/aws/lambda/no-such-group")
    for source in (mails, posts):
        with pytest.raises(UnavailableError):
            source.told(AT, AT + HOUR)


def test_dead_letters_of_every_queue_are_counted_and_a_queue_that_is_gone_is_unknown(
    make_client: Any, place: str
) -> None:
    sqs = make_client("sqs", place)
    url = sqs.create_queue(QueueName=f"depth-{place}")["QueueUrl"]
    for _ in range(3):
        sqs.send_message(QueueUrl=url, MessageBody="{}")
    dead = {"Act": url, "Send": f"{url}-gone"}
    plumbing = AwsPlumbing(sqs, make_client("cloudwatch", place), dead, ["react"])
    assert plumbing.dead_letters() == {"Act": 3, "Send": None}
    assert plumbing.late_seconds(AT, AT + HOUR) is None
