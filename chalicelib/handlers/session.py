"""Signing in to the console and out of it.

Two cookies, neither readable by scripts: one for the attempt, one for the session. `Lax` keeps another
site's forms from acting in somebody's name, and `who` wants a header of our own besides.
"""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode

from chalice.app import Blueprint, Request, Response

from chalicelib import access
from chalicelib.bootstrap import core, members, stores
from chalicelib.errors import ForbiddenError, UnauthorisedError
from chalicelib.handlers import http

bp = Blueprint(__name__)

_SESSION = "ouvido_session"
_ATTEMPT = "ouvido_attempt"


@bp.route("/console/sign-in", methods=["GET"])
@http.view
def sign_in() -> Response:
    """Send the browser to the user pool."""
    from chalicelib import signin

    request = bp.current_request
    services = members.staff_services()
    attempt = signin.Attempt(
        state=services.new_id(),
        verifier=services.new_id() + services.new_id(),
        nonce=services.new_id(),
        to=http.query(request, "to")[:200],
    )
    cookie = attempt.cookie(services.configurations.keys(), services.now())
    seconds = int(signin.LASTS.total_seconds())
    return _see(
        attempt.address(members.provider(), _return_address(request)),
        [_cookie(request, _ATTEMPT, cookie, seconds)],
    )


@bp.route("/console/signed-in", methods=["GET"])
@http.view
def signed_in() -> Response:
    """The user pool sends the browser back, with a code for who has signed in."""
    from chalicelib import identity, signin

    request = bp.current_request
    services = members.staff_services()
    now, keys = services.now(), services.configurations.keys()
    attempt = signin.attempt_of(
        keys, _cookies(request).get(_ATTEMPT, ""), http.query(request, "state"), now
    )
    provider = members.provider()
    token = identity.id_token(
        core.http(),
        provider,
        code=http.query(request, "code"),
        verifier=attempt.verifier,
        redirect_uri=_return_address(request),
    )
    person = signin.person_in(token, provider, attempt.nonce, now)
    session = access.new_session(keys, person, now)
    seconds = int(access.SESSION_LASTS.total_seconds())
    return _see(
        f"{http.root(request)}console#{attempt.to}",
        [_cookie(request, _SESSION, session, seconds), _cookie(request, _ATTEMPT, "", 0)],
    )


@bp.route("/console/sign-out", methods=["POST"], content_types=["*/*"])
@http.view
def sign_out() -> Response:
    """End the session here and at the user pool."""
    request = bp.current_request
    provider = members.provider()
    query = urlencode({"client_id": provider.client_id, "logout_uri": _site(request) + "/console"})
    return _see(f"{provider.url}/logout?{query}", [_cookie(request, _SESSION, "", 0)])


def who(request: Request) -> access.Person:
    """Who calls: by the console's cookie, or by the same token as `Authorization: Bearer`.

    UnauthorisedError: nobody is signed in. ForbiddenError: a change that another site's page may have
    caused, since it came with the cookie alone.
    """
    keys, now = stores.configurations().keys(), core.now()
    kind, _, bearer = str(request.headers.get("authorization") or "").partition(" ")
    token = bearer.strip() if kind.lower() == "bearer" else _cookies(request).get(_SESSION, "")
    person = access.person_of(keys, token, now) if token else None
    if person is None:
        raise UnauthorisedError("please sign in")
    is_read = request.method in {"GET", "HEAD"}
    if not bearer and not is_read and request.headers.get("x-ouvido") != "console":
        raise ForbiddenError("a change needs the header X-Ouvido: console")
    return person


def _see(address: str, cookies: list[str]) -> Response:
    headers: dict[str, str | list[str]] = {"Location": address, "Set-Cookie": cookies}
    return Response(body="", status_code=303, headers=headers)


def _cookies(request: Request) -> dict[str, str]:
    try:
        jar = SimpleCookie(str(request.headers.get("cookie") or ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def _cookie(request: Request, name: str, value: str, seconds: int) -> str:
    secure = "; Secure" if _site(request).startswith("https:") else ""
    return f"{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"


def _site(request: Request) -> str:
    return core.settings().public_url or http.site(request)


def _return_address(request: Request) -> str:
    return f"{_site(request)}/console/signed-in"
