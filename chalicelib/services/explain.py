"""What would become of a feedback that nobody answers, by the product's own rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib import policy as policies
from chalicelib import routing
from chalicelib.calendars import Calendar
from chalicelib.calendars.explanation import explain_lines
from chalicelib.configuration import Configuration, Policy
from chalicelib.model import Difficulty, Severity
from chalicelib.services.begin import first_done


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What would become of one feedback that nobody answers."""

    policy: Policy
    calendar: Calendar | None
    owner: str
    captured_at: datetime
    """In the organisation's time zone."""
    respond_by: datetime | None
    steps: tuple[policies.Step, ...]

    def arithmetic(self, after: timedelta, locale: str) -> list[str]:
        """How the calendar comes from the capture to `after` later, line by line."""
        return [line.text for line in explain_lines(self.calendar, self.captured_at, after, locale)]


def explain(
    configuration: Configuration,
    captured_at: datetime,
    *,
    kind: str,
    severity: str,
    difficulty: str,
    channel: str,
    touchpoint: str | None,
) -> Explained:
    """What the product would do with such a feedback, by the product's own rules."""
    owner = routing.owner_of(configuration, touchpoint, kind=kind, difficulty=difficulty)
    policy = routing.policy_for(
        configuration,
        kind=kind,
        severity=severity,
        difficulty=difficulty,
        channel=channel,
        touchpoint=touchpoint,
        owner=owner,
    )
    calendar = configuration.calendar(policy)
    done = first_done(
        configuration,
        policy,
        captured_at,
        owner=owner,
        severity=Severity(severity),
        difficulty=Difficulty(difficulty),
    )
    return Explained(
        policy=policy,
        calendar=calendar,
        owner=owner,
        captured_at=captured_at,
        respond_by=policies.respond_by(policy, calendar, captured_at),
        steps=policies.ladder(policy, calendar, captured_at, owner, done=done),
    )
