"""Passing an HTTP request on to another server, and its answer back, byte for byte."""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

_HOP_BY_HOP = frozenset(
    {
        "connection",
        "expect",  # the whole body is here already
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)
"""Headers that belong to one connection (RFC 9110, 7.6.1) and are never passed on."""

_SECONDS = 35  # a little more than API Gateway gives a function


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other server said."""

    status: int
    reason: str | None
    headers: CIMultiDict[str]
    body: bytes

    def response(self) -> web.Response:
        """The same for our own client."""
        return web.Response(
            status=self.status, reason=self.reason, headers=self.headers, body=self.body
        )


class Relay:
    """Passes requests on to one server."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str) -> None:
        """`base_url` goes before every path."""
        self._session = session
        self._base_url = base_url.rstrip("/")

    async def forward(
        self, request: web.Request, raw_path: str, body: bytes, headers: Mapping[str, str]
    ) -> Answer:
        """Send `body` to `raw_path` (with its query, as the client wrote it); the whole answer.

        Raises aiohttp.ClientError or TimeoutError where there is none. Redirects are the client's.
        """
        async with self._session.request(
            request.method,
            URL(self._base_url + raw_path, encoded=True),
            headers=_end_to_end(headers),
            data=body or None,
            allow_redirects=False,
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            timeout=aiohttp.ClientTimeout(total=_SECONDS),
        ) as upstream:
            answer = _end_to_end(upstream.headers)
            if request.method != "HEAD":
                answer.popall("Content-Length", None)  # aiohttp counts what it writes itself
            return Answer(upstream.status, upstream.reason, answer, await upstream.read())


def connect() -> aiohttp.ClientSession:
    """A session that changes nothing on the way and never waits for a free connection."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0),
        auto_decompress=False,
        cookie_jar=aiohttp.DummyCookieJar(),
    )


def _end_to_end(headers: Mapping[str, str]) -> CIMultiDict[str]:
    named = {n.strip().lower() for n in headers.get("Connection", "").split(",")}
    dropped = _HOP_BY_HOP | named
    return CIMultiDict((n, v) for n, v in headers.items() if n.lower() not in dropped)
