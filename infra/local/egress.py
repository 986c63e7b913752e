"""The way out of the local stack: a proxy before the emulator that keeps what leaves.

The stack's own code sends through its provider's API. Every call passes unchanged and every answer
comes back unchanged; where a message was taken, the outbox has it before the sender learns of it.
The proxy is needed because the emulator drops a raw mail's headers, and because it has no End User
Messaging: `SendTextMessage` and the calls that change its opt-out list are answered here, and
Twilio's Messages API too.
"""

import json
import logging
import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from infra.local import twilio
from infra.local.departures import SEND_TEXT_TARGET, Sending, sending
from infra.local.opt_out_numbers import DELETE_TARGET, PUT_TARGET, OptOutNumbers
from infra.local.outbox import Log, Outbox

if TYPE_CHECKING:
    from infra.local.relay import Relay

_LOG = logging.getLogger(__name__)
_DESTINATION = re.compile(r"\+?[1-9][0-9]{1,18}")  # as the service's model has it
_AWS_JSON = "application/x-amz-json-1.0"


class Egress:
    """Passes calls on to the emulator and records the messages that it took."""

    def __init__(
        self,
        outbox: Outbox,
        now: Callable[[], datetime],
        own_number: Callable[[], str | None],
        opt_outs: OptOutNumbers,
        *,
        shelf: twilio.Shelf,
        arrived: Log,
    ) -> None:
        """`own_number` is the number that a text leaves from when the call names none."""
        self._outbox = outbox
        self._now = now
        self._own_number = own_number
        self._opt_outs = opt_outs
        self._shelf = shelf
        self._arrived = arrived
        self.relay: Relay | None = None
        """To the emulator, as soon as it runs."""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the stack's code to a provider."""
        body = await request.read()
        target = request.headers.get("X-Amz-Target")
        if target == SEND_TEXT_TARGET:
            return self._send_text(request, body)
        if target in (PUT_TARGET, DELETE_TARGET):
            return self._change_opt_outs(target, body)
        if twilio.is_call(request.method, request.path):
            return self._answer_for_twilio(request, body)
        if self.relay is None:
            return _aws_error(503, "ServiceUnavailableException", "The emulator does not run yet.")
        try:
            answer = await self.relay.forward(request, request.raw_path, body, request.headers)
        except (aiohttp.ClientError, TimeoutError) as error:
            return _aws_error(503, "ServiceUnavailableException", f"No emulator: {error}")
        if answer.status == 200:
            self._keep(request, body, answer.body)
        return answer.response()

    def _answer_for_twilio(self, request: web.Request, body: bytes) -> web.Response:
        """Twilio's calls: one creates a message, others list those that arrived or fetch a picture."""
        if request.method == "GET" and request.path.endswith(".json"):
            status, answer = twilio.list_messages(
                request.path, request.headers.get("Authorization"), self._arrived.after(0)
            )
            return web.json_response(answer, status=status)
        if request.method == "GET":
            status, picture = self._shelf.get(request.path, request.headers.get("Authorization"))
            return web.Response(status=status, body=picture, content_type="image/jpeg")
        (status, answer), form = twilio.create_message(
            request.path, request.headers.get("Authorization"), body
        )
        if status == 201:
            self._record(Sending([twilio.departure(form)], lambda _: ""), answer["sid"])
        return web.json_response(answer, status=status)

    def _keep(self, request: web.Request, body: bytes, answer: bytes) -> None:
        try:
            sent = sending(request.method, request.path, request.headers, body)
            if sent:
                self._record(sent, sent.provider_id(answer))
        except Exception:  # noqa: BLE001 - it has left: its sender must learn that, come what may
            _LOG.exception("A message left that could not be read")

    def _record(self, sent: Sending, provider_id: str) -> None:
        for departure in sent.departures:
            record = departure.record(provider_id, self._now())
            if departure.channel == "sms" and not departure.sender:
                record["from"] = self._own_number()
            self._outbox.append(record)

    def _send_text(self, request: web.Request, body: bytes) -> web.Response:
        """End User Messaging's SendTextMessage, which the emulator lacks."""
        try:
            call = json.loads(body)
            problem = _problem(call)
        except ValueError:
            return _aws_error(400, "SerializationException", "The request is not JSON.")
        if problem:
            return _aws_error(400, "ValidationException", problem, Reason="INVALID_PARAMETER")
        if self._opt_outs.has(call["DestinationPhoneNumber"]):
            reason = "DESTINATION_PHONE_NUMBER_OPTED_OUT"
            return _aws_error(400, "ConflictException", "The number opted out.", Reason=reason)
        answer = {"MessageId": str(uuid.uuid4())}
        sent = sending(request.method, request.path, request.headers, body)
        if sent and not call.get("DryRun"):
            self._record(sent, answer["MessageId"])
        return web.json_response(answer, content_type=_AWS_JSON)

    def _change_opt_outs(self, target: str, body: bytes) -> web.Response:
        """End User Messaging's PutOptedOutNumber and DeleteOptedOutNumber, which the emulator lacks."""
        try:
            answer = self._opt_outs.change(target, json.loads(body))
        except (ValueError, AttributeError):
            return _aws_error(400, "SerializationException", "The request is no JSON object.")
        if answer is None:
            return _aws_error(400, "ResourceNotFoundException", "The number is not on the list.")
        return web.json_response(answer, content_type=_AWS_JSON)


def _problem(call: object) -> str | None:
    if not isinstance(call, Mapping):
        return "The request is no object."
    if not _DESTINATION.fullmatch(str(call.get("DestinationPhoneNumber", ""))):
        return "DestinationPhoneNumber is missing or no phone number."
    if not 1 <= len(str(call.get("MessageBody") or "")) <= 1600:
        return "MessageBody must have 1 to 1600 characters."
    return None


def _aws_error(status: int, code: str, message: str, **fields: str) -> web.Response:
    """An error as AWS's JSON protocols write it."""
    return web.json_response(
        {"__type": code, "message": message, "Message": message, **fields},
        status=status,
        headers={"x-amzn-ErrorType": code},
        content_type=_AWS_JSON,
    )
