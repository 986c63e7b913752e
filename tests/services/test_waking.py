"""What ticks and sweeps hand over, how far a look comes, and states that were woken for nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.handlers.wake import from_cursor, to_cursor
from chalicelib.model import Delivery, Status
from chalicelib.services import wake as module
from tests.builders import HOUR, NOON, PHONE
from tests.services.test_story import without_settling
from tests.world import World


def numbers(world: World, count: int) -> None:
    """So many customers write."""
    for n in range(count):
        world.text(f"420 hello {n}", sender=f"+44770090{n:04d}")


def test_each_call_of_the_wheel_goes_on_where_the_last_one_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PAGE", 3)
    monkeypatch.setattr(module, "PAGES", 2)
    world = World()
    numbers(world, 20)
    now = NOON + 18 * HOUR
    handed: list[str] = []
    calls = 0
    cursor = None
    while True:
        last = world.wake.wake(now, from_cursor(cursor))
        handed += [job["feedback"] for job in world.act_queue.take()]  # none of it is done yet
        calls += 1
        cursor = to_cursor(last)
        if cursor is None:
            break
    assert sorted(handed) == sorted(world.all_ids)
    assert calls == 4


def test_a_place_in_the_list_holds_ids_and_an_instant_only() -> None:
    world = World()
    numbers(world, 1)
    (due, *_), _ = world.store.due(NOON + 18 * HOUR, 1)
    cursor = to_cursor(due)
    assert cursor == {
        "feedback": world.feedback.id, "item": "state", "wake_at": "2026-11-24T06:00:00.000Z",
    }  # fmt: skip
    assert from_cursor(cursor) == due


def test_a_tick_leaves_alone_what_waits_in_a_queue_and_the_sweep_does_not() -> None:
    world = World()
    without_settling(world, "420 hello")
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    world.send_queue.take()  # a long queue: nothing was sent yet
    without_settling(world, "420 and more")  # and nothing followed from this
    world.now += timedelta(minutes=5)
    assert world.wake.wake(world.now) is None
    assert world.act_queue.take() == []
    swept = world.sweep_service.sweep(world.now)
    assert (swept.unfollowed, swept.unsent) == (1, 2)
    assert len(world.act_queue.take()) == 3


def test_a_tick_takes_messages_whose_next_try_has_come() -> None:
    world = World()
    numbers(world, 1)
    (message, *_) = world.messages
    again = replace(message, delivery=Delivery.RETRY, wake_at=world.now, provider_id=None)
    world.store.settle(message, again)
    world.wake.wake(world.now)
    assert [job["item"] for job in world.act_queue.take()] == [f"message:{message.id}"]


def test_a_state_that_was_woken_for_nothing_is_not_woken_at_every_tick() -> None:
    world = World()
    world.text("420 hello", sender=PHONE)
    world.ticker.take_due(NOON + timedelta(days=9))
    before = world.feedback
    world.store.rearm(before, NOON + HOUR)  # as an older release may have armed it
    world.now = NOON + 2 * HOUR
    world.sweep()
    assert world.feedback == before, "its wake-up is the plan's again, and nothing else is changed"
    assert len(world.timeline) == 1
    world.wake.wake(world.now)
    assert world.act_queue.take() == []


def test_a_state_whose_plan_has_nothing_left_leaves_the_list() -> None:
    world = World()
    world.text("420 hello")
    state = world.feedback
    world.store._states[state.id] = replace(state, status=Status.CLOSED, wake_at=NOON)
    world.acting.step(state.id, NOON)
    assert world.feedback.wake_at is None


def test_a_state_whose_time_has_not_come_is_left_as_it_is() -> None:
    world = World()
    world.text("420 hello")
    state = world.feedback
    world.acting.step(state.id, NOON + HOUR)
    assert world.feedback == state
