"""A hundred texts of one number at once, as many Lambdas would store them: nothing lost, one feedback.

On threads against the memory, moto and the emulator, with the pauses of production.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from chalicelib.intake.sms import InboundSms
from chalicelib.model import Entry
from chalicelib.ports import FeedbackStore
from chalicelib.reference import from_number
from chalicelib.services.capture import Capture
from chalicelib.services.commands import Commands
from chalicelib.services.contention import MOST, Contention
from chalicelib.services.surveys import Surveys
from chalicelib.services.texts import Texts
from chalicelib.store.arrivals import MemoryArrivals
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from chalicelib.store.opt_outs import MemoryOptOuts
from tests.builders import KEYS, NOON, PHONE, configuration

TEXTS = 100
AT_ONCE = 16
"""Threads: as many Lambdas as a burst of batches of ten starts, and more."""
ON_MOTO, TEXTS_ON_MOTO = 4, 30
"""Threads and texts on moto: its calls take turns, and each transaction copies all that it holds."""


def sms(number: int, body: str) -> InboundSms:
    return InboundSms(
        message_id=f"burst-{number}", sender=PHONE, to="+447700900000", body=body,
        in_reply_to=None, received_at=NOON,
    )  # fmt: skip


def service(store: FeedbackStore) -> Texts:
    configurations = MemoryConfigurationStore(configuration(), KEYS)
    numbers = count(1)
    contention = Contention(pause=time.sleep, random=random.Random(1).random)
    capture = Capture(
        store, configurations, lambda: from_number(next(numbers)), lambda: "id", contention
    )
    surveys = Surveys(store, configurations)
    commands = Commands(store, configurations, MemoryOptOuts(), capture, surveys)
    arrivals = MemoryArrivals(MemoryFeedbackStore())
    return Texts(store, configurations, capture, commands, contention, arrivals=arrivals)


def store_all(store: FeedbackStore, all_texts: list[InboundSms], at_once: int) -> list[Entry]:
    """Every text, so many at once; the timeline of the one feedback that they are."""
    texts = service(store)
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda text: texts.receive(text, NOON), all_texts))
    (found,) = store.of_contact(f"sms:{PHONE}", 10)
    assert store.newest_of(f"sms:{PHONE}") == found
    return store.timeline(found)


def test_a_hundred_texts_at_once_are_one_feedback_with_a_hundred_entries(
    store: FeedbackStore, request: pytest.FixtureRequest
) -> None:
    on_moto = "moto" in request.node.name
    at_once, texts = (ON_MOTO, TEXTS_ON_MOTO) if on_moto else (AT_ONCE, TEXTS)
    all_texts = [sms(n, f"420 cold {n}") for n in range(texts)]
    timeline = store_all(store, all_texts, at_once)
    assert [entry.number for entry in timeline] == list(range(1, texts + 1))
    assert {e.data["sms_id"]: e.words for e in timeline} == {
        t.message_id: t.body for t in all_texts
    }
    assert not any("repeats" in entry.data for entry in timeline)


@pytest.mark.parametrize("seed", range(5))
def test_in_any_interleaving_nothing_is_lost_and_nothing_stored_twice(seed: int) -> None:
    same, delivered_again = "420 cold", 2
    all_texts = [sms(n, same if n % 2 else f"{n} and it is cold") for n in range(TEXTS)]
    arriving = all_texts * delivered_again
    random.Random(seed).shuffle(arriving)
    timeline = store_all(MemoryFeedbackStore(), arriving, AT_ONCE)
    assert len(timeline) == TEXTS
    assert {e.data["sms_id"] for e in timeline} == {t.message_id for t in all_texts}
    assert sum("repeats" in entry.data for entry in timeline) == TEXTS // 2 - 1


def test_pauses_are_random_grow_and_end() -> None:
    pauses: list[float] = []
    shares = iter([0.5] * 1000)
    tries = list(Contention(pause=pauses.append, random=lambda: next(shares)).tries())
    assert tries == list(range(MOST))
    assert pauses[:3] == [0.01, 0.02, 0.04]
    assert max(pauses) == pauses[-1] == 0.2
    assert sum(pauses) < 10, "a Lambda ends in time and says so"
