"""Addresses at which one attachment can be had for a while, without signing in. Pure.

A token names an attachment and when it ends; it is signed, so that nobody can make one up or make it
last longer. Who holds one may have the file: it goes only into mails to staff, and onto the private page
of the customer whose file it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chalicelib.signing import sign, verify

STAFF_LINK_LASTS = timedelta(days=7)
"""In a mail to staff; every later mail about the feedback has a new one."""
PAGE_LINK_LASTS = timedelta(hours=1)
"""On the private page, which has new ones each time it is opened."""

_PURPOSE = "attachment"
_ID = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentLink:
    """What a token that we made says."""

    feedback_id: str
    entry: int
    """Number of the entry that it came with."""
    n: int
    """Its place among what came with the entry, from 0."""
    ends_at: datetime


def token(keys: Sequence[bytes], link: AttachmentLink) -> str:
    """The last part of the address."""
    payload = (
        link.feedback_id.encode()
        + link.entry.to_bytes(4)
        + link.n.to_bytes(1)
        + int(link.ends_at.timestamp()).to_bytes(5)
    )
    return sign(keys, _PURPOSE, payload)


def parse(keys: Sequence[bytes], text: str) -> AttachmentLink | None:
    """What a token says, also where it has ended; None where we did not make it."""
    payload = verify(keys, _PURPOSE, text)
    if payload is None or len(payload) != _ID + 10:
        return None
    return AttachmentLink(
        feedback_id=payload[:_ID].decode(),
        entry=int.from_bytes(payload[_ID : _ID + 4]),
        n=payload[_ID + 4],
        ends_at=datetime.fromtimestamp(int.from_bytes(payload[_ID + 5 :]), UTC),
    )
