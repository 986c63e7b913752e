"""What evidence is made from: figures of a period and what else is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.audit import Audited
from chalicelib.configuration import Configuration
from chalicelib.measures.report import Report, Row
from chalicelib.measures.rollups import Dimension
from chalicelib.reconciliation import Reconciliation


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """That a version of the configuration was put in force."""

    number: int
    at: datetime
    by: str
    """A member's address; empty where that was not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """One feedback that was raised to a level, and why."""

    reference: str
    day: date
    """On which it was raised."""
    level: int
    team: str | None
    why: str
    """`late`, `safety`, `nobody`, `appeal`, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that evidence of a period is made from."""

    configuration: Configuration
    report: Report
    """Of everything in the period, with its standards and their charts."""
    rows: Mapping[Dimension, tuple[Row, ...]]
    """The same by each dimension but `all`."""
    versions: tuple[Version, ...] = ()
    """Of the configuration, applied in the period; oldest first."""
    escalated: tuple[Escalated, ...] = ()
    """Of cycles that began in the period, as in the report; oldest first."""
    placeless: int = 0
    """How often feedback without a touchpoint was raised: counted in the report and not listed."""
    is_cut: bool = False
    """Whether more was raised at touchpoints than is listed."""
    reconciled: tuple[Reconciliation, ...] = ()
    """Days of the period that were looked at, to their end or not; oldest first."""
    audited: tuple[Audited, ...] = ()
    """What was exported and erased in the period."""

    @property
    def compared(self) -> tuple[Reconciliation, ...]:
        """Days of the period that were compared to their end; oldest first."""
        return tuple(one for one in self.reconciled if one.is_of_whole_day)
