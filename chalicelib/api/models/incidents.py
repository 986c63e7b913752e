"""Incidents: feedback about one event."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from chalicelib.api.models.people import MemberName, TeamName
from chalicelib.api.models.queue import Line
from chalicelib.api.models.touchpoints import PlaceName
from chalicelib.api.shape import Model
from chalicelib.model import Channel


class Nothing(Model):
    """It is done, and there is nothing to say of it."""


class SuggestionsQuery(Model):
    """Of what, and how near in time feedback has to be."""

    reference: str | None = None
    """Only what this feedback may be part of."""
    within_minutes: Annotated[int, Meta(ge=15, le=1440)] | None = None
    """Between one feedback of an incident and the next; null: as the configuration has it."""


class IncidentSuggestion(Model):
    """Feedback that may be one incident, or part of one that there is."""

    touchpoint: PlaceName
    words: list[str]
    """Why: what most of them speak of, in the customers' own words."""
    people: int
    """Feedback that share an address are one person's; one without any counts as one."""
    items: list[Line]
    incident: str | None
    """The open incident that they would join; null for a new one."""
    title: str


class IncidentSuggestions(Model):
    """Suggestions, the largest first."""

    items: list[IncidentSuggestion]
    as_of: datetime


class IncidentSummary(Model):
    """An incident in a list."""

    id: str
    title: str
    touchpoint: PlaceName | None
    team: TeamName
    assignee: MemberName
    opened_at: datetime
    closed_at: datetime | None
    people: int
    """As in a suggestion."""
    waiting: int
    """How many of them wait for an answer."""


class Incidents(Model):
    """Open incidents, the newest first."""

    items: list[IncidentSummary]
    as_of: datetime


class IncidentReach(Model):
    """Whom words to all would reach now: those that are not closed."""

    recipients: int
    """People, as in a suggestion; somebody who said it twice is answered twice."""
    by_channel: dict[str, int]
    """People by `sms`, `email`, and `none` for who left no way to be reached."""
    languages: dict[str, int]
    """Of en-GB, pt-BR and es: how many people are answered in it."""


class IncidentRefusal(Model):
    """What could not be done with one feedback, and why."""

    reference: str
    reason: str


class IncidentTask(Model):
    """One thing that is done with each feedback of an incident, and how far it is."""

    number: int
    what: str
    """`join`, `leave`, `answer` or `resolve`."""
    at: datetime
    member: MemberName
    words: dict[str, str]
    feedback: int
    """With how many it is to be done."""
    done: int
    refused: list[IncidentRefusal]


class Incident(Model):
    """One incident, whole."""

    summary: IncidentSummary
    items: list[Line]
    reach: IncidentReach
    tasks: list[IncidentTask]
    """The newest first."""
    may_act: bool


class OpenIncident(Model):
    """Feedback that is one incident."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    references: Annotated[list[str], Meta(min_length=1, max_length=500)]
    title: Annotated[str, Meta(max_length=200)] = ""
    """Empty: what most of them speak of."""


class DismissIncident(Model):
    """Feedback that is no incident."""

    references: Annotated[list[str], Meta(min_length=1, max_length=500)]
    joining: bool = False
    """Whether they were suggested for an incident that there is."""


class ChangeIncident(Model):
    """What joins an incident, and what leaves it, as references."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    add: Annotated[tuple[str, ...], Meta(max_length=500)] = ()
    remove: Annotated[tuple[str, ...], Meta(max_length=500)] = ()


class CloseIncident(Model):
    """That nothing more is to come."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]


class WordsToAll(Model):
    """What is said to all, by language: en-GB, pt-BR, es."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    words: dict[Literal["en-GB", "pt-BR", "es"], Annotated[str, Meta(max_length=5_000)]]
    what: Literal["answer", "resolve"] = "answer"


class PreviewToAll(Model):
    """Words that may become an answer to all."""

    words: dict[Literal["en-GB", "pt-BR", "es"], Annotated[str, Meta(max_length=5_000)]]
    what: Literal["answer", "resolve"] = "answer"


class IncidentSample(Model):
    """A message exactly as one of the customers would get it; the others differ in their reference."""

    language: str
    channel: Channel
    subject: str | None
    text: str
    sms_parts: int


class IncidentPreview(Model):
    """What would leave; nothing has."""

    reach: IncidentReach
    missing: list[str]
    """Languages in which somebody would be answered and nothing is written."""
    samples: list[IncidentSample]
