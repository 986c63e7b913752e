"""What follows from entries and acknowledgements for the measurements, and whether all is measured."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby

from chalicelib.errors import ConflictError
from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.ledger import acknowledged, ledger
from chalicelib.measures.rollups import Cell, Tally, add, tallies, without_zeros
from chalicelib.model import Entry, Message
from chalicelib.ports import ConfigurationStore, FeedbackStore, MeasureStore

_TOGETHER = 50
"""Facts that are written one after another before those in whose way somebody stood are passed over."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Keeps the measurements. Running it again, late, or out of order changes nothing."""

    store: FeedbackStore
    configurations: ConfigurationStore
    measures: MeasureStore

    def follow(self, feedback_ids: Iterable[str], acknowledgements: Iterable[Message] = ()) -> int:
        """Write the facts that these feedback lack, of every entry so far; how many were new.

        An entry whose record was lost is made up for with the feedback's next one.
        """
        missing: list[EntryFacts] = []
        for feedback_id in dict.fromkeys(feedback_ids):
            recorded = self.measures.recorded(feedback_id)
            timeline = self.store.timeline(feedback_id)
            facts = ledger(timeline, self.configurations.version)
            missing += [one for one in facts if one.source not in recorded]
        # The stream tells of one message when it left and again when it arrived.
        for message in {(one.feedback_id, one.id): one for one in acknowledgements}.values():
            timeline = self.store.timeline(message.feedback_id)
            one = acknowledged(message, timeline, self.configurations.version)
            missing += [one] if one else []
        return self.measures.record(missing) if missing else 0


@dataclass(slots=True, kw_only=True)
class Rebuilt:
    """What was found when everything was worked out again from the timelines."""

    feedback: int = 0
    entries: int = 0
    """Entries and acknowledgements that change a measure."""
    cells: int = 0
    missing: list[EntryFacts] = field(default_factory=list)
    """Facts that were not written."""
    strange: list[tuple[EntryFacts, EntryFacts]] = field(default_factory=list)
    """Facts that were written and do not follow from their timeline, each with those that do.

    So it is after a release that measures otherwise."""
    differing: dict[Cell, Tally] = field(default_factory=dict)
    """By how much a cell is below what the facts that were written add up to."""
    stored: dict[Cell, Tally] = field(default_factory=dict)
    """What those cells came to."""
    moving: int = 0
    """Cells that differ in two looks and changed in between, so that neither look says what they lack."""

    @property
    def is_whole(self) -> bool:
        """Whether what is stored is what the timelines say, to the last bit; of what stood still."""
        return not (self.missing or self.strange or self.differing)


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Works all measurements out again, from timelines alone. It reads everything there is."""

    store: FeedbackStore
    configurations: ConfigurationStore
    measures: MeasureStore

    def compare(self) -> Rebuilt:
        """What is stored beside what the timelines say. What happens meanwhile shows as a difference."""
        found = Rebuilt()
        sums: dict[Cell, dict[str, int]] = {}
        stored: dict[Cell, Tally] = {}
        for one in self.measures.everything():
            if isinstance(one, tuple):
                stored[one[0]] = one[1]
                continue
            found.feedback += 1
            expected = self._expected(one.timeline, one.acknowledgements)
            found.entries += len(expected)
            found.missing += [f for source, f in expected.items() if source not in one.recorded]
            for was in one.recorded.values():
                follows = _in_the_place_of(was, expected)
                found.strange += [(was, follows)] if was != follows else []
            for cell, tally in tallies(one.recorded.values()).items():
                add(sums.setdefault(cell, {}), tally.items())
        found.cells = len(stored)
        for cell in {*sums, *stored}:
            difference = dict(sums.get(cell, {}))
            add(difference, ((name, -n) for name, n in stored.get(cell, {}).items()))
            if left := without_zeros(difference):
                found.differing[cell] = left
                found.stored[cell] = stored.get(cell, {})
        return found

    def _expected(
        self, timeline: list[Entry], messages: Iterable[Message]
    ) -> dict[str, EntryFacts]:
        """The facts of one feedback, by their source."""
        expected = {facts.source: facts for facts in ledger(timeline, self.configurations.version)}
        for message in messages:
            facts = acknowledged(message, timeline, self.configurations.version)
            if facts is not None:
                expected[facts.source] = facts
        return expected

    def lasting(self, first: Rebuilt, again: Rebuilt) -> Rebuilt:
        """What two looks, one after the other, both found: no change on its way.

        A sum that differs by the same amount twice may still be one where as much is on its way each time.
        Only where the sum itself stood still in between is the difference the sum's own.
        """
        still = {(one.feedback_id, one.source) for one in first.missing}
        differing = {
            cell: difference
            for cell, difference in again.differing.items()
            if first.differing.get(cell) == difference and first.stored[cell] == again.stored[cell]
        }
        return replace(
            again,
            missing=[one for one in again.missing if (one.feedback_id, one.source) in still],
            strange=list(self._strange(first, again)),
            differing=differing,
            stored={cell: again.stored[cell] for cell in differing},
            moving=len(first.differing.keys() & again.differing.keys()) - len(differing),
        )

    def mend(self, found: Rebuilt) -> tuple[int, int]:
        """Make up for what lasts: how many facts were written, how many cells put right.

        What changed meanwhile is passed over; the next look says whether it still differs. Cells come
        first: they lack what they do beside the facts that were there.
        """
        put_right = written = 0
        for cell, difference in found.differing.items():
            with suppress(ConflictError):
                self.measures.adjust(cell, difference, found.stored[cell])
                put_right += 1
        for begin in range(0, len(found.missing), _TOGETHER):
            with suppress(ConflictError):
                written += self.measures.record(found.missing[begin : begin + _TOGETHER])
        for was, follows in found.strange:
            with suppress(ConflictError):
                self.measures.amend(was, follows)
                written += 1
        return written, put_right

    def _strange(self, first: Rebuilt, again: Rebuilt) -> Iterator[tuple[EntryFacts, EntryFacts]]:
        """What both looks found to be strange, and is so by the timeline itself, read once more.

        A look goes through the table page by page: one that ends between a feedback's entries and its
        facts shows facts of an entry that came meanwhile, and not the entry.
        """
        seen = {(was.feedback_id, was.source): (was, follows) for was, follows in first.strange}
        lasting = [
            one for one in again.strange if seen.get((one[0].feedback_id, one[0].source)) == one
        ]
        for feedback_id, pairs in groupby(lasting, lambda one: one[0].feedback_id):
            timeline = self.store.timeline(feedback_id)
            expected = self._expected(timeline, self.store.messages(feedback_id))
            for was, follows in pairs:
                if _in_the_place_of(was, expected) == follows:
                    yield was, follows


def _in_the_place_of(was: EntryFacts, expected: dict[str, EntryFacts]) -> EntryFacts:
    """What should stand where these facts do; without a line where nothing should."""
    return expected.get(was.source, replace(was, lines=()))
