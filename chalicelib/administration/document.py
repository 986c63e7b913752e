"""The document that the table keeps: plain JSON values, every key there, nothing left to work out.

Two files that mean the same give the same document, and the same file gives the same one on any day
of a year.
"""

from datetime import date
from fractions import Fraction
from typing import Any

from chalicelib.administration.public_holidays import PublicHolidays
from chalicelib.administration.schema import Read
from chalicelib.configuration import FORMAT, WEEKDAYS
from chalicelib.routing import fold

Document = dict[str, Any]
_OF_TEAM = ("name", "mailbox", "members", "lead", "locale", "time_zone", "calendar")


def make_document(read: Read, today: date, holidays: PublicHolidays) -> Document:
    """The document of a file without errors. `today` decides which years' holidays are in it."""
    organisation = read["organisation"]
    locale = organisation["locale"]
    touchpoints = {
        row["id"]: {
            "name": row["name"],
            "keyword": row["keyword"],
            "owner": row["owner"],
            "owners": row["owners"],
            "locale": row["locale"] or locale,
            "has_own_locale": bool(row["locale"]),
        }
        for row in read["touchpoints"]
    }
    first_team = read["teams"][0]["id"]
    return {
        "format": FORMAT,
        "organisation": {
            **organisation,
            "default_team": organisation["default_team"] or first_team,
        },
        "teams": {row["id"]: {key: row[key] for key in _OF_TEAM} for row in read["teams"]},
        "absences": _absences(read["absences"]),
        "touchpoints": touchpoints,
        "keywords": {
            fold(row["keyword"]): id_ for id_, row in touchpoints.items() if row["keyword"]
        },
        "numbers": {row["number"]: row["touchpoint"] for row in read["numbers"]},
        "calendars": {
            id_: _calendar(row, organisation, today, holidays)
            for id_, row in read["calendars"].items()
        },
        "policies": [_policy(row) for row in read["policies"]],
        "targets": read["targets"],
        "templates": read["templates"],
        "events": read["events"],
        "webhooks": [{**row, "secret": row["secret"] or row["id"]} for row in read["webhooks"]],
        "quiet_hours": _quiet_hours(read["quiet_hours"]),
        "safety_words": read["triage"]["safety_words"],
        "wording": read["wording"],
        "limits": read["limits"],
        "early_warning": read["early_warning"],
        "incidents": read["incidents"],
        "retention": read["retention"],
        "names": read["names"],
    }


def _calendar(row: Read, organisation: Read, today: date, holidays: PublicHolidays) -> Document:
    code = row["holidays"]
    return {
        "time_zone": row["time_zone"] or organisation["time_zone"],
        "open": {
            str(number): sorted(map(list, row["open"][weekday]))
            for number, weekday in enumerate(WEEKDAYS)
            if row["open"].get(weekday)
        },
        "holidays": holidays.expand(code, organisation["locale"], today) if code else {},
        "closed": sorted(set(row["closed"])),
        "extra": {day: sorted(map(list, spans)) for day, spans in sorted(row["extra"].items())},
    }


def _absences(rows: list[Read]) -> dict[str, list[list[str | None]]]:
    """By member, in the file's order: first day, last day, substitute."""
    absences: dict[str, list[list[str | None]]] = {}
    for row in rows:
        of_member = absences.setdefault(row["member"], [])
        of_member.append([row["from"], row["until"], row["substitute"]])
    return absences


def _quiet_hours(row: Read) -> list[int] | None:
    return None if row["from"] is None else [row["from"], row["until"]]


def _policy(row: Read) -> Document:
    promise, remind = row["respond_within"], row["remind_after"]
    return {
        "id": row["id"],
        "match": {field: values for field, values in row["match"].items() if values},
        "calendar": row["calendar"],
        "respond_within": promise,
        "remind_after": int(promise * remind) if isinstance(remind, Fraction) else remind,
        "levels": [
            {
                "after": level["after"],
                "to": level["to"],
                "respond_within": level["respond_within"] or promise,
            }
            for level in row["levels"]
        ],
        "close_after": row["close_after"],
        "survey_after": row["survey_after"],
        "survey": row["survey"],
        "appeal_within": row["appeal_within"],
        "wait_at_most": row["wait_at_most"],
    }
