"""An answer that reached nobody is not done with: it stays with its team until somebody ends it."""

from datetime import date, timedelta

import pytest

from chalicelib.errors import PermanentDeliveryError
from chalicelib.measures.figures import Figures
from chalicelib.model import Delivery, Feedback, Status
from chalicelib.services.reports import Reports
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


def counted(world: World) -> Figures:
    """The report of the month."""
    assert world.rebuild.compare().is_whole
    reports = Reports(world.configurations, world.measures)
    return reports.make(date(2026, 11, 1), date(2026, 11, 30), world.now.date()).total


def answers(world: World) -> tuple[int, int, int]:
    """First responses, promises kept, and answers that reached nobody."""
    found = counted(world)
    return found.first_response.n, found.promises.kept, found.unreached.all


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


def test_it_is_no_answer_in_the_figures_until_the_customer_was_told() -> None:
    world = unreached()
    assert answers(world) == (0, 0, 1)
    assert counted(world).unreached.running == 1
    world.hours(2)
    answer(world, "#told I rang her and read it out")
    assert answers(world) == (1, 1, 1)
    found = counted(world)
    assert (found.first_response.wall.mean, found.unreached.n) == (7_200, 1)


def test_who_finds_no_way_ends_it_and_it_is_no_answer_still() -> None:
    world = unreached()
    answer(world, "#unreachable the number is not in use, and there is no other")
    assert (world.feedback.unreached_at, listed(world)) == (None, [])
    assert world.timeline[-1].data["unreachable"] is True
    assert answers(world) == (0, 0, 1)
    assert counted(world).unreached.without == 1


@pytest.mark.parametrize("command", ["#told", "#unreachable"])
def test_without_a_word_of_how_or_why_it_is_set_aside(command: str) -> None:
    world = unreached()
    answer(world, command)
    assert world.timeline[-1].data["reason"] == "no_words"
    assert listed(world) == [world.feedback]


def test_an_answer_that_bounces_days_later_is_taken_back_and_its_promise_missed() -> None:
    world = World()
    world.form("No light", email=PAT)
    answer(world)
    sent = world.mails_to(PAT)[-1]
    world.receipt(sent, Delivery.DELIVERED)
    assert answers(world) == (1, 1, 0)
    world.hours(24 * 4)
    world.receipt(sent, Delivery.BOUNCED, "no such user")
    assert answers(world) == (0, 0, 1)
    assert counted(world).promises.missed == 1
    world.receipt(sent, Delivery.BOUNCED, "no such user")
    assert answers(world) == (0, 0, 1)


def test_where_another_answer_arrived_the_first_that_did_counts() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(1)
    answer(world, "We look into it.")
    first = world.sms.sent[-1]
    world.hours(3)
    answer(world, "It is mended.")
    assert counted(world).first_response.wall.mean == 3_600
    world.receipt(first, Delivery.BOUNCED, "no such number")
    assert answers(world) == (1, 1, 1)
    assert counted(world).first_response.wall.mean == 4 * 3_600


def test_an_answer_of_an_older_cycle_is_taken_back_there() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "It is mended.")
    first = world.sms.sent[-1]
    world.hours(2)
    world.text("Still cold")
    answer(world, "Now it is.")
    world.receipt(first, Delivery.BOUNCED, "no such number")
    found = counted(world)
    assert (found.first_response.without, found.further_response.n) == (1, 1)
    assert (found.unreached.without, world.feedback.unreached_at) == (1, None)


def test_an_answer_that_arrived_by_another_contact_point_counts() -> None:
    world = World()
    world.form("No light", phone=PHONE, email=PAT)
    world.sms.fail_next(PermanentDeliveryError("invalid"))
    answer(world)
    assert answers(world) == (1, 1, 0)
    world.receipt(world.mails_to(PAT)[-1], Delivery.BOUNCED, "no such user")
    assert answers(world) == (0, 0, 1)


def test_an_answer_of_which_a_part_arrived_counts() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "It is mended, and we are sorry. " * 80)
    parts = [sent for sent in world.sms.sent if sent.message.purpose.value == "answer"]
    assert len(parts) > 1
    world.receipt(parts[0], Delivery.FAILED, "unreachable")
    assert answers(world) == (1, 1, 0)
    for part in parts[1:]:
        world.receipt(part, Delivery.FAILED, "unreachable")
    assert answers(world) == (0, 0, 1)


def test_the_answer_to_who_wants_no_messages_reached_nobody() -> None:
    world = World()
    world.text("420 heating broken")
    world.text("STOP")
    answer(world)
    assert answers(world) == (0, 0, 1)


def test_what_a_member_has_told_already_is_not_listed_when_the_bounce_comes() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world)
    sent = world.sms.sent[-1]
    world.hours(1)
    answer(world, "#told I rang her, to be sure")
    world.receipt(sent, Delivery.BOUNCED, "no such number")
    assert (world.feedback.unreached_at, listed(world)) == (None, [])
    assert answers(world) == (1, 1, 1)
    assert counted(world).first_response.wall.mean == 3_600
