"""The configuration's versions in memory: the same promises as the table, for one process."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from chalicelib.configuration import Configuration, from_document
from chalicelib.errors import ConflictError, NotFoundError, UnavailableError
from chalicelib.ports import Applied


class MemoryConfigurationStore:
    """ports.ConfigurationStore in memory: versions made elsewhere, the last one current."""

    def __init__(
        self, configuration: Configuration | None, signing_keys: Sequence[bytes] = ()
    ) -> None:
        self._versions = {configuration.version: configuration} if configuration else {}
        self._keys = tuple(signing_keys)
        self._applied: dict[int, Applied] = {}

    def add(self, configuration: Configuration) -> None:
        """The next version, current from now on."""
        self._versions[configuration.version] = configuration

    def current(self) -> Configuration:
        """See the port."""
        if not self._versions:
            raise UnavailableError("no configuration was ever applied")
        return self._versions[max(self._versions)]

    def version(self, number: int) -> Configuration:
        """See the port."""
        if number not in self._versions:
            raise NotFoundError("there is no such version of the configuration")
        return self._versions[number]

    def keys(self) -> Sequence[bytes]:
        """See the port."""
        return self._keys

    def in_force(self) -> Applied | None:
        """See the port."""
        return self.applied(max(self._versions)) if self._versions else None

    def applied(self, number: int) -> Applied:
        """See the port."""
        self.version(number)
        long_ago = datetime.fromtimestamp(0, UTC)
        unknown = Applied(version=number, at=long_ago, by="", text=None)
        return self._applied.get(number, unknown)

    def history(self, limit: int, before: int | None = None) -> list[Applied]:
        """See the port."""
        numbers = sorted((n for n in self._versions if before is None or n < before), reverse=True)
        return [self.applied(number) for number in numbers[:limit]]

    def apply(
        self,
        document: Mapping[str, Any],
        *,
        now: datetime,
        new_key: bytes,
        text: str | None = None,
        by: str = "",
        base: int | None = None,
    ) -> int:
        """See the port."""
        newest = max(self._versions, default=0)
        if base is not None and base != newest:
            raise ConflictError(f"version {newest} was applied meanwhile")
        self._keys = self._keys or (new_key,)
        self._versions[newest + 1] = from_document(newest + 1, document)
        self._applied[newest + 1] = Applied(version=newest + 1, at=now, by=by, text=text)
        return newest + 1
