"""What every queue and every store of mails promises."""

import json
from typing import Any

import pytest
from botocore.stub import Stubber

from chalicelib.errors import NotFoundError, UnavailableError
from chalicelib.store.mails import MemoryMails, S3Mails
from chalicelib.store.queue import MemoryQueue, SqsQueue
from tests.contracts.conftest import PLACES

URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/act"


@pytest.fixture(params=PLACES)
def queue(request: pytest.FixtureRequest, make_client: Any) -> Any:
    """A queue, and what takes all that is in it."""
    if request.param == "memory":
        memory = MemoryQueue()
        return memory, memory.take
    client = make_client("sqs", request.param)
    url = client.create_queue(QueueName=f"contract-{abs(hash(request.node.nodeid))}")["QueueUrl"]

    def take() -> list[dict[str, str]]:
        taken = []
        while found := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            taken += [json.loads(one["Body"]) for one in found]
        return taken

    return SqsQueue(client, url), take


@pytest.mark.parametrize("jobs", [0, 1, 10, 11, 35])
def test_every_job_arrives(queue: Any, jobs: int) -> None:
    to, take = queue
    put = [{"feedback_id": f"{number:016d}", "item": "state", "ã": '"'} for number in range(jobs)]
    to.put(put)
    assert sorted(take(), key=str) == sorted(put, key=str)


@pytest.fixture
def refusing(make_client: Any) -> Any:
    client = make_client("sqs", "moto")
    with Stubber(client) as answers:
        yield SqsQueue(client, URL), answers
        answers.assert_no_pending_responses()


def answer(*ids: str, refused: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "Successful": [{"Id": one, "MessageId": one, "MD5OfMessageBody": "0"} for one in ids],
        "Failed": [{"Id": one, "SenderFault": False, "Code": "InternalError"} for one in refused],
    }


def test_a_refused_job_is_offered_once_more_and_no_other(refusing: Any) -> None:
    queue, answers = refusing
    answers.add_response("send_message_batch", answer("0", "2", refused=("1",)))
    answers.add_response(
        "send_message_batch",
        answer("0"),
        {"QueueUrl": URL, "Entries": [{"Id": "0", "MessageBody": '{"n":"1"}'}]},
    )
    queue.put([{"n": str(number)} for number in range(3)])


def test_a_job_that_is_refused_twice_is_told(refusing: Any) -> None:
    queue, answers = refusing
    answers.add_response("send_message_batch", answer("0", refused=("1",)))
    answers.add_response("send_message_batch", answer(refused=("0",)))
    with pytest.raises(UnavailableError, match="1 job"):
        queue.put([{"n": "0"}, {"n": "1"}])


def test_a_queue_that_is_not_there_is_told_in_our_words(refusing: Any) -> None:
    queue, answers = refusing
    answers.add_client_error("send_message_batch", "AWS.SimpleQueueService.NonExistentQueue")
    with pytest.raises(UnavailableError):
        queue.put([{"n": "0"}])


@pytest.fixture(params=PLACES)
def mails(request: pytest.FixtureRequest, make_client: Any) -> Any:
    """A store of mails, and what puts one there."""
    if request.param == "memory":
        memory = MemoryMails()
        return memory, memory.put
    client = make_client("s3", request.param)
    bucket = f"contract-{abs(hash(request.node.nodeid))}"
    client.create_bucket(
        Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    return S3Mails(client, bucket), lambda key, raw: client.put_object(
        Bucket=bucket, Key=key, Body=raw
    )


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\r\n" * 1_000])
def test_a_mail_is_read_as_it_was_kept(mails: Any, raw: bytes) -> None:
    store, put = mails
    put("inbound/abc", raw)
    assert store.read("inbound/abc") == raw


def test_a_mail_that_is_not_there_is_not_found(mails: Any) -> None:
    with pytest.raises(NotFoundError):
        mails[0].read("inbound/nothing")


def test_a_bucket_that_is_not_there_is_unavailable(make_client: Any) -> None:
    with pytest.raises(UnavailableError, match="NoSuchBucket"):
        S3Mails(make_client("s3", "moto"), "nobody-made-this").read("inbound/abc")


def test_a_mail_that_was_removed_is_not_found_and_removing_it_again_is_harmless(mails: Any) -> None:
    store, put = mails
    put("inbound/abc", b"raw")
    for _ in range(2):
        store.remove("inbound/abc")
        with pytest.raises(NotFoundError):
            store.read("inbound/abc")
