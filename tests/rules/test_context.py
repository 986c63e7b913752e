"""Trip context in a link: whoever has the key says it, nobody changes it, and it ends."""

import base64
import hashlib
import hmac
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import context
from chalicelib.context import TripContext
from chalicelib.errors import InvalidInputError
from chalicelib.intake import form_time
from tests.builders import HOUR, KEYS, NOON

TRIP = TripContext(vehicle="420", line="X1", trip="08:15 São Paulo", seat="14A", valid_until=NOON)
part = st.text(st.characters(codec="utf-8"), max_size=context.LONGEST).filter(str.isprintable)


@given(vehicle=part.filter(bool), line=part, trip=part, seat=part)
def test_what_was_signed_is_read_again(vehicle: str, line: str, trip: str, seat: str) -> None:
    one = TripContext(vehicle=vehicle, line=line, trip=trip, seat=seat, valid_until=NOON)
    made = context.token(KEYS, "coach-420", one)
    assert context.read(KEYS, made, "coach-420", NOON) == one


def test_it_holds_to_the_last_second_at_its_own_touchpoint_and_with_its_own_key() -> None:
    made = context.token(KEYS, "coach-420", TRIP)
    assert context.read(KEYS, made, "coach-420", NOON)
    assert context.read(KEYS, made, "coach-420", NOON + timedelta(seconds=1)) is None
    assert context.read(KEYS, made, "coach-550", NOON) is None
    assert context.read(KEYS, made, None, NOON) is None
    assert context.read([b"another key"], made, "coach-420", NOON) is None
    assert context.read([b"a newer key", *KEYS], made, "coach-420", NOON) == TRIP


@given(st.data())
def test_a_changed_token_is_none_of_ours(data: st.DataObject) -> None:
    made = context.token(KEYS, "coach-420", TRIP)
    at = data.draw(st.integers(0, len(made) - 2))  # the last character holds padding as well
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz234567").filter(made[at].__ne__))
    assert context.read(KEYS, made[:at] + letter + made[at + 1 :], "coach-420", NOON) is None


@given(st.text(max_size=200))
def test_anything_else_is_none_of_ours(text: str) -> None:
    assert context.read(KEYS, text, "coach-420", NOON) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"seat": "x" * 41}, "seat"), ({"line": "X\x1f1"}, "line"), ({"trip": "a\nb"}, "trip")],
)
def test_what_cannot_be_shown_is_not_signed(changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        context.token(KEYS, "coach-420", TripContext(**changes, valid_until=NOON))
    assert field in caught.value.fields


def test_nothing_at_all_is_not_signed() -> None:
    with pytest.raises(InvalidInputError):
        context.token(KEYS, "coach-420", TripContext(valid_until=NOON))


def test_a_vehicle_signs_by_the_description_alone() -> None:
    """As docs/trip-context.md says it, without our code."""
    key = hmac.digest(KEYS[0], b"ouvido context key", "sha256")
    said = "coach-420\x1f420\x1fX1\x1f08:15 São Paulo\x1f14A".encode()
    payload = int(NOON.timestamp()).to_bytes(4, "big") + said
    mac = hmac.digest(key, b"context\0" + payload, "sha256")[:10]
    raw = hashlib.sha256(key).digest()[:1] + payload + mac
    assert base64.b32encode(raw).decode().rstrip("=").lower() == context.token(
        KEYS, "coach-420", TRIP
    )


def test_the_key_of_contexts_signs_nothing_else() -> None:
    [key] = context.keys_for_context(KEYS[:1])
    assert form_time.opened_at(KEYS, form_time.stamp([key], NOON)) is None


def test_a_form_knows_when_it_was_opened_and_what_is_too_fast() -> None:
    opened = form_time.opened_at(KEYS, form_time.stamp(KEYS, NOON))
    assert opened == NOON
    assert form_time.is_too_fast(opened, NOON + timedelta(seconds=1.9))
    assert not form_time.is_too_fast(opened, NOON + form_time.LEAST)
    assert not form_time.is_too_fast(opened, NOON - HOUR), "another server's clock is behind"
    assert not form_time.is_too_fast(None, NOON)
    assert form_time.opened_at(KEYS, "made-up") is None
    assert form_time.opened_at(KEYS, context.token(KEYS, "coach-420", TRIP)) is None
