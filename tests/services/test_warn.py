"""Early warning: who is told, of what, once."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.early_warning import OVER_AFTER, STALE_AFTER, Episode
from chalicelib.model import Channel, Delivery, Entry, Purpose, What
from chalicelib.notify.memory import Sent
from chalicelib.services.usual import Usual
from chalicelib.services.warn import Warn
from chalicelib.store.memory_lists import MemoryLists
from tests.builders import NOON, configuration, document
from tests.world import World

MINUTE = timedelta(minutes=1)
WEEK = timedelta(weeks=1)
COACHES = "coaches@example.com"


def after_weeks(**changes: Any) -> World:
    """A world in which coach 420 got one feedback a week, at other times."""
    world = World(first=configuration(**changes), now=NOON - 9 * WEEK)
    for week in range(9):
        world.until(NOON - (9 - week) * WEEK + timedelta(hours=7 * week))
        world.form(f"a thing of week {week}")
    world.until(NOON)
    return world


def forms(
    world: World, n: int, words: str = "heating broken, we are freezing", **said: object
) -> None:
    """So many forms, a minute apart."""
    for number in range(n):
        world.until(world.now + MINUTE)
        world.form(f"{words} {number}", **said)


def warned(world: World) -> list[Sent]:
    return [sent for sent in world.mail.sent if sent.message.purpose is Purpose.TEAM_WARNED]


def warnings(world: World) -> list[Entry]:
    entries = (entry for one in world.all_ids for entry in world.store.timeline(one))
    return [entry for entry in entries if entry.what is What.WARNED]


def test_one_a_week_and_then_three_within_an_hour_is_told_at_the_third() -> None:
    world = after_weeks()
    forms(world, 2, "the queue was long")
    assert not warned(world)
    forms(world, 1, "the queue was long")
    (mail,) = warned(world)
    assert mail.message.to == COACHES
    assert mail.rendered.subject == "Coach 420 London to Birmingham: more feedback than usual (3)"
    text = mail.rendered.text
    assert "3 came within 60 min, the first at 12:01 on Monday 23 November" in text
    assert "usually fewer than one" in text
    assert "Most of them speak of: " in text
    newest = world.store.get(world.all_ids[-1])
    assert f"https://fale.example.com/console#/feedback/{newest.reference}" in text
    assert mail.rendered.reply_to is None


def test_the_owner_is_told_once_and_again_only_of_three_times_as_many() -> None:
    world = after_weeks()
    forms(world, 8)
    assert [entry.data["count"] for entry in warnings(world)] == [3]
    forms(world, 1)
    assert [entry.data["count"] for entry in warnings(world)] == [3, 9]
    forms(world, 17)
    assert len(warned(world)) == 2


def test_after_a_day_without_anything_unusual_it_is_news_again() -> None:
    world = after_weeks()
    forms(world, 3)
    world.until(world.now + OVER_AFTER / 2)
    forms(world, 4)
    assert len(warned(world)) == 1, "it goes on"
    world.until(world.now + OVER_AFTER + MINUTE)
    forms(world, 4)
    assert len(warned(world)) == 2


def test_whoever_looks_again_warns_nobody_twice() -> None:
    world = after_weeks()
    forms(world, 3)
    every = world.store.entries_since(0)
    for _ in range(2):
        assert world.warn.look(every, world.now) == 0
    world.settle()
    assert len(warned(world)) == 1


def test_whoever_dies_before_the_episode_is_kept_has_warned_once_all_the_same() -> None:
    world = after_weeks()

    class Dying:
        """Keeps nothing the first time."""

        def __init__(self) -> None:
            self.is_dead = False

        def of(self, touchpoint_id: str) -> Episode | None:
            return world.episodes.of(touchpoint_id)

        def put(self, before: Episode | None, after: Episode) -> None:
            if not self.is_dead:
                self.is_dead = True
                raise RuntimeError("killed")
            world.episodes.put(before, after)

        def of_team(self, team_id: str, since: object) -> list[Episode]:
            raise NotImplementedError

    lists = MemoryLists(world.store)
    dying = Warn(world.store, lists, Usual(lists, world.measures), world.configurations, Dying())
    world.warn = dying
    forms(world, 2)
    with pytest.raises(RuntimeError, match="killed"):
        forms(world, 1)
    assert len(warnings(world)) == 1
    assert world.episodes.of("coach-420") is None
    assert dying.look(world.store.entries_since(0), world.now) == 0
    world.settle()
    assert len(warned(world)) == 1
    kept = world.episodes.of("coach-420")
    assert kept is not None
    assert kept.warnings == 1


def test_serious_ones_are_told_of_where_as_many_others_are_usual() -> None:
    world = World(now=NOON - 9 * WEEK)
    for week in range(9):
        world.until(NOON - (9 - week) * WEEK)
        forms(world, 12, "the queue was long", rating=4)
    already = len(warned(world))
    world.until(NOON)
    forms(world, 4, "the queue was long", rating=4)
    assert len(warned(world)) == already
    forms(world, 8, "the queue was long", rating=1)
    (mail,) = warned(world)[already:]
    assert "more serious feedback than usual" in (mail.rendered.subject or "")


def test_that_many_are_serious_is_news_once_after_that_there_are_many() -> None:
    world = after_weeks()
    forms(world, 3, "the queue was long", rating=4)
    forms(world, 3, "the queue was long", rating=1)
    told = [(entry.data["sort"], entry.data["count"]) for entry in warnings(world)]
    assert told == [("more", 3), ("worse", 3)]
    forms(world, 3, "the queue was long", rating=1)
    assert len(warnings(world)) == 2, "as many as three times those that were told of is news"
    forms(world, 3, "the queue was long", rating=1)
    told = [(entry.data["sort"], entry.data["count"]) for entry in warnings(world)]
    assert told[2:] == [("worse", 9)]
    closings = [mail.rendered.text for mail in warned(world)]
    assert "unusually many of them turn out to be serious" in closings[0]
    assert "if there are three times as many" in closings[1]
    assert "turn out" not in closings[1]


def test_serious_ones_do_not_hide_that_there_are_many() -> None:
    world = after_weeks()
    forms(world, 4, "the queue was long", rating=1)
    told = [(entry.data["sort"], entry.data["count"]) for entry in warnings(world)]
    assert told == [("worse", 3)]
    forms(world, 4, "the queue was long", rating=4)
    assert len(warnings(world)) == 1
    forms(world, 2, "the queue was long", rating=4)
    told = [(entry.data["sort"], entry.data["count"]) for entry in warnings(world)]
    assert told[1:] == [("more", 9)]


def test_a_new_episode_has_told_of_nothing_yet() -> None:
    world = after_weeks()
    forms(world, 4, "the queue was long", rating=1)
    world.until(world.now + OVER_AFTER + MINUTE)
    forms(world, 4, "the queue was long", rating=4)
    forms(world, 4, "the queue was long", rating=1)
    assert [entry.data["sort"] for entry in warnings(world)] == ["worse", "more", "worse"]


def test_a_crowd_that_comes_every_week_at_that_hour_is_usual() -> None:
    organisation = document()["organisation"] | {"time_zone": "UTC"}
    world = World(first=configuration(organisation=organisation), now=NOON - 9 * WEEK)
    for week in range(9):
        world.until(NOON - (9 - week) * WEEK)
        forms(world, 12)
    already = len(warned(world))
    world.until(NOON)
    forms(world, 12)
    assert len(warned(world)) == already


def test_what_came_long_ago_warns_of_nothing_any_more() -> None:
    world = after_weeks()
    world.settle = lambda: None  # type: ignore[method-assign]
    forms(world, 5)
    entries = world.store.entries_since(0)
    assert world.warn.look(entries, world.now + STALE_AFTER) == 0
    assert world.warn.look(entries, world.now) == 1


def test_nobody_of_the_owner_is_there_so_the_default_team_hears_it() -> None:
    rows = document()
    rows["teams"]["night"] = {"name": "Night", "mailbox": None, "members": [], "lead": None}
    rows["touchpoints"]["coach-420"]["owner"] = "night"
    world = after_weeks(teams=rows["teams"], touchpoints=rows["touchpoints"])
    forms(world, 3)
    assert [sent.message.to for sent in warned(world)] == [COACHES]


def test_a_warning_that_bounces_goes_to_the_default_team() -> None:
    rows = document()
    rows["touchpoints"]["coach-420"]["owner"] = "supervisors"
    world = after_weeks(touchpoints=rows["touchpoints"])
    forms(world, 3, "the queue was long")
    (mail,) = warned(world)
    assert mail.message.to == "boss@example.com"
    world.receipt(mail, Delivery.BOUNCED, "no such mailbox")
    assert [sent.message.to for sent in warned(world)] == ["boss@example.com", COACHES]
    assert warned(world)[1].rendered.text.count("3 came within 60 min") == 1


def test_of_an_organisation_that_has_just_begun_nothing_is_unusual() -> None:
    world = World()
    forms(world, 12)
    world.until(NOON + timedelta(days=3))
    forms(world, 12)
    assert not warned(world)


def test_what_others_get_is_taken_for_the_usual_of_a_new_touchpoint() -> None:
    world = after_weeks()
    forms(world, 3, touchpoint="coach-550")
    (mail,) = warned(world)
    assert (mail.rendered.subject or "").startswith("Coach 550: ")


def test_it_can_be_switched_off() -> None:
    world = after_weeks(early_warning={"enabled": False})
    forms(world, 6)
    assert not warnings(world)


def test_the_customer_sees_nothing_of_it() -> None:
    world = after_weeks()
    forms(world, 3)
    (entry,) = warnings(world)
    assert entry.channel is None
    assert not [
        sent
        for sent in [*world.mail.sent, *world.sms.sent]
        if sent.message.entry == entry.number
        and sent.message.feedback_id == entry.feedback_id
        and not sent.message.purpose.is_for_staff
    ]
    assert Channel.SMS not in {sent.message.channel for sent in warned(world)}
