"""What a contact point said of messages, in whatever order its words arrive."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from chalicelib.model import OptOut
from chalicelib.ports import OptOuts
from chalicelib.store.opt_outs import DynamoOptOuts, MemoryOptOuts
from tests.builders import NOON
from tests.contracts.conftest import PLACES

NUMBER = "sms:+447700900123"
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=PLACES)
def opt_outs(request: pytest.FixtureRequest) -> Any:
    """Nobody has said anything yet."""
    if request.param == "memory":
        return MemoryOptOuts()
    return DynamoOptOuts(*request.getfixturevalue("make_table")(request.param))


def stop(minute: int = 0, by: str = "sms:stop") -> OptOut:
    return OptOut(contact=NUMBER, opted_out=True, at=NOON + minute * MINUTE, by=by)


def start(minute: int, by: str = "sms:start") -> OptOut:
    return OptOut(contact=NUMBER, opted_out=False, at=NOON + minute * MINUTE, by=by)


def test_who_never_said_anything_is_not_known(opt_outs: OptOuts) -> None:
    assert opt_outs.of(NUMBER) is None


def test_what_was_said_is_kept_to_the_millisecond(opt_outs: OptOuts) -> None:
    said = replace(stop(), at=NOON + timedelta(microseconds=123_456))
    kept = replace(said, at=NOON + timedelta(microseconds=123_000))
    assert opt_outs.record(said) == kept
    assert opt_outs.of(NUMBER) == kept
    assert opt_outs.of("sms:+447700900124") is None


def test_the_same_message_again_changes_nothing_and_answers_the_same(opt_outs: OptOuts) -> None:
    assert opt_outs.record(stop()) == opt_outs.record(stop()) == stop()


def test_of_two_that_say_the_same_the_first_is_named_and_the_newest_instant_kept(
    opt_outs: OptOuts,
) -> None:
    opt_outs.record(stop(0, by="sms:1"))
    assert opt_outs.record(stop(5, by="sms:2")) == stop(5, by="sms:1")


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_newest_word_holds_in_whatever_order_they_arrive(
    opt_outs: OptOuts, order: tuple[int, ...]
) -> None:
    words = (stop(0, by="sms:1"), start(3), stop(5, by="sms:2"))
    for number in order:
        opt_outs.record(words[number])
    known = opt_outs.of(NUMBER)
    assert known is not None
    assert (known.opted_out, known.at) == (True, NOON + 5 * MINUTE)


def test_at_the_same_instant_they_want_no_messages(opt_outs: OptOuts) -> None:
    opt_outs.record(start(0))
    assert opt_outs.record(stop(0)).opted_out
    assert opt_outs.record(start(0)).opted_out


def test_of_many_words_at_once_the_newest_holds(opt_outs: OptOuts) -> None:
    words = [stop(n, f"sms:{n}") if n % 2 else start(n, f"sms:{n}") for n in range(6)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(opt_outs.record, words))
    known = opt_outs.of(NUMBER)
    assert known is not None
    assert (known.opted_out, known.at) == (True, NOON + 5 * MINUTE)
