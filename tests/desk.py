"""The staff API in one process: real routes and services over the world of `tests.world`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest

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
from tests.gateway import Answer, ask
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
        token = new_session(KEYS, who, self.world.now) if who else None
        given = {
            **({"Content-Type": "application/json"} if document is not None else {}),
            **({"Cookie": f"ouvido_session={token}"} if token else {}),
            **({"X-Ouvido": "console"} if headers is None else headers),
        }
        is_text = document is None or isinstance(document, str)
        return ask(method, path, given, document if is_text else json.dumps(document))


@contextmanager
def installed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The routes served by this desk's services."""
    with monkeypatch.context() as patch:
        patch.setattr(members, "staff_services", lambda: desk.services)
        patch.setattr(stores, "configurations", lambda: desk.world.configurations)
        patch.setattr(members, "provider", lambda: PROVIDER)
        patch.setattr(core, "now", lambda: desk.world.now)
        yield desk
