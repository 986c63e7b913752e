"""The facts: a feedback's state, its timeline, and the messages about it. Nothing acts here.

Every record is frozen; a change is a new record. Instants are aware UTC datetimes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of feedback it is."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    COMPLIMENT = "compliment"
    ENQUIRY = "enquiry"


class Severity(StrEnum):
    """How bad it is for the customer."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Difficulty(StrEnum):
    """How hard it is to answer."""

    SIMPLE = "simple"
    COMPLEX = "complex"


class Channel(StrEnum):
    """How the customer came, or how a message leaves (then only sms and email)."""

    SMS = "sms"
    WEB = "web"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"
    LETTER = "letter"
    SOCIAL = "social"


class Status(StrEnum):
    """Where a feedback stands. Only an open one has deadlines."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


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
    """A member's note, for staff only. Data: `team`, and `told` where it says that the customer was
    told on another way."""
    SET_ASIDE = "set_aside"
    """A mail that was kept but not acted on; staff see it. Data: `reason`, `sender`, `team`, and
    `proposed`: where it is `unsure`, the words that its writer may send with a link."""
    UNDELIVERED = "undelivered"
    """A message of ours did not reach somebody. Data: `message`, `to`, `reason`, `other` (where it
    goes instead), and of a member's words `member`; `unreached` where they went nowhere at all."""
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

    @property
    def is_for_staff(self) -> bool:
        """Whether a team reads it; otherwise the customer does."""
        return self.value.startswith("team_")

    @property
    def stands_alone(self) -> bool:
        """Whether it is about no single feedback: such a message has its words from the start."""
        return self in _STANDING_ALONE


_STANDING_ALONE = frozenset({Purpose.TEAM_DIGEST})


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
class ContactPoint:
    """A phone number (E.164, channel sms) or a mail address (lower case, channel email).

    `proven` means that the customer wrote from it; one typed into a form is not.
    """

    channel: Channel
    address: str
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOut:
    """Whether the person at a contact point wants messages, as they said last."""

    contact: str
    """`sms:+44…` or `email:…`."""
    opted_out: bool
    at: datetime
    """When they last said so."""
    by: str
    """Key of the message that first said so: of several that say the same one is confirmed."""


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
class MailThread:
    """What a mail to the customer needs so that it stands beside the customer's own."""

    subject: str
    message_id: str | None
    """Of the customer's newest mail, with its angle brackets."""
    references: tuple[str, ...] = ()
    """Message ids, oldest first, without `message_id`; bounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """The small state of one feedback; the words are in its entries."""

    id: str
    """16 characters of Crockford's base32 in lower case, fixed by the first message's provider id."""
    reference: str
    kind: Kind
    severity: Severity
    difficulty: Difficulty = Difficulty.SIMPLE
    channel: Channel
    touchpoint: str | None
    owner: str
    """Id of the team that is accountable."""
    holder: str | None = None
    """Id of the team that has to act now: the owner, or the level that it was raised to. None where
    nobody has to: waiting for the customer, or answered, unless the answer reached nobody."""
    assignee: str | None = None
    """Mail address of the member who sees to it; None where nobody has said so."""
    incident: str | None = None
    """Id of the incident that it is part of."""
    locale: str
    contacts: tuple[ContactPoint, ...] = ()
    """Best one first; messages to the customer go to the first that can be reached."""
    name: str | None = None
    rating: int | None = None
    thread: MailThread | None = None
    status: Status = Status.OPEN
    level: int = 0
    cycle: int = 1
    captured_at: datetime
    """When the provider received it: every clock starts here, not when a Lambda got to it."""
    cycle_at: datetime
    """When this cycle began: `captured_at`, or when the words that reopened it arrived."""
    respond_by: datetime | None
    """The deadline of this cycle's first response; None where no response is promised. Only the time for
    which we waited for the customer moves it, a correction that makes it sooner, and `replan`."""
    promise_by: datetime | None
    """The newest promise that the customer was told; moves with each level, `respond_by` never."""
    policy: str
    config_version: int
    """Version of the configuration whose policy holds for this cycle."""
    done: tuple[str, ...] = ()
    """Keys of the policy's steps that were taken in this cycle."""
    wake_at: datetime | None
    """When this feedback next needs a look; None when it never does."""
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    """When the clock of this cycle stood still, waiting for the customer, oldest first."""
    waiting_since: datetime | None = None
    """When a member asked the customer something that is not answered yet."""
    waiting_until: datetime | None = None
    """When the clock goes on without the customer's reply."""
    answered_at: datetime | None = None
    unreached_at: datetime | None = None
    """When it was known that the newest answer of this cycle reached the customer on no way; None where
    it did, or may have, or where a member told them on another way."""
    resolved_at: datetime | None = None
    """When the customer was told the outcome of this cycle."""
    closed_at: datetime | None = None
    """When this cycle ended: `resolved_at`, or when it was closed by itself."""
    survey_consent: bool | None = None
    """Whether the customer may be asked how it went; None where nobody said. False for a machine."""
    survey_asked_at: datetime | None = None
    """When the customer was asked how this cycle went."""
    score: int | None = None
    """How content the customer is with this cycle, 1 to 5."""
    recommend: int | None = None
    """How likely the customer is to recommend us, said of this cycle, 0 to 10."""
    entries: int = 0
    """How many timeline entries there are; the newest has this number."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes a response."""
        return self.status is Status.OPEN


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Feedback of several customers that one member answers at once; each keeps all that is its own."""

    id: str
    title: str
    """What staff call it, such as "heating, cold"."""
    touchpoint: str | None
    team: str
    """Id of the team that owns it, and with it every feedback of it."""
    assignee: str
    """Mail address of the member who sees to it."""
    opened_at: datetime
    closed_at: datetime | None = None
    feedback_ids: tuple[str, ...] = ()
    """What is to be part of it; each one's timeline follows."""
    changes: int = 1
    """How often it was changed; the number of its newest task, where that change made one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTask:
    """One thing to be done with each of several feedback, each for itself and once."""

    incident_id: str
    number: int
    what: What
    """GROUPED, UNGROUPED, ANSWERED or RESOLVED."""
    feedback_ids: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    """Of an answer: by the languages of `wording.LOCALES`."""
    member: str
    team: str
    at: datetime
    wake_at: datetime | None
    """When it is looked at again; None once everything is settled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingMove:
    """What a member said to a customer that has not left yet: until then they may take it back."""

    feedback_id: str
    key: str
    """The member's own for what they said; it becomes an entry under the same one."""
    what: What
    """ANSWERED, ASKED or RESOLVED."""
    words: str
    member: str
    team: str
    seen: int | None
    """Number of the newest entry that the member had seen; see `services.staff.Said`."""
    said_at: datetime
    leaves_at: datetime
    is_leaving: bool = False
    """Whether it is too late to take it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """That a customer said how one cycle of a feedback went, for the lists of the team that owned it."""

    feedback_id: str
    entry: int
    """Number of the entry that holds what they said."""
    cycle: int
    team: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Somebody who has a feedback open."""

    email: str
    name: str
    writing: bool
    """Whether they are writing to the customer."""
    at: datetime
    """When their page last said so."""


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
    shows: int | None = None
    """Number of the newest entry that there was when its words were made; None until then."""
