"""What the store of webhooks promises, in memory and on the table alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.errors import ConflictError
from chalicelib.events.records import EventDelivery, Fate, Lane, Why
from chalicelib.ports import Due, FeedbackStore, WebhookStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.items.webhooks import delivery_to_item, waiting_to_item
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_webhooks import MemoryWebhooks
from chalicelib.store.table import Put, Table
from chalicelib.store.webhooks import DynamoWebhooks
from tests.contracts.conftest import AWS_PLACES, PLACES
from tests.contracts.facts import NOW

MINUTE = timedelta(minutes=1)
Both = tuple[FeedbackStore, WebhookStore]


@pytest.fixture(params=PLACES)
def both(request: pytest.FixtureRequest, make_table: Any) -> Any:
    """A feedback store and the webhooks beside it."""
    if request.param == "memory":
        store = MemoryFeedbackStore()
        return store, MemoryWebhooks(store)
    client, name = make_table(request.param)
    return DynamoFeedbackStore(client, name), DynamoWebhooks(client, name)


class Meanwhile:
    """A client before one of whose calls something else happens, once."""

    def __init__(
        self, client: Any, method: str, happens: Callable[[], None], word: str = ""
    ) -> None:
        """`word`: only before a call that has it in its expression."""
        self._client = client
        self._method = method
        self._happens: Callable[[], None] | None = happens
        self._word = word

    def __getattr__(self, name: str) -> Any:
        def call(**arguments: Any) -> Any:
            is_it = name == self._method and self._word in arguments.get("UpdateExpression", "")
            if is_it and self._happens:
                happens, self._happens = self._happens, None
                happens()
            return getattr(self._client, name)(**arguments)

        return call


def delivery(number: int = 1, **changes: Any) -> EventDelivery:
    base: dict[str, Any] = {
        "webhook": "crm",
        "event": f"evt_{'0' * 16}_{number:06d}",
        "type": "feedback.captured",
        "feedback_id": "0" * 16,
        "entry": number,
        "at": NOW + number * MINUTE,
        "made_at": NOW + number * MINUTE,
        "next_at": NOW + number * MINUTE,
    }
    return EventDelivery(**(base | changes))


def done(one: EventDelivery) -> EventDelivery:
    return replace(
        one,
        fate=Fate.DELIVERED,
        next_at=None,
        attempts=one.attempts + 1,
        tried_at=NOW,
        status=204,
        milliseconds=83,
    )


def test_a_delivery_comes_back_as_it_was_written(both: Both) -> None:
    _, webhooks = both
    whole = delivery(
        attempts=3, tried_at=NOW, status=500, error="timeout", milliseconds=15_000, feedback_id=None
    )
    assert webhooks.add(whole)
    assert webhooks.newest("crm", 10) == [whole]


def test_an_event_is_kept_once_for_each_webhook(both: Both) -> None:
    _, webhooks = both
    assert webhooks.add(delivery())
    assert not webhooks.add(delivery(next_at=NOW + 9 * MINUTE))
    assert webhooks.add(delivery(webhook="chat"))
    assert webhooks.waiting("crm", 10) == [NOW + MINUTE]
    assert webhooks.waiting("chat", 10) == [NOW + MINUTE]


def test_what_is_due_comes_by_when_it_is_and_nothing_earlier(both: Both) -> None:
    _, webhooks = both
    late = delivery(1, next_at=NOW + 5 * MINUTE)
    for one in (late, delivery(2), delivery(3), delivery(4)):
        webhooks.add(one)
    found = webhooks.due("crm", NOW + 5 * MINUTE, 10)
    assert [one.entry for one in found] == [2, 3, 4, 1]
    assert [one.entry for one in webhooks.due("crm", NOW + 5 * MINUTE, 2)] == [2, 3]
    assert webhooks.due("crm", NOW + MINUTE, 10) == []
    assert webhooks.due("other", NOW + 5 * MINUTE, 10) == []
    assert webhooks.waiting("crm", 2) == [NOW + 2 * MINUTE, NOW + 3 * MINUTE]


def test_what_is_done_waits_no_more_and_stays_in_the_log(both: Both) -> None:
    _, webhooks = both
    webhooks.add(delivery())
    webhooks.change(delivery(), done(delivery()))
    assert webhooks.waiting("crm", 10) == []
    assert webhooks.due("crm", NOW + 9 * MINUTE, 10) == []
    assert webhooks.newest("crm", 10) == [done(delivery())]


def test_a_next_attempt_moves_it(both: Both) -> None:
    _, webhooks = both
    webhooks.add(delivery())
    webhooks.change(delivery(), replace(delivery(), attempts=1, next_at=NOW + 7 * MINUTE))
    assert webhooks.waiting("crm", 10) == [NOW + 7 * MINUTE]


def test_a_change_that_moves_nothing_is_written_too(both: Both) -> None:
    _, webhooks = both
    webhooks.add(delivery())
    webhooks.change(delivery(), replace(delivery(), attempts=1))
    assert webhooks.due("crm", NOW + MINUTE, 10) == [replace(delivery(), attempts=1)]


def test_who_has_read_something_old_changes_nothing(both: Both) -> None:
    _, webhooks = both
    webhooks.add(delivery())
    webhooks.change(delivery(), done(delivery()))
    with pytest.raises(ConflictError):
        webhooks.change(delivery(), replace(delivery(), attempts=1, next_at=NOW))
    with pytest.raises(ConflictError):
        webhooks.change(delivery(2), done(delivery(2)))
    assert webhooks.waiting("crm", 10) == []


def test_whose_attempt_a_replay_overtook_changes_nothing(both: Both) -> None:
    _, webhooks = both
    webhooks.add(delivery())
    [on_its_way] = webhooks.due("crm", NOW + MINUTE, 10)
    again = replace(on_its_way, made_at=NOW + 2 * MINUTE, next_at=NOW + 2 * MINUTE)
    webhooks.change(on_its_way, again)
    with pytest.raises(ConflictError):
        webhooks.change(on_its_way, done(on_its_way))
    assert webhooks.waiting("crm", 10) == [NOW + 2 * MINUTE]
    webhooks.change(again, done(again))
    assert webhooks.waiting("crm", 10) == []
    assert webhooks.due("crm", NOW + 9 * MINUTE, 10) == []


@pytest.mark.parametrize("place", AWS_PLACES)
@pytest.mark.parametrize("leads_to", ["nothing", "what is done", "what waits for later"])
def test_what_leads_to_nothing_that_waits_for_it_is_taken_away(
    leads_to: str, place: str, make_table: Any
) -> None:
    client, name = make_table(place)
    webhooks, table = DynamoWebhooks(client, name), Table(client, name)
    later = replace(delivery(), next_at=NOW + 60 * MINUTE)
    if leads_to != "nothing":
        webhooks.add(later)
    if leads_to == "what is done":
        webhooks.change(later, done(later))
    table.put(Put(waiting_to_item(delivery(), NOW + MINUTE)))
    assert webhooks.waiting("crm", 1) == [NOW + MINUTE]
    assert webhooks.due("crm", NOW + 9 * MINUTE, 10) == []
    expected = [later.next_at] if leads_to == "what waits for later" else []
    assert webhooks.waiting("crm", 10) == expected


@pytest.mark.parametrize("place", AWS_PLACES)
def test_what_leads_to_something_that_waits_after_all_stays(place: str, make_table: Any) -> None:
    client, name = make_table(place)
    table = Table(client, name)
    table.put(Put(waiting_to_item(delivery(), NOW + MINUTE)))

    def arrives() -> None:
        table.put(Put(delivery_to_item(delivery())))

    webhooks = DynamoWebhooks(Meanwhile(client, "transact_write_items", arrives), name)
    assert webhooks.due("crm", NOW + MINUTE, 10) == [], "it was not there when it was looked for"
    assert webhooks.due("crm", NOW + MINUTE, 10) == [delivery()]


def test_what_was_done_can_be_due_again(both: Both) -> None:
    _, webhooks = both
    webhooks.add(delivery())
    webhooks.change(delivery(), done(delivery()))
    again = replace(delivery(), made_at=NOW + 60 * MINUTE, next_at=NOW + 60 * MINUTE)
    webhooks.change(done(delivery()), again)
    assert webhooks.due("crm", NOW + 60 * MINUTE, 10) == [again]


def test_the_log_is_read_from_either_end(both: Both) -> None:
    _, webhooks = both
    for number in range(1, 6):
        webhooks.add(delivery(number))
    numbers = [one.entry for one in webhooks.newest("crm", 2)]
    assert numbers == [5, 4]
    before = NOW + 4 * MINUTE
    assert [one.entry for one in webhooks.newest("crm", 2, before)] == [3, 2]
    between = webhooks.between("crm", NOW + 2 * MINUTE, NOW + 5 * MINUTE, 10)
    assert [one.entry for one in between] == [2, 3, 4]
    assert len(webhooks.between("crm", NOW, NOW + 9 * MINUTE, 3)) == 3


def test_the_log_of_one_instant_can_be_read_on_from_within_it(both: Both) -> None:
    _, webhooks = both
    every = [replace(delivery(number), at=NOW) for number in range(1, 8)]
    for one in every:
        webhooks.add(one)
    events = sorted(one.event for one in every)
    first = webhooks.between("crm", NOW, NOW + MINUTE, 3)
    assert [one.event for one in first] == events[:3]
    rest = webhooks.between("crm", NOW, NOW + MINUTE, 10, first[-1].event)
    assert [one.event for one in rest] == events[3:]
    newest = webhooks.newest("crm", 3)
    assert [one.event for one in newest] == events[:-4:-1]
    older = webhooks.newest("crm", 3, NOW, newest[-1].event)
    assert [one.event for one in older] == events[-4:-7:-1]


def test_a_lane_of_which_nothing_is_known_is_new(both: Both) -> None:
    assert both[1].lane("crm") == Lane(webhook="crm")


def test_one_at_a_time_has_a_lane_and_hears_who_knocked(both: Both) -> None:
    _, webhooks = both
    mine = webhooks.take("crm", NOW, NOW + MINUTE)
    assert mine is not None
    assert webhooks.take("crm", NOW, NOW + MINUTE) is None
    free = replace(mine, lease_until=None, wake_at=None)
    assert not webhooks.keep(mine, free), "somebody brought something new"
    heard = webhooks.lane("crm")
    assert heard == replace(mine, knocks=1)
    assert webhooks.keep(heard, replace(heard, lease_until=None, wake_at=None))
    assert webhooks.take("crm", NOW, NOW + 2 * MINUTE) is not None


@pytest.mark.parametrize("place", AWS_PLACES)
def test_who_knocks_at_a_lane_that_was_freed_that_moment_has_it(
    place: str, make_table: Any
) -> None:
    client, name = make_table(place)
    first = DynamoWebhooks(client, name)
    held = first.take("crm", NOW, NOW + MINUTE)
    assert held is not None

    def freed() -> None:
        """After the second one was refused, and before it can knock."""
        assert first.keep(held, replace(held, lease_until=None, wake_at=None))

    second = DynamoWebhooks(Meanwhile(client, "update_item", freed, "ADD"), name)
    taken = second.take("crm", NOW, NOW + 2 * MINUTE)
    assert taken is not None
    assert taken == first.lane("crm")
    assert taken.lease_until == taken.wake_at == NOW + 2 * MINUTE
    assert second.keep(taken, replace(taken, lease_until=None, wake_at=None))


def test_whose_lease_has_ended_writes_nothing(both: Both) -> None:
    _, webhooks = both
    first = webhooks.take("crm", NOW, NOW + MINUTE)
    assert first is not None
    second = webhooks.take("crm", NOW + MINUTE, NOW + 3 * MINUTE)
    assert second is not None
    with pytest.raises(ConflictError):
        webhooks.keep(first, replace(first, lease_until=None, failures=7))
    assert webhooks.lane("crm").failures == 0


def test_a_lane_comes_back_as_it_was_kept(both: Both) -> None:
    _, webhooks = both
    whole = Lane(
        webhook="crm",
        wake_at=NOW,
        failures=6,
        failing_since=NOW - MINUTE,
        rest_until=NOW + MINUTE,
        delivered_at=NOW - 2 * MINUTE,
        disabled_at=NOW,
        disabled_why=Why.GONE,
        is_told=True,
    )
    assert webhooks.keep(Lane(webhook="crm"), whole)
    assert webhooks.lane("crm") == whole
    taken = webhooks.take("crm", NOW, NOW + MINUTE)
    assert taken == replace(whole, lease_until=NOW + MINUTE, wake_at=NOW + MINUTE)


def test_a_lane_that_waits_is_in_the_work_list_and_one_in_use_only_for_the_sweep(
    both: Both,
) -> None:
    store, webhooks = both
    waiting = Lane(webhook="crm", wake_at=NOW + MINUTE)
    webhooks.keep(Lane(webhook="crm"), waiting)
    due = Due(feedback_id="crm", item="lane", wake_at=NOW + MINUTE)
    assert store.due(NOW + MINUTE, 10, swept=False) == ([due], False)
    assert store.due(NOW + MINUTE, 10, due) == ([], False), "a page goes on after it"
    taken = webhooks.take("crm", NOW + MINUTE, NOW + 2 * MINUTE)
    assert taken is not None
    assert store.due(NOW + 5 * MINUTE, 10, swept=False) == ([], False)
    left = replace(due, wake_at=NOW + 2 * MINUTE, swept=True)
    assert store.due(NOW + 5 * MINUTE, 10) == ([left], False)
    webhooks.keep(taken, replace(taken, lease_until=None, wake_at=None))
    assert store.due(NOW + 5 * MINUTE, 10) == ([], False)
