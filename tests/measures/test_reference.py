"""The measurements of random histories, against a calculator that was written another way.

500 histories, or 10,000 in the profile ci (`make proofs`). A failure names the history's seed.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import settings

from chalicelib.measures.figures import figures
from chalicelib.measures.ledger import ledger
from chalicelib.measures.rollups import Cell, Tally, tallies
from chalicelib.model import Entry
from chalicelib.ports import Inbound, Measured
from chalicelib.services.measure import Measure, Rebuild
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from chalicelib.store.memory_measures import MemoryMeasureStore
from tests.builders import feedback
from tests.measures.histories import CONFIGURATIONS, History
from tests.measures.reference import Key, Numbers, measure

HISTORIES = {"default": 500}.get(settings.get_current_profile_name(), 10_000)
PART = 250
"""Histories of one test."""
INTERVALS = (
    "first_response", "further_response", "resolution", "handling", "pause", "unreached",
)  # fmt: skip

pytestmark = pytest.mark.timeout(1_200)


def expected(timelines: list[list[Entry]]) -> Numbers:
    numbers = Numbers()
    for timeline in timelines:
        measure(timeline, CONFIGURATIONS, numbers)
    return numbers


def compare(found: dict[Cell, Tally], numbers: Numbers) -> None:
    """Counts and sums must be the same, quantiles within 2 % of the true ones."""
    days = {
        (cell.dimension.value, cell.period, cell.value): tally
        for cell, tally in found.items()
        if len(cell.period) == 10
    }
    wanted: dict[Key, dict[str, int]] = defaultdict(dict)
    for key, counts in numbers.counts.items():
        wanted[key] = {name: n for name, n in counts.items() if n}
    for clock, lists in (("wall", numbers.wall), ("open", numbers.open)):
        for (key, name), seconds in lists.items():
            if sum(seconds):
                wanted[key][f"{name}.{clock}"] = sum(seconds)
    plain = {
        key: {n: c for n, c in tally.items() if not is_bucket(n)} for key, tally in days.items()
    }
    assert plain == dict(wanted)
    for (key, name), seconds in numbers.wall.items():
        times = getattr(figures(days[key]), name).wall
        within_2_percent(times.median, times.p90, sorted(seconds))
    for (key, name), seconds in numbers.open.items():
        times = getattr(figures(days[key]), name).open
        within_2_percent(times.median, times.p90, sorted(seconds))
        assert times.mean == pytest.approx(sum(seconds) / len(seconds))


def is_bucket(name: str) -> bool:
    measure_name, _, count = name.partition(".")
    return measure_name in INTERVALS and count[0] in "wo" and count[1:].isdigit()


def within_2_percent(median: float | None, p90: float | None, seconds: list[int]) -> None:
    for found, share in ((median, 0.5), (p90, 0.9)):
        true = seconds[math.ceil(share * len(seconds)) - 1]
        assert found is not None
        assert abs(found - true) <= 0.02 * true * (1 + 1e-9)


@pytest.mark.parametrize("part", range(max(1, HISTORIES // PART)))
def test_the_sums_of_random_histories_are_the_reference_calculators(part: int) -> None:
    histories = [History(part * PART + n) for n in range(PART)]
    timelines = [h.timeline for h in histories]
    for history in histories:
        one = tallies(ledger(history.timeline, CONFIGURATIONS.__getitem__))
        try:
            compare(one, expected([history.timeline]))
        except AssertionError as error:
            raise AssertionError(f"history {history.id}: {error}") from error
    facts = (f for t in timelines for f in ledger(t, CONFIGURATIONS.__getitem__))
    compare(tallies(facts), expected(timelines))


class Scanned(MemoryMeasureStore):
    """A store whose scan may read entries a moment before a feedback's last one came, its facts after."""

    page_ends = False

    def everything(self) -> Iterator[Measured | tuple[Cell, Tally]]:
        for one in super().everything():
            if self.page_ends and isinstance(one, Measured):
                yield replace(one, timeline=one.timeline[:-1])
            else:
                yield one


class Table:
    """Histories whose entries are written one by one, and measured as a stream would have it."""

    def __init__(self, histories: list[History]) -> None:
        self.histories = {history.id: history for history in histories}
        self.store = MemoryFeedbackStore()
        self.configurations = MemoryConfigurationStore(CONFIGURATIONS[1])
        for version in (2, 3):
            self.configurations.add(CONFIGURATIONS[version])
        self.measures = Scanned(self.store)
        self.measure = Measure(self.store, self.configurations, self.measures)
        self.rebuild = Rebuild(self.store, self.configurations, self.measures)

    def write(self, entry: Entry) -> None:
        state = feedback(id=entry.feedback_id, reference=entry.feedback_id, entries=entry.number)
        if entry.number == 1:
            self.store.open(state, entry, Inbound(key=entry.feedback_id), react_by=entry.at)
            return
        before = self.store.get(entry.feedback_id)
        self.store.change(before, state, entry, react_by=entry.at)

    @property
    def sums(self) -> dict[Cell, Tally]:
        return {
            one[0]: one[1]
            for one in self.measures.everything()
            if isinstance(one, tuple) and one[1]
        }


@pytest.mark.parametrize("seed", range(max(4, HISTORIES // 500)))
def test_whatever_comes_late_twice_or_out_of_order_is_counted_once(seed: int) -> None:
    random = Random(seed)
    table = Table([History(1_000_000 + 100 * seed + n) for n in range(25)])
    pending = {h.id: list(h.timeline) for h in table.histories.values()}
    heard: list[str] = []
    while any(pending.values()):
        feedback_id = random.choice([id_ for id_, left in pending.items() if left])
        table.write(pending[feedback_id].pop(0))
        heard += [feedback_id] * random.choice([0, 1, 1, 2, 3])
        if random.random() < 0.3:
            random.shuffle(heard)
            batch, heard = heard[:10], heard[10:]
            table.measure.follow(batch)
            if random.random() < 0.3:
                table.measure.follow(batch)
    table.measure.follow(heard)
    table.measure.follow(table.histories)
    assert table.measure.follow(table.histories) == 0
    assert table.rebuild.compare().is_whole
    compare(table.sums, expected([h.timeline for h in table.histories.values()]))


def test_at_any_moment_the_sums_are_those_of_the_entries_so_far() -> None:
    for seed in range(2_000_000, 2_000_040):
        history = History(seed)
        for end in range(1, len(history.timeline) + 1):
            part = history.timeline[:end]
            compare(tallies(ledger(part, CONFIGURATIONS.__getitem__)), expected([part]))


def test_what_is_missing_strange_or_wrong_is_found_and_mended_without_touching_the_rest() -> None:
    table = Table([History(3_000_000 + n) for n in range(20)])
    for history in table.histories.values():
        for entry in history.timeline:
            table.write(entry)
    ids = list(table.histories)
    table.measure.follow(ids[:10])
    cell = next(iter(table.sums))
    table.measures.adjust(cell, {"first_response.n": 7, "resolution.w12": -1})
    first, again = table.rebuild.compare(), table.rebuild.compare()
    assert {one.feedback_id for one in first.missing} == set(ids[10:])
    assert first.differing == {cell: {"first_response.n": -7, "resolution.w12": 1}}
    written, put_right = table.rebuild.mend(table.rebuild.lasting(first, again))
    assert (written, put_right) == (len(first.missing), 1)
    assert table.rebuild.compare().is_whole
    compare(table.sums, expected([h.timeline for h in table.histories.values()]))


def test_what_is_on_its_way_while_everything_is_compared_is_left_alone() -> None:
    table = Table([History(4_000_000 + n) for n in range(5)])
    for history in table.histories.values():
        for entry in history.timeline:
            table.write(entry)
    first = table.rebuild.compare()
    table.measure.follow(table.histories)
    again = table.rebuild.compare()
    assert table.rebuild.mend(table.rebuild.lasting(first, again)) == (0, 0)
    assert table.rebuild.compare().is_whole


@pytest.mark.parametrize("unlucky", [(False, True), (True, False), (True, True)])
def test_right_facts_are_kept_where_pages_of_the_scan_ended_before_their_entry(
    unlucky: tuple[bool, bool],
) -> None:
    table = Table([History(5_000_000 + n) for n in range(3)])
    for history in table.histories.values():
        for entry in history.timeline:
            table.write(entry)
    table.measure.follow(table.histories)
    looks = []
    for table.measures.page_ends in unlucky:
        looks.append(table.rebuild.compare())
    table.measures.page_ends = False
    first, again = looks
    assert (bool(first.strange), bool(again.strange)) == unlucky
    assert table.rebuild.mend(table.rebuild.lasting(first, again)) == (0, 0)
    assert table.rebuild.compare().is_whole


def test_facts_that_do_not_follow_from_their_timeline_are_put_right() -> None:
    table = Table([History(6_000_000 + n) for n in range(3)])
    for history in table.histories.values():
        for entry in history.timeline:
            table.write(entry)
    table.measure.follow(table.histories)
    right = table.sums
    one = table.measures.recorded(next(iter(table.histories)))["entry:000001"]
    invented = replace(one, source="entry:000999")
    table.measures.record([invented])
    table.measures.amend(one, replace(one, lines=one.lines[1:]))
    first, again = table.rebuild.compare(), table.rebuild.compare()
    assert len(again.strange) == 2
    assert table.rebuild.mend(table.rebuild.lasting(first, again)) == (2, 0)
    assert table.rebuild.compare().is_whole
    assert table.sums == right
