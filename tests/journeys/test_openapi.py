"""Whatever anybody sends to any route is answered as the document says, and never with a failure.

Requests are made of the served document, right and wrong ones, as nobody and as each role. `make nightly`
sends many more of them.
"""

import json
import os
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chalicelib.access import Person, Role, new_session
from chalicelib.addresses import survey_token
from chalicelib.api.document import document
from chalicelib.bootstrap.core import now
from chalicelib.store.configuration import DynamoConfigurationStore
from infra import stage as stages
from tests.journeys.stack import Stack

EXAMPLES = int(os.environ.get("OUVIDO_REQUESTS", "1"))
"""Requests to each operation, in each of the two ways in which they are made."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
TEAMS = {
    Role.AGENT: "ana@example.com",
    Role.LEAD: "supervisors@example.com",
    Role.OMBUDSMAN: "omb-1@example.com",
    Role.MANAGER: "manager@example.com",
    Role.ADMIN: "admin@example.com",
}
OPERATIONS = [
    (path, method)
    for path, methods in document()["paths"].items()
    for method in methods
    if path != "/console/sign-out"  # a page of the user pool's answers it
]


TEXT = {"type": "string", "minLength": 1}


def can_be_wrong(path: str, method: str) -> bool:
    """Whether it takes anything that a schema can refuse."""
    operation = document()["paths"][path][method]
    schemas = [one["schema"] for one in operation.get("parameters", ())]
    return "requestBody" in operation or any(one != TEXT for one in schemas)


class Target:
    """The stack, tokens for each role, and addresses that lead somewhere."""

    def __init__(self, stack: Stack) -> None:
        self.url = stack.url
        self.schema = schemathesis.openapi.from_url(f"{stack.url}/openapi.json")
        running = json.loads((stack.state / "stack.json").read_text())
        stage = stages.emulated(running["endpoint_url"])
        keys = DynamoConfigurationStore(
            stage.client("dynamodb"), stage.outputs["TableName"], time.monotonic
        ).keys()
        self.tokens = {
            role: new_session(
                keys, Person(email=email, name=role.value, roles=frozenset({role})), now()
            )
            for role, email in TEAMS.items()
        }
        captured = stack.api(text="The heating", touchpoint="coach-420").json()
        shown = stack.show(captured["reference"])
        token = captured["status_url"].rpartition("/")[2]
        self.known = {
            "reference": captured["reference"],
            "touchpoint": "coach-420",
            "name": "console.js",
        }
        self.tokens_by_path = {
            "/s/{token}": token,
            "/r/{token}": survey_token(keys, shown["id"], 1),
        }

    def known_for(self, path: str, name: str) -> str | None:
        """A value of a parameter in a path that leads somewhere."""
        if name == "token":
            return next(
                (one for begin, one in self.tokens_by_path.items() if path.startswith(begin)), None
            )
        return self.known.get(name)


@pytest.fixture(scope="module")
def target(stack: Stack) -> Target:
    return Target(stack)


def headers_of(target: Target, who: Role | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {target.tokens[who]}"} if who else {}


def sent_to(target: Target, path: str, method: str, mode: GenerationMode) -> Callable[[], None]:
    operation = target.schema[path][method.upper()]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=EXAMPLES < 50,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        who=st.sampled_from([None, *Role]),
        somewhere=st.booleans() | st.just(value=True),
    )
    def send(case: Any, who: Role | None, somewhere: bool) -> None:
        for name in case.path_parameters or {}:
            known = target.known_for(path, name)
            if known is not None and somewhere:
                case.path_parameters[name] = known
        response = case.call(
            base_url=target.url, headers=headers_of(target, who), timeout=60, allow_redirects=False
        )
        case.validate_response(response, checks=CHECKS)

    return send


@pytest.mark.parametrize(
    ("mode", "path", "method"),
    [(GenerationMode.POSITIVE, *one) for one in OPERATIONS]
    + [(GenerationMode.NEGATIVE, *one) for one in OPERATIONS if can_be_wrong(*one)],
    ids=lambda one: one.value if isinstance(one, GenerationMode) else one,
)
def test_what_is_sent_is_answered_as_the_document_says(
    target: Target, path: str, method: str, mode: GenerationMode
) -> None:
    sent_to(target, path, method, mode)()


ODD = [
    ("GET", "/f/%", {}, b""),
    ("GET", "/f/%ff%fe", {}, b""),
    ("GET", "/f/%00", {}, b""),
    ("GET", "/s/%C3%28", {}, b""),
    ("GET", "/v1/queue?text=%ff", {}, b""),
    ("GET", "/v1/queue?text=%00", {}, b""),
    ("GET", "/v1/queue?level=99999999999999999999999", {}, b""),
    ("GET", "/v1/queue?level=1&level=2", {}, b""),
    ("GET", "/?lang=" + "x" * 4000, {}, b""),
    ("POST", "/feedback", {"Content-Type": "application/json"}, b'{"text": "a\\u0000"}'),
    ("POST", "/feedback", {"Content-Type": "application/json"}, b'{"text": "\\ud800"}'),
    ("POST", "/feedback", {"Content-Type": "application/json"}, b"[" * 60_000),
    ("POST", "/feedback", {"Content-Type": "application/json"}, b'{"text":"a","rating":%s}' % (b"9" * 5000)),
    ("POST", "/feedback", {"Content-Type": "application/json"}, b'{"text":"a","rating":1e400}'),
    ("POST", "/feedback", {"Content-Type": "application/json; charset=utf-16"}, b"{}"),
    ("POST", "/feedback", {"Content-Type": "\xff"}, b"{}"),
    ("POST", "/feedback", {"Content-Type": "multipart/form-data"}, b"--"),
    ("POST", "/feedback", {"Content-Type": "multipart/form-data; boundary="}, b"--\r\n"),
    ("POST", "/feedback", {"Content-Type": "application/x-www-form-urlencoded"}, b"text=%ff"),
    ("POST", "/feedback", {"Content-Type": "text/plain"}, b"hello"),
    ("POST", "/feedback", {}, b"\x00\xff"),
    ("GET", "/v1/me", {"Cookie": "ouvido_session=\xff; a==; ;"}, b""),
    ("GET", "/v1/me", {"Authorization": "Bearer " + "x" * 4000}, b""),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "headers", "body"), ODD, ids=range(len(ODD)))
def test_what_no_document_describes_is_refused_in_the_one_shape(
    target: Target, method: str, path: str, headers: dict[str, str], body: bytes
) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    prepared = requests.Request(method, target.url, headers=raw, data=body).prepare()
    prepared.url = target.url + path  # as it is written here
    answer = requests.Session().send(prepared, timeout=60, allow_redirects=False)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400 and answer.headers["Content-Type"].startswith("application/json"):
        assert {"code", "message", "request_id"} <= answer.json()["error"].keys()


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/feedback", "/v1/me", "/openapi.json"])
def test_a_method_that_a_route_has_not_is_refused(target: Target, path: str, method: str) -> None:
    answer = requests.request(method, target.url + path, timeout=60)
    assert answer.status_code in {400, 403, 404, 405}, answer.text
