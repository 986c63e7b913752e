"""The opt-out list of End User Messaging on this machine, kept over restarts."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from infra.local.outbox import Log

PUT_TARGET = "PinpointSMSVoiceV2.PutOptedOutNumber"
DELETE_TARGET = "PinpointSMSVoiceV2.DeleteOptedOutNumber"
"""The `X-Amz-Target` of the two calls."""


class OptOutNumbers:
    """Numbers that no text is sent to, by the calls that put them there and take them off."""

    def __init__(self, log: Log, now: Callable[[], datetime]) -> None:
        self._log = log
        self._now = now

    def has(self, number: str) -> bool:
        """Whether a number is on the list."""
        newest = next((r for r in reversed(self._log.after(0)) if r["number"] == number), None)
        return newest is not None and bool(newest["listed"])

    def change(self, target: str, call: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the service answers to one of the two calls; None where the number is not listed."""
        number = str(call.get("OptedOutNumber", ""))
        name = str(call.get("OptOutListName", ""))
        if target == DELETE_TARGET and not self.has(number):
            return None
        self._log.append({"number": number, "listed": target == PUT_TARGET})
        return {
            "OptOutListArn": f"arn:aws:sms-voice:us-east-1:000000000000:opt-out-list/{name}",
            "OptOutListName": name,
            "OptedOutNumber": number,
            "OptedOutTimestamp": self._now().timestamp(),
            "EndUserOptedOut": False,
        }
