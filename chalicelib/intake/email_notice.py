"""What SES says about a mail that it received and stored (its notification of the S3 action).

Format: "Contents of notifications for Amazon SES email receiving" in the SES developer guide. Whom the
mail is for and who returned it is the envelope's word here; the mail's own fields prove nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.errors import InvalidInputError
from chalicelib.instants import from_text


class Verdict(StrEnum):
    """What SES found in one of its checks."""

    PASS = "PASS"  # noqa: S105
    FAIL = "FAIL"
    GRAY = "GRAY"
    """The check came to no result, or the sender's domain does not support it."""
    UNKNOWN = "UNKNOWN"
    """Not checked: scanning is off, it failed, or SES says something newer than this list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailNotice:
    """One mail that waits in the bucket."""

    message_id: str
    """SES's own id: the same each time SES tells of this mail."""
    bucket: str
    key: str
    recipients: tuple[str, ...]
    """Addresses of the envelope that a receipt rule of ours matched, lower case; at least one."""
    source: str
    """The envelope's sender, lower case; empty for bounces."""
    received_at: datetime
    spam: Verdict
    virus: Verdict
    spf: Verdict
    dkim: Verdict
    dmarc: Verdict

    def vouches_for(self, sender: str | None) -> bool:
        """Whether the provider found that the mail comes from the domain of its From.

        DMARC says so where that domain has it. Where it has not, SPF and DKIM must both have passed
        and the envelope's sender be of the same domain (SPF aligned, RFC 7489 §3.1.2): SES does not
        say which domain's DKIM signature passed.
        """
        if self.dmarc is not Verdict.GRAY and self.dmarc is not Verdict.UNKNOWN:
            return self.dmarc is Verdict.PASS
        is_aligned = bool(sender) and _domain(self.source) == _domain(sender or "")
        return is_aligned and self.spf is Verdict.PASS and self.dkim is Verdict.PASS

    @property
    def is_spam(self) -> bool:
        """Whether the provider is sure that it is spam."""
        return self.spam is Verdict.FAIL

    @property
    def has_virus(self) -> bool:
        """Whether the provider found a virus."""
        return self.virus is Verdict.FAIL


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def parse_notice(text: str) -> EmailNotice:
    """Read a notification. InvalidInputError where it is not one of a stored mail."""
    try:
        notice = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError("The notification is not JSON.") from error
    if not isinstance(notice, Mapping) or notice.get("notificationType") != "Received":
        raise InvalidInputError("The notification does not tell of a received mail.")
    receipt, mail = _object(notice, "receipt"), _object(notice, "mail")
    action = _object(receipt, "action")
    if action.get("type") != "S3":
        raise InvalidInputError("The notification does not tell of a stored mail.")
    recipients = receipt.get("recipients")
    if not isinstance(recipients, list) or not all(
        isinstance(one, str) and one for one in recipients
    ):
        raise InvalidInputError("The notification's recipients are not addresses.")
    if not recipients:
        raise InvalidInputError("The notification names no recipient.")
    source = mail.get("source")
    return EmailNotice(
        message_id=_text(mail, "messageId"),
        bucket=_text(action, "bucketName"),
        key=_text(action, "objectKey"),
        recipients=tuple(dict.fromkeys(one.strip().lower() for one in recipients)),
        source=source.strip().strip("<>").lower() if isinstance(source, str) else "",
        received_at=_instant(mail, "timestamp"),
        spam=_verdict(receipt, "spamVerdict"),
        virus=_verdict(receipt, "virusVerdict"),
        spf=_verdict(receipt, "spfVerdict"),
        dkim=_verdict(receipt, "dkimVerdict"),
        dmarc=_verdict(receipt, "dmarcVerdict"),
    )


def _object(parent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = parent.get(name)
    if not isinstance(value, Mapping):
        raise InvalidInputError(f"The notification has no {name}.")
    return value


def _text(parent: Mapping[str, Any], name: str) -> str:
    value = parent.get(name)
    if not isinstance(value, str) or not value:
        raise InvalidInputError(f"The notification has no {name}.")
    return value


def _instant(parent: Mapping[str, Any], name: str) -> datetime:
    try:
        return from_text(_text(parent, name))
    except (ValueError, OverflowError) as error:
        raise InvalidInputError(f"The notification's {name} is not an instant.") from error


def _verdict(receipt: Mapping[str, Any], name: str) -> Verdict:
    value = receipt.get(name)
    status = value.get("status") if isinstance(value, Mapping) else None
    return Verdict(status) if status in ("PASS", "FAIL", "GRAY") else Verdict.UNKNOWN
