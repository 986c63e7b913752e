"""Measurements on the table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from chalicelib.model import Entry, Message

if TYPE_CHECKING:
    from chalicelib.early_warning import Episode
    from chalicelib.measures.facts import EntryFacts
    from chalicelib.measures.rollups import Cell, Dimension, Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that the measurements of one feedback are made from, and what was made."""

    feedback_id: str
    timeline: list[Entry]
    acknowledgements: list[Message]
    recorded: "dict[str, EntryFacts]"
    """By their source."""


class MeasureStore(Protocol):
    """Facts, each written once, and the sums that they are added to in the same transaction."""

    def record(self, facts: "Sequence[EntryFacts]") -> int:
        """Write what is not there yet and add it to the sums; how many were new.

        The sources of one feedback must differ. ConflictError: others kept changing the same sums.
        """

    def recorded(self, feedback_id: str) -> "dict[str, EntryFacts]":
        """What was written of one feedback, by its source, consistently read."""

    def rollup(
        self, dimension: "Dimension", value: str, periods: Sequence[str]
    ) -> "dict[str, Tally]":
        """The sums of one value of a dimension by period; periods in which nothing is are left out."""

    def sums(self, cells: "Sequence[Cell]") -> "dict[Cell, Tally]":
        """The sums of some different cells; those in which nothing is are left out."""

    def rollups(self, dimension: "Dimension", period: str) -> "dict[str, Tally]":
        """The sums of every value of a dimension in one period."""

    def boards(
        self, dimension: "Dimension", months: Sequence[str]
    ) -> "dict[str, dict[str, Tally]]":
        """The sums of every value of a dimension in each of some months; months with none may be left out.

        The same as `rollups` says of each. For months that seldom change: a copy of each is kept, and made
        anew after a change by whoever reads it first.
        """

    def everything(self) -> "Iterator[Measured | tuple[Cell, Tally]]":
        """Every feedback and every cell, in no order. It reads all there is; not for a Lambda."""

    def amend(self, was: "EntryFacts", follows: "EntryFacts") -> None:
        """Put other facts in the place of those written under a source, and their difference in the sums.

        Only for mending. ConflictError: they are no longer what they were.
        """

    def adjust(self, cell: "Cell", difference: "Tally", was: "Tally | None" = None) -> None:
        """Add to a cell what no facts account for. Twice would be added twice: only for mending.

        ConflictError: the names that differ no longer come to what they did in `was`; where there are many
        of them, some may be added by then.
        """


class Episodes(Protocol):
    """Of each touchpoint the newest time in which it got unusually many feedback."""

    def of(self, touchpoint_id: str) -> "Episode | None":
        """The newest one, consistently read; None where there was none."""

    def put(self, before: "Episode | None", after: "Episode") -> None:
        """Write it, if the newest one is still `before`; ConflictError."""

    def of_team(self, team_id: str, since: datetime) -> "list[Episode]":
        """Those of which a team was told, and that went on at or after `since`; the newest first.

        At most 100. The list may lag a moment behind the writes.
        """
