"""What was decided of an incident, done with each of its feedback, once, whatever crashes or comes twice.

A task stands in the work list until each of its feedback is settled. Its job hands over one job for each
that is not; each of those makes one change of one feedback, under a key that follows from the task.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib import wording
from chalicelib.errors import DuplicateError, NotFoundError, RefusedError
from chalicelib.model import Entry, Feedback, Incident, IncidentTask, What
from chalicelib.ports import ConfigurationStore, FeedbackStore, Inbound, IncidentStore, Queue
from chalicelib.services.commit import Step, commit
from chalicelib.services.staff import Said, Staff

LOOK_AGAIN = timedelta(minutes=2)
"""A task that is not settled after this is looked for by `sweep`: its job in the queue was lost."""
_CHECK_AFTER = timedelta(seconds=10)
"""Most tasks are settled by then, and the sweep need not look at them."""


@dataclass(frozen=True, slots=True)
class IncidentTasks:
    """Does tasks. It trusts the table, never the job that called it."""

    incidents: IncidentStore
    store: FeedbackStore
    configurations: ConfigurationStore
    staff: Staff
    act_queue: Queue

    def spread(self, incident_id: str, number: int, now: datetime) -> None:
        """Hand over whatever of a task is not settled; once nothing is left, it leaves the work list."""
        task = self.incidents.task(incident_id, number)
        if task.wake_at is None:
            return
        settled = self.incidents.settled(incident_id, number)
        left = [one for one in task.feedback_ids if one not in settled]
        if not left:
            self.incidents.rearm(task, None)
            return
        self.incidents.rearm(task, now + LOOK_AGAIN)
        self.act_queue.put(
            [{"feedback": one, "item": f"share:{incident_id}:{number}"} for one in left]
        )
        self.act_queue.put(
            [{"feedback": incident_id, "item": f"check:{number}"}], delay=_CHECK_AFTER
        )

    def check(self, incident_id: str, number: int) -> None:
        """Take a task off the work list if it is settled; else the sweep will look at it."""
        task = self.incidents.task(incident_id, number)
        if not set(task.feedback_ids) - set(self.incidents.settled(incident_id, number)):
            self.incidents.rearm(task, None)

    def share(self, feedback_id: str, incident_id: str, number: int, now: datetime) -> None:
        """Do a task with one feedback, or keep why it cannot be done."""
        task = self.incidents.task(incident_id, number)
        why = ""
        try:
            self._do(self.store.get(feedback_id), task, now)
        except DuplicateError:
            pass  # done by a run that died before it could say so
        except RefusedError as error:
            # A run that died before it could say so may have done what cannot be done again.
            is_done = self.store.by_inbound(_key(task, feedback_id)) is not None
            why = "" if is_done else error.reason
        except NotFoundError:
            why = "gone"
        self.incidents.settle(incident_id, number, feedback_id, why)

    def _do(self, feedback: Feedback, task: IncidentTask, now: datetime) -> None:
        said = Said(
            key=_key(task, feedback.id),
            member=task.member,
            team=task.team,
            at=task.at,
            channel=None,
            data={"incident": task.incident_id},
        )
        match task.what:
            case What.GROUPED:
                self._group(feedback, self.incidents.get(task.incident_id), said, now)
            case What.UNGROUPED:
                self._ungroup(feedback, task, said, now)
            case _:
                organisation = self.configurations.current().organisation.locale
                words = task.words[language_of(feedback, organisation)]
                if task.what is What.RESOLVED:
                    self.staff.resolve(feedback, words, said, now)
                else:
                    self.staff.answer(feedback, words, said, now)

    def _group(self, feedback: Feedback, incident: Incident, said: Said, now: datetime) -> None:
        if feedback.owner != incident.team:
            handing = replace(said, key=f"{said.key}:owner")
            try:
                feedback = self.staff.hand_over(
                    feedback, incident.team, incident.title, handing, now
                )
            except DuplicateError:
                feedback = self.store.get(feedback.id)

        def grouped(before: Feedback, blank: Entry) -> tuple[Feedback, Entry]:
            if before.incident not in (None, incident.id):
                raise RefusedError("elsewhere")
            after = replace(before, incident=incident.id, assignee=incident.assignee)
            return after, replace(blank, data={**said.data, "team": said.team})

        self._commit(feedback, What.GROUPED, grouped, said, now)

    def _ungroup(self, feedback: Feedback, task: IncidentTask, said: Said, now: datetime) -> None:
        def ungrouped(before: Feedback, blank: Entry) -> tuple[Feedback, Entry]:
            if before.incident != task.incident_id:
                raise RefusedError("not_in_it")
            after = replace(before, incident=None, assignee=None)
            return after, replace(blank, data={**said.data, "team": said.team})

        self._commit(feedback, What.UNGROUPED, ungrouped, said, now)

    def _commit(
        self, feedback: Feedback, what: What, step: Step, said: Said, now: datetime
    ) -> None:
        commit(
            self.store, feedback, step, what=what, actor=said.member, channel=None,
            at=said.at, now=now, inbound=Inbound(key=said.key),
        )  # fmt: skip


def _key(task: IncidentTask, feedback_id: str) -> str:
    """Under which a task is done with one feedback."""
    return f"incident:{task.incident_id}:{task.number}:{feedback_id}"


def language_of(feedback: Feedback, organisation: str) -> str:
    """The language of ours in which a customer is answered, or else the organisation's."""
    return wording.nearest(feedback.locale, organisation)
