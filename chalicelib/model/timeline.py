"""A feedback's timeline: what happened, one entry after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.model.kinds import Channel


class What(StrEnum):
    """What a timeline entry records."""

    CAPTURED = "captured"
    """The customer's first words arrived. Data: `respond_by`, `rating`, `attachments`,
    `automatic`, `owner`, `kind`, `severity`, `touchpoint`, `policy` and `configuration` (the version)
    of the cycle, and `reasons`: what it was taken for, each as [field, value, because]. What a member
    recorded by hand has the member as its actor, and `recorded_at`, the instant at which they did."""
    CUSTOMER_WROTE = "customer_wrote"
    """Further words of the customer. Data: `reopens`, `respond_by`, `policy` and `configuration` when it
    does, `acknowledge` when the customer hears of it, `attachments`; of a text, `repeats`: number of the
    entry whose words came once more, of a mail, `sender`: who wrote at the customer's address from
    another one, `placed`: the touchpoint that is known only now, `mistyped`: what
    was meant for a reference, and `also`: the sender's other feedback that it may be about."""
    COMMANDED = "commanded"
    """The customer asked something of the system itself. Data: `command` (`status`, `help`, `stop`,
    `start`), `reply_to`: the address that is answered, absent where none is; `waiting`: what did not
    reach them while they wanted no messages, as purposes, and `holder`, who hears of that."""
    ANSWERED = "answered"
    """A member's words to the customer: a response. Data: `team`."""
    REMINDED = "reminded"
    """The owner was reminded. Data: `level`, `to`, `respond_by`."""
    ESCALATED = "escalated"
    """Raised to the next level. Data: `level`, `to`, `missed_by`, `promise_by`, `why` (`late`,
    `nobody` below it could be reached, `safety` words), `tells_customer`."""
    ASKED = "asked"
    """A member's question to the customer, whose reply the clock waits for. Data: `team`, `until`."""
    RESUMED = "resumed"
    """The clock goes on. Data: `why` (`time`: nobody replied), `promise_by`."""
    APPEALED = "appealed"
    """The customer asks for the ombudsman. Data: as for an escalation, `why` is `appeal`; `policy` and
    `configuration` of the cycle that begins. Where a member says so for the customer: `team`, and
    `for_customer`, how they heard it, for staff only."""
    HANDED_OVER = "handed_over"
    """Another team owns it now. Data: `from`, `to`, `reason`."""
    CORRECTED = "corrected"
    """A member corrected what it was taken for. Data: `changes` ({field: [was, is]}), `reason`,
    `respond_by` and `policy` where that became sooner."""
    REPLANNED = "replanned"
    """An operator put it under the policy of a newer `configuration`. Data: `policy` ([was, is]),
    `level`, `from` and `to` (who had it, who has it), `respond_by`, `promise_by`, `tells_customer`
    (where that became later), `reason`, and as for an escalation `missed_by` and `why`."""
    TAKEN = "taken"
    """A member said that they see to it, or that they no longer do. Data: `team`, `assignee` (mail
    address or null)."""
    NOTED = "noted"
    """A member's note, for staff only. Data: `team`, and of what reached nobody `told` where the customer
    was told on another way, `unreachable` where there is none."""
    SET_ASIDE = "set_aside"
    """A mail that was kept but not acted on; staff see it. Data: `reason`, `sender`, `team`, and
    `proposed`: where it is `unsure`, the words that its writer may send with a link."""
    UNDELIVERED = "undelivered"
    """A message of ours did not reach somebody. Data: `message`, `to`, `reason`, `other` (where it
    goes instead), `entry` and `purpose` (what it told of), and of a member's words `member`; `lost` where
    nothing of an answer reached the customer, `unreached` where that was the newest one."""
    LATE = "late"
    """The first promise passed while a level has it that was handed it at the start: the customer hears
    so. Data: as for an escalation."""
    OVERDUE = "overdue"
    """Nobody is above who has it, and it is still not answered. Data: `level`, `to`,
    `promise_by`."""
    RESOLVED = "resolved"
    """A member told the customer the outcome. With words it is a response as well. Data: `team`."""
    CLOSED = "closed"
    """Nothing more is expected. Data: `why`."""
    GROUPED = "grouped"
    """It is part of an incident, whose owner answers all at once. Data: `incident` (its id), `team`."""
    UNGROUPED = "ungrouped"
    """It is no part of an incident any more. Data: `incident`, `team`."""
    WARNED = "warned"
    """With it its touchpoint got unusually many feedback, and the owner of that is told. Data:
    `touchpoint`, `to` (the team), `sort` (`more`, `worse`), `count`, `usual` (0: not one), `within` (in
    seconds), `since`, `listed` (the newest ones, each as [reference, captured at]), `words` (what most
    of them speak of)."""
    ERASED = "erased"
    """What was personal in it is gone: words, names, contact points, files. Data: `why` (`asked`: the
    customer asked for it; `age`)."""
    SURVEY_ASKED = "survey_asked"
    """The customer is asked how it went. Data: `recommend`: whether for 0 to 10 as well."""
    SURVEY_SKIPPED = "survey_skipped"
    """The customer is not asked how it went. Data: `why` (`pause`: asked not long ago; `opted_out`)."""
    RATED = "rated"
    """The customer said how the entry's cycle went; the words are the why. Data: `score` (1 to 5) and
    `recommend` (0 to 10), each None where not said this time: the newest of each holds. `tell`: id of the
    team that hears of it at once, where it went badly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """Something that came with an entry's words and is none: a photo, a document."""

    name: str
    """As its sender calls it, on one line."""
    media_type: str
    """By its own bytes where it was taken; else what its sender says."""
    size: int
    """In bytes, as it is kept; as it came where it was not taken."""
    key: str | None = None
    """Of its object in the bucket of attachments, below the feedback's id; None where it was not taken."""
    is_stripped: bool = False
    """Whether it is a picture that says nothing any more of where and when it was taken."""
    refused: str | None = None
    """Why it was not taken (`attachments.Refusal`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact on a feedback's timeline, never changed once written."""

    feedback_id: str
    number: int
    """1, 2, 3, … without a gap: the entry was written in the transaction that made the state."""
    what: What
    at: datetime
    """When it happened: for words that came in, when the provider received them."""
    actor: str
    """`customer`, `system`, or a member's mail address."""
    channel: Channel | None = None
    words: str | None = None
    cycle: int = 1
    data: Mapping[str, Any] = field(default_factory=dict)
    """Of plain JSON values; what it holds is said at `What`."""
