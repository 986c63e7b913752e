"""A secret in the Parameter Store, on moto."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.errors import ConfigurationError, UnavailableError
from chalicelib.store.secrets import KEPT_SECONDS, Secret

NAME = "/ouvido-prod/twilio-token"


class Clock:
    """Seconds, as a test decides."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def ssm() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client(
            "ssm", region_name="eu-west-1", aws_access_key_id="test",
            aws_secret_access_key="test",
        )  # fmt: skip


def put(ssm: Any, value: str) -> None:
    ssm.put_parameter(Name=NAME, Value=value, Type="SecureString", Overwrite=True)


def test_a_secret_is_read_in_the_clear_and_kept_for_some_minutes(ssm: Any) -> None:
    clock = Clock()
    secret = Secret(ssm, NAME, clock)
    put(ssm, "old")
    assert secret.values() == ("old",)
    put(ssm, "new, old")
    assert secret.values() == ("old",)
    clock.seconds += KEPT_SECONDS + 1
    assert secret.values() == ("new", "old")


def test_what_was_read_holds_while_it_cannot_be_read_again(ssm: Any) -> None:
    clock = Clock()
    secret = Secret(ssm, NAME, clock)
    put(ssm, "kept")
    secret.values()
    clock.seconds += KEPT_SECONDS + 1
    ssm.meta.events.register("before-send.ssm.GetParameter", _refuse)
    assert secret.values() == ("kept",)
    with pytest.raises(UnavailableError):
        Secret(ssm, NAME, clock).values()


def _refuse(**_: Any) -> Any:
    from botocore.awsrequest import AWSResponse

    class Raw:
        def stream(self) -> Iterator[bytes]:
            yield b'{"__type":"AccessDeniedException"}'

    return AWSResponse("https://ssm.example", 400, {}, Raw())


@pytest.mark.parametrize("value", [None, " , "])
def test_a_secret_that_nobody_put_there_is_a_mistake_of_setting_up(
    ssm: Any, value: str | None
) -> None:
    if value:
        put(ssm, value)
    with pytest.raises(ConfigurationError, match=NAME):
        Secret(ssm, NAME, Clock()).values()
