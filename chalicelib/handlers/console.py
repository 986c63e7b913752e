"""The console's page and what it loads: files of the package, and nothing from anywhere else."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from chalice.app import Blueprint, Response

from chalicelib import pages
from chalicelib.bootstrap import members
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
    root = http.root(bp.current_request)
    html = (_FILES / "index.html").read_text()
    html = html.replace("{assets}", f"{root}console/assets/{_version()}/").replace("{root}", root)
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


@bp.route("/console/assets/{version}/{name}", methods=["GET"])
@http.view
def asset(version: str, name: str) -> Response:
    """One file that the console loads. Under the version of today a browser asks for it only once.

    Modules load each other by relative addresses, so all of them come from one version; a page that was
    open while another version was deployed gets today's files, without keeping them.
    """
    files = _files()
    if name not in files:
        raise NotFoundError("there is no such file")
    is_todays = version == _version()
    headers: dict[str, str | list[str]] = {
        "Content-Type": f"{_TYPES[Path(name).suffix]}; charset=utf-8",
        "Cache-Control": "public, max-age=31536000, immutable" if is_todays else "no-store",
    }
    return Response(files[name], status_code=200, headers=headers)


def _pool() -> str:
    """Where the user pool is: signing out is a form that ends there, which the policy has to allow."""
    url = urlsplit(members.provider().url)
    return f"{url.scheme}://{url.netloc}"


@cache
def _files() -> dict[str, str]:
    """Every file that the console loads, by its name."""
    return {path.name: path.read_text() for path in _FILES.iterdir() if path.suffix in _TYPES}


@cache
def _version() -> str:
    """A name of what all the files hold together."""
    content = "\0".join(f"{name}\0{text}" for name, text in sorted(_files().items()))
    return hashlib.sha256(content.encode()).hexdigest()[:16]
