"""What was done with the data as a whole: exported, erased. Each feedback's own timeline says the rest.

An entry holds no personal data of a customer: how much it was, not whose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What was done."""

    EXPORTED = "exported"
    """Data left: `what`, `format`, `personal` (true or false), and the days `from` and `to`."""
    ERASED = "erased"
    """Customers' data was erased: `why` (`asked` or `age`), `feedback` (how many), `files`, `mails`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audited:
    """One entry of the audit log."""

    id: str
    """The same one is kept once."""
    at: datetime
    by: str
    """A member's address; `operator` for a command, `retention` for the daily erasing."""
    deed: Deed
    data: Mapping[str, str | int | bool] = field(default_factory=dict)
