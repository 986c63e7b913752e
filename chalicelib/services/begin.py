"""A new feedback, and a new cycle of an old one: which policy holds, what is promised, when to wake."""

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib import policy as policies
from chalicelib import routing
from chalicelib.configuration import Configuration
from chalicelib.model import Feedback, Severity, Status

REACT_WITHIN = timedelta(minutes=2)
"""An entry that nothing followed from after this is looked for by `sweep`: its stream record was lost."""


def begin_cycle(feedback: Feedback, configuration: Configuration, at: datetime) -> Feedback:
    """The feedback at the start of a cycle: clock, promise and ladder of the policy in force now."""
    policy = routing.policy_for(
        configuration,
        kind=feedback.kind,
        severity=feedback.severity,
        difficulty=feedback.difficulty,
        channel=feedback.channel,
        touchpoint=feedback.touchpoint,
        owner=feedback.owner,
    )
    ladder = [feedback.owner, *(level.to for level in policy.levels)]
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
        done=(*_urgency(feedback), *gaps(configuration, ladder)),
        closed_at=None,
    )
    return armed(begun, configuration)


def _urgency(feedback: Feedback) -> tuple[str, ...]:
    return (policies.URGENT,) if feedback.severity is Severity.CRITICAL else ()


def gaps(configuration: Configuration, teams: list[str]) -> tuple[str, ...]:
    """Gap keys of the levels, 0 the owner's, at which nobody would get a mail."""
    return tuple(
        policies.gap_key(level)
        for level, team in enumerate(teams)
        if not configuration.team(team).recipients
    )


def armed(feedback: Feedback, captured_under: Configuration) -> Feedback:
    """The feedback with the wake-up that its plan asks for."""
    return replace(feedback, wake_at=policies.next_wake(policies.plan_of(feedback, captured_under)))
