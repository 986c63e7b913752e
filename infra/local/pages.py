"""The simulator page and the mails that it shows."""

import re
from pathlib import Path

from aiohttp import web

_FOLDER = Path(__file__).parent / "dev"
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
_HEAD = re.compile(r"<head(\s[^>]*)?>", re.IGNORECASE)


def _file(name: str) -> web.Response:
    file = _FOLDER / name
    if not file.is_file():
        raise web.HTTPNotFound
    return _page(file.read_text(), _TYPES[file.suffix], _PAGE_POLICY)


def _page(text: str, content_type: str, policy: str) -> web.Response:
    headers = {
        "Cache-Control": "no-store",
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=text, content_type=content_type, charset="utf-8", headers=headers)


async def _dev(request: web.Request) -> web.Response:
    return _file(request.match_info.get("name", "dev.html"))


def mail(html: str) -> web.Response:
    """A mail's HTML, for a frame: no script, nothing fetched, its links open in a new window."""
    base = '<base target="_blank">'
    head = _HEAD.search(html)
    at = head.end() if head else 0
    return _page(html[:at] + base + html[at:], "text/html", _MAIL_POLICY)


ROUTES = (
    web.get("/dev", _dev),
    web.get("/dev/", _dev),
    web.get(r"/dev/{name:[a-z]+\.(?:css|js)}", _dev),
)
