"""Text messages out through Twilio, where that is chosen instead of AWS's own service.

https://www.twilio.com/docs/messaging/api/message-resource
Creating a message knows no idempotency key. So a message is posted once, and where no answer says what
became of it, that is said: whether to try again is decided where the receipts are.
"""

import json
import ssl
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalicelib.errors import (
    AmbiguousDeliveryError,
    DeliveryError,
    PermanentDeliveryError,
    TemporaryDeliveryError,
)
from chalicelib.intake.twilio import REASONS
from chalicelib.model import Message, Rendered
from chalicelib.twilio_account import TwilioAccount

if TYPE_CHECKING:
    from urllib3.exceptions import HTTPError

LONGEST_VALIDITY = timedelta(hours=10)
"""Of `ValidityPeriod`."""

_MESSAGING_SERVICE = "MG"
"""How the id of a messaging service begins; anything else to send from is a number or a name."""

_TEMPORARY = {
    20003: "not_set_up",  # the token is wrong
    20005: "sending_paused",
    20429: "throttled",
    21606: "not_set_up",  # what we send from, in all of Twilio's ways of saying that it is wrong
    21603: "not_set_up",
    21659: "not_set_up",
    21660: "not_set_up",
    21661: "not_set_up",
    21701: "not_set_up",
    21703: "not_set_up",
    21704: "not_set_up",
    21705: "not_set_up",
    21611: "throttled",
    14107: "throttled",
    30001: "throttled",
    30002: "sending_paused",
    30022: "throttled",
    63038: "sending_limit",
}
"""Refusals that pass, or that are ours to put right: the message waits for its tries."""


class TwilioMessages:
    """`POST /2010-04-01/Accounts/{account}/Messages.json`."""

    def __init__(
        self,
        account: TwilioAccount,
        *,
        receipts_url: str,
        origination: str | None = None,
        valid_for: timedelta | None = None,
    ) -> None:
        """`receipts_url`: where receipts are posted.

        `origination`: number, name or messaging service to send from, not the message's own number.
        `valid_for`: how long it is tried to hand a text over, ten hours at most.
        """
        self._account = account
        self._receipts_url = receipts_url
        self._origination = origination
        self._options: dict[str, str] = {}
        if valid_for:
            seconds = int(min(valid_for, LONGEST_VALIDITY).total_seconds())
            self._options["ValidityPeriod"] = str(seconds)

    def send(self, message: Message, rendered: Rendered) -> str:
        """Hand one text over; its id. PermanentDeliveryError, Temporary-, Ambiguous-."""
        from urllib3.exceptions import HTTPError

        try:
            answer = self._account.call(
                "POST",
                f"{self._account.messages}.json",
                fields=self._form(message, rendered),
                encode_multipart=False,
            )
        except HTTPError as error:
            raise _unanswered(error) from error
        said = _document(answer.data)
        if answer.status not in (200, 201):
            raise _refused(answer.status, said.get("code"))
        if not said.get("sid"):
            raise AmbiguousDeliveryError("no_answer")
        return str(said["sid"])

    def _form(self, message: Message, rendered: Rendered) -> dict[str, str]:
        about = urlencode({"feedback": message.feedback_id, "message": message.id})
        form = {
            "To": message.to,
            "Body": rendered.text,
            "StatusCallback": f"{self._receipts_url}?{about}",
            **self._options,
        }
        sender = self._origination or rendered.sender
        if sender:
            is_service = sender.startswith(_MESSAGING_SERVICE)
            form["MessagingServiceSid" if is_service else "From"] = sender
        return form


def _document(body: bytes) -> Mapping[str, Any]:
    try:
        document = json.loads(body)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _refused(status: int, code: object) -> DeliveryError:
    """Twilio answered, with an error."""
    if status >= 500:
        return AmbiguousDeliveryError("provider_failed")
    if isinstance(code, int):
        if code in REASONS:
            return PermanentDeliveryError(REASONS[code])
        if code in _TEMPORARY:
            return TemporaryDeliveryError(_TEMPORARY[code])
    if status == 429:
        return TemporaryDeliveryError("throttled")
    if status in (400, 422) and code is not None:
        return PermanentDeliveryError("rejected")
    return TemporaryDeliveryError("not_set_up")


def _unanswered(error: "HTTPError") -> DeliveryError:
    """There was no answer, or not even a question."""
    from urllib3 import exceptions as e

    never_left = isinstance(error, (e.NewConnectionError, e.ConnectTimeoutError, e.ProxyError))
    is_not_twilio = isinstance(error, e.SSLError) and any(
        isinstance(cause, ssl.SSLCertVerificationError) for cause in error.args
    )
    if never_left or is_not_twilio:
        return TemporaryDeliveryError("unreachable")
    return AmbiguousDeliveryError("no_answer")
