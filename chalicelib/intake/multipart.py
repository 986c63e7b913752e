"""A form with a file in it (RFC 7578), out of bytes that anybody may have sent. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from chalicelib.errors import InvalidInputError, TooLargeError
from chalicelib.intake.bodies import MAX_FORM
from chalicelib.intake.examine import Sent
from chalicelib.intake.headers import one_line

MAX_MULTIPART = 10 * 1024 * 1024
"""Bytes: what API Gateway takes. A Lambda takes less, about 4.4 MB, so more comes only past it."""

_MAX_PARTS = 50
_BREAK = b"\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was typed, and what was chosen."""

    fields: dict[str, str]
    """As `bodies.read_form` has them."""
    files: dict[str, Sent]
    """By the field's name; a field in which nothing was chosen is not there."""


def read_multipart(body: bytes, content_type: str) -> Form:
    """The form in a body. TooLargeError; InvalidInputError where it is no form at all."""
    if len(body) > MAX_MULTIPART:
        raise TooLargeError(f"a form with a photo may have up to {MAX_MULTIPART:,} bytes")
    boundary = _described(content_type).get_boundary()
    if not boundary:
        raise InvalidInputError("the form does not say where its fields end")
    fields: dict[str, str] = {}
    files: dict[str, Sent] = {}
    for head, content in _parts(body, boundary.encode("utf-8", "replace")):
        described = _described_part(head)
        name = str(described.get_param("name", "", "content-disposition"))
        file_name = described.get_param("filename", None, "content-disposition")
        if file_name is None:
            fields[name] = _typed(content)
        elif content:
            files[name] = Sent(
                name=one_line(re.sub(r".*[/\\]", "", _unquoted(str(file_name))), 200) or "photo",
                declared=described.get_content_type(),
                content=content,
            )
    return Form(fields=fields, files=files)


def _parts(body: bytes, boundary: bytes) -> Iterator[tuple[bytes, bytes]]:
    pieces = (_BREAK + body).split(_BREAK + b"--" + boundary, _MAX_PARTS + 1)
    if len(pieces) < 3 or len(pieces) > _MAX_PARTS:
        raise InvalidInputError("the form has no fields, or too many")
    *whole, end = pieces[1:]
    if not end.startswith(b"--"):
        raise InvalidInputError("the form ends too early")
    for piece in whole:
        head, found, content = piece.partition(_BREAK + _BREAK)
        if not found:
            raise InvalidInputError("a field of the form has no content")
        yield head, content


def _described(content_type: str) -> Message:
    described = Message()
    described["content-type"] = content_type.replace("\r", " ").replace("\n", " ")[:1_000]
    return described


def _described_part(head: bytes) -> Message:
    described = _described("text/plain")
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() in ("content-disposition", "content-type"):
            del described[name.strip()]
            described[name.strip()] = value.strip().replace("\n", " ")[:2_000]
    return described


def _unquoted(name: str) -> str:
    """Browsers write these three with a percent sign, and nothing else."""
    return name.replace("%22", '"').replace("%0D", " ").replace("%0A", " ")


def _typed(content: bytes) -> str:
    if len(content) > MAX_FORM:
        raise TooLargeError(f"a field may have up to {MAX_FORM} bytes")
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except ValueError as error:
        raise InvalidInputError("the form is not UTF-8") from error
