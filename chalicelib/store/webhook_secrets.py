"""The secrets of webhooks, in the Parameter Store: one parameter for each, `<folder>/<name>`."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chalicelib.errors import ConfigurationError
from chalicelib.events.signature import key_of
from chalicelib.store.secrets import Secret

if TYPE_CHECKING:
    from mypy_boto3_ssm.client import SSMClient


class ParameterSecrets:
    """ports.WebhookSecrets on the Parameter Store."""

    def __init__(self, client: "SSMClient", folder: str, clock: Callable[[], float]) -> None:
        """`folder` begins with a slash and ends without one. `clock` counts seconds, from whenever."""
        self._client = client
        self._folder = folder
        self._clock = clock
        self._secrets: dict[str, Secret] = {}

    def keys(self, name: str) -> Sequence[bytes]:
        """See the port."""
        if name not in self._secrets:
            parameter = f"{self._folder}/{name}"
            self._secrets[name] = Secret(self._client, parameter, self._clock)
        try:
            return [key_of(one) for one in self._secrets[name].values()]
        except ValueError as error:
            raise ConfigurationError(f"{name}: {error}") from error
