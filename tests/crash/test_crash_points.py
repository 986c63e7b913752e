"""Every Lambda killed before and after the effect of every call that it makes to AWS.

Each story is lived once. Then, for each Lambda that ran and each call that it made, everything is put
back to before that run, the process is killed there, its source hands the same over again, and all goes
on until it is quiet. What is stored then, and what people have received, must be what it was.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import settings

from chalicelib.model import Purpose, What
from tests.builders import document
from tests.crash.cloud import API, LAMBDAS, Cloud, Moment, Step, cloud
from tests.crash.events import label
from tests.crash.picture import ONCE_MORE, Picture, differences
from tests.crash.stories import ANONYMOUS, LAPSE, SILENT, STORIES, Story
from tests.crash.wire import SENDING

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.filterwarnings("ignore:No application metrics to publish"),
]

IS_LITERAL = settings.get_current_profile_name() != "default"
"""Whether also those points are tried that cannot differ from another one.

A process that ends before a call, or after one that only reads, has done what it had done after the
last call that wrote. The short run leaves these out, and what is the same for another record of the
same kind; `make proofs` does not.
"""
ONLY_READS = ("Get", "Query", "Describe", "Scan", "List", "BatchGet", "Head", "Filter")
BY_STAGE = ("capture_sms", "capture_email", API, "act")
"""Lambdas whose records do not say what they are about."""
LEADS_NOWHERE = {What.ERASED.value}
"""An operator's command writes it, when there is nobody left to tell."""
TRIED: set[object] = set()
"""What some story has tried in this process already."""
UNASKED = ("new: ", "lost: ", "not received: ", "('F#", "('ROLLUP", "no tick")
"""How a survey that may have left, and is not sent again, shows."""
MOST_RUNS = 300


@dataclass(frozen=True)
class Point:
    """One run of one Lambda in a life without a crash."""

    stage: str
    step: Step
    before: Moment
    calls: tuple[str, ...]
    unanswered: frozenset[int]
    """Calls to which no answer came: there is no moment after them."""
    leads_to_warning: bool = False
    """Whether `measure` writes an entry in its stage, and not measurements alone."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What its records are about."""
        return tuple(sorted({label(self.step.name, record) for record in self.step.records}))

    def kills(self) -> Iterator[tuple[int, bool]]:
        """Each call's number, and whether it has its effect before the process ends."""
        for number, call in enumerate(self.calls):
            if IS_LITERAL:
                yield number, False
            has_after = number not in self.unanswered
            if has_after and (IS_LITERAL or not call.startswith(ONLY_READS)):
                yield number, True

    def case(self, kill_at: tuple[int, bool]) -> tuple[object, ...]:
        """What the short run tries once: a writing call of a Lambda, in its order, about one thing."""
        number, has_effect = kill_at
        writes = [call for call in self.calls[:number] if not call.startswith(ONLY_READS)]
        about = self.stage if self.step.name in BY_STAGE else self.labels
        return self.step.name, about, len(writes), self.calls[number], has_effect

    @property
    def is_asked_once(self) -> bool:
        """Whether it sends a survey, which is not sent again where it may have left."""
        return (self.step.name, self.labels) == ("send", ("survey",))

    @property
    def may_change_measures(self) -> bool:
        """Whether it writes measurements, or what they are worked out from other than entries."""
        is_acknowledging = self.step.name == "send" and "acknowledgement" in self.labels
        is_measuring = self.step.name in ("measure", "record_delivery")
        return IS_LITERAL or is_acknowledging or is_measuring or self.leads_to_warning

    def is_unknowable(self, kill_at: tuple[int, bool]) -> bool:
        """Whether a message left as its sender died, and no receipt will ever say so."""
        number, has_effect = kill_at
        is_silent = "nothing" in self.before.fates.values()
        return has_effect and is_silent and self.calls[number] in SENDING

    def named(self, kill_at: tuple[int, bool]) -> str:
        number, has_effect = kill_at
        when = "after" if has_effect else "before"
        return f"{self.stage}: {self.step.name} killed {when} {number} {self.calls[number]}"


def live(stage: Cloud, name: str) -> list[Point]:
    """Go on until all is quiet, each Lambda in a new process."""
    points: list[Point] = []
    while step := stage.step():
        before = stage.moment()
        stage.boot()
        assert stage.run(step)
        points.append(Point(name, step, before, *stage.wire.seen))
        assert len(points) < MOST_RUNS, f"{step.name} never comes to an end"
    is_warning = any(What.WARNED.value in point.labels for point in points)
    return [replace(point, leads_to_warning=is_warning) for point in points]


def killed(stage: Cloud, point: Point, kill_at: tuple[int, bool]) -> Picture:
    """What is there in the end where a process is killed once."""
    stage.go_back(point.before)
    if not point.may_change_measures:
        stage.lost.add("measure")
        stage.waiting.pop("measure", None)
    assert not stage.run(point.step, kill_at), f"not so again: {point.named(kill_at)}"
    for _ in range(MOST_RUNS):
        step = stage.step()
        if step is None:
            now = Picture.of(stage)
            return now if point.may_change_measures else now.without_measures()
        assert stage.run(step)
    raise AssertionError("it never comes to an end")


def what_differs(stage: Cloud, point: Point, kill_at: tuple[int, bool], was: Picture) -> list[str]:
    """What must not be otherwise where a process is killed at a point."""
    should_be = was if point.may_change_measures else was.without_measures()
    found = differences(should_be, killed(stage, point, kill_at))
    if point.is_asked_once:
        found = [one for one in found if not one.startswith(UNASKED)]
    if point.is_unknowable(kill_at):
        found = [one for one in found if not one.startswith(ONCE_MORE)]
    return found


@dataclass
class Cases:
    """What the stories that were lived in this process have shown."""

    stories: set[str] = field(default_factory=set)
    ran: set[str] = field(default_factory=set)
    led: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)

    def note(self, story: Story, points: list[Point], stage: Cloud) -> None:
        self.stories.add(story.name)
        self.ran |= {point.step.name for point in points}
        self.led |= {one for p in points if p.step.name == "react" for one in p.labels}
        self.left |= {one.purpose for one in stage.wire.departures if one.tags}


CASES = Cases()


@pytest.fixture(scope="module")
def empty() -> Iterator[tuple[Cloud, Moment]]:
    """A stage, and the moment at which there was nothing on it."""
    with cloud() as stage:
        yield stage, stage.moment()


@pytest.fixture
def stage(empty: tuple[Cloud, Moment]) -> Cloud:
    """An empty stage."""
    one, nothing = empty
    one.go_back(nothing)
    return one


def points_of(stage: Cloud, story: Story) -> Iterator[tuple[list[Point], Picture]]:
    """The stages of a story, each with what is there after it."""
    stage.apply(document(**story.changes))
    for part in story.stages:
        stage.plans = deque([*part.plans, *LAPSE])
        points = live(stage, part.name)
        was, end = Picture.of(stage), stage.moment()
        CASES.note(story, points, stage)
        yield points, was
        stage.go_back(end)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_kill_at_any_call_changes_nothing_in_the_end(story: Story, stage: Cloud) -> None:
    wrong: list[str] = []
    for points, was in points_of(stage, story):
        for point in points:
            for kill_at in point.kills():
                case = point.case(kill_at)
                if case in TRIED and not IS_LITERAL:
                    continue
                TRIED.add(case)
                problems = what_differs(stage, point, kill_at, was)
                wrong += [f"{point.named(kill_at)}: {problem}" for problem in problems]
    assert TRIED, "the wire has heard of calls"
    assert not wrong, "\n".join(wrong)


def test_without_receipts_what_was_taken_as_its_sender_died_leaves_twice_and_is_counted(
    stage: Cloud,
) -> None:
    tried = 0
    for points, was in points_of(stage, SILENT):
        for point in points:
            for number, call in enumerate(point.calls):
                if point.step.name != "send" or call not in SENDING:
                    continue
                tried += 1
                now = killed(stage, point, (number, True))
                assert (now.received - was.received).total() == 1, "one of them, once more"
                assert not was.received - now.received
                assert stage.counted["Messages.sent_again"] == 1
    assert tried >= 2, "a text and a mail"


def test_a_client_that_names_no_id_is_stored_twice_where_its_answer_was_lost(stage: Cloud) -> None:
    """Nobody can know that it is the same; with an id, or from the form, it is stored once."""
    for points, _ in points_of(stage, ANONYMOUS):
        (point,) = [point for point in points if point.step.name == API]
        number = point.calls.index("TransactWriteItems")
        before = killed(stage, point, (number, False))
        after = killed(stage, point, (number, True))
        assert (before.count("feedback"), after.count("feedback")) == (1, 2)
        assert before.received.total() * 2 == after.received.total()


def test_every_lambda_every_entry_and_every_purpose_has_a_case(stage: Cloud) -> None:
    """A new one belongs into a story."""
    nothing = stage.moment()
    for story in STORIES:
        if story.name not in CASES.stories:
            stage.go_back(nothing)
            for _ in points_of(stage, story):
                pass
    assert {*LAMBDAS, API} <= CASES.ran
    assert {what.value for what in What} - LEADS_NOWHERE <= CASES.led
    assert {purpose.value for purpose in Purpose} <= CASES.left
