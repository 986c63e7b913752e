"""The report: reads the sums of a span of days, however much there is in them at the same cost.

Figures, rows by month and control charts all come from the same items, since a month's sums know their
promises by day. Only rows by day are read from each day's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from chalicelib.configuration import Target
from chalicelib.measures import report
from chalicelib.measures.distribution import distribution
from chalicelib.measures.facts import Measure
from chalicelib.measures.figures import Figures, figures
from chalicelib.measures.report import Report, Row, Standard
from chalicelib.measures.rollups import EVERYTHING, Dimension, Tally
from chalicelib.measures.standing import decided, standing
from chalicelib.ports import ConfigurationStore, MeasureStore
from chalicelib.services.spans import Part, Read, Span

DAY = "day"
MONTH = "month"
BY = (*(d.value for d in Dimension if d is not Dimension.ALL), DAY, MONTH)
"""What a report can be by."""
_ALL: Part = (Dimension.ALL, EVERYTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """A report's part about each value of a dimension."""

    total: Tally
    """Of all of them, which is of everything: each fact is counted in one value."""
    rows: tuple[Row, ...]
    standards: tuple[Standard, ...]
    """Those that are of one of the values."""


@dataclass(frozen=True, slots=True)
class Reports:
    """Makes reports. A year of one value is twelve items where it begins with a month, else some forty."""

    configurations: ConfigurationStore
    measures: MeasureStore

    def make(
        self,
        first: date,
        last: date,
        today: date,
        by: str | None = None,
        of: Part = _ALL,
        *,
        charts: bool = False,
    ) -> Report:
        """The report of the days from `first` to `last`, both counted, as they stand today.

        `by` is one of `BY`; of one part, such as a team, `day` or `month`: sums are kept by one dimension.
        Standards are those whose sums are read anyway: of what the report is of, or by a dimension of its
        values. By nothing and of everything it is all of them. The one of what the report is of has its
        control chart; with `charts` each has.
        ValueError for another `by`, or where the days are in the wrong order.
        """
        if last < first:
            raise ValueError(f"{last} comes before {first}")
        if by is not None and by not in BY:
            raise ValueError(f"there is no report by {by}")
        if of != _ALL and by not in (None, DAY, MONTH):
            raise ValueError(f"there is no report of one {of[0]} by {by}")
        divide = Span.days if by == DAY else Span.months
        span = divide(self.measures, first, last, today)
        rows: tuple[Row, ...] = ()
        if by in (None, DAY, MONTH):
            read = span.of(of)
            total: Tally = standing(read, today)
            if by is None:
                standards = self._standards(span, of, read, charts=charts)
            else:
                rows, standards = _in_turn(by, read, today), self._own(of, read, today)
        else:
            values = self.values(Dimension(by), first, last, today, charts=charts)
            total, rows, standards = values.total, values.rows, values.standards
        return Report(
            first=first,
            last=last,
            made_on=today,
            by=by,
            total=figures(total),
            distribution=distribution(total, Measure.FIRST_RESPONSE, Measure.FURTHER_RESPONSE),
            rows=rows,
            standards=standards,
        )

    def total(self, first: date, last: date, today: date, of: Part) -> Figures:
        """A report's total alone; arguments as for `make`."""
        span = Span.months(self.measures, first, last, today)
        return figures(standing(span.of(of), today))

    def values(
        self, by: Dimension, first: date, last: date, today: date, *, charts: bool = False
    ) -> Values:
        """A report's rows and standards alone, of everything, by a dimension; arguments as for `make`."""
        of_each = Span.months(self.measures, first, last, today).of_each(by)
        return Values(
            total=standing(chain.from_iterable(of_each.values()), today),
            rows=report.rows({value: standing(read, today) for value, read in of_each.items()}),
            standards=tuple(
                _standard(target, of_each.get(part[1], []), today, has_chart=charts)
                for target in self.configurations.current().targets
                if (part := part_of(target))[0] is by
            ),
        )

    def _own(self, of: Part, read: Read, today: date) -> tuple[Standard, ...]:
        """The standard of what a report is of, from what was read of it."""
        targets = self.configurations.current().targets
        return tuple(
            _standard(one, read, today, has_chart=True) for one in targets if part_of(one) == of
        )

    def _standards(self, span: Span, of: Part, read: Read, *, charts: bool) -> tuple[Standard, ...]:
        """The same; of everything those of all parts."""
        if of != _ALL:
            return self._own(of, read, span.today)
        targets = self.configurations.current().targets
        of_parts = span.of_some([part for one in targets if (part := part_of(one)) != of])
        return tuple(
            _standard(
                one,
                of_parts.get(part_of(one), read),
                span.today,
                has_chart=charts or part_of(one) == of,
            )
            for one in targets
        )


def part_of(target: Target) -> Part:
    """What a target is of."""
    if target.team is not None:
        return Dimension.TEAM, target.team
    if target.touchpoint is not None:
        return Dimension.TOUCHPOINT, target.touchpoint
    return _ALL


def in_order(
    targets: Iterable[Target], found: Iterable[Iterable[Standard]]
) -> tuple[Standard, ...]:
    """The standards of some reports in the order of their targets."""
    of_part = {part_of(one.target): one for each in found for one in each}
    return tuple(of_part[part] for one in targets if (part := part_of(one)) in of_part)


def _in_turn(by: str, read: Read, today: date) -> tuple[Row, ...]:
    """A row for each day or month."""
    found: dict[str, Read] = {}
    for period, tally in read:
        key = f"{period.first:%Y-%m}" if by == MONTH else period.key
        found.setdefault(key, []).append((period, tally))
    return report.rows({key: standing(of_key, today) for key, of_key in found.items()})


def _standard(target: Target, read: Read, today: date, *, has_chart: bool) -> Standard:
    since = target.since or date.min
    days = [one for one in decided(read, today) if one[0] >= since]
    kept, n = sum(kept for _, kept, _ in days), sum(n for *_, n in days)
    total = {"promise.kept": kept, "promise.missed": n - kept}
    return report.standard(target, total, days if has_chart else ())
