"""An organisation's configuration, whole and validated: what feedback is captured and timed by.

Made from a document, the normalised form of the TOML file that `config apply` stores: durations are
seconds, holidays are dates, every key is there. Only `administration` makes documents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import chain
from typing import Any

from chalicelib import absences as away
from chalicelib.absences import Absences
from chalicelib.calendars import Calendar
from chalicelib.calendars.clock import zone_of
from chalicelib.errors import ConfigurationError
from chalicelib.model import Channel, Difficulty, Kind, Severity, What

ALWAYS = "always"
"""The calendar that is never closed: the wall clock."""

FORMAT = 1
"""Of the documents that this code reads. A change that old documents cannot follow raises it."""

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
        return _each_once(self.mailbox, *self.members, self.lead)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyWarning:
    """When the owner of a touchpoint is told that it gets unusually many feedback."""

    enabled: bool = True
    within: timedelta = timedelta(hours=1)
    """The time in which feedback is counted."""
    least: int = 3
    """Fewer in that time are never unusual."""
    false_alarms: int = 1
    """How many a year chance alone may cause at each touchpoint, of either sort, at the most."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One version of everything that an organisation decides."""

    version: int
    organisation: Organisation
    teams: Mapping[str, Team]
    touchpoints: Mapping[str, Touchpoint]
    keywords: Mapping[str, str]
    """Folded keyword (see `routing.fold`) to touchpoint id."""
    numbers: Mapping[str, str]
    """Our own E.164 numbers to the touchpoint that a text without a keyword belongs to."""
    calendars: Mapping[str, Calendar]
    policies: tuple[Policy, ...]
    safety_words: Mapping[str, tuple[str, ...]]
    """By locale."""
    targets: tuple[Target, ...]
    templates: tuple[ReplyTemplate, ...]
    """Replies that were written once, in the order in which they are offered."""
    wording: Mapping[str, Mapping[str, str]]
    """Overrides: locale to message name to text."""
    limits: Limits
    events: Events
    webhooks: Mapping[str, Webhook]
    early_warning: EarlyWarning
    absences: Absences
    """When members are away, by the organisation's days, and who stands in."""
    quiet_hours: tuple[int, int] | None
    """Minutes after the organisation's midnight, from and until, in which no late notice is sent."""
    document: Mapping[str, Any] = field(repr=False)
    """What this was made from."""

    def team(self, team_id: str) -> Team:
        """The team, or the default team where the id is of an earlier configuration."""
        return self.teams.get(team_id) or self.teams[self.organisation.default_team]

    def policy(self, policy_id: str) -> Policy:
        """The policy of that id; KeyError where this version has none."""
        for policy in self.policies:
            if policy.id == policy_id:
                return policy
        raise KeyError(policy_id)

    def calendar(self, policy: Policy) -> Calendar | None:
        """The policy's calendar; None is the wall clock."""
        return self.calendars.get(policy.calendar)

    def locale_of(self, team_id: str) -> str:
        """The language of a team's mails."""
        return self.team(team_id).locale or self.organisation.locale

    def calendar_of(self, team_id: str) -> Calendar | None:
        """The calendar of the days on which a team is there; None where it is on every day."""
        return self.calendars.get(self.team(team_id).calendar or ALWAYS)

    def zone_of(self, team_id: str) -> str:
        """The IANA name of a team's time zone."""
        calendar = self.calendar_of(team_id)
        of_calendar = calendar.time_zone if calendar else self.organisation.time_zone
        return self.team(team_id).time_zone or of_calendar

    def place(self, touchpoint_id: str | None) -> Touchpoint | None:
        """The touchpoint, if this version has it."""
        return self.touchpoints.get(touchpoint_id) if touchpoint_id else None

    def day_of(self, at: datetime) -> date:
        """The day in the organisation's time zone. ValueError: an instant without a zone."""
        if at.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return at.astimezone(zone_of(self.organisation.time_zone)).date()

    def recipients(
        self,
        team_id: str,
        at: datetime,
        *,
        complex: bool = False,  # noqa: A002 - DESIGN's word
    ) -> tuple[str, ...]:
        """Who gets a team's mail at an instant, each address once; empty where nobody is there.

        Its mailbox, which is never away, or else each member; of complex feedback its lead as well.
        Who is away is replaced by whoever stands in, and left out where nobody does.
        """
        team, day = self.team(team_id), self.day_of(at)
        people = [*(() if team.mailbox else team.members), team.lead if complex else None]
        there = (away.stand_in(self.absences, one, day) for one in people if one)
        return _each_once(team.mailbox, *there)

    def addresses(
        self, team_id: str, at: datetime, *, since: datetime | None = None
    ) -> tuple[str, ...]:
        """Everyone whom a team's mail can have been given to at an instant, or from `since` to it.

        Its mailbox, members and lead, there or away, and everyone who stands in for one of them.
        """
        team = self.team(team_id)
        days = away.differing_days(self.absences, self.day_of(since or at), self.day_of(at))
        people = _each_once(*team.members, team.lead)
        chains = (away.chain(self.absences, one, day) for day in days for one in people)
        return _each_once(*team.addresses, *chain.from_iterable(chains))

    def may_answer(
        self, team_id: str, address: str, at: datetime, *, since: datetime | None = None
    ) -> bool:
        """Whether a mail address may answer for a team: whether it is one of its `addresses`.

        With `since`, the beginning of the feedback's cycle, so may who stood in until yesterday: the
        mail that is being answered may be of then.
        """
        return address.strip().lower() in self.addresses(team_id, at, since=since)


def _each_once(*addresses: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(address for address in addresses if address))


MATCHABLE = {
    "kind": tuple(Kind),
    "severity": tuple(Severity),
    "difficulty": tuple(Difficulty),
    "channel": tuple(Channel),
    "touchpoint": None,
    "owner": None,
}
"""What a policy can match, and the closed list of values where there is one."""


class _Touchpoints(Mapping[str, Touchpoint]):
    """Touchpoints made when they are asked for: one text needs one of ten thousand."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows

    def __getitem__(self, touchpoint_id: str) -> Touchpoint:
        return Touchpoint(id=touchpoint_id, **self._rows[touchpoint_id])

    def __contains__(self, touchpoint_id: object) -> bool:
        return touchpoint_id in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def from_document(version: int, document: Mapping[str, Any]) -> Configuration:
    """The configuration that a document holds. ConfigurationError for a format we do not know."""
    if document.get("format") != FORMAT:
        raise ConfigurationError(f"Version {version} has a format that this release cannot read.")
    return Configuration(
        version=version,
        organisation=_organisation(document["organisation"]),
        teams={
            id_: Team(id=id_, **{**row, "members": tuple(row["members"])})
            for id_, row in document["teams"].items()
        },
        touchpoints=_Touchpoints(document["touchpoints"]),
        keywords=document["keywords"],
        numbers=document["numbers"],
        calendars={id_: _calendar(id_, row) for id_, row in document["calendars"].items()},
        policies=tuple(_policy(row) for row in document["policies"]),
        safety_words={loc: tuple(words) for loc, words in document["safety_words"].items()},
        targets=tuple(Target(**row) for row in document.get("targets", ())),
        templates=tuple(_template(row) for row in document.get("templates", ())),
        wording=document["wording"],
        limits=Limits(**document["limits"]),
        events=Events(**document.get("events", {})),
        webhooks={row["id"]: _webhook(row) for row in document.get("webhooks", ())},
        early_warning=_early_warning(document.get("early_warning", {})),
        absences=away.from_rows(document.get("absences", {})),
        quiet_hours=tuple(quiet) if (quiet := document.get("quiet_hours")) else None,
        document=document,
    )


def _early_warning(row: Mapping[str, Any]) -> EarlyWarning:
    within = _seconds(row.get("within")) or EarlyWarning().within
    return EarlyWarning(**{**row, "within": within})


_ORGANISATION_WIDE = {
    "sms_window": SMS_WINDOW,
    "survey_pause": SURVEY_PAUSE,
    "status_expires_after": STATUS_EXPIRES_AFTER,
}


def _organisation(row: Mapping[str, Any]) -> Organisation:
    own = {name: _seconds(row.get(name)) or else_ for name, else_ in _ORGANISATION_WIDE.items()}
    weekday = WEEKDAYS.index(row.get("weekly_digest_on", WEEKLY_DIGEST_ON))
    return Organisation(**{**row, **own, "weekly_digest_on": weekday})


def _spans(rows: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in rows)


def _calendar(calendar_id: str, row: Mapping[str, Any]) -> Calendar:
    day = date.fromisoformat
    return Calendar(
        id=calendar_id,
        time_zone=row["time_zone"],
        open={int(weekday): _spans(spans) for weekday, spans in row["open"].items()},
        holidays={day(text): name for text, name in row["holidays"].items()},
        closed=frozenset(map(day, row["closed"])),
        extra={day(text): _spans(spans) for text, spans in row["extra"].items()},
    )


def _template(row: Mapping[str, Any]) -> ReplyTemplate:
    return ReplyTemplate(
        id=row["id"],
        name=row["name"],
        text=row["text"],
        kinds=frozenset(row["kind"]),
        touchpoints=frozenset(row["touchpoint"]),
    )


def _webhook(row: Mapping[str, Any]) -> Webhook:
    return Webhook(**{**row, "events": frozenset(map(What, row["events"]))})


def _seconds(value: int | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)


def _policy(row: Mapping[str, Any]) -> Policy:
    return Policy(
        id=row["id"],
        match={key: frozenset(values) for key, values in row["match"].items()},
        calendar=row["calendar"],
        respond_within=_seconds(row["respond_within"]),
        remind_after=_seconds(row["remind_after"]),
        levels=tuple(
            Level(
                after=timedelta(seconds=level["after"]),
                to=level["to"],
                respond_within=timedelta(seconds=level["respond_within"]),
            )
            for level in row["levels"]
        ),
        close_after=_seconds(row["close_after"]),
        survey_after=_seconds(row["survey_after"]),
        survey=Survey(row.get("survey", Survey.CSAT)),
        appeal_within=_seconds(row.get("appeal_within")) or APPEAL_WITHIN,
        wait_at_most=_seconds(row.get("wait_at_most")) or WAIT_AT_MOST,
    )
