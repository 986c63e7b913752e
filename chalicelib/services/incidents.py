"""Incidents: feedback of several customers that one member answers at once.

What a member decides is one write: the incident as it becomes, and a task. The task is then done with each
feedback for itself (`services.incident_tasks`), so that each keeps its own reference, clock, and survey.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.errors import ConflictError, DuplicateError, RefusedError
from chalicelib.model import Feedback, Incident, IncidentTask, What
from chalicelib.ports import ConfigurationStore, IncidentStore, Lists, Queue
from chalicelib.services.incident_reach import Progress, Reach, progress_of, reach_of
from chalicelib.services.incident_tasks import LOOK_AGAIN, language_of
from chalicelib.services.queue import MOST
from chalicelib.services.suggestions import Suggestions

_TRIES = 5


@dataclass(frozen=True, slots=True)
class Incidents:
    """What members see of incidents, and decide about them. Whether they may is the caller's to know."""

    store: IncidentStore
    lists: Lists
    configurations: ConfigurationStore
    act_queue: Queue

    @property
    def suggested(self) -> Suggestions:
        """What may be an incident."""
        return Suggestions(self.store, self.lists, self.configurations)

    def open(
        self,
        found: Sequence[Feedback],
        *,
        title: str,
        member: str,
        team: str,
        key: str,
        now: datetime,
    ) -> Incident:
        """Make one incident of some feedback. The same key again changes nothing.

        RefusedError: `nothing` to make it of, `elsewhere`: one of them is part of another incident.
        """
        if (known := self.store.by_key(key)) is not None:
            return self.store.get(known)
        if not found:
            raise RefusedError("nothing")
        if any(one.incident is not None for one in found):
            raise RefusedError("elsewhere")
        ids = tuple(dict.fromkeys(one.id for one in found))
        incident = Incident(
            id=hashlib.sha256(key.encode()).hexdigest()[:16],
            title=title or self.suggested.title(found),
            touchpoint=_most([one.touchpoint for one in found if one.touchpoint]),
            team=team,
            assignee=member,
            opened_at=now,
            feedback_ids=ids,
        )
        task = _task(incident, What.GROUPED, ids, member, now)
        try:
            self.store.open(incident, task, key)
        except DuplicateError:
            return self.store.get(incident.id)
        self._hand_over(task)
        return incident

    def join(
        self, incident: Incident, found: Sequence[Feedback], *, member: str, key: str, now: datetime
    ) -> Incident:
        """Add feedback to an incident. RefusedError `closed`, `elsewhere`."""
        if any(one.incident not in (None, incident.id) for one in found):
            raise RefusedError("elsewhere")

        def joined(before: Incident) -> tuple[Incident, IncidentTask | None]:
            new = tuple(one.id for one in found if one.id not in before.feedback_ids)
            after = replace(before, feedback_ids=(*before.feedback_ids, *new))
            return _next(after, What.GROUPED, new, member, now)

        return self._change(incident, joined, key)

    def leave(
        self, incident: Incident, ids: Sequence[str], *, member: str, key: str, now: datetime
    ) -> Incident:
        """Take feedback out of an incident; it is not suggested for one again. RefusedError `closed`."""

        def left(before: Incident) -> tuple[Incident, IncidentTask | None]:
            gone = tuple(one for one in before.feedback_ids if one in ids)
            rest = tuple(one for one in before.feedback_ids if one not in ids)
            after = replace(before, feedback_ids=rest, closed_at=None if rest else now)
            return _next(after, What.UNGROUPED, gone, member, now)

        leaving = [one for one in self.states(incident) if one.id in ids]
        # Before they leave: sent again after a crash in between, the same request finds them gone.
        self.suggested.dismiss(leaving, now, joining=True)
        return self._change(incident, left, key)

    def close(self, incident: Incident, *, key: str, now: datetime) -> Incident:
        """Nothing more is to come; what was said of it stays on each timeline. RefusedError `closed`."""

        def closed(before: Incident) -> tuple[Incident, IncidentTask | None]:
            return replace(before, closed_at=now, changes=before.changes + 1), None

        return self._change(incident, closed, key)

    def reach(self, incident: Incident) -> Reach:
        """Whom words to all would reach now."""
        locale = self.configurations.current().organisation.locale
        return reach_of(incident, self.states(incident), locale)

    def language(self, feedback: Feedback) -> str:
        """The language of ours in which a customer is answered."""
        return language_of(feedback, self.configurations.current().organisation.locale)

    def say(
        self,
        incident: Incident,
        what: What,
        words: Mapping[str, str],
        *,
        member: str,
        key: str,
        now: datetime,
    ) -> Incident:
        """Answer all, or tell all the outcome, each in their own language and on their own channel.

        Who joins later does not get it. RefusedError: `closed`, `nobody` to say it to, and
        `missing:<languages>` where somebody would get no words of their language.
        """
        if (known := self.store.by_key(key)) is not None:
            return self.store.get(known)
        reach = self.reach(incident)
        said = {locale: text for locale, text in words.items() if text.strip()}
        if not reach.recipients:
            raise RefusedError("nobody")
        if missing := sorted(set(reach.languages) - set(said)):
            raise RefusedError(f"missing:{','.join(missing)}")
        ids = tuple(one.id for one in reach.recipients)

        def told(before: Incident) -> tuple[Incident, IncidentTask | None]:
            after, task = _next(before, what, ids, member, now)
            return after, replace(task, words=said) if task else None

        return self._change(incident, told, key)

    def progress(self, incident: Incident) -> list[Progress]:
        """How far each task is, the newest first."""
        return [
            progress_of(task, self.store.settled(incident.id, task.number))
            for task in reversed(self.store.tasks(incident.id))
        ]

    def states(self, incident: Incident) -> list[Feedback]:
        """The feedback that are to be part of an incident."""
        ids, found = incident.feedback_ids, []
        for begin in range(0, len(ids), MOST):
            found += self.lists.states(ids[begin : begin + MOST])
        return found

    def _change(
        self,
        incident: Incident,
        step: Callable[[Incident], tuple[Incident, IncidentTask | None]],
        key: str,
    ) -> Incident:
        if self.store.by_key(key) is not None:
            return self.store.get(incident.id)
        before = incident
        for _ in range(_TRIES):
            if before.closed_at is not None:
                raise RefusedError("closed")
            after, task = step(before)
            try:
                self.store.change(before, after, task, key)
            except DuplicateError:
                return self.store.get(incident.id)
            except ConflictError:
                before = self.store.get(incident.id)
                continue
            if task is not None:
                self._hand_over(task)
            return after
        raise ConflictError(f"incident {incident.id} kept changing under us")

    def _hand_over(self, task: IncidentTask) -> None:
        self.act_queue.put([{"feedback": task.incident_id, "item": f"task:{task.number}"}])


def _most(values: Sequence[str]) -> str | None:
    return max(sorted(set(values)), key=values.count, default=None)


def _next(
    after: Incident, what: What, ids: tuple[str, ...], member: str, now: datetime
) -> tuple[Incident, IncidentTask | None]:
    """The incident once it was changed, and the task that follows; none where there is nothing to do."""
    after = replace(after, changes=after.changes + 1)
    return after, _task(after, what, ids, member, now) if ids else None


def _task(
    incident: Incident, what: What, ids: tuple[str, ...], member: str, now: datetime
) -> IncidentTask:
    return IncidentTask(
        incident_id=incident.id,
        number=incident.changes,
        what=what,
        feedback_ids=ids,
        member=member,
        team=incident.team,
        at=now,
        wake_at=now + LOOK_AGAIN,
    )
