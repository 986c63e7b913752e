"""The console's page and what it loads: files of the package, and nothing from anywhere else."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from chalice.app import Blueprint, Response

from chalicelib import bootstrap, pages
from chalicelib.errors import NotFoundError
from chalicelib.handlers import http

bp = Blueprint(__name__)

_FILES = Path(pages.__file__).parent / "console"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self' {pool}; base-uri 'none'; frame-ancestors 'none'"
)


@bp.route("/console", methods=["GET"])
@http.view
def console() -> Response:
    """The console's frame, the same for everybody. It holds nothing of anybody.

    Whoever is not signed in is sent to the sign-in by the script and not from here, because only a
    script knows what stands behind the address's `#`, where they wanted to go.
    """
    html = (_FILES / "index.html").read_text().replace("{root}", http.root(bp.current_request))
    return Response(
        html,
        status_code=200,
        headers={
            "Content-Type": "text/html; charset=utf-8",
            "Content-Security-Policy": _POLICY.format(pool=_pool()),
            "Cache-Control": "no-cache",
            "X-Frame-Options": "DENY",
            "X-Robots-Tag": "noindex",
        },
    )


@bp.route("/console/assets/{name}", methods=["GET"])
@http.view
def asset(name: str) -> Response:
    """One file that the console loads; not sent again while it has not changed."""
    request = bp.current_request
    text, tag = _asset(name)
    headers: dict[str, str | list[str]] = {"Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(body="", status_code=304, headers=headers)
    kind = f"{_TYPES[Path(name).suffix]}; charset=utf-8"
    return Response(text, status_code=200, headers={**headers, "Content-Type": kind})


def _pool() -> str:
    """Where the user pool is: signing out is a form that ends there, which the policy has to allow."""
    url = urlsplit(bootstrap.provider().url)
    return f"{url.scheme}://{url.netloc}"


@cache
def _asset(name: str) -> tuple[str, str]:
    known = {path.name: path for path in _FILES.iterdir() if path.suffix in _TYPES}
    if name not in known:
        raise NotFoundError("there is no such file")
    text = known[name].read_text()
    return text, f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
