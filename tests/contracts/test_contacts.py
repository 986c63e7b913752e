"""Every feedback of a contact point can be found from it, newest capture first."""

from datetime import timedelta

from chalicelib.ports import FeedbackStore, Inbound
from tests.builders import PHONE, mail_address, phone
from tests.contracts.facts import ID, MINUTE, NOW, REACT_BY, a_feedback, an_entry, next_of, opened

NUMBER = f"sms:{PHONE}"
MAIL = "email:pat@example.net"
IDS = ("1111111111111111", "2222222222222222", "3333333333333333")


def test_a_contact_point_that_nobody_has_leads_nowhere(store: FeedbackStore) -> None:
    assert store.of_contact(NUMBER, 5) == []
    assert store.standing_of(NUMBER, 5) == (None, [])


def test_feedback_of_a_contact_point_come_newest_capture_first_whenever_they_were_stored(
    store: FeedbackStore,
) -> None:
    for number in (1, 2, 0):
        opened(store, IDS[number], captured_at=NOW + number * MINUTE)
    assert store.of_contact(NUMBER, 5) == [IDS[2], IDS[1], IDS[0]]
    assert store.of_contact(NUMBER, 2) == [IDS[2], IDS[1]]


def test_proven_and_typed_contact_points_both_lead_to_their_feedback(store: FeedbackStore) -> None:
    opened(store, contacts=(phone(proven=False), mail_address()))
    assert store.of_contact(NUMBER, 5) == [ID]
    assert store.of_contact(MAIL, 5) == [ID]


def test_a_contact_point_that_is_added_later_leads_there_from_then_on(store: FeedbackStore) -> None:
    before = opened(store, captured_at=NOW - timedelta(days=1))
    later = opened(store, IDS[0], contacts=(mail_address(),))
    after, entry = next_of(before, contacts=(mail_address(), *before.contacts))
    store.change(before, after, entry, react_by=REACT_BY)
    assert store.of_contact(MAIL, 5) == [later.id, ID]
    assert store.of_contact(NUMBER, 5) == [ID]


def test_the_newest_that_wrote_and_all_of_a_contact_point_are_read_at_once(
    store: FeedbackStore,
) -> None:
    typed = opened(store, IDS[1], contacts=(phone(proven=False),), captured_at=NOW + MINUTE)
    feedback = a_feedback(IDS[0])
    inbound = Inbound(key="sms:1", contact=NUMBER)
    store.open(feedback, an_entry(IDS[0]), inbound, react_by=REACT_BY)
    assert store.newest_of(NUMBER) == IDS[0]
    assert store.standing_of(NUMBER, 5) == (IDS[0], [typed.id, IDS[0]])
    assert store.standing_of(NUMBER, 1) == (IDS[0], [typed.id])


def test_the_same_contact_point_twice_is_listed_once(store: FeedbackStore) -> None:
    opened(store, contacts=(phone(proven=False), phone()))
    assert store.of_contact(NUMBER, 5) == [ID]
