"""Messages of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chalicelib.model.kinds import Channel


class Purpose(StrEnum):
    """What a message is for. It decides wording, priority, and what happens when sending is unsure."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ANSWER = "answer"
    LATE_NOTICE = "late_notice"
    QUESTION = "question"
    """A member's question to the customer."""
    RESUMED = "resumed"
    """We waited for the customer's reply long enough and go on; the promise that holds now."""
    APPEAL_TAKEN = "appeal_taken"
    """The ombudsman has it, and by when they answer."""
    COMMAND_REPLY = "command_reply"
    """What the customer's command came to."""
    RESOLUTION = "resolution"
    """The outcome, in a member's words where there are any."""
    SURVEY = "survey"
    """How it went, asked once. Never sent again where sending is unsure."""
    TEAM_NEW = "team_new"
    TEAM_FURTHER = "team_further"
    TEAM_REACHABLE = "team_reachable"
    """A customer who wanted no messages wants them again; what did not reach them meanwhile."""
    TEAM_REMINDER = "team_reminder"
    TEAM_ESCALATION = "team_escalation"
    TEAM_HANDED_OVER = "team_handed_over"
    TEAM_SET_ASIDE = "team_set_aside"
    TEAM_UNDELIVERED = "team_undelivered"
    TEAM_RECEIPT = "team_receipt"
    """What went out, to the member who wrote it by mail."""
    TEAM_RATED = "team_rated"
    """The customer is not content with how it went."""
    TEAM_WARNED = "team_warned"
    """A touchpoint gets unusually many feedback."""
    TEAM_DIGEST = "team_digest"
    """What a team has before it, or what came of a week. About no single feedback."""
    TEAM_WEBHOOK = "team_webhook"
    """A webhook was disabled. About no feedback."""

    @property
    def is_for_staff(self) -> bool:
        """Whether a team reads it; otherwise the customer does."""
        return self.value.startswith("team_")

    @property
    def stands_alone(self) -> bool:
        """Whether it is about no single feedback: such a message has its words from the start."""
        return self in _STANDING_ALONE


_STANDING_ALONE = frozenset({Purpose.TEAM_DIGEST, Purpose.TEAM_WEBHOOK})


class Delivery(StrEnum):
    """What became of a message of ours."""

    PENDING = "pending"
    CLAIMED = "claimed"
    """One worker is sending it now; if its lease ends without a result, whether it left is unsure."""
    RETRY = "retry"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    SPAM_REPORT = "spam_report"
    FAILED = "failed"
    WITHHELD = "withheld"
    """Not sent on purpose: a cap, an opt-out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A message as it leaves. For SMS only `text` counts."""

    text: str
    subject: str | None = None
    html: str | None = None
    sender: str | None = None
    """Mail: display name and address for From. SMS: the number that it leaves from."""
    reply_to: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of ours to one recipient, and what became of it."""

    id: str
    """Deterministic: entry number, purpose, recipient, part. The same entry never makes two."""
    feedback_id: str
    """Of a message that stands alone, what it belongs to, such as `digest-2026-11-24`: no feedback's id."""
    entry: int
    """Number of the entry that it tells of; 0 where it stands alone."""
    purpose: Purpose
    channel: Channel
    to: str
    """E.164 number or mail address."""
    team: str | None = None
    """For staff: the team that it goes to."""
    part: tuple[int, int] = (1, 1)
    """Which part of how many, where the words are too long for one message."""
    delivery: Delivery = Delivery.PENDING
    created_at: datetime
    wake_at: datetime | None = None
    """When it needs a look if nothing happens; None when it is settled."""
    attempts: int = 0
    unsure: int = 0
    """Attempts whose answer was lost: each may have left."""
    provider_id: str | None = None
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    """When the provider's newest receipt says it happened."""
    error: str | None = None
    rendered: Rendered | None = None
    """As it left; None until then, but where it stands alone."""
    is_erased: bool = False
    """Whether its recipient and words were erased: whoever sent it meanwhile must not put them back."""
    shows: int | None = None
    """Number of the newest entry that there was when its words were made; None until then."""
