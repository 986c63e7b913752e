"""Sending that goes wrong in every way a provider, a worker or a receipt can."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from chalicelib.errors import AmbiguousDeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from chalicelib.intake.receipts import Receipt
from chalicelib.model import (
    Delivery,
    Entry,
    Feedback,
    Message,
    Purpose,
    Rendered,
    What,
)
from chalicelib.sending import BACK_OFF, LEASE, MOST_LOST, UNSURE_AFTER, Outcome
from chalicelib.services.deliver import Deliver
from tests.builders import NOON, PHONE, configuration, document
from tests.services.test_story import answer, reply_to, without_settling
from tests.world import World

SWEEP = timedelta(minutes=5)
LOST = AmbiguousDeliveryError("no_answer")


def swept(world: World, hours: float) -> None:
    """Time passes with ticks, and with the sweep every five minutes."""
    end = world.now + timedelta(hours=hours)
    while world.now < end:
        world.until(world.now + SWEEP)
        world.sweep()


def to_customer(world: World) -> Message:
    (message,) = [m for m in world.messages if m.to == PHONE]
    return message


def undelivered(world: World) -> list[str]:
    return [e.data["reason"] for e in world.timeline if e.what is What.UNDELIVERED]


# Unsure


def test_a_message_whose_answer_is_always_lost_leaves_twice_and_then_a_person_is_told() -> None:
    world = World()
    world.sms.fail_next(LOST, times=1_000, has_left=True)
    world.text("420 hello")
    swept(world, 12)
    assert len(world.texts_to()) == 2
    assert (to_customer(world).delivery, to_customer(world).error) == (Delivery.FAILED, "unsure")
    assert undelivered(world) == ["unsure"]
    assert len(world.mails_to("coaches@example.com")) == 2, "new, and undelivered"


def test_a_mail_to_staff_and_an_answer_are_sent_once_more_at_most_as_well() -> None:
    world = World()
    world.mail.fail_next(LOST, times=2, has_left=True)
    world.text("420 hello")
    swept(world, 1)
    assert [s.message.purpose for s in world.mails_to("coaches@example.com")].count(
        Purpose.TEAM_NEW
    ) == 2
    assert "gap:0" in world.feedback.done, "nobody of the team was reached for certain"
    world.sms.fail_next(LOST, times=99, has_left=True)
    answer(world)
    swept(world, 1)
    assert sum("It is mended." in text for text in world.texts_to()) == 2


@pytest.mark.parametrize("news", [Delivery.DELIVERED, Delivery.BOUNCED])
def test_a_receipt_says_what_became_of_a_message_whose_answer_was_lost(news: Delivery) -> None:
    world = World()
    world.sms.fail_next(LOST, has_left=True)
    world.text("420 hello")
    unsure = to_customer(world)
    said = Receipt(provider_id="sms-1", delivery=news, at=world.now, reason=None, about=ids(unsure))
    assert world.receipts.record(said, world.now)
    world.settle()
    swept(world, 1)
    assert len(world.texts_to()) == 1
    settled = to_customer(world)
    assert (settled.delivery, settled.provider_id) == (news, "sms-1")
    assert settled.rendered == world.sms.sent[0].rendered
    assert world.store.by_provider_id("sms-1") == ids(unsure)
    assert (What.UNDELIVERED in {e.what for e in world.timeline}) is (news is Delivery.BOUNCED)


def test_a_receipt_after_it_was_given_up_still_says_that_it_arrived() -> None:
    world = World()
    world.sms.fail_next(LOST, times=2, has_left=True)
    world.text("420 hello")
    swept(world, 1)
    assert to_customer(world).error == "unsure"
    late = Receipt(
        provider_id="sms-2", delivery=Delivery.DELIVERED, at=world.now, reason=None,
        about=ids(to_customer(world)),
    )  # fmt: skip
    world.receipts.record(late, world.now)
    assert to_customer(world).delivery is Delivery.DELIVERED


def test_a_receipt_about_no_message_of_ours_is_dropped() -> None:
    world = World()
    world.text("420 hello")
    strange = Receipt(
        provider_id="p", delivery=Delivery.BOUNCED, at=world.now, reason=None,
        about=(world.feedback.id, "000009-answer-00000000-1"),
    )  # fmt: skip
    assert not world.receipts.record(strange, world.now)


def ids(message: Message) -> tuple[str, str]:
    return message.feedback_id, message.id


@dataclass
class While:
    """A transport during whose sending something else happens."""

    transport: object
    happens: Callable[[str, Message], None]

    def send(self, message: Message, rendered: Rendered) -> str:
        provider_id: str = self.transport.send(message, rendered)  # type: ignore[attr-defined]
        self.happens(provider_id, message)
        return provider_id


def test_a_receipt_that_is_quicker_than_the_answer_stands_and_the_words_are_kept() -> None:
    world = World()

    def delivered(provider_id: str, message: Message) -> None:
        said = Receipt(
            provider_id=provider_id, delivery=Delivery.DELIVERED, at=world.now, reason=None,
            about=ids(message),
        )  # fmt: skip
        world.receipts.record(said, world.now)

    sending = {**world.deliver.transports}
    sending.update({c: While(t, delivered) for c, t in sending.items()})
    world.deliver = replace(world.deliver, transports=sending)
    world.text("420 hello")
    message = to_customer(world)
    assert (message.delivery, message.provider_id) == (Delivery.DELIVERED, "sms-1")
    assert message.rendered is not None
    swept(world, 1)
    assert len(world.texts_to()) == 1


# Workers that die, words that cannot be made


def test_a_message_over_which_every_worker_dies_is_given_up_and_told() -> None:
    world = World()
    without_settling(world, "420 hello")
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    world.send_queue.take()
    for _ in range(MOST_LOST):
        message = to_customer(world)
        assert world.deliver.store.claim(message, world.now, world.now + LEASE)
        world.now += LEASE
    world.deliver.deliver(*ids(to_customer(world)), world.now)
    world.settle()
    assert world.texts_to() == []
    assert undelivered(world) == ["unsure"]


@dataclass
class Speechless:
    """A renderer that cannot find the words for some messages."""

    renderer: object
    purpose: Purpose
    tries: list[datetime] = field(default_factory=list)

    def render(
        self,
        message: Message,
        feedback: Feedback,
        timeline: Sequence[Entry],
        now: datetime,
        *,
        beside: Sequence[Message] = (),
    ) -> Rendered:
        if message.purpose is self.purpose:
            self.tries.append(now)
            raise KeyError("no such word")
        return self.renderer.render(message, feedback, timeline, now, beside=beside)  # type: ignore[attr-defined, no-any-return]


def test_a_message_whose_words_cannot_be_made_is_tried_some_times_and_told() -> None:
    world = World()
    renderer = Speechless(world.deliver.renderer, Purpose.ACKNOWLEDGEMENT)
    world.deliver = replace(world.deliver, renderer=renderer)
    without_settling(world, "420 hello")
    for entry in world.store.entries_since(0):
        world.react.follow(entry, world.now)
    world.send_queue.take()
    for wait in BACK_OFF[: MOST_LOST - 1]:
        with pytest.raises(KeyError):
            world.deliver.deliver(*ids(to_customer(world)), world.now)
        assert to_customer(world).delivery is Delivery.RETRY
        world.now += wait
    assert world.deliver.deliver(*ids(to_customer(world)), world.now) is Outcome.FAILED
    world.settle()
    assert len(renderer.tries) == MOST_LOST
    assert undelivered(world) == ["rendering"]


# Failing, and telling


def test_two_members_who_are_refused_side_by_side_are_a_gap() -> None:
    world = World()
    world.text("420 hello")
    world.now = NOON + timedelta(hours=48)
    world.ticker.take_due(world.now)
    world.wake.wake(world.now)
    for job in world.act_queue.take():
        world.acting.do(job["feedback"], job["item"], world.now)
    for entry in world.store.entries_since(world._followed):
        world.react.follow(entry, world.now)
    world._followed = len(world.store.entries_since(0))
    jobs = [j for j in world.send_queue.take() if "team_escalation" in j["message"]]
    to_ombudsmen = [
        job for job in jobs
        if world.store.message(job["feedback"], job["message"]).to.startswith("omb-")
    ]  # fmt: skip
    assert len(to_ombudsmen) == 2
    first, second = to_ombudsmen

    def the_other_too(_: Message) -> None:
        world.deliver.deliver(second["feedback"], second["message"], world.now)

    world.deliver = replace(
        world.deliver, transports=dict.fromkeys(world.deliver.transports, Refusing())
    )
    telling(world.deliver, the_other_too).deliver(first["feedback"], first["message"], world.now)
    assert "gap:2" in world.feedback.done
    assert undelivered(world) == ["rejected", "rejected"]


class Refusing:
    def send(self, message: Message, rendered: Rendered) -> str:  # noqa: ARG002
        raise PermanentDeliveryError("rejected")


@dataclass
class Meanwhile:
    """Undelivered, before whose telling something else happens."""

    undelivered: object
    happens: Callable[[Message], None]

    def tell(self, message: Message, reason: str, now: datetime) -> None:
        self.happens(message)
        self.undelivered.tell(message, reason, now)  # type: ignore[attr-defined]


def telling(deliver: Deliver, meanwhile: Callable[[Message], None]) -> Deliver:
    """`deliver`, where something else happens before a failure is told of."""
    told = Meanwhile(deliver.settle.undelivered, meanwhile)
    return replace(deliver, settle=replace(deliver.settle, undelivered=told))  # type: ignore[arg-type]


def test_a_worker_that_dies_before_it_tells_of_a_failure_is_followed_by_the_sweep() -> None:
    world = World()

    def dies(_: Message) -> None:
        raise TimeoutError

    whole = world.deliver
    world.sms.fail_next(PermanentDeliveryError("opted_out"))
    world.deliver = telling(whole, dies)
    with pytest.raises(TimeoutError):
        world.text("420 hello")
    assert to_customer(world).delivery is Delivery.FAILED
    assert undelivered(world) == []
    world.deliver = whole
    swept(world, 1)
    assert undelivered(world) == ["opted_out"]
    assert to_customer(world).wake_at is None
    assert world.sweep().unsent == 0


# Caps


def test_a_message_that_is_tried_again_is_counted_once() -> None:
    limits = {"automatic_per_hour": 2, "unproven_per_day": 3}
    world = World(first=configuration(limits=limits))
    world.sms.fail_next(TemporaryDeliveryError("throttled"), times=3)
    world.text("420 hello")
    world.hours(0.5)
    world.text("550 again")
    assert len(world.texts_to()) == 2
    assert not [m for i in world.all_ids for m in world.store.messages(i) if m.error == "cap"]


def test_a_message_that_a_cap_withholds_is_counted_apart_from_one_that_was_overtaken() -> None:
    world = World(first=configuration(limits={"automatic_per_hour": 1, "unproven_per_day": 3}))
    world.text("420 hello")
    without_settling(world, "550 again")
    for entry in world.store.entries_since(1):
        world.react.follow(entry, world.now)
    outcomes = {
        world.deliver.deliver(job["feedback"], job["message"], world.now)
        for job in world.send_queue.take()
    }
    assert outcomes == {Outcome.SENT, Outcome.WITHHELD}


def test_numbers_that_were_only_typed_share_a_cap_of_their_own() -> None:
    limits = {"automatic_per_hour": 30, "unproven_per_day": 3, "unproven_per_hour": 4}
    world = World(first=configuration(limits=limits))
    numbers = [f"+4477009001{n:02d}" for n in range(10)]
    for number in numbers:
        world.form(f"spam for {number}", phone=number)
    assert len(world.sms.sent) == 4
    world.text("420 hello", sender="+447700900555")
    assert len(world.texts_to("+447700900555")) == 1, "who wrote to us is not among them"
    world.form("mail me", email="pat@example.net")
    assert len(world.mails_to("pat@example.net")) == 1


JAMAICA = "+18765551234"


def test_a_number_abroad_that_was_only_typed_gets_no_text_and_another_way_is_tried() -> None:
    world = World()
    world.form("heating broken", phone=JAMAICA, email="pat@example.net")
    assert world.texts_to(JAMAICA) == []
    assert undelivered(world) == ["blocked"]
    assert [s.message.purpose for s in world.mails_to("pat@example.net")] == ["acknowledgement"]
    answer(world)
    assert world.texts_to(JAMAICA) == []
    assert undelivered(world) == ["blocked", "blocked"]


def test_countries_that_are_named_get_texts_and_so_does_whoever_texted_us() -> None:
    limits = {**document()["limits"], "countries": ["JM"]}
    world = World(first=configuration(limits=limits))
    world.form("heating broken", phone=JAMAICA)
    world.form("heating broken", phone="+447700900111")
    assert len(world.texts_to(JAMAICA)) == 1
    assert world.texts_to("+447700900111") == [], "only those that are named"
    world.text("420 hello", sender="+351912345678")
    assert len(world.texts_to("+351912345678")) == 1


def test_a_loop_with_a_teams_autoresponder_ends() -> None:
    limits = document()["limits"] | {"staff_per_hour": 6}
    world = World(first=configuration(limits=limits))
    for n in range(20):
        world.email(
            f"From: robot@example.net\nAuto-Submitted: auto-replied\nMessage-ID: <{n}@x>\n\naway",
            "feedback@fale.example.com",
        )
    assert len(world.mails_to("coaches@example.com")) == 6
    withheld = [m for i in world.all_ids for m in world.store.messages(i) if m.error == "cap"]
    assert {m.delivery for m in withheld} == {Delivery.WITHHELD}


def test_however_many_customers_write_at_once_their_team_hears_of_each() -> None:
    limits = document()["limits"] | {"staff_per_hour": 6}
    world = World(first=configuration(limits=limits))
    for n in range(20):
        world.text(f"420 hello {n}", sender=f"+4477009001{n:02d}")
    assert len(world.mails_to("coaches@example.com")) == 20


def test_an_address_is_told_three_times_an_hour_that_its_mail_was_set_aside() -> None:
    world = World()
    world.text("420 hello")
    sent = world.mails_to("coaches@example.com")[0]
    for n in range(10):
        raw = reply_to(sent, "").replace(b"@client.example", b"@%d.client.example" % n)
        world.email(raw, sent.rendered.reply_to or "")
    told = [
        s for s in world.mails_to("coaches@example.com")
        if s.message.purpose is Purpose.TEAM_SET_ASIDE
    ]  # fmt: skip
    assert len(told) == 3


# Bounces


def test_an_out_of_office_after_a_delivery_is_no_bounce_and_before_one_it_is() -> None:
    for delivered in (True, False):
        world = World()
        world.form("hello", email="pat@example.net")
        (sent,) = world.mails_to("pat@example.net")
        if delivered:
            world.receipt(sent, Delivery.DELIVERED)
        said = Receipt(
            provider_id=sent.provider_id, delivery=Delivery.BOUNCED, at=world.now,
            reason="General", may_be_automatic=True,
        )  # fmt: skip
        world.receipts.record(said, world.now)
        message = world.store.message(*ids(sent.message))
        assert (message.delivery is Delivery.DELIVERED) is delivered


def test_unsure_is_looked_at_no_sooner_than_its_receipt_may_come() -> None:
    world = World()
    world.sms.fail_next(LOST, times=2, has_left=True)
    world.text("420 hello")
    for _ in range(2):
        world.now += UNSURE_AFTER - timedelta(seconds=1)
        assert world.deliver.deliver(*ids(to_customer(world)), world.now) is Outcome.NOTHING_TO_DO
        world.now += timedelta(seconds=1)
        last = world.deliver.deliver(*ids(to_customer(world)), world.now)
    assert last is Outcome.FAILED
