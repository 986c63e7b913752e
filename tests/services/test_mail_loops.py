"""Two machines that answer each other: it ends, whatever the other side hides."""

import re
from collections.abc import Iterator
from itertools import count

import pytest

from chalicelib.model import Purpose, What
from chalicelib.notify.memory import Sent
from tests.builders import DOMAIN, configuration
from tests.world import World

MOST_TURNS = 400


def other_side(addresses: Iterator[str]) -> Iterator[bytes]:
    """Answers of a machine that strips every field that would give it away."""
    for number, address in zip(count(1), addresses):
        yield (
            f"From: Desk <{address}>\nMessage-ID: <{number}@desk.example>\n"
            f"Subject: Your request {number}\n\nWe have received your request {number}.\n"
        ).encode()


def talk(world: World, answers: Iterator[bytes], *, to_signed: bool) -> int:
    """Each mail of ours to the other side is answered at once; how many of ours left in the end."""
    answered = 0
    world.email(next(answers), f"feedback@{DOMAIN}")
    for _ in range(MOST_TURNS):
        ours = [sent for sent in world.mail.sent if not sent.message.purpose.is_for_staff]
        if len(ours) == answered:
            return answered
        for sent in ours[answered:]:
            world.email(next(answers), sent_to(sent, to_signed=to_signed))
        answered = len(ours)
    raise AssertionError(f"still talking after {answered} mails")


def sent_to(sent: Sent, *, to_signed: bool) -> str:
    """Machines answer to Reply-To, or to the address that they know us by."""
    return (sent.rendered.reply_to if to_signed else None) or f"feedback@{DOMAIN}"


@pytest.mark.parametrize("to_signed", [True, False])
def test_a_machine_that_strips_every_field_is_answered_no_more_than_the_cap_in_an_hour(
    *, to_signed: bool
) -> None:
    world = World()
    answers = other_side("desk@shop.example" for _ in count())
    assert 1 <= talk(world, answers, to_signed=to_signed) <= 30


@pytest.mark.parametrize(
    "address", ["desk-{}@shop.example", "desk+{}@shop.example", "desk@host-{}.shop.example"]
)
def test_a_machine_that_changes_its_address_each_time_is_stopped_by_its_domain(
    address: str,
) -> None:
    world = World()
    answers = other_side(address.format(n) for n in count(1))
    assert 1 <= talk(world, answers, to_signed=False) <= 60


def test_all_that_a_loop_said_is_stored() -> None:
    world = World(first=configuration(limits={"automatic_per_hour": 5, "unproven_per_day": 3}))
    answers = other_side("desk@shop.example" for _ in count())
    answered = talk(world, answers, to_signed=False)
    entries = world.store.entries_since(0)
    said = [e for e in entries if e.what in (What.CAPTURED, What.CUSTOMER_WROTE)]
    assert len(said) == answered + 1
    numbers = [re.findall(r"request (\d+)", e.words or "")[0] for e in said]
    assert numbers == [str(n + 1) for n in range(len(said))]


def test_strangers_at_a_public_provider_do_not_use_up_each_others_mails() -> None:
    limits = {"automatic_per_hour": 30, "unproven_per_day": 3, "domain_per_hour": 2}
    world = World(first=configuration(limits=limits))
    for number in range(5):
        world.email(
            f"From: p{number}@gmail.com\nMessage-ID: <{number}@x>\n\nCold again {number}.",
            f"feedback@{DOMAIN}",
        )
    told = [s for s in world.mail.sent if s.message.purpose is Purpose.ACKNOWLEDGEMENT]
    assert len(told) == 5


def test_the_cap_of_a_domain_ends_with_its_hour() -> None:
    limits = {"automatic_per_hour": 30, "unproven_per_day": 30, "domain_per_hour": 1}
    world = World(first=configuration(limits=limits))
    for number in range(2):
        for part in ("a", "b"):
            world.email(
                f"From: {part}@shop.example\nMessage-ID: <{number}{part}@x>\n\nCold {number}{part}.",
                f"feedback@{DOMAIN}",
            )
        world.hours(1)
    told = [s for s in world.mail.sent if s.message.purpose is Purpose.ACKNOWLEDGEMENT]
    assert len(told) == 2


def test_a_mail_of_ours_that_comes_back_is_stored_and_answered_to_nobody() -> None:
    world = World()
    world.email(
        "From: Pat <pat@example.net>\nMessage-ID: <1@x>\n\nIt is cold.", f"feedback@{DOMAIN}"
    )
    ours = len(world.mail.sent)
    world.email(
        f"From: Example Coaches <feedback@{DOMAIN}>\nMessage-ID: <2@x>\nSubject: Fwd\n\nWe have it.",
        f"feedback@{DOMAIN}",
    )
    (back,) = world.store.entries_since(0)[-1:]
    assert back.data["automatic"]
    new = world.mail.sent[ours:]
    assert {sent.message.purpose for sent in new} <= {Purpose.TEAM_NEW}
    assert not world.store.get(back.feedback_id).is_open
