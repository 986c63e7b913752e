"""What evidence of a period is made from: sums, versions, references of what was raised, and the logs.

However much came in, it reads the sums of the period, the states of at most `LOOKED_AT` feedback, and the
facts of at most `LISTED`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.evidence.material import Escalated, Material, Version
from chalicelib.measures.facts import EntryFacts, Fact, Measure
from chalicelib.measures.report import Row
from chalicelib.measures.rollups import NOWHERE, Dimension
from chalicelib.model import Feedback
from chalicelib.ports import (
    AuditLog,
    ConfigurationArchive,
    Lists,
    MeasureStore,
    Reconciliations,
)
from chalicelib.reconciliation import Reconciliation
from chalicelib.services.reports import Reports

LISTED = 50
"""Feedback that was raised, named by their references."""
LOOKED_AT = 1_000
"""Feedback whose states are read to find them."""
LONGEST = timedelta(days=366)
_STATES = 500
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
        since, until = _begin(first, zone), _begin(last + _DAY, zone)
        reports = Reports(self.configurations, self.measures)
        made = reports.make(first, last, today)
        rows: dict[Dimension, tuple[Row, ...]] = {
            one: reports.rows(one, first, last, today)
            for one in Dimension
            if one is not Dimension.ALL
        }
        escalated, is_cut = self._escalated(rows[Dimension.TOUCHPOINT], since, until)
        return Material(
            configuration=configuration,
            report=made,
            rows=rows,
            versions=tuple(reversed(list(self._versions(since, until)))),
            escalated=escalated,
            is_cut=is_cut,
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

    def _escalated(
        self, places: tuple[Row, ...], since: datetime, until: datetime
    ) -> tuple[tuple[Escalated, ...], bool]:
        """What was raised at each touchpoint, oldest first, and whether there may be more of it."""
        found: list[tuple[datetime, Escalated]] = []
        left, read, is_cut = LOOKED_AT, 0, False
        for row in places:
            raised = sum(level.n for level in row.figures.levels.values())
            if not raised or row.value == NOWHERE:
                continue
            limit = min(left, _STATES)
            ids = self.lists.at_place(row.value, since, until, limit) if limit else []
            left -= len(ids)
            is_cut |= len(ids) == limit
            for feedback in self.lists.states(ids) if ids else ():
                if feedback.level == 0 and feedback.cycle == 1:
                    continue
                if read == LISTED:
                    is_cut = True
                    break
                read += 1
                found += self._raised(feedback, since, until)
        return tuple(one for _, one in sorted(found, key=_by_time)), is_cut

    def _raised(
        self, feedback: Feedback, since: datetime, until: datetime
    ) -> Iterator[tuple[datetime, Escalated]]:
        day_of = self.configurations.current().day_of
        for fact in _holding(self.measures.recorded(feedback.id).values()):
            is_level = fact.measure is Measure.LEVEL and fact.level
            if is_level and since <= fact.start < until:
                yield (
                    fact.start,
                    Escalated(
                        reference=feedback.reference,
                        day=day_of(fact.start),
                        level=fact.level or 0,
                        team=fact.holder,
                        why=fact.why or "",
                    ),
                )


def _holding(recorded: Iterable[EntryFacts]) -> Iterator[Fact]:
    """The facts that hold: what was withdrawn is not among them."""
    signs: Counter[Fact] = Counter()
    for entry in recorded:
        for line in entry.lines:
            signs[line.fact] += line.sign
    return (fact for fact, sign in signs.items() if sign > 0)


def _by_time(one: tuple[datetime, Escalated]) -> tuple[datetime, str, int]:
    return one[0], one[1].reference, one[1].level


def _begin(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
