"""The report: reads the sums of a span of days, however much there is in them at the same cost.

A control chart is drawn from each day by itself, as no other figure is. So a report has the chart of its own
target alone, where it reads the days anyway; those of all targets are drawn where they are asked for.
"""

from dataclasses import dataclass
from datetime import date

from chalicelib.configuration import Target
from chalicelib.measures import report
from chalicelib.measures.distribution import distribution
from chalicelib.measures.facts import Measure
from chalicelib.measures.figures import Figures, figures, overdue
from chalicelib.measures.periods import days, periods
from chalicelib.measures.report import Report, Row, Standard
from chalicelib.measures.rollups import EVERYTHING, Dimension, Tally, add
from chalicelib.ports import ConfigurationStore, MeasureStore

DAY = "day"
BY = (*(d.value for d in Dimension if d is not Dimension.ALL), DAY)
"""What a report can be by."""
Part = tuple[Dimension, str]
"""What a report is of: everything, or one value of a dimension."""
Days = list[tuple[date, Tally]]


@dataclass(frozen=True, slots=True)
class Reports:
    """Makes reports. A year of one value is 41 or 42 items of sums, and by day 365 or 366 more."""

    configurations: ConfigurationStore
    measures: MeasureStore

    def make(
        self,
        first: date,
        last: date,
        today: date,
        by: str | None = None,
        of: Part = (Dimension.ALL, EVERYTHING),
        *,
        charts: bool = False,
    ) -> Report:
        """The report of the days from `first` to `last`, both counted, as they stand today.

        `by` is one of `BY`; of one part, such as a team, only `day`: sums are kept by one dimension.
        Standards are in reports by nothing and by day: of everything all of them, of a part its own. By day
        the one of what the report is of has its chart; with `charts` all have theirs, each of which reads as
        many more items as there are days.
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
        days = self._days(*of, first, last, today) if by == DAY else None
        return Report(
            first=first,
            last=last,
            made_on=today,
            by=by,
            total=figures(total),
            distribution=distribution(total, Measure.FIRST_RESPONSE, Measure.FURTHER_RESPONSE),
            rows=_of_days(days) if days else self.rows(by, first, last, today) if by else (),
            standards=tuple(
                self._standard(target, (first, last, today), charts, total, days)
                if _cell(target) == of
                else self._standard(target, (first, last, today), charts)
                for target in self.configurations.current().targets
                if by in (None, DAY) and (not is_part or _cell(target) == of)
            ),
        )

    def total(self, first: date, last: date, today: date, of: Part) -> Figures:
        """A report's total alone; arguments as for `make`."""
        return figures(self._value(*of, first, last, today))

    def rows(self, by: str, first: date, last: date, today: date) -> tuple[Row, ...]:
        """A report's rows alone, of everything, by a dimension. One query for each period."""
        sums: dict[str, dict[str, int]] = {}
        for period in periods(first, last, today):
            for value, tally in self.measures.rollups(Dimension(by), period.key).items():
                counted = overdue(tally) if period.is_over else tally
                add(sums.setdefault(value, {}), counted.items())
        return report.rows(sums)

    def _standard(
        self,
        target: Target,
        span: tuple[date, date, date],
        charts: bool,
        total: Tally | None = None,
        days: Days | None = None,
    ) -> Standard:
        """What was attained of a target from `first` to `last` as of today: the span.

        `total` and `days` are sums of its own that were read already.
        """
        cell = _cell(target)
        if total is None:
            total = self._value(*cell, *span)
        if days is None and charts:
            days = self._days(*cell, *span)
        return report.standard(target, total, days or ())

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

    def _days(self, dimension: Dimension, value: str, first: date, last: date, today: date) -> Days:
        """Each day's sums, for a chart: as many items as days, at most 366 a year."""
        every = list(days(first, last))
        found = self.measures.rollup(dimension, value, [day.isoformat() for day in every])
        of_day = ((day, found.get(day.isoformat(), {})) for day in every)
        return [(day, overdue(tally) if day < today else tally) for day, tally in of_day]


def _of_days(days: Days) -> tuple[Row, ...]:
    return report.rows({day.isoformat(): tally for day, tally in days})


def _cell(target: Target) -> Part:
    if target.team is not None:
        return Dimension.TEAM, target.team
    if target.touchpoint is not None:
        return Dimension.TOUCHPOINT, target.touchpoint
    return Dimension.ALL, EVERYTHING
