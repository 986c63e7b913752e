"""Whole stories in one process, time moved by hand."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from chalicelib.errors import (
    AmbiguousDeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
    UnavailableError,
)
from chalicelib.model import Delivery, Status, What
from chalicelib.notify.memory import Sent
from chalicelib.sending import BACK_OFF, LEASE, UNSURE_AFTER
from tests.builders import DOMAIN, NOON, PHONE, configuration, document
from tests.world import World


def reply_to(sent: Sent, words: str, sender: str | None = None, **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"] = sender or sent.message.to
    mail["To"] = sent.rendered.reply_to
    mail["Subject"] = f"Re: {sent.rendered.subject}"
    mail["Message-ID"] = f"<{abs(hash(words))}@client.example>"
    mail["Date"] = "Mon, 23 Nov 2026 12:00:00 +0000"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    quoted = "\n".join(f"> {line}" for line in sent.rendered.text.splitlines())
    mail.set_content(f"{words}\n\nOn Mon, 23 Nov 2026 at 12:00, Ouvido wrote:\n{quoted}\n")
    return mail.as_bytes()


def answer(world: World, words: str = "It is mended.", **more: str) -> None:
    sent = next(s for s in reversed(world.mail.sent) if s.message.purpose.is_for_staff)
    world.email(reply_to(sent, words, **more), sent.rendered.reply_to or "")


def whats(world: World) -> list[str]:
    return [entry.what.value for entry in world.timeline]


def without_settling(world: World, body: str) -> None:
    """A text is stored, and nothing follows from it."""
    world.settle = lambda: None  # type: ignore[method-assign]
    world.text(body)
    del world.settle
    world._followed = len(world.store.entries_since(0))


def test_a_text_nobody_answers_goes_up_the_ladder_and_the_customer_hears_each_time() -> None:
    world = World()
    world.text("420 heating broken, we are freezing")
    world.hours(100)
    assert whats(world) == ["captured", "reminded", "escalated", "escalated", "overdue", "overdue"]
    hours = [(e.at - NOON) // timedelta(hours=1) for e in world.timeline]
    assert hours == [0, 18, 24, 48, 72, 96]
    assert len(world.texts_to()) == 3
    assert [len(world.mails_to(a)) for a in ("coaches@example.com", "boss@example.com")] == [2, 1]
    assert [len(world.mails_to(f"omb-{n}@example.com")) for n in (1, 2)] == [3, 3]
    assert world.feedback.respond_by == NOON + timedelta(hours=24)
    assert world.feedback.wake_at is not None, "still open: still looked at"


def test_an_answer_ends_it_and_it_is_closed_in_time() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(2)
    answer(world)
    assert world.feedback.answered_at == NOON + timedelta(hours=2)
    assert "It is mended." in world.texts_to()[-1]
    world.hours(24 * 8)
    assert whats(world) == ["captured", "answered", "closed"]
    assert len(world.texts_to()) == 2
    assert world.feedback.status is Status.CLOSED


def test_an_answer_of_the_ombudsman_names_the_ombudsman() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(50)
    sent = world.mails_to("omb-2@example.com")[-1]
    world.email(reply_to(sent, "You are right."), sent.rendered.reply_to or "")
    assert "Ombudsman" in world.texts_to()[-1]
    assert world.timeline[-1].actor == "omb-2@example.com"


def test_an_answer_on_the_way_stops_what_is_still_in_the_queue() -> None:
    world = World()
    world.text("420 heating broken")
    sent = world.mails_to("coaches@example.com")[0]
    world.now = NOON + timedelta(hours=24)
    world.wake.wake(world.now)
    for job in world.act_queue.take():
        world.acting.do(job["feedback"], job["item"], world.now)
    for entry in world.store.entries_since(1):
        world.react.follow(entry, world.now)  # the messages wait in the queue
    world._followed = len(world.store.entries_since(0))
    jobs = world.send_queue.take()
    world.email(reply_to(sent, "It is mended."), sent.rendered.reply_to or "")
    world.send_queue.put(jobs)
    world.settle()
    assert world.mails_to("boss@example.com") == []
    assert len(world.texts_to()) == 2
    withheld = [m for m in world.messages if m.delivery is Delivery.WITHHELD]
    assert {m.error for m in withheld} == {"answered"}


def test_everything_delivered_twice_changes_nothing() -> None:
    once, twice = World(), World()
    for world in (once, twice):
        world.text("420 heating broken", message_id="one")
        sent = world.mails_to("coaches@example.com")[0]
        raw = reply_to(sent, "It is mended.")
        world.hours(30)
        world.email(raw, sent.rendered.reply_to or "", message_id="reply")
        if world is twice:
            for entry in world.store.entries_since(0):
                world.react.follow(entry, world.now)
            world.text("420 heating broken", message_id="one")
            world.email(raw, sent.rendered.reply_to or "", message_id="reply again")
            for item in ("state", "entry:1", *(f"message:{m.id}" for m in world.messages)):
                world.acting.do(world.feedback.id, item, world.now)
            world.settle()
    assert once.timeline == twice.timeline
    assert once.messages == twice.messages
    assert once.told() == twice.told()


def test_further_words_join_and_thanks_do_not_reopen() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(1)
    world.text("and the light")
    answer(world)
    world.hours(1)
    world.text("Thank you!")
    assert (world.feedback.status, world.feedback.cycle) == (Status.ANSWERED, 1)
    world.hours(1)
    world.text("It broke again")
    assert (world.feedback.status, world.feedback.cycle) == (Status.OPEN, 2)
    assert world.feedback.respond_by == world.now + timedelta(hours=24)
    assert len(world.texts_to()) == 3, "acknowledged, answered, acknowledged again"


def test_another_touchpoints_keyword_begins_another_feedback() -> None:
    world = World()
    world.text("420 heating broken")
    world.text("550 door stuck")
    assert len(world.all_ids) == 2
    world.now += timedelta(seconds=30)
    world.text("550 and loud")
    assert len(world.all_ids) == 2, "the burst goes on"
    world.hours(1)
    world.text("550 again")
    assert len(world.all_ids) == 3


def test_a_text_answers_the_message_that_the_carrier_names() -> None:
    world = World()
    world.text("420 heating broken")
    first = world.sms.sent[0].provider_id
    world.text("550 door stuck")
    world.text("still broken", in_reply_to=first)
    old, _ = world.all_ids
    assert [e.words for e in world.store.timeline(old)][-1] == "still broken"


def test_a_text_of_another_number_never_joins_by_reference_or_carrier() -> None:
    world = World()
    world.text("420 heating broken")
    reference, provider_id = world.feedback.reference, world.sms.sent[0].provider_id
    world.text(f"{reference} tell me", sender="+447700900999", in_reply_to=provider_id)
    assert len(world.all_ids) == 2


def test_nobody_at_the_owner_is_the_next_levels_at_once() -> None:
    teams = document()["teams"]
    teams["coaches"] = {"name": "Nobody", "mailbox": None, "members": []}
    world = World(first=configuration(teams=teams))
    world.text("420 heating broken")
    world.hours(1)
    assert whats(world) == ["captured", "escalated"]
    assert world.timeline[1].data["why"] == "nobody"
    assert len(world.texts_to()) == 1
    assert len(world.mails_to("boss@example.com")) == 1


def test_a_mail_that_bounces_at_everyone_of_a_level_is_the_next_levels() -> None:
    world = World()
    world.text("420 heating broken")
    world.hours(50)
    first, second = world.mails_to("omb-1@example.com") + world.mails_to("omb-2@example.com")
    world.receipt(first, Delivery.BOUNCED, "no such user")
    assert "gap:2" not in world.feedback.done
    world.receipt(second, Delivery.BOUNCED, "no such user")
    assert "gap:2" in world.feedback.done
    assert whats(world).count("undelivered") == 2


def test_a_customer_who_was_not_reached_is_tried_elsewhere_and_the_team_is_told() -> None:
    world = World()
    world.form("Wi-Fi is down", phone=PHONE, email="pat@example.net")
    world.receipt(world.sms.sent[0], Delivery.BOUNCED, "no such number")
    world.receipt(world.sms.sent[0], Delivery.BOUNCED, "no such number")
    assert [m.message.purpose.value for m in world.mails_to("pat@example.net")] == [
        "acknowledgement"
    ]
    told = [m.message.purpose.value for m in world.mails_to("coaches@example.com")]
    assert told == ["team_new", "team_undelivered"]


def test_a_receipt_that_is_early_is_tried_again_and_one_of_no_message_is_dropped() -> None:
    world = World()
    early = Sent(provider_id="unknown", message=None, rendered=None)  # type: ignore[arg-type]
    with pytest.raises(UnavailableError):
        world.receipt(early, Delivery.DELIVERED)
    from chalicelib.intake.receipts import Receipt

    old = Receipt(
        provider_id="unknown", delivery=Delivery.DELIVERED, at=NOON - timedelta(days=1), reason=None
    )
    assert world.receipts.record(old, NOON) is False


def test_bad_news_stays_whatever_order_receipts_come_in() -> None:
    for order in ([Delivery.DELIVERED, Delivery.BOUNCED], [Delivery.BOUNCED, Delivery.DELIVERED]):
        world = World()
        world.text("420 hello")
        for delivery in order:
            world.receipt(world.sms.sent[0], delivery)
        (message,) = [m for m in world.messages if m.to == PHONE]
        assert message.delivery is Delivery.BOUNCED


def test_a_provider_that_is_busy_is_tried_again_with_longer_waits_then_given_up() -> None:
    world = World()
    world.sms.fail_next(TemporaryDeliveryError("throttled"), times=len(BACK_OFF) + 1)
    world.text("420 hello")
    for wait in BACK_OFF:
        (message,) = [m for m in world.messages if m.to == PHONE]
        assert message.delivery is Delivery.RETRY
        assert message.wake_at == world.now + wait
        world.now += wait
        world.wake.wake(world.now)
        world.settle()
    (message,) = [m for m in world.messages if m.to == PHONE]
    assert message.delivery is Delivery.FAILED
    assert What.UNDELIVERED in [entry.what for entry in world.timeline]


def test_a_provider_that_came_back_gets_the_message_once() -> None:
    world = World()
    world.sms.fail_next(TemporaryDeliveryError("throttled"), times=2)
    world.text("420 hello")
    world.hours(1)
    assert len(world.texts_to()) == 1


def test_a_message_that_may_have_left_is_sent_again_after_a_time_and_no_sooner() -> None:
    world = World()
    world.sms.fail_next(AmbiguousDeliveryError("timed out"), has_left=True)
    world.text("420 hello")
    world.now += UNSURE_AFTER - timedelta(seconds=1)
    world.sweep()
    assert len(world.texts_to()) == 1
    world.now += timedelta(seconds=1)
    world.sweep()
    assert len(world.texts_to()) == 2


def test_a_refused_message_is_told_to_the_team_and_not_tried_again() -> None:
    world = World()
    world.sms.fail_next(PermanentDeliveryError("opted_out"))
    world.text("420 hello")
    world.hours(1)
    world.sweep()
    assert world.texts_to() == []
    assert [m.message.purpose.value for m in world.mails_to("coaches@example.com")] == [
        "team_new",
        "team_undelivered",
    ]


def test_a_sender_that_died_is_followed_by_another_after_its_lease() -> None:
    world = World()
    without_settling(world, "420 hello")
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    jobs = world.send_queue.take()
    for job in jobs:  # one worker claims everything, and dies
        message = world.store.message(job["feedback"], job["message"])
        assert world.store.claim(message, world.now, world.now + LEASE)
    world.send_queue.put(jobs)
    world.settle()
    assert world.texts_to() == [], "the claim still holds"
    world.now += LEASE + timedelta(seconds=1)
    world.sweep()
    assert len(world.texts_to()) == 1


def test_what_the_stream_lost_the_sweep_finds() -> None:
    world = World()
    without_settling(world, "420 hello")  # the stream record is lost
    world.settle()
    assert world.texts_to() == []
    world.now += timedelta(minutes=3)
    swept = world.sweep()
    assert (swept.unfollowed, swept.repaired) == (1, 1)
    assert len(world.texts_to()) == 1
    assert world.sweep().repaired == 0


def test_what_the_queue_of_sending_lost_the_sweep_finds() -> None:
    world = World()
    without_settling(world, "420 hello")
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    world.send_queue.take()  # the jobs are lost
    world.now += timedelta(minutes=4)
    assert world.sweep().unsent == 2
    assert len(world.texts_to()) == 1


def test_a_tick_that_was_lost_is_armed_again_by_the_sweep() -> None:
    world = World()
    world.text("420 hello")
    world.ticker.take_due(NOON + timedelta(days=9))  # every tick is lost
    world.until(NOON + timedelta(hours=18) - timedelta(minutes=4))
    assert world.sweep().ticks == 1
    world.hours(1)
    assert whats(world) == ["captured", "reminded"]


def test_after_an_outage_everything_late_happens_at_once() -> None:
    world = World()
    world.text("420 hello")
    world.ticker.take_due(NOON + timedelta(days=9))
    world.now = NOON + timedelta(hours=60)
    assert world.sweep().missed == 1
    assert whats(world) == ["captured", "escalated", "escalated"]
    assert len(world.texts_to()) == 2, "one notice, of the level that has it"


def test_a_strangers_number_is_texted_no_more_than_the_cap_allows() -> None:
    world = World()
    for n in range(5):
        world.form(f"spam {n}", phone=PHONE)
    assert len(world.texts_to()) == 3
    world.hours(25)
    assert len(world.texts_to()) > 3, "late notices of the next day"


def test_a_machines_mail_is_kept_shown_and_never_answered_or_timed() -> None:
    world = World()
    mail = EmailMessage()
    mail["From"] = "robot@example.net"
    mail["Auto-Submitted"] = "auto-replied"
    mail["Message-ID"] = "<1@robot.example>"
    mail.set_content("I am away")
    world.email(mail.as_bytes(), f"feedback@{DOMAIN}")
    world.hours(100)
    assert world.mails_to("robot@example.net") == []
    assert [m.message.purpose.value for m in world.mails_to("coaches@example.com")] == ["team_new"]
    assert world.feedback.status is Status.CLOSED


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sender": "thief@example.net"}, "unknown_sender"),
        ({"words": ""}, "no_words"),
        ({"Auto_Submitted": "auto-replied"}, "automatic:"),
    ],
)
def test_a_mail_that_is_no_answer_is_set_aside(change: dict[str, str], reason: str) -> None:
    world = World()
    world.text("420 hello")
    answer(world, **change)
    assert world.feedback.status is Status.OPEN
    assert world.timeline[-1].what is What.SET_ASIDE
    assert str(world.timeline[-1].data["reason"]).startswith(reason)
    assert len(world.texts_to()) == 1


def test_a_member_of_the_team_may_answer_for_its_mailbox() -> None:
    world = World()
    world.text("420 hello")
    answer(world, sender="ana@example.com")
    assert world.timeline[-1].actor == "ana@example.com"
    assert world.feedback.status is Status.ANSWERED


def test_a_form_sent_again_with_other_words_loses_neither() -> None:
    world = World()
    world.form("No light", client_id="c1", phone=PHONE)
    world.form("No light", client_id="c1", phone=PHONE)
    world.form("No light, and no water", client_id="c1", phone=PHONE)
    world.form("No light, and no water", client_id="c1", phone=PHONE)
    assert [e.words for e in world.timeline] == ["No light", "No light, and no water"]
    assert len(world.texts_to()) == 1


def test_an_answer_too_long_for_one_text_arrives_whole() -> None:
    world = World()
    world.text("420 hello")
    words = " ".join(f"word{n}" for n in range(600))
    answer(world, words)
    parts = [s for s in world.sms.sent if s.message.purpose.value == "answer"]
    assert len(parts) > 1
    assert all(f"word{n}" in " ".join(s.rendered.text for s in parts) for n in range(600))


def test_a_member_who_was_told_that_a_mail_was_no_answer_answers_that_mail() -> None:
    world = World()
    world.text("420 hello")
    answer(world, words="", sender="ana@example.com")
    (told,) = world.mails_to("ana@example.com")
    world.email(reply_to(told, "It is mended."), told.rendered.reply_to or "")
    assert world.feedback.status is Status.ANSWERED
    assert world.timeline[-1].words == "It is mended."


def test_a_contact_that_was_added_by_going_back_hears_of_it() -> None:
    world = World()
    world.form("No light", client_id="c1")
    world.form("No light", client_id="c1", phone=PHONE)
    world.form("No light", client_id="c1", phone=PHONE)
    assert len(world.texts_to()) == 1
    assert len(world.timeline) == 2


def test_safety_words_are_the_first_levels_at_once() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    world.text("420 smoke at the back")
    world.hours(1)
    assert whats(world) == ["captured", "escalated"]
    assert world.timeline[1].data["why"] == "safety"
    assert "“smoke”" in world.mails_to("boss@example.com")[0].rendered.text
    assert len(world.mails_to("coaches@example.com")) == 1
    assert len(world.texts_to()) == 1
    world.until(NOON + timedelta(hours=30))
    assert whats(world) == ["captured", "escalated", "reminded", "late"]
    assert len(world.texts_to()) == 2, "the promise has passed: the customer hears who has it"
    assert "Supervisors" in world.texts_to()[-1]
    assert len(world.mails_to("boss@example.com")) == 2, "who has it is reminded, nobody else"
    assert len(world.mails_to("coaches@example.com")) == 1
    world.until(NOON + timedelta(hours=49))
    assert whats(world)[4:] == ["escalated"]
