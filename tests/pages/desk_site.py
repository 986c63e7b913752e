"""The console over a world in memory, for a browser: everybody who asks is signed in as one person."""

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.access import Person
from tests.desk import Desk
from tests.serving import Quiet, serving


@contextmanager
def desk_served(desk: Desk, who: Person) -> Iterator[str]:
    """The console's address on this machine, without a slash at its end."""

    class Handler(Quiet):
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
            self.give(answer.status, answer.headers, answer.text.encode())

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - the base class's names

    with serving(Handler) as url:
        yield url
