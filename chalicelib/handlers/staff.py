"""The staff API: one route for each operation of the table, and what all of them have in common.

Who calls, whether their role may, the models of query and body, the answer as JSON. Everything else is
the view's.
"""

import hashlib
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint, Request, Response

from chalicelib.api.operations import OPERATIONS, Operation
from chalicelib.api.operations.operation import GET
from chalicelib.bootstrap import core, members
from chalicelib.errors import ForbiddenError, InvalidInputError, UnsupportedMediaError
from chalicelib.handlers import http, session

if TYPE_CHECKING:
    from collections.abc import Callable

bp = Blueprint(__name__)


def _route(operation: Operation) -> None:
    def view(**path: str) -> Response:
        return _answer(operation, bp.current_request, path)

    view.__name__ = operation.id
    view.__doc__ = operation.summary
    bp.route(operation.path, methods=[operation.method], content_types=["*/*"], name=operation.id)(
        http.view(view)
    )


for _operation in OPERATIONS:
    _route(_operation)


def _answer(operation: Operation, request: Request, path: dict[str, str]) -> Response:
    person = session.who(request)
    if not person.is_one_of(operation.roles):
        raise ForbiddenError("your role may not do this")
    import msgspec

    from chalicelib.api import models
    from chalicelib.api.call import Call

    services = members.staff_services()
    call = Call(
        person=person,
        services=services,
        configuration=services.configurations.current(),
        now=services.now(),
        path=path,
        site=core.settings().public_url or http.site(request),
        query=_read_query(getattr(models, operation.query), request) if operation.query else None,
        body=_read_body(getattr(models, operation.body), request) if operation.body else None,
    )
    view: Callable[[Call], Any] = getattr(
        import_module(f"chalicelib.api.{operation.view}"), operation.id
    )
    answer = msgspec.json.encode(view(call)).decode()
    headers: dict[str, str | list[str]] = {"Content-Type": http.JSON}
    if operation.method == GET:
        # The console asks every few seconds: what has not changed is not sent again.
        headers["ETag"] = tag = _tag(answer)
        if request.headers.get("if-none-match") == tag:
            return Response(body="", status_code=304, headers={"ETag": tag})
    return Response(answer, status_code=operation.status, headers=headers)


def _tag(answer: str) -> str:
    """A name of an answer's content, without the instant at which it was made."""
    content = re.sub(r'"as_of":"[^"]*"', "", answer)
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:20]}"'


def _read_query(model: type, request: Request) -> Any:
    """The parameters in the address. InvalidInputError names the one that is wrong."""
    import msgspec

    given = dict(request.query_params or {})
    try:
        return msgspec.convert(given, model, strict=False)
    except msgspec.ValidationError as error:
        raise _wrong(error) from error


def _read_body(model: type, request: Request) -> Any:
    """The body. InvalidInputError names the field that is wrong; UnsupportedMediaError."""
    import msgspec

    if http.media_type(request) != http.JSON:
        raise UnsupportedMediaError(f"send {http.JSON}, in UTF-8")
    try:
        return msgspec.json.decode(http.body(request), type=model)
    except msgspec.ValidationError as error:
        raise _wrong(error) from error
    except msgspec.DecodeError as error:
        raise InvalidInputError("the body is not JSON") from error


def _wrong(error: Exception) -> InvalidInputError:
    """The one error shape for msgspec's `Expected …, got … - at `$.name``."""
    what, _, where = str(error).partition(" - at `$")
    field = where.strip("`").lstrip(".").split("[")[0].split(".")[0]
    return InvalidInputError("the request is wrong", {field: what} if field else {"": what})
