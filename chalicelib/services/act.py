"""What a policy wants done now: the step is committed here, and `react` tells people."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib import policy as policies
from chalicelib.configuration import Configuration
from chalicelib.errors import ConflictError
from chalicelib.instants import to_text
from chalicelib.model import Entry, Feedback, Status, What
from chalicelib.outbox import holder
from chalicelib.policy import Act, Step
from chalicelib.ports import ConfigurationStore, FeedbackStore, OptOuts, Queue
from chalicelib.services import moves
from chalicelib.services.asking import Asking
from chalicelib.services.begin import REACT_WITHIN, armed, reachable
from chalicelib.services.incident_tasks import IncidentTasks
from chalicelib.services.pending import Leave
from chalicelib.services.react import React

_TRIES = 10


class Acting:
    """Does what is due. It trusts the table, never the job that called it."""

    def __init__(
        self,
        store: FeedbackStore,
        configurations: ConfigurationStore,
        react: React,
        send_queue: Queue,
        opt_outs: OptOuts,
        *,
        leave: Leave,
        tasks: IncidentTasks,
        webhook_queue: Queue,
    ) -> None:
        self._store = store
        self._configurations = configurations
        self._react = react
        self._send_queue = send_queue
        self._asking = Asking(store, configurations, opt_outs)
        self._leave = leave
        self._tasks = tasks
        self._webhook_queue = webhook_queue

    def do(self, feedback_id: str, item: str, now: datetime) -> None:
        """One thing of the work list: `state`, `entry:<number>`, `message:<id>` or `pending:<key>`.

        Of an incident, whose id stands in the feedback's place, `task:<number>` and `check:<number>`; of
        one feedback its part of a task, `share:<incident>:<number>`. Of a webhook, whose id stands there
        as well, `lane`.
        """
        what, _, name = item.partition(":")
        match what:
            case "state":
                self.step(feedback_id, now)
            case "entry":
                self._react.follow(self._store.entry(feedback_id, int(name)), now)
            case "message":
                self._send_queue.put([{"feedback": feedback_id, "message": name}])
            case "pending":
                self._leave.leave(feedback_id, name, now)
            case "lane":
                self._webhook_queue.put([{"webhook": feedback_id}])
            case "task":
                self._tasks.spread(feedback_id, int(name), now)
            case "check":
                self._tasks.check(feedback_id, int(name))
            case "share":
                incident, _, number = name.partition(":")
                self._tasks.share(feedback_id, incident, int(number), now)

    def step(self, feedback_id: str, now: datetime) -> None:
        """Commit every step of the policy that is due, each in a transaction of its own."""
        lost = 0
        while lost < _TRIES:
            before = self._store.get(feedback_id)
            captured_under = self._configurations.version(before.config_version)
            steps = policies.plan_of(before, captured_under)
            step = policies.due_step(steps, now)
            if step is None and (before.wake_at is None or before.wake_at > now):
                return
            try:
                if step is None:  # it was woken for nothing: else it would be at every tick
                    self._store.rearm(before, policies.next_wake(steps))
                    return
                if step.act is Act.SURVEY:
                    self._asking.ask(before, step, captured_under, now)
                    continue
                after, entry = taken(before, step, steps, captured_under, now)
                after = self._handed_on(after, entry, captured_under, now)
                self._store.change(before, after, entry, react_by=now + REACT_WITHIN)
            except ConflictError:
                lost += 1
        raise ConflictError(f"feedback {feedback_id} kept changing under us")

    def _handed_on(
        self, after: Feedback, entry: Entry, captured_under: Configuration, now: datetime
    ) -> Feedback:
        """The feedback where nobody of the team that has it now is there: the next level's at once."""
        to, gap = entry.data.get("to"), policies.gap_key(after.level)
        if to is None or gap in after.done:
            return after
        if reachable(after, to, self._configurations.current(), now):
            return after
        return armed(replace(after, done=(*after.done, gap)), captured_under)


def taken(
    before: Feedback,
    step: Step,
    steps: tuple[Step, ...],
    captured_under: Configuration,
    now: datetime,
) -> tuple[Feedback, Entry]:
    """The feedback once a step was taken, and the entry that says so. Pure.

    ValueError: the step asks the customer how it went, which `Asking` does.
    """
    passed_over = tuple(s.key for s in steps if s.act is Act.REMIND and s.at <= step.at)
    done = tuple(dict.fromkeys((*before.done, *passed_over, step.key)))
    after = replace(before, done=done, entries=before.entries + 1)
    data: dict[str, Any]
    match step.act:
        case Act.REMIND:
            what = What.REMINDED
            data = {
                "level": before.level,
                "to": holder(before, captured_under),
                "respond_by": _text(before.respond_by),
            }
        case Act.ESCALATE:
            what = What.ESCALATED
            promise = step.promise_by if step.promise_by and step.promise_by > now else None
            tells = policies.tells_customer(step, steps, now)
            after = replace(
                after, level=step.level, promise_by=promise if tells else before.promise_by
            )
            data = {
                "level": step.level,
                "to": step.to,
                "missed_by": _text(before.promise_by),
                "promise_by": _text(promise),
                "tells_customer": tells,
                "why": policies.why(step, before.done),
            }
        case Act.RESUME:
            what = What.RESUMED
            after, facts = moves.resumed(
                replace(before, entries=after.entries), captured_under, now
            )
            data = {"why": "time", **facts}
        case Act.LATE:
            what = What.LATE
            promise = step.promise_by if step.promise_by and step.promise_by > now else None
            after = replace(after, promise_by=promise)
            data = {
                "level": before.level,
                "to": step.to,
                "missed_by": _text(before.promise_by),
                "promise_by": _text(promise),
                "tells_customer": True,
            }
        case Act.OVERDUE:
            what = What.OVERDUE
            after = replace(after, done=_caught_up(done, step, now))
            data = {
                "level": before.level,
                "to": step.to,
                "promise_by": _text(before.promise_by),
            }
        case Act.CLOSE:
            what = What.CLOSED
            after = replace(after, status=Status.CLOSED, closed_at=now)
            data = {"why": "time"}
        case Act.SURVEY:
            raise ValueError("who was asked when is not known here")
    entry = Entry(
        feedback_id=before.id, number=after.entries, what=what, at=now,
        actor="system", cycle=before.cycle, data=data,
    )  # fmt: skip
    return armed(after, captured_under), entry


def _caught_up(done: tuple[str, ...], step: Step, now: datetime) -> tuple[str, ...]:
    """With every notice that has fallen due since as said: after an outage one is enough."""
    number = step.level
    while step.start + policies.overdue_after(number + 1) <= now:
        number += 1
        done = (*done, replace(step, level=number).key)
    return done


def _text(at: datetime | None) -> str | None:
    return to_text(at) if at else None
