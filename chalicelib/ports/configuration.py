"""The configuration's versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from chalicelib.configuration import Configuration


class ConfigurationStore(Protocol):
    """Versions of the configuration; a stored version never changes."""

    def current(self) -> Configuration:
        """The newest version, seconds old at most. UnavailableError where none was ever applied."""

    def version(self, number: int) -> Configuration:
        """One version. NotFoundError."""

    def keys(self) -> Sequence[bytes]:
        """The signing keys, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """That a version of the configuration was put in force."""

    version: int
    at: datetime
    by: str
    """A member's address, or how else it was applied; empty for versions from before this was kept."""
    text: str | None
    """The TOML that it was made from; None for versions from before it was kept."""


class ConfigurationArchive(ConfigurationStore, Protocol):
    """The versions with what they were made from, and the way to a new one."""

    def in_force(self) -> Applied | None:
        """The version in force this instant, None where none was ever applied. Nothing is cached."""

    def applied(self, number: int) -> Applied:
        """Who applied a version, when, and its text. NotFoundError."""

    def history(self, limit: int, before: int | None = None) -> list[Applied]:
        """Up to `limit` (100 at most) versions, the newest first, older than `before`."""

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
        """Put a document in force as the next version; its number.

        `new_key` (32 random bytes) becomes the signing key where there is none yet. `base` is the
        version that the text was written from. ConflictError: another version is in force.
        TooLargeError.
        """
