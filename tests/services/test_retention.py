"""Personal data goes when its time is over, and not before; what is left says how much went."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from chalicelib.audit import Deed
from chalicelib.configuration import Configuration
from chalicelib.errors import UnavailableError
from chalicelib.measures.facts import Measure, State
from chalicelib.model import Entry, Status, What
from chalicelib.ports import Record
from chalicelib.services.erase import Erase, Erased
from chalicelib.services.retain import PARTS, Retain, Retained
from chalicelib.store.audit import MemoryAuditLog
from chalicelib.store.records import MemoryRecords
from tests.builders import HOUR, NOON, PHONE, configuration
from tests.services.test_erase import SECRET, everything
from tests.services.test_outcomes import resolve
from tests.world import World

DAY = timedelta(days=1)
KEPT = 100


def keeping(days: int | None = KEPT) -> Configuration:
    seconds = None if days is None else days * 86_400
    return configuration(retention={"personal": seconds})


class House:
    """A world that looks through its feedback each night."""

    def __init__(self, kept: int | None = KEPT) -> None:
        self.world = World(keeping(kept))
        self.audit = MemoryAuditLog()
        world = self.world
        records = MemoryRecords(world.store)
        erase = Erase(world.store, records, world.files, world.originals, world.pending)
        ids = count(1)
        self.retain = Retain(
            world.configurations, records, erase, self.audit, lambda: f"audit-{next(ids)}"
        )

    def week(self, **more: Any) -> list[Retained]:
        """Seven nights, a day after another."""
        found = []
        for _ in range(PARTS):
            self.world.until(self.world.now + DAY)
            found.append(self.retain.night(self.world.now, **more))
        self.world.settle()
        return found

    def ended(self, n: int) -> list[str]:
        """So many customers were answered; the ids of their feedback."""
        for number in range(n):
            self.world.text(f"420 cold, {SECRET}", sender=f"+44770090{number:04d}")
        for one in self.world.all_ids:
            resolve(self.world, "It is mended.", self.world.store.get(one))
        return self.world.all_ids

    def erased(self) -> int:
        return sum(SECRET not in everything(self.world, one) for one in self.world.all_ids)


def test_within_a_week_of_its_time_everything_that_ended_is_gone() -> None:
    house = House()
    house.ended(10)
    house.world.until(NOON + (KEPT - 8) * DAY)
    assert sum(night.erased.feedback for night in house.week()) == 0
    house.world.until(NOON + KEPT * DAY)
    nights = house.week()
    assert [night.erased.feedback for night in nights].count(0) < PARTS - 1, "spread over nights"
    assert house.erased() == 10


def test_what_is_open_stays_however_old_it_is() -> None:
    house = House()
    house.world.text(f"420 cold, {SECRET}")
    house.world.until(NOON + 2 * KEPT * DAY)
    house.week()
    assert house.erased() == 0


def test_without_a_retention_nothing_goes() -> None:
    house = House(None)
    house.ended(3)
    house.world.until(NOON + 900 * DAY)
    assert [night.erased for night in house.week()] == [Erased()] * PARTS
    assert house.erased() == 0


def test_how_much_went_is_kept_in_the_audit_log_and_a_second_week_adds_nothing() -> None:
    house = House()
    house.ended(5)
    house.world.until(NOON + (KEPT + 1) * DAY)
    house.week()
    kept = house.audit.between(NOON, house.world.now + DAY)
    assert sum(int(one.data["feedback"]) for one in kept) == 5
    assert {(one.deed, one.by, one.data["why"]) for one in kept} == {
        (Deed.ERASED, "retention", "age")
    }
    house.week()
    assert house.audit.between(NOON, house.world.now + DAY) == kept


def test_weeks_of_short_nights_get_to_the_end_of_everything() -> None:
    house = House()
    house.ended(20)
    house.world.until(NOON + (KEPT + 1) * DAY)
    erased = [0]
    for _ in range(8):
        for _ in range(PARTS):
            house.world.until(house.world.now + DAY)
            looked = iter([True, False])
            house.retain.night(house.world.now, lambda looked=looked: next(looked))  # type: ignore[misc]
        erased.append(house.erased())
        if erased[-1] == 20:
            break
        assert erased[-1] > erased[-2]
    assert erased[-1] == 20


def test_a_night_that_breaks_off_says_in_the_audit_log_what_it_erased() -> None:
    house = House()
    house.ended(20)
    house.world.until(NOON + (KEPT + 1) * DAY)

    looks = count()

    def has_time() -> bool:
        if next(looks) == 2:
            raise UnavailableError("the table is down")
        return True

    for _ in range(PARTS):
        house.world.until(house.world.now + DAY)
        with suppress(UnavailableError):
            house.retain.night(house.world.now, has_time)
    kept = house.audit.between(NOON, house.world.now + DAY)
    assert sum(int(one.data["feedback"]) for one in kept) == house.erased() > 0


def test_a_night_without_time_says_so_and_a_later_one_goes_on() -> None:
    house = House()
    house.ended(5)
    house.world.until(NOON + (KEPT + 1) * DAY)
    assert any(night.is_cut for night in house.week(has_time=lambda: False))
    assert house.erased() == 0
    house.week()
    assert house.erased() == 5


class Endless(MemoryRecords):
    """A part of the table that holds much and no feedback."""

    def part(
        self, number: int, of: int, after: str | None = None
    ) -> Iterator[tuple[Record | None, str | None]]:
        del number, of, after
        return ((None, None) for _ in range(1_000))


def test_a_night_ends_in_time_also_where_it_reads_much_that_is_no_feedback() -> None:
    house = House()
    house.retain = replace(house.retain, records=Endless(house.world.store))
    asked = count()
    night = house.retain.night(house.world.now, has_time=lambda: next(asked) < 10)
    assert night.is_cut
    assert next(asked) == 11


class Stuck(MemoryRecords):
    """Records of which one cannot be blanked."""

    def __init__(self, world: World, one: str) -> None:
        super().__init__(world.store)
        self.blank_entry = self._blank_others
        self._world, self._one = world, one

    def _blank_others(self, entry: Entry) -> None:
        if entry.feedback_id == self._one:
            raise UnavailableError
        self._world.store.blank_entry(entry)


def test_one_feedback_that_cannot_be_erased_is_counted_and_does_not_keep_the_others() -> None:
    house = House()
    first, *_ = house.ended(10)
    world = house.world
    records = Stuck(world, first)
    erase = Erase(world.store, records, world.files, world.originals, world.pending)
    house.retain = replace(house.retain, erase=erase)
    world.until(NOON + (KEPT + 1) * DAY)
    nights = house.week()
    assert [night.erased.left for night in nights if night.erased.left] == [1]
    assert house.erased() == 9


class OpenedAgain(MemoryRecords):
    """Records of which one is opened again by its customer at a moment."""

    def __init__(self, world: World, moment: str) -> None:
        super().__init__(world.store)
        self._world, self._moment = world, moment
        self.blank_entry = self._blank_entry

    def of(self, feedback_id: str) -> Record:
        self._happens("before it is read again", feedback_id)
        return super().of(feedback_id)

    def _blank_entry(self, entry: Entry) -> None:
        self._happens("while it is erased", entry.feedback_id)
        self._world.store.blank_entry(entry)

    def _happens(self, moment: str, feedback_id: str) -> None:
        if moment != self._moment:
            return
        self._moment = ""
        before = self._world.store.get(feedback_id)
        number = before.entries + 1
        again = replace(
            before, status=Status.OPEN, answered_at=None, closed_at=None,
            cycle=before.cycle + 1, cycle_at=self._world.now, entries=number,
        )  # fmt: skip
        said = Entry(
            feedback_id=feedback_id, number=number, what=What.CUSTOMER_WROTE, at=self._world.now,
            actor="customer", cycle=again.cycle, words="Cold again!", data={"reopens": True},
        )  # fmt: skip
        self._world.store.change(before, again, said, react_by=self._world.now + HOUR)


@pytest.mark.parametrize("moment", ["before it is read again", "while it is erased"])
def test_what_its_customer_opens_again_at_that_moment_stays_open(moment: str) -> None:
    house = House()
    world = house.world
    (one,) = house.ended(1)
    records = OpenedAgain(world, moment)
    erase = Erase(world.store, records, world.files, world.originals, world.pending)
    house.retain = replace(house.retain, erase=erase)
    world.until(NOON + (KEPT + 1) * DAY)
    nights = [house.retain.night(world.now + n * DAY) for n in range(PARTS)]
    assert [(night.erased.feedback, night.erased.left) for night in nights] == [(0, 0)] * PARTS
    after = world.store.get(one)
    assert after.is_open
    assert after.contacts, "it can be answered"
    assert world.store.timeline(one)[-1].words == "Cold again!"


def test_an_open_feedback_that_a_customer_wants_erased_is_closed_with_it() -> None:
    house = House()
    world = house.world
    world.text(f"420 cold, {SECRET}")
    one = world.feedback.id
    erase = house.retain.erase
    erase.contact(f"sms:{PHONE}", world.now)
    world.settle()
    after = world.feedback
    assert (after.status, after.closed_at, after.wake_at) == (Status.CLOSED, world.now, None)
    assert [entry.what for entry in world.store.timeline(one)][-1] is What.ERASED
    sent = len(world.sms.sent) + len(world.mail.sent)
    world.until(world.now + 30 * DAY)
    assert len(world.sms.sent) + len(world.mail.sent) == sent, "nothing more is raised or told"
    assert world.rebuild.compare().is_whole


def test_erasing_an_open_feedback_counts_it_as_ended_without_an_answer() -> None:
    house = House()
    world = house.world
    world.text(f"420 cold, {SECRET}")
    house.retain.erase.contact(f"sms:{PHONE}", world.now)
    world.settle()
    states: Counter[tuple[Measure, State]] = Counter()
    for entry in world.measures.recorded(world.feedback.id).values():
        for line in entry.lines:
            states[line.fact.measure, line.fact.state] += line.sign
    assert states[Measure.FIRST_RESPONSE, State.RUNNING] == 0
    assert states[Measure.FIRST_RESPONSE, State.WITHOUT] == 1
    assert states[Measure.PROMISE, State.MISSED] == 1


@pytest.mark.parametrize("days", [1, KEPT])
def test_the_configuration_knows_the_days(days: int) -> None:
    assert keeping(days).retention == days * DAY
