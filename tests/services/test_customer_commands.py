"""What customers ask of the system itself, by text and by mail, and who wants no messages."""

from datetime import timedelta

import pytest

from chalicelib.errors import PermanentDeliveryError, TemporaryDeliveryError, UnavailableError
from chalicelib.intake.sms import InboundSms
from chalicelib.model import Delivery, Purpose, Status, What
from tests.builders import PHONE
from tests.services.test_story import answer
from tests.world import World

NUMBER = f"sms:{PHONE}"
SECOND = timedelta(seconds=1)
STOPPED = "no more messages from us"
STARTED = "our messages here again"


def late(world: World, body: str, message_id: str, ago: timedelta) -> None:
    """A text that the provider received so long ago arrives only now."""
    text = InboundSms(
        message_id=message_id, sender=PHONE, to="+447700900000", body=body, in_reply_to=None,
        received_at=world.now - ago,
    )  # fmt: skip
    world.texts.receive(text, world.now)
    world.settle()


def commands(world: World) -> list[str]:
    return [e.data["command"] for e in world.timeline if e.what is What.COMMANDED]


# Status and help


def test_status_says_who_has_it_by_when_and_where_to_look() -> None:
    world = World()
    world.text("420 no heating")
    world.text("status?")
    text = world.texts_to()[-1]
    assert world.feedback.reference in text
    assert "Coach operations has it and will answer by 12:00 tomorrow" in text
    assert "https://fale.example.com/s/" in text
    assert commands(world) == ["status"]
    assert len(world.mails_to("coaches@example.com")) == 1


def test_status_names_the_level_that_has_it_now() -> None:
    world = World()
    world.text("420 no heating")
    world.hours(25)
    world.text("STATUS")
    assert "Supervisors has it" in world.texts_to()[-1]


def test_status_of_one_by_its_reference() -> None:
    world = World()
    world.text("420 no heating")
    older = world.feedback.reference
    world.text("550 sem água")
    world.text(f"status {older}")
    assert older in world.texts_to()[-1]


@pytest.mark.parametrize(
    ("reply", "said"), [("It is mended.", "have answered you"), ("#ask Which seat?", "wait for")]
)
def test_status_tells_what_was_done(reply: str, said: str) -> None:
    world = World()
    world.text("420 no heating")
    answer(world, reply)
    world.text("status")
    assert said in world.texts_to()[-1]
    assert world.feedback.waiting_since is None or said == "wait for"


def test_a_command_reopens_nothing_and_moves_no_deadline() -> None:
    world = World()
    world.text("420 no heating")
    before = world.feedback
    for body in ("STATUS", "HELP", "STOP", "START"):
        world.text(body)
    after = world.feedback
    assert (after.status, after.wake_at, after.promise_by) == (
        before.status, before.wake_at, before.promise_by,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("STATUS", "no message from you yet"),
        ("HELP", "Write to us what happened"),
        ("STOP", STOPPED),
    ],
)
def test_a_number_that_never_wrote_is_answered_and_kept_off_everybodys_desk(
    body: str, said: str
) -> None:
    world = World()
    world.text(body)
    assert said in world.texts_to()[0]
    assert world.feedback.status is Status.CLOSED
    assert world.feedback.holder is None
    assert [entry.what for entry in world.timeline] == [What.COMMANDED]
    assert world.mail.sent == []


@pytest.mark.parametrize(
    ("body", "said"),
    [("Ajuda", "Escreva o que"), ("ayuda", "Escribanos"), ("help", "Write to us")],
)
def test_a_number_that_never_wrote_is_answered_in_the_language_of_its_command(
    body: str, said: str
) -> None:
    world = World()
    world.text(body)
    assert said in world.texts_to()[0]


def test_a_known_customer_is_answered_in_their_own_language_whatever_the_command() -> None:
    world = World()
    world.text("420 no heating")
    world.text("ajuda")
    assert "Write to us" in world.texts_to()[-1]


def test_words_after_a_command_begin_a_feedback_of_their_own() -> None:
    world = World()
    world.text("HELP")
    world.text("420 no heating")
    assert len(world.all_ids) == 2
    assert world.store.get(world.all_ids[1]).is_open


def test_a_command_twice_under_one_id_is_done_once() -> None:
    world = World()
    world.text("STATUS", message_id="a")
    world.text("STATUS", message_id="a")
    assert len(world.texts_to()) == 1


# Opting out


def test_stop_is_confirmed_once_and_nothing_follows_it() -> None:
    world = World()
    world.text("420 no heating")
    world.text("STOP")
    world.text("stop!")
    assert [STOPPED in text for text in world.texts_to()] == [False, True]
    world.hours(80)
    assert len(world.texts_to()) == 2


def test_an_answer_to_who_wants_none_is_told_to_the_holder() -> None:
    world = World()
    world.text("420 no heating")
    world.text("STOP")
    answer(world)
    (kept,) = [m for m in world.messages if m.purpose is Purpose.ANSWER]
    assert (kept.delivery, kept.error) == (Delivery.WITHHELD, "opted_out")
    assert world.timeline[-1].what is What.UNDELIVERED
    mail = world.mails_to("coaches@example.com")[-1].rendered.text
    assert "has opted out" in mail
    assert "private page" in mail
    assert world.feedback.status is Status.ANSWERED


def test_an_answer_goes_by_another_contact_point_where_there_is_one() -> None:
    world = World()
    world.form("No heating", phone=PHONE, email="pat@example.net")
    world.text("STOP")
    answer(world)
    assert "It is mended." in world.mails_to("pat@example.net")[-1].rendered.text
    assert len(world.texts_to()) == 2, "the acknowledgement and the confirmation"


def test_a_message_that_waits_is_kept_back_too() -> None:
    world = World()
    world.sms.fail_next(TemporaryDeliveryError("throttled"))
    world.text("420 no heating")
    (waiting,) = [m for m in world.messages if m.purpose is Purpose.ACKNOWLEDGEMENT]
    assert waiting.delivery is Delivery.RETRY
    world.text("STOP")
    world.hours(1)
    assert [STOPPED in text for text in world.texts_to()] == [True]


def test_new_words_of_who_wants_none_are_heard_and_not_answered_there() -> None:
    world = World()
    world.text("STOP")
    world.text("420 no heating")
    newest = world.store.get(world.all_ids[-1])
    assert newest.is_open
    assert len(world.texts_to()) == 1
    assert len(world.mails_to("coaches@example.com")) == 2, (
        "the words, and that they cannot be answered"
    )


def test_start_works_again_and_what_waited_is_offered_to_staff_and_not_sent() -> None:
    world = World()
    world.text("420 no heating")
    world.text("STOP")
    answer(world, "The coach is warm again.")
    world.until(world.now + SECOND)
    world.text("START")
    assert STARTED in world.texts_to()[-1]
    assert not any("warm again" in text for text in world.texts_to())
    offer = world.mails_to("coaches@example.com")[-1].rendered
    assert "takes messages again" in (offer.subject or "")
    assert "has not reached them" in offer.text
    assert "warm again" in offer.text
    answer(world, "It is still warm.")
    assert "It is still warm." in world.texts_to()[-1]


def test_what_reached_them_by_another_way_is_not_offered() -> None:
    world = World()
    world.form("No heating", phone=PHONE, email="pat@example.net")
    world.text("STOP")
    answer(world)
    mails = len(world.mail.sent)
    world.text("START")
    assert len(world.mail.sent) == mails


def test_a_stop_that_comes_late_does_not_undo_the_start_after_it() -> None:
    world = World()
    world.text("420 no heating")
    world.text("START")
    late(world, "STOP", "late-stop", 30 * SECOND)
    known = world.opt_outs.of(NUMBER)
    assert known is not None
    assert not known.opted_out
    assert not any(STOPPED in text for text in world.texts_to())
    assert commands(world) == ["start", "stop"]


def test_stop_after_start_is_confirmed_anew() -> None:
    world = World()
    for body in ("STOP", "START", "STOP"):
        world.text(body)
        world.until(world.now + SECOND)
    assert [STOPPED in t for t in world.texts_to()] == [True, False, True]


def test_the_team_is_never_kept_from_hearing() -> None:
    world = World()
    world.text("STOP")
    world.text("420 no heating")
    world.hours(25)
    assert len(world.mails_to("boss@example.com")) >= 1


# The provider's list


def test_the_providers_list_follows_ours_once_the_confirmation_has_left() -> None:
    world = World()
    world.text("STOP")
    assert world.opt_out_list.numbers == {PHONE}
    world.until(world.now + SECOND)
    world.text("START")
    assert world.opt_out_list.numbers == set()
    assert STARTED in world.texts_to()[-1]


def test_a_list_out_of_reach_loses_nothing_of_ours_and_is_changed_later() -> None:
    world = World()
    world.opt_out_list.fail_next()
    with pytest.raises(UnavailableError):
        world.text("STOP")
    known = world.opt_outs.of(NUMBER)
    assert known is not None
    assert known.opted_out
    assert world.opt_out_list.numbers == set()
    world.until(world.now + timedelta(minutes=5))
    world.sweep()
    assert world.opt_out_list.numbers == {PHONE}
    assert [STOPPED in text for text in world.texts_to()] == [True]


def test_the_answer_to_start_waits_until_the_providers_list_lets_it_through() -> None:
    world = World()
    world.text("STOP")
    world.until(world.now + SECOND)
    world.opt_out_list.fail_next()
    world.text("START")
    assert not any(STARTED in text for text in world.texts_to())
    world.until(world.now + timedelta(minutes=2))
    assert world.opt_out_list.numbers == set()
    assert STARTED in world.texts_to()[-1]


def test_a_number_that_the_provider_knows_to_have_opted_out_has_opted_out() -> None:
    world = World()
    world.sms.fail_next(PermanentDeliveryError("opted_out"))
    world.text("420 no heating")
    known = world.opt_outs.of(NUMBER)
    assert known is not None
    assert known.opted_out
    assert "has opted out" in world.mails_to("coaches@example.com")[-1].rendered.text
    answer(world)
    assert world.texts_to() == []


def test_who_asked_for_messages_is_taken_off_a_list_that_is_behind() -> None:
    world = World()
    world.text("START")
    world.opt_out_list.add(PHONE)
    world.sms.fail_next(PermanentDeliveryError("opted_out"))
    world.text("420 no heating")
    assert world.opt_out_list.numbers == set()
    world.until(world.now + timedelta(minutes=2))
    assert "Thank you" in world.texts_to()[-1]


# By mail


def mail(words: str, subject: str = "Hello", number: int = 1) -> str:
    return (
        f"From: Pat <pat@example.net>\nTo: feedback@fale.example.com\nSubject: {subject}\n"
        f"Message-ID: <m{number}@example.net>\nDate: Mon, 23 Nov 2026 12:00:00 +0000\n\n{words}\n"
    )


def test_a_mail_that_is_only_a_command_is_answered_by_mail() -> None:
    world = World()
    world.email(mail("The coach was cold", number=1), "feedback@fale.example.com")
    sent = world.mails_to("pat@example.net")[0]
    world.email(mail("Status", number=2), sent.rendered.reply_to or "")
    reply = world.mails_to("pat@example.net")[-1].rendered
    assert "Coach operations has it" in reply.text
    assert commands(world) == ["status"]


def test_unsubscribe_by_mail_holds_for_that_address_and_is_confirmed_once() -> None:
    world = World()
    world.email(mail("The coach was cold", number=1), "feedback@fale.example.com")
    sent = world.mails_to("pat@example.net")[0]
    world.email(mail("unsubscribe", number=2), sent.rendered.reply_to or "")
    world.email(mail("STOP", number=3), sent.rendered.reply_to or "")
    assert len(world.mails_to("pat@example.net")) == 2
    assert STOPPED in world.mails_to("pat@example.net")[-1].rendered.text
    answer(world)
    assert len(world.mails_to("pat@example.net")) == 2
    assert world.opt_out_list.numbers == set()


def test_a_mail_that_says_it_in_its_subject_alone_is_a_command() -> None:
    world = World()
    world.email(mail("", subject="Unsubscribe"), "feedback@fale.example.com")
    assert STOPPED in world.mails_to("pat@example.net")[-1].rendered.text


def test_nobody_stops_the_mails_of_another() -> None:
    world = World()
    world.email(mail("STOP"), "feedback@fale.example.com", dmarc="FAIL", spf="FAIL", dkim="FAIL")
    assert world.opt_outs.of("email:pat@example.net") is None
    assert world.feedback.is_open, "a person looks at it"


def test_stop_the_air_con_is_feedback_by_mail_too() -> None:
    world = World()
    world.email(mail("Stop the air-con, we freeze"), "feedback@fale.example.com")
    assert world.feedback.is_open
