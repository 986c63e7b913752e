"""What every configuration store promises, and what the one on the table does besides."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.configuration import from_document
from chalicelib.errors import ConflictError, NotFoundError, TooLargeError, UnavailableError
from chalicelib.store import keys
from chalicelib.store.configuration import DynamoConfigurationStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from tests.builders import document
from tests.contracts.conftest import AWS_PLACES
from tests.contracts.facts import NOW

KEY = bytes(range(32))
OTHER_KEY = bytes(reversed(KEY))


def a_document(name: str = "Viação Exemplo", **changes: Any) -> dict[str, Any]:
    base = document(**changes)
    return base | {"organisation": base["organisation"] | {"name": name}}


class MonotonicClock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Counting:
    """A client that counts its calls."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(**arguments: Any) -> Any:
            self.calls.append(name)
            return getattr(self._client, name)(**arguments)

        return call


@pytest.fixture(params=AWS_PLACES)
def table(request: pytest.FixtureRequest, make_table: Any) -> tuple[Any, str]:
    return make_table(request.param)


@pytest.fixture
def store(table: tuple[Any, str]) -> DynamoConfigurationStore:
    return DynamoConfigurationStore(*table, monotonic=MonotonicClock())


def test_the_memory_store_keeps_what_the_port_promises() -> None:
    first, second = (from_document(number, a_document(f"Name {number}")) for number in (1, 2))
    store = MemoryConfigurationStore(first, [KEY])
    store.add(second)
    assert store.current() is second
    assert store.version(1) is first
    assert store.keys() == (KEY,)
    with pytest.raises(NotFoundError):
        store.version(3)
    with pytest.raises(UnavailableError):
        MemoryConfigurationStore(None).current()


def test_what_was_applied_is_current(store: DynamoConfigurationStore) -> None:
    assert store.apply(a_document(), now=NOW, new_key=KEY) == 1
    assert store.current() == from_document(1, a_document())
    assert store.version(1) == store.current()
    assert store.keys() == (KEY,)


def test_an_earlier_version_and_the_first_key_stay(store: DynamoConfigurationStore) -> None:
    store.apply(a_document("Earlier"), now=NOW, new_key=KEY)
    assert store.current().version == 1
    assert store.apply(a_document("Later"), now=NOW, new_key=OTHER_KEY) == 2
    assert store.current().organisation.name == "Later"
    assert store.version(1).organisation.name == "Earlier"
    assert store.keys() == (KEY,)


def test_before_anything_is_applied_there_is_nothing(store: DynamoConfigurationStore) -> None:
    with pytest.raises(UnavailableError):
        store.current()
    with pytest.raises(UnavailableError):
        store.keys()
    with pytest.raises(NotFoundError):
        store.version(1)


def test_a_version_in_force_is_read_again_only_when_it_is_old(table: tuple[Any, str]) -> None:
    client, clock = Counting(table[0]), MonotonicClock()
    reader = DynamoConfigurationStore(client, table[1], clock, max_age_seconds=15)
    writer = DynamoConfigurationStore(*table, MonotonicClock())
    writer.apply(a_document("Earlier"), now=NOW, new_key=KEY)
    assert reader.current().version == 1
    assert client.calls == ["get_item", "query"]

    writer.apply(a_document("Later"), now=NOW, new_key=KEY)
    clock.seconds = 15
    assert reader.current().version == 1
    clock.seconds = 15.1
    assert reader.current().version == 2
    clock.seconds = 31
    assert reader.current().version == 2
    assert client.calls == ["get_item", "query"] * 2 + ["get_item"]


def test_of_two_who_apply_at_once_one_must_look_again(table: tuple[Any, str]) -> None:
    clock = MonotonicClock()
    other = DynamoConfigurationStore(*table, clock)

    class Overtaken(Counting):
        """Between the reading of the version in force and the writing, somebody else applies."""

        def transact_write_items(self, **arguments: Any) -> Any:
            if not self.calls.count("transact_write_items"):
                self.calls.append("transact_write_items")
                other.apply(a_document("Quick"), now=NOW, new_key=OTHER_KEY)
            return self._client.transact_write_items(**arguments)

    store = DynamoConfigurationStore(Overtaken(table[0]), table[1], clock)
    with pytest.raises(ConflictError):
        store.apply(a_document("Slow"), now=NOW, new_key=KEY)
    assert store.current().organisation.name == "Quick"
    assert store.apply(a_document("Slow"), now=NOW, new_key=KEY) == 2


def test_ten_thousand_touchpoints_fit(store: DynamoConfigurationStore) -> None:
    dice = random.Random(420)
    touchpoints = {
        f"coach-{number}": {
            "name": f"Coach {number} {dice.randbytes(20).hex()}",
            "keyword": str(number),
            "owner": "coaches",
            "locale": "en-GB",
        }
        for number in range(10_000)
    }
    store.apply(a_document(touchpoints=touchpoints), now=NOW, new_key=KEY)
    assert len(store.current().touchpoints) == 10_000


def test_a_document_that_fills_several_parts_comes_back_whole(table: tuple[Any, str]) -> None:
    client, name = table
    store = DynamoConfigurationStore(client, name, MonotonicClock())
    noisy = a_document(wording={"en-GB": {"noise": random.Random(1).randbytes(600_000).hex()}})
    store.apply(noisy, now=NOW, new_key=KEY)
    assert store.current().document == noisy
    assert "Item" in client.get_item(TableName=name, Key=keys.configuration_part(1, 1))


def test_a_document_that_one_transaction_cannot_hold_is_refused_whole(
    store: DynamoConfigurationStore,
) -> None:
    wording = {"en-GB": {"noise": random.Random(1).randbytes(4_000_000).hex()}}
    with pytest.raises(TooLargeError):
        store.apply(a_document(wording=wording), now=NOW, new_key=KEY)
    with pytest.raises(UnavailableError):
        store.current()


def test_few_versions_are_kept_in_memory(table: tuple[Any, str]) -> None:
    client = Counting(table[0])
    store = DynamoConfigurationStore(client, table[1], MonotonicClock())
    for number in range(1, 11):
        store.apply(a_document(), now=NOW + timedelta(days=number), new_key=KEY)
    for number in range(1, 11):
        assert store.version(number).version == number
    client.calls.clear()
    store.version(10)
    assert client.calls == []
    store.version(1)
    assert client.calls == ["query"]


def test_a_version_is_kept_with_its_text_and_who_applied_it(
    store: DynamoConfigurationStore,
) -> None:
    for archive in (store, MemoryConfigurationStore(None)):
        assert archive.in_force() is None
        text = 'name = "Viação"\n' * 1_000
        facts: dict[str, Any] = {"now": NOW, "new_key": KEY}
        assert archive.apply(a_document(), **facts, text=text, by="ada@example.com") == 1
        assert archive.apply(a_document("Two"), **facts, base=1) == 2
        first, second = archive.applied(1), archive.applied(2)
        assert (first.text, first.by, first.at) == (text, "ada@example.com", NOW)
        assert (second.text, second.by, archive.in_force()) == (None, "", second)
        assert [one.version for one in archive.history(10)] == [2, 1]
        assert [one.version for one in archive.history(10, before=2)] == [1]
        assert [one.version for one in archive.history(1)] == [2]
        with pytest.raises(NotFoundError):
            archive.applied(3)


def test_what_was_written_from_another_version_than_the_one_in_force_is_refused(
    store: DynamoConfigurationStore,
) -> None:
    for archive in (store, MemoryConfigurationStore(None)):
        facts: dict[str, Any] = {"now": NOW, "new_key": KEY}
        archive.apply(a_document(), **facts)
        archive.apply(a_document("Two"), **facts, base=1)
        with pytest.raises(ConflictError):
            archive.apply(a_document("Three"), **facts, base=1)
        assert archive.current().organisation.name == "Two"
