"""A server on this machine for as long as a test needs it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Quiet(BaseHTTPRequestHandler):
    """Says nothing of what it is asked."""

    def give(self, status: int, headers: Mapping[str, str | Sequence[str]], content: bytes) -> None:
        """Answer. Of a header with several values the first."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value if isinstance(value, str) else value[0])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address at which a handler answers, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=lambda: server.serve_forever(0.01), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
