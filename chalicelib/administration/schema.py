"""The keys of the configuration file: which tables there are and what stands in each.

`TOP` is the whole file. Reading it gives nested dicts and lists of the same shape as the file, with
every key there, None or empty where the file has nothing (or something wrong, which was reported).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from chalicelib.administration import address_readers, readers
from chalicelib.administration.lines import Path
from chalicelib.administration.readers import WrongValueError
from chalicelib.administration.report import Report
from chalicelib.administration.shapes import Key, ListOf, MapOf, Table
from chalicelib.configuration import (
    APPEAL_WITHIN,
    DIGEST_AT,
    MATCHABLE,
    SMS_WINDOW,
    STATUS_EXPIRES_AFTER,
    SURVEY_PAUSE,
    WAIT_AT_MOST,
    WEEKLY_DIGEST_ON,
    EarlyWarning,
    Likeness,
    Survey,
)
from chalicelib.model import Kind, What

Read = dict[str, Any]
"""A table as it was read."""


def read_file(values: Mapping[str, Any], report: Report) -> Read:
    """The whole file, read; see the module's description for the shape."""
    return TOP(values, (), report)


def rows(read: Read, key: str) -> Iterator[tuple[Path, Read]]:
    """The elements of an array of tables that could be read, each with its path."""
    for position, row in enumerate(read[key]):
        if row is not None:
            yield (key, position), row


def ids(read: Read, key: str) -> list[str]:
    """The ids in an array of tables, in the file's order."""
    return [row["id"] for _, row in rows(read, key) if row["id"] is not None]


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError("is no text", "write the words in quotes")
    return value


_SPANS = ListOf(readers.span)
_MATCH = Table(
    {
        field: Key(
            ListOf(
                readers.one_of(values) if values else readers.identifier, takes_one=True, least=1
            )
        )
        for field, values in MATCHABLE.items()
    }
)
_ORGANISATION = Table(
    {
        "name": Key(readers.text, '"Viação Exemplo"', required=True),
        "locale": Key(readers.locale, '"pt-BR"', required=True),
        "time_zone": Key(readers.time_zone, '"America/Sao_Paulo"', required=True),
        "sms_number": Key(address_readers.phone),
        "mail_domain": Key(address_readers.domain),
        "default_team": Key(readers.identifier),
        "default_touchpoint": Key(readers.identifier),
        "complex_team": Key(readers.identifier),
        "managers": Key(readers.identifier),
        "digest_at": Key(readers.time_of_day, default=DIGEST_AT),
        "weekly_digest_on": Key(readers.weekday, default=WEEKLY_DIGEST_ON),
        "sms_window": Key(readers.duration, default=int(SMS_WINDOW.total_seconds())),
        "survey_pause": Key(readers.duration, default=int(SURVEY_PAUSE.total_seconds())),
        "status_expires_after": Key(
            readers.duration, default=int(STATUS_EXPIRES_AFTER.total_seconds())
        ),
    }
)
_CALENDAR = Table(
    {
        "time_zone": Key(readers.time_zone),
        "open": Key(
            MapOf(readers.weekday, _SPANS, "weekday"), '{ mon = ["08:00-18:00"] }', required=True
        ),
        "holidays": Key(readers.text),
        "closed": Key(ListOf(readers.day)),
        "extra": Key(MapOf(readers.day, _SPANS, "day")),
    }
)
_TEAM = Table(
    {
        "id": Key(readers.identifier, '"coaches"', required=True),
        "name": Key(readers.text, '"Coach operations"', required=True),
        "mailbox": Key(address_readers.mailbox),
        "members": Key(ListOf(address_readers.mail)),
        "lead": Key(address_readers.mail),
        "locale": Key(readers.locale),
        "time_zone": Key(readers.time_zone),
        "calendar": Key(readers.identifier),
    }
)
_ABSENCE = Table(
    {
        "member": Key(address_readers.mail, '"ana@example.com"', required=True),
        "from": Key(readers.day, '"2026-12-20"', required=True),
        "until": Key(readers.day, '"2027-01-03"', required=True),
        "substitute": Key(address_readers.mail),
    }
)
_TOUCHPOINT = Table(
    {
        "id": Key(readers.identifier, '"coach-420"', required=True),
        "name": Key(readers.text, '"Coach 420 London to Birmingham"', required=True),
        "keyword": Key(readers.keyword),
        "owner": Key(readers.identifier, '"coaches"', required=True),
        "owners": Key(MapOf(readers.one_of(tuple(Kind)), readers.identifier, "kind")),
        "locale": Key(readers.locale),
    }
)
_NUMBER = Table(
    {
        "number": Key(address_readers.phone, '"+447700900420"', required=True),
        "touchpoint": Key(readers.identifier, '"coach-420"', required=True),
    }
)
_LEVEL = Table(
    {
        "after": Key(readers.duration, '"24h"', required=True),
        "to": Key(readers.identifier, '"supervisors"', required=True),
        "respond_within": Key(readers.duration),
    }
)
_POLICY = Table(
    {
        "id": Key(readers.identifier, '"complaint"', required=True),
        "match": Key(_MATCH),
        "calendar": Key(readers.identifier, default="always"),
        "respond_within": Key(readers.duration),
        "remind_after": Key(readers.share_or_duration),
        "survey_after": Key(readers.duration),
        "survey": Key(readers.one_of(tuple(Survey)), default=Survey.CSAT.value),
        "close_after": Key(readers.duration),
        "appeal_within": Key(readers.duration, default=int(APPEAL_WITHIN.total_seconds())),
        "wait_at_most": Key(readers.duration, default=int(WAIT_AT_MOST.total_seconds())),
        "levels": Key(ListOf(_LEVEL, "[[policies.levels]]")),
    }
)
_TARGET = Table(
    {
        "team": Key(readers.identifier),
        "touchpoint": Key(readers.identifier),
        "answered_in_time": Key(readers.target, '"95%"', required=True),
        "since": Key(readers.day),
    }
)
_TEMPLATE = Table(
    {
        "id": Key(readers.identifier, '"heating"', required=True),
        "name": Key(readers.text, '"Heating is being mended"', required=True),
        "text": Key(MapOf(readers.locale, _words, "locale"), '{ en-GB = "…" }', required=True),
        "kind": Key(ListOf(readers.one_of(tuple(Kind)), takes_one=True)),
        "touchpoint": Key(ListOf(readers.identifier, takes_one=True)),
    }
)
_EVENTS = Table(
    {
        "bus": Key(readers.yes_or_no, default=True),
        "words": Key(readers.yes_or_no, default=False),
    }
)
_WEBHOOK = Table(
    {
        "id": Key(readers.identifier, '"crm"', required=True),
        "url": Key(address_readers.web_address, '"https://crm.example.com/ouvido"', required=True),
        "events": Key(ListOf(readers.one_of(tuple(What)), takes_one=True)),
        "secret": Key(readers.identifier),
        "tell": Key(address_readers.mail),
    }
)
_QUIET_HOURS = Table(
    {
        "from": Key(readers.time_of_day, '"22:00"', required=True),
        "until": Key(readers.time_of_day, '"07:00"', required=True),
    }
)
_EARLY_WARNING = Table(
    {
        "enabled": Key(readers.yes_or_no, default=EarlyWarning().enabled),
        "within": Key(readers.duration, default=int(EarlyWarning().within.total_seconds())),
        "least": Key(readers.number(2), default=EarlyWarning().least),
        "false_alarms": Key(readers.number(1), default=EarlyWarning().false_alarms),
    }
)
_INCIDENTS = Table(
    {
        "within": Key(readers.duration, default=int(Likeness().within.total_seconds())),
        "alike": Key(readers.target, default=Likeness().alike),
        "least": Key(readers.number(2), default=Likeness().least),
    }
)
TOP = Table(
    {
        "organisation": Key(_ORGANISATION, "[organisation]", required=True),
        "calendars": Key(MapOf(readers.identifier, _CALENDAR)),
        "teams": Key(ListOf(_TEAM, "[[teams]]", least=1), "[[teams]]", required=True),
        "names": Key(MapOf(address_readers.mail, readers.text, "address")),
        "absences": Key(ListOf(_ABSENCE, "[[absences]]")),
        "touchpoints": Key(ListOf(_TOUCHPOINT, "[[touchpoints]]")),
        "numbers": Key(ListOf(_NUMBER, "[[numbers]]")),
        "policies": Key(ListOf(_POLICY, "[[policies]]", least=1), "[[policies]]", required=True),
        "targets": Key(ListOf(_TARGET, "[[targets]]")),
        "templates": Key(ListOf(_TEMPLATE, "[[templates]]")),
        "events": Key(_EVENTS),
        "webhooks": Key(ListOf(_WEBHOOK, "[[webhooks]]")),
        "quiet_hours": Key(_QUIET_HOURS),
        "triage": Key(
            Table({"safety_words": Key(MapOf(readers.locale, ListOf(readers.text), "locale"))})
        ),
        "wording": Key(MapOf(readers.locale, MapOf(readers.text, _words, "name"), "locale")),
        "limits": Key(
            Table(
                {
                    "automatic_per_hour": Key(readers.number(1), default=30),
                    "unproven_per_day": Key(readers.number(0), default=10),
                    "unproven_per_hour": Key(readers.number(0), default=200),
                    "domain_per_hour": Key(readers.number(1), default=60),
                    "staff_per_hour": Key(readers.number(1), default=200),
                    "countries": Key(ListOf(address_readers.country)),
                    "attachments": Key(readers.number(0), default=10),
                    "attachment_megabytes": Key(readers.number(1), default=20),
                }
            )
        ),
        "early_warning": Key(_EARLY_WARNING),
        "incidents": Key(_INCIDENTS),
        "retention": Key(Table({"personal": Key(readers.duration)})),
    }
)
