"""What stands on the wire between the product's own boto clients and AWS: a count, a killer, two providers.

moto answers the rest. The two that hand messages to people are answered here, since moto has no End User
Messaging, and since what they were handed is what the customers and the staff have received.
"""

import json
from base64 import b64decode
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from functools import lru_cache
from io import BytesIO
from typing import Any

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ReadTimeoutError

from chalicelib.bootstrap import core
from chalicelib.events.trying import Answer
from tests.crash.grants import Asked, asked

REGION = "eu-west-1"
SENDING = ("SendEmail", "SendTextMessage")


class Killed(BaseException):
    """The process ends here. Nothing in the product may catch it."""


@dataclass(frozen=True)
class Departure:
    """One message that a provider has taken."""

    channel: str
    to: str
    subject: str
    text: str
    tags: tuple[tuple[str, str], ...]
    """What we gave the provider to give back: feedback and message."""
    provider_id: str
    has_receipts: bool
    reply_to: str = ""

    @property
    def what(self) -> tuple[str, str, str, str]:
        """What its reader has received."""
        return self.channel, self.to, self.subject, self.text

    @property
    def purpose(self) -> str:
        """Of the message, as its id says."""
        return dict(self.tags).get("message", "").split("-")[1]


@dataclass(frozen=True)
class Refusal:
    """What a provider answers in the place of an id."""

    code: str
    reason: str | None = None
    status: int = 400
    is_lost: bool = False
    """It has taken the message, and its answer never arrives."""


@dataclass
class Wire:
    """Every call to AWS goes through here."""

    calls: list[str] = field(default_factory=list)
    """Operations that the running Lambda has asked for."""
    asked: set[Asked] = field(default_factory=set)
    """What of AWS that needs a grant."""
    unanswered: set[int] = field(default_factory=set)
    """Numbers of those that no answer came to."""
    kill_at: tuple[int, bool] | None = None
    """The number of a call, from 0, and whether it still has its effect."""
    departures: list[Departure] = field(default_factory=list)
    refusals: deque[Refusal] = field(default_factory=deque)
    """Of the next texts."""
    refused: dict[str, Refusal] = field(default_factory=dict)
    """Of every text to a number."""
    told: list[str] = field(default_factory=list)
    """Who of the other systems has taken which event, as often as they have."""
    replies: deque[Answer] = field(default_factory=deque)
    """Of the webhook, to the next events; then it takes each."""
    on_departure: Callable[[Departure], None] = lambda _: None

    @property
    def seen(self) -> tuple[tuple[str, ...], frozenset[int]]:
        """What the last Lambda has asked for, and what of it had no answer."""
        return tuple(self.calls), frozenset(self.unanswered)

    def stand(self) -> None:
        """Stand on the wire of every client that the product makes from now on."""
        events = core.session().get_component("event_emitter")
        events.register("before-call", self._before)
        events.register("after-call", self._after)
        events.register("provide-client-params.sqs.ReceiveMessage", _at_once)
        events.register_first("before-send.sesv2.SendEmail", self._mail)
        events.register_first("before-send.pinpoint-sms-voice-v2.SendTextMessage", self._text)
        events.register_first("before-send.eventbridge.PutEvents", self._event)

    def begin(self, kill_at: tuple[int, bool] | None = None) -> None:
        """A Lambda begins to run."""
        self.calls, self.unanswered, self.kill_at = [], set(), kill_at
        self.asked = set()

    def _before(self, model: Any, params: Any, **_: Any) -> None:
        self.calls.append(model.name)
        self.asked |= set(asked(model.service_model.service_name, model.name, params["body"]))
        self.unanswered.add(len(self.calls) - 1)
        if self.kill_at == (len(self.calls) - 1, False):
            raise Killed

    def _after(self, **_: Any) -> None:
        self.unanswered.discard(len(self.calls) - 1)
        if self.kill_at == (len(self.calls) - 1, True):
            raise Killed

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Answer:  # noqa: ARG002
        """See ports.Receivers: the webhook is at the other end of the wire too."""
        answer = self.replies.popleft() if self.replies else Answer(status=204)
        if answer.is_taken:
            self.told.append(f"webhook {headers['webhook-id']}")
        return answer

    def _event(self, request: Any, **_: Any) -> AWSResponse:
        for entry in json.loads(request.body)["Entries"]:
            self.told.append(f"bus {json.loads(entry['Detail'])['id']}")
        return _answer(request, 200, {"FailedEntryCount": 0, "Entries": [{"EventId": "1"}]})

    def _mail(self, request: Any, **_: Any) -> AWSResponse:
        said = json.loads(request.body)
        raw = b64decode(said["Content"]["Raw"]["Data"])
        subject, text, reply_to = _read(raw)
        (to,) = said["Destination"]["ToAddresses"]
        return self._taken(
            request,
            channel="email",
            to=to,
            subject=subject,
            text=text,
            tags=tuple((tag["Name"], tag["Value"]) for tag in said.get("EmailTags", ())),
            has_receipts="ConfigurationSetName" in said,
            reply_to=reply_to,
        )

    def _text(self, request: Any, **_: Any) -> AWSResponse:
        said = json.loads(request.body)
        refusal = self.refused.get(said["DestinationPhoneNumber"])
        if refusal is None and self.refusals:
            refusal = self.refusals.popleft()
        if refusal and not refusal.is_lost:
            body = {"__type": refusal.code, "Message": "no", "Reason": refusal.reason}
            return _answer(request, refusal.status, body)
        answer = self._taken(
            request,
            channel="sms",
            to=said["DestinationPhoneNumber"],
            subject="",
            text=said["MessageBody"],
            tags=tuple(said["Context"].items()),
            has_receipts="ConfigurationSetName" in said,
        )
        if refusal:
            raise ReadTimeoutError(endpoint_url=request.url)
        return answer

    def _taken(self, request: Any, *, channel: str, **said: Any) -> AWSResponse:
        provider_id = f"{channel}-{len(self.departures) + 1}"
        left = Departure(channel=channel, provider_id=provider_id, **said)
        self.departures.append(left)
        self.on_departure(left)
        return _answer(request, 200, {"MessageId": provider_id})


def _at_once(params: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Without waiting for more: moto waits in earnest."""
    return {name: value for name, value in params.items() if name != "WaitTimeSeconds"}


@lru_cache(10_000)
def _read(raw: bytes) -> tuple[str, str, str]:
    mail = message_from_bytes(raw, policy=default)
    body = mail.get_body(("plain",))
    assert body is not None, "every mail has its words as plain text"
    return str(mail["Subject"]), body.get_content(), str(mail["Reply-To"] or "")


class _Raw(BytesIO):
    def stream(self, **_: Any) -> Any:
        yield self.read()


def _answer(request: Any, status: int, body: dict[str, Any]) -> AWSResponse:
    raw = _Raw(json.dumps(body).encode())
    headers = {
        "content-type": "application/x-amz-json-1.0",
        "x-amzn-errortype": body.get("__type", ""),
    }
    return AWSResponse(request.url, status, headers, raw)
