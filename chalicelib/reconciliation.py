"""Reconciliation: what the providers say arrived on a day, beside what is stored. Pure.

A day is a UTC day, as the providers count. What arrived moments ago is still on its way and is not judged.
A source that cannot be asked is said to be unavailable: that is not the same as "nothing is missing".
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from chalicelib.model import Channel

LOOKS_BACK = timedelta(days=30)
"""How old a day may be that is reconciled: as long as what is compared is kept, unless mails go sooner."""
STAYS_OPEN = timedelta(days=6)
"""How old a day may be that each night looks at again: mails are kept for at least seven days."""
RESULTS_KEPT = timedelta(days=800)
"""How long a day's result is kept: two years and some weeks, for who audits them."""
_COUNTED = timedelta(minutes=5)
"""How finely providers count."""
LISTED = 100
"""Differences of one kind that a result names; of the rest it says how many there are."""


class Source(StrEnum):
    """Whose word it is that something arrived."""

    MAIL_BUCKET = "mail_bucket"
    """SES puts each mail into the bucket before it tells us of it."""
    TOPIC = "topic"
    """The topic that End User Messaging publishes texts to counts them, and keeps no list."""
    TWILIO = "twilio"
    """Twilio lists the texts of an account."""
    WEB_LOG = "web_log"
    """The API's log of what it was sent, written before anything is stored."""


class Lack(StrEnum):
    """What something that is stored is without."""

    MESSAGES = "messages"
    """What follows from an entry was not written in time."""
    DELIVERY = "delivery"
    """A message waits to leave, or for what became of it, for longer than it may."""
    STEP = "step"
    """What was due with a feedback was not done in time."""
    ATTACHMENT = "attachment"
    """What came with words is not where it is kept."""
    FACTS = "facts"
    """An entry is missing in the measurements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a provider says arrived."""

    count: int
    named: Mapping[str, datetime] | None
    """When each arrived, by its id; None where the provider only counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that arrived and is not stored."""

    id: str
    at: datetime | None
    is_dead_letter: bool = False
    """Whether its notification was given up and lies with the dead letters."""
    is_redriven: bool = False
    """Whether this check has handed it over once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of one channel's comparison."""

    channel: Channel
    source: Source
    arrived: int | None
    """None: the source is not available here."""
    stored: int = 0
    """How many of them; where the provider only counts, how many we stored of that day."""
    missing: tuple[Missing, ...] = ()
    more_missing: int = 0
    """How many are missing beside those that are named."""
    redriven: int = 0
    """How many of all that are missing this check has handed over once more."""

    @property
    def is_repairable(self) -> bool:
        """Whether something is missing that can be handed over: by its name, and its words kept."""
        return bool(self.missing) and self.source is not Source.WEB_LOG

    @property
    def unaccounted(self) -> int:
        """How many arrived and are not stored."""
        return len(self.missing) + self.more_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something of a feedback that is not there."""

    lack: Lack
    feedback_id: str
    about: str
    """The entry's number, the message's id, or the attachment's key; empty where it is all of it."""
    is_mended: bool = False
    """Whether this check has done what makes up for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """What came of looking at the feedback that the day's arrivals belong to, and at the work list."""

    feedback: int = 0
    looked_at: int = 0
    """Of these, how many were looked at in every detail."""
    problems: tuple[Problem, ...] = ()
    more: int = 0
    """Problems beside those that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What came of one day."""

    day: date
    checked_at: datetime
    times: int
    """How often the day was checked, this time included."""
    channels: tuple[Checked, ...]
    inside: Inside
    dead_letters: Mapping[str, int | None] = field(default_factory=dict)
    """How many there are of each source of them, at this check; None where that is not available."""
    late_seconds: int | None = None
    """How old the oldest change was that day when a reader of the table's stream got it; None: unknown."""
    redriven: int = 0
    """What all checks of the day have handed over once more or made up for."""
    until: datetime | None = None
    """Until when arrivals were judged; None of checks before this was kept: about until they were made."""

    @property
    def is_of_whole_day(self) -> bool:
        """Whether arrivals were judged to the end of the day, not only as far as it had come."""
        end = datetime.combine(self.day, time(), UTC) + timedelta(days=1)
        return (self.until or self.checked_at) >= end

    @property
    def is_compared(self) -> bool:
        """Whether that nothing is missing would say it of the whole day and of every channel."""
        return self.is_of_whole_day and not self.unknown

    @property
    def unaccounted(self) -> int:
        """How much arrived and is not stored."""
        return sum(one.unaccounted for one in self.channels)

    @property
    def problems(self) -> int:
        """How much is not as it should be behind what is stored."""
        return len(self.inside.problems) + self.inside.more

    @property
    def unknown(self) -> tuple[Channel, ...]:
        """Channels of which nobody could say what arrived."""
        return tuple(one.channel for one in self.channels if one.arrived is None)

    @property
    def is_open(self) -> bool:
        """Whether a further check may learn something, or bring in what is missing."""
        return not self.is_compared or any(one.is_repairable for one in self.channels)

    @property
    def is_whole(self) -> bool:
        """Whether everything that providers spoke of is stored, with all that follows from it.

        That says little of a day that `is_compared` denies.
        """
        return not (self.unaccounted or self.problems or any(self.dead_letters.values()))


def span(day: date, now: datetime, on_its_way: timedelta) -> tuple[datetime, datetime]:
    """From when until when arrivals of a day are judged.

    What arrived within `on_its_way` before now is not. The end is at whole five minutes, since that is
    how finely providers count, or at whole multiples of less. ValueError where the day is not over its
    first moments, or is older than `LOOKS_BACK`.
    """
    begin = datetime.combine(day, time(), UTC)
    step = min(_COUNTED, on_its_way)
    judged = begin + (now - on_its_way - begin) // step * step
    end = min(begin + timedelta(days=1), judged)
    if end <= begin:
        raise ValueError(f"{day} has hardly begun")
    if now - begin > LOOKS_BACK + timedelta(days=1):
        raise ValueError(f"{day} is more than {LOOKS_BACK.days} days ago")
    return begin, end


def compared(
    channel: Channel,
    source: Source,
    told: Told,
    stored: Collection[str],
    letters: Mapping[str, datetime | None],
) -> Checked:
    """What is missing of what a provider speaks of, all of it, the oldest first.

    `stored`: ids that are stored, of those that are named; where the provider only counts, all of the
    span. `letters`: when the dead letters of the channel came, by id.
    """
    known = set(stored)
    if told.named is None:
        lost = max(0, told.count - len(known))
        named = {one: at for one, at in letters.items() if one not in known}
        found = len(known)
    else:
        named = {one: at for one, at in told.named.items() if one not in known}
        lost = len(named)
        found = told.count - lost
    listed = sorted(named.items(), key=lambda one: (one[1] is None, one[1], one[0]))
    return Checked(
        channel=channel,
        source=source,
        arrived=told.count,
        stored=found,
        missing=tuple(Missing(id=one, at=at, is_dead_letter=one in letters) for one, at in listed),
        more_missing=max(0, lost - len(listed)),
    )


def shortened(found: Checked) -> Checked:
    """A channel as it is kept: `LISTED` of what is missing, the oldest, and how many there are beside."""
    more = found.more_missing + max(0, len(found.missing) - LISTED)
    return replace(found, missing=found.missing[:LISTED], more_missing=more)
