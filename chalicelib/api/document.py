"""The OpenAPI 3.1 document of everything that has an address, made from the tables and the models."""

import json
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import msgspec

from chalicelib.api import models, notes, public_models
from chalicelib.api.operations import OPERATIONS, Operation
from chalicelib.api.operations.operation import GET
from chalicelib.api.public_operations import HTML, JSON, MULTIPART, PUBLIC, PublicOperation

Json = dict[str, Any]

_SCHEMAS = "#/components/schemas/{name}"
_STAFF_ERRORS = (400, 401, 403, 429, 503)
_PUBLIC_ERRORS = (400, 429, 503)
_MEANINGS = {
    200: "Done.",
    201: "Taken.",
    204: "Taken.",
    302: "It is there.",
    303: "Go on there.",
    304: "It has not changed.",
    400: "The request is wrong; `fields` says what.",
    401: "Nobody is signed in.",
    403: "Not for whoever calls.",
    404: "There is no such thing, or not for whoever calls.",
    405: "Not with this method.",
    409: "Somebody else was first, or it is not possible as things stand; `reason` in `fields`.",
    410: "Its time is over.",
    413: "More than can be taken in one go.",
    415: "This kind of content is not understood.",
    429: "Too much at once.",
    503: "Something that is needed is not there right now; trying again helps.",
}
_EXAMPLES: Mapping[str, Json] = {
    "Submission": {
        "text": "The heating on coach 420 does not work.",
        "kind": "complaint",
        "rating": 2,
        "contact": {"phone": "+44 7700 900123", "name": "Ana"},
        "locale": "en-GB",
        "consent": {"survey": True},
        "client_id": "4b0d8e1c5f7a4e0f",
    },
    "Captured": {
        "reference": "7GK-2PD4",
        "status_url": "https://feedback.example.com/s/MDAw",
        "respond_by": "2026-11-23T10:00:00.000Z",
        "acknowledged_by": "sms",
    },
    "Rating": {"score": 5, "why": "Quick and kind."},
    "Words": {"key": "0f8fad5b-d9cb", "words": "The heating is mended.", "seen": 1},
    "HandOver": {"key": "0f8fad5b-d9cb", "to": "workshop", "reason": "The heating."},
    "Correction": {"key": "0f8fad5b-d9cb", "kind": "suggestion"},
    "Take": {"key": "0f8fad5b-d9cb"},
    "PreviewOf": {"what": "answer", "words": "The heating is mended."},
    "Error": {
        "error": {
            "code": "invalid_input",
            "message": "some of what was sent cannot be taken",
            "request_id": "5b4f1bc7-2f0e-4d7a-9a53-2b6c5a1f3c11",
            "fields": {"contact.phone": "is not a phone number"},
        }
    },
}


def document() -> Json:
    """The whole document, of plain JSON values."""
    paths: Json = {}
    for public in PUBLIC:
        paths.setdefault(public.path, {})[public.method.lower()] = _public(public)
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _staff(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ouvido",
            "version": "1",
            "summary": "Customer feedback: captured, answered in time, escalated when it is not.",
            "description": "Every route that answers GET with a page answers HEAD as well. "
            "Instants are UTC. Fields may be added to answers.",
            "license": {"name": "See the project", "identifier": "LicenseRef-Ouvido"},
        },
        "servers": [{"url": "/", "description": "Wherever this document was read from."}],
        "tags": [
            {"name": "customers", "description": "Pages for customers, and what sends from them."},
            {"name": "staff", "description": "For whoever is signed in, by role."},
            {"name": "staff pages", "description": "The console, and signing in to it."},
            {"name": "providers", "description": "Webhooks of providers, signed by them."},
            {"name": "document", "description": "This document."},
        ],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "responses": {str(status): _error(status) for status in sorted(_error_statuses())},
            "securitySchemes": _SECURITY,
        },
    }


_SECURITY: Json = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "ouvido_session",
        "description": "The console's session. A change with it also needs the header of `console`.",
    },
    "console": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Ouvido",
        "description": "Always `console`: what another site's form cannot send.",
    },
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "The same session's token, for programs.",
    },
}


_COOKIE: Json = {"session": []}
_OWN_HEADER: Json = {"console": []}


def _staff(operation: Operation) -> Json:
    said: Json = {
        "operationId": f"staff_{operation.id}",
        "tags": ["staff"],
        "summary": operation.summary,
        "description": f"For: {', '.join(sorted(operation.roles))}.",
        "security": [_COOKIE if operation.method == GET else _COOKIE | _OWN_HEADER, {"bearer": []}],
        "parameters": [*_in_path(operation.path), *_in_query(models, operation.query)],
    }
    if operation.body:
        said["requestBody"] = _body({JSON: operation.body})
    said["responses"] = {str(operation.status): _answer(operation.status, {JSON: operation.answer})}
    if operation.method == GET:
        said["responses"]["304"] = _answer(304, {})
    return _finished(said, (*_STAFF_ERRORS, *operation.errors))


def _public(operation: PublicOperation) -> Json:
    said: Json = {
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "security": [],
        "parameters": [*_in_path(operation.path), *_in_query(public_models, operation.query)],
    }
    if operation.body:
        said["requestBody"] = _body(operation.body)
    said["responses"] = {
        str(status): _answer(status, bodies) for status, bodies in operation.answers.items()
    }
    return _finished(said, (*_PUBLIC_ERRORS, *operation.errors))


def _finished(said: Json, errors: tuple[int, ...]) -> Json:
    """The operation with its errors; what it does not have is left out."""
    for status in errors:
        said["responses"][str(status)] = {"$ref": f"#/components/responses/{status}"}
    said["responses"] = dict(sorted(said["responses"].items()))
    return {name: value for name, value in said.items() if value or name == "security"}


def _in_path(path: str) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
        for name in re.findall(r"{(\w+)}", path)
    ]


def _in_query(module: ModuleType, model: str | None) -> Iterator[Json]:
    if model is None:
        return
    described = _described(module, [model])[model]
    for name, schema in described["properties"].items():
        yield {
            "name": name,
            "in": "query",
            "required": name in described.get("required", ()),
            "schema": _without_null(schema),
        }


def _without_null(schema: Json) -> Json:
    """A parameter is there or not: there is no null in an address."""
    kept = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    if schema.get("default") is not None:
        kept["default"] = schema["default"]
    if "anyOf" not in schema:
        return kept
    some = [one for one in schema["anyOf"] if one.get("type") != "null"]
    return {**some[0], **kept} if len(some) == 1 else {**kept, "anyOf": some}


def _body(bodies: Mapping[str, str | None]) -> Json:
    return {"required": True, "content": _content(bodies)}


def _answer(status: int, bodies: Mapping[str, str | None]) -> Json:
    answer: Json = {"description": _MEANINGS[status]}
    if status in (302, 303):
        answer["headers"] = {"Location": {"required": True, "schema": {"type": "string"}}}
    if bodies:
        answer["content"] = _content(bodies)
    return answer


def _content(bodies: Mapping[str, str | None]) -> Json:
    content: Json = {}
    for media_type, model in bodies.items():
        said: Json = {}
        if model is None:
            said["schema"] = {"type": "object"} if media_type == JSON else {"type": "string"}
        else:
            said["schema"] = {"$ref": _SCHEMAS.format(name=model)}
            if model in _EXAMPLES:
                said["example"] = _EXAMPLES[model]
        if media_type == MULTIPART:
            said["encoding"] = {"photo": {"contentType": "image/*"}}
        content[media_type] = said
    return content


def _error_statuses() -> set[int]:
    tables = [*(one.errors for one in OPERATIONS), *(one.errors for one in PUBLIC)]
    named = {status for errors in tables for status in errors}
    return named | {*_STAFF_ERRORS, *_PUBLIC_ERRORS}


def _error(status: int) -> Json:
    said = _answer(status, {JSON: "Error", HTML: None})
    if status in (429, 503):
        seconds = {"description": "Seconds to wait.", "schema": {"type": "string"}}
        said["headers"] = {"Retry-After": seconds}
    return said


def _schemas() -> Json:
    staff = {name for one in OPERATIONS for name in (one.body, one.answer) if name}
    public = {"Error"} | {
        name
        for one in PUBLIC
        for bodies in (one.body, *one.answers.values())
        for name in bodies.values()
        if name
    }
    found = _described(public_models, sorted(public))
    more = _described(models, sorted(staff))
    shared = {name for name in found.keys() & more.keys() if found[name] != more[name]}
    if shared:
        raise ValueError(f"two models are called {', '.join(sorted(shared))}")
    return dict(sorted((found | more).items()))


def _described(module: ModuleType, names: list[str]) -> Json:
    """Schemas of models and of what they hold, with what the source says of each field."""
    _, found = msgspec.json.schema_components(
        [getattr(module, name) for name in names], ref_template=_SCHEMAS
    )
    said_of = notes.of_models(module)
    for name, schema in found.items():
        for field, said in schema.get("properties", {}).items():
            if note := said_of.get((name, field)):
                said["description"] = note
    plain: Json = json.loads(msgspec.json.encode(found))  # a default may be a tuple
    return plain
