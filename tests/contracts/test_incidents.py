"""What the store of incidents promises, in memory and on the table alike."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.errors import ConflictError, DuplicateError, NotFoundError
from chalicelib.model import Incident, IncidentTask, What
from chalicelib.ports import FeedbackStore, IncidentStore
from chalicelib.store.dynamo import DynamoFeedbackStore
from chalicelib.store.incidents import DynamoIncidents, MemoryIncidents
from chalicelib.store.memory import MemoryFeedbackStore
from tests.contracts.conftest import PLACES
from tests.contracts.facts import NOW

MINUTE = timedelta(minutes=1)
Both = tuple[FeedbackStore, IncidentStore]


@pytest.fixture(params=PLACES)
def both(request: pytest.FixtureRequest, make_table: Any) -> Any:
    """A feedback store and the incidents beside it."""
    if request.param == "memory":
        store = MemoryFeedbackStore()
        return store, MemoryIncidents(store)
    client, name = make_table(request.param)
    return DynamoFeedbackStore(client, name), DynamoIncidents(client, name)


def incident(**changes: Any) -> Incident:
    base: dict[str, Any] = {
        "id": "0" * 16,
        "title": "heating, cold",
        "touchpoint": "coach-420",
        "team": "coaches",
        "assignee": "ana@example.com",
        "opened_at": NOW,
        "feedback_ids": ("a" * 16, "b" * 16),
    }
    return Incident(**(base | changes))


def task(**changes: Any) -> IncidentTask:
    base: dict[str, Any] = {
        "incident_id": "0" * 16,
        "number": 1,
        "what": What.GROUPED,
        "feedback_ids": ("a" * 16, "b" * 16),
        "member": "ana@example.com",
        "team": "coaches",
        "at": NOW,
        "wake_at": NOW + MINUTE,
    }
    return IncidentTask(**(base | changes))


def test_an_incident_comes_back_as_it_was_written(both: Both) -> None:
    _, incidents = both
    incidents.open(incident(), task(words={"es": "Lo sentimos."}), "k1")
    assert incidents.get("0" * 16) == incident()
    assert incidents.tasks("0" * 16) == [task(words={"es": "Lo sentimos."})]
    assert incidents.task("0" * 16, 1).words == {"es": "Lo sentimos."}
    assert incidents.by_key("k1") == "0" * 16
    assert incidents.by_key("k2") is None
    with pytest.raises(NotFoundError):
        incidents.get("1" * 16)
    with pytest.raises(NotFoundError):
        incidents.task("0" * 16, 2)


def test_the_same_key_changes_nothing_and_a_lost_race_neither(both: Both) -> None:
    _, incidents = both
    incidents.open(incident(), task(), "k1")
    with pytest.raises(DuplicateError):
        incidents.open(incident(id="1" * 16), task(), "k1")
    after = replace(incident(), feedback_ids=("a" * 16,), changes=2)
    gone = task(number=2, what=What.UNGROUPED, feedback_ids=("b" * 16,))
    incidents.change(incident(), after, gone, "k2")
    with pytest.raises(DuplicateError):
        incidents.change(after, replace(after, changes=3), None, "k2")
    with pytest.raises(ConflictError):
        incidents.change(incident(), replace(after, title="x"), None, "k3")
    assert incidents.get("0" * 16) == after
    assert [one.number for one in incidents.tasks("0" * 16)] == [1, 2]


def test_a_team_sees_its_open_incidents_the_newest_first(both: Both) -> None:
    _, incidents = both
    for number in range(3):
        opened = incident(id=f"{number:016d}", opened_at=NOW + number * MINUTE)
        incidents.open(opened, task(incident_id=opened.id), f"k{number}")
    incidents.open(incident(id="9" * 16, team="rail"), task(incident_id="9" * 16), "k9")
    middle = incidents.get(f"{1:016d}")
    incidents.change(middle, replace(middle, closed_at=NOW, changes=2), None, "c")
    assert [one.id for one in incidents.of_team("coaches", 10)] == [f"{2:016d}", f"{0:016d}"]


def test_a_task_is_in_the_work_list_until_it_is_settled(both: Both) -> None:
    store, incidents = both
    incidents.open(incident(), task(), "k1")
    (due,), _ = store.due(NOW + 2 * MINUTE, 10)
    assert (due.feedback_id, due.item, due.swept) == ("0" * 16, "task:1", True)
    assert store.due(NOW + 2 * MINUTE, 10, after=due) == ([], False)
    incidents.rearm(task(), NOW + 5 * MINUTE)
    assert store.due(NOW + 2 * MINUTE, 10) == ([], False)
    assert incidents.task("0" * 16, 1).wake_at == NOW + 5 * MINUTE
    incidents.rearm(task(), None)
    assert store.due(NOW + 9 * MINUTE, 10) == ([], False)


def test_what_became_of_a_task_is_kept_for_each_feedback_the_first_word_stays(both: Both) -> None:
    _, incidents = both
    incidents.open(incident(), task(), "k1")
    incidents.settle("0" * 16, 1, "a" * 16, "")
    incidents.settle("0" * 16, 1, "a" * 16, "elsewhere")
    incidents.settle("0" * 16, 1, "b" * 16, "elsewhere")
    incidents.settle("0" * 16, 11, "b" * 16, "")
    assert incidents.settled("0" * 16, 1) == {"a" * 16: "", "b" * 16: "elsewhere"}


def test_what_is_no_incident_is_remembered_at_its_touchpoint(both: Both) -> None:
    _, incidents = both
    for _ in range(2):
        incidents.dismiss("coach-420", ["b", "a"], NOW + MINUTE)
    assert incidents.dismissed("coach-420") == [["a", "b"]]
    assert incidents.dismissed("coach-550") == []
