"""The console over a world in memory, for a browser: everybody who asks is signed in as one person."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from chalicelib.access import Person
from tests.desk import Desk


@contextmanager
def desk_served(desk: Desk, who: Person) -> Iterator[str]:
    """The console's address on this machine, without a slash at its end."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode() or None
            headers = {
                name: value
                for name in ("X-Ouvido", "If-None-Match", "Content-Type")
                if (value := self.headers.get(name))
            }
            try:
                answer = desk.send(self.command, self.path, who, body, headers)
            except ValueError:  # no route: API Gateway answers by itself
                self.send_error(404)
                return
            raw = answer.text.encode()
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value if isinstance(value, str) else value[0])
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = answer  # noqa: N815 - the base class's names

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
