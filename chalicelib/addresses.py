"""The mail addresses under our own domain, and whom a mail to one of them is for. Pure.

`feedback@` and `t-<touchpoint>@` begin a feedback. `r-<token>@` continues one: the token is signed and
says which feedback, and whether its holder is the customer or one member of staff, so that a reply is
known by the address that it went to and never by its From alone.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from chalicelib.signing import sign, verify

_PURPOSE = "reply"
_STATUS = "status"
_CONFIRM = "confirm"
_SURVEY = "survey"
CONFIRM_WITHIN = timedelta(days=7)
"""How long after a member's mail was set aside they can send what it says by a link."""

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_RFC4648 = "abcdefghijklmnopqrstuvwxyz234567"
_TO_RFC4648 = str.maketrans(_CROCKFORD, _RFC4648)
_TO_CROCKFORD = str.maketrans(_RFC4648, _CROCKFORD)


def feedback_id(digest_of: str) -> str:
    """The id of the feedback that one inbound message begins: 80 bits of its key's SHA-256."""
    return _id_from_bytes(hashlib.sha256(digest_of.encode()).digest()[:10])


def _id_from_bytes(raw: bytes) -> str:
    return base64.b32encode(raw).decode().lower().translate(_TO_CROCKFORD)


def _id_to_bytes(feedback_id: str) -> bytes:
    return base64.b32decode(feedback_id.translate(_TO_RFC4648).upper())


class Holder(StrEnum):
    """Whom a reply address was given to."""

    CUSTOMER = "c"
    STAFF = "s"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a valid reply address says."""

    feedback_id: str
    holder: Holder
    recipient: str
    """Eight hexadecimal digits of the hash of the address that it was given to."""

    def was_given_to(self, address: str) -> bool:
        """Whether this reply address was given to that mail address."""
        return _fingerprint(address) == self.recipient


def given_to(feedback_id: str, holder: Holder, address: str) -> Reply:
    """What the reply address says that was given to that mail address."""
    return Reply(feedback_id, holder, _fingerprint(address))


def _fingerprint(address: str) -> str:
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:8]


def reply_address(
    keys: Sequence[bytes], domain: str, feedback_id: str, holder: Holder, to: str
) -> str:
    """The Reply-To of a mail about a feedback to one recipient."""
    payload = holder.value.encode() + _id_to_bytes(feedback_id) + bytes.fromhex(_fingerprint(to))
    return f"r-{sign(keys, _PURPOSE, payload)}@{domain}"


def parse_reply(keys: Sequence[bytes], address: str) -> Reply | None:
    """What a reply address says, None where it is none of ours. The domain is not looked at."""
    local = address.partition("@")[0].lower()
    payload = verify(keys, _PURPOSE, local[2:]) if local.startswith("r-") else None
    if payload is None:
        return None
    return Reply(_id_from_bytes(payload[1:11]), Holder(payload[:1].decode()), payload[11:].hex())


def touchpoint_of(address: str) -> str | None:
    """The touchpoint id that a `t-<touchpoint>@` address names."""
    local = address.partition("@")[0].lower()
    return local[2:] if local.startswith("t-") else None


def status_token(keys: Sequence[bytes], feedback_id: str) -> str:
    """The unguessable last part of a feedback's status page."""
    return sign(keys, _STATUS, _id_to_bytes(feedback_id))


def parse_status_token(keys: Sequence[bytes], token: str) -> str | None:
    """The feedback id of a status token, None where we did not make it."""
    payload = verify(keys, _STATUS, token)
    return _id_from_bytes(payload) if payload and len(payload) == 10 else None


def survey_token(keys: Sequence[bytes], feedback_id: str, cycle: int) -> str:
    """The unguessable last part of the address at which one cycle of a feedback is rated."""
    return sign(keys, _SURVEY, _id_to_bytes(feedback_id) + cycle.to_bytes(2))


def parse_survey_token(keys: Sequence[bytes], token: str) -> tuple[str, int] | None:
    """The feedback id and the cycle of a survey token, None where we did not make it."""
    payload = verify(keys, _SURVEY, token)
    if payload is None or len(payload) != 12:
        return None
    return _id_from_bytes(payload[:10]), int.from_bytes(payload[10:])


def confirm_token(keys: Sequence[bytes], feedback_id: str, entry: int, to: str) -> str:
    """The last part of the address at which one member sends what one set-aside mail says."""
    payload = _id_to_bytes(feedback_id) + entry.to_bytes(4) + bytes.fromhex(_fingerprint(to))
    return sign(keys, _CONFIRM, payload)


@dataclass(frozen=True, slots=True)
class Confirm:
    """What a valid confirm token says."""

    feedback_id: str
    entry: int
    """Number of the entry that keeps the member's mail."""
    recipient: str

    def was_given_to(self, address: str) -> bool:
        """Whether this token was given to that mail address."""
        return _fingerprint(address) == self.recipient


def parse_confirm_token(keys: Sequence[bytes], token: str) -> Confirm | None:
    """What a confirm token says, None where we did not make it."""
    payload = verify(keys, _CONFIRM, token)
    if payload is None or len(payload) != 18:
        return None
    return Confirm(_id_from_bytes(payload[:10]), int.from_bytes(payload[10:14]), payload[14:].hex())
