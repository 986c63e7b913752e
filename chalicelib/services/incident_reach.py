"""Whom words to all of an incident would reach, and how far what was said to them is. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.model import Channel, Feedback, Incident, IncidentTask, Status
from chalicelib.services.incident_tasks import language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom words to all would reach, and what is missing."""

    recipients: list[Feedback]
    """Those of the incident that are not closed."""
    by_channel: Mapping[Channel | None, int]
    """None: who left no way to be reached."""
    languages: Mapping[str, int]
    """Of `wording.LOCALES`: how many read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a task is."""

    task: IncidentTask
    done: int
    refused: Mapping[str, str]
    """Feedback with which it could not be done, and why."""


def reach_of(incident: Incident, states: Sequence[Feedback], locale: str) -> Reach:
    """Whom words to all would reach. `locale`: the organisation's."""
    recipients = [
        one for one in states if one.incident == incident.id and one.status is not Status.CLOSED
    ]
    return Reach(
        recipients=recipients,
        by_channel=Counter(one.contacts[0].channel if one.contacts else None for one in recipients),
        languages=Counter(language_of(one, locale) for one in recipients),
    )


def progress_of(task: IncidentTask, settled: Mapping[str, str]) -> Progress:
    """How far a task is. `settled`: as `IncidentStore.settled`."""
    refused = {one: why for one, why in settled.items() if why}
    return Progress(task=task, done=len(settled) - len(refused), refused=refused)
