"""Who may call what: every operation of the staff API, as everyone."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from chalicelib.access import SESSION_LASTS, Person, Role, new_session, person_of
from chalicelib.api import models
from chalicelib.api.operations import OPERATIONS, Operation
from chalicelib.api.shape import Model
from chalicelib.model import What
from tests.builders import KEYS, NOON
from tests.desk import ADMIN, AGENT, EVERYONE, LEAD, MANAGER, OMBUDSMAN, Desk

KEY = "key-00000000"


def address(operation: Operation, reference: str) -> str:
    path = operation.path.replace("{reference}", reference).replace("{key}", KEY)
    path = path.replace("{version}", "1").replace("{entry}", "1")
    path = path.replace("{number}", "0").replace("{part}", "templates")
    path = path.replace("{touchpoint}", "coach-420").replace("{incident}", "0" * 16)
    path = path.replace("{webhook}", "crm")
    assert "{" not in path, f"{operation.id} has a parameter that this test does not fill"
    return path


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
def test_an_operation_has_its_view_and_its_models(operation: Operation) -> None:
    view = getattr(import_module(f"chalicelib.api.{operation.view}"), operation.id)
    assert callable(view)
    for model in (operation.query, operation.body, operation.answer):
        assert model is None or issubclass(getattr(models, model), Model)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.id)
@pytest.mark.parametrize("who", [*EVERYONE, None], ids=lambda who: who.name if who else "nobody")
def test_only_who_has_the_role_gets_past_the_door(
    desk: Desk, operation: Operation, who: Person | None
) -> None:
    desk.world.text("420 cold")
    path = address(operation, desk.world.feedback.reference)
    body: dict[str, Any] | None = {"key": KEY} if operation.body else None
    answer = desk.send(operation.method, path, who, body)
    if who is None:
        assert (answer.status, answer.error["code"]) == (401, "unauthorised")
    elif not who.roles & operation.roles:
        assert (answer.status, answer.error["code"]) == (403, "forbidden")
        assert answer.error["message"] == "your role may not do this"
    else:
        assert answer.status != 401
        assert answer.text.find("your role may not do this") == -1


def test_somebody_of_another_team_does_not_even_learn_that_a_feedback_exists(desk: Desk) -> None:
    desk.world.text("420 cold")
    there = desk.get(f"/v1/feedback/{desk.world.feedback.reference}", LEAD)
    nowhere = desk.get("/v1/feedback/000-0000", LEAD)
    assert (there.status, there.error["message"]) == (404, nowhere.error["message"])


@pytest.mark.parametrize("who", [OMBUDSMAN, MANAGER, ADMIN], ids=lambda who: who.name)
def test_who_sees_all_reads_another_teams_feedback_and_does_not_act_on_it(
    desk: Desk, who: Person
) -> None:
    desk.world.text("420 cold")
    reference = desk.world.feedback.reference
    assert desk.get(f"/v1/feedback/{reference}", who).json["may_act"] is False
    answer = desk.post(f"/v1/feedback/{reference}/note", {"key": KEY, "words": "mine"}, who)
    assert answer.status == 403
    assert [entry.what for entry in desk.world.timeline] == [What.CAPTURED]


def test_what_was_raised_to_a_team_is_theirs_to_answer(desk: Desk) -> None:
    desk.world.text("420 cold")
    desk.world.until(NOON + timedelta(hours=25))
    reference = desk.world.feedback.reference
    answer = desk.post(f"/v1/feedback/{reference}/answer", {"key": KEY, "words": "Sorry."}, LEAD)
    assert answer.status == 200
    assert answer.json["summary"]["status"] == "answered"


def test_a_change_that_another_sites_page_may_have_caused_is_refused(desk: Desk) -> None:
    desk.world.text("420 cold")
    path = f"/v1/feedback/{desk.world.feedback.reference}/note"
    answer = desk.send("POST", path, AGENT, {"key": KEY, "words": "x"}, headers={})
    assert (answer.status, answer.error["code"]) == (403, "forbidden")


def test_the_same_token_works_as_a_bearer_for_programs(desk: Desk) -> None:
    bearer = {"Authorization": f"Bearer {new_session(KEYS, AGENT, NOON)}"}
    assert desk.send("GET", "/v1/me", None, headers=bearer).json["email"] == AGENT.email


def test_a_session_ends_after_a_shift_and_is_nobody_elses() -> None:
    token = new_session(KEYS, AGENT, NOON)
    assert person_of(KEYS, token, NOON + SESSION_LASTS - timedelta(seconds=1)) == AGENT
    assert person_of(KEYS, token, NOON + SESSION_LASTS) is None
    assert person_of((b"x" * 32,), token, NOON) is None
    assert person_of(KEYS, token[:-1] + ("a" if token[-1] != "a" else "b"), NOON) is None


def test_whoever_leaves_a_team_sees_its_feedback_no_longer(desk: Desk) -> None:
    desk.world.text("420 cold")
    stranger = Person(email="left@example.com", name="Gone", roles=frozenset({Role.AGENT}))
    assert desk.get("/v1/queue", stranger).json["items"] == []
    assert desk.get(f"/v1/feedback/{desk.world.feedback.reference}", stranger).status == 404
