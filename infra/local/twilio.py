"""Twilio as the stack on this machine meets it: its Messages API, and the webhooks that it posts.

https://www.twilio.com/docs/messaging/api/message-resource
https://www.twilio.com/docs/messaging/guides/webhook-request
https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
"""

import base64
import http.client
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from chalicelib.errors import UnavailableError
from chalicelib.instants import from_text
from chalicelib.intake.twilio import signature
from infra.local.departures import Departure

ACCOUNT = f"AC{'0' * 32}"
TOKEN = "local-token"  # noqa: S105 - of no account
_CREDENTIALS = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
_PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_SECONDS = 15  # as long as Twilio waits for a webhook
_STATUSES = {
    "delivered": ("delivered", ""),
    "bounced": ("undelivered", "30005"),
    "spam_report": ("undelivered", "30007"),
    "failed": ("undelivered", "30003"),
}

Form = Mapping[str, str]
Answer = tuple[int, dict[str, Any]]
"""Status and JSON."""


def new_sid() -> str:
    """The id of a message."""
    return f"SM{uuid.uuid4().hex}"


def is_call(method: str, path: str) -> bool:
    """Whether a request is one of Twilio's API."""
    return method in ("GET", "POST") and path.startswith("/2010-04-01/")


def create_message(path: str, authorization: str | None, body: bytes) -> tuple[Answer, Form]:
    """What the API answers to a call that creates a message, and the call's form."""
    form = {name: values[-1] for name, values in parse_qs(body.decode()).items()}
    if authorization != f"Basic {_CREDENTIALS}":
        return _refused(401, 20003, "Authenticate"), form
    if path != _PATH:
        return _refused(404, 20404, "The requested resource was not found"), form
    if not _NUMBER.fullmatch(form.get("To", "")):
        return _refused(400, 21211, "Invalid 'To' Phone Number"), form
    if not 1 <= len(form.get("Body", "")) <= 1600:
        return _refused(400, 21617, "The body must have 1 to 1600 characters"), form
    if not (form.get("From") or form.get("MessagingServiceSid")):
        return _refused(400, 21603, "A 'From' number is required"), form
    return (201, {"sid": new_sid(), "status": "queued", "error_code": None}), form


def list_messages(
    path: str, authorization: str | None, arrived: Sequence[Mapping[str, Any]]
) -> Answer:
    """What the API answers who asks for the messages of the account, or for one by its id.

    `arrived`: the log of what arrived; every message of any day stands on the one page.
    """
    if authorization != f"Basic {_CREDENTIALS}":
        return _refused(401, 20003, "Authenticate")
    listed = [
        {
            "sid": one["message_id"],
            "direction": "inbound",
            "from": one["from"],
            "to": one["to"][0],
            "body": one["text"],
            "date_sent": format_datetime(from_text(one["arrived_at"])),
        }
        for one in arrived
        if one["channel"] == "sms"
    ]
    if path == _PATH:
        return 200, {"messages": listed, "next_page_uri": None}
    sid = path.rpartition("/")[2].removesuffix(".json")
    found = [one for one in listed if one["sid"] == sid]
    return (200, found[0]) if found else _refused(404, 20404, "The resource was not found")


def departure(form: Form) -> Departure:
    """What leaves by a call that was taken."""
    about = parse_qs(urlsplit(form.get("StatusCallback", "")).query)
    return Departure(
        channel="sms",
        sender=form.get("From"),
        to=form["To"],
        text=form["Body"],
        tags={name: values[0] for name, values in about.items()},
    )


def _refused(status: int, code: int, message: str) -> Answer:
    return status, {"code": code, "message": message, "status": status}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Pictures that came with texts, until they are fetched."""

    _kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, picture: bytes) -> str:
        """Keep one; its path in the API."""
        path = f"{_PATH.removesuffix('.json')}/{new_sid()}/Media/ME{uuid.uuid4().hex}"
        self._kept[path] = picture
        return path

    def get(self, path: str, authorization: str | None) -> tuple[int, bytes]:
        """Status and picture, as for a call of the API."""
        if authorization != f"Basic {_CREDENTIALS}":
            return 401, b""
        return (200, self._kept[path]) if path in self._kept else (404, b"")


@dataclass(frozen=True, slots=True)
class Webhooks:
    """Posts to a stack what Twilio would."""

    site: str
    """Where the stack's own pages are, without a slash at the end."""
    shelf: Shelf

    def text(
        self,
        *,
        sender: str,
        to: str,
        body: str,
        message_id: str,
        in_reply_to: str | None,
        pictures: Sequence[bytes] = (),
    ) -> None:
        """A text arrived, with JPEGs. UnavailableError where the stack did not take it."""
        form = {
            "ToCountry": "GB",
            "SmsMessageSid": message_id,
            "NumMedia": str(len(pictures)),
            "SmsSid": message_id,
            "SmsStatus": "received",
            "Body": body,
            "To": to,
            "NumSegments": "1",
            "MessageSid": message_id,
            "AccountSid": ACCOUNT,
            "From": sender,
            "ApiVersion": "2010-04-01",
        }
        replied = {"OriginalRepliedMessageSid": in_reply_to} if in_reply_to else {}
        media = {
            name: value
            for n, picture in enumerate(pictures)
            for name, value in (
                (f"MediaUrl{n}", f"https://api.twilio.com{self.shelf.put(picture)}"),
                (f"MediaContentType{n}", "image/jpeg"),
            )
        }
        self.post("/twilio/sms", {**form, **replied, **media})

    def receipt(self, event: str, message: Mapping[str, Any]) -> None:
        """Something became of a message of the outbox. UnavailableError."""
        status, code = _STATUSES[event]
        form = {
            "ErrorCode": code,
            "SmsSid": message["provider_id"],
            "SmsStatus": status,
            "MessageStatus": status,
            "To": message["to"],
            "MessageSid": message["provider_id"],
            "AccountSid": ACCOUNT,
            "From": message["from"] or "",
            "ApiVersion": "2010-04-01",
        }
        about = f"?{urlencode(message['tags'])}" if message["tags"] else ""
        self.post(f"/twilio/status{about}", {n: v for n, v in form.items() if v})

    def post(self, path: str, form: Form) -> None:
        """Post a signed form. UnavailableError where the answer is no success."""
        url = f"{self.site}{path}"
        request = urllib.request.Request(
            url,
            data=urlencode(form).encode(),
            headers={
                "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
                "X-Twilio-Signature": signature(url, list(form.items()), TOKEN),
                "User-Agent": "TwilioProxy/1.1",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS):
                return
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            raise UnavailableError(f"the webhook was not taken: {error}") from error
