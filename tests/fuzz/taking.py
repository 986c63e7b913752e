"""One mail of any bytes taken in by the real service, and what must hold afterwards.

The same function serves the fuzzer and the tests that keep what the fuzzer found.
"""

import json
from dataclasses import dataclass
from email import message_from_bytes

from chalicelib.model import What
from chalicelib.notify.mail import ascii_address, mime
from chalicelib.store import items
from tests.builders import DOMAIN, NOON
from tests.world import World, notice

CUSTOMER = "pat@example.net"
TEAM = "coaches@example.com"
KEPT = {What.CAPTURED, What.CUSTOMER_WROTE, What.APPEALED, What.SET_ASIDE}
MOST_WORDS = 60_010
MOST_MESSAGES = 8
"""One mail is told to a team's mailbox, its members, the first level and the customer."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a mail is for and what the provider says of it, in one byte."""

    byte: int

    @property
    def to(self) -> int:
        """Of the four addresses of `Taking`."""
        return self.byte & 3

    @property
    def verdicts(self) -> dict[str, str]:
        dmarc = "FAIL" if self.byte & 4 else "PASS"
        spam = "FAIL" if self.byte & 8 else "PASS"
        return {"dmarc": dmarc, "spam": spam, "virus": "FAIL" if self.byte & 32 else "PASS"}

    @property
    def source(self) -> str:
        return "" if self.byte & 16 else CUSTOMER


class Taking:
    """A product in which one customer has one open feedback, and its team was told of it."""

    def __init__(self) -> None:
        self.world = World()
        first = (
            f"From: Pat <{CUSTOMER}>\nMessage-ID: <first@example.net>\nSubject: Cold\n\nIt is cold."
        )
        self.world.email(first, f"feedback@{DOMAIN}", message_id="first")
        told = {sent.message.to: sent.rendered.reply_to or "" for sent in self.world.mail.sent}
        self.addresses = (
            f"feedback@{DOMAIN}",
            f"t-coach-420@{DOMAIN}",
            told[CUSTOMER],
            told[TEAM],
        )

    def take_in(self, raw: bytes, envelope: Envelope) -> list[str]:
        """Take one mail in, twice, let everything follow; the words that were kept.

        AssertionError where an invariant does not hold.
        """
        world = self.world
        told = notice("fuzzed", (self.addresses[envelope.to],), NOON, **envelope.verdicts)
        told = type(told)(
            **{f: getattr(told, f) for f in told.__slots__} | {"source": envelope.source}
        )
        world.originals.put("fuzzed", raw)
        before = len(world.store.entries_since(0))
        world.mails.receive(told, NOON)
        world.mails.receive(told, NOON)
        new = world.store.entries_since(before)
        assert len(new) == 1, f"{len(new)} entries of one mail"
        (entry,) = new
        assert entry.what in KEPT or envelope.to == 3, entry.what
        feedback = world.store.get(entry.feedback_id)
        items.entry_to_item(entry, NOON)
        items.feedback_to_item(feedback)
        json.dumps(dict(entry.data), ensure_ascii=False).encode()
        assert len(entry.words or "") <= MOST_WORDS
        sent = len(world.mail.sent)
        world.settle()
        self._check_sent(sent, is_automatic="automatic" in entry.data)
        return [entry.words or ""]

    def _check_sent(self, since: int, *, is_automatic: bool) -> None:
        sent = self.world.mail.sent[since:]
        assert len(sent) <= MOST_MESSAGES
        for one in sent:
            assert not is_automatic or one.message.purpose.is_for_staff, "a machine was answered"
            to = ascii_address(one.message.to)
            if to is None:
                continue  # the transport refuses it for good, and the owner is told
            fields = message_from_bytes(mime(one.rendered, to)).keys()
            assert fields.count("Subject") == 1, "a field was smuggled into a mail of ours"
            expected = {"From", "To", "Reply-To", "Subject", "MIME-Version", "Content-Type"}
            assert set(fields) <= expected | set(one.rendered.headers) | {
                "Content-Transfer-Encoding"
            }


def take_in(data: bytes) -> list[str]:
    """The first byte is the envelope, the others are the mail."""
    return Taking().take_in(data[1:], Envelope(data[0] if data else 0))
