"""Secrets that an operator keeps in the Parameter Store, encrypted: never in the environment."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from chalicelib.errors import ConfigurationError, UnavailableError
from chalicelib.store.failures import code_of, in_our_words

if TYPE_CHECKING:
    from mypy_boto3_ssm.client import SSMClient

KEPT_SECONDS = 300
"""How long a warm Lambda works with what it has read."""


class Secret:
    """One SecureString: a value, or several separated by commas while one takes over from another."""

    def __init__(self, client: "SSMClient", name: str, clock: Callable[[], float]) -> None:
        """`clock` counts seconds, from whenever."""
        self._client = client
        self._name = name
        self._clock = clock
        self._values: tuple[str, ...] = ()
        self._read_at = 0.0

    def values(self) -> tuple[str, ...]:
        """All of them, the one to use first. UnavailableError; ConfigurationError where there is none.

        Where it cannot be read again, what was read before holds.
        """
        if not self._values or self._clock() - self._read_at > KEPT_SECONDS:
            self._read_at = self._clock()
            try:
                self._values = self._read()
            except UnavailableError:
                if not self._values:
                    raise
        return self._values

    def _read(self) -> tuple[str, ...]:
        with in_our_words("SSM"):
            try:
                found = self._client.get_parameter(Name=self._name, WithDecryption=True)
            except ClientError as error:
                if code_of(error) != "ParameterNotFound":
                    raise
                raise ConfigurationError(f"there is no parameter {self._name}") from error
        values = tuple(filter(None, (v.strip() for v in found["Parameter"]["Value"].split(","))))
        if not values:
            raise ConfigurationError(f"the parameter {self._name} is empty")
        return values
