"""What arrived beside what is stored, night after night, by the real reconciliation over memory."""

import json
from datetime import date, timedelta

from chalicelib.intake.email_notice import parse_notice
from chalicelib.intake.envelope import open_envelope
from chalicelib.intake.retold import mail_again, mail_letter, text_letter
from chalicelib.model import Channel
from chalicelib.reconciliation import Reconciliation, Source
from chalicelib.services.inspect import Inspect
from chalicelib.services.reconcile import Reconcile, Way
from chalicelib.store.dead_letters import MemoryDeadLetters
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.memory_source import MemorySource
from chalicelib.store.plumbing import MemoryPlumbing
from chalicelib.store.queue import MemoryQueue
from chalicelib.store.reconciliations import MemoryReconciliations
from chalicelib.store.records import MemoryRecords
from tests.world import World

_ON_ITS_WAY = timedelta(minutes=15)


class Nights:
    """The providers of a world, and who asks them every night."""

    def __init__(self, world: World, results: MemoryReconciliations, domain: str) -> None:
        def mail_job(key: str) -> dict[str, str] | None:
            return mail_again(key, "mails", world.originals.read(key), world.now, domain)

        self._world = world
        self.mails = MemorySource(Channel.EMAIL, Source.MAIL_BUCKET, mail_job)
        self.texts = MemorySource(Channel.SMS, Source.TOPIC)
        self.posts = MemorySource(Channel.WEB, Source.WEB_LOG)
        plumbing = MemoryPlumbing()
        plumbing.dead = {"InboundMail": 0, "InboundSms": 0, "Act": 0}
        self._again = MemoryQueue()
        mails = Way(source=self.mails, letters=MemoryDeadLetters(mail_letter), queue=self._again)
        texts = Way(source=self.texts, letters=MemoryDeadLetters(text_letter), queue=MemoryQueue())
        self._service = Reconcile(
            ways=(mails, texts, Way(source=self.posts)),
            arrivals=world.arrivals,
            lists=MemoryLists(world.store),
            inspect=Inspect(
                store=world.store,
                records=MemoryRecords(world.store, world.measures),
                configurations=world.configurations,
                files=world.files,
                measure=world.measure,
                attachments_queue=world.attachments_queue,
                on_its_way=_ON_ITS_WAY,
            ),
            plumbing=plumbing,
            results=results,
            on_its_way=_ON_ITS_WAY,
        )

    def check(self, day: date) -> Reconciliation:
        """Reconcile one day that is over; what is missing is handed over once more, and taken in."""
        found = self._service.day(day, self._world.now, repair=True)
        for job in self._again.take():
            notice, _ = open_envelope(json.dumps(job))
            self._world.mails.receive(parse_notice(notice), self._world.now)
        self._world.settle()
        return found
