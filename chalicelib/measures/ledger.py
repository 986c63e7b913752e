"""The ledger of one feedback: which facts hold after an entry, and what each entry adds and withdraws.

The facts that hold follow from the entries so far. An entry's lines are the difference to what held
before it, so the sum of all lines is always what holds now: a correction moves a feedback from one kind
to another by one line each way, and lines are never changed. Whoever reads the same timeline writes the
same lines.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib import calendars
from chalicelib import policy as policies
from chalicelib.calendars import Calendar
from chalicelib.configuration import Configuration, Policy
from chalicelib.measures.cycles import Cycle, Pause, Replay, Stay
from chalicelib.measures.facts import EntryFacts, Fact, Line, Measure, State
from chalicelib.model import Entry, Message, Purpose

ConfigurationOf = Callable[[int], Configuration]
"""A version's configuration."""
Pauses = tuple[tuple[datetime, datetime], ...]

_SECOND = timedelta(seconds=1)


def ledger(timeline: Iterable[Entry], configuration_of: ConfigurationOf) -> Iterator[EntryFacts]:
    """What each entry adds and withdraws, in their order; entries that change no measure are left out.

    The timeline is one feedback's, from its first entry on.
    """
    replay = Replay()
    held: dict[Any, Fact] = {}
    for entry in timeline:
        if not replay.take(entry):
            continue
        holds = {fact.identity: fact for fact in _facts(entry, replay.cycles, configuration_of)}
        gone = [Line(sign=-1, fact=f) for key, f in held.items() if holds.get(key) != f]
        new = [Line(sign=1, fact=f) for key, f in holds.items() if held.get(key) != f]
        held = holds
        if gone or new:
            yield EntryFacts(
                feedback_id=entry.feedback_id,
                source=f"entry:{entry.number:06d}",
                lines=(*gone, *new),
            )


def acknowledged(
    message: Message, timeline: Iterable[Entry], configuration_of: ConfigurationOf
) -> EntryFacts | None:
    """The fact of an acknowledgement that left: from the words that it tells of to its sending.

    None where the message is no acknowledgement, its first part did not leave, or a machine had
    written. Its dimensions are those of the moment at which the words arrived, for good.
    """
    if message.purpose is not Purpose.ACKNOWLEDGEMENT or message.sent_at is None:
        return None
    replay = Replay()
    for entry in timeline:
        replay.take(entry)
        if entry.number == message.entry:
            break
    else:
        return None
    cycle = next(one for one in replay.cycles if one.number == entry.cycle)
    if cycle.is_automatic or message.part[0] != 1:
        return None
    terms = _Terms(entry.feedback_id, cycle, configuration_of(cycle.configuration))
    fact = terms.fact(
        Measure.ACKNOWLEDGEMENT,
        State.DONE,
        entry.at,
        max(message.sent_at, entry.at),
        number=entry.number,
        team=cycle.known.owner,
    )
    return EntryFacts(
        feedback_id=entry.feedback_id,
        source=f"message:{message.id}",
        lines=(Line(sign=1, fact=fact),),
    )


def _facts(entry: Entry, cycles: list[Cycle], configuration_of: ConfigurationOf) -> Iterator[Fact]:
    counted = [
        _Terms(entry.feedback_id, cycle, configuration_of(cycle.configuration))
        for cycle in cycles
        if not cycle.is_automatic
    ]
    for terms in counted:
        first = terms is counted[0]
        yield terms.response(Measure.FIRST_RESPONSE if first else Measure.FURTHER_RESPONSE)
        yield from terms.promise()
        yield terms.resolution()
        yield from (terms.pause(n, one) for n, one in enumerate(terms.cycle.pauses, 1))
        yield from (terms.level(n, one) for n, one in enumerate(terms.cycle.stays, 1))
        yield from terms.survey()
    if counted:
        yield _handling(counted)


class _Terms:
    """A cycle, and the policy and calendar that it is measured by."""

    def __init__(self, feedback_id: str, cycle: Cycle, configuration: Configuration) -> None:
        self.feedback_id = feedback_id
        self.cycle = cycle
        self.configuration = configuration
        self.policy: Policy = configuration.policy(cycle.policy)
        self.calendar: Calendar | None = configuration.calendar(self.policy)

    def response(self, measure: Measure) -> Fact:
        """The cycle's first answer, or that there is none."""
        cycle = self.cycle
        owner, holder = cycle.answered_by or (self.owner, cycle.holder)
        state, end = self._unfinished
        if cycle.answered_at is not None:
            state, end = State.DONE, cycle.answered_at
        return self.fact(
            measure, state, cycle.start, end, team=owner, holder=holder if end else None
        )

    def promise(self) -> Iterator[Fact]:
        """Whether the deadline was met; nothing where none was given."""
        due, cycle = self.deadline, self.cycle
        if due is None:
            return
        owner, holder = cycle.answered_by or (self.owner, cycle.holder)
        end, ended = cycle.answered_at, cycle.closed_at or cycle.over_at
        if end is not None:
            state = State.KEPT if end <= due else State.MISSED
            counted_at = min(end, due)
        elif ended is not None:
            state, end, counted_at = State.MISSED, ended, min(ended, due)
        else:
            # A question that was asked after the deadline no longer moves it.
            is_still = cycle.waiting is not None and cycle.waiting.start < due
            state, counted_at = State.WAITING if is_still else State.RUNNING, due
        yield self.fact(
            Measure.PROMISE, state, cycle.start, end,
            team=owner, holder=holder if end else None, due=due, day=self.configuration.day_of(counted_at),
        )  # fmt: skip

    def resolution(self) -> Fact:
        """The cycle's outcome."""
        cycle = self.cycle
        state, end = self._unfinished
        if cycle.resolved_at is not None:
            state, end = State.DONE, cycle.resolved_at
        elif cycle.closed_at is not None and cycle.last_answer_at is not None:
            state, end = State.DONE, cycle.last_answer_at
        return self.fact(Measure.RESOLUTION, state, cycle.start, end, team=self.owner)

    def pause(self, number: int, pause: Pause) -> Fact:
        """A time of waiting for the customer."""
        state = State.RUNNING if pause.end is None else State.DONE
        return self.fact(
            Measure.PAUSE, state, pause.start, pause.end,
            number=number, team=self.owner, pauses=(),
        )  # fmt: skip

    def level(self, number: int, stay: Stay) -> Fact:
        """A time at one level."""
        owner = self.cycle.answered_by[0] if self.cycle.answered_by else self.owner
        return self.fact(
            Measure.LEVEL, State.RUNNING if stay.end is None else State.DONE, stay.start, stay.end,
            number=number, team=owner, holder=stay.team or owner,
            level=stay.level, why=stay.why, due=stay.missed_by,
        )  # fmt: skip

    def survey(self) -> Iterator[Fact]:
        """The cycle's survey, with the newest score of each sort."""
        cycle = self.cycle
        start = cycle.asked_at or cycle.rated_at
        if start is None:
            return
        end = None if cycle.rated_at is None else max(cycle.rated_at, start)
        yield self.fact(
            Measure.SURVEY, State.RUNNING if end is None else State.DONE, start, end,
            team=self.owner, why=None if cycle.asked_at else "unasked",
            score=cycle.score, recommend=cycle.recommend,
        )  # fmt: skip

    @property
    def owner(self) -> str:
        """Who was accountable when the cycle ended, or is now."""
        return self.cycle.ended_owner or self.cycle.known.owner

    @property
    def deadline(self) -> datetime | None:
        """By when a first response was promised, as far as the pauses that are over move it."""
        cycle, pauses = self.cycle, self.cycle.ended_pauses
        if cycle.is_appeal:
            within = self.policy.levels[-1].respond_within
            return policies.add(self.calendar, cycle.start, within, pauses)
        return policies.respond_by(self.policy, self.calendar, cycle.start, pauses)

    @property
    def _unfinished(self) -> tuple[State, datetime | None]:
        """Of what has not come: still running, or over without it."""
        ended = self.cycle.closed_at or self.cycle.over_at
        return (State.RUNNING, None) if ended is None else (State.WITHOUT, ended)

    def handled(self) -> tuple[datetime, datetime] | None:
        """From the start to the last thing that we did in this cycle; None while it goes on."""
        cycle = self.cycle
        ended = cycle.closed_at or cycle.over_at
        if ended is None:
            return None
        return cycle.start, cycle.resolved_at or cycle.last_answer_at or ended

    def fact(
        self,
        measure: Measure,
        state: State,
        start: datetime,
        end: datetime | None,
        *,
        team: str,
        pauses: Pauses | None = None,
        day: date | None = None,
        **more: Any,
    ) -> Fact:
        """A fact of this cycle. What is still running has no length."""
        if pauses is None:
            until = end or datetime.max.replace(tzinfo=start.tzinfo)
            ended = self.cycle.ended_pauses
            pauses = tuple(one for one in ended if one[0] < until and one[1] > start)
        known = self.cycle.known
        return Fact(
            feedback_id=self.feedback_id,
            cycle=self.cycle.number,
            measure=measure,
            state=state,
            start=start,
            end=end,
            seconds=(end - start) // _SECOND if end else None,
            open_seconds=_net(self.calendar, start, end, pauses) // _SECOND if end else None,
            pauses=pauses,
            policy=self.policy.id,
            configuration=self.configuration.version,
            calendar=self.policy.calendar,
            day=day or self.configuration.day_of(self.cycle.start),
            touchpoint=known.touchpoint,
            team=team,
            channel=known.channel,
            kind=known.kind,
            severity=known.severity,
            **more,
        )


def _net(calendar: Calendar | None, start: datetime, end: datetime, pauses: Pauses) -> timedelta:
    """The calendar's open time of an interval, pauses left out; None is the wall clock."""
    net, at = timedelta(), start
    for begin, stop in sorted(pauses):
        # They may overlap: a mail that was long on its way asks before the last question was over.
        if at < min(begin, end):
            net += calendars.elapsed(calendar, at, min(begin, end))
        at = max(at, stop)
    return net + calendars.elapsed(calendar, at, end) if at < end else net


def _handling(counted: list[_Terms]) -> Fact:
    """All cycles together: what we did, from each start to the last thing that we did about it."""
    last, first = counted[-1], counted[0]
    spans = [(terms, span) for terms in counted if (span := terms.handled()) is not None]
    is_over = len(spans) == len(counted)
    is_done = any(t.cycle.last_answer_at or t.cycle.resolved_at for t in counted)
    state = State.RUNNING if not is_over else State.DONE if is_done else State.WITHOUT
    wall, open_time = timedelta(), timedelta()
    pauses: Pauses = ()
    for terms, (start, end) in spans if is_over else ():
        paused = terms.cycle.ended_pauses
        wall += _net(None, start, end, paused)
        open_time += _net(terms.calendar, start, end, paused)
        pauses += paused
    known, base = last.cycle.known, first.cycle
    return Fact(
        feedback_id=last.feedback_id,
        cycle=base.number,
        measure=Measure.HANDLING,
        state=state,
        start=base.start,
        end=spans[-1][1][1] if is_over else None,
        seconds=wall // _SECOND if is_over else None,
        open_seconds=open_time // _SECOND if is_over else None,
        pauses=pauses,
        policy=last.policy.id,
        configuration=last.configuration.version,
        calendar=last.policy.calendar,
        day=first.configuration.day_of(base.start),
        touchpoint=known.touchpoint,
        team=last.owner,
        channel=known.channel,
        kind=known.kind,
        severity=known.severity,
    )
