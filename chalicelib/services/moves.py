"""What becomes of a feedback by what people say about it: one function a move. Pure.

Each takes the feedback as it stands and gives what it becomes, and what its timeline says of it.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import calendars, routing
from chalicelib import policy as policies
from chalicelib.configuration import Configuration
from chalicelib.errors import RefusedError
from chalicelib.instants import to_text
from chalicelib.model import Feedback, Kind, Severity, Status
from chalicelib.services.begin import armed, begin_cycle, policy_of, reachable, terms

Facts = dict[str, Any]


def answered(before: Feedback, captured_under: Configuration, at: datetime) -> Feedback:
    """After a response: the clock stops, and only the closing is to come.

    A further response after the outcome was told leaves the outcome as it is.
    """
    if before.resolved_at is not None:
        return armed(replace(before, answered_at=at, unreached_at=None), captured_under)
    was_closed = before.status is Status.CLOSED
    close = f"{policies.Act.CLOSE}:0"
    after = replace(
        _unpaused(before, at),
        status=Status.ANSWERED,
        answered_at=at if was_closed else before.answered_at or at,
        unreached_at=None,
        closed_at=None,
        done=tuple(key for key in before.done if key != close),
    )
    return armed(after, captured_under)


def resolved(
    before: Feedback, captured_under: Configuration, at: datetime, *, with_words: bool
) -> Feedback:
    """After a member told the customer the outcome: closed. With words it is a response as well.

    RefusedError: without words `no_words` where nobody has answered in this cycle, since closing is
    no response, and `already_resolved` where the customer was told already.
    """
    if not with_words and before.resolved_at is not None:
        raise RefusedError("already_resolved")
    if not with_words and before.answered_at is None:
        raise RefusedError("no_words")
    after = replace(
        _unpaused(before, at),
        status=Status.CLOSED,
        answered_at=at if with_words else before.answered_at,
        unreached_at=None if with_words else before.unreached_at,
        resolved_at=at,
        closed_at=at,
    )
    return armed(after, captured_under)


def unreached(before: Feedback, captured_under: Configuration, at: datetime) -> Feedback:
    """After an answer that reached the customer nowhere: answered, and a team's business all the same."""
    if before.is_open or before.unreached_at is not None:
        return before
    return armed(replace(before, unreached_at=at), captured_under)


def seen_to(before: Feedback, captured_under: Configuration) -> Feedback:
    """After a member told the customer on another way, or found that there is none."""
    return armed(replace(before, unreached_at=None), captured_under)


def may_rate(before: Feedback) -> bool:
    """Whether there is something to rate: somebody answered in this cycle, and nobody still has to."""
    return before.answered_at is not None and not before.is_open


def rated(
    before: Feedback,
    captured_under: Configuration,
    cycle: int,
    *,
    score: int | None,
    recommend: int | None,
) -> Feedback:
    """After the customer said how a cycle went; of an earlier one nothing changes but the timeline.

    RefusedError `not_over`: nobody has answered in this cycle, or somebody still has to.
    """
    if 0 < cycle < before.cycle:
        return before
    if cycle != before.cycle or not may_rate(before):
        raise RefusedError("not_over")
    after = replace(
        before,
        score=before.score if score is None else score,
        recommend=before.recommend if recommend is None else recommend,
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
    until = min(at, before.waiting_until or at)  # later, we only had not noticed that it was over
    pause = (before.waiting_since, max(until, before.waiting_since))
    return replace(before, pauses=(*before.pauses, pause), waiting_since=None, waiting_until=None)


def may_appeal(before: Feedback, captured_under: Configuration, at: datetime) -> bool:
    """Whether the customer may ask for the ombudsman: answered by somebody else, not too long ago."""
    policy = captured_under.policy(before.policy)
    if before.answered_at is None or before.is_open or not policy.levels:
        return False
    was_theirs = policies.APPEALED in before.done or before.level >= len(policy.levels)
    return not was_theirs and at - before.answered_at <= policy.appeal_within


def appealed(
    before: Feedback, current: Configuration, captured_under: Configuration, at: datetime
) -> tuple[Feedback, Facts]:
    """After an appeal: the next cycle, at the ombudsman's level, with the ombudsman's own clock.

    By the configuration in force, or the one of the cycle before where that has no ombudsman now.
    """
    configuration = current
    following = replace(before, cycle=before.cycle + 1, answered_at=None)
    begun = begin_cycle(following, current, at)
    if not current.policy(begun.policy).levels:
        configuration = captured_under
        begun = replace(begin_cycle(following, captured_under, at), policy=before.policy)
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
        **terms(after),
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


def placed(before: Feedback, captured_under: Configuration, touchpoint: str) -> Feedback:
    """After words that name the place of a feedback that just began without one.

    Under the configuration that it began under: within a cycle nothing moves to a newer one unasked.
    """
    place = captured_under.place(touchpoint)
    owner = routing.owner_of(
        captured_under, touchpoint, kind=before.kind, difficulty=before.difficulty
    )
    is_own = before.locale != captured_under.organisation.locale  # the customer's words were in it
    locale = before.locale if is_own or not place else place.locale
    after = replace(before, touchpoint=touchpoint, owner=owner, locale=locale)
    return begin_cycle(after, captured_under, before.cycle_at)


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
    policy = policy_of(after, captured_under)
    calendar = captured_under.calendar(policy)
    sooner = policies.respond_by(policy, calendar, after.cycle_at, after.pauses)
    old = before.respond_by
    is_first_hand = before.is_open and before.level == 0  # who has it by now keeps it
    if is_first_hand and sooner is not None and (old is None or sooner < old):
        after = replace(after, policy=policy.id, respond_by=sooner)
        facts |= {"respond_by": to_text(sooner), "policy": policy.id}
        if before.promise_by is None:
            after = replace(after, promise_by=sooner)
    return armed(after, captured_under), facts
