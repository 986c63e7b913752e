"""Receipts in any order, twice, early and late: a message ends as the worst that was said of it."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.receipts import Receipt
from chalicelib.model import Delivery, What
from chalicelib.services.receipts import bounces_of
from tests.builders import NOON
from tests.services.test_story import answer
from tests.world import World

WORST_LAST = (Delivery.DELIVERED, Delivery.FAILED, Delivery.BOUNCED, Delivery.SPAM_REPORT)


@dataclass(frozen=True)
class News:
    """What a provider says once, and when it says that it happened."""

    delivery: Delivery
    minute: int


news = st.lists(
    st.builds(News, delivery=st.sampled_from(WORST_LAST), minute=st.integers(0, 5)),
    min_size=1,
    max_size=5,
)


def told(world: World, said: list[News], to: str) -> tuple[object, ...]:
    """How things stand once a provider has said all that, in that order, of the one message to `to`."""
    (message,) = [m for m in world.messages if m.to == to]
    for one in said:
        at = NOON + timedelta(minutes=one.minute)
        receipt = Receipt(
            provider_id=message.provider_id or "", delivery=one.delivery, at=at,
            reason=f"{one.delivery} at {one.minute}",
        )  # fmt: skip
        assert world.receipts.record(receipt, world.now)
        world.settle()
    settled = world.store.message(message.feedback_id, message.id)
    undelivered = [e.data["message"] for e in world.timeline if e.what is What.UNDELIVERED]
    rest = (settled.delivery, settled.settled_at, settled.error)
    return *rest, undelivered, world.feedback.done, world.feedback.wake_at, world.told()


@given(said=news, data=st.data())
@pytest.mark.parametrize("to", ["pat@example.net", "coaches@example.com"])
def test_any_order_of_a_messages_receipts_with_any_of_them_twice_ends_the_same(
    to: str, said: list[News], data: st.DataObject
) -> None:
    def world() -> World:
        made = World()
        made.form("heating broken", email="pat@example.net")
        return made

    again = data.draw(st.lists(st.sampled_from(said), max_size=4))
    other = data.draw(st.permutations([*said, *again]))
    assert told(world(), said, to) == told(world(), other, to)


@given(said=news)
def test_a_message_ends_as_the_worst_that_was_said_of_it(said: list[News]) -> None:
    world = World()
    world.form("heating broken", email="pat@example.net")
    delivery, settled_at, *_ = told(world, said, "pat@example.net")
    worst = max((one.delivery for one in said), key=WORST_LAST.index)
    assert delivery is worst
    first = min(one.minute for one in said if one.delivery is worst)
    assert settled_at == NOON + timedelta(minutes=first)


def bounced(world: World, to: str) -> None:
    sent = world.mails_to(to)[-1]
    world.receipt(sent, Delivery.BOUNCED, "550 no such user")


def test_a_bounce_days_after_a_delivery_still_tells_the_team() -> None:
    world = World()
    world.form("heating broken", email="pat@example.net")
    answer(world)
    sent = world.mails_to("pat@example.net")[-1]
    world.receipt(sent, Delivery.DELIVERED)
    world.hours(72)
    world.receipt(sent, Delivery.BOUNCED, "mailbox closed")
    assert world.timeline[-1].what is What.UNDELIVERED
    told = [s.message.purpose.value for s in world.mails_to("coaches@example.com")]
    assert "team_undelivered" in told


def test_a_bounce_of_the_only_address_of_a_team_is_the_next_levels_now() -> None:
    world = World()
    world.text("420 heating broken")
    bounced(world, "coaches@example.com")
    world.hours(0.1)
    assert "gap:0" in world.feedback.done
    assert [s.message.purpose for s in world.mails_to("boss@example.com")]


def test_bounces_of_a_members_address_are_counted_once_each_by_day() -> None:
    world = World()
    for n in range(2):
        world.text("420 heating broken", sender=f"+44770090020{n}")
        bounced(world, "coaches@example.com")
        bounced(world, "coaches@example.com")
    today = bounces_of("coaches@example.com", world.now)
    assert world.store.is_full(today, 2)
    assert not world.store.is_full(today, 3)


def test_a_spam_report_is_kept_and_nobody_is_tried_elsewhere() -> None:
    world = World()
    world.form("heating broken", email="pat@example.net", phone="+447700900123")
    before = len(world.sms.sent)
    world.form("and again", email="pat@example.net")
    (sent,) = world.mails_to("pat@example.net")[-1:]
    world.receipt(sent, Delivery.SPAM_REPORT)
    message = world.store.message(sent.message.feedback_id, sent.message.id)
    assert message.delivery is Delivery.SPAM_REPORT
    assert len(world.sms.sent) == before


def test_a_receipt_of_nobodys_message_is_dropped_once_it_is_old() -> None:
    world = World()
    old = Receipt(
        provider_id="strange", delivery=Delivery.BOUNCED, at=world.now - timedelta(minutes=1),
        reason=None,
    )  # fmt: skip
    assert not world.receipts.record(old, world.now)
