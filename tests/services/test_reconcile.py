"""Reconciliation over real stories: whatever was lost on its way is named, and comes in after all."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.addresses import feedback_id
from chalicelib.intake.email_notice import parse_notice
from chalicelib.intake.envelope import open_envelope
from chalicelib.intake.retold import mail_again, mail_letter, text_again, text_letter
from chalicelib.intake.sms import InboundSms, parse
from chalicelib.model import Channel
from chalicelib.reconciliation import LISTED, Checked, Lack, Missing, Reconciliation, Source
from chalicelib.services.inspect import Inspect
from chalicelib.services.reconcile import Reconcile, Way
from chalicelib.store.dead_letters import MemoryDeadLetters
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.memory_source import MemorySource
from chalicelib.store.plumbing import MemoryPlumbing
from chalicelib.store.queue import MemoryQueue
from chalicelib.store.reconciliations import MemoryReconciliations
from chalicelib.store.records import MemoryRecords
from tests.builders import DOMAIN, NOON, PHONE
from tests.photos import photo
from tests.world import World, notice

DAY = NOON.date()
QUARTER = timedelta(minutes=15)
MIDNIGHT = NOON + timedelta(hours=12)
NIGHT = MIDNIGHT + timedelta(hours=4, minutes=20)
BOX = f"feedback@{DOMAIN}"
MAIL = f"From: pat@example.net\nTo: {BOX}\nMessage-ID: <1@x>\nSubject: Cold\n\nThe coach is cold."


class Night:
    """The world, with somebody who counts what arrived in it."""

    def __init__(self, sms: Source = Source.TOPIC) -> None:
        self.world = World()
        self.bucket = MemorySource(Channel.EMAIL, Source.MAIL_BUCKET, self.mail_job)
        self.texts = MemorySource(Channel.SMS, sms, self.text_job)
        self.posts = MemorySource(Channel.WEB, Source.WEB_LOG)
        self.mail_letters = MemoryDeadLetters(mail_letter)
        self.text_letters = MemoryDeadLetters(text_letter)
        self.mail_queue, self.text_queue = MemoryQueue(), MemoryQueue()
        self.plumbing = MemoryPlumbing()
        self.results = MemoryReconciliations()
        self.told_again = 0
        """Mails whose notification was made once more."""
        world = self.world
        self.service = Reconcile(
            ways=(
                Way(source=self.bucket, letters=self.mail_letters, queue=self.mail_queue),
                Way(source=self.texts, letters=self.text_letters, queue=self.text_queue),
                Way(source=self.posts),
            ),
            arrivals=world.arrivals,
            lists=MemoryLists(world.store),
            inspect=Inspect(
                store=world.store,
                records=MemoryRecords(world.store, world.measures),
                configurations=world.configurations,
                files=world.files,
                measure=world.measure,
                attachments_queue=world.attachments_queue,
                on_its_way=QUARTER,
            ),
            plumbing=self.plumbing,
            results=self.results,
            on_its_way=QUARTER,
        )

    # What arrives

    def mailed(
        self, key: str, raw: bytes | str, *rcpt: str, lost: bool = False, **said: str
    ) -> None:
        """SES puts a mail into the bucket, and tells of it unless that is lost."""
        self.bucket.add(key, self.world.now)
        self.world.originals.put(key, raw.encode() if isinstance(raw, str) else raw)
        if not lost:
            self.world.mails.receive(
                notice(key, rcpt or (BOX,), self.world.now, **said), self.world.now
            )
            self.world.settle()

    def texted(self, number: str, body: str, *, lost: bool = False) -> None:
        """A text is published to the topic, and comes unless that is lost."""
        self.texts.add(number, self.world.now)
        if not lost:
            self.world.texts.receive(
                InboundSms(
                    message_id=number,
                    sender=PHONE,
                    to="+447700900000",
                    body=body,
                    in_reply_to=None,
                    received_at=self.world.now,
                    notice_id=number,
                ),
                self.world.now,
            )
            self.world.settle()

    def mail_job(self, key: str) -> dict[str, str] | None:
        self.told_again += 1
        at = dict(self.bucket.arrived)[key]
        return mail_again(key, "mails", self.world.originals.read(key), at, DOMAIN)

    def text_job(self, sid: str) -> dict[str, str] | None:
        return text_again(
            message_id=sid, sender=PHONE, to="+447700900000", body="420 cold", at=NOON
        )

    # What the night does

    def check(self, *, repair: bool = False, day: date = DAY) -> Reconciliation:
        self.world.now = max(self.world.now, NIGHT)
        return self.service.day(day, self.world.now, repair=repair)

    def time_for(self, mails: int) -> Callable[[], bool]:
        """Whether there is time: until so many mails were told again from now on."""
        begun = self.told_again
        return lambda: self.told_again - begun < mails

    def deliver(self) -> None:
        """What was handed over once more is taken in, as the Lambdas behind the queues do it."""
        world = self.world
        mails = [json.dumps(job) for job in self.mail_queue.take()] + self.mail_letters.given_back
        for body in mails:
            world.mails.receive(parse_notice(open_envelope(body)[0]), world.now)
        texts = [json.dumps(job) for job in self.text_queue.take()] + self.text_letters.given_back
        for body in texts:
            world.texts.receive(parse(body), world.now)
        world.settle()


def of(result: Reconciliation, channel: Channel) -> Checked:
    [found] = [one for one in result.channels if one.channel is channel]
    return found


@pytest.fixture
def night() -> Night:
    return Night()


def test_a_mail_that_nobody_was_told_of_is_named_comes_in_and_is_answered(night: Night) -> None:
    night.mailed("m-1", MAIL.replace("<1@x>", "<0@x>").replace("pat", "joe"))
    night.mailed("m-2", MAIL, lost=True)
    found = of(night.check(), Channel.EMAIL)
    assert (found.arrived, found.stored, found.unaccounted) == (2, 1, 1)
    assert [one.id for one in found.missing] == ["m-2"]
    assert not night.mail_queue.take(), "looking changes nothing"

    repaired = night.check(repair=True)
    assert [one.is_redriven for one in of(repaired, Channel.EMAIL).missing] == [True]
    assert night.world.mails_to("pat@example.net") == []
    night.deliver()
    [told] = night.world.mails_to("pat@example.net")
    assert "cold" in told.rendered.text or told.rendered.subject

    after = night.check(repair=True)
    assert after.is_whole
    assert (after.redriven, after.times) == (1, 3)
    night.deliver()
    assert len(night.world.all_ids) == 2


def test_the_run_of_the_next_night_sees_that_it_helped(night: Night) -> None:
    night.mailed("m-1", MAIL, lost=True)
    night.world.now = NIGHT
    first = night.service.recent(NIGHT)
    assert [one.day for one in first] == [DAY - timedelta(days=1), DAY]
    assert [one.unaccounted for one in first] == [0, 1]
    night.deliver()
    night.world.now = NIGHT + timedelta(days=1)
    again = night.service.recent(night.world.now)
    assert [(one.day, one.unaccounted) for one in again] == [(DAY, 0), (DAY + timedelta(days=1), 0)]
    assert again[0].times == 2
    assert night.results.latest(3)[1] == again[0]


def lose(night: Night, count: int) -> None:
    """So many people's mails stand in the bucket, and nobody was told of them."""
    for n in range(count):
        raw = MAIL.replace("<1@x>", f"<{n}@x>").replace("pat@", f"p{n}@")
        night.mailed(f"m-{n:03d}", raw, lost=True)


def test_more_than_a_result_names_is_handed_over_and_counted(night: Night) -> None:
    lose(night, LISTED + 30)
    result = night.check(repair=True)
    found = of(result, Channel.EMAIL)
    assert (found.redriven, len(found.missing), found.more_missing) == (LISTED + 30, LISTED, 30)
    assert result.redriven == len(night.mail_queue.take()) == LISTED + 30


def test_what_a_night_has_no_time_for_is_handed_over_in_the_nights_after_it(night: Night) -> None:
    lose(night, 250)
    missing, later = [], NIGHT
    for _ in range(5):
        night.world.now = later
        results = night.service.recent(later, night.time_for(100))
        missing += [one.unaccounted for one in results if one.day == DAY]
        night.deliver()
        later += timedelta(days=1)
    assert missing == [250, 150, 50, 0], "and once nothing is missing, it is not looked at again"
    assert len(night.world.all_ids) == 250


def test_a_look_by_hand_at_today_says_nothing_of_what_came_after_it(night: Night) -> None:
    early = night.service.day(DAY, NOON - timedelta(hours=2), repair=False)
    night.mailed("m-1", MAIL, lost=True)
    assert (early.is_whole, early.is_compared) == (True, False)
    assert early.until == NOON - timedelta(hours=2) - QUARTER
    result = night.check()
    assert (result.is_whole, result.is_compared, result.until) == (False, True, MIDNIGHT)


def test_a_day_whose_nights_failed_or_of_which_a_channel_was_unknown_is_compared_later(
    night: Night,
) -> None:
    night.service.day(DAY, NOON - timedelta(hours=2), repair=False)  # by hand
    night.mailed("m-1", MAIL, lost=True)
    night.world.now = NIGHT + timedelta(days=3)
    night.texts.is_there = False
    results = night.service.recent(night.world.now)
    days = [(DAY + timedelta(days=n)) for n in range(4)]
    assert [(one.day, one.unaccounted) for one in results] == list(
        zip(days, [1, 0, 0, 0], strict=True)
    )
    assert all(one.unknown == (Channel.SMS,) for one in results)
    night.deliver()
    night.texts.is_there = True
    night.world.now += timedelta(days=1)
    again = night.service.recent(night.world.now)
    assert [one.day for one in again] == [*days, DAY + timedelta(days=4)]
    assert all(one.is_compared and not one.unaccounted for one in again)
    night.world.now += timedelta(days=1)
    assert [one.day for one in night.service.recent(night.world.now)] == [
        DAY + timedelta(days=4),
        DAY + timedelta(days=5),
    ]


def test_a_dead_letter_goes_back_as_it_was_with_what_the_provider_said_of_the_sender(
    night: Night,
) -> None:
    night.mailed("m-1", MAIL, lost=True)
    said: dict[str, Any] = {"type": "S3", "bucketName": "mails", "objectKey": "m-1"}
    document = {
        "notificationType": "Received",
        "receipt": {"recipients": [BOX], "action": said, "dmarcVerdict": {"status": "PASS"}},
        "mail": {"messageId": "m-1", "source": "pat@example.net", "timestamp": NOON.isoformat()},
    }
    body = json.dumps(
        {"MessageId": "n-1", "Message": json.dumps(document), "Timestamp": NOON.isoformat()}
    )
    night.mail_letters.dead.append(body)
    [missing] = of(night.check(repair=True), Channel.EMAIL).missing
    assert missing == Missing(id="m-1", at=NOON, is_dead_letter=True, is_redriven=True)
    assert night.mail_letters.given_back == [body]
    assert not night.mail_queue.take(), "once, not twice"
    night.deliver()
    assert night.world.feedback.contacts[0].proven
    assert night.check().is_whole


def test_a_mail_told_again_is_vouched_for_by_nobody(night: Night) -> None:
    night.world.text("420 it is cold")
    [sent] = night.world.mails_to("coaches@example.com")
    reply = f"From: coaches@example.com\nTo: {sent.rendered.reply_to}\n\nWe are sorry."
    night.mailed("m-1", reply, lost=True)
    night.check(repair=True)
    night.deliver()
    assert len(night.world.texts_to()) == 1, "the acknowledgement, and no answer"
    assert night.world.timeline[-1].data["reason"] == "not_authentic"
    assert night.check().unaccounted == 0


def test_every_mail_leaves_something_whatever_becomes_of_it(night: Night) -> None:
    """Words, commands, ratings, machines, spam, the same twice, staff's answers and unsure ones."""
    world = night.world
    night.mailed("m-1", MAIL)
    night.mailed("m-1-again", MAIL)
    reference = world.feedback.reference
    [told] = world.mails_to("coaches@example.com")
    to = told.rendered.reply_to or ""
    ours = world.mails_to("pat@example.net")[0].rendered.reply_to or ""
    head = "From: {}\nTo: {}\nMessage-ID: <{}@x>\nSubject: {}\n\n{}"
    cases: list[tuple[str, str, str, str, dict[str, Any]]] = [
        ("pat@example.net", BOX, f"Re: {reference}", "It is still cold", {}),
        ("pat@example.net", BOX, "STOP", "STOP", {}),
        ("pat@example.net", ours, "Re: cold", "START", {}),
        ("coaches@example.com", to, "Re: cold", "We are sorry.", {}),
        ("coaches@example.com", to, "Re: cold", "#resolve Mended.", {}),
        ("coaches@example.com", to, "Re: cold", "Forged", {"dmarc": "FAIL"}),
        ("stranger@example.net", to, "Re: cold", "Who am I", {}),
        ("spam@example.net", BOX, "Buy", "Buy this", {"spam": "FAIL"}),
        ("mailer-daemon@example.net", BOX, "Undelivered", "Bounce", {"source": ""}),
        ("pat@example.net", ours, "Re: cold", "Thank you", {}),
        ("nobody@example.net", BOX, "", "", {}),
    ]
    for n, (sender, rcpt, subject, words, verdicts) in enumerate(cases):
        raw = head.format(sender, rcpt, f"a{n}", subject, words)
        night.mailed(f"k-{n}", raw, rcpt, **verdicts)
    result = night.check()
    found = of(result, Channel.EMAIL)
    assert (found.arrived, found.stored, found.missing) == (13, 13, ())


def test_texts_are_counted_and_those_that_died_are_named(night: Night) -> None:
    for n in range(3):
        night.texted(f"t-{n}", f"420 cold {n}")
    night.texted("t-3", "420 lost", lost=True)
    night.texted("t-4", "420 dead", lost=True)
    job = text_again(message_id="t-4", sender=PHONE, to="+44", body="420 dead", at=NOON)
    night.text_letters.dead.append(json.dumps(job))
    found = of(night.check(repair=True), Channel.SMS)
    assert (found.arrived, found.stored, found.more_missing) == (5, 3, 1)
    assert [(one.id, one.is_dead_letter, one.is_redriven) for one in found.missing] == [
        ("t-4", True, True)
    ]
    night.deliver()
    found = of(night.check(repair=True), Channel.SMS)
    assert (found.stored, found.missing, found.more_missing) == (4, (), 1)


def test_texts_that_twilio_lists_are_looked_up_and_brought_in(night: Night) -> None:
    night = Night(Source.TWILIO)
    night.texted("SM1", "420 cold")
    night.texted("SM2", "420 lost", lost=True)
    found = of(night.check(repair=True), Channel.SMS)
    assert (found.arrived, found.stored) == (2, 1)
    assert [(one.id, one.is_redriven) for one in found.missing] == [("SM2", True)]
    night.deliver()
    assert night.check().is_whole


def test_a_form_that_met_an_error_is_named_and_cannot_be_brought_in(night: Night) -> None:
    stored = night.world.form("It is cold", client_id="c-1").feedback.id
    lost = feedback_id("web:c-2")
    night.posts.add(stored, NOON)
    night.posts.add(lost, NOON)
    found = of(night.check(repair=True), Channel.WEB)
    assert (found.arrived, found.stored) == (2, 1)
    assert found.missing == (Missing(id=lost, at=NOON),)


def test_a_provider_that_nobody_can_ask_is_unknown_and_never_nothing(night: Night) -> None:
    night.mailed("m-1", MAIL)
    night.texts.is_there = False
    result = night.check()
    assert of(result, Channel.SMS).arrived is None
    assert result.unknown == (Channel.SMS,)
    assert result.unaccounted == 0


def test_what_arrived_moments_ago_is_still_on_its_way(night: Night) -> None:
    night.mailed("m-1", MAIL, lost=True)
    early = NOON + timedelta(minutes=10)
    assert night.service.day(DAY, early, repair=False).unaccounted == 0
    late = NOON + timedelta(minutes=21)
    assert night.service.day(DAY, late, repair=False).unaccounted == 1


def test_what_was_not_measured_is_named_and_measured(night: Night) -> None:
    night.mailed("m-1", MAIL)
    feedback = night.world.feedback.id
    written = dict(night.world.measures.recorded(feedback))
    night.world.measures._facts[feedback].clear()
    result = night.check(repair=True)
    assert {one.about for one in result.inside.problems} == {
        source for source in written if source.startswith("entry:")
    }
    assert all(one.lack is Lack.FACTS and one.is_mended for one in result.inside.problems)
    assert night.check().is_whole


def test_an_attachment_that_is_nowhere_is_fetched_again(night: Night) -> None:
    from tests.crash.events import mail

    raw = mail("1", "pat@example.net", "Look at this", "Seat", picture=photo())
    night.mailed("m-1", raw)
    feedback = night.world.feedback.id
    assert night.world.files.names(feedback)
    assert night.check().is_whole
    night.world.files.remove_all(feedback)
    [problem] = night.check(repair=True).inside.problems
    assert (problem.lack, problem.about, problem.is_mended) == (Lack.ATTACHMENT, "1", True)
    night.world.settle()
    assert night.check().is_whole


def test_an_entry_that_nothing_followed_is_named_when_the_sweep_has_not_seen_to_it(
    night: Night,
) -> None:
    world = night.world
    world.originals.put("m-1", MAIL.encode())
    night.bucket.add("m-1", world.now)
    world.mails.receive(notice("m-1", (BOX,), world.now), world.now)  # and the stream lost it
    problems = night.check().inside.problems
    assert (Lack.MESSAGES, "1") in {(one.lack, one.about) for one in problems}
    world.sweep()
    assert Lack.MESSAGES not in {one.lack for one in night.check().inside.problems}


def test_dead_letters_make_a_day_that_is_not_whole(night: Night) -> None:
    night.plumbing.dead = {"Send": 2, "Act": None}
    result = night.check()
    assert result.dead_letters == {"Send": 2, "Act": None}
    assert not result.is_whole


@pytest.mark.parametrize("days", [-1, 0, 32])
def test_a_day_that_has_not_begun_or_is_long_gone_is_refused(night: Night, days: int) -> None:
    midnight = NOON.replace(hour=0, minute=5)
    with pytest.raises(ValueError, match=r"hardly begun|days ago"):
        night.service.day(midnight.date() - timedelta(days=days), midnight, repair=False)
