"""Which AWS calls one feedback makes, from its capture to its closing, and what AWS bills for them.

The story is played through the real handlers: captured, followed, measured, acknowledged and told to the
team, answered by a member's mail, the answer sent, every message's receipt taken in, closed by its timer,
each entry put on the event bus; once also told to a webhook, which answers at once.
What the stream, the queues and the wheel do is done here by hand, one record at a time, which is
the dearest way: under load AWS hands over batches.
"""

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from bench import money, samples
from bench.capture import HANDLERS, Arrivals, Event, variables_of
from bench.endpoint import KEY, TABLE, WEBHOOK, Endpoint
from bench.sandbox import Sandbox, Worker
from chalicelib import addresses
from chalicelib.instants import to_text
from infra import package
from infra.local import payloads

CLOSE_AFTER_SECONDS = 1
TOGETHER = 50
"""Entries of one batch of the stream: seconds of a busy hour."""
WITH_FILE = "email with a file"
"""A mail that brings a document, beside the channels."""
WITH_WEBHOOK = "web with a webhook"
"""A form each of whose entries another system is told of."""

CONFIGURATION = samples.configuration_text(calendar="always", close_after=f"{CLOSE_AFTER_SECONDS}s")
"""The same organisation, but an answered feedback is closed while one waits."""

_MEMBERS_WORDS = "We are sorry. The heating has been repaired, and both tickets are refunded."
_SENDS = {("sesv2", "SendEmail"), ("sns", "Publish")}


def handler_of(function: str) -> str:
    """The handler of one Lambda that is no route."""
    return f"chalicelib.handlers.{function}.{function}"


@dataclass
class Piece:
    """What one Lambda did for one feedback."""

    calls: Counter[str] = field(default_factory=Counter)
    """`service:operation` to how often."""
    sends: int = 0
    """Messages handed to a provider, which are no part of the cost."""
    posts: int = 0
    """Requests to a webhook."""
    invocations: int = 0
    wru: float = 0
    rru: float = 0
    cpu_ms: float = 0
    logged_bytes: int = 0
    queue_messages: int = 0
    """Messages of SQS that started it."""

    def add(self, said: dict[str, Any]) -> None:
        """One invocation more."""
        self.invocations += 1
        self.cpu_ms += said["cpu_ns"] / 1e6
        self.logged_bytes += said["logged"]
        for call in said["calls"]:
            if (call["service"], call["operation"]) in _SENDS:
                self.sends += 1
                continue
            self.calls[f"{call['service']}:{call['operation']}"] += 1
            self.wru += call.get("wru", 0)
            self.rru += call.get("rru", 0)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "calls": dict(sorted(self.calls.items()))}


def measure(sandbox: Sandbox, endpoint: Endpoint) -> dict[str, Any]:
    """The calls of one capture and of one whole feedback, by channel."""
    arrivals = Arrivals(endpoint)
    variables = variables_of(sandbox, endpoint)
    stories = {}  # before the requests: what these leave behind, nobody follows
    with Worker(sandbox, variables, counts_calls=True) as worker:
        for channel in HANDLERS:
            Story(worker, endpoint, arrivals).play(channel)  # the first one finds nothing warm
            stories[channel] = Story(worker, endpoint, arrivals).play(channel)
        stories[WITH_FILE] = Story(worker, endpoint, arrivals).play(WITH_FILE)
        together = _measured_together(worker, endpoint, arrivals)
    with _receiver() as (url, heard):
        endpoint.apply(_with_webhook(url))
        with Worker(sandbox, variables, counts_calls=True) as worker:
            Story(worker, endpoint, arrivals, heard).play("web")
            stories[WITH_WEBHOOK] = Story(worker, endpoint, arrivals, heard).play("web")
            requests = {
                channel: _request(worker, arrivals, channel, handlers)
                for channel, handlers in HANDLERS.items()
            }
    said = {
        channel: {name: piece.as_json() for name, piece in pieces.items()}
        for channel, pieces in stories.items()
    }
    definition = json.loads((package.INFRA / "wheel.asl.json").read_text())
    transitions = money.transitions_of_a_tick(definition)
    return {
        "requests": requests,
        "measured_together": together,
        "stories": said,
        "transitions_of_a_tick": transitions,
        "wheel_a_month": money.wheel_a_month(transitions, said["sms"]["wake"]),
        "dollars_a_million": {
            channel: money.of_a_million(pieces, channel, transitions)
            for channel, pieces in said.items()
        },
    }


def _with_webhook(url: str) -> dict[str, Any]:
    return samples.document(
        f'{CONFIGURATION}\n[[webhooks]]\nid = "{WEBHOOK}"\nurl = "{url}"\ntell = "{samples.MEMBER}"\n'
    )


@contextmanager
def _receiver() -> Iterator[tuple[str, list[int]]]:
    """Another system's address, and the sizes of what it was told of."""
    heard: list[int] = []

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", heard
        server.shutdown()


def _request(
    worker: Worker, arrivals: Arrivals, channel: str, handlers: Sequence[str]
) -> dict[str, Any]:
    """The calls of a customer's request on a warm Lambda. RuntimeError where the floor's differ."""
    found = []
    for handler in handlers:
        worker.run(handler, arrivals.of(channel, 1))
        piece = Piece()
        piece.add(worker.run(handler, arrivals.of(channel, 1)))
        found.append(piece)
    ours, floor = found
    if ours.calls != floor.calls:
        raise RuntimeError(f"the floor of {channel} calls {floor.calls}, we call {ours.calls}")
    return {"calls": dict(ours.calls), "wru": ours.wru, "rru": ours.rru, "floor_wru": floor.wru}


def _measured_together(worker: Worker, endpoint: Endpoint, arrivals: Arrivals) -> dict[str, Any]:
    """Units of one entry where a batch of the stream has many, which share the sums that they change."""
    story = Story(worker, endpoint, arrivals)
    for event in arrivals.of("sms", TOGETHER):
        worker.run(HANDLERS["sms"][0], [event])
    piece = Piece()
    piece.add(worker.run(handler_of("measure"), [samples.streamed(story.new_entries())]))
    return {"entries": TOGETHER, "wru": piece.wru / TOGETHER, "rru": piece.rru / TOGETHER}


class Story:
    """One feedback's whole way."""

    def __init__(
        self,
        worker: Worker,
        endpoint: Endpoint,
        arrivals: Arrivals,
        heard: Sequence[int] = (),
    ) -> None:
        """`heard` has one more for each request to a webhook."""
        self._heard = heard
        self._worker = worker
        self._endpoint = endpoint
        self._arrivals = arrivals
        self._dynamodb = endpoint.client("dynamodb")
        self._sqs = endpoint.client("sqs")
        self._pieces: dict[str, Piece] = {}
        self._followed = {_name(item) for item in self._items("entry")}
        self._receipted = {_name(item) for item in self._items("message")}

    def play(self, channel: str) -> dict[str, Piece]:
        """Every Lambda's part in one feedback of a channel."""
        for queue in ("act", "send", "events", "webhook"):
            self._jobs(queue)  # what stories before left
        handler, [event] = self._arrival(channel)
        if channel == "web":
            event = samples.web_event(
                time.time_ns(), contact={"email": f"pat-{time.time_ns()}@example.net"}
            )
        self._run("capture", handler, event, queued=0 if channel == "web" else 1)
        [entry] = self.new_entries()
        self._follow([entry])
        self._run("answer", handler_of("capture_email"), self._answer(entry), queued=1)
        self._follow(self.new_entries())
        time.sleep(CLOSE_AFTER_SECONDS)
        self._run("wake", handler_of("wake"), {"tick": to_text(datetime.now(UTC))})
        for body in self._jobs("act"):
            self._run("act", handler_of("act"), samples.queued(body), queued=1)
        closing = self.new_entries()
        if [one["what"]["S"] for one in closing] != ["closed"]:
            raise RuntimeError(f"the feedback was not closed but {closing}")
        self._follow(closing)
        return self._pieces

    def _arrival(self, channel: str) -> tuple[str, list[Event]]:
        if channel != WITH_FILE:
            return HANDLERS[channel][0], self._arrivals.of(channel, 1)
        number = time.time_ns()
        raw = samples.mail_with_file(number, f"pat-{number}@example.net")
        event = self._arrivals.mail_event(raw, f"feedback@{samples.DOMAIN}")
        return HANDLERS["email"][0], [event]

    def _run(self, piece: str, handler: str, event: Event, *, queued: int = 0) -> None:
        said = self._worker.run(handler, [event])
        answer = said["answers"][0]
        if answer.get("batchItemFailures") or answer.get("statusCode", 201) != 201:
            raise RuntimeError(f"{piece} failed: {answer}")
        kept = self._pieces.setdefault(piece, Piece())
        kept.add(said)
        kept.queue_messages += queued

    def _follow(self, entries: list[dict[str, Any]]) -> None:
        for entry in entries:
            self._run("react", handler_of("react"), samples.streamed([entry]))
            self._run("measure", handler_of("measure"), samples.streamed([entry]))
        for body in self._jobs("attachments"):
            self._run(
                "keep_attachments", handler_of("keep_attachments"), samples.queued(body), queued=1
            )
        for body in self._jobs("events"):
            self._run(
                "publish_events", handler_of("publish_events"), samples.queued(body), queued=1
            )
        for body in self._jobs("webhook"):
            before = len(self._heard)
            self._run(
                "notify_webhooks", handler_of("notify_webhooks"), samples.queued(body), queued=1
            )
            self._pieces["notify_webhooks"].posts += len(self._heard) - before
        for body in self._jobs("send"):
            self._run("send", handler_of("send"), samples.queued(body), queued=1)
        for message in self._items("message"):
            if "provider_id" in message and _name(message) not in self._receipted:
                self._receipted.add(_name(message))
                self._measure(message)
                self._run(
                    "record_delivery",
                    handler_of("record_delivery"),
                    samples.queued(_receipt(message)),
                    queued=1,
                )
                self._measure(message)

    def _measure(self, message: dict[str, Any]) -> None:
        """The stream tells of an acknowledgement when it left, and again when it arrived."""
        if message["purpose"]["S"] == "acknowledgement":
            self._run("measure", handler_of("measure"), samples.streamed([message]))

    def _answer(self, entry: dict[str, Any]) -> Event:
        to = addresses.reply_address(
            [KEY],
            samples.DOMAIN,
            entry["feedback_id"]["S"],
            addresses.Holder.STAFF,
            samples.MAILBOX,
        )
        return self._arrivals.mail_event(samples.reply(samples.MEMBER, to, _MEMBERS_WORDS), to)

    def new_entries(self) -> list[dict[str, Any]]:
        """Entries that were written since this was asked last."""
        new = [item for item in self._items("entry") if _name(item) not in self._followed]
        self._followed |= {_name(item) for item in new}
        return new

    def _items(self, entity: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for page in self._dynamodb.get_paginator("scan").paginate(TableName=TABLE):
            found += [item for item in page["Items"] if item["entity"]["S"] == entity]
        return found

    def _jobs(self, queue: str) -> list[str]:
        """The bodies that wait in a queue; it is empty then."""
        url = self._endpoint.queues[queue]
        bodies: list[str] = []
        while got := self._sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get(
            "Messages"
        ):
            for message in got:
                self._sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                bodies.append(message["Body"])
        return bodies


def _name(item: dict[str, Any]) -> tuple[str, str]:
    return item["pk"]["S"], item["sk"]["S"]


def _receipt(message: dict[str, Any]) -> str:
    """The provider's word that a message was delivered, in SNS's envelope."""
    at = datetime.now(UTC)
    said = {name: attribute["S"] for name, attribute in message.items() if "S" in attribute}
    facts = {**said, "from": samples.NUMBER, "headers": {}, "tags": {}, "text": ""}
    if said["channel"] == "sms":
        return samples.notified(payloads.text_event("delivered", facts, at=at), at)
    event = payloads.mail_event(
        "delivered", facts, bounce_type="Permanent", event_id="event", at=at
    )
    return samples.notified(event, at)
