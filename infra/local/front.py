"""The one port that a person needs: the product's pages, the API, and the simulator under `/dev`.

`Front` also opens the port through which the stack's code sends its messages (see `egress`). Both
are served by one event loop in a thread of its own, on 127.0.0.1 only.
"""

import asyncio
import json
import threading
import tomllib
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from infra.local import pages
from infra.local.context import LocalStack
from infra.local.desk import Desk
from infra.local.egress import Egress
from infra.local.ingress import MAIL_BYTES, Destinations
from infra.local.opt_out_numbers import OptOutNumbers
from infra.local.outbox import Log, Outbox
from infra.local.relay import Relay, connect
from infra.local.trouble import in_one_shape, refuse
from infra.local.twilio import Shelf, Webhooks

_HOST = "127.0.0.1"
_SIGN_IN = ("/oauth2/{path:.*}", "/login", "/logout")
_COMPRESSED_FROM = 1024
"""Bytes from which API Gateway compresses an answer, as the template tells it to."""
_GATEWAY_BYTES = 10 * 1024 * 1024
"""The largest body that API Gateway takes."""


def _now() -> datetime:
    return datetime.now(UTC)


class Front:
    """Serves one local stack, from before it is there until after it is gone."""

    def __init__(self, *, port: int, state: Path, config_path: Path) -> None:
        """`port` 0 takes a free one. `state` is the folder of the logs.

        `config_path` is the configuration that will be applied: until it is, the organisation's
        number is taken from it.
        """
        self._port = port
        self._state = state
        self._destinations = _destinations_in(config_path)
        self._api: Relay | None = None
        self._desk: Desk | None = None
        self._thread: threading.Thread | None = None
        self.url = ""
        """Where a person looks; known after `start`."""
        self.egress_url = ""
        """Where the stack's code sends its messages; known after `start`."""

    def start(self) -> None:
        """Serve; OSError where the port is taken. `/healthz` answers 503 until `ready`."""
        self._outbox = Outbox(self._state / "outbox.jsonl")
        self._arrived = Log(self._state / "arrived.jsonl")
        self._opted_out = Log(self._state / "opted_out.jsonl")
        self._shelf = Shelf()
        self._egress = Egress(
            self._outbox,
            _now,
            lambda: self._destinations.sms_number,
            OptOutNumbers(self._opted_out, _now),
            shelf=self._shelf,
            arrived=self._arrived,
        )
        started: Future[None] = Future()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._serve(started)), name="front", daemon=True
        )
        self._thread.start()
        try:
            started.result()
        except OSError:
            self.stop()
            raise

    def emulator(self, endpoint_url: str) -> None:
        """The emulator runs: pass the stack's messages on to it from now on."""
        self._egress.relay = Relay(self._session, endpoint_url)

    def ready(self, stack: LocalStack) -> None:
        """The stack is deployed and configured: serve it."""
        self.emulator(stack.endpoint_url)
        self._api = Relay(self._session, stack.api_url)
        webhooks = Webhooks(self.url, self._shelf)
        desk = Desk(stack, self._outbox, self._arrived, _now, webhooks)
        self._destinations = desk.destinations()
        self._desk = desk

    def stop(self) -> None:
        """Stop serving and close the logs; harmless where nothing was started."""
        if self._thread is None:
            return
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()
        self._outbox.close()
        self._arrived.close()
        self._opted_out.close()
        self._thread = None

    async def _serve(self, started: Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        async with connect() as self._session:
            runners = [self._runner(self._front_app()), self._runner(self._egress_app())]
            try:
                self.url = await _listen(runners[0], self._port)
                self.egress_url = await _listen(runners[1], 0)
            except OSError as error:
                started.set_exception(error)
            else:
                started.set_result(None)
                await self._stopping.wait()
            for runner in runners:
                await runner.cleanup()

    @staticmethod
    def _runner(app: web.Application) -> web.AppRunner:
        return web.AppRunner(app, access_log=None, shutdown_timeout=2)

    def _egress_app(self) -> web.Application:
        app = web.Application(client_max_size=MAIL_BYTES * 2)
        app.router.add_route("*", "/{path:.*}", self._egress.handle)
        return app

    def _front_app(self) -> web.Application:
        app = web.Application(middlewares=[in_one_shape], client_max_size=MAIL_BYTES + 1)
        app.add_routes(
            [
                web.get("/healthz", self._health),
                web.get("/dev/outbox", self._outbox_after),
                web.get("/dev/arrived", self._arrived_after),
                web.get("/dev/mails/{n}", self._mail_page),
                web.get("/dev/clock", self._clock),
                web.get("/dev/configuration", self._configuration),
                web.post("/dev/sms", self._sms),
                web.post("/dev/email", self._email),
                web.post("/dev/receipt", self._receipt),
                *pages.ROUTES,
                web.route("*", "/dev/{path:.*}", _nothing_here),
                # the user pool's own pages, which on AWS have an address of their own
                *(web.route("*", path, self._sign_in) for path in _SIGN_IN),
                web.route("*", "/{path:.*}", self._proxy),
            ]
        )
        return app

    def _ready_desk(self) -> Desk:
        if self._desk is None:
            raise refuse(503, "unavailable", "The stack is still starting.")
        return self._desk

    async def _health(self, _: web.Request) -> web.Response:
        ready = self._desk is not None
        status = "ready" if ready else "starting"
        return web.json_response({"status": status}, status=200 if ready else 503)

    async def _outbox_after(self, request: web.Request) -> web.Response:
        return _page_of(self._outbox, request)

    async def _arrived_after(self, request: web.Request) -> web.Response:
        return _page_of(self._arrived, request)

    async def _mail_page(self, request: web.Request) -> web.Response:
        n = request.match_info["n"]
        found = self._outbox.after(int(n) - 1)[:1] if n.isdecimal() and len(n) < 10 else []
        if not found or not found[0]["html"] or int(n) == 0:
            raise refuse(404, "not_found", "There is no such HTML mail.")
        return pages.mail(found[0]["html"])

    async def _clock(self, _: web.Request) -> web.Response:
        return web.json_response(await asyncio.to_thread(self._ready_desk().clock))

    async def _configuration(self, _: web.Request) -> web.Response:
        return web.json_response(await asyncio.to_thread(self._ready_desk().configuration))

    async def _sms(self, request: web.Request) -> web.Response:
        desk, document = self._ready_desk(), await _json(request)
        message_id = await asyncio.to_thread(desk.ingress.sms, document)
        return web.json_response({"message_id": message_id}, status=202)

    async def _email(self, request: web.Request) -> web.Response:
        desk, raw = self._ready_desk(), await request.read()
        query = {name: request.query.getall(name) for name in request.query}
        message_id = await asyncio.to_thread(desk.ingress.mail, raw, query)
        return web.json_response({"message_id": message_id}, status=202)

    async def _receipt(self, request: web.Request) -> web.Response:
        desk, document = self._ready_desk(), await _json(request)
        await asyncio.to_thread(desk.ingress.receipt, document)
        return web.json_response({}, status=202)

    async def _sign_in(self, request: web.Request) -> web.Response:
        return await self._pass_on(request, self._egress.relay)

    async def _proxy(self, request: web.Request) -> web.Response:
        response = await self._pass_on(request, self._api)
        is_plain = "Content-Encoding" not in response.headers
        takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        if is_plain and takes_gzip and (response.content_length or 0) >= _COMPRESSED_FROM:
            response.enable_compression(web.ContentCoding.gzip)
        return response

    async def _pass_on(self, request: web.Request, to: Relay | None) -> web.Response:
        if to is None or self._desk is None:
            raise refuse(503, "unavailable", "The stack is still starting.")
        body = await request.read()
        if len(body) > _GATEWAY_BYTES:
            raise refuse(413, "too_large", "API Gateway takes bodies of up to 10 MB.")
        headers = request.headers.copy()
        chain = [*headers.getall("X-Forwarded-For", []), request.remote or _HOST]
        headers["X-Forwarded-For"] = ", ".join(chain)
        headers["X-Forwarded-Host"] = request.host
        headers["X-Forwarded-Proto"] = request.scheme
        headers.popall("Host", None)
        try:
            answer = await to.forward(request, request.raw_path, body, headers)
        except (aiohttp.ClientConnectorError, TimeoutError):
            raise refuse(503, "unavailable", "The stack does not answer.") from None
        except aiohttp.ClientError:
            raise refuse(502, "bad_gateway", "The stack broke off its answer.") from None
        return answer.response()


async def _listen(runner: web.AppRunner, port: int) -> str:
    await runner.setup()
    await web.TCPSite(runner, _HOST, port).start()
    return f"http://{_HOST}:{runner.addresses[0][1]}"


async def _nothing_here(_: web.Request) -> web.Response:
    raise refuse(404, "not_found", "There is nothing here.")


def _page_of(log: Log, request: web.Request) -> web.Response:
    """The records after a number, and the number of the last one there is."""
    text = request.query.get("after", "0")
    if not text.isdecimal() or len(text) > 15:
        raise refuse(400, "invalid_input", "The query is wrong.", {"after": "Must be a number."})
    return web.json_response({"messages": log.after(int(text)), "last": log.last})


async def _json(request: web.Request) -> object:
    try:
        document: object = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise refuse(400, "invalid_input", "The request is not JSON.") from None
    return document


def _destinations_in(config_path: Path) -> Destinations:
    """What a configuration file says; nothing where it cannot be read: `config check` says why."""
    try:
        organisation = tomllib.loads(config_path.read_text())["organisation"]
        return Destinations(organisation.get("sms_number"), organisation.get("mail_domain"))
    except (OSError, ValueError, LookupError, AttributeError):
        return Destinations(None, None)
