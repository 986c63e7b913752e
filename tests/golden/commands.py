"""What customers' commands come to, as texts and as mails."""

from collections.abc import Iterator
from typing import Any

from chalicelib.model import Channel, Purpose, Rendered, Status, What
from tests.builders import HOUR, NOON, entry, mail_address
from tests.golden.cases import SAID, render


def commands(locale: str) -> Iterator[tuple[str, Rendered]]:
    """What a customer's command came to."""
    open_ended = {"promise_by": None, "respond_by": None}
    answered: dict[str, Any] = {"status": Status.ANSWERED, "answered_at": NOON + HOUR}
    states: dict[str, dict[str, Any]] = {
        "status-promised": {},
        "status-open": open_ended,
        "status-waiting": {"waiting_since": NOON + HOUR, "waiting_until": NOON + 24 * HOUR},
        "status-answered": answered,
        "status-closed": answered | {"status": Status.CLOSED, "closed_at": NOON + HOUR},
        "status-none": {"before": [], "status": Status.CLOSED, "closed_at": NOON},
        "help": {},
        "stop": {},
        "start": {},
    }
    by_mail: dict[str, Any] = {"channel": Channel.EMAIL, "contacts": (mail_address(),)}
    for name, state in states.items():
        told = entry(
            number=1 if name == "status-none" else 2, what=What.COMMANDED, at=NOON + HOUR,
            words=name, data={"command": name.partition("-")[0]},
        )  # fmt: skip
        kept = {"before": [entry(words=SAID[locale][0])], "holder": "coaches", **state}
        yield (
            f"command_reply.sms.{name}",
            render(locale, Purpose.COMMAND_REPLY, told, by=Channel.SMS, **kept),
        )
        if name in ("status-promised", "help", "stop"):
            yield (
                f"command_reply.email.{name}",
                render(locale, Purpose.COMMAND_REPLY, told, **kept, **by_mail),
            )
