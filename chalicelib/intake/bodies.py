"""The body of a request as names and values, out of bytes that anybody may have sent. Pure."""

import json
from typing import Any
from urllib.parse import parse_qsl

from chalicelib.errors import InvalidInputError, TooLargeError

MAX_JSON = 64 * 1024
"""Bytes: room for 10,000 characters, also where a client escapes each as \\uXXXX."""
MAX_FORM = 144 * 1024
"""Bytes: room for the same in a form, where one character takes up to twelve."""

_MAX_FIELDS = 50


def read_json(body: bytes) -> dict[str, Any]:
    """The object in a JSON body (RFC 8259). TooLargeError, InvalidInputError.

    A name that stands twice is refused: parsers disagree on which one counts.
    """
    if len(body) > MAX_JSON:
        raise TooLargeError(f"a JSON body may have up to {MAX_JSON} bytes")
    try:
        text = _decoded(body)
    except ValueError as error:
        raise InvalidInputError("the body is not UTF-8") from error
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("the body is not JSON, or a name in it stands twice") from error
    if not isinstance(document, dict):
        raise InvalidInputError("the body must be a JSON object")
    return document


def read_form(body: bytes) -> dict[str, str]:
    """The fields of a form as they were typed; of a name that stands twice, the last one.

    The encoding is https://url.spec.whatwg.org/#application/x-www-form-urlencoded; lines end in a
    line feed alone. TooLargeError; InvalidInputError where it is no form at all.
    """
    if len(body) > MAX_FORM:
        raise TooLargeError(f"a form may have up to {MAX_FORM} bytes")
    try:
        pairs = parse_qsl(
            _decoded(body), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS
        )
    except ValueError as error:
        raise InvalidInputError("the form is not percent-encoded UTF-8") from error
    return {name: value.replace("\r\n", "\n") for name, value in pairs}


def _decoded(body: bytes) -> str:
    """The body as text. API Gateway has already put U+FFFD where bytes were no UTF-8."""
    text = body.decode("utf-8-sig")
    if "\N{REPLACEMENT CHARACTER}" in text:
        raise ValueError("not UTF-8")
    return text


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError("a name stands twice")
    return document


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
