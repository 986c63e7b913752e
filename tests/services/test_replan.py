"""Open feedback under a newer configuration: nothing by itself, everything on purpose."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.addresses import status_token
from chalicelib.model import What
from chalicelib.services.replan import Replan, Replanning
from chalicelib.services.status import StatusPage
from tests.builders import KEYS, NOON, configuration, document, policy_row
from tests.services.test_story import answer, whats
from tests.world import World

HOUR = timedelta(hours=1)
AN_HOUR = 3600
"""In seconds, as documents have it."""


def policy(hours: int, **changes: Any) -> dict[str, Any]:
    """A policy that promises an answer in so many hours, and raises at once and twice as late."""
    levels = [
        {"after": hours * AN_HOUR, "to": "supervisors", "respond_within": hours * AN_HOUR},
        {"after": 2 * hours * AN_HOUR, "to": "ombudsman", "respond_within": hours * AN_HOUR},
    ]
    return (
        policy_row(
            respond_within=hours * AN_HOUR, remind_after=hours * AN_HOUR * 3 // 4, levels=levels
        )
        | changes
    )


def applied(world: World, *policies: dict[str, Any], **changes: Any) -> Replanning:
    """A newer configuration comes into force."""
    version = world.configurations.current().version + 1
    world.configurations.add(configuration(version, policies=list(policies), **changes))
    return Replanning(world.store, world.configurations)


def found(world: World, replanning: Replanning, **only: str) -> list[Replan]:
    wanted = {"policy": None, "touchpoint": None} | only
    return list(replanning.find(world.now, "new contract", **wanted))


def replan(world: World, replanning: Replanning) -> Replan:
    """Re-plan the only open feedback there is; what follows from that happens."""
    (one,) = found(world, replanning)
    assert one.moves
    assert replanning.commit(one, world.now)
    world.settle()
    return one


def test_a_newer_configuration_alone_moves_nothing_and_looking_at_it_neither() -> None:
    world = World()
    world.text("420 heating broken")
    before = world.feedback
    replanning = applied(world, policy(48))
    (one,) = found(world, replanning)
    assert (one.after.respond_by, one.after.policy) == (NOON + 48 * HOUR, "complaint")
    assert world.feedback == before
    assert whats(world) == ["captured"]


def test_a_later_promise_is_told_to_the_customer_and_the_ladder_follows_it() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(6)
    replan(world, applied(world, policy(48, id="patient")))
    after = world.feedback
    assert (after.policy, after.config_version) == ("patient", 2)
    assert after.respond_by == after.promise_by == NOON + 48 * HOUR
    assert (after.cycle_at, after.level, after.done) == (NOON, 0, ())
    assert after.wake_at == NOON + 36 * HOUR
    entry = world.timeline[-1]
    assert entry.what is What.REPLANNED
    assert entry.data["policy"] == ["complaint", "patient"]
    assert entry.data["promise_by"] == "2026-11-25T12:00:00.000Z"
    assert entry.data["reason"] == "new contract"
    assert entry.data["tells_customer"] is True
    assert len(world.texts_to()) == 2
    assert "12:00 on Wednesday 25 November" in world.texts_to()[-1]
    assert "Coach operations" in world.texts_to()[-1]
    world.until(NOON + 49 * HOUR)
    assert whats(world) == ["captured", "replanned", "reminded", "escalated"]


def test_a_sooner_promise_is_no_message_and_what_is_late_by_it_happens_by_itself() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(6)
    replan(world, applied(world, policy(4)))
    assert world.feedback.respond_by == NOON + 4 * HOUR
    assert world.feedback.promise_by == NOON + 24 * HOUR, "what the customer was told"
    assert len(world.texts_to()) == 1
    world.hours(0.1)
    assert whats(world) == ["captured", "replanned", "escalated"]
    assert len(world.texts_to()) == 2, "the notice that the supervisors have it"


def test_doing_it_twice_changes_nothing_the_second_time() -> None:
    for hours in (4, 48):
        world = World()
        world.text("420 heating broken")
        world.hours(2)
        replanning = applied(world, policy(hours))
        replan(world, replanning)
        before = world.feedback
        (again,) = found(world, replanning)
        assert (again.moves, again.after) == (False, before)


@pytest.mark.parametrize("hours", [0, 19, 30, 50, 80, 200])
@pytest.mark.parametrize("words", ["420 heating broken", "420 fire in the coach"])
def test_where_the_rules_are_the_same_nothing_moves_at_any_point_of_the_ladder(
    hours: int, words: str
) -> None:
    safety = {"en-GB": ["fire"]}
    world = World(first=configuration(safety_words=safety))
    world.text(words)
    world.hours(hours)
    (one,) = found(world, applied(world, policy_row(), safety_words=safety))
    assert not one.moves


def test_what_was_done_stays_done_and_the_level_keeps_it() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(30)
    before = world.feedback
    replan(world, applied(world, policy(40)))
    after = world.feedback
    assert (after.level, after.done) == (1, before.done)
    assert after.promise_by == NOON + 80 * HOUR, "the next level's time, told with this one"
    world.until(NOON + 81 * HOUR)
    assert whats(world)[-2:] == ["replanned", "escalated"]
    assert world.feedback.level == 2


def test_pauses_stay() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#ask Which seat?")
    world.hours(10)
    world.text("Seat 12")
    replan(world, applied(world, policy(48)))
    assert len(world.feedback.pauses) == 1
    assert world.feedback.respond_by == NOON + 58 * HOUR


def test_whoever_has_it_by_the_new_rules_is_told() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(30)
    levels = [{"after": 24 * AN_HOUR, "to": "ombudsman", "respond_within": 99 * AN_HOUR}]
    replan(world, applied(world, policy(24, levels=levels)))
    assert (world.timeline[-1].data["from"], world.timeline[-1].data["to"]) == (
        "supervisors",
        "ombudsman",
    )
    assert len(world.mails_to("omb-1@example.com")) == 1
    assert "Ombudsman" in world.texts_to()[-1]


def test_a_level_that_nobody_is_at_by_the_new_rules_hands_on_at_once() -> None:
    world = World()
    world.text("420 heating broken")
    ghosts = {"name": "Ghosts", "mailbox": None, "members": [], "lead": None}
    rows = policy(48)
    rows["levels"] = [rows["levels"][0] | {"to": "ghosts"}, rows["levels"][1]]
    replan(world, applied(world, rows, teams=document()["teams"] | {"ghosts": ghosts}))
    world.until(NOON + 49 * HOUR)
    assert world.feedback.level == 2


def test_a_promise_is_never_taken_back() -> None:
    world = World()
    world.text("420 heating broken")
    before = world.feedback
    silent = policy_row(respond_within=None, remind_after=None, levels=[])
    (one,) = found(world, applied(world, silent))
    assert (one.is_kept, one.moves, one.after) == (True, False, before)


def test_an_appeal_stays_the_ombudsmans() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world)
    world.text("OMBUDSMAN")
    assert world.feedback.level == 2
    (kept,) = found(world, applied(world, policy(24, levels=[])))
    assert kept.is_kept
    one_level = [{"after": 24 * AN_HOUR, "to": "ombudsman", "respond_within": 72 * AN_HOUR}]
    replan(world, applied(world, policy(24, levels=one_level)))
    assert (world.feedback.level, world.timeline[-1].data["to"]) == (1, "ombudsman")
    assert world.feedback.promise_by == NOON + 72 * HOUR


def test_an_answer_meanwhile_wins() -> None:
    world = World()
    world.text("420 heating broken")
    replanning = applied(world, policy(48))
    (one,) = found(world, replanning)
    answer(world)
    assert not replanning.commit(one, world.now)
    assert whats(world) == ["captured", "answered"]
    assert found(world, replanning) == [], "only what is open is re-planned"


def test_one_policy_or_touchpoint_alone_can_be_re_planned() -> None:
    world = World()
    world.text("420 heating broken")
    world.text("550 frio", sender="+447700900777")
    replanning = applied(world, policy(48))
    assert len(found(world, replanning)) == 2
    (one,) = found(world, replanning, touchpoint="coach-550", policy="complaint")
    assert one.before.touchpoint == "coach-550"
    assert found(world, replanning, policy="patient") == []


def test_a_notice_that_waits_for_the_morning_gives_way_to_a_newer_one() -> None:
    quiet = [22 * 60, 7 * 60]
    world = World(first=configuration(quiet_hours=quiet))
    world.text("420 heating broken")
    world.hours(11)
    for hours in (30, 48):
        replan(world, applied(world, policy(hours), quiet_hours=quiet))
    assert len(world.texts_to()) == 1, "nobody is woken"
    world.until(NOON + 20 * HOUR)
    assert len(world.texts_to()) == 2
    assert "by 12:00 tomorrow" in world.texts_to()[-1]


def test_the_customer_sees_the_promise_and_nothing_else_of_it() -> None:
    world = World()
    world.text("420 heating broken")
    replan(world, applied(world, policy(48)))
    page = StatusPage(world.store, world.configurations)
    view = page.view(status_token(KEYS, world.feedback.id), world.now)
    assert [entry.what for entry in view.timeline] == [What.CAPTURED]
    assert view.feedback.promise_by == NOON + 48 * HOUR
