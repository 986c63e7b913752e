"""What was overtaken by events before it happened: found by living random lives."""

from datetime import timedelta
from typing import Any

from chalicelib.errors import PermanentDeliveryError
from chalicelib.model import What
from chalicelib.outbox import holder
from chalicelib.policy import overdue_after, plan_of
from tests.builders import HOUR, NOON, configuration, feedback, policy_row
from tests.services.test_story import answer, whats
from tests.world import World

BY_NIGHT = [21 * 60, 7 * 60]


def impatient() -> dict[str, Any]:
    """Raised after ten hours, to be answered in twenty more."""
    hour = 3600
    levels = [{"after": 10 * hour, "to": "supervisors", "respond_within": 20 * hour}]
    return policy_row(respond_within=10 * hour, remind_after=None, levels=levels)


def test_a_refused_mail_about_a_mail_that_was_set_aside_is_no_customers_message() -> None:
    world = World()
    world.text("420 heating broken")
    world.mail.fail_next(PermanentDeliveryError("invalid"))
    answer(world, "hello", sender="thief@example.net")
    assert whats(world) == ["captured", "set_aside", "undelivered"]
    assert len(world.texts_to()) == 1


def test_the_gaps_between_overdue_notices_grow_and_never_close() -> None:
    gaps = [overdue_after(n + 1) - overdue_after(n) for n in range(40)]
    assert gaps == sorted(gaps)
    assert gaps[0] == timedelta(days=1)
    done = (*(f"overdue:{n}" for n in range(11)), "remind:0", "escalate:1", "escalate:2")
    (step,) = plan_of(feedback(done=done, level=2), configuration())
    assert step.at > NOON + timedelta(days=1025)


def test_after_an_outage_it_is_said_once_that_nobody_answered() -> None:
    world = World()
    world.text("420 hello")
    world.hours(71)
    before = len(world.mails_to("omb-1@example.com"))
    world.ticker.take_due(NOON + timedelta(days=90))
    world.now = NOON + timedelta(days=40)
    world.sweep()
    assert len(world.mails_to("omb-1@example.com")) == before + 1
    assert whats(world).count("overdue") == 1


def test_a_reply_to_a_question_hears_the_promise_that_holds_at_that_level() -> None:
    world = World()
    world.text("420 hello")
    world.hours(25)
    answer(world, "#ask Which seat?")
    world.hours(6)
    world.text("Seat 12")
    assert world.feedback.promise_by == NOON + 54 * HOUR
    assert "18:00" in world.texts_to()[-1]


def test_a_notice_that_waited_for_the_morning_tells_nothing_of_an_old_cycle() -> None:
    world = World(first=configuration(policies=[impatient()], quiet_hours=BY_NIGHT))
    world.text("420 heating broken")
    world.until(NOON + 11 * HOUR)
    answer(world)
    world.hours(1)
    world.text("It broke again")
    texts = len(world.texts_to())
    world.until(NOON + 20 * HOUR)
    assert len(world.texts_to()) == texts


def test_a_notice_that_waited_tells_nothing_that_a_newer_promise_made_untrue() -> None:
    world = World(first=configuration(policies=[impatient()], quiet_hours=BY_NIGHT))
    world.text("420 heating broken")
    world.until(NOON + 11 * HOUR)
    answer(world, "#ask Which seat?")
    world.hours(5)
    world.text("Seat 12")
    texts = len(world.texts_to())
    world.until(NOON + 20 * HOUR)
    assert len(world.texts_to()) == texts
    assert "23:00" in world.texts_to()[-1]


def test_an_entry_that_is_followed_again_after_a_level_was_raised_tells_nobody_new() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(1)
    world.text("and it is dark")
    world.hours(24)
    before = world.told()
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    world.settle()
    assert world.told() == before


def test_a_wait_that_an_outage_overran_is_counted_as_the_wait_that_was_promised() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#ask Which seat?")
    world.ticker.take_due(NOON + timedelta(days=90))
    world.now = NOON + timedelta(days=10)
    world.sweep()
    assert world.feedback.respond_by == NOON + timedelta(days=8)
    assert What.RESUMED in [entry.what for entry in world.timeline]


def test_a_corrected_appeal_stays_the_ombudsmans_and_loses_no_words() -> None:
    lonely = policy_row(
        id="lonely",
        match={"kind": ["enquiry"]},
        respond_within=3 * 3600,
        remind_after=None,
        levels=[],
    )
    world = World(first=configuration(policies=[lonely, policy_row()]))
    world.text("420 heating broken")
    world.hours(2)
    answer(world)
    world.text("OMBUDSMAN")
    answer(world, "#enquiry only asks")
    assert holder(world.feedback, world.configurations.version(1)) == "ombudsman"
    answer(world, "#ask Which seat?")
    world.hours(1)
    world.text("seat 12")
    assert world.feedback.waiting_since is None
    assert world.timeline[-1].words == "seat 12"
