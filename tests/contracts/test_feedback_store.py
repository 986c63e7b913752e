"""What every feedback store promises, above all to the side that loses a race."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from chalicelib.errors import (
    ConflictError,
    DuplicateError,
    NotFoundError,
    OuvidoError,
    ReferenceTakenError,
    TooLargeError,
)
from chalicelib.model import Delivery, Rendered, Status, What
from chalicelib.ports import FeedbackStore, Inbound
from tests.contracts.facts import (
    ID,
    MINUTE,
    NOW,
    REACT_BY,
    a_feedback,
    a_message,
    an_entry,
    next_of,
    opened,
)

OTHER = "fedcba9876543210"
PHONE = "sms:+447700900123"


# Opening


def test_what_was_opened_can_be_read_by_every_way_that_leads_to_it(store: FeedbackStore) -> None:
    feedback, entry = a_feedback(), an_entry()
    store.open(feedback, entry, Inbound(key="sms:1", contact=PHONE), react_by=REACT_BY)
    assert store.get(ID) == feedback
    assert store.entry(ID, 1) == entry
    assert store.timeline(ID) == [entry]
    assert store.by_reference(feedback.reference) == ID
    assert store.by_inbound("sms:1") == ID
    assert store.newest_of(PHONE) == ID


def test_what_was_never_stored_is_not_found(store: FeedbackStore) -> None:
    for read in (
        lambda: store.get(ID),
        lambda: store.entry(ID, 1),
        lambda: store.message(ID, "000001-answer"),
    ):
        with pytest.raises(NotFoundError):
            read()
    assert store.timeline(ID) == []
    assert store.messages(ID) == []
    assert store.by_reference("K7Q-4MDX") is None
    assert store.by_inbound("sms:1") is None
    assert store.newest_of(PHONE) is None
    assert store.by_provider_id("p-1") is None


def test_an_entry_that_is_not_there_yet_is_not_found(store: FeedbackStore) -> None:
    opened(store)
    with pytest.raises(NotFoundError):
        store.entry(ID, 2)


def test_the_same_inbound_message_twice_is_a_duplicate_and_changes_nothing(
    store: FeedbackStore,
) -> None:
    opened(store)
    again = a_feedback(reference="REF-2", owner="somebody-else")
    with pytest.raises(DuplicateError):
        store.open(again, an_entry(), Inbound(key=f"sms:{ID}", contact=PHONE), react_by=REACT_BY)
    assert store.get(ID).owner == "coaches"
    assert store.by_reference("REF-2") is None
    assert store.newest_of(PHONE) is None


def test_a_duplicate_is_told_even_where_the_reference_is_taken_too(store: FeedbackStore) -> None:
    opened(store)
    with pytest.raises(DuplicateError):
        store.open(a_feedback(), an_entry(), Inbound(key=f"sms:{ID}"), react_by=REACT_BY)


def test_a_taken_reference_is_told_and_changes_nothing(store: FeedbackStore) -> None:
    taken = opened(store).reference
    with pytest.raises(ReferenceTakenError):
        store.open(
            a_feedback(OTHER, reference=taken),
            an_entry(OTHER),
            Inbound(key="sms:2", contact=PHONE),
            react_by=REACT_BY,
        )
    assert store.by_reference(taken) == ID
    assert store.by_inbound("sms:2") is None
    assert store.newest_of(PHONE) is None
    with pytest.raises(NotFoundError):
        store.get(OTHER)


def test_an_id_that_is_in_use_is_a_conflict(store: FeedbackStore) -> None:
    opened(store)
    with pytest.raises(ConflictError) as caught:
        store.open(
            a_feedback(reference="REF-2"), an_entry(), Inbound(key="sms:2"), react_by=REACT_BY
        )
    assert type(caught.value) is ConflictError


# Two texts of one new customer arrive at once, "420 heating broken" and "and the driver smokes".
# Each would begin a feedback, and the customer would have two. The pointer from the phone number to
# its newest feedback decides:
#
#   first  |-- newest_of -> None ------------ open(A, seen=None) ✓ --|
#   second |------- newest_of -> None ------------- open(B, seen=None) ✗ conflict: read again
#                                                   newest_of -> A, change(A, "…smokes", seen=A) ✓
def test_two_texts_of_one_new_customer_do_not_both_begin_a_feedback(store: FeedbackStore) -> None:
    seen_by_both = store.newest_of(PHONE)
    first = Inbound(key="sms:1", contact=PHONE, seen=seen_by_both)
    second = Inbound(key="sms:2", contact=PHONE, seen=seen_by_both)
    store.open(a_feedback(ID), an_entry(ID), first, react_by=REACT_BY)
    with pytest.raises(ConflictError) as caught:
        store.open(a_feedback(OTHER), an_entry(OTHER), second, react_by=REACT_BY)
    assert type(caught.value) is ConflictError

    assert store.by_inbound("sms:2") is None
    assert store.by_reference(f"REF-{OTHER}") is None
    before = store.get(ID)
    again = replace(second, seen=store.newest_of(PHONE))
    store.change(before, *next_of(before), again, react_by=REACT_BY)
    assert len(store.timeline(ID)) == 2


def test_a_contact_that_wrote_before_leads_to_its_newest_feedback(store: FeedbackStore) -> None:
    store.open(a_feedback(ID), an_entry(ID), Inbound(key="sms:1", contact=PHONE), react_by=REACT_BY)
    newer = Inbound(key="sms:2", contact=PHONE, seen=ID)
    store.open(a_feedback(OTHER), an_entry(OTHER), newer, react_by=REACT_BY)
    assert store.newest_of(PHONE) == OTHER


def test_a_contact_seen_at_a_feedback_that_it_left_since_is_a_conflict(
    store: FeedbackStore,
) -> None:
    for feedback_id, seen in ((ID, None), (OTHER, ID)):
        inbound = Inbound(key=f"sms:{feedback_id}", contact=PHONE, seen=seen)
        store.open(a_feedback(feedback_id), an_entry(feedback_id), inbound, react_by=REACT_BY)
    before = store.get(ID)
    late = Inbound(key="sms:3", contact=PHONE, seen=ID)
    with pytest.raises(ConflictError):
        store.change(before, *next_of(before), late, react_by=REACT_BY)
    assert store.get(ID) == before
    assert store.newest_of(PHONE) == OTHER
    assert store.by_inbound("sms:3") is None


def test_a_first_entry_of_another_feedback_is_a_mistake(store: FeedbackStore) -> None:
    with pytest.raises(ValueError, match="first entry"):
        store.open(a_feedback(ID), an_entry(OTHER), Inbound(key="sms:1"), react_by=REACT_BY)


# Changing


def test_a_change_writes_the_state_and_its_entry(store: FeedbackStore) -> None:
    before = opened(store)
    after, entry = next_of(before, status=Status.ANSWERED, answered_at=NOW, wake_at=None)
    store.change(before, after, entry, Inbound(key="sms:2", contact=PHONE), react_by=REACT_BY)
    assert store.get(ID) == after
    assert store.timeline(ID) == [an_entry(), entry]
    assert store.by_inbound("sms:2") == ID
    assert store.newest_of(PHONE) == ID


def test_a_change_without_an_inbound_message_leaves_contacts_alone(store: FeedbackStore) -> None:
    before = opened(store)
    store.change(before, *next_of(before), react_by=REACT_BY)
    assert store.newest_of(PHONE) is None


def test_an_answer_and_an_escalation_at_once_do_not_both_happen(store: FeedbackStore) -> None:
    read_by_both = opened(store)
    answered, answer = next_of(read_by_both, status=Status.ANSWERED, wake_at=None)
    escalated, escalation = next_of(read_by_both, level=1)
    store.change(read_by_both, answered, answer, react_by=REACT_BY)
    with pytest.raises(ConflictError):
        store.change(
            read_by_both, escalated, replace(escalation, what=What.ESCALATED), react_by=REACT_BY
        )
    assert store.get(ID) == answered
    assert store.timeline(ID)[-1].what is What.CUSTOMER_WROTE


def test_a_change_by_a_message_that_was_stored_before_is_a_duplicate(store: FeedbackStore) -> None:
    before = opened(store)
    with pytest.raises(DuplicateError):
        store.change(before, *next_of(before), Inbound(key=f"sms:{ID}"), react_by=REACT_BY)
    assert store.get(ID) == before


def test_a_repeated_change_is_a_duplicate_although_the_state_has_moved(
    store: FeedbackStore,
) -> None:
    before = opened(store)
    for expected in (None, DuplicateError):
        change = (before, *next_of(before), Inbound(key="sms:2"))
        if expected is None:
            store.change(*change, react_by=REACT_BY)
            continue
        with pytest.raises(expected):
            store.change(*change, react_by=REACT_BY)
    assert len(store.timeline(ID)) == 2


def test_a_change_of_what_is_not_there_is_a_conflict(store: FeedbackStore) -> None:
    before = a_feedback()
    with pytest.raises(ConflictError):
        store.change(before, *next_of(before), react_by=REACT_BY)
    assert store.timeline(ID) == []


def test_a_change_that_skips_a_number_is_a_mistake(store: FeedbackStore) -> None:
    before = opened(store)
    after, entry = next_of(before)
    with pytest.raises(ValueError, match="next number"):
        store.change(before, replace(after, entries=3), replace(entry, number=3), react_by=REACT_BY)


def test_of_many_changes_at_once_exactly_one_wins_each_round(store: FeedbackStore) -> None:
    before = opened(store)
    rounds, racers = 10, 10
    starting = Barrier(racers)

    def race(racer: int) -> int:
        won = 0
        for number in range(rounds):
            starting.wait(timeout=30)
            seen = store.get(ID)
            starting.wait(timeout=30)  # everyone has read the same state
            inbound = Inbound(key=f"sms:{number}-{racer}")
            after, entry = next_of(seen, owner=f"racer-{racer}")
            won += not raises(
                ConflictError,
                lambda: store.change(seen, after, entry, inbound, react_by=REACT_BY),  # noqa: B023
            )
        return won

    with ThreadPoolExecutor(racers) as threads:
        wins = list(threads.map(race, range(racers)))
    assert sum(wins) == rounds
    assert store.get(ID).entries == before.entries + rounds
    assert [one.number for one in store.timeline(ID)] == list(range(1, rounds + 2))


def raises(error: type[OuvidoError], action: Callable[[], Any]) -> bool:
    try:
        action()
    except error:
        return True
    return False


def test_the_timeline_is_in_order_beyond_the_tenth_entry(store: FeedbackStore) -> None:
    before = opened(store)
    for _ in range(11):
        after, entry = next_of(before)
        store.change(before, after, entry, react_by=REACT_BY)
        before = after
    assert [one.number for one in store.timeline(ID)] == list(range(1, 13))


def test_words_that_no_item_could_hold_are_refused_whole(store: FeedbackStore) -> None:
    with pytest.raises(TooLargeError):
        store.open(
            a_feedback(), an_entry(words="ã" * 200_000), Inbound(key="sms:1"), react_by=REACT_BY
        )
    assert store.by_inbound("sms:1") is None
    assert store.by_reference(a_feedback().reference) is None


def test_instants_are_kept_to_the_millisecond(store: FeedbackStore) -> None:
    wake_at = NOW + timedelta(microseconds=123_999)
    opened(store, wake_at=wake_at)
    assert store.get(ID).wake_at == NOW + timedelta(milliseconds=123)


def test_keys_from_outside_may_hold_anything(store: FeedbackStore) -> None:
    odd = ["email:<\ud800@x>", "email:" + "x" * 5_000, "email:\x00\r\n", "email:#|:/ ã"]
    for number, key in enumerate(odd):
        feedback_id = f"{number:016d}"
        store.open(
            a_feedback(feedback_id),
            an_entry(feedback_id),
            Inbound(key=key, contact=key),
            react_by=REACT_BY,
        )
    for number, key in enumerate(odd):
        assert store.by_inbound(key) == store.newest_of(key) == f"{number:016d}"


# Messages


def test_a_message_is_added_once(store: FeedbackStore) -> None:
    message = a_message()
    assert store.add_message(message)
    assert not store.add_message(replace(message, to="+15555550100"))
    assert store.message(ID, message.id) == message
    assert store.messages(ID) == [message]


def test_messages_come_in_the_order_of_their_ids(store: FeedbackStore) -> None:
    for number in (10, 2, 1):
        store.add_message(a_message(id=f"{number:06d}-answer"))
    assert [one.id for one in store.messages(ID)] == [f"{n:06d}-answer" for n in (1, 2, 10)]


def test_a_message_is_claimed_by_one_worker_only(store: FeedbackStore) -> None:
    message = a_message()
    store.add_message(message)
    lease = NOW + MINUTE
    claimed = store.claim(message, NOW, lease)
    assert claimed == replace(message, delivery=Delivery.CLAIMED, attempts=1, wake_at=lease)
    assert store.message(ID, message.id) == claimed
    assert store.claim(message, NOW, lease + MINUTE) is None
    assert store.claim(claimed, NOW, lease + MINUTE) is None
    assert store.message(ID, message.id) == claimed


def test_of_many_workers_that_claim_at_once_exactly_one_gets_the_message(
    store: FeedbackStore,
) -> None:
    message = a_message()
    store.add_message(message)
    workers = 20
    starting = Barrier(workers)

    def claim(_: int) -> object:
        starting.wait(timeout=30)
        return store.claim(message, NOW, NOW + MINUTE)

    with ThreadPoolExecutor(workers) as threads:
        claims = list(threads.map(claim, range(workers)))
    assert len([one for one in claims if one is not None]) == 1
    assert store.message(ID, message.id).attempts == 1


def test_an_abandoned_message_can_be_claimed_when_its_lease_has_ended(store: FeedbackStore) -> None:
    message = a_message()
    store.add_message(message)
    abandoned = store.claim(message, NOW, NOW + MINUTE)
    assert abandoned is not None
    again = store.claim(abandoned, NOW + MINUTE, NOW + 2 * MINUTE)
    assert again is not None
    assert again.attempts == 2
    assert store.claim(abandoned, NOW + MINUTE, NOW + 3 * MINUTE) is None


def test_who_read_a_message_before_another_abandoned_it_does_not_get_it(
    store: FeedbackStore,
) -> None:
    read_early = a_message()
    store.add_message(read_early)
    assert store.claim(read_early, NOW, NOW + MINUTE) is not None
    assert store.claim(read_early, NOW + 2 * MINUTE, NOW + 3 * MINUTE) is None


@pytest.mark.parametrize(
    "settled",
    [d for d in Delivery if d not in (Delivery.PENDING, Delivery.RETRY, Delivery.CLAIMED)],
)
def test_a_settled_message_cannot_be_claimed(store: FeedbackStore, settled: Delivery) -> None:
    message = a_message(delivery=settled, wake_at=None)
    store.add_message(message)
    assert store.claim(message, NOW, NOW + MINUTE) is None
    assert store.message(ID, message.id) == message


def test_a_message_that_is_not_there_cannot_be_claimed(store: FeedbackStore) -> None:
    assert store.claim(a_message(), NOW, NOW + MINUTE) is None
    assert store.messages(ID) == []


def test_a_message_that_is_to_be_sent_again_can_be_claimed(store: FeedbackStore) -> None:
    message = a_message(delivery=Delivery.RETRY, attempts=3)
    store.add_message(message)
    claimed = store.claim(message, NOW, NOW + MINUTE)
    assert claimed is not None
    assert claimed.attempts == 4


def test_a_result_is_written_with_the_way_back_from_the_providers_id(store: FeedbackStore) -> None:
    message = a_message()
    store.add_message(message)
    claimed = store.claim(message, NOW, NOW + MINUTE)
    assert claimed is not None
    sent = replace(
        claimed,
        delivery=Delivery.SENT,
        provider_id="p-1",
        sent_at=NOW,
        wake_at=None,
        rendered=Rendered(text="Thank you", headers={"X-A": "b"}),
    )
    store.settle(claimed, sent)
    assert store.message(ID, message.id) == sent
    assert store.by_provider_id("p-1") == (ID, message.id)

    delivered = replace(sent, delivery=Delivery.DELIVERED, settled_at=NOW)
    store.settle(sent, delivered)
    assert store.message(ID, message.id) == delivered


# A worker hangs in the provider's answer until its lease ends, and another takes the message over:
#
#   slow  |-- claim (1) ---- send ……………………………………………… settle ✗ conflict
#   other |--------------------- lease ends: claim (2) ----- settle ✓
def test_a_worker_whose_lease_has_ended_does_not_overwrite_the_next_ones_result(
    store: FeedbackStore,
) -> None:
    message = a_message()
    store.add_message(message)
    slow = store.claim(message, NOW, NOW + MINUTE)
    assert slow is not None
    other = store.claim(slow, NOW + MINUTE, NOW + 2 * MINUTE)
    assert other is not None
    with pytest.raises(ConflictError):
        store.settle(slow, replace(slow, delivery=Delivery.SENT, provider_id="p-slow"))
    assert store.by_provider_id("p-slow") is None
    store.settle(other, replace(other, delivery=Delivery.SENT, provider_id="p-other"))
    with pytest.raises(ConflictError):
        store.settle(slow, replace(slow, delivery=Delivery.FAILED))
    assert store.message(ID, message.id).provider_id == "p-other"


def test_of_two_receipts_at_once_one_must_look_again(store: FeedbackStore) -> None:
    sent = a_message(delivery=Delivery.SENT, provider_id="p-1", attempts=1, wake_at=None)
    store.add_message(sent)
    store.settle(sent, replace(sent, delivery=Delivery.DELIVERED))
    with pytest.raises(ConflictError):
        store.settle(sent, replace(sent, delivery=Delivery.BOUNCED))
    assert store.message(ID, sent.id).delivery is Delivery.DELIVERED


def test_a_rendering_too_long_to_be_kept_does_not_lose_the_result(store: FeedbackStore) -> None:
    message = a_message()
    store.add_message(message)
    noise = "".join(chr(0x4E00 + (n * n * 7919 + n) % 20_000) for n in range(300_000))
    sent = replace(message, delivery=Delivery.SENT, rendered=Rendered(text=noise))
    store.settle(message, sent)
    assert store.message(ID, message.id) == replace(sent, rendered=None)


# Counting


def test_a_counter_stops_at_its_cap(store: FeedbackStore) -> None:
    until = NOW + timedelta(hours=1)
    assert [store.count("sms:+44#18", 3, until) for _ in range(5)] == [True] * 3 + [False] * 2
    assert store.count("sms:+44#19", 3, until)


def test_a_counter_whose_cap_was_raised_goes_on(store: FeedbackStore) -> None:
    until = NOW + timedelta(hours=1)
    assert store.count("k", 1, until)
    assert not store.count("k", 1, until)
    assert store.count("k", 2, until)


def test_nothing_is_counted_against_a_cap_of_nothing(store: FeedbackStore) -> None:
    assert not store.count("k", 0, NOW)
    assert store.count("k", 1, NOW)


def test_what_is_counted_by_name_is_counted_once_and_let_through_again(
    store: FeedbackStore,
) -> None:
    until = NOW + timedelta(hours=1)
    taken = [store.count("k", 2, until, by=name) for name in ("a", "a", "b", "c", "a", "b")]
    assert taken == [True, True, True, False, True, True]
    assert not store.count("k", 0, until, by="a")


def test_a_counter_says_whether_it_is_full(store: FeedbackStore) -> None:
    assert not store.is_full("k", 1)
    store.count("k", 2, NOW + timedelta(hours=1))
    assert store.is_full("k", 1)
    assert not store.is_full("k", 2)
    for name in ("a", "a", "b"):
        store.count("named", 9, NOW + timedelta(hours=1), by=name)
    assert store.is_full("named", 2)
    assert not store.is_full("named", 3)


def test_a_burst_does_not_count_beyond_the_cap(store: FeedbackStore) -> None:
    with ThreadPoolExecutor(20) as threads:
        taken = list(threads.map(lambda _: store.count("k", 7, NOW), range(40)))
    assert sum(taken) == 7
