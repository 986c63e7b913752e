"""Every Lambda killed before and after the effect of every call that it makes to AWS.

Each story is lived once. Then, for each Lambda that ran and each call that it made, everything is put
back to before that run, the process is killed there, its source hands the same over again, and all goes
on until it is quiet. What is stored then, and what people have received, must be what it was.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from hypothesis import settings

from chalicelib.model import Purpose, What
from tests.builders import document
from tests.crash.cloud import API, LAMBDAS, Cloud, Moment, Record, Step, cloud
from tests.crash.events import label
from tests.crash.stories import LAPSE, SILENT, STORIES, Story
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
ONLY_READS = ("Get", "Query", "Describe", "Scan", "List", "BatchGet", "Head")
VOLATILE = {
    "message": {
        "attempts", "unsure", "created_at", "sent_at", "settled_at", "provider_id", "rendered",
        "shows",
    },
    "feedback": {"closed_at", "unreached_at"},
    "facts": {"fact_lines"},
    "opt_out": {"said_at"},
}  # fmt: skip
"""What may differ: how often it was tried, and when what came late was done."""
UNCOMPARED = {"sent", "counter"}
"""Items that are named after a provider's id, and counts, which nobody is ever shown."""
HOW_LONG = re.compile(r"\w+_(?:[ow]\d+|open|wall)")
"""The figures of a rollup that say how long something took, in sums and by length."""
TRIED: set[object] = set()
"""What some story has tried in this process already."""
UNASKED = ("new: ", "lost: ", "not received: ", "('F#", "('ROLLUP", "no tick")
"""How a survey that may have left, and is not sent again, shows."""
MOST_RUNS = 300
ONCE_MORE = "received once more"
LATER = re.compile(r"\([^()\n]*\d+ (?:h|min)\b[^()\n]*\)|\(now\)|/a/\w+")
"""What differs in a mail that came later: how much time is left or has passed, and links that end."""


@dataclass(frozen=True)
class Point:
    """One run of one Lambda in a life without a crash."""

    stage: str
    step: Step
    before: Moment
    calls: tuple[str, ...]
    unanswered: frozenset[int]
    """Calls to which no answer came: there is no moment after them."""

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

    @property
    def is_asked_once(self) -> bool:
        """Whether it sends a survey, which is not sent again where it may have left."""
        return self.step.name == "send" and "survey" in self.labels

    @property
    def may_change_measures(self) -> bool:
        """Whether it writes measurements, or what they are worked out from other than entries."""
        return IS_LITERAL or self.step.name in ("measure", "send", "record_delivery")

    def is_unknowable(self, kill_at: tuple[int, bool]) -> bool:
        """Whether a message left as its sender died, and no receipt will ever say so."""
        number, has_effect = kill_at
        is_silent = self.step.name == "digest" or "nothing" in self.before.fates.values()
        return has_effect and is_silent and self.calls[number] in SENDING

    def named(self, kill_at: tuple[int, bool]) -> str:
        number, has_effect = kill_at
        when = "after" if has_effect else "before"
        return f"{self.stage}: {self.step.name} killed {when} {number} {self.calls[number]}"


@dataclass(frozen=True)
class Picture:
    """What is stored, and what people have received."""

    items: dict[tuple[str, str], Record]
    received: Counter[tuple[str, ...]]
    ticks: frozenset[str]

    @classmethod
    def of(cls, stage: Cloud) -> "Picture":
        return cls(
            items={
                (item["pk"]["S"], item["sk"]["S"]): lasting(item)
                for item in stage.items()
                if item["entity"]["S"] not in UNCOMPARED
            },
            received=Counter(
                (left.channel, left.to, left.subject, LATER.sub("", left.text))
                for left in stage.wire.departures
            ),
            ticks=frozenset(stage.ticks),
        )

    def without_measures(self) -> "Picture":
        kept = {
            key: item
            for key, item in self.items.items()
            if item["entity"]["S"] not in ("facts", "rollup")
        }
        return replace(self, items=kept)


def lasting(item: Record) -> Record:
    entity = item["entity"]["S"]
    volatile = VOLATILE.get(entity, set())
    if entity == "entry" and item["actor"]["S"] == "system":
        volatile = {"at"}
    if item.get("error") == {"S": "opted_out"}:  # by the provider's word, or by then by ours
        volatile = {*volatile, "delivery"}
    return {
        name: value
        for name, value in item.items()
        if name not in volatile
        and not (entity == "rollup" and (HOW_LONG.fullmatch(name) or value == {"N": "0"}))
    }


def live(stage: Cloud, name: str) -> list[Point]:
    """Go on until all is quiet, each Lambda in a new process."""
    points: list[Point] = []
    while step := stage.step():
        before = stage.moment()
        stage.boot()
        assert stage.run(step)
        points.append(Point(name, step, before, *stage.wire.seen))
        assert len(points) < MOST_RUNS, f"{step.name} never comes to an end"
    return points


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


def differences(was: Picture, now: Picture) -> list[str]:
    found = [f"lost: {key}" for key in was.items.keys() - now.items.keys()]
    found += [f"new: {key}" for key in now.items.keys() - was.items.keys()]
    for key in was.items.keys() & now.items.keys():
        one, other = was.items[key], now.items[key]
        found += [
            f"{key} {name}: {one.get(name)} -> {other.get(name)}"
            for name in sorted(one.keys() | other.keys())
            if one.get(name) != other.get(name)
        ]
    found += [f"not received: {what}" for what in was.received - now.received]
    found += [f"{ONCE_MORE}: {what}" for what in now.received - was.received]
    found += [f"no tick: {tick}" for tick in was.ticks - now.ticks]
    return found


def what_differs(stage: Cloud, point: Point, kill_at: tuple[int, bool], was: Picture) -> list[str]:
    """What must not be otherwise where a process is killed at a point."""
    should_be = was if point.may_change_measures else was.without_measures()
    found = differences(should_be, killed(stage, point, kill_at))
    if point.is_asked_once:
        found = [one for one in found if not one.startswith(UNASKED)]
    if point.is_unknowable(kill_at):
        found = [one for one in found if not one.startswith(ONCE_MORE)]
    return found


def points_of(stage: Cloud, story: Story) -> Iterator[tuple[list[Point], Picture]]:
    """The stages of a story, each with what is there after it."""
    stage.apply(document(**story.changes))
    for part in story.stages:
        stage.plans = deque([*part.plans, *LAPSE])
        points = live(stage, part.name)
        was, end = Picture.of(stage), stage.moment()
        yield points, was
        stage.go_back(end)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_kill_at_any_call_changes_nothing_in_the_end(story: Story) -> None:
    wrong: list[str] = []
    with cloud() as stage:
        for points, was in points_of(stage, story):
            for point in points:
                for kill_at in point.kills():
                    key = (point.step.name, point.labels, point.calls, kill_at)
                    if key in TRIED and not IS_LITERAL:
                        continue
                    TRIED.add(key)
                    problems = what_differs(stage, point, kill_at, was)
                    wrong += [f"{point.named(kill_at)}: {problem}" for problem in problems]
    assert TRIED, "the wire has heard of calls"
    assert not wrong, "\n".join(wrong)


def test_without_receipts_what_was_taken_as_its_sender_died_leaves_twice_and_is_counted() -> None:
    tried = 0
    with cloud() as stage:
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


def test_every_lambda_every_entry_and_every_purpose_has_a_case() -> None:
    """A new one belongs into a story."""
    ran: set[str] = set()
    led: set[str] = set()
    left: set[str] = set()
    for story in STORIES:
        with cloud() as stage:
            for points, _ in points_of(stage, story):
                ran |= {point.step.name for point in points}
                led |= {one for p in points if p.step.name == "react" for one in p.labels}
            left |= {one.purpose for one in stage.wire.departures if one.tags}
    assert {*LAMBDAS, API} <= ran
    assert {what.value for what in What} <= led
    assert {purpose.value for purpose in Purpose} <= left
