"""A new feedback, and a new cycle of an old one: which policy holds, what is promised, when to wake."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib import policy as policies
from chalicelib import routing
from chalicelib.configuration import Configuration, Policy
from chalicelib.model import Difficulty, Feedback, Severity, Status
from chalicelib.outbox import holder

REACT_WITHIN = timedelta(minutes=2)
"""An entry that nothing followed from after this is looked for by `sweep`: its stream record was lost."""


def policy_of(feedback: Feedback, configuration: Configuration) -> Policy:
    """The policy that a feedback has by what it is now."""
    return routing.policy_for(
        configuration,
        kind=feedback.kind,
        severity=feedback.severity,
        difficulty=feedback.difficulty,
        channel=feedback.channel,
        touchpoint=feedback.touchpoint,
        owner=feedback.owner,
    )


def begin_cycle(feedback: Feedback, configuration: Configuration, at: datetime) -> Feedback:
    """The feedback at the start of a cycle: clock, promise and ladder of the policy in force now."""
    policy = policy_of(feedback, configuration)
    promised = policies.respond_by(policy, configuration.calendar(policy), at)
    begun = replace(
        feedback,
        status=Status.OPEN,
        level=0,
        cycle_at=at,
        respond_by=promised,
        promise_by=promised,
        policy=policy.id,
        config_version=configuration.version,
        done=first_done(
            configuration,
            policy,
            at,
            owner=feedback.owner,
            severity=feedback.severity,
            difficulty=feedback.difficulty,
        ),
        pauses=(),
        waiting_since=None,
        waiting_until=None,
        unreached_at=None,
        resolved_at=None,
        closed_at=None,
        survey_asked_at=None,
        score=None,
        recommend=None,
    )
    return armed(begun, configuration)


def terms(feedback: Feedback) -> dict[str, Any]:
    """Under what a cycle runs, for the entry that begins it: its timeline alone tells its figures."""
    return {"policy": feedback.policy, "configuration": feedback.config_version}


def first_done(
    configuration: Configuration,
    policy: Policy,
    at: datetime,
    *,
    owner: str,
    severity: Severity,
    difficulty: Difficulty,
) -> tuple[str, ...]:
    """What stands in `Feedback.done` from the start: urgency, and the levels at which nobody is.

    Who will be away when a higher level's time comes is asked then.
    """
    is_complex = difficulty is Difficulty.COMPLEX
    empty = [not configuration.recipients(owner, at, complex=is_complex)]
    empty += [not configuration.team(level.to).addresses for level in policy.levels]
    gaps = tuple(policies.gap_key(level) for level, is_empty in enumerate(empty) if is_empty)
    return (policies.URGENT, *gaps) if severity is Severity.CRITICAL else gaps


def reachable(feedback: Feedback, team_id: str, configuration: Configuration, at: datetime) -> bool:
    """Whether somebody of a team gets a mail about this feedback at that instant."""
    is_complex = feedback.difficulty is Difficulty.COMPLEX
    return bool(configuration.recipients(team_id, at, complex=is_complex))


def armed(feedback: Feedback, captured_under: Configuration) -> Feedback:
    """The feedback with the wake-up that its plan asks for, and with the team that has to act.

    An answer that reached nobody leaves it with a team until it is closed by itself, or, once a
    member had resolved it, until a member says that the customer was told.
    """
    is_owed = feedback.is_open and feedback.waiting_since is None
    if feedback.unreached_at is not None:
        is_owed = feedback.status is Status.ANSWERED or feedback.resolved_at is not None
    return replace(
        feedback,
        wake_at=policies.next_wake(policies.plan_of(feedback, captured_under)),
        holder=holder(feedback, captured_under) if is_owed else None,
    )
