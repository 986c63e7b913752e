"""A timeline replayed: what is known of each cycle after each of its entries. Pure.

Only entries are read, never the state, so that every figure can be made again from the timeline.
"""

from datetime import datetime

from chalicelib.instants import from_text
from chalicelib.measures.cycles import Cycle, Known, Pause, Stay
from chalicelib.measures.heard import Said
from chalicelib.model import Channel, Entry, Kind, Severity, What

_ONLY_WITH = {
    What.NOTED: ("told", "unreachable"),
    # Those before `lost` was written name only what was the newest answer then.
    What.UNDELIVERED: ("lost", "unreached"),
}
"""Of what is written often and matters seldom, the data that makes it matter."""


class Replay:
    """Takes entries in their order."""

    def __init__(self) -> None:
        self.cycles: list[Cycle] = []
        self._learn = {
            What.CUSTOMER_WROTE: self._wrote,
            What.APPEALED: self._appealed,
            What.ANSWERED: self._answered,
            What.RESOLVED: self._resolved,
            What.CLOSED: self._closed,
            What.ERASED: self._erased,
            What.ASKED: self._asked,
            What.RESUMED: self._resumed,
            What.ESCALATED: self._escalated,
            What.REPLANNED: self._replanned,
            What.HANDED_OVER: self._handed_over,
            What.CORRECTED: self._corrected,
            What.SURVEY_ASKED: self._survey_asked,
            What.RATED: self._rated,
            What.NOTED: self._noted,
            What.UNDELIVERED: self._undelivered,
        }

    def take(self, entry: Entry) -> bool:
        """Learn what an entry tells; whether any measure may have changed by it."""
        # A customer's command may be all that a feedback begins with.
        learn = self._learn.get(entry.what) if self.cycles else self._captured
        if learn is None or not _may_matter(entry):
            return False
        learn(entry)
        return True

    def _of(self, entry: Entry) -> Cycle:
        """The cycle that an entry belongs to: a rating may be of an earlier one than the newest."""
        return next(one for one in reversed(self.cycles) if one.number == entry.cycle)

    def _captured(self, entry: Entry) -> None:
        data = entry.data
        known = Known(
            channel=entry.channel or Channel.WEB,
            kind=Kind(data["kind"]),
            severity=Severity(data["severity"]),
            touchpoint=data.get("touchpoint"),
            owner=data["owner"],
        )
        self._begin(entry, known, is_automatic=bool(data.get("automatic")))

    def _begin(
        self, entry: Entry, known: Known, *, is_automatic: bool = False, is_appeal: bool = False
    ) -> None:
        data = entry.data
        level = data["level"] if is_appeal else 0
        stay = Stay(level, data["to"] if level else None, entry.at, data["why"] if level else None)
        self.cycles.append(
            Cycle(
                number=entry.cycle,
                start=entry.at,
                policy=data["policy"],
                configuration=data["configuration"],
                known=known,
                is_automatic=is_automatic,
                is_appeal=is_appeal,
                stays=[stay],
            )
        )

    def _next(self, entry: Entry, *, is_appeal: bool) -> None:
        before = self.cycles[-1]
        before.over_at = entry.at
        before.ended_owner = before.ended_owner or before.known.owner
        _leave(before, entry.at)
        known = before.known
        again = Known(known.channel, known.kind, known.severity, known.touchpoint, known.owner)
        self._begin(entry, again, is_appeal=is_appeal)

    def _wrote(self, entry: Entry) -> None:
        if entry.data.get("automatic"):
            return
        if entry.data.get("reopens"):
            self._next(entry, is_appeal=False)
        else:
            _go_on(self._of(entry), entry.at)
        for name, value, *_ in entry.data.get("reasons", ()):
            if name == "severity":
                self.cycles[-1].known.severity = Severity(value)

    def _appealed(self, entry: Entry) -> None:
        self._next(entry, is_appeal=True)

    def _answered(self, entry: Entry) -> None:
        self._said(entry, is_answer=True)

    def _resolved(self, entry: Entry) -> None:
        cycle = self._said(entry, is_answer=entry.words is not None, is_outcome=True)
        cycle.is_resolved = True
        _end(cycle, max(entry.at, cycle.start))

    def _said(self, entry: Entry, *, is_answer: bool, is_outcome: bool = False) -> Cycle:
        cycle = self._of(entry)
        at = max(entry.at, cycle.start)
        cycle.heard.said.append(
            Said(
                number=entry.number,
                at=at,
                owner=cycle.known.owner,
                holder=cycle.holder,
                is_answer=is_answer,
                is_outcome=is_outcome,
            )
        )
        if is_answer:
            cycle.given_up_at = None
            if not cycle.is_resolved:
                cycle.closed_at = None
            _go_on(cycle, at)
            _leave(cycle, at)
        return cycle

    def _noted(self, entry: Entry) -> None:
        if entry.data.get("told"):
            self._said(entry, is_answer=False)
        else:
            self._of(entry).given_up_at = entry.at

    def _undelivered(self, entry: Entry) -> None:
        about = entry.data.get("entry")
        for one in (said for cycle in self.cycles for said in cycle.heard.said):
            if one.number == about and not one.is_told:
                one.is_lost = True

    def _closed(self, entry: Entry) -> None:
        cycle = self._of(entry)
        cycle.given_up_at = max(entry.at, cycle.start)
        _end(cycle, cycle.given_up_at)

    def _erased(self, entry: Entry) -> None:
        if entry.data.get("closes"):
            self._closed(entry)

    def _asked(self, entry: Entry) -> None:
        cycle = self._of(entry)
        if "until" in entry.data and cycle.waiting is None:
            cycle.pauses.append(Pause(entry.at, from_text(entry.data["until"])))

    def _resumed(self, entry: Entry) -> None:
        _go_on(self._of(entry), entry.at)

    def _escalated(self, entry: Entry) -> None:
        cycle, data = self._of(entry), entry.data
        if data["level"] == cycle.stays[-1].level:
            return
        _leave(cycle, entry.at)
        missed = data.get("missed_by") if data.get("why") == "late" else None
        cycle.stays.append(
            Stay(
                data["level"],
                data["to"] if data["level"] else None,
                entry.at,
                data.get("why"),
                from_text(missed) if missed else None,
            )
        )

    def _replanned(self, entry: Entry) -> None:
        cycle = self._of(entry)
        cycle.policy, cycle.configuration = entry.data["policy"][1], entry.data["configuration"]
        self._escalated(entry)

    def _handed_over(self, entry: Entry) -> None:
        self._of(entry).known.owner = entry.data["to"]

    def _corrected(self, entry: Entry) -> None:
        cycle, data = self._of(entry), entry.data
        changes = {name: becomes for name, (_, becomes) in data["changes"].items()}
        if "kind" in changes:
            cycle.known.kind = Kind(changes["kind"])
        if "severity" in changes:
            cycle.known.severity = Severity(changes["severity"])
        if "touchpoint" in changes:
            cycle.known.touchpoint = changes["touchpoint"]
        cycle.policy = data.get("policy", cycle.policy)

    def _survey_asked(self, entry: Entry) -> None:
        cycle = self._of(entry)
        cycle.asked_at = cycle.asked_at or entry.at

    def _rated(self, entry: Entry) -> None:
        cycle = self._of(entry)
        score, recommend = entry.data.get("score"), entry.data.get("recommend")
        if is_whole(score, 1, 5):
            cycle.score, cycle.rated_at = score, entry.at
        if is_whole(recommend, 0, 10):
            cycle.recommend, cycle.rated_at = recommend, entry.at


def _may_matter(entry: Entry) -> bool:
    return entry.what not in _ONLY_WITH or any(map(entry.data.get, _ONLY_WITH[entry.what]))


def is_whole(value: object, least: int, most: int) -> bool:
    """Whether a rating is one of the scale's whole numbers; nothing else is counted."""
    return type(value) is int and least <= value <= most


def _go_on(cycle: Cycle, at: datetime) -> None:
    """The clock goes on: no later than it would have by itself."""
    pause = cycle.waiting
    if pause is not None:
        pause.end = max(min(at, pause.until), pause.start)


def _leave(cycle: Cycle, at: datetime) -> None:
    """Nobody of this level has to answer any more."""
    stay = cycle.stays[-1]
    if stay.end is None:
        stay.end = max(at, stay.start)


def _end(cycle: Cycle, at: datetime) -> None:
    cycle.closed_at = at
    cycle.ended_owner = cycle.known.owner
    _go_on(cycle, at)
    _leave(cycle, at)
