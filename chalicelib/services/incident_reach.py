"""Whom words to all of an incident would reach, and how far what was said to them is. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chalicelib.model import Channel, Feedback, Incident, IncidentTask, Status
from chalicelib.services.incident_tasks import language_of

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Whom words to all would reach, and what is missing."""

    recipients: list[Feedback]
    """Those of the incident that are not closed."""
    people: int
    """How many they are of."""
    by_channel: Mapping[Channel | None, int]
    """People; None: who left no way to be reached."""
    languages: Mapping[str, int]
    """Of `wording.LOCALES`: how many people read it."""


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
        people=people_in(recipients),
        by_channel=_people_by(
            lambda one: one.contacts[0].channel if one.contacts else None, recipients
        ),
        languages=_people_by(lambda one: language_of(one, locale), recipients),
    )


def people_in(states: Iterable[Feedback]) -> int:
    """How many people some feedback are of.

    Feedback that share an address are one person's; one without any is a person's of its own.
    """
    known: list[set[str]] = []
    unknown = 0
    for one in states:
        addresses = {contact.address for contact in one.contacts}
        if not addresses:
            unknown += 1
            continue
        others = [each for each in known if each.isdisjoint(addresses)]
        same = [each for each in known if not each.isdisjoint(addresses)]
        known = [*others, addresses.union(*same)]
    return len(known) + unknown


def _people_by(key: Callable[[Feedback], Key], states: Sequence[Feedback]) -> dict[Key, int]:
    parts: dict[Key, list[Feedback]] = defaultdict(list)
    for one in states:
        parts[key(one)].append(one)
    return {part: people_in(found) for part, found in parts.items()}


def progress_of(task: IncidentTask, settled: Mapping[str, str]) -> Progress:
    """How far a task is. `settled`: as `IncidentStore.settled`."""
    refused = {one: why for one, why in settled.items() if why}
    return Progress(task=task, done=len(settled) - len(refused), refused=refused)
