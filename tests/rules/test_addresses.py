from hypothesis import given
from hypothesis import strategies as st

from chalicelib import addresses
from chalicelib.addresses import Holder
from tests.builders import DOMAIN, KEYS

ids = st.binary(max_size=40).map(lambda raw: addresses.feedback_id(raw.hex()))
holders = st.sampled_from(list(Holder))


@given(ids, holders, st.emails())
def test_a_reply_address_is_read_back_in_any_case(
    feedback_id: str, holder: Holder, to: str
) -> None:
    address = addresses.reply_address(KEYS, DOMAIN, feedback_id, holder, to)
    for written in (address, address.upper()):
        reply = addresses.parse_reply(KEYS, written)
        assert reply is not None
        assert (reply.feedback_id, reply.holder) == (feedback_id, holder)
        assert reply.was_given_to(to.upper())
        assert not reply.was_given_to("x" + to)


@given(ids, holders, st.emails())
def test_its_local_part_fits_into_a_mail_address(feedback_id: str, holder: Holder, to: str) -> None:
    local = addresses.reply_address(KEYS, DOMAIN, feedback_id, holder, to).partition("@")[0]
    assert len(local) <= 64  # RFC 5321 §4.5.3.1.1


@given(ids, st.integers(2, 43), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_changed_reply_address_is_none_of_ours(feedback_id: str, place: int, letter: str) -> None:
    address = addresses.reply_address(KEYS, DOMAIN, feedback_id, Holder.STAFF, "a@b.example")
    changed = address[:place] + letter + address[place + 1 :]
    last = address.index("@") - 1
    if place < last:  # the last letter's spare bits mean nothing
        assert (addresses.parse_reply(KEYS, changed) is None) == (changed != address)


def test_a_status_token_is_no_reply_address_and_not_the_other_way_round() -> None:
    feedback_id = addresses.feedback_id("sms:1")
    token = addresses.status_token(KEYS, feedback_id)
    reply = addresses.reply_address(KEYS, DOMAIN, feedback_id, Holder.CUSTOMER, "a@b.example")
    assert addresses.parse_status_token(KEYS, token) == feedback_id
    assert addresses.parse_reply(KEYS, f"r-{token}@{DOMAIN}") is None
    assert addresses.parse_status_token(KEYS, reply.partition("@")[0][2:]) is None


def test_a_token_of_an_older_key_still_holds_and_one_of_no_key_does_not() -> None:
    old, new = (b"old" * 11,), (b"new" * 11, b"old" * 11)
    feedback_id = addresses.feedback_id("sms:1")
    token = addresses.status_token(old, feedback_id)
    assert addresses.parse_status_token(new, token) == feedback_id
    assert addresses.parse_status_token((b"new" * 11,), token) is None


@given(st.text())
def test_any_other_text_is_none_of_ours(text: str) -> None:
    assert addresses.parse_reply(KEYS, text) is None
    assert addresses.parse_status_token(KEYS, text) is None


def test_a_touchpoints_address_names_it() -> None:
    assert addresses.touchpoint_of(f"T-Coach-420@{DOMAIN}") == "coach-420"
    assert addresses.touchpoint_of(f"feedback@{DOMAIN}") is None
