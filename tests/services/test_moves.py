"""Questions, hand-overs, corrections and appeals, as stories."""

from datetime import timedelta

import pytest

from chalicelib.measures.facts import Measure
from chalicelib.model import Channel, Delivery, Severity, Status, What
from chalicelib.services.staff import Said
from tests.builders import NOON, PHONE, configuration, document, policy_row
from tests.services.test_story import answer, reply_to, whats
from tests.world import World

HOUR = timedelta(hours=1)


def test_a_question_stops_the_clock_until_the_customer_replies() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(6)
    answer(world, "#ask Which seat?")
    assert "Which seat?" in world.texts_to()[-1]
    assert "#ask" not in world.texts_to()[-1]
    assert world.feedback.status is Status.OPEN
    world.hours(30)
    assert whats(world) == ["captured", "asked"], "the clock stands still"
    world.text("Seat 12")
    assert world.feedback.respond_by == NOON + 54 * HOUR
    assert world.feedback.promise_by == NOON + 54 * HOUR
    assert len(world.texts_to()) == 3, "acknowledged with the promise that holds now"
    world.until(NOON + 48 * HOUR)
    assert whats(world)[3:] == ["reminded"]
    world.until(NOON + 55 * HOUR)
    assert whats(world)[3:] == ["reminded", "escalated"]


def test_nobody_waits_for_ever() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#ask Which seat?")
    world.hours(24 * 7 + 1)
    assert whats(world) == ["captured", "asked", "resumed"]
    assert world.feedback.promise_by == NOON + timedelta(days=8)
    assert len(world.texts_to()) == 3, "the customer hears that the promise moved"
    world.hours(24)
    assert "escalated" in whats(world)


def test_what_safety_words_raised_at_once_keeps_the_promise_moved_by_the_wait_alone() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["fire"]}))
    world.text("420 fire in the coach")
    world.hours(0.1)
    assert whats(world) == ["captured", "escalated"]
    answer(world, "#ask Which seat?")
    world.hours(6)
    world.text("Seat 12")
    assert world.feedback.level == 1
    assert world.feedback.promise_by == NOON + 30 * HOUR


def test_an_answer_may_come_while_we_wait() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#ask Which seat?")
    world.hours(1)
    answer(world, "Never mind, all are warm.")
    assert world.feedback.status is Status.ANSWERED
    assert world.feedback.waiting_since is None


def test_two_questions_are_two_pauses() -> None:
    world = World()
    world.text("420 heating broken")
    for _ in range(2):
        world.hours(1)
        answer(world, "#ask Which seat?")
        world.hours(5)
        world.text("12")
    assert world.feedback.respond_by == NOON + 34 * HOUR
    assert len(world.feedback.pauses) == 2


def test_a_note_is_for_staff_only() -> None:
    world = World()
    world.text("420 heating broken")
    before = len(world.sms.sent) + len(world.mail.sent)
    answer(world, "#note he calls every week")
    assert world.timeline[-1].what is What.NOTED
    assert world.timeline[-1].words == "he calls every week"
    assert len(world.sms.sent) + len(world.mail.sent) == before
    assert world.feedback.status is Status.OPEN


def test_a_hand_over_moves_no_deadline_and_the_new_owner_hears_why() -> None:
    world = World()
    world.text("420 heating broken")
    before = world.feedback
    world.hours(3)
    answer(world, "#team ombudsman not our coach")
    after = world.feedback
    assert (after.owner, after.respond_by, after.wake_at) == (
        "ombudsman",
        before.respond_by,
        before.wake_at,
    )
    (told,) = world.mails_to("omb-1@example.com")
    assert "not our coach" in told.rendered.text
    world.hours(16)
    assert whats(world) == ["captured", "handed_over", "reminded"]
    assert len(world.mails_to("omb-1@example.com")) == 2


def test_a_hand_over_to_a_team_of_nobody_is_the_next_levels_at_once() -> None:
    teams = document()["teams"] | {"ghosts": {"name": "Ghosts", "mailbox": None, "members": []}}
    world = World(first=configuration(teams=teams))
    world.text("420 heating broken")
    answer(world, "#team ghosts boo")
    world.hours(1)
    assert whats(world) == ["captured", "handed_over", "escalated"]


@pytest.mark.parametrize("words", ["#team nowhere", "#sendmoney now", "#note", "#ask"])
def test_a_command_that_cannot_be_done_reaches_nobody_but_its_writer(words: str) -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, words, sender="ana@example.com")
    assert world.timeline[-1].what is What.SET_ASIDE
    assert len(world.texts_to()) == 1
    assert len(world.mails_to("ana@example.com")) == 1


def strict_policies() -> list[dict[str, object]]:
    hour = 3600
    strict = policy_row(
        id="strict",
        match={"severity": ["critical", "high"]},
        respond_within=4 * hour,
        remind_after=2 * hour,
        levels=[{"after": 4 * hour, "to": "supervisors", "respond_within": hour}],
    )
    return [strict, policy_row()]


def test_a_correction_that_promises_sooner_holds_from_the_capture_on() -> None:
    world = World(first=configuration(policies=strict_policies()))
    world.text("420 heating broken")
    world.hours(3)
    answer(world, "#high a child on board")
    after = world.feedback
    assert (after.severity, after.policy) == (Severity.HIGH, "strict")
    assert after.respond_by == NOON + 4 * HOUR
    assert world.timeline[1].data["changes"] == {"severity": ["normal", "high"]}
    assert world.timeline[1].data["reason"] == "a child on board"
    world.hours(1.5)
    assert whats(world) == ["captured", "corrected", "reminded", "escalated"]


def test_a_correction_that_promises_later_keeps_the_customers_promise() -> None:
    world = World(first=configuration(policies=strict_policies()))
    world.text("420 we are freezing")
    before = world.feedback
    assert before.policy == "strict"
    answer(world, "#low they exaggerate")
    assert world.feedback.severity is Severity.LOW
    assert (world.feedback.policy, world.feedback.respond_by) == ("strict", before.respond_by)


def test_a_correction_to_critical_is_the_first_levels_at_once() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "#critical smell of gas")
    world.hours(1)
    assert whats(world) == ["captured", "corrected", "escalated"]


def answered_world() -> World:
    world = World()
    world.text("420 heating broken")
    world.hours(2)
    answer(world)
    world.hours(1)
    return world


def test_an_appeal_starts_the_ombudsmans_own_clock() -> None:
    world = answered_world()
    world.text("OMBUDSMAN")
    after = world.feedback
    assert (after.status, after.cycle, after.level) == (Status.OPEN, 2, 2)
    assert after.respond_by == world.now + 24 * HOUR
    assert world.timeline[-1].what is What.APPEALED
    assert "Ombudsman" in world.texts_to()[-1]
    (told,) = world.mails_to("omb-1@example.com")
    world.hours(30)
    assert whats(world)[-1] == "overdue"
    assert len(world.mails_to("omb-1@example.com")) == 2
    answer(world, "You are right.")
    assert "Ombudsman" in world.texts_to()[-1]
    assert told.message.purpose.value == "team_escalation"


def test_an_appeal_that_a_member_passes_on_is_the_next_cycle_in_timeline_and_figures() -> None:
    world = answered_world()
    said = Said(
        key="a", member="ana@example.com", team="coaches", at=world.now, channel=Channel.WEB
    )
    world.staff.appeal(world.feedback, "She called.", said, world.now)
    world.settle()
    world.hours(2)
    answer(world, "You are right.")
    assert [(e.what, e.cycle) for e in world.timeline] == [
        (What.CAPTURED, 1),
        (What.ANSWERED, 1),
        (What.APPEALED, 2),
        (What.ANSWERED, 2),
    ]
    of_each = world.measures.recorded(world.feedback.id).values()
    facts = [line.fact for one in of_each for line in one.lines]
    assert {one.cycle for one in facts if one.measure is Measure.PROMISE} == {1, 2}


def test_an_appeal_is_possible_after_closing_but_not_for_ever() -> None:
    world = answered_world()
    world.hours(24 * 20)
    assert world.feedback.status is Status.CLOSED
    world.text("ouvidoria")
    assert world.feedback.level == 2

    late = answered_world()
    late.hours(24 * 40)
    late.text("ouvidoria")
    assert whats(late)[-1] == "customer_wrote"


def test_the_ombudsmans_own_answer_is_the_last_word() -> None:
    world = answered_world()
    world.text("OMBUDSMAN")
    answer(world, "You are right.")
    world.text("OMBUDSMAN")
    assert [e.what for e in world.timeline].count(What.APPEALED) == 1


def test_asking_for_the_ombudsman_before_an_answer_is_further_words() -> None:
    world = World()
    world.text("420 heating broken")
    world.text("OMBUDSMAN")
    assert whats(world) == ["captured", "customer_wrote"]
    assert world.feedback.level == 0


def test_the_word_in_a_sentence_is_no_appeal() -> None:
    world = answered_world()
    world.text("I will tell the ombudsman about this")
    assert (world.feedback.level, world.feedback.cycle) == (0, 2)
    assert PHONE


def away(substitute: str | None = None) -> list[list[str | None]]:
    return [["2026-11-20", "2026-11-30", substitute]]


def test_who_is_away_is_replaced_and_the_substitute_may_answer() -> None:
    teams = document()["teams"]
    teams["coaches"] = {"name": "Coaches", "mailbox": None, "members": ["ana@example.com"]}
    absences = {
        "ana@example.com": away("bia@example.com"),
        "bia@example.com": away("cy@example.com"),
    }
    world = World(first=configuration(teams=teams, absences=absences))
    world.text("420 heating broken")
    assert [s.message.to for s in world.mail.sent] == ["cy@example.com"]
    answer(world)
    assert world.feedback.status is Status.ANSWERED
    assert world.timeline[-1].actor == "cy@example.com"


def test_a_level_at_which_all_are_away_hands_on_at_once() -> None:
    teams = document()["teams"]
    teams["supervisors"] = {"name": "Supervisors", "mailbox": None, "members": ["boss@example.com"]}
    world = World(first=configuration(teams=teams, absences={"boss@example.com": away()}))
    world.text("420 heating broken")
    world.hours(25)
    assert whats(world) == ["captured", "reminded", "escalated", "escalated"]
    assert world.mails_to("boss@example.com") == []
    assert len(world.mails_to("omb-1@example.com")) == 1
    assert world.feedback.level == 2


def test_late_notices_wait_for_the_morning_and_only_the_newest_comes() -> None:
    hour = 3600
    policy = policy_row(
        respond_within=10 * hour,
        remind_after=None,
        levels=[
            {"after": 10 * hour, "to": "supervisors", "respond_within": hour},
            {"after": 14 * hour, "to": "ombudsman", "respond_within": 24 * hour},
        ],
    )
    world = World(first=configuration(policies=[policy], quiet_hours=[21 * 60, 7 * 60]))
    world.text("420 heating broken")
    world.until(NOON + 18 * HOUR)
    assert whats(world) == ["captured", "escalated", "escalated"]
    assert len(world.mails_to("boss@example.com")) == 1, "staff hear it at once"
    assert len(world.texts_to()) == 1
    world.until(NOON + 20 * HOUR)
    assert len(world.texts_to()) == 2
    assert "Ombudsman" in world.texts_to()[-1]


def test_a_notice_that_waited_is_not_sent_once_there_is_an_answer() -> None:
    hour = 3600
    levels = [{"after": 10 * hour, "to": "supervisors", "respond_within": 20 * hour}]
    policy = policy_row(respond_within=10 * hour, remind_after=None, levels=levels)
    world = World(first=configuration(policies=[policy], quiet_hours=[21 * 60, 7 * 60]))
    world.text("420 heating broken")
    world.until(NOON + 12 * HOUR)
    answer(world)
    world.until(NOON + 30 * HOUR)
    assert ["mended" in text for text in world.texts_to()] == [False, True]


def test_safety_words_that_come_later_are_the_first_levels_at_once() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    world.text("420 heating broken")
    world.text("now there is smoke")
    world.hours(1)
    assert whats(world) == ["captured", "customer_wrote", "escalated"]
    assert world.feedback.severity is Severity.CRITICAL


def test_safety_words_that_begin_another_cycle_are_the_first_levels_at_once_again() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    world.text("420 smoke in the coach")
    world.hours(1)
    answer(world, "#low It was steam")
    answer(world, "It was steam from the heating, and it is mended")
    world.hours(1)
    world.text("there is smoke again")
    world.hours(1)
    escalated = [e.cycle for e in world.timeline if e.what is What.ESCALATED]
    assert escalated == [1, 2]
    assert (world.feedback.cycle, world.feedback.severity) == (2, Severity.CRITICAL)


def test_a_colleague_whom_we_do_not_know_is_answered_at_the_address_that_we_do() -> None:
    world = World()
    world.text("420 heating broken")
    answer(world, "We mended it", sender="bob@example.com")
    assert world.feedback.status is Status.OPEN
    told = [s.message.purpose.value for s in world.mails_to("coaches@example.com")]
    assert told == ["team_new", "team_set_aside"]
    assert world.mails_to("bob@example.com") == []


def test_one_mail_answers_every_feedback_that_it_is_addressed_to() -> None:
    world = World()
    world.text("420 heating broken")
    world.text("420 so cold", sender="+447700900999")
    to = [s.rendered.reply_to or "" for s in world.mails_to("coaches@example.com")]
    raw = reply_to(world.mails_to("coaches@example.com")[0], "Both are warm now.")
    world.email(raw, *to)
    world.email(raw, to[1])
    assert [world.store.get(one).status for one in world.all_ids] == [Status.ANSWERED] * 2
    assert [world.store.get(one).entries for one in world.all_ids] == [2, 2]


def test_a_number_put_right_in_the_form_is_the_one_that_hears() -> None:
    world = World()
    world.form("No light", client_id="c1", phone="+447700900111")
    world.form("No light", client_id="c1", phone="+447700900222")
    assert len(world.texts_to("+447700900222")) == 1
    answer(world, "It is lit.")
    assert len(world.texts_to("+447700900222")) == 2
    assert len(world.texts_to("+447700900111")) == 1
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    world.settle()
    assert len(world.sms.sent) == 3, "followed again, nobody hears twice"


def test_a_mail_that_claims_to_be_a_customers_is_a_feedback_of_its_own() -> None:
    world = World()
    world.form("No light", email="pat@example.net")
    raw = (
        "From: pat@example.net\nMessage-ID: <1@x>\n"
        f"Subject: {world.feedback.reference}\n\ngive me the answer"
    )
    world.email(raw, "feedback@fale.example.com", dmarc="FAIL", spf="FAIL", dkim="FAIL")
    assert len(world.all_ids) == 2
    world.email(raw.replace("<1@x>", "<2@x>"), "feedback@fale.example.com")
    assert len(world.all_ids) == 2
    assert len(world.store.timeline(world.all_ids[0])) == 2


def test_an_opt_out_word_reopens_nothing() -> None:
    world = answered_world()
    world.text("STOP")
    assert world.feedback.status is Status.ANSWERED
    world.text("Stop the air-con, I'm freezing")
    assert world.feedback.status is Status.OPEN


def test_an_answer_to_a_closed_feedback_is_closed_again_in_time() -> None:
    world = answered_world()
    sent = world.mails_to("coaches@example.com")[0]
    world.hours(24 * 8)
    assert world.feedback.status is Status.CLOSED
    world.email(reply_to(sent, "One more thing."), sent.rendered.reply_to or "")
    assert world.feedback.status is Status.ANSWERED
    world.hours(24 * 8)
    assert world.feedback.status is Status.CLOSED


def test_a_late_bounce_does_not_pass_over_a_level_that_was_reached() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(25)
    world.receipt(world.mails_to("coaches@example.com")[0], Delivery.BOUNCED)
    assert world.feedback.level == 1
    assert "gap:1" not in world.feedback.done


def test_a_robot_of_the_teams_own_that_answers_our_mails_gets_none() -> None:
    world = World()
    raw = "From: coaches@example.com\nAuto-Submitted: auto-replied\nMessage-ID: <9@x>\n\naway"
    world.email(raw, "feedback@fale.example.com")
    assert world.mail.sent == []
    assert world.feedback.status is Status.CLOSED


def test_what_nobody_answers_is_never_without_a_wake_up() -> None:
    world = World()
    world.text("420 heating broken")
    for _ in range(20):
        world.hours(24)
        assert world.feedback.wake_at is not None
    overdue = [e.at - NOON for e in world.timeline if e.what is What.OVERDUE]
    assert [span // HOUR for span in overdue] == [72, 96, 144, 240, 432]


def test_an_appeal_still_has_an_ombudsman_where_the_policy_in_force_has_none() -> None:
    world = answered_world()
    world.configurations.add(configuration(version=2, policies=[policy_row(levels=[])]))
    world.text("OMBUDSMAN")
    assert len(world.mails_to("omb-1@example.com")) == 1
    assert world.feedback.wake_at is not None
