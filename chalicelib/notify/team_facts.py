"""What a team needs to know of a feedback at a glance: labels and values."""

import re

from chalicelib import context
from chalicelib.model import Difficulty, Severity, What
from chalicelib.notify.mail import one_line
from chalicelib.notify.telling import Telling

REASON_LIMIT = 200
"""Characters of a member's reason."""


def facts(telling: Telling) -> tuple[tuple[str, str], ...]:
    """What is known of a feedback, each with its label, in the order of reading."""
    say, feedback = telling.words.say, telling.feedback
    known = {
        "reference": telling.reference,
        "virus": say("value_virus") if _has_virus(telling) else None,
        "sealed": _sealed(telling),
        "subject": _subject(telling),
        "kind": _assessed(telling, "kind"),
        "severity": _severity(telling),
        "difficulty": _difficulty(telling),
        "place": place(telling),
        "trip": _trip(telling),
        "suspect": _suspect(telling),
        "channel": say(f"channel_{feedback.channel}"),
        "received": telling.at(feedback.captured_at),
        "deadline": _deadline_fact(telling),
        "level": str(feedback.level) if feedback.level else None,
        "rating": say("value_rating", rating=feedback.rating) if feedback.rating else None,
        "name": one_line(feedback.name, 100) if feedback.name else None,
        "contact": ", ".join(one_line(c.address, 254) for c in feedback.contacts) or None,
    }
    return tuple((say(f"label_{name}"), value) for name, value in known.items() if value)


def _subject(telling: Telling) -> str | None:
    """The customer's own subject, where they wrote by mail."""
    subject = telling.timeline[0].data.get("subject") if telling.timeline else None
    return one_line(str(subject), REASON_LIMIT) if subject else None


def _has_virus(telling: Telling) -> bool:
    return any(entry.data.get("virus") for entry in telling.timeline)


def _sealed(telling: Telling) -> str | None:
    """That a mail's words cannot be read here: `encrypted`, or in a file of Outlook's (`winmail`)."""
    why = next((found for e in telling.timeline if (found := e.data.get("sealed"))), None)
    return telling.words.say(f"value_sealed_{why}") if why else None


def _trip(telling: Telling) -> str | None:
    """What the link or QR code said of the trip: vehicle, line, trip, seat."""
    data = telling.timeline[0].data if telling.timeline else {}
    if data.get("context") == context.REFUSED:
        return telling.words.say("value_trip_refused")
    parts = context.said_of(data) or {}
    said = [telling.words.say(f"value_trip_{name}", value=value) for name, value in parts.items()]
    return " · ".join(said) or None


def _suspect(telling: Telling) -> str | None:
    """That a program may have sent it, and that the customer was told nothing therefore."""
    why = telling.timeline[0].data.get("suspect") if telling.timeline else None
    return telling.words.say(f"value_suspect_{why}") if why else None


def _severity(telling: Telling) -> str | None:
    """How bad it is taken to be, and the customer's word that says so, where it is out of the ordinary."""
    severity, word = telling.feedback.severity, because(telling, "severity")
    if correction(telling, "severity"):
        return _assessed(telling, "severity")
    if severity in (Severity.NORMAL, Severity.LOW):
        return None
    name = telling.words.say(f"severity_{severity}")
    return telling.words.say("value_severity", severity=name, word=word) if word else name


def _difficulty(telling: Telling) -> str | None:
    is_complex = telling.feedback.difficulty is Difficulty.COMPLEX
    known = is_complex or correction(telling, "difficulty")
    return _assessed(telling, "difficulty") if known else None


def _assessed(telling: Telling, field: str) -> str:
    """What a feedback is taken for, and what it was taken for before a member corrected it."""
    say = telling.words.say
    value = say(f"{field}_{getattr(telling.feedback, field)}")
    corrected = correction(telling, field)
    if corrected is None:
        return value
    was, reason = say(f"{field}_{corrected[0]}"), corrected[1]
    if was == value:
        return value
    if reason:
        return say("value_corrected", value=value, was=was, reason=reason)
    return say("value_corrected_bare", value=value, was=was)


def correction(telling: Telling, field: str) -> tuple[str, str] | None:
    """What a field was before it was first corrected, and the newest reason, empty once that is erased.

    None where it never was.
    """
    found = [
        (str(entry.data["changes"][field][0]), str(entry.data.get("reason", "")))
        for entry in telling.timeline
        if entry.what is What.CORRECTED and field in entry.data["changes"]
    ]
    return (found[0][0], one_line(found[-1][1], REASON_LIMIT)) if found else None


def because(telling: Telling, field: str) -> str | None:
    """What decided a field of the first assessment; None as well once that is erased."""
    reasons = telling.timeline[0].data.get("reasons", ())
    whys = (why for named, _, *why in reasons if named == field)
    return next((one_line(str(why[0]), 60) for why in whys if why), None)


def _deadline_fact(telling: Telling) -> str | None:
    if not telling.feedback.is_open:
        return None
    at = telling.feedback.promise_by or telling.feedback.respond_by
    if at is None:
        return telling.words.say("value_no_deadline")
    if telling.feedback.waiting_until:
        return telling.words.say("value_deadline_waits")
    return telling.words.say("value_deadline", at=telling.at(at), left=telling.left(at))


def place(telling: Telling) -> str:
    """Where it happened."""
    found = telling.configuration.place(telling.feedback.touchpoint)
    return one_line(found.name, 100) if found else telling.words.say("value_no_place")


def say_reason(telling: Telling, reason: str) -> str:
    """Why something did not arrive: our own word for it in the reader's language, or the provider's."""
    if telling.words.knows(f"reason_{reason}"):
        return telling.words.say(f"reason_{reason}")
    is_a_word = re.fullmatch(r"[a-z_]+", reason)
    return telling.words.say("reason_other") if is_a_word else one_line(reason, 200)
