"""What follows from entries and acknowledgements for the measurements, and whether all is measured."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from chalicelib.measures.facts import EntryFacts
from chalicelib.measures.ledger import acknowledged, ledger
from chalicelib.measures.rollups import Cell, Tally, add, tallies, without_zeros
from chalicelib.model import Entry, Message
from chalicelib.ports import ConfigurationStore, FeedbackStore, MeasureStore


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

    @property
    def is_whole(self) -> bool:
        """Whether what is stored is what the timelines say, to the last bit."""
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

    def mend(self, first: Rebuilt, again: Rebuilt) -> tuple[int, int]:
        """Make up for what two looks both found: how many facts were written, how many cells put right.

        A difference that is there twice in the same amount is no change on its way. Cells get what they
        lack added, so what is added at the same time is not lost.
        """
        still = {(one.feedback_id, one.source) for one in first.missing}
        missing = [one for one in again.missing if (one.feedback_id, one.source) in still]
        written = self.measures.record(missing) if missing else 0
        for was, follows in self._strange(first, again):
            self.measures.amend(was, follows)
            written += 1
        lasting = {c: d for c, d in again.differing.items() if first.differing.get(c) == d}
        for cell, difference in lasting.items():
            self.measures.adjust(cell, difference)
        return written, len(lasting)

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
