"""Incidents on the table."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from chalicelib.model import Incident, IncidentTask


class IncidentStore(Protocol):
    """Incidents and what is to be done with each feedback of them."""

    def open(self, incident: Incident, task: IncidentTask, key: str) -> None:
        """Write a new incident and its first task, in one transaction.

        DuplicateError: something was stored under this key before.
        """

    def change(
        self, before: Incident, after: Incident, task: IncidentTask | None, key: str
    ) -> None:
        """Write what an incident became, and what is to be done, if it is still `before`.

        DuplicateError as for `open`; ConflictError.
        """

    def get(self, incident_id: str) -> Incident:
        """One incident, consistently read. NotFoundError."""

    def by_key(self, key: str) -> str | None:
        """Id of the incident that a change was stored under."""

    def of_team(self, team_id: str, limit: int) -> list[Incident]:
        """A team's open incidents, the newest first. The list may lag a moment behind the writes."""

    def tasks(self, incident_id: str) -> list[IncidentTask]:
        """All tasks, oldest first."""

    def task(self, incident_id: str, number: int) -> IncidentTask:
        """One task. NotFoundError."""

    def rearm(self, task: IncidentTask, wake_at: datetime | None) -> None:
        """Look at a task again at another time, or never, once all of it is settled."""

    def settle(self, incident_id: str, number: int, feedback_id: str, why: str) -> None:
        """Keep that a task is done with one feedback, or `why` it cannot be; the first word stays."""

    def settled(self, incident_id: str, number: int) -> dict[str, str]:
        """Feedback with which a task is settled, and why not done: an empty text where it is."""

    def dismiss(self, touchpoint: str, feedback_ids: Sequence[str], expires_at: datetime) -> None:
        """Keep that some feedback are no incident."""

    def dismissed(self, touchpoint: str) -> list[list[str]]:
        """What was said to be no incident at a touchpoint."""
