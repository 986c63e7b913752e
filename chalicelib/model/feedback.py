"""The state of one feedback, and what stands beside it."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.model.kinds import Channel, Difficulty, Kind, Severity, Status
from chalicelib.model.timeline import What


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPoint:
    """A phone number (E.164, channel sms) or a mail address (lower case, channel email).

    `proven` means that the customer wrote from it; one typed into a form is not.
    """

    channel: Channel
    address: str
    proven: bool


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
    it did, or may have, or where a member told them on another way or found none."""
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
class Here:
    """Somebody who has a feedback open."""

    email: str
    name: str
    writing: bool
    """Whether they are writing to the customer."""
    at: datetime
    """When their page last said so."""


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
class OptOut:
    """Whether the person at a contact point wants messages, as they said last."""

    contact: str
    """`sms:+44…` or `email:…`."""
    opted_out: bool
    at: datetime
    """When they last said so."""
    by: str
    """Key of the message that first said so: of several that say the same one is confirmed."""
