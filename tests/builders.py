"""Facts for tests, each with a default, so that a test names only what it is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.configuration import Configuration, from_document
from chalicelib.model import (
    Channel,
    ContactPoint,
    Entry,
    Feedback,
    Kind,
    Severity,
    What,
)

KEYS = (b"k" * 32,)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""A Monday."""
HOUR = timedelta(hours=1)
PHONE = "+447700900123"
DOMAIN = "fale.example.com"


def document(**changes: Any) -> dict[str, Any]:
    """A configuration's document: two coaches, three levels, a day to answer in."""
    base: dict[str, Any] = {
        "format": 1,
        "organisation": {
            "name": "Example Coaches",
            "locale": "en-GB",
            "time_zone": "Europe/London",
            "sms_number": "+447700900000",
            "mail_domain": DOMAIN,
            "default_team": "coaches",
            "default_touchpoint": None,
            "complex_team": None,
        },
        "teams": {
            "coaches": {
                "name": "Coach operations",
                "mailbox": "coaches@example.com",
                "members": ["ana@example.com"],
                "lead": None,
            },
            "supervisors": {
                "name": "Supervisors",
                "mailbox": "boss@example.com",
                "members": [],
                "lead": None,
            },
            "ombudsman": {
                "name": "Ombudsman",
                "mailbox": None,
                "members": ["omb-1@example.com", "omb-2@example.com"],
                "lead": None,
            },
        },
        "touchpoints": {
            "coach-420": {
                "name": "Coach 420 London to Birmingham",
                "keyword": "420",
                "owner": "coaches",
                "owners": {},
                "locale": "en-GB",
            },
            "coach-550": {
                "name": "Coach 550",
                "keyword": "550",
                "owner": "coaches",
                "owners": {},
                "locale": "pt-BR",
            },
        },
        "keywords": {"420": "coach-420", "550": "coach-550"},
        "numbers": {},
        "calendars": {},
        "absences": {},
        "quiet_hours": None,
        "policies": [policy_row()],
        "safety_words": {},
        "wording": {},
        "limits": {"automatic_per_hour": 30, "unproven_per_day": 3},
        "events": {"bus": False},
    }
    return base | changes


def policy_row(**changes: Any) -> dict[str, Any]:
    """A policy of a document: reminded at 18 h, raised at 24 h and 48 h, closed 7 days after an answer."""
    day = 86_400
    base = {
        "id": "complaint",
        "match": {},
        "calendar": "always",
        "respond_within": day,
        "remind_after": day * 3 // 4,
        "levels": [
            {"after": day, "to": "supervisors", "respond_within": day},
            {"after": 2 * day, "to": "ombudsman", "respond_within": day},
        ],
        "close_after": 7 * day,
        "survey_after": None,
        "appeal_within": 30 * day,
        "wait_at_most": 7 * day,
    }
    return base | changes


def configuration(version: int = 1, **changes: Any) -> Configuration:
    """A configuration whose document has these changes."""
    return from_document(version, document(**changes))


def phone(address: str = PHONE, *, proven: bool = True) -> ContactPoint:
    return ContactPoint(channel=Channel.SMS, address=address, proven=proven)


def mail_address(address: str = "pat@example.net", *, proven: bool = True) -> ContactPoint:
    return ContactPoint(channel=Channel.EMAIL, address=address, proven=proven)


def feedback(**changes: Any) -> Feedback:
    """An open complaint by text about coach 420, captured at noon, a day to answer it."""
    base: dict[str, Any] = {
        "id": "0123456789abcdef",
        "reference": "K7Q-4MDB",
        "kind": Kind.COMPLAINT,
        "severity": Severity.NORMAL,
        "channel": Channel.SMS,
        "touchpoint": "coach-420",
        "owner": "coaches",
        "locale": "en-GB",
        "contacts": (phone(),),
        "captured_at": NOON,
        "cycle_at": NOON,
        "respond_by": NOON + 24 * HOUR,
        "promise_by": NOON + 24 * HOUR,
        "policy": "complaint",
        "config_version": 1,
        "wake_at": NOON + 18 * HOUR,
        "entries": 1,
    }
    return Feedback(**(base | changes))


def entry(**changes: Any) -> Entry:
    """The first entry of `feedback()`."""
    base: dict[str, Any] = {
        "feedback_id": "0123456789abcdef",
        "number": 1,
        "what": What.CAPTURED,
        "at": NOON,
        "actor": "customer",
        "channel": Channel.SMS,
        "words": "420 heating broken, we are freezing",
    }
    return Entry(**(base | changes))
