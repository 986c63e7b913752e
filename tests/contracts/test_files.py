"""What every store of attachments promises."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import requests
from botocore.config import Config

from chalicelib.errors import NotFoundError, UnavailableError
from chalicelib.store.attachments import MemoryFiles, S3Files
from tests.contracts.conftest import PLACES

FEEDBACK = "0123456789abcdef"
KEY = "00ff00ff00ff00ff00ff00ff.jpg"


@pytest.fixture(params=PLACES)
def files(request: pytest.FixtureRequest, make_client: Any) -> Any:
    """A store of attachments."""
    if request.param == "memory":
        return MemoryFiles()
    client = make_client("s3", request.param)
    bucket = f"contract-{abs(hash(request.node.nodeid))}"
    client.create_bucket(
        Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    return S3Files(client, bucket)


def link(files: Any, key: str = KEY, **said: Any) -> str:
    facts = {"name": "sêat 14.jpg", "media_type": "image/jpeg", "is_shown": True} | said
    return str(files.link(FEEDBACK, key, **facts))


def test_what_was_put_can_be_linked_to_and_again_changes_nothing(files: Any) -> None:
    for _ in range(2):
        files.put(FEEDBACK, KEY, b"\xff\xd8", "image/jpeg")
        assert f"{FEEDBACK}/{KEY}" in link(files)


def test_what_was_put_is_read_back(files: Any) -> None:
    files.put(FEEDBACK, KEY, bytes(range(256)), "image/jpeg")
    assert files.read(FEEDBACK, KEY) == bytes(range(256))
    with pytest.raises(NotFoundError):
        files.read(FEEDBACK, "ff.jpg")


def test_everything_of_one_feedback_is_named_and_nothing_of_another(files: Any) -> None:
    assert files.names(FEEDBACK) == set()
    for feedback, key in ((FEEDBACK, KEY), (FEEDBACK, "b.pdf"), (f"{FEEDBACK}x", "c.jpg")):
        files.put(feedback, key, b"1", "image/jpeg")
    assert files.names(FEEDBACK) == {KEY, "b.pdf"}


def test_what_was_not_put_is_not_found(files: Any) -> None:
    files.put(FEEDBACK, KEY, b"\xff\xd8", "image/jpeg")
    with pytest.raises(NotFoundError):
        link(files, "ff.jpg")
    with pytest.raises(NotFoundError):
        files.link("fedcba9876543210", KEY, name="a", media_type="image/jpeg", is_shown=True)


def test_the_link_gives_the_bytes_under_our_type_and_name(emulator_url: str) -> None:
    """The emulator checks the signature, as AWS does."""
    client = boto3.client(
        "s3",
        region_name="eu-west-1",
        endpoint_url=emulator_url,
        aws_access_key_id="000000000000",
        aws_secret_access_key="local",
        config=Config(signature_version="s3v4"),
    )
    client.create_bucket(
        Bucket="linked", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    files = S3Files(client, "linked")
    files.put(FEEDBACK, KEY, b"\xff\xd8\x00", "image/jpeg")
    shown = requests.get(link(files), timeout=10)
    assert (shown.status_code, shown.content) == (200, b"\xff\xd8\x00")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert shown.headers["Content-Disposition"].startswith("inline; filename=")
    stored = requests.get(
        link(files, media_type="application/octet-stream", is_shown=False), timeout=10
    )
    assert stored.headers["Content-Type"] == "application/octet-stream"
    assert stored.headers["Content-Disposition"].startswith('attachment; filename="s_at 14.jpg"')


def test_the_link_ends_within_five_minutes(make_client: Any) -> None:
    client = make_client("s3", "moto")
    client.create_bucket(
        Bucket="ending", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )
    files = S3Files(client, "ending")
    files.put(FEEDBACK, KEY, b"x", "image/jpeg")
    asked = parse_qs(urlsplit(link(files)).query)
    assert {int(n) for n in asked["X-Amz-Expires"]} == {300}


def test_a_bucket_that_is_not_there_is_unavailable(make_client: Any) -> None:
    with pytest.raises(UnavailableError):
        S3Files(make_client("s3", "moto"), "nobody").put(FEEDBACK, KEY, b"", "image/jpeg")


def test_everything_of_one_feedback_is_removed_and_nothing_of_another(files: Any) -> None:
    other = "fedcba9876543210"
    for one, key in ((FEEDBACK, KEY), (FEEDBACK, "ff.pdf"), (other, KEY)):
        files.put(one, key, b"\xff\xd8", "image/jpeg")
    assert [files.remove_all(FEEDBACK) for _ in range(2)] == [2, 0]
    with pytest.raises(NotFoundError):
        link(files)
    assert files.link(other, KEY, name="a", media_type="image/jpeg", is_shown=True)
