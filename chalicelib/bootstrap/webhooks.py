"""What Twilio's webhooks need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.bootstrap import core, stores, ways_in, ways_out

if TYPE_CHECKING:
    from chalicelib.services.receipts import Receipts
    from chalicelib.services.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class TwilioServices:
    """What Twilio's webhooks need."""

    texts: "Texts"
    receipts: "Receipts"
    tokens: Callable[[], Sequence[str]]
    """The account's auth tokens. UnavailableError, ConfigurationError."""
    public_url: str
    """Empty where only the request knows it."""

    def now(self) -> datetime:
        """This instant."""
        return core.now()


@cache
def twilio_services() -> TwilioServices | None:
    """For Twilio's webhooks; None where texts do not go through Twilio."""
    if core.settings().sms_transport != "twilio":
        return None
    return TwilioServices(
        texts=ways_in.texts(),
        receipts=ways_out.receipts(),
        tokens=stores.twilio_account().tokens,
        public_url=core.settings().public_url,
    )
