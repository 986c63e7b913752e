"""Incidents: feedback about one event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.model.timeline import What


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Feedback of several customers that one member answers at once; each keeps all that is its own."""

    id: str
    title: str
    """What staff call it, such as "heating, cold"."""
    touchpoint: str | None
    team: str
    """Id of the team that owns it, and with it every feedback of it."""
    assignee: str
    """Mail address of the member who sees to it."""
    opened_at: datetime
    closed_at: datetime | None = None
    feedback_ids: tuple[str, ...] = ()
    """What is to be part of it; each one's timeline follows."""
    changes: int = 1
    """How often it was changed; the number of its newest task, where that change made one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTask:
    """One thing to be done with each of several feedback, each for itself and once."""

    incident_id: str
    number: int
    what: What
    """GROUPED, UNGROUPED, ANSWERED or RESOLVED."""
    feedback_ids: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    """Of an answer: by the languages of `wording.LOCALES`."""
    member: str
    team: str
    at: datetime
    wake_at: datetime | None
    """When it is looked at again; None once everything is settled."""
