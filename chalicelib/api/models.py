"""What the staff API takes and answers. Fields are named as in `chalicelib.model`; instants are UTC."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta

from chalicelib.api.administration_models import (  # noqa: F401 - see below
    Apply,
    CheckedText,
    ConfigurationOf,
    ConfigurationQuery,
    DraftText,
    Explained,
    Restore,
    Version,
    Versions,
    VersionsQuery,
    WhatIf,
)
from chalicelib.api.measured_models import (  # noqa: F401 - operations name them as models of this module
    Pulse,
    Report,
    ReportQuery,
    RisingWords,
    WordsQuery,
)
from chalicelib.api.shape import Model
from chalicelib.model import Channel, Difficulty, Kind, Severity, Status


class TeamName(Model):
    """A team, for people."""

    id: str
    name: str


class Me(Model):
    """Who is signed in."""

    email: str
    name: str
    roles: list[str]
    teams: list[TeamName]
    """The teams that they may answer for now."""


class PlaceName(Model):
    """A touchpoint, for people."""

    id: str
    name: str


class QueueQuery(Model):
    """Which part of the work queue is wanted. What is left out lets anything pass."""

    scope: Literal["mine", "team", "all"] = "team"
    """Mine: what I said that I see to. Team: what my teams have. All: what I may see."""
    team: str | None = None
    touchpoint: str | None = None
    kind: Kind | None = None
    severity: Severity | None = None
    level: Annotated[int, Meta(ge=0, le=20)] | None = None
    channel: Channel | None = None
    text: Annotated[str, Meta(max_length=100)] | None = None
    """In the first words, the reference or the name; case and accents do not matter."""


class Line(Model):
    """One feedback in a list."""

    reference: str
    kind: Kind
    severity: Severity
    difficulty: Difficulty
    channel: Channel
    status: Status
    level: int
    cycle: int
    touchpoint: PlaceName | None
    owner: TeamName
    holder: TeamName | None
    """Who has to answer now; null where nobody has to: answered, or waiting for the customer."""
    assignee: str | None
    name: str | None
    locale: str
    rating: int | None
    captured_at: datetime
    cycle_at: datetime
    respond_by: datetime | None
    promise_by: datetime | None
    """The newest promise that the customer was told: the bar of time fills from `cycle_at` to it."""
    waiting_until: datetime | None
    unreached_at: datetime | None
    """When it was known that the answer reached the customer on no way; null where it did or may have."""
    words: str
    """The first of the customer's words."""
    entries: int
    """How many timeline entries there are: changes with every change."""


class Queue(Model):
    """A work queue, what is due next first."""

    items: list[Line]
    is_cut: bool
    """Whether there is more than the list holds; filters make it shorter."""
    as_of: datetime


class ContactPoint(Model):
    """How a customer can be reached."""

    channel: Channel
    address: str
    proven: bool
    """Whether they wrote from it; one that was typed into a form is not."""
    opted_out: bool


class File(Model):
    """Something that came with words."""

    name: str
    media_type: str
    size: int
    link: str | None
    """Where to get it, for a while; null where it was not taken."""
    is_shown: bool
    """Whether a browser may show it."""
    refused: str | None


class Picture(Model):
    """A picture, for the console to show without asking another site."""

    media_type: str
    content: bytes
    """In base64."""


class Delivered(Model):
    """One message of ours, and what became of it."""

    id: str
    purpose: str
    channel: Channel
    to: str
    part: int
    parts: int
    delivery: str
    created_at: datetime
    sent_at: datetime | None
    settled_at: datetime | None
    attempts: int
    error: str | None


class Turn(Model):
    """One entry of the timeline, with the messages that tell of it."""

    number: int
    what: str
    at: datetime
    actor: str
    channel: Channel | None
    words: str | None
    cycle: int
    facts: dict[str, Any]
    """What else the entry holds; which keys depends on `what`."""
    files: list[File]
    messages: list[Delivered]


class ClockStep(Model):
    """One step that is to come, with the arithmetic of its instant."""

    what: str
    level: int
    to: TeamName | None
    at: datetime
    arithmetic: list[str]


class FeedbackQuery(Model):
    """How one feedback is shown."""

    locale: Literal["en-GB", "pt-BR", "es"] = "en-GB"
    """The language that the clock's arithmetic is told in."""


class Other(Model):
    """Somebody else who has it open."""

    email: str
    name: str
    writing: bool


class Waiting(Model):
    """Something said to the customer that has not left yet."""

    key: str
    what: Literal["answered", "asked", "resolved"]
    words: str
    member: str
    leaves_at: datetime
    is_mine: bool
    """Whether the caller said it, and may take it back."""


class Feedback(Model):
    """One feedback, whole."""

    summary: Line
    policy: str
    configuration: int
    contacts: list[ContactPoint]
    timeline: list[Turn]
    clock: list[ClockStep]
    history: list[Line]
    """Other feedback of the same contact points, newest first."""
    others: list[Other]
    """Who else has it open right now."""
    waiting: list[Waiting]
    """What is to leave in some seconds, unless it is taken back."""
    as_of: datetime
    teams: list[TeamName]
    """Every team, as it may be handed over to any of them."""
    may_act: bool
    may_appeal: bool
    status_link: str


class Words(Model):
    """What a member says."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    """Random, made by the caller: the same key again changes nothing."""
    words: Annotated[str, Meta(max_length=20_000)] = ""
    seen: Annotated[int, Meta(ge=0)] | None = None
    """`entries` as it was when the member began: what was said since is a conflict."""
    hold: Annotated[int, Meta(ge=0, le=60)] = 0
    """Seconds for which an answer, a question or a resolution can be taken back before it leaves."""


class HandOver(Model):
    """Another team is to own it."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    to: str
    reason: Annotated[str, Meta(max_length=2_000)] = ""


class Correction(Model):
    """What it really is; either of the two."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    kind: Kind | None = None
    severity: Severity | None = None
    reason: Annotated[str, Meta(max_length=2_000)] = ""


class Take(Model):
    """That somebody sees to it, or no longer does."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    gives_back: bool = False


class Changed(Model):
    """What it became."""

    summary: Line
    waiting: Waiting | None = None
    """What was held back, and will leave; then nothing has changed yet."""


class BackAgain(Model):
    """What was taken back."""

    words: str


class Presence(Model):
    """What somebody's page does with a feedback."""

    writing: bool = False
    """Whether words to the customer are being written."""
    leaves: bool = False
    """Whether it is being closed."""


class Others(Model):
    """Who else has a feedback open."""

    others: list[Other]


class TemplatesQuery(Model):
    """For which feedback."""

    reference: str


class Template(Model):
    """A reply that was written once, filled for one feedback."""

    id: str
    name: str
    text: str


class Templates(Model):
    """What there is for one feedback."""

    locale: str
    """The language of the texts; of each it is the customer's where the template has it."""
    templates: list[Template]


class PreviewOf(Model):
    """Words that may become an answer."""

    what: Literal["answer", "ask", "resolve"] = "answer"
    words: Annotated[str, Meta(max_length=20_000)] = ""


class PreviewedMessage(Model):
    """One message exactly as the customer would get it."""

    channel: Channel
    to: str
    subject: str | None
    text: str
    html: str | None
    sms_parts: int
    """How many text messages the carrier counts; 0 for a mail."""


class Preview(Model):
    """What would leave; nothing has."""

    messages: list[PreviewedMessage]
    sms_parts: int


class PlacesQuery(Model):
    """Which touchpoints are looked for."""

    text: Annotated[str, Meta(max_length=100)] = ""
    """A number, or part of a name; case and accents do not matter."""


class Place(Model):
    """A touchpoint to choose."""

    id: str
    name: str
    keyword: str | None
    """The number that is written on it."""
    locale: str


class Places(Model):
    """Touchpoints, the one that fits best first."""

    items: list[Place]


class Recording(Model):
    """What a customer said to a member of staff."""

    key: Annotated[str, Meta(min_length=8, max_length=100)]
    """Random, made by the caller: the same key again changes nothing."""
    channel: Literal["phone", "in_person", "letter", "social"]
    words: Annotated[str, Meta(max_length=10_000)]
    """What they said, as far as can be in their own words."""
    came_at: Annotated[datetime, Meta(tz=True)] | None = None
    """When they said it, which is when the clocks start; 90 days ago at most. Null: now."""
    touchpoint: str | None = None
    kind: Kind | None = None
    rating: Annotated[int, Meta(ge=1, le=5)] | None = None
    phone: Annotated[str, Meta(max_length=100)] | None = None
    email: Annotated[str, Meta(max_length=300)] | None = None
    name: Annotated[str, Meta(max_length=100)] | None = None
    locale: Annotated[str, Meta(max_length=35)] | None = None
    """The language to answer in. Null: the touchpoint's."""
    may_write: bool | None = None
    """Whether they agreed to be written to there; without it phone and mail are not kept."""
    may_survey: bool | None = None
    """Whether they agreed to be asked how it went."""


class Recorded(Model):
    """What was recorded; the reference is to be read out."""

    reference: str
    kind: Kind
    severity: Severity
    touchpoint: PlaceName | None
    respond_by: datetime | None
    acknowledged_by: Channel | None
    """The way on which the customer gets an acknowledgement; null where there is none."""
    status_link: str


class PosterQuery(Model):
    """What is to be printed."""

    size: Literal["a4", "a6-sheet", "seat-back"] = "a4"
    """A poster without a cut; four stickers; a card of 99 x 210 mm. Both with bleed and crop marks."""


class Poster(Model):
    """A file for the printer."""

    name: str
    media_type: str
    content: bytes
    """In base64."""


class LinkQuery(Model):
    """The trip that a link is to know: at least one of its parts."""

    valid_until: Annotated[datetime, Meta(tz=True)]
    vehicle: Annotated[str, Meta(max_length=40)] = ""
    line: Annotated[str, Meta(max_length=40)] = ""
    trip: Annotated[str, Meta(max_length=40)] = ""
    seat: Annotated[str, Meta(max_length=40)] = ""


class Link(Model):
    """An address of a form that knows the trip. Anybody who has it can read what it says."""

    address: str
    token: str
    valid_until: datetime


class Nothing(Model):
    """It is done, and there is nothing to say of it."""


class SuggestionsQuery(Model):
    """How near in time feedback has to be."""

    within_minutes: Annotated[int, Meta(ge=15, le=1440)] = 180
    """Between one feedback of an incident and the next."""


class IncidentSuggestion(Model):
    """Feedback that may be one incident, or part of one that there is."""

    touchpoint: PlaceName
    words: list[str]
    """Why: what most of them speak of, in the customers' own words."""
    people: int
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
    assignee: str
    opened_at: datetime
    closed_at: datetime | None
    people: int


class Incidents(Model):
    """Open incidents, the newest first."""

    items: list[IncidentSummary]
    as_of: datetime


class IncidentReach(Model):
    """Whom words to all would reach now: those that are not closed."""

    recipients: int
    by_channel: dict[str, int]
    """`sms`, `email`, and `none` for who left no way to be reached."""
    languages: dict[str, int]
    """Of en-GB, pt-BR and es: how many are answered in it."""


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
    member: str
    words: dict[str, str]
    people: int
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
