"""The work queue: what somebody's teams have to answer, what is due next first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.model import Entry, Feedback
from chalicelib.ports import Lists
from chalicelib.routing import fold

MOST = 500
"""Feedback that one list shows; the soonest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which feedback a list is to show; None lets anything pass."""

    touchpoint: str | None = None
    kind: str | None = None
    severity: str | None = None
    level: int | None = None
    channel: str | None = None
    assignee: str | None = None
    text: str | None = None
    """In the first words, the reference, or the customer's name; case and accents do not matter."""

    def takes(self, feedback: Feedback, first: Entry | None) -> bool:
        """Whether a feedback is wanted."""
        return (
            self.touchpoint in (None, feedback.touchpoint)
            and self.kind in (None, feedback.kind)
            and self.severity in (None, feedback.severity)
            and self.level in (None, feedback.level)
            and self.channel in (None, feedback.channel)
            and self.assignee in (None, feedback.assignee)
            and (not self.text or fold(self.text) in fold(_said(feedback, first)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of a list."""

    feedback: Feedback
    first: Entry | None
    """The entry with the customer's first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list, and whether it was cut."""

    lines: list[Listed]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """Reads work queues."""

    lists: Lists

    def of(self, teams: Sequence[str], wanted: Wanted) -> Listing:
        """The open feedback of some teams that is wanted, what is due next first."""
        each = max(MOST // max(len(teams), 1), 20)
        ids: list[str] = []
        is_cut = False
        for team in teams:
            page, after = self.lists.queue(team, each)
            ids += page
            is_cut |= bool(after)
        return self._listing(ids[: MOST * 2], wanted, _due_next, is_cut=is_cut)

    def at_place(
        self, touchpoint: str, since: datetime, until: datetime, wanted: Wanted
    ) -> Listing:
        """Whatever was captured at a touchpoint in a time, answered or not, the newest first."""
        ids = self.lists.at_place(touchpoint, since, until, MOST)
        return self._listing(ids, wanted, _newest, is_cut=len(ids) == MOST)

    def some(self, ids: Sequence[str]) -> list[Listed]:
        """Lines for chosen feedback, in that order."""
        first = self.lists.entries(ids)
        return [Listed(feedback=one, first=first.get(one.id)) for one in self.lists.states(ids)]

    def _listing(
        self,
        ids: Sequence[str],
        wanted: Wanted,
        order: Callable[[Feedback], tuple[float, ...]],
        *,
        is_cut: bool,
    ) -> Listing:
        found = [one for one in self.some(ids) if wanted.takes(one.feedback, one.first)]
        found.sort(key=lambda one: order(one.feedback))
        return Listing(lines=found[:MOST], is_cut=is_cut or len(found) > MOST)


def _due_next(feedback: Feedback) -> tuple[float, ...]:
    """Promises by their instant, then what nothing was promised for, then what waits."""
    if feedback.holder is None:
        at = feedback.waiting_until or feedback.captured_at
        return (2.0, at.timestamp())
    if feedback.promise_by is None:
        return (1.0, feedback.captured_at.timestamp())
    return (0.0, feedback.promise_by.timestamp())


def _newest(feedback: Feedback) -> tuple[float, ...]:
    return (-feedback.captured_at.timestamp(),)


def _said(feedback: Feedback, first: Entry | None) -> str:
    words = first.words if first else None
    return " ".join(filter(None, (feedback.reference, feedback.name, words)))
