"""Messages about no feedback leave with the same care as all others."""

from datetime import timedelta

from chalicelib.errors import (
    AmbiguousDeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from chalicelib.intake.receipts import Receipt
from chalicelib.model import Delivery, Purpose, Rendered
from chalicelib.services.alone import Alone
from chalicelib.services.receipts import bounces_of
from tests.world import World

ABOUT = "digest-2026-11-23-coaches"
TO = "coaches@example.com"
WORDS = Rendered(
    text="Nothing is overdue.\n", subject="Coach operations", sender="a@fale.example.com"
)


def write(world: World) -> bool:
    """One mail into the outbox, and what follows at once."""
    alone = Alone(world.store, world.send_queue)
    is_new = alone.write(ABOUT, Purpose.TEAM_DIGEST, TO, WORDS, world.now, team="coaches")
    world.settle()
    return is_new


def only(world: World) -> Delivery:
    [message] = world.store.messages(ABOUT)
    return message.delivery


def test_it_leaves_once_as_it_was_written() -> None:
    world = World()
    assert [write(world), write(world)] == [True, False]
    [sent] = world.mail.sent
    assert (sent.message.to, sent.rendered) == (TO, WORDS)
    assert only(world) is Delivery.SENT


def test_it_is_tried_again_where_the_provider_does_not_take_it() -> None:
    world = World()
    world.mail.fail_next(TemporaryDeliveryError("throttled"))
    write(world)
    assert only(world) is Delivery.RETRY
    world.hours(1)
    assert len(world.mail.sent) == 1


def test_one_whose_job_was_lost_is_found_by_the_sweep() -> None:
    world = World()
    Alone(world.store, world.send_queue).write(
        ABOUT, Purpose.TEAM_DIGEST, TO, WORDS, world.now, team="coaches"
    )
    assert world.send_queue.take(), "the job that is lost"
    world.now += timedelta(minutes=6)
    world.sweep()
    assert len(world.mail.sent) == 1


def test_one_that_may_have_left_is_settled_by_its_receipt_and_not_sent_again() -> None:
    world = World()
    world.mail.fail_next(AmbiguousDeliveryError("no answer"), has_left=True)
    write(world)
    [sent] = world.mail.sent
    told = Receipt(
        provider_id=sent.provider_id, delivery=Delivery.DELIVERED, at=world.now, reason=None,
        about=(ABOUT, sent.message.id),
    )  # fmt: skip
    assert world.receipts.record(told, world.now)
    world.hours(1)
    assert only(world) is Delivery.DELIVERED
    assert len(world.mail.sent) == 1


def test_its_bounce_is_known_and_counted_against_its_address() -> None:
    world = World()
    write(world)
    world.receipt(world.mail.sent[0], Delivery.BOUNCED, "no such user")
    assert only(world) is Delivery.BOUNCED
    assert world.store.is_full(bounces_of(TO, world.now), 1)


def kept(world: World) -> Rendered | None:
    """The words of the only mail as they are stored."""
    [message] = world.store.messages(ABOUT)
    return message.rendered


def test_once_it_has_left_its_words_are_kept_no_longer() -> None:
    world = World()
    write(world)
    assert (only(world), kept(world)) == (Delivery.SENT, None)
    world.receipt(world.mail.sent[0], Delivery.DELIVERED)
    assert (only(world), kept(world)) == (Delivery.DELIVERED, None)


def test_while_it_may_be_sent_again_its_words_are_kept() -> None:
    world = World()
    world.mail.fail_next(TemporaryDeliveryError("throttled"))
    write(world)
    assert (only(world), kept(world)) == (Delivery.RETRY, WORDS)
    world.hours(1)
    assert (world.mail.sent[0].rendered, kept(world)) == (WORDS, None)


def test_a_receipt_that_settles_one_that_may_have_left_ends_its_words_as_well() -> None:
    world = World()
    world.mail.fail_next(AmbiguousDeliveryError("no answer"), has_left=True)
    write(world)
    assert kept(world) == WORDS
    [sent] = world.mail.sent
    told = Receipt(
        provider_id=sent.provider_id, delivery=Delivery.DELIVERED, at=world.now, reason=None,
        about=(ABOUT, sent.message.id),
    )  # fmt: skip
    world.receipts.record(told, world.now)
    assert kept(world) is None


def test_one_that_is_given_up_keeps_no_words() -> None:
    world = World()
    world.mail.fail_next(PermanentDeliveryError("no such address"))
    write(world)
    assert (only(world), kept(world)) == (Delivery.FAILED, None)
