"""Early warning through the staff API: who sees what is unusual."""

from datetime import timedelta

from tests.builders import NOON
from tests.desk import AGENT, LEAD, MANAGER, Desk

MINUTE = timedelta(minutes=1)
WEEK = timedelta(weeks=1)


def unusual(desk: Desk) -> None:
    """Coach 420 got one feedback a week, and then three within some minutes."""
    world = desk.world
    for week in range(5):
        world.now = NOON - (5 - week) * WEEK - 5 * timedelta(hours=week)
        world.form(f"a thing of week {week}")
    world.now = NOON
    for number in range(3):
        world.now += MINUTE
        world.form(f"heating broken {number}")


def test_the_owners_team_sees_what_is_unusual_with_the_feedback_that_made_it_so(
    desk: Desk,
) -> None:
    unusual(desk)
    (one,) = desk.get("/v1/warnings").json["items"]
    assert one["touchpoint"] == {"id": "coach-420", "name": "Coach 420 London to Birmingham"}
    assert (one["sort"], one["count"], one["usual"], one["within_seconds"]) == ("more", 3, 0, 3600)
    newest = desk.world.store.get(desk.world.all_ids[-1])
    assert one["reference"] == newest.reference
    timeline = desk.get(f"/v1/feedback/{newest.reference}").json["timeline"]
    assert timeline[-1]["what"] == "warned"


def test_another_team_does_not_and_who_sees_all_does(desk: Desk) -> None:
    unusual(desk)
    assert desk.get("/v1/warnings", LEAD).json["items"] == []
    assert len(desk.get("/v1/warnings", MANAGER).json["items"]) == 1


def test_a_day_after_the_last_unusual_one_it_is_gone(desk: Desk) -> None:
    unusual(desk)
    desk.world.now += timedelta(days=1, minutes=1)
    assert desk.get("/v1/warnings", AGENT).json["items"] == []
