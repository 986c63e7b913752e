"""What evidence of a period is made from: sums, versions, references of what was raised, and the logs.

However much came in, it reads the sums of the period, and what `raised` reads to name references.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.evidence.material import Material, Version
from chalicelib.measures.report import Row
from chalicelib.measures.rollups import Dimension
from chalicelib.ports import (
    AuditLog,
    ConfigurationArchive,
    Lists,
    MeasureStore,
    Reconciliations,
)
from chalicelib.reconciliation import Reconciliation
from chalicelib.services.raised import Raised, begin
from chalicelib.services.reports import MONTH, Reports, in_order

LONGEST = timedelta(days=366)
_VERSIONS = 100
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Gathers what evidence is made from."""

    configurations: ConfigurationArchive
    measures: MeasureStore
    lists: Lists
    reconciliations: Reconciliations
    audit: AuditLog

    def gather(self, first: date, last: date, now: datetime) -> Material:
        """Everything of the days from `first` to `last`, both counted, as it stands now.

        ValueError where the days are in the wrong order or more than a year.
        """
        if last - first > LONGEST:
            raise ValueError("evidence is of a year at most")
        configuration = self.configurations.current()
        today = configuration.day_of(now)
        zone = ZoneInfo(configuration.organisation.time_zone)
        since, until = begin(first, zone), begin(last + _DAY, zone)
        reports = Reports(self.configurations, self.measures)
        whole = reports.make(first, last, today, MONTH)
        values = {
            one: reports.values(one, first, last, today, charts=True)
            for one in Dimension
            if one is not Dimension.ALL
        }
        standards = in_order(
            configuration.targets,
            (whole.standards, *(of_each.standards for of_each in values.values())),
        )
        rows: dict[Dimension, tuple[Row, ...]] = {
            one: of_each.rows for one, of_each in values.items()
        }
        counted = _raised_at(rows[Dimension.TOUCHPOINT])
        raised = Raised(self.lists, self.measures).find(counted, first, last, configuration)
        return Material(
            configuration=configuration,
            report=replace(whole, by=None, rows=(), standards=standards),
            rows=rows,
            versions=tuple(reversed(list(self._versions(since, until)))),
            escalated=raised.escalated,
            placeless=raised.placeless,
            is_cut=raised.is_cut,
            reconciled=self._reconciled(first, last, today),
            audited=tuple(self.audit.between(since, until)),
        )

    def _versions(self, since: datetime, until: datetime) -> Iterator[Version]:
        """Those applied in the period, the newest first."""
        before: int | None = None
        while page := self.configurations.history(_VERSIONS, before):
            for one in page:
                if one.at < since:
                    return
                if one.at < until:
                    yield Version(number=one.version, at=one.at, by=one.by)
            before = page[-1].version

    def _reconciled(self, first: date, last: date, today: date) -> tuple[Reconciliation, ...]:
        newest = self.reconciliations.latest(max((today - first).days + 2, 1))
        return tuple(reversed([one for one in newest if first <= one.day <= last]))


def _raised_at(places: tuple[Row, ...]) -> dict[str, int]:
    """How often the sums say that something was raised at each touchpoint."""
    return {row.value: sum(one.n for one in row.figures.levels.values()) for row in places}
