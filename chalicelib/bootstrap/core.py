"""What everything else is made with: settings, the clock, ids and AWS clients."""

import os
import secrets
import time
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib import reference
from chalicelib.settings import Settings

if TYPE_CHECKING:
    import urllib3

CONNECT_SECONDS = 2
"""How long anything waits for a connection."""


def now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def seconds() -> float:
    """A clock that only runs forwards, to tell how long something was kept."""
    return time.monotonic()


def pause(seconds: float) -> None:
    """Wait."""
    time.sleep(seconds)


def new_id() -> str:
    """An id that nobody can guess: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def new_key() -> bytes:
    """A signing key that nobody can guess."""
    return secrets.token_bytes(32)


def new_reference() -> str:
    """A random reference; the store says whether it is free."""
    return reference.from_number(secrets.randbelow(reference.SPACE))


@cache
def settings() -> Settings:
    """What this deployment decided."""
    return Settings.from_env(os.environ)


@cache
def session() -> Any:
    """What makes the clients: boto3's are the same ones, after an import that a cold start waits for."""
    import botocore.session

    return botocore.session.get_session()


@cache
def client(service: str, *, retries: bool = True) -> Any:
    """A boto client. Without retries for what sends: a second try may be a second message.

    It gives up in time for its Lambda to say so: a Lambda that is ended says nothing.
    """
    from botocore.config import Config

    chosen = settings()
    config = Config(
        retries={"mode": "standard", "total_max_attempts": chosen.call_tries if retries else 1},
        connect_timeout=CONNECT_SECONDS,
        read_timeout=chosen.call_seconds,
        signature_version="s3v4" if service == "s3" else None,
        parameter_validation=False,  # half a millisecond a call, to find what tests and types find
    )
    return session().create_client(service, config=config)


@cache
def http() -> "urllib3.PoolManager":
    """For what is no call to AWS."""
    import urllib3

    return urllib3.PoolManager(timeout=urllib3.Timeout(CONNECT_SECONDS, settings().call_seconds))
