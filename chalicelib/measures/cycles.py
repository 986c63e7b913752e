"""What a timeline tells of one cycle. Pure."""

from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.measures.heard import Heard
from chalicelib.model import Channel, Kind, Severity


@dataclass(slots=True)
class Pause:
    """A time for which we wait, or waited, for the customer."""

    start: datetime
    until: datetime
    """When the clock goes on by itself."""
    end: datetime | None = None


@dataclass(slots=True)
class Stay:
    """A time for which one level has, or had, a feedback."""

    level: int
    team: str | None
    """None at level 0, which is the owner's, whoever that is."""
    start: datetime
    why: str | None = None
    missed_by: datetime | None = None
    end: datetime | None = None


@dataclass(slots=True)
class Known:
    """What a feedback is taken for and who is accountable: it may change, and its facts with it."""

    channel: Channel
    kind: Kind
    severity: Severity
    touchpoint: str | None
    owner: str


@dataclass(slots=True, kw_only=True)
class Cycle:
    """One cycle as its entries so far tell it."""

    number: int
    start: datetime
    policy: str
    configuration: int
    known: Known
    is_automatic: bool = False
    """A machine's mail: nobody waits for anything."""
    is_appeal: bool = False
    pauses: list[Pause] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    heard: Heard = field(default_factory=Heard)
    """What members said to the customer, and what of it reached nobody."""
    is_resolved: bool = False
    """Whether a member told an outcome, also one that reached nobody."""
    closed_at: datetime | None = None
    given_up_at: datetime | None = None
    """When the team was done with what may have reached nobody: it was closed by itself, or a member
    found no way to the customer."""
    over_at: datetime | None = None
    """When the next cycle began."""
    ended_owner: str | None = None
    """The owner when it was resolved, closed, or the next cycle began."""
    asked_at: datetime | None = None
    rated_at: datetime | None = None
    score: int | None = None
    recommend: int | None = None

    @property
    def waiting(self) -> Pause | None:
        """The pause that has not ended."""
        return self.pauses[-1] if self.pauses and self.pauses[-1].end is None else None

    @property
    def ended_pauses(self) -> tuple[tuple[datetime, datetime], ...]:
        """When the clock stood still, oldest first."""
        return tuple((one.start, one.end) for one in self.pauses if one.end is not None)

    @property
    def holder(self) -> str:
        """Who has it: the owner, or the level that it was raised to."""
        return (self.stays[-1].team if self.stays else None) or self.known.owner
