"""Incidents, and what is unusual or alike at a touchpoint."""

import hashlib
from collections.abc import Sequence

from chalicelib.store.keys.primary import Key, bounded, key, pointer

INCIDENTS = "I#"
TASKS = "T#"
SHARES = "S#"


def incident_pk(incident_id: str) -> str:
    """The partition that holds an incident, its tasks, and what became of them."""
    return f"{INCIDENTS}{incident_id}"


def incident(incident_id: str) -> Key:
    """An incident."""
    return key(incident_pk(incident_id), "INCIDENT")


def task(incident_id: str, number: int) -> Key:
    """One task of an incident; up to 999,999 sort by their number."""
    return key(incident_pk(incident_id), f"{TASKS}{number:06d}")


def shares(number: int) -> str:
    """How the sort keys of a task's shares begin."""
    return f"{SHARES}{number:06d}#"


def share(incident_id: str, number: int, feedback_id: str) -> Key:
    """What became of a task with one feedback."""
    return key(incident_pk(incident_id), f"{shares(number)}{feedback_id}")


def incidents_of(team_id: str) -> str:
    """Where a team's open incidents stand in the index `queue`."""
    return f"INCIDENTS#{team_id}"


def episode(touchpoint_id: str) -> Key:
    """The newest time in which a touchpoint got unusually many feedback."""
    return pointer("EPISODE", touchpoint_id)


def episodes_of(team_id: str) -> str:
    """Where the episodes of which a team was told stand in the index `queue`."""
    return f"EPISODES#{team_id}"


def apart_pk(touchpoint_id: str) -> str:
    """The partition that holds what is no incident at a touchpoint."""
    return f"APART#{bounded(touchpoint_id)}"


def apart(touchpoint_id: str, feedback_ids: Sequence[str]) -> Key:
    """Feedback of which somebody said that they are no incident."""
    name = hashlib.sha256(" ".join(sorted(feedback_ids)).encode()).hexdigest()[:24]
    return key(apart_pk(touchpoint_id), name)
