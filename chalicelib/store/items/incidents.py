"""Incidents and their tasks."""

from collections.abc import Mapping

from chalicelib.model import Incident, IncidentTask, What
from chalicelib.store import keys
from chalicelib.store.items import columns
from chalicelib.store.items.columns import Item
from chalicelib.store.items.whole import due, item

_INCIDENT: Mapping[str, columns.Column] = {
    "id": columns.TEXT,
    "title": columns.TEXT,
    "touchpoint": columns.TEXT,  # in no index of places, whose second key an incident lacks
    "team": columns.TEXT,
    "assignee": columns.TEXT,
    "opened_at": columns.INSTANT,
    "closed_at": columns.INSTANT,
    "feedback_ids": columns.TUPLE,
    "changes": columns.NUMBER,
}
_TASK: Mapping[str, columns.Column] = {
    "incident_id": columns.TEXT,
    "number": columns.NUMBER,
    "what": columns.enum(What),
    "feedback_ids": columns.TUPLE,
    "words": columns.JSON,
    "member": columns.TEXT,
    "team": columns.TEXT,
    "at": columns.INSTANT,
    keys.WAKE_AT: columns.INSTANT,
}


def incident_to_item(incident: Incident) -> Item:
    """An incident; in its team's list while it is open."""
    listed: Item = {}
    if incident.closed_at is None:
        listed = {
            keys.QUEUE: {"S": keys.incidents_of(incident.team)},
            keys.QUEUE_BY: columns.INSTANT.write(incident.opened_at),
        }
    return item(
        "incident", keys.incident(incident.id), {**columns.write(incident, _INCIDENT), **listed}
    )


incident_from_item = columns.reader(Incident, _INCIDENT)
"""What `incident_to_item` wrote."""


def task_to_item(task: IncidentTask) -> Item:
    """A task of an incident; in the work list until all of it is settled."""
    return item(
        "task",
        keys.task(task.incident_id, task.number),
        {**columns.write(task, _TASK), **due(task.incident_id, task.wake_at, swept=True)},
    )


task_from_item = columns.reader(IncidentTask, _TASK)
"""What `task_to_item` wrote."""
