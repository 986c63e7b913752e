"""The sums of a span of days, read in as few items and calls as there can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.measures.periods import Period, periods, single_days
from chalicelib.measures.rollups import Cell, Dimension, Tally
from chalicelib.model import Channel, Kind, Severity
from chalicelib.ports import MeasureStore

_KNOWN: Mapping[Dimension, type[StrEnum]] = {
    Dimension.CHANNEL: Channel,
    Dimension.KIND: Kind,
    Dimension.SEVERITY: Severity,
}
"""Dimensions whose values are fixed. Teams and touchpoints come and go with the configuration."""
Part = tuple[Dimension, str]
"""What sums are of: everything, or one value of a dimension."""
Read = list[tuple[Period, Tally]]
"""The periods of a span in their order, with the tally that is stored of each; without those with none."""


@dataclass(frozen=True, slots=True)
class Span:
    """Reads the sums of a span of days."""

    measures: MeasureStore
    today: date
    periods: Sequence[Period]

    @classmethod
    def months(cls, measures: MeasureStore, first: date, last: date, today: date) -> "Span":
        """The days from `first` to `last`, both counted, in months as far as they are whole."""
        return cls(measures, today, tuple(periods(first, last, today)))

    @classmethod
    def days(cls, measures: MeasureStore, first: date, last: date, today: date) -> "Span":
        """The same days, each by itself."""
        return cls(measures, today, tuple(single_days(first, last)))

    def of(self, part: Part) -> Read:
        """What is stored of everything, or of one value. One call for each hundred periods."""
        return self.of_some([part])[part]

    def of_some(self, parts: Sequence[Part]) -> dict[Part, Read]:
        """The same of some parts. One call for each hundred periods of all of them together."""
        cells = [
            Cell(dimension, period.key, value)
            for dimension, value in parts
            for period in self.periods
        ]
        found = self.measures.sums(cells) if cells else {}
        return {
            (dimension, value): [
                (period, tally)
                for period in self.periods
                if (tally := found.get(Cell(dimension, period.key, value)))
            ]
            for dimension, value in parts
        }

    def of_each(self, dimension: Dimension) -> dict[str, Read]:
        """The same of each value of a dimension.

        One call for all months that are over, which seldom change. A query for each other period, or where
        all values are known one call for each hundred of them and their periods.
        """
        over = [one.key for one in self.periods if one.is_month and one.is_over(self.today)]
        others = [one.key for one in self.periods if one.key not in over]
        boards = self.measures.boards(dimension, over) if over else {}
        boards |= self._others(dimension, others)
        found: dict[str, Read] = {}
        for period in self.periods:
            for value, tally in boards.get(period.key, {}).items():
                found.setdefault(value, []).append((period, tally))
        return found

    def _others(self, dimension: Dimension, keys: Sequence[str]) -> dict[str, dict[str, Tally]]:
        """The sums of every value in some periods."""
        if dimension not in _KNOWN:
            return {key: self.measures.rollups(dimension, key) for key in keys}
        cells = [Cell(dimension, key, value) for key in keys for value in _KNOWN[dimension]]
        found: dict[str, dict[str, Tally]] = {}
        for cell, tally in (self.measures.sums(cells) if cells else {}).items():
            found.setdefault(cell.period, {})[cell.value] = tally
        return found
