"""What was done with the data as a whole."""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chalicelib.audit import Audited


class AuditLog(Protocol):
    """What was done with the data as a whole, for good."""

    def record(self, one: "Audited") -> None:
        """Keep one entry; the same again is harmless."""

    def between(self, since: datetime, until: datetime) -> "list[Audited]":
        """What was done from `since` to just before `until`, oldest first."""
