"""What other systems are told of changes, over the web: each event, until it was taken."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from standardwebhooks import Webhook as Verifier

from chalicelib.errors import NotFoundError, RefusedError, UnavailableError
from chalicelib.events.records import Fate, Why
from chalicelib.events.trying import BACK_OFF, DISABLED_AFTER, Answer
from chalicelib.model import Feedback
from chalicelib.services.notify_webhooks import LEASE, RUN, SIDE_BY_SIDE, UNHEARD_OF, Notified
from chalicelib.services.publish import delivery_of
from chalicelib.services.wake import LATE
from tests.builders import PHONE, configuration
from tests.receiving import (
    BROKEN,
    CHAT,
    CRM,
    GONE,
    SECRET,
    TAKEN,
    Elsewhere,
    told,
    webhook_row,
)
from tests.services.test_story import answer
from tests.world import World

WORDS = "420 heating broken, we are freezing"
MINUTE = timedelta(minutes=1)


def test_each_change_reaches_a_webhook_once_and_nothing_personal_leaves() -> None:
    there = Elsewhere()
    there.world.text(WORDS)
    there.go()
    answer(there.world)
    there.go()
    assert there.types() == ["feedback.captured", "feedback.answered"]
    everything = b"".join(one.body for one in there.receivers.got).decode()
    assert there.world.feedback.reference in everything
    for personal in (PHONE, "freezing", "example.com", "ana@"):
        assert personal not in everything


def test_words_leave_only_where_the_organisation_says_so() -> None:
    there = Elsewhere(told(events={"bus": True, "words": True}))
    there.world.text(WORDS)
    there.go()
    assert there.receivers.got[0].event["data"]["change"]["words"] == WORDS
    assert there.bus.events[0].data.change.words == WORDS


def test_a_webhook_is_told_of_what_it_asked_for_alone() -> None:
    there = Elsewhere(told(webhook_row(events=["answered"]), webhook_row("chat", url=CHAT)))
    there.world.text(WORDS)
    there.go()
    answer(there.world)
    there.go()
    assert there.types(CRM) == ["feedback.answered"]
    assert there.types(CHAT) == ["feedback.captured", "feedback.answered"]


def test_a_receiver_can_tell_who_sent_it_with_somebody_elses_library() -> None:
    there = Elsewhere()
    there.secrets.known["crm"] = [b"n" * 32, there.secrets.known["crm"][0]]
    there.world.text(WORDS)
    there.go()
    [got] = there.receivers.got
    signatures = got.headers["webhook-signature"].split()
    assert len(signatures) == 2, "one for each secret while the new one takes over"
    theirs = Verifier(SECRET).sign(got.event["id"], there.world.now, got.body.decode())
    assert theirs in signatures
    assert got.headers["webhook-timestamp"] == str(int(there.world.now.timestamp()))


def test_an_event_that_comes_twice_is_delivered_once() -> None:
    there = Elsewhere()
    there.world.text(WORDS)
    there.go()
    there.publish.publish(there.world.feedback.id, 1, there.world.now)
    there.go()
    assert there.types() == ["feedback.captured"]


def test_what_fails_is_tried_again_under_the_same_id_until_it_is_taken() -> None:
    there = Elsewhere()
    there.receivers.answers[CRM] = BROKEN
    there.world.text(WORDS)
    there.go()
    there.hours(1)
    assert len(there.receivers.got) == 4, "at once, after seconds, 5 and 30 minutes"
    there.receivers.answers[CRM] = TAKEN
    there.hours(3)
    assert len({one.headers["webhook-id"] for one in there.receivers.got}) == 1
    [delivery] = there.store.newest("crm", 10)
    assert (delivery.fate, delivery.attempts, delivery.status) == (Fate.DELIVERED, 5, 204)
    before = len(there.receivers.got)
    there.hours(48)
    assert [
        one for one in there.receivers.got[before:] if one.event["type"].endswith("captured")
    ] == []


def test_what_nobody_takes_for_days_is_given_up_and_can_be_sent_again() -> None:
    there = Elsewhere(told(webhook_row(events=["captured"])))
    there.receivers.answers[CRM] = BROKEN
    there.world.text(WORDS)
    there.go()
    there.hours(24 * 4)
    [delivery] = there.store.newest("crm", 10)
    assert (delivery.fate, delivery.attempts) == (Fate.FAILED, len(BACK_OFF) + 1)
    assert there.store.waiting("crm", 1) == []
    there.receivers.answers[CRM] = TAKEN
    replayed = there.administer.replay(
        "crm", delivery.at, delivery.at + MINUTE, there.world.now, missed=True
    )
    there.go()
    assert (replayed.again, replayed.goes_on_at) == (1, None)
    assert there.store.newest("crm", 10)[0].fate is Fate.DELIVERED


def test_a_replay_gets_past_more_of_one_instant_than_it_takes_at_once() -> None:
    there = Elsewhere(told(webhook_row(events=["captured"])))
    there.world.text(WORDS)
    there.go()
    [one] = there.store.newest("crm", 10)
    for number in range(700):
        there.store.add(replace(one, event=f"evt_{number}", fate=Fate.FAILED, next_at=None))
    until, place = one.at + MINUTE, (one.at, None)
    again = []
    while place[0] is not None and len(again) < 9:
        since, after = place
        done = there.administer.replay(
            "crm", since, until, there.world.now, missed=True, after=after
        )
        again.append(done.again)
        place = (done.goes_on_at, done.goes_on_after)
    assert (sum(again), len(again)) == (700, 2)


def test_a_webhook_that_nothing_reaches_for_days_is_disabled_and_somebody_hears_of_it_once() -> (
    None
):
    there = Elsewhere(told(webhook_row(tell="it@example.com", events=["captured"])))
    there.receivers.answers[CRM] = BROKEN
    for _ in range(8):
        there.world.text(WORDS, sender=PHONE)
        there.go()
        there.hours(24)
    lane = there.store.lane("crm")
    assert lane.disabled_why is Why.FAILING
    assert lane.disabled_at is not None
    first = min(one.at for one in there.store.newest("crm", 100))
    assert DISABLED_AFTER <= lane.disabled_at - first < DISABLED_AFTER + timedelta(days=1)
    there.go()
    mails = there.world.mails_to("it@example.com")
    assert [one.rendered.subject for one in mails] == [
        "crm: Example Coaches sends it nothing any more"
    ]


def test_what_a_disabled_webhook_misses_is_kept_and_comes_by_a_replay() -> None:
    there = Elsewhere()
    there.receivers.answers[CRM] = GONE
    there.world.text(WORDS)
    done = there.go()
    assert Notified(failed=1, disabled=1) in done
    assert there.world.mails_to("coaches@example.com")[-1].rendered.subject is not None
    there.receivers.answers[CRM] = TAKEN
    there.world.text("still freezing")
    there.go()
    assert len(there.receivers.got) == 1, "nothing is tried"
    assert [one.fate for one in there.store.newest("crm", 10)] == [Fate.SKIPPED, Fate.PENDING]
    with pytest.raises(RefusedError):
        there.administer.ping("crm", "1", there.world.now)
    there.administer.enable("crm")
    there.hours(1)
    since = there.world.feedback.captured_at
    there.administer.replay("crm", since, there.world.now, there.world.now, missed=True)
    there.go()
    assert sorted(there.types()[1:]) == ["feedback.captured", "feedback.customer_wrote"]


def test_a_replay_of_timelines_also_tells_what_no_log_has() -> None:
    there = Elsewhere(told(webhook_row("chat", url=CHAT)))
    there.world.text(WORDS)
    there.go()
    later = told(webhook_row(events=["captured"]), webhook_row("chat", url=CHAT))
    object.__setattr__(later, "version", 2)
    there.world.configurations.add(later)
    entries = there.world.timeline
    assert there.administer.replay_entries("crm", entries, there.world.now) == 1
    assert there.administer.replay_entries("chat", entries, there.world.now) == 1
    there.go()
    assert there.types(CRM) == ["feedback.captured"]
    assert there.types(CHAT) == ["feedback.captured", "feedback.captured"]


def test_a_receiver_that_fails_is_felt_for_with_one_event_and_then_gets_all() -> None:
    there = Elsewhere(told(webhook_row(events=["captured"])))
    there.receivers.answers[CRM] = BROKEN
    for number in range(20):
        there.world.text(WORDS, sender=f"+4477009002{number:02d}")
    there.go()
    there.hours(6)
    assert len(there.receivers.got) < 45, "20 events would have been tried 100 times"
    there.receivers.answers[CRM] = TAKEN
    there.hours(2)
    taken = [one for one in there.store.newest("crm", 50) if one.fate is Fate.DELIVERED]
    assert len(taken) == 20
    assert there.store.lane("crm").failures == 0


def test_a_receiver_that_asks_for_time_gets_it() -> None:
    there = Elsewhere()
    there.receivers.next = [Answer(status=429, retry_after="1800")]
    there.world.text(WORDS)
    there.go()
    there.hours(0.49)
    assert len(there.receivers.got) == 1
    there.hours(0.5)
    assert len(there.receivers.got) == 2


def test_without_its_secret_nothing_leaves_and_the_log_says_why() -> None:
    there = Elsewhere()
    del there.secrets.known["crm"]
    there.world.text(WORDS)
    there.go()
    assert there.receivers.got == []
    [delivery] = there.store.newest("crm", 10)
    assert (delivery.fate, delivery.error) == (Fate.PENDING, "no_secret")


def test_a_worker_that_comes_while_another_is_at_it_leaves_its_work_to_that_one() -> None:
    there = Elsewhere()
    second: list[Notified] = []

    def meanwhile() -> None:
        if len(second) < 1:
            second.append(Notified())
            there.publish.publish(there.world.feedback.id, 2, there.world.now)
            second[0] = there.notify.work("crm")

    there.world.text(WORDS)
    answer(there.world)
    there.world.events_queue.take()
    there.publish.publish(there.world.feedback.id, 1, there.world.now)
    there.receivers.before = meanwhile
    assert there.notify.work("crm") == Notified(delivered=2)
    assert second == [Notified()]
    assert there.store.lane("crm").lease_until is None


def test_a_worker_that_dies_is_found_by_the_sweep() -> None:
    there = Elsewhere()
    there.world.text(WORDS)
    [job] = there.world.events_queue.take()
    there.publish.publish(job["feedback"], int(job["entry"]), there.world.now)
    there.world.webhook_queue.take()
    assert there.store.take("crm", there.world.now, there.world.now + LEASE)
    there.world.now += LEASE + LATE + MINUTE
    assert there.world.sweep().repaired == 1
    there.go()
    assert there.types() == ["feedback.captured"]


def test_a_bus_that_refuses_is_offered_the_same_event_again() -> None:
    there = Elsewhere(told(events={"bus": True}))
    there.bus.refuses = 1
    there.world.text(WORDS)
    [job] = there.world.events_queue.take()
    with pytest.raises(UnavailableError):
        there.publish.publish(job["feedback"], int(job["entry"]), there.world.now)
    there.publish.publish(job["feedback"], int(job["entry"]), there.world.now)
    there.go()
    [event] = there.bus.events
    assert event.id == there.receivers.got[0].headers["webhook-id"]
    assert len(there.receivers.got) == 1


def test_who_tells_nobody_has_no_work_for_it() -> None:
    quiet = World()
    quiet.text(WORDS)
    assert quiet.events_queue.take() == []


def test_a_test_reaches_the_receiver_signed_and_stands_in_the_log() -> None:
    there = Elsewhere()
    test = there.administer.ping("crm", "0a1b", there.world.now)
    there.go()
    [got] = there.receivers.got
    assert got.event["type"] == "ping"
    assert got.headers["webhook-id"] == test.event == got.event["id"]
    assert there.administer.log("crm", 5)[0].fate is Fate.DELIVERED
    with pytest.raises(NotFoundError):
        there.administer.ping("nobody", "0a1b", there.world.now)


def test_what_was_erased_meanwhile_does_not_leave_with_the_next_attempt() -> None:
    there = Elsewhere(told(events={"bus": False, "words": True}))
    there.receivers.next = [BROKEN]
    there.world.text(WORDS)
    there.go()
    first = there.world.timeline[0]
    there.world.store.blank_entry(replace(first, words=None))
    there.hours(1)
    said = [one.event["data"]["change"]["words"] for one in there.receivers.got[:2]]
    assert said == [WORDS, None]


def test_a_worker_that_fails_lets_the_next_one_in_at_once() -> None:
    there = Elsewhere()
    there.world.text(WORDS)
    [job] = there.world.events_queue.take()
    there.publish.publish(job["feedback"], int(job["entry"]), there.world.now)

    def out_of_reach(name: str) -> list[bytes]:
        raise UnavailableError(name)

    keys, there.secrets.keys = there.secrets.keys, out_of_reach  # type: ignore[method-assign]
    with pytest.raises(UnavailableError):
        there.notify.work("crm")
    there.secrets.keys = keys  # type: ignore[method-assign]
    assert there.notify.work("crm") == Notified(delivered=1)


def waiting(there: Elsewhere, events: int) -> list[str]:
    """So many feedback, each with an event that waits; their ids."""
    for number in range(events):
        there.world.text(WORDS, sender=f"+4477009002{number:02d}")
    there.world.settle()
    jobs = there.world.events_queue.take()
    for job in jobs:
        there.publish.publish(job["feedback"], int(job["entry"]), there.world.now)
    there.world.webhook_queue.take()
    return [job["feedback"] for job in jobs]


def hangs(there: Elsewhere) -> None:
    """Let the receiver keep each eight requests waiting for 15 seconds."""

    def time_passes() -> None:
        there.world.now += timedelta(seconds=15)

    together = Barrier(SIDE_BY_SIDE, time_passes, timeout=10)

    def hang() -> None:
        together.wait()

    there.receivers.before = hang


def test_a_receiver_that_hangs_is_left_alone_once_the_first_attempts_have_ended() -> None:
    there = Elsewhere(told(webhook_row(events=["captured"])))
    waiting(there, events=40)
    hangs(there)
    there.receivers.answers[CRM] = Answer(status=None, error="timeout", milliseconds=15_000)
    began = there.world.now
    assert there.notify.work("crm") == Notified(failed=SIDE_BY_SIDE)
    assert there.world.now - began == timedelta(seconds=15)
    tried = [one for one in there.store.newest("crm", 50) if one.attempts]
    assert [(one.attempts, one.error) for one in tried] == [(1, "timeout")] * SIDE_BY_SIDE
    lane = there.store.lane("crm")
    assert (lane.lease_until, lane.failures) == (None, SIDE_BY_SIDE)
    assert lane.rest_until is not None
    assert lane.wake_at == lane.rest_until > there.world.now


def test_a_receiver_that_takes_its_time_is_given_as_much_as_a_worker_has() -> None:
    there = Elsewhere(told(webhook_row(events=["captured"])))
    waiting(there, events=40)
    hangs(there)
    began = there.world.now
    assert there.notify.work("crm") == Notified(delivered=2 * SIDE_BY_SIDE)
    assert there.world.now - began == RUN
    assert len(there.store.waiting("crm", 50)) == 40 - 2 * SIDE_BY_SIDE
    assert there.world.webhook_queue.take() == [{"webhook": "crm"}], "the next one goes on at once"


def test_an_event_that_cannot_be_made_now_holds_up_no_others() -> None:
    there = Elsewhere(told(webhook_row(events=["captured"])))
    unlucky, *others = waiting(there, events=12)
    get = there.world.store.get

    def out_of_reach(feedback_id: str) -> Feedback:
        if feedback_id == unlucky:
            raise UnavailableError("the table")
        return get(feedback_id)

    there.world.store.get = out_of_reach  # type: ignore[method-assign]
    with pytest.raises(UnavailableError):
        there.notify.work("crm")
    assert len(there.receivers.got) == len(others)
    assert there.store.lane("crm").delivered_at is not None
    there.world.store.get = get  # type: ignore[method-assign]
    assert there.notify.work("crm") == Notified(delivered=1)
    assert len(there.receivers.got) == 1 + len(others), "none came twice"


def test_a_webhook_that_was_taken_out_is_left_alone_and_nobody_is_alarmed() -> None:
    there = Elsewhere()
    there.receivers.answers[CRM] = BROKEN
    there.world.text(WORDS)
    there.go()
    there.hours(1)
    tries = len(there.receivers.got)
    there.world.configurations.add(configuration(2))
    there.hours(24)
    assert there.store.lane("crm").wake_at is None
    swept = there.world.sweep()
    assert (swept.due, swept.missed) == (0, 0)
    there.go()
    assert len(there.receivers.got) == tries


def test_what_waited_for_a_webhook_that_is_put_in_again_comes_with_its_next_event() -> None:
    there = Elsewhere()
    there.receivers.answers[CRM] = BROKEN
    there.world.text(WORDS)
    there.go()
    there.hours(1)
    there.world.configurations.add(configuration(2))
    there.hours(24 * 6)
    there.world.configurations.add(told(version=3))
    failed = len(there.receivers.got)
    answer(there.world)
    there.go()
    assert there.store.lane("crm").disabled_at is None, "the days in which it was out do not count"
    there.receivers.answers[CRM] = TAKEN
    there.hours(24)
    assert {"feedback.captured", "feedback.answered"} <= set(there.types()[failed:])
    assert there.store.waiting("crm", 1) == []


def test_a_new_webhook_of_which_the_worker_has_not_heard_yet_is_looked_at_once_more() -> None:
    there = Elsewhere(configuration())
    there.world.text(WORDS)
    there.go()
    late = there.world.timeline[0]
    there.store.add(delivery_of(late, "crm", there.world.now))  # by who has heard of it
    there.world.webhook_queue.put([{"webhook": "crm"}])
    there.go()
    assert there.types() == []
    there.world.configurations.add(told(version=2))
    there.until(there.world.now + UNHEARD_OF + 2 * MINUTE)
    assert there.types() == ["feedback.captured"]
