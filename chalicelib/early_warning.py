"""When a touchpoint's owner is warned, once, and when once more. Pure.

An episode is a time in which a touchpoint gets unusually many feedback, or unusually many serious ones. Its
owner is warned when it begins, again when it turns out that unusually many of them are serious, and else
only when there are three times as many as they were told of. It is over when nothing unusual has come for
a day: then the next is news. So what stays, a crowd that comes every day or a new coach, is said once, and
after eight weeks it is what is usual.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.configuration import Configuration
from chalicelib.model import Entry, Feedback, Severity, What

LEARNS_FOR = timedelta(days=14)
"""How long a touchpoint gets feedback before it is known what is usual there."""
OVER_AFTER = timedelta(days=1)
MUCH_WORSE = 3
"""How many times as many as were told of are told of again."""
STALE_AFTER = timedelta(hours=24)
"""What came longer ago warns of nothing any more: the digest tells of it."""
NOTED_EVERY = timedelta(hours=1)
"""How often it is written down that an episode goes on."""

_SERIOUS = {Severity.CRITICAL, Severity.HIGH}
_UNHAPPY = 2
"""A rating given with the words that is no better than this, of 5."""


class Sort(StrEnum):
    """What is unusual."""

    MORE = "more"
    """More feedback than usual."""
    WORSE = "worse"
    """More serious feedback than usual: high or critical, or with a rating of 1 or 2."""


def of_each_sort(false_alarms: float) -> float:
    """How many false alarms a year may be of one sort, where all together may be so many."""
    return false_alarms / len(Sort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """What was found at a touchpoint."""

    sort: Sort
    count: int
    """How many in the window; of `worse`, how many of them serious."""
    usual: int
    """How many are usual in a window at this hour of the week, to the next whole one; 0: not one."""
    ids: tuple[str, ...]
    """Everything that came in the window, serious or not, the newest first."""
    began_at: datetime
    """When the first of them came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """The newest episode of a touchpoint, and what its owner was told."""

    touchpoint: str
    team: str
    """Id of the team that was warned."""
    warnings: int
    """How many of this touchpoint there were, this one included."""
    sort: Sort
    count: int
    """As it was told."""
    usual: int
    within: timedelta
    """In which they were counted."""
    began_at: datetime
    """When the first feedback came that was counted."""
    told_at: datetime
    feedback_id: str
    """The feedback on whose timeline the warning stands."""
    last_at: datetime
    """When something unusual came last."""
    came: int = 0
    """How many there were in all when the owner was told of any sort; 0: that was not kept."""
    serious: int = 0
    """How many serious ones the owner was told of in this episode; 0: of none."""

    def is_over(self, at: datetime) -> bool:
        """Whether what is unusual at an instant is news."""
        return at - self.last_at > OVER_AFTER


def is_news(found: Unusual, before: Episode, at: datetime) -> bool:
    """Whether the owner is warned of what was found after an earlier episode, or in it.

    Serious ones are compared with serious ones and all with all: who was told of many does not know
    that they are serious.
    """
    told = before.serious if found.sort is Sort.WORSE else before.came
    return before.is_over(at) or found.count >= MUCH_WORSE * told


def told_of(found: Unusual, before: Episode | None, at: datetime) -> tuple[int, int]:
    """How many in all, and how many serious ones, an episode's owner has heard of with what was found."""
    came, serious = len(found.ids), found.count if found.sort is Sort.WORSE else 0
    if before is None or before.is_over(at):
        return came, serious
    return max(came, before.came), max(serious, before.serious)


def goes_on(before: Episode, at: datetime) -> Episode | None:
    """The episode with something unusual at an instant; None where that need not be written down."""
    return replace(before, last_at=at) if at - before.last_at >= NOTED_EVERY else None


def looked_at(entry: Entry) -> bool:
    """Whether an entry may show something unusual: a customer's own words that begin a feedback.

    What a machine wrote does not, nor what a member recorded by hand, whose instant may be anything.
    """
    is_first = entry.what is What.CAPTURED or bool(entry.data.get("placed"))
    is_odd = entry.data.get("automatic") or entry.data.get("suspect")
    return is_first and entry.actor == "customer" and not is_odd


def is_serious(feedback: Feedback) -> bool:
    """Whether a feedback counts among the serious ones."""
    is_unhappy = feedback.rating is not None and feedback.rating <= _UNHAPPY
    return feedback.severity in _SERIOUS or is_unhappy


def holidays(configuration: Configuration) -> Callable[[date], bool]:
    """Whether a day is a holiday in every calendar of an organisation that knows any."""
    knowing = [one for one in configuration.calendars.values() if one.holidays or one.closed]

    def is_holiday(day: date) -> bool:
        return bool(knowing) and all(day in one.holidays or day in one.closed for one in knowing)

    return is_holiday
