"""What every route has in common: one error shape, safe headers, pages for people, JSON else.

A view is marked with `view`, and `finish` stands around all of them as the app's middleware.
Whatever a view raises, and whatever Chalice answers by itself, leaves as
`{"error": {"code", "message", "fields"?, "request_id"}}`, or as a page where a browser asked.
"""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

from chalice.app import ChaliceUnhandledError, Request, Response

from chalicelib.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    OuvidoError,
    RefusedError,
    TooLargeError,
    TooManyRequestsError,
    UnauthorisedError,
    UnavailableError,
    UnsupportedMediaError,
)
from chalicelib.observability import logger

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"

_STATUS: Mapping[type[OuvidoError], int] = {
    InvalidInputError: 400,
    UnauthorisedError: 401,
    ForbiddenError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    RefusedError: 409,
    TooLargeError: 413,
    UnsupportedMediaError: 415,
    TooManyRequestsError: 429,
    UnavailableError: 503,
}
CODES = {
    400: "invalid_input",
    401: "unauthorised",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
    500: "internal_error",
    503: "unavailable",
}
"""What an error is called in its answer, by status."""
_RETRY_AFTER_SECONDS = "10"
_ALWAYS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}

P = ParamSpec("P")


class _ViewError(ChaliceUnhandledError):
    """Carries a view's exception past Chalice, which would answer in a shape of its own."""


class _HookError(_ViewError):
    """Of a route that no person looks at."""


def view(function: Callable[P, Response]) -> Callable[P, Response]:
    """Mark a route's function, so that `finish` gets to see what it raises."""

    @wraps(function)
    def raising(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            raise _ViewError from error

    return raising


def hook(function: Callable[P, Response]) -> Callable[P, Response]:
    """As `view`, for a route that only programs call: its errors are never pages, though it takes forms."""

    @wraps(function)
    def raising(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return function(*args, **kwargs)
        except Exception as error:
            raise _HookError from error

    return raising


def finish(request: Request | None, get_response: Callable[[Any], Response]) -> Response:
    """Middleware around every route."""
    try:
        response = get_response(request)
    except Exception as error:  # noqa: BLE001 - nothing may leave in another shape
        cause = error.__cause__ if isinstance(error, _ViewError) else error
        is_for_people = not isinstance(error, _HookError)
        response = _error_response(cause or error, request, is_for_people=is_for_people)
    else:
        if response.status_code >= 400 and isinstance(response.body, dict):
            response = _reshaped(response, request)
    response.headers = {
        **_ALWAYS,
        "X-Request-Id": request_id(request),
        **response.headers,
    }
    return response


def status_of(error: BaseException) -> int:
    """The HTTP status that an exception means; 500, after logging it, where nobody meant it."""
    for kind, status in _STATUS.items():
        if isinstance(error, kind):
            return status
    logger.error(
        "a request failed",
        action="request_failed",
        error=type(error).__name__,
        exc_info=(type(error), error, error.__traceback__),
    )
    return 500


def json_response(status: int, body: Mapping[str, Any]) -> Response:
    """An answer for programs."""
    return Response(
        json.dumps(body, separators=(",", ":"), ensure_ascii=False),
        status_code=status,
        headers={"Content-Type": JSON},
    )


def page_response(status: int, html: str) -> Response:
    """An answer for people."""
    from chalicelib.pages.render import content_security_policy

    headers: dict[str, str | list[str]] = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": content_security_policy(),
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex",
    }
    return Response(html, status_code=status, headers=headers)


def request_id(request: Request | None) -> str:
    """API Gateway's id of a request: the one that its own header and its log name too."""
    return str(request.context.get("requestId") or "") if request else ""


def media_type(request: Request) -> str:
    """The type of a request's body, lower case; empty where it is not said or not in UTF-8."""
    kind, *parameters = str(request.headers.get("content-type") or "").lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip().strip('"') not in {"utf-8", "utf8"}:
            return ""
    return kind.strip()


def body(request: Request) -> bytes:
    """A request's body as it was sent. InvalidInputError where it did not arrive whole."""
    try:
        raw = request.raw_body
    except ValueError as error:
        raise InvalidInputError("the body cannot be read") from error
    return raw.encode() if isinstance(raw, str) else raw


def query(request: Request, name: str) -> str:
    """One parameter of the address; empty where there is none."""
    return str(request.query_params.get(name) or "") if request.query_params else ""


def root(request: Request) -> str:
    """From the address that the browser is at to the root of the site, relative, ending in a slash.

    Relative, because the browser may see another prefix than we do: a stage, a domain's base path,
    or none, behind a proxy.
    """
    path, depth = _place(request)
    if depth == 0 and not path.endswith("/"):
        return f"./{path.rpartition('/')[2]}/"
    return "../" * (depth if path.endswith("/") else depth - 1) or "./"


def site(request: Request) -> str:
    """The site's address as far as a request tells, without a slash at its end."""
    path, depth = _place(request)
    segments = path.rstrip("/").split("/")
    prefix = "/".join(segments[: len(segments) - depth])
    host = request.context.get("domainName") or request.headers.get("host", "localhost")
    return f"{request.headers.get('x-forwarded-proto', 'https')}://{host}{prefix}"


def _place(request: Request) -> tuple[str, int]:
    """The path with its stage or base path, and how many segments of it are the route's own."""
    path = str(request.context.get("path") or request.path)
    return path, len([segment for segment in request.path.split("/") if segment])


def _error_response(
    error: BaseException, request: Request | None, *, is_for_people: bool
) -> Response:
    status = status_of(error)
    if is_for_people and request is not None and _is_for_people(request):
        return _error_page(status, request)
    fields = error.fields if isinstance(error, InvalidInputError) else {}
    if isinstance(error, RefusedError):
        fields = {"reason": error.reason}
    message = str(error) if status != 500 else "Something went wrong on our side."
    return _error_json(status, message, request, fields)


def _error_json(
    status: int, message: str, request: Request | None, fields: Mapping[str, str]
) -> Response:
    error: dict[str, Any] = {"code": CODES[status], "message": message}
    if fields:
        error["fields"] = fields
    response = json_response(status, {"error": {**error, "request_id": request_id(request)}})
    if status in {429, 503}:
        response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
    return response


def _error_page(status: int, request: Request) -> Response:
    from chalicelib.pages import render
    from chalicelib.pages.wording import asked_for

    locale = asked_for(str(request.headers.get("accept-language") or ""))
    visit = render.Visit(locale=locale, root=root(request))
    name = CODES[status] if status in {400, 404, 413} else "broken"
    return page_response(status, render.problem(visit, name=name, request_id=request_id(request)))


def _is_for_people(request: Request) -> bool:
    """Whether a browser shows the answer: it asked for a page, or it sent a form."""
    if request.method == "POST":
        return media_type(request) in (FORM, MULTIPART)
    return "text/html" in str(request.headers.get("accept") or "").lower()


def _reshaped(response: Response, request: Request | None) -> Response:
    """One of Chalice's own errors in our shape."""
    status = response.status_code if response.status_code in CODES else 500
    message = str(response.body.get("Message") or CODES[status])
    shaped = _error_json(status, message, request, {})
    shaped.headers = {**response.headers, **shaped.headers}
    return shaped
