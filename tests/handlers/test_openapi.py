"""The API's document: whole, true to the routes, and true to who reads what customers send."""

import json
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from chalicelib.api import document as made
from chalicelib.api import models, public_models
from chalicelib.errors import InvalidInputError
from chalicelib.intake.survey import survey_answer
from chalicelib.intake.web import MAX_NAME, MAX_TEXT, Problem, from_json
from chalicelib.model import Kind
from tests.builders import configuration

DOCUMENT = made.document()
CONFIGURATION = configuration()
ONLY_THE_READER_KNOWS = {
    Problem.TEXT_MISSING,  # which characters are visible
    Problem.TEXT_TOO_LONG,  # once the spaces around it are gone
    Problem.NAME_TOO_LONG,
    Problem.BAD_CHARACTERS,
    Problem.TOUCHPOINT_UNKNOWN,
    Problem.PHONE_INVALID,
    Problem.PHONE_OURS,
    Problem.EMAIL_INVALID,
    Problem.EMAIL_OURS,
}


def test_the_document_is_openapi_3_1() -> None:
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_every_route_is_in_the_document_and_nothing_else_is() -> None:
    asked = "import app, json; print(json.dumps([[m, p] for p, ms in app.app.routes.items() for m in ms]))"
    said = subprocess.run(  # a blueprint belongs to one app, and in this process to the tests' own
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    # HEAD is as GET, everywhere
    routes = {
        (method.lower(), path) for method, path in json.loads(said.stdout) if method != "HEAD"
    }
    described = {
        (method, path) for path, methods in DOCUMENT["paths"].items() for method in methods
    }
    assert described == routes


def test_every_operation_has_a_name_of_its_own() -> None:
    names = [one["operationId"] for path in DOCUMENT["paths"].values() for one in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(made._EXAMPLES))
def test_each_example_is_one(name: str) -> None:
    module = models if name not in vars(public_models) else public_models
    assert msgspec.convert(made._EXAMPLES[name], getattr(module, name))


def test_what_the_source_says_of_a_field_is_in_the_document() -> None:
    words = DOCUMENT["components"]["schemas"]["Words"]["properties"]
    assert words["seen"]["description"].startswith("`entries` as it was")


def test_a_parameter_in_an_address_is_never_null() -> None:
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                assert '"null"' not in json.dumps(parameter), parameter


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 11) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda some: st.lists(some, max_size=2) | st.dictionaries(st.text(max_size=3), some, max_size=2),
    max_leaves=3,
)  # fmt: skip


def nearly(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly what is meant, sometimes anything."""
    return good | good | anything


submissions = st.fixed_dictionaries(
    {"text": nearly(st.text(max_size=20) | st.just("x" * (MAX_TEXT + 1)))},
    optional={
        "touchpoint": nearly(st.sampled_from(["coach-420", "nowhere", ""])),
        "kind": nearly(st.sampled_from([*Kind])),
        "rating": nearly(st.integers(1, 5)),
        "contact": nearly(
            st.fixed_dictionaries(
                {},
                optional={
                    "phone": nearly(st.sampled_from(["+44 7700 900123", "1", ""])),
                    "email": nearly(st.sampled_from(["ana@example.net", "ana", ""])),
                    "name": nearly(st.text(max_size=5) | st.just("x" * (MAX_NAME + 1))),
                },
            )
        ),
        "locale": nearly(st.text("aZ19-_é ", max_size=12)),
        "consent": nearly(
            st.fixed_dictionaries(
                {}, optional={"contact": nearly(st.booleans()), "survey": nearly(st.booleans())}
            )
        ),
        "client_id": nearly(st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=130)),
        "more": anything,
    },
)  # fmt: skip


@given(submissions | st.dictionaries(st.text(max_size=5), anything, max_size=3))
@example({"text": "cold", "rating": 3.0})
@example({"text": "cold", "client_id": "x" * 129})
@example({"text": "cold", "locale": "en-" + "a" * 33})
def test_the_reader_of_submissions_takes_and_refuses_what_the_model_does(
    said: dict[str, Any],
) -> None:
    raw = json.dumps(said).encode()
    refused: set[str] = set()
    try:
        from_json(raw, CONFIGURATION)
    except InvalidInputError as error:
        refused = {*error.fields.values()} or {str(error)}
    if is_of(public_models.Submission, raw):
        assert refused <= ONLY_THE_READER_KNOWS, "the model takes what is refused"
    else:
        assert refused, "the model refuses what is taken"


def is_of(model: type, raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw, type=model)
    except msgspec.ValidationError:
        return False
    return True


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "score": nearly(st.integers(0, 6)),
            "recommend": nearly(st.integers(-1, 11)),
            "why": nearly(st.text(max_size=5) | st.just("x" * 2001)),
        },
    )
)
def test_the_reader_of_ratings_takes_and_refuses_what_the_model_does(said: dict[str, Any]) -> None:
    try:
        survey_answer(said)
        taken = True
    except InvalidInputError:
        taken = False
    assert taken == is_of(public_models.Rating, json.dumps(said).encode())
