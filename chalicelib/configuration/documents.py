"""From a stored document to the configuration that it holds."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from chalicelib import absences as away
from chalicelib.calendars import Calendar
from chalicelib.configuration.parts import (
    APPEAL_WITHIN,
    SMS_WINDOW,
    STATUS_EXPIRES_AFTER,
    SURVEY_PAUSE,
    WAIT_AT_MOST,
    WEEKDAYS,
    WEEKLY_DIGEST_ON,
    EarlyWarning,
    Events,
    Level,
    Likeness,
    Limits,
    Organisation,
    Policy,
    ReplyTemplate,
    Survey,
    Target,
    Team,
    Touchpoint,
    Webhook,
)
from chalicelib.configuration.whole import Configuration
from chalicelib.errors import ConfigurationError
from chalicelib.model import What

FORMAT = 1
"""Of the documents that this code reads. A change that old documents cannot follow raises it."""


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
        targets=tuple(_target(row) for row in document.get("targets", ())),
        templates=tuple(_template(row) for row in document.get("templates", ())),
        wording=document["wording"],
        limits=Limits(**document["limits"]),
        events=Events(**document.get("events", {})),
        webhooks={row["id"]: _webhook(row) for row in document.get("webhooks", ())},
        early_warning=_early_warning(document.get("early_warning", {})),
        incidents=_likeness(document.get("incidents", {})),
        names=document.get("names", {}),
        retention=_seconds(document.get("retention", {}).get("personal")),
        absences=away.from_rows(document.get("absences", {})),
        quiet_hours=tuple(quiet) if (quiet := document.get("quiet_hours")) else None,
        document=document,
    )


def _target(row: Mapping[str, Any]) -> Target:
    since = row.get("since")
    return Target(**{**row, "since": date.fromisoformat(since) if since else None})


def _likeness(row: Mapping[str, Any]) -> Likeness:
    within = _seconds(row.get("within")) or Likeness().within
    return Likeness(**{**row, "within": within})


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
