"""The ledger of one feedback: which facts hold after an entry, and what each entry adds and withdraws.

The facts that hold follow from the entries so far. An entry's lines are the difference to what held
before it, so the sum of all lines is always what holds now: a correction moves a feedback from one kind
to another by one line each way, and lines are never changed. Whoever reads the same timeline writes the
same lines.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from chalicelib.configuration import Configuration
from chalicelib.measures.cycles import Cycle
from chalicelib.measures.facts import EntryFacts, Fact, Line, Measure, State
from chalicelib.measures.replay import Replay
from chalicelib.measures.terms import SECOND, Pauses, Terms, net
from chalicelib.model import Entry, Message, Purpose

ConfigurationOf = Callable[[int], Configuration]
"""A version's configuration."""


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
    terms = Terms(entry.feedback_id, cycle, configuration_of(cycle.configuration))
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
        Terms(entry.feedback_id, cycle, configuration_of(cycle.configuration))
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
        yield from (terms.unreached(*one) for one in terms.cycle.heard.lost)
    if counted:
        yield _handling(counted)


def _handling(counted: list[Terms]) -> Fact:
    """All cycles together: what we did, from each start to the last thing that we did about it."""
    last, first = counted[-1], counted[0]
    spans = [(terms, span) for terms in counted if (span := terms.handled()) is not None]
    is_over = len(spans) == len(counted)
    is_done = any(t.cycle.heard.answers or t.cycle.heard.outcome for t in counted)
    state = State.RUNNING if not is_over else State.DONE if is_done else State.WITHOUT
    wall, open_time = timedelta(), timedelta()
    pauses: Pauses = ()
    for terms, (start, end) in spans if is_over else ():
        paused = terms.cycle.ended_pauses
        wall += net(None, start, end, paused)
        open_time += net(terms.calendar, start, end, paused)
        pauses += paused
    known, base = last.cycle.known, first.cycle
    return Fact(
        feedback_id=last.feedback_id,
        cycle=base.number,
        measure=Measure.HANDLING,
        state=state,
        start=base.start,
        end=spans[-1][1][1] if is_over else None,
        seconds=wall // SECOND if is_over else None,
        open_seconds=open_time // SECOND if is_over else None,
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
