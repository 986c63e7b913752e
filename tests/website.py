"""The public site in one process: real routes and services over stores in memory.

Requests go in as the events that API Gateway makes of them (proxy integration, payload 1.0).
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from urllib.parse import urlencode

import pytest

from chalicelib.bootstrap import customers, ways_in
from chalicelib.configuration import Configuration
from chalicelib.reference import from_number
from chalicelib.services.attachments import AttachmentLinks
from chalicelib.services.capture import Capture
from chalicelib.services.photos import Photos
from chalicelib.services.status import StatusPage
from chalicelib.services.surveys import Surveys
from chalicelib.store.attachments import MemoryFiles
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from tests.builders import KEYS, NOON, configuration
from tests.gateway import Answer, ask
from tests.serving import Quiet, serving

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Services:
    """What `bootstrap.customers.WebServices` has, with a clock and ids that a test decides."""

    def __init__(self, configurations: MemoryConfigurationStore, public_url: str) -> None:
        self.store = MemoryFeedbackStore()
        self.configurations = configurations
        self.public_url = public_url
        self.at = NOON
        self._ids = count(1)
        self.capture = Capture(
            self.store, configurations, lambda: from_number(next(self._ids)), self.new_id
        )
        self.status = StatusPage(self.store, configurations)
        self.files = MemoryFiles()
        self.surveys = Surveys(self.store, configurations)

    def now(self) -> datetime:
        return self.at

    def photos(self) -> Photos:
        return Photos(self.capture, self.configurations, self.files)

    def attachment_links(self) -> AttachmentLinks:
        return AttachmentLinks(self.store, self.configurations, self.files)

    def new_id(self) -> str:
        return f"{next(self._ids):032x}"


@dataclass
class Site:
    """The site as a visitor has it."""

    first: Configuration | None = field(default_factory=configuration)
    public_url: str = "https://fale.example.com"
    stage: str = ""
    """What stands before each path outside, such as `/api`."""

    def __post_init__(self) -> None:
        self.services = Services(MemoryConfigurationStore(self.first, KEYS), self.public_url)
        self.store = self.services.store

    def send(
        self,
        method: str,
        path: str,
        *,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        in_base64: bool = False,
        resource: str | None = None,
    ) -> Answer:
        """One request through API Gateway. `resource` is the route, found from the path if None."""
        text = base64.b64encode(body).decode() if in_base64 else body.decode("utf-8", "replace")
        return ask(
            method, path, headers or {}, text or None,
            in_base64=in_base64, resource=resource, stage=self.stage,
        )  # fmt: skip

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("GET", path, headers={"Accept": "text/html"} | named)

    def post_json(self, document: object, in_base64: bool = False) -> Answer:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return self.send("POST", "/feedback", headers=JSON, body=body, in_base64=in_base64)

    def post_form(self, **fields: str) -> Answer:
        return self.send("POST", "/feedback", headers=FORM, body=urlencode(fields).encode())

    @property
    def words(self) -> list[str | None]:
        """What customers said, as far as it is stored, in order."""
        return [entry.words for entry in self.store.entries_since(0)]


@contextmanager
def installed(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The routes serve this site."""
    with monkeypatch.context() as patch:
        patch.setattr(customers, "web_services", lambda: site.services)
        patch.setattr(ways_in, "surveys", lambda: site.services.surveys)
        yield site


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The site's address on this machine, for a browser."""

    class Handler(Quiet):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.removeprefix(site.stage) or "/"
            try:
                is_binary = "multipart/" in (self.headers.get("Content-Type") or "")
                answer = site.send(
                    self.command, path, headers=dict(self.headers), body=body, in_base64=is_binary
                )
            except ValueError:  # no route: API Gateway answers by itself
                answer = Answer(404, {"Content-Type": "application/json"}, "{}")
            self.give(answer.status, answer.headers, answer.text.encode())

        do_GET = do_POST = answer  # noqa: N815 - the base class's names

    with serving(Handler) as url:
        yield f"{url}{site.stage}"
