"""What a policy wants to happen to a feedback, and when. Pure: the same facts plan the same steps.

The plan of a cycle follows from the policy, its calendar, the instant at which the cycle began, when its
clock stood still, and the keys in `Feedback.done`, so it can be worked out again at any time and nobody
has to keep it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib import calendars
from chalicelib.calendars import Calendar
from chalicelib.configuration import Configuration, Policy
from chalicelib.model import Feedback, Status

Pauses = tuple[tuple[datetime, datetime], ...]


class Act(StrEnum):
    """What a step does."""

    REMIND = "remind"
    ESCALATE = "escalate"
    RESUME = "resume"
    LATE = "late"
    """Only the customer is told: who should have answered was passed over at the start."""
    OVERDUE = "overdue"
    CLOSE = "close"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a policy does at one instant, once in a cycle."""

    act: Act
    level: int
    to: str | None
    """Id of the team that it is raised to, or that is reminded; None where nobody is told."""
    at: datetime
    start: datetime
    after: timedelta
    """`at` is `after` of the calendar's open time from `start`, pauses left out."""
    promise_by: datetime | None = None
    """An escalation: the promise that the customer is given with it."""

    @property
    def key(self) -> str:
        """What stands in `Feedback.done` once the step was taken."""
        return f"{self.act}:{self.level}"


UNPROMISED_CLOSE_AFTER = timedelta(days=30)
"""When feedback that nobody promised to answer is closed, where its policy does not say."""
URGENT = "urgent"
"""What stands in `Feedback.done` where the first level has it at once: safety words."""


APPEALED = "appealed"
"""What stands in `Feedback.done` where the cycle is the ombudsman's from its start."""


def gap_key(level: int) -> str:
    """What stands in `Feedback.done` once it is known that nobody can be reached at a level."""
    return f"gap:{level}"


def is_handed_on(done: tuple[str, ...]) -> bool:
    """Whether the first level has it from the start: it is urgent, or nobody is at the owner's."""
    return URGENT in done or gap_key(0) in done


def add(
    calendar: Calendar | None, start: datetime, after: timedelta, pauses: Pauses = ()
) -> datetime:
    """When `after` of the calendar's open time has passed since `start`, pauses not counted."""
    for begin, end in pauses:
        counted = calendars.elapsed(calendar, start, max(begin, start))
        if counted >= after:
            break
        start, after = max(end, start), after - counted
    return calendars.add(calendar, start, after)


def respond_by(
    policy: Policy, calendar: Calendar | None, start: datetime, pauses: Pauses = ()
) -> datetime | None:
    """The deadline of a cycle that began at `start`, None where the policy promises nothing."""
    if policy.respond_within is None:
        return None
    return add(calendar, start, policy.respond_within, pauses)


def ladder(
    policy: Policy,
    calendar: Calendar | None,
    start: datetime,
    owner: str,
    *,
    done: tuple[str, ...] = (),
    pauses: Pauses = (),
) -> tuple[Step, ...]:
    """The steps of a cycle without an answer, in the order of their instants.

    A level at which nobody can be reached (its gap key is in `done`) hands on at once: the next
    level's instant becomes its own. Where it is urgent the first level has it at once, too. At equal
    instants a reminder comes before an escalation and a lower level before a higher one.
    """
    steps: list[Step] = []
    if policy.remind_after is not None:
        at = add(calendar, start, policy.remind_after, pauses)
        after = policy.remind_after
        to = policy.levels[0].to if policy.levels and is_handed_on(done) else owner
        steps.append(Step(act=Act.REMIND, level=0, to=to, at=at, start=start, after=after))
    raised: list[tuple[datetime, timedelta]] = []
    reached_at, reached_after = start, timedelta()
    for number, level in enumerate(policy.levels, start=1):
        at_once = gap_key(number - 1) in done or (number == 1 and is_handed_on(done))
        if not at_once:
            reached_after = level.after
            reached_at = add(calendar, start, level.after, pauses)
        raised.append((reached_at, reached_after))
    for number, level in enumerate(policy.levels, start=1):
        at, after = raised[number - 1]
        if number < len(policy.levels):
            promise = raised[number][0]
        else:
            later = tuple(pause for pause in pauses if pause[1] > at)
            promise = add(calendar, at, level.respond_within, later)
        steps.append(
            Step(
                act=Act.ESCALATE, level=number, to=level.to, at=at,
                start=start, after=after, promise_by=promise,
            )
        )  # fmt: skip
    return tuple(sorted(steps, key=lambda step: (step.at, step.level)))


def plan(feedback: Feedback, policy: Policy, calendar: Calendar | None) -> tuple[Step, ...]:
    """Every step that is still to come for a feedback as it stands, soonest first.

    While we wait for the customer the clock stands still: all that is to come is what was due before,
    and the end of the waiting.
    """
    if feedback.status is Status.CLOSED:
        return tuple(s for s in _survey(feedback, policy, calendar) if s.key not in feedback.done)
    steps: tuple[Step, ...] = ()
    if feedback.is_open and APPEALED not in feedback.done:
        steps = ladder(
            policy, calendar, feedback.cycle_at, feedback.owner,
            done=feedback.done, pauses=feedback.pauses,
        )  # fmt: skip
    steps += _late(feedback, steps)
    if feedback.is_open and policy.respond_within is None and not policy.levels:
        after = policy.close_after or UNPROMISED_CLOSE_AFTER
        steps += (_quiet_step(Act.CLOSE, feedback.cycle_at, after, calendar),)
    elif feedback.is_open and all(step.key in feedback.done for step in steps):
        steps = (_overdue(feedback, policy),)
    elif feedback.answered_at is not None and policy.close_after is not None:
        steps += (_quiet_step(Act.CLOSE, feedback.answered_at, policy.close_after, calendar),)
    since, until = feedback.waiting_since, feedback.waiting_until
    if since is not None and until is not None:
        before = (step for step in steps if step.at <= since)
        steps = (*before, _quiet_step(Act.RESUME, since, until - since, None))
    left = (step for step in steps if step.key not in feedback.done)
    return tuple(sorted(left, key=lambda step: step.at))


def _late(feedback: Feedback, ladder_steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The first promise passes while a level has it that was handed it at the start.

    Nothing is raised then, but the customer hears who has it and the promise that holds now, unless
    the next level's own notice comes at that very time.
    """
    at, start = feedback.respond_by, feedback.cycle_at
    if at is None or not feedback.is_open or not is_handed_on(feedback.done):
        return ()
    raised = [s for s in ladder_steps if s.act is Act.ESCALATE]
    has_it = [s for s in raised if s.at <= start]
    if not has_it or any(start < s.at <= at for s in raised):
        return ()
    last = has_it[-1]
    return (
        Step(
            act=Act.LATE, level=last.level, to=last.to, at=at,
            start=start, after=at - start, promise_by=last.promise_by,
        ),
    )  # fmt: skip


def _survey(feedback: Feedback, policy: Policy, calendar: Calendar | None) -> tuple[Step, ...]:
    """The customer is asked how it went, once in a cycle, some time after its end.

    Whom nobody answered is not asked, nor who said no to it, left no way to be asked, was not reached
    by the answer, or has told us by themselves.
    """
    end = feedback.resolved_at or feedback.closed_at
    is_told = feedback.score is not None or feedback.recommend is not None
    if end is None or policy.survey_after is None or feedback.answered_at is None or is_told:
        return ()
    cannot_be_asked = not feedback.contacts or feedback.unreached_at is not None
    if feedback.survey_consent is False or cannot_be_asked:
        return ()
    return (_quiet_step(Act.SURVEY, end, policy.survey_after, calendar),)


def overdue_after(told: int) -> timedelta:
    """How long after the last promise it is said for the n-th time, from 0, that nobody answered."""
    return timedelta(days=2 ** min(told, 10) - 1 + 1024 * max(told - 10, 0))


def _overdue(feedback: Feedback, policy: Policy) -> Step:
    """Nobody is above who has it, and nobody answered: so it is said when the last promise has passed.

    And again 1, 3, 7, 15, … days later: no open feedback is ever without a wake-up.
    """
    start = feedback.promise_by or feedback.respond_by or feedback.cycle_at
    told = sum(key.startswith(f"{Act.OVERDUE}:") for key in feedback.done)
    after = overdue_after(told)
    to = policy.levels[-1].to if policy.levels else feedback.owner
    return Step(act=Act.OVERDUE, level=told, to=to, at=start + after, start=start, after=after)


def _quiet_step(act: Act, start: datetime, after: timedelta, calendar: Calendar | None) -> Step:
    at = calendars.add(calendar, start, after)
    return Step(act=act, level=0, to=None, at=at, start=start, after=after)


def plan_of(feedback: Feedback, captured_under: Configuration) -> tuple[Step, ...]:
    """`plan`, with the policy and calendar of the configuration version that the feedback keeps."""
    policy = captured_under.policy(feedback.policy)
    return plan(feedback, policy, captured_under.calendar(policy))


def promises_of(
    feedback: Feedback, captured_under: Configuration
) -> tuple[datetime | None, datetime | None]:
    """The deadline of this cycle, and the promise that holds at the feedback's level, pauses counted."""
    policy = captured_under.policy(feedback.policy)
    calendar, pauses = captured_under.calendar(policy), feedback.pauses
    if APPEALED in feedback.done:
        promise = add(calendar, feedback.cycle_at, policy.levels[-1].respond_within, pauses)
        return promise, promise
    deadline = respond_by(policy, calendar, feedback.cycle_at, pauses)
    steps = ladder(
        policy, calendar, feedback.cycle_at, feedback.owner, done=feedback.done, pauses=pauses
    )
    # With an escalation that is not late the customer was promised nothing new.
    told = (s for s in steps if s.act is Act.ESCALATE and is_late(s) and s.level == feedback.level)
    return deadline, next((step.promise_by for step in told), deadline)


def next_wake(steps: tuple[Step, ...]) -> datetime | None:
    """When a feedback with this plan next needs a look."""
    return steps[0].at if steps else None


def due_step(steps: tuple[Step, ...], now: datetime) -> Step | None:
    """The step to take now, if any. A reminder is passed over where an escalation is due as well."""
    due = [step for step in steps if step.at <= now]
    return next((step for step in due if step.act is not Act.REMIND), due[0] if due else None)


def why(step: Step, done: tuple[str, ...]) -> str:
    """Why an escalation comes: time passed (`late`), `safety` words, or `nobody` could be reached."""
    if is_late(step):
        return "late"
    return "safety" if URGENT in done and step.level == 1 else "nobody"


def is_late(step: Step) -> bool:
    """Whether an escalation comes because time passed, not because nobody could be reached."""
    return step.at > step.start


def tells_customer(step: Step, steps: tuple[Step, ...], now: datetime) -> bool:
    """Whether the customer hears of an escalation: not where a higher level is due as well.

    After an outage several levels fall due at once; one notice, of the level that has it then.
    """
    higher = (s for s in steps if s.act is Act.ESCALATE and s.level > step.level and s.at <= now)
    return step.act is Act.ESCALATE and is_late(step) and not any(higher)
