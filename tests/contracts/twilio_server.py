"""A server on this machine that takes messages as Twilio's documentation says that it does.

https://www.twilio.com/docs/messaging/api/message-resource
"""

import base64
import json
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

import urllib3

from chalicelib.notify.twilio import TwilioMessages
from chalicelib.twilio_account import TwilioAccount

ACCOUNT = f"AC{'0' * 32}"
TOKEN = "auth-token"


class TwilioServer:
    """Keeps what it takes; `next_answers` go before, status and document each."""

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        self.next_answers: deque[tuple[int, dict[str, Any]]] = deque()
        self.connections = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                server.connections += 1

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(parse_qsl(body, keep_blank_values=True))
                status, document = server.answer(self.path, self.headers["Authorization"], form)
                raw = json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def __enter__(self) -> Self:
        Thread(target=lambda: self._http.serve_forever(0.01), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._http.server_close()

    def answer(
        self, path: str, authorization: str | None, form: dict[str, str]
    ) -> tuple[int, dict[str, Any]]:
        """Status and document, as for a call of the API."""
        if self.next_answers:
            return self.next_answers.popleft()
        known = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if authorization != f"Basic {known}":
            return 401, {"code": 20003, "message": "Authenticate", "status": 401}
        if path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            return 404, {"code": 20404, "message": "not found", "status": 404}
        if not form.get("To"):
            return 400, {"code": 21604, "message": "'To' is required", "status": 400}
        if not (form.get("From") or form.get("MessagingServiceSid")):
            return 400, {"code": 21603, "message": "'From' is required", "status": 400}
        self.taken.append(form)
        return 201, {"sid": f"SM{len(self.taken):032x}", "status": "queued"}


def account(url: str, pool: urllib3.PoolManager, token: str = TOKEN) -> TwilioAccount:
    """The account, its API at `url`."""
    return TwilioAccount(pool=pool, url=url, sid=ACCOUNT, tokens=lambda: (token,))


def twilio_messages(url: str, *, token: str = TOKEN, **options: Any) -> TwilioMessages:
    """The transport, to a server on this machine that must answer soon."""
    pool = urllib3.PoolManager(timeout=urllib3.Timeout(connect=2, read=0.2))
    receipts = {"receipts_url": "https://fale.example.com/api/twilio/status"}
    return TwilioMessages(account(url, pool, token), **receipts | options)
