"""What becomes of a feedback that is put under a newer configuration on purpose. Pure."""

from dataclasses import replace
from datetime import datetime

from chalicelib import policy as policies
from chalicelib.configuration import Configuration, Policy
from chalicelib.instants import to_text
from chalicelib.model import Feedback
from chalicelib.outbox import holder
from chalicelib.services.begin import armed, first_done, policy_of, reachable
from chalicelib.services.moves import Facts


def replanned(
    before: Feedback,
    captured_under: Configuration,
    configuration: Configuration,
    reason: str,
    at: datetime,
) -> tuple[Feedback, Facts]:
    """After a re-planning on purpose: the cycle goes on as if it had begun under `configuration`.

    What was done stays done. The customer's promise moves only where it comes later, and can still
    be kept: then the customer is told. Without facts where nothing moves, or where the policy that
    would hold `takes_back` what was promised.
    """
    if not before.is_open or takes_back(before, configuration):
        return before, {}
    had = holder(before, captured_under)
    after = _under(before, configuration, had, at)
    deadline, promise = policies.promises_of(after, configuration)
    told = before.promise_by
    is_later = promise is not None and told is not None and promise > max(told, at)
    promise = promise if is_later or told is None else told
    after = replace(after, respond_by=deadline, promise_by=promise)
    after = armed(after, configuration)
    is_same = replace(after, config_version=before.config_version) == before
    if is_same and _terms(after, configuration) == _terms(before, captured_under):
        return before, {}
    facts: Facts = {
        "policy": [before.policy, after.policy],
        "configuration": after.config_version,
        "level": after.level,
        "from": had,
        "to": holder(after, configuration),
        "missed_by": None,
        "respond_by": to_text(deadline) if deadline else None,
        "promise_by": to_text(promise) if promise else None,
        "tells_customer": is_later,
        "why": "replanned",
        "reason": reason,
    }
    return after, facts


def takes_back(before: Feedback, configuration: Configuration) -> bool:
    """Whether the policy that would hold promises nothing where something was promised.

    Or has no ombudsman for a customer who asked for one.
    """
    policy = policy_of(before, configuration)
    if policies.APPEALED in before.done:
        return not policy.levels
    was_promised = before.respond_by is not None or before.promise_by is not None
    return was_promised and policy.respond_within is None


def _under(before: Feedback, configuration: Configuration, had: str, at: datetime) -> Feedback:
    """The feedback at its level of the policy that would hold.

    Where nobody is, at the levels above and where somebody else than `had` has it now, is asked anew.
    """
    policy = policy_of(before, configuration)
    highest = len(policy.levels)
    level = highest if policies.APPEALED in before.done else min(before.level, highest)
    after = replace(before, policy=policy.id, config_version=configuration.version, level=level)
    empty = first_done(
        configuration,
        policy,
        at,
        owner=before.owner,
        severity=before.severity,
        difficulty=before.difficulty,
    )
    asked = {policies.gap_key(number) for number in range(level + 1, highest + 1)}
    gaps = asked.intersection(empty)
    has = holder(after, configuration)
    if has != had:
        here = policies.gap_key(level)
        asked.add(here)
        gaps |= set() if reachable(after, has, configuration, at) else {here}
    kept = tuple(key for key in before.done if key not in asked or key in gaps)
    return replace(after, done=(*kept, *sorted(gaps.difference(kept))))


def _terms(feedback: Feedback, under: Configuration) -> tuple[Policy, tuple[policies.Step, ...]]:
    """What a policy holds in store for a feedback, whatever else it is for."""
    policy = replace(under.policy(feedback.policy), match={})
    return policy, policies.plan_of(feedback, under)
