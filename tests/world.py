"""The whole product in one process: real services and stores in memory, time moved by hand.

What the stream, the queues and the wheel do on AWS is done by `settle` and `until`, in an order that a
test can see. Nothing here decides anything.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from chalicelib.configuration import Configuration
from chalicelib.intake.email_notice import EmailNotice, Verdict
from chalicelib.intake.receipts import Receipt
from chalicelib.intake.sms import InboundSms
from chalicelib.intake.web import Submission
from chalicelib.model import Channel, Delivery, Entry, Feedback, Message
from chalicelib.notify.memory import MemoryOptOutList, MemoryTransport, Sent
from chalicelib.notify.render import WordRenderer
from chalicelib.reference import from_number
from chalicelib.services.act import Acting
from chalicelib.services.answers import Answers
from chalicelib.services.attachments import AttachmentLinks, KeepAttachments
from chalicelib.services.capture import Capture, Captured
from chalicelib.services.commands import Commands
from chalicelib.services.deliver import Deliver
from chalicelib.services.incident_tasks import IncidentTasks
from chalicelib.services.mails import Mails
from chalicelib.services.measure import Measure, Rebuild
from chalicelib.services.pending import Leave
from chalicelib.services.photos import Photos
from chalicelib.services.react import React
from chalicelib.services.receipts import Receipts
from chalicelib.services.settle import Settle
from chalicelib.services.staff import Staff
from chalicelib.services.surveys import Surveys
from chalicelib.services.texts import Texts
from chalicelib.services.undelivered import Undelivered
from chalicelib.services.unwanted import Unwanted
from chalicelib.services.usual import Usual
from chalicelib.services.wake import Sweep, Swept, Wake
from chalicelib.services.warn import Warn
from chalicelib.store.arrivals import MemoryArrivals
from chalicelib.store.attachments import MemoryFiles
from chalicelib.store.episodes import MemoryEpisodes
from chalicelib.store.incidents import MemoryIncidents
from chalicelib.store.mails import MemoryMails
from chalicelib.store.memory import MemoryFeedbackStore
from chalicelib.store.memory_configuration import MemoryConfigurationStore
from chalicelib.store.memory_lists import MemoryLists
from chalicelib.store.memory_measures import MemoryMeasureStore
from chalicelib.store.memory_webhooks import MemoryWebhooks
from chalicelib.store.opt_outs import MemoryOptOuts
from chalicelib.store.pending import MemoryPendingMoves
from chalicelib.store.queue import MemoryQueue
from chalicelib.store.ratings import MemoryRatings
from chalicelib.timers import MemoryTicker
from tests.builders import KEYS, NOON, PHONE, configuration

SECOND = timedelta(seconds=1)


@dataclass
class World:
    """One organisation and its customers."""

    first: Configuration = field(default_factory=configuration)
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.store = MemoryFeedbackStore()
        self.configurations = MemoryConfigurationStore(self.first, KEYS)
        self.sms = MemoryTransport("sms")
        self.mail = MemoryTransport("mail")
        self.originals = MemoryMails()
        self.ticker = MemoryTicker(tick_seconds=60)
        self.act_queue = MemoryQueue()
        self.send_queue = MemoryQueue()
        self.attachments_queue = MemoryQueue()
        self.events_queue = MemoryQueue()
        self.webhook_queue = MemoryQueue()
        self.webhooks = MemoryWebhooks(self.store)
        self.files = MemoryFiles()
        self.keep_attachments = KeepAttachments(self.store, self.originals, self.files)
        self.numbers = count(1)
        ids = count(1)
        self.capture = Capture(
            self.store,
            self.configurations,
            lambda: from_number(next(ids)),
            lambda: f"id-{next(ids)}",
        )
        self.opt_outs = MemoryOptOuts()
        self.opt_out_list = MemoryOptOutList()
        self.staff = Staff(self.store, self.configurations)
        self.surveys = Surveys(self.store, self.configurations)
        self.commands = Commands(
            self.store, self.configurations, self.opt_outs, self.capture, self.surveys
        )
        self.arrivals = MemoryArrivals(self.store)
        self.texts = Texts(
            self.store,
            self.configurations,
            self.capture,
            self.commands,
            arrivals=self.arrivals,
        )
        answers = Answers(self.store, self.configurations, self.staff)
        self.mails = Mails(
            self.store,
            self.configurations,
            self.originals,
            self.capture,
            answers,
            commands=self.commands,
            arrivals=self.arrivals,
        )
        self.photos = Photos(self.capture, self.configurations, self.files)
        self.attachment_links = AttachmentLinks(self.store, self.configurations, self.files)
        self.ratings = MemoryRatings()
        self.react = React(
            self.store,
            self.configurations,
            self.ticker,
            self.send_queue,
            attachments_queue=self.attachments_queue,
            events_queue=self.events_queue,
            ratings=self.ratings,
        )
        self.pending = MemoryPendingMoves(self.store)
        self.incidents = MemoryIncidents(self.store)
        self.incident_tasks = IncidentTasks(
            self.incidents, self.store, self.configurations, self.staff, self.act_queue
        )
        self.acting = Acting(
            self.store,
            self.configurations,
            self.react,
            self.send_queue,
            self.opt_outs,
            leave=Leave(self.store, self.pending, self.staff),
            tasks=self.incident_tasks,
            webhook_queue=self.webhook_queue,
        )
        self.wake = Wake(self.store, self.act_queue)
        self.sweep_service = Sweep(self.wake, self.ticker, timedelta(minutes=5))
        undelivered = Undelivered(self.store, self.configurations)
        unwanted = Unwanted(self.opt_outs, self.opt_out_list)
        self.deliver = Deliver(
            self.store,
            self.configurations,
            WordRenderer(self.configurations, "https://fale.example.com"),
            {Channel.SMS: self.sms, Channel.EMAIL: self.mail},
            Settle(self.store, self.ticker, undelivered, unwanted),
            unwanted,
        )
        self.receipts = Receipts(self.store, undelivered)
        self.measures = MemoryMeasureStore(self.store)
        self.measure = Measure(self.store, self.configurations, self.measures)
        self.rebuild = Rebuild(self.store, self.configurations, self.measures)
        lists = MemoryLists(self.store)
        self.episodes = MemoryEpisodes()
        self.warn = Warn(
            self.store,
            lists,
            Usual(lists, self.measures),
            self.configurations,
            self.episodes,
        )
        self._followed = 0

    # What people do

    def text(self, body: str, *, sender: str = PHONE, message_id: str = "", **more: str) -> None:
        """A text arrives, and everything that follows at once happens."""
        self.texts.receive(
            InboundSms(
                message_id=message_id or f"text-{next(self.numbers)}",
                sender=sender,
                to=more.get("to", "+447700900000"),
                body=body,
                in_reply_to=more.get("in_reply_to"),
                received_at=self.now,
            ),
            self.now,
        )
        self.settle()

    def form(self, text: str, **said: object) -> Captured:
        """A form is sent."""
        facts = {"touchpoint": "coach-420", "from_form": True} | said
        captured = self.capture.web(Submission(text=text, **facts), self.now)  # type: ignore[arg-type]
        self.settle()
        return captured

    def email(self, raw: bytes | str, *rcpt: str, message_id: str = "", **verdicts: str) -> None:
        """A mail arrives."""
        number = message_id or f"mail-{next(self.numbers)}"
        self.originals.put(number, raw.encode() if isinstance(raw, str) else raw)
        self.mails.receive(notice(number, rcpt, self.now, **verdicts), self.now)
        self.settle()

    def receipt(self, sent: Sent, delivery: Delivery, reason: str | None = None) -> None:
        """A provider says what became of a message."""
        self.receipts.record(
            Receipt(provider_id=sent.provider_id, delivery=delivery, at=self.now, reason=reason),
            self.now,
        )
        self.settle()

    # What the arrows do

    def settle(self) -> None:
        """The stream, the queue of sending and of acting, until nothing is left to do."""
        while True:
            new = self.store.entries_since(self._followed)
            self._followed += len(new)
            for entry in new:
                self.react.follow(entry, self.now)
            self.measure.follow(entry.feedback_id for entry in new)
            self.warn.look(new, self.now)
            brought = self.attachments_queue.take()
            for job in brought:
                self.keep_attachments.keep(job["feedback"], int(job["entry"]))
            jobs = self.send_queue.take()
            for job in jobs:
                self.deliver.deliver(job["feedback"], job["message"], self.now)
                self.measure.follow((), [self.store.message(job["feedback"], job["message"])])
            due = self.act_queue.take()
            for job in due:
                self.acting.do(job["feedback"], job["item"], self.now)
            if not new and not jobs and not due and not brought:
                return

    def until(self, at: datetime) -> None:
        """Time passes; every tick on the way wakes what is due."""
        while (ticks := self.ticker.ticks) and ticks[0] <= at:
            self.now = max(self.now, ticks[0])
            self.ticker.take_due(self.now)
            last = self.wake.wake(self.now)
            while last:
                last = self.wake.wake(self.now, last)
            self.settle()
        self.now = at

    def hours(self, hours: float) -> None:
        """So many hours pass."""
        self.until(self.now + timedelta(hours=hours))

    def sweep(self) -> Swept:
        """The sweep looks."""
        swept = self.sweep_service.sweep(self.now)
        self.settle()
        return swept

    # What can be seen

    @property
    def feedback(self) -> Feedback:
        """The only feedback there is."""
        (found,) = {entry.feedback_id for entry in self.store.entries_since(0)}
        return self.store.get(found)

    @property
    def all_ids(self) -> list[str]:
        """Ids of every feedback, in the order of their capture."""
        return list(dict.fromkeys(entry.feedback_id for entry in self.store.entries_since(0)))

    @property
    def timeline(self) -> list[Entry]:
        """The only feedback's timeline."""
        return self.store.timeline(self.feedback.id)

    @property
    def messages(self) -> list[Message]:
        """The only feedback's messages."""
        return self.store.messages(self.feedback.id)

    def mails_to(self, address: str) -> list[Sent]:
        """The mails that left for somebody."""
        return [sent for sent in self.mail.sent if sent.message.to == address]

    def texts_to(self, number: str = PHONE) -> list[str]:
        """The texts that left for somebody."""
        return [sent.rendered.text for sent in self.sms.sent if sent.message.to == number]

    def told(self) -> list[tuple[str, str]]:
        """Every message that left, in order, as (purpose, recipient)."""
        sent = [*self.sms.sent, *self.mail.sent]
        return sorted((s.message.purpose.value, s.message.to) for s in sent)


def notice(message_id: str, rcpt: tuple[str, ...], at: datetime, **verdicts: str) -> EmailNotice:
    """What SES says of a mail."""
    source = verdicts.pop("source", "sender@example.net")
    found = dict.fromkeys(("spam", "virus", "spf", "dkim", "dmarc"), Verdict.PASS)
    found |= {name: Verdict(verdict) for name, verdict in verdicts.items()}
    return EmailNotice(
        message_id=message_id,
        bucket="mails",
        key=message_id,
        recipients=rcpt,
        source=source,
        received_at=at,
        **found,
    )
