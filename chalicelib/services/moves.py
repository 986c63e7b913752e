"""What becomes of a feedback by what people say about it: one function a move. Pure.

Each takes the feedback as it stands and gives what it becomes, and what its timeline says of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import calendars, routing
from chalicelib import policy as policies
from chalicelib.configuration import Configuration
from chalicelib.instants import to_text
from chalicelib.model import Feedback, Kind, Severity, Status
from chalicelib.services.begin import armed, begin_cycle, reachable

Facts = dict[str, Any]


def answered(before: Feedback, captured_under: Configuration, at: datetime) -> Feedback:
    """After a response: the clock stops, and only the closing is to come."""
    was_closed = before.status is Status.CLOSED
    close = f"{policies.Act.CLOSE}:0"
    after = replace(
        _unpaused(before, at),
        status=Status.ANSWERED,
        answered_at=at if was_closed else before.answered_at or at,
        closed_at=None,
        done=tuple(key for key in before.done if key != close),
    )
    return armed(after, captured_under)


def asked(before: Feedback, captured_under: Configuration, at: datetime) -> tuple[Feedback, Facts]:
    """After a question to the customer: the clock stands still, for as long as the policy allows."""
    if not before.is_open:
        return before, {}
    since = before.waiting_since or at
    until = since + captured_under.policy(before.policy).wait_at_most
    after = armed(replace(before, waiting_since=since, waiting_until=until), captured_under)
    return after, {"until": to_text(until)}


def resumed(
    before: Feedback, captured_under: Configuration, at: datetime
) -> tuple[Feedback, Facts]:
    """After the customer's reply, or once we waited long enough: the clock goes on."""
    after = _unpaused(before, at)
    deadline, promise = policies.promises_of(after, captured_under)
    after = armed(replace(after, respond_by=deadline, promise_by=promise), captured_under)
    return after, {"promise_by": to_text(promise) if promise else None}


def _unpaused(before: Feedback, at: datetime) -> Feedback:
    if before.waiting_since is None:
        return before
    pause = (before.waiting_since, max(at, before.waiting_since))
    return replace(before, pauses=(*before.pauses, pause), waiting_since=None, waiting_until=None)


def may_appeal(before: Feedback, captured_under: Configuration, at: datetime) -> bool:
    """Whether the customer may ask for the ombudsman: answered by somebody else, not too long ago."""
    policy = captured_under.policy(before.policy)
    if before.answered_at is None or before.is_open or not policy.levels:
        return False
    was_theirs = policies.APPEALED in before.done or before.level >= len(policy.levels)
    return not was_theirs and at - before.answered_at <= policy.appeal_within


def appealed(
    before: Feedback, configuration: Configuration, at: datetime
) -> tuple[Feedback, Facts]:
    """After an appeal: the next cycle, at the ombudsman's level, with the ombudsman's own clock."""
    begun = begin_cycle(
        replace(before, cycle=before.cycle + 1, answered_at=None), configuration, at
    )
    policy = configuration.policy(begun.policy)
    last = policy.levels[-1]
    promise = calendars.add(configuration.calendar(policy), at, last.respond_within)
    after = replace(
        begun,
        level=len(policy.levels),
        done=(policies.APPEALED,),
        respond_by=promise,
        promise_by=promise,
    )
    facts: Facts = {
        "level": after.level,
        "to": last.to,
        "missed_by": None,
        "promise_by": to_text(promise),
        "tells_customer": True,
        "why": "appeal",
    }
    return armed(after, configuration), facts


def handed_over(
    before: Feedback, configuration: Configuration, to: str, reason: str, at: datetime
) -> tuple[Feedback, Facts]:
    """After a hand-over: another owner, the same deadlines."""
    gap = policies.gap_key(0)
    done = tuple(key for key in before.done if key != gap)
    if not reachable(before, to, configuration, at):
        done = (*done, gap)
    facts = {"from": before.owner, "to": to, "reason": reason}
    return replace(before, owner=to, done=done), facts


def corrected(
    before: Feedback, captured_under: Configuration, to: Kind | Severity, reason: str
) -> tuple[Feedback, Facts]:
    """After a correction: what was promised holds, unless the right policy promises it sooner.

    Then the steps of that policy hold from the capture on; what is late by them happens at once.
    """
    if isinstance(to, Kind):
        after, changes = replace(before, kind=to), {"kind": [before.kind.value, to.value]}
    else:
        changes = {"severity": [before.severity.value, to.value]}
        after = replace(before, severity=to)
    facts: Facts = {"changes": changes, "reason": reason}
    if to is Severity.CRITICAL and policies.URGENT not in before.done:
        after = replace(after, done=(policies.URGENT, *after.done))
    policy = routing.policy_for(captured_under, **_matched(after))
    calendar = captured_under.calendar(policy)
    sooner = policies.respond_by(policy, calendar, after.cycle_at, after.pauses)
    old = before.respond_by
    if before.is_open and sooner is not None and (old is None or sooner < old):
        after = replace(after, policy=policy.id, respond_by=sooner)
        facts["respond_by"] = to_text(sooner)
        if before.promise_by is None:
            after = replace(after, promise_by=sooner)
    return armed(after, captured_under), facts


def _matched(feedback: Feedback) -> Mapping[str, Any]:
    names = ("kind", "severity", "difficulty", "channel", "touchpoint", "owner")
    return {name: getattr(feedback, name) for name in names}
