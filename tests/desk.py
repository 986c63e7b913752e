"""The staff API in one process: real routes and services over the world of `tests.world`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from chalice.local import LambdaContext, RouteMatcher

from app import app
from chalicelib.access import Person, Role, new_session
from chalicelib.bootstrap import core, members, stores
from chalicelib.notify.render import WordRenderer
from chalicelib.notify.specimens import MessageSpecimens
from chalicelib.services.evidence import Evidence
from chalicelib.services.export import Exports
from chalicelib.services.incidents import Incidents
from chalicelib.services.pending import Hold
from chalicelib.services.presence import Presence
from chalicelib.services.preview import Preview
from chalicelib.services.queue import Queue
from chalicelib.services.recording import Recording
from chalicelib.services.webhooks import Webhooks
from chalicelib.signin import Provider
from chalicelib.store.audit import MemoryAuditLog
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.opt_outs import MemoryOptOuts
from chalicelib.store.presence import MemoryPresence
from chalicelib.store.reconciliations import MemoryReconciliations
from chalicelib.store.records import MemoryRecords
from tests.builders import KEYS
from tests.website import Answer
from tests.world import World

PROVIDER = Provider(url="https://people.example.com", client_id="console-1")
AGENT = Person(email="ana@example.com", name="Ana", roles=frozenset({Role.AGENT}))
MAILBOX = Person(email="coaches@example.com", name="Desk", roles=frozenset({Role.AGENT}))
LEAD = Person(email="boss@example.com", name="Bo", roles=frozenset({Role.LEAD}))
OMBUDSMAN = Person(email="omb-1@example.com", name="Om", roles=frozenset({Role.OMBUDSMAN}))
MANAGER = Person(email="mia@example.com", name="Mia", roles=frozenset({Role.MANAGER}))
ADMIN = Person(email="ada@example.com", name="Ada", roles=frozenset({Role.ADMIN}))
EVERYONE = (AGENT, LEAD, OMBUDSMAN, MANAGER, ADMIN)


class Desk:
    """The API as somebody who is signed in has it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._keys = count(1)
        lists = MemoryLists(world.store)
        self.reconciliations = MemoryReconciliations()
        renderer = WordRenderer(world.configurations, "https://fale.example.com")
        self.audit = MemoryAuditLog()
        self.evidence = Evidence(
            world.configurations, world.measures, lists, MemoryReconciliations(), self.audit
        )
        records = MemoryRecords(world.store, world.measures)
        self.exports = Exports(world.configurations, records, self.audit, self.key)
        self.services = members.StaffServices(
            store=world.store,
            lists=lists,
            configurations=world.configurations,
            opt_outs=MemoryOptOuts(),
            measures=world.measures,
            reconciliations=self.reconciliations,
            episodes=world.episodes,
            archive=world.configurations,
            staff=world.staff,
            queue=Queue(lists),
            preview=Preview(world.store, world.configurations, renderer),
            specimens=MessageSpecimens("https://fale.example.com"),
            recording=Recording(world.store, world.capture),
            incidents=Incidents(world.incidents, lists, world.configurations, world.act_queue),
            presence=Presence(MemoryPresence()),
            files=lambda: world.files,
            evidence=lambda: self.evidence,
            exports=lambda: self.exports,
            webhooks=lambda: Webhooks(world.configurations, world.webhooks, world.webhook_queue),
            hold=Hold(world.store, world.pending, world.staff, world.act_queue),
        )

    def key(self) -> str:
        """A key that was not used before."""
        return f"key-{next(self._keys):08d}"

    def get(self, path: str, who: Person | None = AGENT) -> Answer:
        """One read."""
        return self.send("GET", path, who)

    def post(self, path: str, document: object, who: Person | None = AGENT) -> Answer:
        """One change, as the console makes it."""
        return self.send("POST", path, who, document)

    def send(
        self,
        method: str,
        path: str,
        who: Person | None,
        document: object = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """One request through API Gateway."""
        url = urlsplit(path)
        match = RouteMatcher(list(app.routes)).match_route(path)
        token = new_session(KEYS, who, self.world.now) if who else None
        event = {
            "path": url.path,
            "httpMethod": method,
            "headers": {
                "Host": "site.example.net",
                "X-Forwarded-Proto": "https",
                **({"Content-Type": "application/json"} if document is not None else {}),
                **({"Cookie": f"ouvido_session={token}"} if token else {}),
                **({"X-Ouvido": "console"} if headers is None else headers),
            },
            "multiValueQueryStringParameters": parse_qs(url.query) or None,
            "pathParameters": match.captured or None,
            "stageVariables": None,
            "requestContext": {
                "requestId": "request-7",
                "httpMethod": method,
                "resourcePath": match.route,
                "path": url.path,
                "identity": {"sourceIp": "192.0.2.7"},
            },
            "body": document
            if document is None or isinstance(document, str)
            else json.dumps(document),
            "isBase64Encoded": False,
        }
        answered = app(event, LambdaContext("api", 512))
        headers_back = {**answered["headers"], **answered["multiValueHeaders"]}
        return Answer(answered["statusCode"], headers_back, answered["body"])


@contextmanager
def installed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The routes served by this desk's services."""
    with monkeypatch.context() as patch:
        patch.setattr(members, "staff_services", lambda: desk.services)
        patch.setattr(stores, "configurations", lambda: desk.world.configurations)
        patch.setattr(members, "provider", lambda: PROVIDER)
        patch.setattr(core, "now", lambda: desk.world.now)
        yield desk
