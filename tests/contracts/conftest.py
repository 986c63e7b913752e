"""Every adapter that has a contract, under the name of where it stands.

moto is quick and knows the reserved words. In the emulator, which `make run` stands on, calls race.
"""

import os
from collections.abc import Iterator
from itertools import count
from threading import Lock
from typing import Any

import boto3
import pytest
from botocore.config import Config
from moto import mock_aws

from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.memory import MemoryFeedbackStore
from infra.local.emulator import Emulator
from tests.contracts.table_definition import create_table

AWS_PLACES = ["moto", "emulator"]
PLACES = ["memory", *AWS_PLACES]

_NUMBERS = count(1)


class OneAtATime:
    """A client whose calls do not overlap: each is atomic on AWS, and moto's are not on threads."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._lock = Lock()

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._client, name)

        def call(**arguments: Any) -> Any:
            with self._lock:
                return method(**arguments)

        return call


@pytest.fixture(scope="session")
def emulator_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an emulator that runs while the contracts are tested."""
    folder = tmp_path_factory.mktemp("contracts")
    emulator = Emulator(folder, egress_url="http://127.0.0.1:9")  # no Lambda runs that would send
    emulator.start()
    try:
        yield emulator.endpoint_url
    finally:
        emulator.kill()  # its state is nobody's


@pytest.fixture(scope="module")
def make_client(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Makes clients of a service at a place. moto's state lives for one module."""
    made: dict[tuple[str, str], Any] = {}

    def make(service: str, place: str) -> Any:
        if (service, place) not in made:
            is_real = place == "emulator"
            made[service, place] = boto3.client(
                service,
                region_name="eu-west-1",
                endpoint_url=request.getfixturevalue("emulator_url") if is_real else None,
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=Config(
                    retries={"max_attempts": 0},
                    max_pool_connections=20,
                    signature_version="s3v4" if service == "s3" else None,
                ),
            )
        return made[service, place]

    with mock_aws():
        yield make


@pytest.fixture
def make_table(make_client: Any) -> Any:
    """Makes a new table as the template says: a client and a name."""

    def make(place: str) -> tuple[Any, str]:
        client = make_client("dynamodb", place)
        name = f"contract-{os.getpid()}-{next(_NUMBERS)}"
        create_table(client, name)
        return (OneAtATime(client) if place == "moto" else client), name

    return make


@pytest.fixture(params=PLACES)
def store(request: pytest.FixtureRequest) -> Any:
    """An empty feedback store."""
    if request.param == "memory":
        return MemoryFeedbackStore()
    return DynamoFeedbackStore(*request.getfixturevalue("make_table")(request.param))
