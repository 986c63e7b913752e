"""What an organisation decides, thing by thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.model import What

ALWAYS = "always"
"""The calendar that is never closed: the wall clock."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As the file and the document name them; a weekday's number is its place, Monday 0."""

DIGEST_AT = 8 * 60
"""Minutes after midnight, of an organisation that says nothing else."""
WEEKLY_DIGEST_ON = "mon"
"""Of an organisation that says nothing else."""
APPEAL_WITHIN = timedelta(days=30)
WAIT_AT_MOST = timedelta(days=7)
"""Of a policy that says nothing else."""
SMS_WINDOW = timedelta(days=7)
SURVEY_PAUSE = timedelta(days=1)
STATUS_EXPIRES_AFTER = timedelta(days=365)
"""Of an organisation that says nothing else."""


class Survey(StrEnum):
    """What a survey asks."""

    CSAT = "csat"
    """How content the customer is, 1 to 5."""
    CSAT_NPS = "csat+nps"
    """And how likely to recommend us, 0 to 10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Whose feedback it is."""

    name: str
    locale: str
    time_zone: str
    sms_number: str | None
    mail_domain: str | None
    default_team: str
    """Id of the team that gets what belongs to no touchpoint; the first team unless named."""
    default_touchpoint: str | None
    """Where a text without a keyword happened, unless its number says otherwise."""
    complex_team: str | None = None
    """Id of the team that owns complex feedback, whatever the touchpoint; None: as any other."""
    managers: str | None = None
    """Id of the team that gets the digest of everything once a week; None: the default team."""
    digest_at: int = DIGEST_AT
    """When digests are sent, in minutes after midnight on each team's own clock."""
    weekly_digest_on: int = WEEKDAYS.index(WEEKLY_DIGEST_ON)
    """The weekday, Monday 0, of the weekly digest of the seven days before it."""
    sms_window: timedelta = SMS_WINDOW
    """How long a number's further texts belong to its newest feedback."""
    survey_pause: timedelta = SURVEY_PAUSE
    """How long a contact point that was asked how it went is not asked again."""
    status_expires_after: timedelta = STATUS_EXPIRES_AFTER
    """How long after its feedback was last answered or closed a private page can be opened."""


def each_once(*addresses: str | None) -> tuple[str, ...]:
    """Those that there are, in their order."""
    return tuple(dict.fromkeys(address for address in addresses if address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """People who own feedback together."""

    id: str
    name: str
    mailbox: str | None
    members: tuple[str, ...]
    """Mail addresses, lower case."""
    lead: str | None = None
    """Mail address of who gets the mail of complex feedback as well; need not be a member."""
    locale: str | None = None
    """The language of its mails; None: the organisation's."""
    time_zone: str | None = None
    """The clock on its wall; None: its calendar's, or else the organisation's."""
    calendar: str | None = None
    """Id of the calendar whose closed days are days without a digest; None: there are none."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every mail address of the team, its lead's included."""
        return each_once(self.mailbox, *self.members, self.lead)

    def has(self, address: str) -> bool:
        """Whether a mail address belongs to this team."""
        return address.lower() in self.addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """Where feedback happens."""

    id: str
    name: str
    keyword: str | None
    owner: str
    locale: str
    owners: Mapping[str, str] = field(default_factory=dict)
    """Who owns feedback of a kind in the owner's place."""
    has_own_locale: bool = True
    """Whether it was given its language; else `locale` is the organisation's, and a browser's goes first."""

    def owner_of(self, kind: str | None) -> str:
        """Id of the team that owns feedback of a kind from here."""
        return self.owners.get(kind, self.owner) if kind else self.owner


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the ladder above the owner."""

    after: timedelta
    """Since the start of the cycle, in the policy's calendar."""
    to: str
    """Id of the team."""
    respond_within: timedelta
    """What the customer is promised when this level has it, counted from `after`; used for the last
    level only, the others promise the next level's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What is promised, and what happens when the promise is not kept."""

    id: str
    match: Mapping[str, frozenset[str]]
    """Feedback field to the values that match; a field that is not named matches anything."""
    calendar: str
    respond_within: timedelta | None
    remind_after: timedelta | None
    levels: tuple[Level, ...]
    close_after: timedelta | None
    survey_after: timedelta | None
    """How long after the outcome was told, or else after it was closed by itself, the customer is asked
    how it went."""
    survey: Survey = Survey.CSAT
    appeal_within: timedelta = APPEAL_WITHIN
    """How long after an answer the customer may ask for the ombudsman."""
    wait_at_most: timedelta = WAIT_AT_MOST
    """How long a question to the customer stops the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What share of its promises a team or touchpoint means to keep."""

    team: str | None
    touchpoint: str | None
    """None as well as `team`: the whole organisation."""
    answered_in_time: int
    """In hundredths of a percent, 1 to 10,000."""
    since: date | None = None
    """The first day whose promises are judged by it; None: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyWarning:
    """When the owner of a touchpoint is told that it gets unusually many feedback."""

    enabled: bool = True
    within: timedelta = timedelta(hours=1)
    """The time in which feedback is counted."""
    least: int = 3
    """Fewer in that time are never unusual."""
    false_alarms: int = 1
    """How many a year chance alone may cause at each touchpoint, of both sorts together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """When feedback of one touchpoint is suggested as one incident."""

    within: timedelta = timedelta(hours=3)
    """Between one feedback of an incident and the next."""
    alike: int = 4_000
    """Mean similarity from which a feedback belongs to a group, in hundredths of a percent."""
    least: int = 3
    """Feedback that make a suggestion: two may well be chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyTemplate:
    """A reply that was written once; see `reply_templates` for its fields."""

    id: str
    name: str
    """For staff."""
    text: Mapping[str, str]
    """By locale."""
    kinds: frozenset[str]
    touchpoints: frozenset[str]
    """Of which feedback it is for; empty: of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Caps that protect people and money from floods and loops."""

    automatic_per_hour: int
    """Automatic messages to one contact point that wrote to us itself, an hour."""
    unproven_per_day: int
    """Automatic messages to one contact point that was only typed into a form, a day."""
    unproven_per_hour: int = 200
    """Automatic texts to all numbers together that were only typed into a form, an hour."""
    domain_per_hour: int = 60
    """Automatic mails to all addresses of one organisation's domain, an hour."""
    staff_per_hour: int = 200
    """Mails to one address of a team, an hour."""
    countries: Sequence[str] = ()
    """ISO 3166 codes of the countries to whose numbers texts go that were only typed into a form; none
    named: those of our own numbers."""
    attachments: int = 10
    """Files that are taken with one message."""
    attachment_megabytes: int = 20
    """What one file may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """What other systems are told."""

    bus: bool = True
    """Whether each change of a feedback goes onto the stage's event bus."""
    words: bool = False
    """Whether events say what customer and member wrote to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Another system that is told of changes over the web."""

    id: str
    url: str
    events: frozenset[What]
    """What it is told of; empty: of everything."""
    secret: str
    """Name of the secret that what it gets is signed with."""
    tell: str | None
    """Mail address of who hears that it was disabled; None: the default team."""

    def wants(self, what: What) -> bool:
        """Whether it is told of entries of this kind."""
        return not self.events or what in self.events
