"""What the use cases need from the outside, as they see it. Adapters are in store, timers, notify."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from chalicelib.configuration import Configuration
from chalicelib.digest import Digest
from chalicelib.model import (
    Channel,
    Entry,
    Feedback,
    Here,
    Incident,
    IncidentTask,
    Message,
    OptOut,
    PendingMove,
    Rendered,
)

if TYPE_CHECKING:  # most Lambdas measure nothing
    from chalicelib.measures.facts import EntryFacts
    from chalicelib.measures.rollups import Cell, Dimension, Tally
    from chalicelib.reconciliation import Arrival, Reconciliation, Source, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing in the work list whose time has come."""

    feedback_id: str
    item: str
    """`state`, `entry:<number>`, `message:<message id>` or `pending:<key>`; or `task:<number>` of the
    incident whose id stands in the feedback's place."""
    wake_at: datetime
    swept: bool = False
    """Whether only the sweep looks for it, since no tick was armed for it: entries, and messages
    that do not wait for a next try."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """What makes the arrival of one message unique, and whom it came from."""

    key: str
    """Channel and the provider's id; one that was seen before changes nothing."""
    contact: str | None = None
    """`sms:+44…` or `email:…`: who wrote, where that is proven."""
    seen: str | None = None
    """The contact's newest feedback as it was read; a change in between is a conflict."""


class FeedbackStore(Protocol):
    """The table. Every write is conditional; a lost race is a ConflictError and changes nothing."""

    def open(
        self, feedback: Feedback, entry: Entry, inbound: Inbound, *, react_by: datetime
    ) -> None:
        """Write a new feedback with its first entry and its reference, in one transaction.

        The entry stands in the work list with `react_by` until it is `reacted` to.
        DuplicateError: this inbound was stored before. ReferenceTakenError: choose another one.
        """

    def change(
        self,
        before: Feedback,
        after: Feedback,
        entry: Entry,
        inbound: Inbound | None = None,
        *,
        react_by: datetime,
    ) -> None:
        """Write the next state and its entry, if the state is still `before`.

        DuplicateError: this inbound was stored before.
        """

    def rearm(self, before: Feedback, wake_at: datetime | None) -> None:
        """Move the wake-up alone, without an entry, if state and wake-up are still as in `before`."""

    def get(self, feedback_id: str) -> Feedback:
        """The state, consistently read. NotFoundError."""

    def entry(self, feedback_id: str, number: int) -> Entry:
        """One entry. NotFoundError."""

    def timeline(self, feedback_id: str) -> list[Entry]:
        """All entries, oldest first."""

    def messages(self, feedback_id: str) -> list[Message]:
        """All messages, in the order of their ids."""

    def by_reference(self, reference: str) -> str | None:
        """The id behind a reference."""

    def by_inbound(self, key: str) -> str | None:
        """The id that an inbound message was stored under."""

    def newest_of(self, contact: str) -> str | None:
        """The id of the feedback that a contact point wrote about last, consistently read."""

    def of_contact(self, contact: str, limit: int) -> list[str]:
        """Ids of a contact point's feedback, newest capture first, consistently read.

        Also where the contact point was only typed into a form.
        """

    def standing_of(self, contact: str, limit: int) -> tuple[str | None, list[str]]:
        """`newest_of` and `of_contact` in one read."""

    def by_provider_id(self, provider_id: str) -> tuple[str, str] | None:
        """Feedback id and message id of a message that left."""

    def reacted(self, feedback_id: str, number: int) -> None:
        """Take an entry off the work list: everything that follows from it is written."""

    def add_message(self, message: Message) -> bool:
        """Write a pending message; False where it is there already."""

    def message(self, feedback_id: str, message_id: str) -> Message:
        """One message. NotFoundError."""

    def claim(self, message: Message, now: datetime, lease_until: datetime) -> Message | None:
        """Make one pending, retryable or abandoned message ours until `lease_until`; else None."""

    def settle(self, before: Message, after: Message) -> None:
        """Write what became of a message, if its delivery is still as in `before`; ConflictError."""

    def due(
        self, now: datetime, limit: int, after: Due | None = None, *, swept: bool = True
    ) -> tuple[list[Due], bool]:
        """Up to `limit` things whose time has come, oldest first by shard, and whether there is more.

        First what ticks come for, then, with `swept`, what only the sweep looks for. A thing stays in
        the list until its worker moves it, so the next page is asked for with the last thing of this
        one as `after`. The list may lag a moment behind the writes.
        """

    def waking(self, after: datetime, until: datetime) -> Iterable[datetime]:
        """The distinct `wake_at`s of states, later than `after` and not later than `until`."""

    def held(self, team_id: str, until: datetime, limit: int) -> list[str]:
        """Ids of up to `limit` feedback that a team has to answer and promised to by `until`.

        And of those whose answer was known by then to have reached nobody. The oldest promise, or
        knowledge, first. The list may lag a moment behind the writes.
        """

    def count(self, key: str, cap: int, expires_at: datetime, *, by: str | None = None) -> bool:
        """Count one more against `key`; False, and nothing counted, where `cap` is reached.

        `by` is what is counted, a few characters long: the same again is let through, and counted once.
        """

    def is_full(self, key: str, cap: int) -> bool:
        """Whether as many as `cap` were counted against `key`."""


class PendingMoves(Protocol):
    """What members said that has not left yet. Each stands in the work list as `pending:<key>`."""

    def add(self, move: PendingMove) -> bool:
        """Keep it until it leaves; False where that feedback has one under its key already."""

    def of(self, feedback_id: str) -> list[PendingMove]:
        """What waits to leave about one feedback, consistently read, in the order of their keys."""

    def claim(self, feedback_id: str, key: str) -> PendingMove | None:
        """Make it too late to take one back; also where it was already. None where there is none."""

    def take_back(self, feedback_id: str, key: str) -> bool:
        """Take one away unless it was claimed; whether it is gone by this call."""

    def done(self, feedback_id: str, key: str) -> None:
        """Take one away: what it said is on the timeline. Also where it is gone."""


class Presence(Protocol):
    """Who has a feedback open. It expires by itself: who says nothing for a while has left."""

    def record(self, feedback_id: str, here: Here, expires_at: datetime) -> None:
        """Keep the newest that somebody's page said."""

    def leave(self, feedback_id: str, email: str) -> None:
        """Somebody closed it; also where they had not opened it."""

    def of(self, feedback_id: str, since: datetime) -> list[Here]:
        """Who has said so at or after `since`, by mail address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that is kept about one feedback in the table."""

    feedback: Feedback
    timeline: tuple[Entry, ...]
    messages: tuple[Message, ...]
    facts: "tuple[EntryFacts, ...]" = ()
    """What was measured, in the order of its sources."""


class Records(Protocol):
    """Feedback as whole records: for what leaves, and for what is blanked."""

    def everything(self) -> Iterator[Record]:
        """Every feedback, in no order, one at a time. It reads all there is; not for a Lambda."""

    def of(self, feedback_id: str) -> Record:
        """One feedback, consistently read. NotFoundError."""

    def blank_entry(self, entry: Entry) -> None:
        """Put these words and these data in the place of an entry's. It is the only way to change one."""

    def blank_message(self, message: Message) -> None:
        """Put this recipient in the place of a message's, and keep neither its rendering nor its error."""

    def forget(self, contact: str, feedback: Feedback) -> None:
        """Let a contact point lead to this feedback no longer; harmless where it does not."""


class OptOuts(Protocol):
    """Who wants no more messages."""

    def record(self, said: OptOut) -> OptOut:
        """Keep what somebody said, unless they said something newer; what holds then.

        Recorded again it changes nothing, and answers the same.
        """

    def of(self, contact: str) -> OptOut | None:
        """What a contact point said last, consistently read; None where it never said anything."""


class OptOutList(Protocol):
    """The SMS provider's own list of numbers that it sends nothing to."""

    def add(self, number: str) -> None:
        """Put a number on it; also where it is there. UnavailableError."""

    def remove(self, number: str) -> None:
        """Take a number off it; also where it is not there. UnavailableError."""


class IncidentStore(Protocol):
    """Incidents and what is to be done with each feedback of them."""

    def open(self, incident: Incident, task: IncidentTask, key: str) -> None:
        """Write a new incident and its first task, in one transaction.

        DuplicateError: something was stored under this key before.
        """

    def change(
        self, before: Incident, after: Incident, task: IncidentTask | None, key: str
    ) -> None:
        """Write what an incident became, and what is to be done, if it is still `before`.

        DuplicateError as for `open`; ConflictError.
        """

    def get(self, incident_id: str) -> Incident:
        """One incident, consistently read. NotFoundError."""

    def by_key(self, key: str) -> str | None:
        """Id of the incident that a change was stored under."""

    def of_team(self, team_id: str, limit: int) -> list[Incident]:
        """A team's open incidents, the newest first. The list may lag a moment behind the writes."""

    def tasks(self, incident_id: str) -> list[IncidentTask]:
        """All tasks, oldest first."""

    def task(self, incident_id: str, number: int) -> IncidentTask:
        """One task. NotFoundError."""

    def rearm(self, task: IncidentTask, wake_at: datetime | None) -> None:
        """Look at a task again at another time, or never, once all of it is settled."""

    def settle(self, incident_id: str, number: int, feedback_id: str, why: str) -> None:
        """Keep that a task is done with one feedback, or `why` it cannot be; the first word stays."""

    def settled(self, incident_id: str, number: int) -> dict[str, str]:
        """Feedback with which a task is settled, and why not done: an empty text where it is."""

    def dismiss(self, touchpoint: str, feedback_ids: Sequence[str], expires_at: datetime) -> None:
        """Keep that some feedback are no incident."""

    def dismissed(self, touchpoint: str) -> list[list[str]]:
        """What was said to be no incident at a touchpoint."""


class Lists(Protocol):
    """What staff look through. Each list may lag a moment behind the writes."""

    def queue(self, team_id: str, limit: int, after: str | None = None) -> tuple[list[str], str]:
        """Ids of up to `limit` open feedback that a team has, and where the next page begins.

        The oldest promise first, then what nothing was promised for, then what waits for the
        customer. `after` is where an earlier page ended; empty at the end of the list.
        """

    def at_place(
        self, touchpoint_id: str, since: datetime, until: datetime, limit: int
    ) -> list[str]:
        """Ids of up to `limit` feedback captured at a touchpoint from `since` to `until`, newest first."""

    def states(self, feedback_ids: Sequence[str]) -> list[Feedback]:
        """The states of up to 500 feedback, in that order; those that are gone are left out."""

    def entries(self, feedback_ids: Sequence[str], number: int = 1) -> dict[str, Entry]:
        """One entry of each of up to 500 feedback, such as the words that it began with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Everything that the measurements of one feedback are made from, and what was made."""

    feedback_id: str
    timeline: list[Entry]
    acknowledgements: list[Message]
    recorded: "dict[str, EntryFacts]"
    """By their source."""


class MeasureStore(Protocol):
    """Facts, each written once, and the sums that they are added to in the same transaction."""

    def record(self, facts: "Sequence[EntryFacts]") -> int:
        """Write what is not there yet and add it to the sums; how many were new.

        The sources of one feedback must differ. ConflictError: others kept changing the same sums.
        """

    def recorded(self, feedback_id: str) -> "dict[str, EntryFacts]":
        """What was written of one feedback, by its source, consistently read."""

    def rollup(
        self, dimension: "Dimension", value: str, periods: Sequence[str]
    ) -> "dict[str, Tally]":
        """The sums of one value of a dimension by period; periods in which nothing is are left out."""

    def rollups(self, dimension: "Dimension", period: str) -> "dict[str, Tally]":
        """The sums of every value of a dimension in one period."""

    def everything(self) -> "Iterator[Measured | tuple[Cell, Tally]]":
        """Every feedback and every cell, in no order. It reads all there is; not for a Lambda."""

    def amend(self, was: "EntryFacts", follows: "EntryFacts") -> None:
        """Put other facts in the place of those written under a source, and their difference in the sums.

        Only for mending. ConflictError: they are no longer what they were.
        """

    def adjust(self, cell: "Cell", difference: "Tally") -> None:
        """Add to a cell what no facts account for. Twice would be added twice: only for mending."""


class ConfigurationStore(Protocol):
    """Versions of the configuration; a stored version never changes."""

    def current(self) -> Configuration:
        """The newest version, seconds old at most. UnavailableError where none was ever applied."""

    def version(self, number: int) -> Configuration:
        """One version. NotFoundError."""

    def keys(self) -> Sequence[bytes]:
        """The signing keys, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """That a version of the configuration was put in force."""

    version: int
    at: datetime
    by: str
    """A member's address, or how else it was applied; empty for versions from before this was kept."""
    text: str | None
    """The TOML that it was made from; None for versions from before it was kept."""


class ConfigurationArchive(ConfigurationStore, Protocol):
    """The versions with what they were made from, and the way to a new one."""

    def in_force(self) -> Applied | None:
        """The version in force this instant, None where none was ever applied. Nothing is cached."""

    def applied(self, number: int) -> Applied:
        """Who applied a version, when, and its text. NotFoundError."""

    def history(self, limit: int, before: int | None = None) -> list[Applied]:
        """Up to `limit` (100 at most) versions, the newest first, older than `before`."""

    def apply(
        self,
        document: Mapping[str, Any],
        *,
        now: datetime,
        new_key: bytes,
        text: str | None = None,
        by: str = "",
        base: int | None = None,
    ) -> int:
        """Put a document in force as the next version; its number.

        `new_key` (32 random bytes) becomes the signing key where there is none yet. `base` is the
        version that the text was written from. ConflictError: another version is in force.
        TooLargeError.
        """


class Ticker(Protocol):
    """The wheel of timers."""

    def ensure(self, wake_at: datetime, now: datetime) -> datetime:
        """Make sure that a tick will come at or soon after `wake_at`; that tick's instant."""


class Queue(Protocol):
    """Work for another Lambda. Delivery is at least once, in no order."""

    def put(self, jobs: Sequence[dict[str, str]], *, delay: timedelta = timedelta()) -> None:
        """Hand the jobs over, not to be taken before `delay` (15 minutes at most) is over.

        UnavailableError where one was refused.
        """


class Renderer(Protocol):
    """Words for a message."""

    def render(
        self,
        message: Message,
        feedback: Feedback,
        timeline: Sequence[Entry],
        now: datetime,
        *,
        beside: Sequence[Message] = (),
    ) -> Rendered:
        """The message as it will leave. `beside`, for a receipt: the others about the same entry."""


class DigestRenderer(Protocol):
    """Words for a team's daily digest."""

    def render(self, digest: Digest, now: datetime) -> Rendered:
        """The mail as it will leave."""


class Transport(Protocol):
    """One way out."""

    def send(self, message: Message, rendered: Rendered) -> str:
        """Hand one message to the provider; its id. Permanent-, Temporary-, AmbiguousDeliveryError."""


class Files(Protocol):
    """Attachments, each below the id of its feedback, so that all of one feedback can be found."""

    def put(self, feedback_id: str, key: str, content: bytes, media_type: str) -> None:
        """Keep one; the same again changes nothing, for its key follows from its content."""

    def remove_all(self, feedback_id: str) -> int:
        """Delete everything of one feedback; how many there were."""

    def read(self, feedback_id: str, key: str) -> bytes:
        """One of them. NotFoundError."""

    def link(
        self, feedback_id: str, key: str, *, name: str, media_type: str, is_shown: bool
    ) -> str:
        """An address that gives one to anybody for at most five minutes. NotFoundError.

        A browser takes it for `media_type` and shows it, or stores it under `name`.
        """


class MediaSource(Protocol):
    """Where the SMS provider keeps the pictures of an MMS until they are fetched."""

    def fetch(self, message: str, media: str) -> bytes:
        """One of them, by the provider's ids. NotFoundError, TooLargeError, UnavailableError."""


class MailStore(Protocol):
    """Where the provider keeps the originals of mails."""

    def read(self, key: str) -> bytes:
        """The raw MIME. NotFoundError."""

    def remove(self, key: str) -> None:
        """Delete one; harmless where it is gone."""


class Arrivals(Protocol):
    """What was taken in, by the provider's ids, so that it can be compared with what they say arrived."""

    def record(self, arrival: "Arrival") -> None:
        """Keep that it was taken in to the end, for `reconciliation.ARRIVALS_KEPT`; again is harmless."""

    def of_day(self, channel: Channel, day: date) -> "Iterator[Arrival]":
        """What arrived on a UTC day, in no order."""

    def stored(self, inbound: Sequence[str]) -> dict[str, str]:
        """Ids of the feedback that inbound messages are stored in, by their keys, consistently read.

        Those that are stored nowhere are left out.
        """


class ArrivalSource(Protocol):
    """What one provider says arrived on one channel."""

    @property
    def channel(self) -> Channel:
        """Which channel."""

    @property
    def source(self) -> "Source":
        """Whose word it is."""

    def told(self, since: datetime, until: datetime) -> "Told":
        """What arrived from `since` to just before `until`. UnavailableError where nobody can say."""

    def job(self, arrival_id: str) -> dict[str, str] | None:
        """What the queue of arrivals is handed so that one is taken in once more; None: it cannot be."""


class DeadLetters(Protocol):
    """Notifications of arrivals that were given up."""

    def ids(self) -> dict[str, datetime | None]:
        """When each came, by the id that its arrival would have; those that say neither are left out."""

    def redrive(self, arrival_ids: Collection[str]) -> set[str]:
        """Give those back to the queue that they came from; which were there."""


class Plumbing(Protocol):
    """How the arrows between the Lambdas are. None is always "not available here"."""

    def dead_letters(self) -> dict[str, int | None]:
        """How many dead letters there are, by what they come from."""

    def late_seconds(self, since: datetime, until: datetime) -> int | None:
        """How old the oldest change of the table was when a reader of its stream got it."""


class Reconciliations(Protocol):
    """What came of comparing each day."""

    def save(self, result: "Reconciliation") -> None:
        """Keep a day's result, in the place of an earlier one."""

    def of(self, day: date) -> "Reconciliation | None":
        """A day's newest result, consistently read; None where it was never reconciled."""

    def latest(self, limit: int) -> "list[Reconciliation]":
        """The results of up to `limit` days, the newest day first."""
