"""A customer's data gone: nothing of theirs is left anywhere, and every figure stays as it was."""

import json
from argparse import Namespace
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import erasing
from chalicelib.errors import TemporaryDeliveryError, UnavailableError
from chalicelib.model import Delivery, PendingMove, Purpose, Status, What
from chalicelib.services.erase import Erase, Erased
from chalicelib.store.attachments import MemoryFiles
from chalicelib.store.records import MemoryRecords
from infra.commands.erase import each
from tests.builders import NOON, PHONE, configuration, entry
from tests.services.test_attachments import mail
from tests.services.test_outcomes import resolve
from tests.services.test_story import answer
from tests.world import World

CONTACT = f"sms:{PHONE}"
SECRET = "Ana Souza of 14 Acacia Road"


@pytest.fixture
def world() -> World:
    return World()


def eraser(world: World, **other: Any) -> Erase:
    parts = {
        "store": world.store,
        "records": MemoryRecords(world.store),
        "files": world.files,
        "originals": world.originals,
        "pending": world.pending,
    }
    return Erase(**(parts | other))


def everything(world: World, feedback_id: str) -> str:
    """All that is kept of a feedback, as text."""
    record = MemoryRecords(world.store).of(feedback_id)
    return json.dumps(asdict(record), default=str)


def told(world: World) -> str:
    """The id of a feedback in which the customer's name and number are everywhere."""
    world.text(f"420 cold says {SECRET}")
    world.text(f"still cold, {SECRET}")
    feedback = world.feedback
    return feedback.id


def test_nothing_of_the_customer_is_left_in_state_timeline_or_messages(world: World) -> None:
    one = told(world)
    assert SECRET in everything(world, one)
    assert PHONE in everything(world, one)
    done = eraser(world).contact(CONTACT, world.now)
    assert SECRET not in everything(world, one)
    assert PHONE not in everything(world, one)
    assert (done.feedback, done.entries) == (1, 2)
    assert done.messages > 0
    assert world.store.standing_of(CONTACT, 10) == (None, [])


def test_the_timeline_stays_and_says_that_it_was_erased(world: World) -> None:
    one = told(world)
    before = [(turn.what, turn.at) for turn in world.store.timeline(one)]
    eraser(world).contact(CONTACT, world.now)
    after = world.store.timeline(one)
    assert [(turn.what, turn.at) for turn in after[:-1]] == before
    assert (after[-1].what, after[-1].words, after[-1].data) == (
        What.ERASED,
        None,
        {"why": "asked", "closes": True},
    )
    assert {turn.words for turn in after[:-1]} == {erasing.ERASED}


def test_erasing_again_changes_nothing(world: World) -> None:
    one = told(world)
    erase = eraser(world)
    erase.contact(CONTACT, world.now)
    before = everything(world, one)
    assert erase.contact(CONTACT, world.now) == Erased()
    assert erase.one(one, "asked", world.now) == Erased(feedback=1)
    assert everything(world, one) == before


class BreakingOff:
    """Records that break off after some changes."""

    def __init__(self, world: World, after: int) -> None:
        self._records = MemoryRecords(world.store)
        self._left = after

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._records, name)

        def call(*arguments: Any) -> Any:
            if name.startswith(("blank", "forget")):
                self._left -= 1
                if self._left < 0:
                    raise UnavailableError
            return method(*arguments)

        return call


@pytest.mark.parametrize("after", range(8))
def test_a_run_that_broke_off_is_finished_by_the_next(world: World, after: int) -> None:
    one = told(world)
    done = eraser(world, records=BreakingOff(world, after)).contact(CONTACT, world.now)
    if done.left:
        eraser(world).contact(CONTACT, world.now)
    assert SECRET not in everything(world, one)
    assert PHONE not in everything(world, one)
    assert world.store.standing_of(CONTACT, 10) == (None, [])


def test_mails_and_files_go_as_well(world: World) -> None:
    photo = ("a.txt", "text/plain", b"Acacia Road")
    world.email(mail("Cold.", photo))
    world.settle()
    contact = world.feedback.contacts[0]
    (first,) = world.timeline
    done = eraser(world).contact(f"email:{contact.address}", world.now)
    assert done.mails == 1
    assert not world.files.files
    with pytest.raises(Exception, match="no such mail"):
        world.originals.read(str(first.data["original"]))
    assert contact.address not in everything(world, first.feedback_id)


def test_what_had_not_left_is_withheld(world: World) -> None:
    one = told(world)
    message = next(m for m in world.messages if not m.purpose.is_for_staff)
    waiting = replace(message, id="000009-acknowledgement-1-1", delivery=Delivery.PENDING)
    world.store.add_message(replace(waiting, provider_id=None, sent_at=None, settled_at=None))
    done = eraser(world).contact(CONTACT, world.now)
    assert done.withheld == 1
    assert world.store.message(one, waiting.id).delivery is Delivery.WITHHELD


def test_what_ended_long_ago_is_found_by_its_age_and_only_once(world: World) -> None:
    one = told(world)
    erase = eraser(world)
    assert list(erase.older(NOON + timedelta(days=999))) == []  # it is open
    state = world.store.get(one)
    number = state.entries + 1
    end = replace(world.timeline[-1], number=number, what=What.CLOSED, words=None, data={})
    closed = replace(state, closed_at=world.now, status=Status.CLOSED, entries=number)
    world.store.change(state, closed, end, react_by=world.now)
    assert list(erase.older(world.now)) == []
    (found,) = erase.older(world.now + timedelta(seconds=1))
    erase.one(found.feedback.id, "age", world.now)
    assert list(erase.older(world.now + timedelta(days=1))) == []


def test_an_address_that_was_not_reached_and_a_teams_reason_are_content() -> None:
    undelivered = entry(
        what=What.UNDELIVERED,
        words="words",
        data={"to": PHONE, "reason": SECRET, "message": "000001-answer-1a2b3c4d-1"},
    )
    assert erasing.blank(undelivered).data == {}
    handed = entry(what=What.HANDED_OVER, data={"from": "a", "to": "b", "reason": SECRET})
    assert erasing.blank(handed).data == {"from": "a", "to": "b"}


def test_an_answer_that_was_held_when_its_customer_was_erased_never_leaves(world: World) -> None:
    one = told(world)
    held = PendingMove(
        feedback_id=one, key="key-1", what=What.ANSWERED, words=f"Dear {SECRET}",
        member="ana@example.com", team="coaches", seen=None,
        said_at=world.now, leaves_at=world.now + timedelta(seconds=8),
    )  # fmt: skip
    world.pending.add(held)
    eraser(world).contact(CONTACT, world.now)
    assert world.pending.of(one) == []
    world.until(world.now + timedelta(hours=1))
    assert What.ANSWERED not in [entry.what for entry in world.store.timeline(one)]


@pytest.mark.parametrize("command", ["#team supervisors", "#critical"])
def test_a_mail_to_a_team_about_what_was_erased_since_does_not_leave(
    world: World, command: str
) -> None:
    one = told(world)
    world.mail.fail_next(TemporaryDeliveryError("later"), times=9)
    answer(world, f"{command} {SECRET} is freezing")
    waits = [m.id for m in world.messages if m.delivery is Delivery.RETRY]
    assert waits
    eraser(world).contact(CONTACT, world.now)
    left = len(world.mail.sent)
    world.hours(2)
    settled = [m for m in world.messages if m.id in waits]
    assert {(m.delivery, m.error) for m in settled} == {(Delivery.WITHHELD, "erased")}
    assert len(world.mail.sent) == left
    assert SECRET not in everything(world, one)


def test_a_team_can_still_be_told_of_what_was_erased(world: World) -> None:
    told(world)
    answer(world, "#critical His name is Ana Souza")
    first = next(m for m in world.messages if m.purpose is Purpose.TEAM_NEW)
    eraser(world).contact(CONTACT, world.now)
    world.settle()
    told_now = world.deliver.renderer.render(
        first, world.feedback, world.timeline, world.now, beside=()
    )
    assert "Souza" not in told_now.text
    assert erasing.ERASED in told_now.text


def test_the_word_that_told_of_danger_is_erased_from_what_a_team_is_told() -> None:
    world = World(first=configuration(safety_words={"en-GB": ["smoke"]}))
    world.text("420 there is smoke in here")
    first = next(m for m in world.messages if m.purpose is Purpose.TEAM_NEW)
    eraser(world).contact(CONTACT, world.now)
    world.settle()
    told_now = world.deliver.renderer.render(
        first, world.feedback, world.timeline, world.now, beside=()
    )
    assert "smoke" not in told_now.text


@pytest.mark.parametrize("lost", ["answer", "survey", "team_warned", None])
def test_what_was_not_followed_yet_when_it_was_erased_is_followed_afterwards(
    world: World, lost: str | None
) -> None:
    """`None`: blank as an older release left it, without what the lost message was for."""
    one = told(world)
    before = world.store.get(one)
    number = before.entries + 1
    kept = {"purpose": lost, "entry": 1} if lost else {}
    facts = {**kept, "message": "000001-x-1-1", "to": PHONE, "reason": "no"}
    news = entry(feedback_id=one, number=number, what=What.UNDELIVERED, words=None, data=facts)
    world.store.change(before, replace(before, entries=number), news, react_by=world.now)
    eraser(world).contact(CONTACT, world.now)
    blank = world.store.entry(one, number)
    assert blank.data == kept
    world.react.follow(blank, world.now)
    world.settle()
    assert [m for m in world.messages if m.entry == number and m.delivery is Delivery.SENT] == []
    assert PHONE not in everything(world, one)


@pytest.mark.parametrize("channel", ["sms", "email"])
def test_what_leaves_while_its_feedback_is_erased_does_not_come_back(
    world: World, channel: str
) -> None:
    """To the customer by text, to the team by mail: both hold the words."""
    way = {"sms": world.sms, "email": world.mail}[channel]
    send, erased = way.send, list[Erased]()

    def erased_meanwhile(*given: Any, **named: Any) -> Any:
        provider_id = send(*given, **named)
        if not erased:
            erased.append(eraser(world).contact(CONTACT, world.now))
        return provider_id

    way.send = erased_meanwhile  # type: ignore[method-assign]
    world.text(f"420 cold says {SECRET}")
    world.settle()
    [one] = world.all_ids
    assert erased
    assert SECRET not in everything(world, one)
    assert PHONE not in everything(world, one)
    assert any(m.delivery is Delivery.SENT and m.provider_id for m in world.store.messages(one))


def test_one_that_cannot_be_erased_is_in_nobodys_way(world: World) -> None:
    for number in range(6):
        world.text(f"420 cold, {SECRET}", sender=f"+44770090{number:04d}")
    for one in world.all_ids:
        resolve(world, "Mended.", world.store.get(one))
    world.hours(24 * 60)
    stuck = sorted(world.all_ids)[2]

    class Refusing(MemoryFiles):
        def remove_all(self, feedback_id: str) -> int:
            if feedback_id == stuck:
                raise UnavailableError
            return 0

    given = {"kind": None, "channel": None, "contact": None, "yes": True}
    asked = Namespace(older_than=timedelta(days=30), **given)
    done = sum(each(eraser(world, files=Refusing()), asked, world.now), Erased())
    assert (done.feedback, done.left) == (5, 1)
    assert [one for one in world.all_ids if SECRET in everything(world, one)] == [stuck]
    done = sum(each(eraser(world), asked, world.now), Erased())
    assert (done.feedback, done.left) == (1, 0)
