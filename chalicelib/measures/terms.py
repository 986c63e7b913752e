"""The facts of one cycle as its entries so far tell it, by the policy and calendar that it runs under."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib import calendars
from chalicelib import policy as policies
from chalicelib.calendars import Calendar
from chalicelib.configuration import Configuration, Policy
from chalicelib.measures.cycles import Cycle, Pause, Stay
from chalicelib.measures.facts import Fact, Measure, State
from chalicelib.measures.heard import Said

Pauses = tuple[tuple[datetime, datetime], ...]
SECOND = timedelta(seconds=1)


class Terms:
    """A cycle, and the policy and calendar that it is measured by."""

    def __init__(self, feedback_id: str, cycle: Cycle, configuration: Configuration) -> None:
        self.feedback_id = feedback_id
        self.cycle = cycle
        self.configuration = configuration
        self.policy: Policy = configuration.policy(cycle.policy)
        self.calendar: Calendar | None = configuration.calendar(self.policy)
        self.first: Said | None = next(iter(cycle.heard.answers), None)
        """The cycle's first response."""

    def response(self, measure: Measure) -> Fact:
        """The cycle's first answer that reached the customer, or that there is none."""
        state, end = self._unfinished
        if self.first:
            state, end = State.DONE, self.first.at
        return self.fact(
            measure, state, self.cycle.start, end,
            team=self.answerer, holder=self.holder if end else None,
        )  # fmt: skip

    def promise(self) -> Iterator[Fact]:
        """Whether the deadline was met; nothing where none was given."""
        due, cycle = self.deadline, self.cycle
        if due is None:
            return
        end = self.first.at if self.first else None
        ended = cycle.closed_at or cycle.over_at
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
            team=self.answerer, holder=self.holder if end else None, due=due,
            day=self.configuration.day_of(counted_at),
        )  # fmt: skip

    def resolution(self) -> Fact:
        """The cycle's outcome."""
        cycle = self.cycle
        state, end = self._unfinished
        ends_with = cycle.heard.conclusion
        if ends_with and (ends_with.is_outcome or cycle.closed_at):
            state, end = State.DONE, ends_with.at
        return self.fact(Measure.RESOLUTION, state, cycle.start, end, team=self.owner)

    def unreached(self, lost: Said, after_all: Said | None) -> Fact:
        """The time for which the customer did not know what had reached nobody."""
        ended = self.cycle.given_up_at or self.cycle.over_at
        state, end = (State.WITHOUT, ended) if ended else (State.RUNNING, None)
        if after_all:
            state, end = State.DONE, after_all.at
        return self.fact(
            Measure.UNREACHED, state, lost.at, end and max(end, lost.at),
            number=lost.number, team=lost.owner, holder=lost.holder,
        )  # fmt: skip

    def pause(self, number: int, pause: Pause) -> Fact:
        """A time of waiting for the customer."""
        state = State.RUNNING if pause.end is None else State.DONE
        return self.fact(
            Measure.PAUSE, state, pause.start, pause.end,
            number=number, team=self.owner, pauses=(),
        )  # fmt: skip

    def level(self, number: int, stay: Stay) -> Fact:
        """A time at one level."""
        return self.fact(
            Measure.LEVEL, State.RUNNING if stay.end is None else State.DONE, stay.start, stay.end,
            number=number, team=self.answerer, holder=stay.team or self.answerer,
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
    def answerer(self) -> str:
        """Who was accountable at the first response; without one, the owner."""
        return self.first.owner if self.first else self.owner

    @property
    def holder(self) -> str:
        """Who had it at the first response, or has it."""
        return self.first.holder if self.first else self.cycle.holder

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
        ends_with = cycle.heard.conclusion
        return cycle.start, ends_with.at if ends_with else ended

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
            seconds=(end - start) // SECOND if end else None,
            open_seconds=net(self.calendar, start, end, pauses) // SECOND if end else None,
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


def net(calendar: Calendar | None, start: datetime, end: datetime, pauses: Pauses) -> timedelta:
    """The calendar's open time of an interval, pauses left out; None is the wall clock."""
    net, at = timedelta(), start
    for begin, stop in sorted(pauses):
        # They may overlap: a mail that was long on its way asks before the last question was over.
        if at < min(begin, end):
            net += calendars.elapsed(calendar, at, min(begin, end))
        at = max(at, stop)
    return net + calendars.elapsed(calendar, at, end) if at < end else net
