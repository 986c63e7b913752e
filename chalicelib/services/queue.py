"""The work queue: what somebody's teams have to answer, what is due next first."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from chalicelib.errors import InvalidInputError
from chalicelib.model import Entry, Feedback
from chalicelib.ports import Lists, QueuePlace
from chalicelib.routing import fold

MOST = 500
"""Feedback that one list shows; the soonest ones."""
LOOKED_AT = 2_000
"""Feedback that one reading looks at, so that it ends in time; then it says where to go on."""

_AT_ONCE = 250
"""Feedback whose states and words are read together."""
_LEAST = 20
"""Feedback of one team that are asked for at once."""
_MARK = "|"
"""Between the parts of a cursor; in none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which feedback a list is to show; None lets anything pass."""

    touchpoint: str | None = None
    kind: str | None = None
    severity: str | None = None
    level: int | None = None
    channel: str | None = None
    assignee: str | None = None
    incident: str | None = None
    text: str | None = None
    """In the first words, the reference, or the customer's name; case and accents do not matter."""
    called: Collection[str] = ()
    """Ids of the touchpoints whose name has the text: what came from there is wanted as well."""

    def takes(self, feedback: Feedback) -> bool:
        """Whether a feedback is wanted, as far as its state tells."""
        return (
            self.touchpoint in (None, feedback.touchpoint)
            and self.kind in (None, feedback.kind)
            and self.severity in (None, feedback.severity)
            and self.level in (None, feedback.level)
            and self.channel in (None, feedback.channel)
            and self.assignee in (None, feedback.assignee)
            and self.incident in (None, feedback.incident)
        )

    def hears(self, feedback: Feedback, first: Entry | None) -> bool:
        """Whether the text that is looked for was said of it."""
        if not self.text or feedback.touchpoint in self.called:
            return True
        return fold(self.text) in fold(_said(feedback, first))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One line of a list."""

    feedback: Feedback
    first: Entry | None
    """The entry with the customer's first words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A part of a list, and where it goes on."""

    lines: list[Listed]
    next: str | None
    """The cursor of what follows; None at the end."""
    looked_at: int
    """Feedback that were looked at for it."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """One feedback in the queue of several teams: by when it is due, then team after team."""

    place: QueuePlace
    team: str
    number: int
    """Of the team among those asked for, so that the order is the same each time."""

    @property
    def order(self) -> tuple[str, int]:
        return self.place.by, self.number

    @property
    def cursor(self) -> str:
        return _MARK.join((self.place.by, self.team, self.place.feedback_id))


@dataclass(frozen=True, slots=True)
class Queue:
    """Reads work queues."""

    lists: Lists

    def of(self, teams: Sequence[str], wanted: Wanted, after: str | None = None) -> Listing:
        """The open feedback of some teams that is wanted, what is due next first.

        As much as one list shows, or as is found in one reading; `after` is an earlier one's `next`,
        of the same teams. InvalidInputError: it is none.
        """
        standing = self._standing(teams, after)
        lines: list[Listed] = []
        looked_at = 0
        last: _Stand | None = None
        while looked_at < LOOKED_AT and len(lines) < MOST:
            some = list(islice(standing, _AT_ONCE))
            if not some:
                return Listing(lines=lines, next=None, looked_at=looked_at)
            found = self._wanted(some, wanted)
            last, looked = some[-1], len(some)
            if len(lines) + len(found) > MOST:
                last = found[MOST - len(lines) - 1][0]
                looked = some.index(last) + 1
            lines += [line for _, line in found[: MOST - len(lines)]]
            looked_at += looked
        is_end = last is None or (last == some[-1] and next(standing, None) is None)
        return Listing(
            lines=lines, next=None if is_end or not last else last.cursor, looked_at=looked_at
        )

    def some(self, ids: Sequence[str]) -> list[Listed]:
        """Lines for chosen feedback, in that order."""
        first = self.lists.entries(ids)
        return [Listed(feedback=one, first=first.get(one.id)) for one in self.lists.states(ids)]

    def _wanted(self, some: Sequence[_Stand], wanted: Wanted) -> list[tuple[_Stand, Listed]]:
        by_id = {one.place.feedback_id: one for one in some}
        states = [one for one in self.lists.states([*by_id]) if wanted.takes(one)]
        first = self.lists.entries([one.id for one in states])
        return [
            (by_id[one.id], Listed(feedback=one, first=first.get(one.id)))
            for one in states
            if wanted.hears(one, first.get(one.id))
        ]

    def _standing(self, teams: Sequence[str], after: str | None) -> Iterator[_Stand]:
        """What stands in the queues of some teams, from behind a cursor on, as one queue."""
        last = _stand_at(teams, after) if after else None
        each = min(max(MOST // max(len(teams), 1), _LEAST), MOST)
        queues = [
            self._queue_of(team, number, each, _begin(number, last))
            for number, team in enumerate(teams)
        ]
        return merge(*queues, key=lambda one: one.order)

    def _queue_of(
        self, team: str, number: int, each: int, after: QueuePlace | None
    ) -> Iterator[_Stand]:
        while True:
            page = self.lists.queue(team, each, after)
            yield from (_Stand(place=one, team=team, number=number) for one in page)
            if len(page) < each:
                return
            after = page[-1]


def _stand_at(teams: Sequence[str], cursor: str) -> _Stand:
    by, team, feedback_id = (*cursor.split(_MARK), "", "")[:3]
    if not (by and feedback_id) or team not in teams:
        raise InvalidInputError("this is no place in this queue", {"after": "No place in it."})
    place = QueuePlace(by=by, feedback_id=feedback_id)
    return _Stand(place=place, team=team, number=teams.index(team))


def _begin(number: int, last: _Stand | None) -> QueuePlace | None:
    """Where a team's queue goes on: of what is due at one instant, the teams before were shown."""
    if last is None or number == last.number:
        return last.place if last else None
    return QueuePlace(by=last.place.by if number > last.number else f"{last.place.by}\0")


def _said(feedback: Feedback, first: Entry | None) -> str:
    words = first.words if first else None
    return " ".join(filter(None, (feedback.reference, feedback.name, words)))
