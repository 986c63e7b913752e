"""An answer that reached nobody is not done with: it stays with its team until somebody ends it."""

from datetime import timedelta

from chalicelib.errors import PermanentDeliveryError
from chalicelib.model import Delivery, Feedback, Status
from tests.builders import PHONE
from tests.services.test_digests import digests_of
from tests.services.test_story import answer, whats
from tests.world import World

PAT = "pat@example.net"


def unreached() -> World:
    """An answer by text to a number that does not work."""
    world = World()
    world.text("420 heating broken")
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(world)
    return world


def listed(world: World) -> list[Feedback]:
    """What the team's list of promises holds."""
    until = world.now + timedelta(days=30)
    return [world.store.get(one) for one in world.store.held("coaches", until, 10)]


def test_it_is_marked_listed_and_told_to_the_team() -> None:
    world = unreached()
    assert (world.feedback.status, world.feedback.unreached_at) == (Status.ANSWERED, world.now)
    assert listed(world) == [world.feedback]
    told = [s for s in world.mails_to("coaches@example.com") if "#told" in s.rendered.text]
    assert [s.message.purpose.value for s in told] == ["team_undelivered"]


def test_the_member_who_wrote_it_hears_it_too() -> None:
    world = World()
    world.text("420 heating broken")
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(world, sender="ana@example.com")
    told = [s.message.purpose.value for s in world.mails_to("ana@example.com")]
    assert sorted(told) == ["team_receipt", "team_undelivered"]


def test_the_daily_digest_names_it_apart_from_what_is_overdue() -> None:
    world = unreached()
    world.hours(48)
    digests_of(world).send(world.now, at_once=True)
    world.settle()
    told = world.mails_to("coaches@example.com")[-1].rendered
    assert "answers that reached nobody: 1" in (told.subject or "")
    assert "overdue" not in (told.subject or "")
    assert "the customer was not reached" in told.text


def test_told_ends_it_with_a_note_of_how() -> None:
    world = unreached()
    answer(world, "#told I rang her and read it out")
    assert world.feedback.unreached_at is None
    assert listed(world) == []
    assert (world.timeline[-1].what.value, world.timeline[-1].data["told"]) == ("noted", True)
    assert world.feedback.status is Status.ANSWERED


def test_another_answer_that_arrives_ends_it() -> None:
    world = unreached()
    answer(world, "Once more: it is mended.")
    assert world.feedback.unreached_at is None
    assert listed(world) == []


def test_words_of_the_customer_end_it_in_a_new_cycle() -> None:
    world = unreached()
    world.text("Still cold")
    assert (world.feedback.cycle, world.feedback.unreached_at) == (2, None)


def test_it_is_closed_by_itself_in_time_and_the_mark_stays() -> None:
    world = unreached()
    world.hours(24 * 8)
    assert world.feedback.status is Status.CLOSED
    assert world.feedback.unreached_at is not None
    assert listed(world) == []


def test_an_outcome_that_reached_nobody_is_listed_though_it_is_closed() -> None:
    world = World()
    world.text("420 heating broken")
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(world, "#resolve The heater was replaced.")
    assert world.feedback.status is Status.CLOSED
    assert listed(world) == [world.feedback]
    answer(world, "#told by phone")
    assert (world.feedback.status, listed(world)) == (Status.CLOSED, [])


def test_while_another_contact_point_may_still_be_reached_nothing_is_marked() -> None:
    world = World()
    world.form("No light", phone=PHONE, email=PAT)
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(world)
    assert world.feedback.unreached_at is None
    assert "It is mended." in world.mails_to(PAT)[-1].rendered.text
    world.receipt(world.mails_to(PAT)[-1], Delivery.BOUNCED, "no such user")
    assert world.feedback.unreached_at == world.now
    world.receipt(world.mails_to(PAT)[-1], Delivery.BOUNCED, "no such user")
    assert whats(world).count("undelivered") == 2


def test_a_late_bounce_of_an_older_answer_marks_nothing() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "We look into it.")
    first = world.sms.sent[-1]
    answer(world, "It is mended.")
    world.receipt(first, Delivery.BOUNCED, "no such number")
    assert world.feedback.unreached_at is None


def test_a_notice_that_did_not_arrive_marks_nothing() -> None:
    world = World()
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    world.text("420 heating broken")
    assert world.feedback.unreached_at is None


def test_who_left_no_way_to_be_reached_is_not_unreached() -> None:
    world = World()
    world.form("No light")
    answer(world)
    assert world.feedback.unreached_at is None
