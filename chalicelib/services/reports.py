"""The report: reads the sums of a span of days, however much there is in them at the same cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.configuration import Target
from chalicelib.measures import report
from chalicelib.measures.distribution import distribution
from chalicelib.measures.facts import Measure
from chalicelib.measures.figures import figures, overdue
from chalicelib.measures.periods import days, periods
from chalicelib.measures.report import Report, Row
from chalicelib.measures.rollups import EVERYTHING, Dimension, Tally, add
from chalicelib.ports import ConfigurationStore, MeasureStore

DAY = "day"
BY = (*(d.value for d in Dimension if d is not Dimension.ALL), DAY)
"""What a report can be by."""
Part = tuple[Dimension, str]
"""What a report is of: everything, or one value of a dimension."""


@dataclass(frozen=True, slots=True)
class Reports:
    """Makes reports. A year is at most twelve months and 31 days of sums for each value that is read."""

    configurations: ConfigurationStore
    measures: MeasureStore

    def make(
        self,
        first: date,
        last: date,
        today: date,
        by: str | None = None,
        of: Part = (Dimension.ALL, EVERYTHING),
    ) -> Report:
        """The report of the days from `first` to `last`, both counted, as they stand today.

        `by` is one of `BY`; of one part, such as a team, only `day`: sums are kept by one dimension.
        ValueError for another one, or where the days are in the wrong order.
        """
        if last < first:
            raise ValueError(f"{last} comes before {first}")
        if by is not None and by not in BY:
            raise ValueError(f"there is no report by {by}")
        is_part = of[0] is not Dimension.ALL
        if is_part and by not in (None, DAY):
            raise ValueError(f"there is no report of one {of[0]} by {by}")
        total = self._value(*of, first, last, today)
        return Report(
            first=first,
            last=last,
            made_on=today,
            by=by,
            total=figures(total),
            distribution=distribution(total, Measure.FIRST_RESPONSE, Measure.FURTHER_RESPONSE),
            rows=report.rows(self._rows(by, of, first, last, today)) if by else (),
            standards=tuple(
                report.standard(target, self._days(*_cell(target), first, last, today))
                for target in self.configurations.current().targets
                if not is_part or _cell(target) == of
            ),
        )

    def rows(self, by: str, first: date, last: date, today: date) -> tuple[Row, ...]:
        """A report's rows alone, of everything; `by` as for `make`."""
        return report.rows(self._rows(by, (Dimension.ALL, EVERYTHING), first, last, today))

    def _rows(self, by: str, of: Part, first: date, last: date, today: date) -> Mapping[str, Tally]:
        if by == DAY:
            found = self._days(*of, first, last, today)
            return {day.isoformat(): tally for day, tally in found}
        sums: dict[str, dict[str, int]] = {}
        for period in periods(first, last, today):
            for value, tally in self.measures.rollups(Dimension(by), period.key).items():
                counted = overdue(tally) if period.is_over else tally
                add(sums.setdefault(value, {}), counted.items())
        return sums

    def _value(
        self, dimension: Dimension, value: str, first: date, last: date, today: date
    ) -> Tally:
        read = list(periods(first, last, today))
        found = self.measures.rollup(dimension, value, [period.key for period in read])
        sums: dict[str, int] = {}
        for period in read:
            tally = found.get(period.key, {})
            add(sums, (overdue(tally) if period.is_over else tally).items())
        return sums

    def _days(
        self, dimension: Dimension, value: str, first: date, last: date, today: date
    ) -> list[tuple[date, Tally]]:
        """Each day's sums, for a chart: as many items as days, at most 366 a year."""
        every = list(days(first, last))
        found = self.measures.rollup(dimension, value, [day.isoformat() for day in every])
        of_day = ((day, found.get(day.isoformat(), {})) for day in every)
        return [(day, overdue(tally) if day < today else tally) for day, tally in of_day]


def _cell(target: Target) -> Part:
    if target.team is not None:
        return Dimension.TEAM, target.team
    if target.touchpoint is not None:
        return Dimension.TOUCHPOINT, target.touchpoint
    return Dimension.ALL, EVERYTHING
