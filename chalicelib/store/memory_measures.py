"""The measurements in memory: the same promises as on the table, for one process. Thread-safe."""

from collections.abc import Iterator, Sequence
from threading import RLock

from chalicelib.errors import ConflictError
from chalicelib.measures.facts import EntryFacts, lines_from_plain, to_plain, withdrawn
from chalicelib.measures.rollups import Cell, Dimension, Tally, add, tallies, without_zeros
from chalicelib.model import Purpose
from chalicelib.ports import Measured
from chalicelib.store import items
from chalicelib.store.memory import MemoryFeedbackStore


class MemoryMeasureStore:
    """ports.MeasureStore beside a feedback store in memory. Facts pass through their stored form."""

    def __init__(self, feedback: MemoryFeedbackStore) -> None:
        self._feedback = feedback
        self._lock = RLock()
        self._facts: dict[str, dict[str, EntryFacts]] = {}
        self._sums: dict[Cell, dict[str, int]] = {}

    def record(self, facts: Sequence[EntryFacts]) -> int:
        """See the port."""
        with self._lock:
            new = [f for f in facts if f.source not in self._facts.get(f.feedback_id, {})]
            for one in new:
                stored = items.from_plain(items.plain(to_plain(one)))
                self._facts.setdefault(one.feedback_id, {})[one.source] = EntryFacts(
                    feedback_id=one.feedback_id, source=one.source, lines=lines_from_plain(stored)
                )
            for cell, tally in tallies(new).items():
                self.adjust(cell, tally)
            return len(new)

    def recorded(self, feedback_id: str) -> dict[str, EntryFacts]:
        """See the port."""
        with self._lock:
            return dict(sorted(self._facts.get(feedback_id, {}).items()))

    def rollup(self, dimension: Dimension, value: str, periods: Sequence[str]) -> dict[str, Tally]:
        """See the port."""
        with self._lock:
            found = {p: self._sums.get(Cell(dimension, p, value)) for p in periods}
            return {p: without_zeros(tally) for p, tally in found.items() if tally is not None}

    def sums(self, cells: Sequence[Cell]) -> dict[Cell, Tally]:
        """See the port."""
        with self._lock:
            return {cell: without_zeros(self._sums[cell]) for cell in cells if cell in self._sums}

    def rollups(self, dimension: Dimension, period: str) -> dict[str, Tally]:
        """See the port."""
        with self._lock:
            return {
                cell.value: without_zeros(tally)
                for cell, tally in sorted(self._sums.items())
                if (cell.dimension, cell.period) == (dimension, period)
            }

    def boards(self, dimension: Dimension, months: Sequence[str]) -> dict[str, dict[str, Tally]]:
        """See the port. Nothing is copied here."""
        found = {month: self.rollups(dimension, month) for month in months}
        return {month: board for month, board in found.items() if board}

    def everything(self) -> Iterator[Measured | tuple[Cell, Tally]]:
        """See the port."""
        ids = dict.fromkeys(entry.feedback_id for entry in self._feedback.entries_since(0))
        for feedback_id in ids:
            messages = self._feedback.messages(feedback_id)
            yield Measured(
                feedback_id=feedback_id,
                timeline=self._feedback.timeline(feedback_id),
                acknowledgements=[m for m in messages if m.purpose is Purpose.ACKNOWLEDGEMENT],
                recorded=self.recorded(feedback_id),
            )
        with self._lock:
            sums = [(cell, without_zeros(tally)) for cell, tally in sorted(self._sums.items())]
        yield from sums

    def amend(self, was: EntryFacts, follows: EntryFacts) -> None:
        """See the port."""
        with self._lock:
            of_one = self._facts.get(was.feedback_id, {})
            if of_one.get(was.source) != was:
                raise ConflictError
            of_one[was.source] = follows
            for cell, tally in tallies([withdrawn(was), follows]).items():
                self.adjust(cell, tally)

    def adjust(self, cell: Cell, difference: Tally, was: Tally | None = None) -> None:
        """See the port."""
        with self._lock:
            there = self._sums.get(cell, {})
            if was is not None and any(there.get(n, 0) != was.get(n, 0) for n in difference):
                raise ConflictError
            add(self._sums.setdefault(cell, {}), difference.items())
